"""Case numbers: of the employer's own pattern, and in the usual forms of case systems, courts, police and schools."""

import re
from collections.abc import Iterator

from app.domain.confidentiality.values import FindingKind, Found

_SYSTEM = (
    r"LCS|EHM|EHA|EHH|ICS|LAS|CMS|CAF|TAF|MASH|Liquid[ ]?[Ll]ogic|Mosaic|MOSAIC|Care ?[Ff]irst|Carefirst|Framework-?i|"
    r"Eclipse|Synergy|Capita(?:[ ]ONE|[ ]One)?|eCAF|SystmOne|RiO|EMIS|Rio|Azeus|Servelec|CareDirector|IYSS|"
    r"Core\+|ChildView|"
    r"CPOMS|MyConcern|SIMS|Paris"
)
_SUBJECT = (
    r"[Cc]ase|CASE|[Cc]lient|[Ff]amily|[Ff]ile|[Rr]ecord|[Rr]eferral|[Cc]hild|[Pp]erson|[Ee]pisode|[Pp]upil|[Cc]rime|"
    r"[Ii]ncident|[Cc]ourt|[Tt]enancy|[Rr]ent|[Hh]ospital|[Pp]atient|[Ss]ystem|[Ss]ervice[ ][Uu]ser|[Pp]olice|[Cc]laim|"
    r"[Hh]ousing|[Ee]nquiry|[Ee]arly[ ][Hh]elp|[Cc]ontact|[Nn]otification|[Aa]ssessment|UPN|URN|CAD|UC|CRN|CHIS|"
    r"CIN|CP|EHCP|YOT|"
    r"MARAC|Niche"
)
_WORD_FOR_NUMBER = r"(?:[Ii][Dd]s?|[Nn]o\.?|[Nn]os\.?|[Nn]um(?:ber)?|NUMBER|NO|[Rr]ef\.?|REF|[Rr]eference|#)"
_NUMBER = r"([A-Z]{0,4}[-/ ]?\d[\dA-Z]{0,12}(?:[-/]\d[\dA-Z]{0,12}|[-/][A-Z]{1,4}(?=[-/]\d)){0,4})"
_BETWEEN = r"(?:[ ](?:is|was|of))?[ ]{0,2}[:.#=–-]{0,2}[ ]{0,2}"
_NAMED = re.compile(
    rf"\b(?:(?:{_SYSTEM}|{_SUBJECT})[ ]{{1,2}}){{1,3}}{_WORD_FOR_NUMBER}(?:[ ]{_WORD_FOR_NUMBER})?"
    rf"{_BETWEEN}{_NUMBER}(?!\w)"
)
_OF_SYSTEM = re.compile(
    rf"\b(?:{_SYSTEM}|CAD|UPN|MARAC|CRN)(?:[ ](?:[Cc]ase|[Rr]ecord|[Ff]ile|[Pp]erson))?"
    rf"[ ]{{0,2}}[:#-]?[ ]{{0,2}}{_NUMBER}(?!\w)"
)
_REF = re.compile(
    rf"(?:(\w{{1,20}})[ ])?\b(?:[Rr]ef(?:erence)?|REF)(?:[ ](?:[Nn]o|[Nn]umber))?[ ]?[:#.][ ]{{0,2}}{_NUMBER}(?!\w)"
)
_CASE = re.compile(rf"\b(?:[Cc]ase|CASE|[Ff]ile)[ ]?[#:]?[ ]?{_NUMBER}(?!\w)")
# With letters and strokes in it, a reference needs no colon: “our reference CYP/2024/1187”.
_STROKED = re.compile(r"\b(?:[Rr]ef(?:erence)?|URN|REF)[ ]([A-Z0-9]{1,5}(?:[/-][A-Z0-9]{1,8}){1,4})(?!\w)")
_ID = re.compile(
    r"(?:\b(\w{1,20})[ ])?\b(?:ID|Id)(?:[ ](?:no\.?|number))?[ ]{0,2}[:#]?[ ]{0,2}([A-Z]{0,3}\d{5,12})(?![\w ]\d)\b"
)
_ABBREVIATED = re.compile(r"\bLL[ ]?[:#-]?[ ]?(\d{5,10})(?!\w)")
_COURT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}[CPDFZ]\d{5}(?!\w)")
_UPN = re.compile(r"(?<!\w)[A-HJ-NP-RT-Z]\d{11}[\dA-Z](?!\w)")
_OTHER_REFS = frozenset(
    """
    apple asset booking certificate charity course delivery document doi employee equipment evidence invoice isbn
    job lars learner library meeting module ofsted order passcode payment policy qualification staff standard teams
    ticket uln unit user vacancy version webex zoom
    """.split()
)
# Each with the group that holds the number, how many digits it needs, and whether those may be a year's. Where it is
# the second group, the first is the word before, which may say that it is another kind of reference.
_RULES = (
    (_NAMED, 1, 3, True),
    (_OF_SYSTEM, 1, 4, False),
    (_CASE, 1, 5, False),
    (_REF, 2, 4, False),
    (_ID, 2, 5, True),
    (_STROKED, 1, 5, False),
    (_ABBREVIATED, 1, 5, True),
    (_COURT, 0, 7, True),
    (_UPN, 0, 11, True),
)

_MOST_PATTERN = 100
_ALLOWED = re.compile(
    r"(?:\\[dDwWsSbB./+()\[\]-]|\[[^\[\]\\]{1,60}\]|[A-Za-z0-9 _/#:.\-]|\{\d{1,2}(?:,\d{1,2})?\}|\(\?:|[()|?])+"
)
_VARIABLE = re.compile(r"\{\d{1,2},\d{1,2}\}")
_MOST_VARIABLE, _MOST_OPTIONAL = 2, 6


def pattern_trouble(pattern: str) -> str:
    """What is wrong with an employer's pattern for case numbers, in one sentence; "" where nothing is.

    Only what cannot take long on any words may be in it: no `*`, `+`, look-around, back-reference or repeated group.
    """
    if not pattern:
        return ""
    if len(pattern) > _MOST_PATTERN:
        return f"Use at most {_MOST_PATTERN} characters."
    if not _ALLOWED.fullmatch(pattern) or re.search(r"\)[{?]\{?|[}?][{?]", pattern):
        return (
            r"Use letters, digits, \d, [A-Z], {4}, {4,6} and ?, for example EH-\d{4,7}: other signs can take too long."
        )
    if len(_VARIABLE.findall(pattern)) > _MOST_VARIABLE or pattern.replace("(?:", "").count("?") > _MOST_OPTIONAL:
        return "Use at most two spans such as {4,6}, and at most six question marks."
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError):
        return "This is not a pattern. Look at the brackets."
    return (
        "This pattern is found in words that hold no number."
        if compiled.search("the case was a family of five")
        else ""
    )


def case_numbers(words: str, pattern: str = "") -> Iterator[Found]:
    """Numbers of cases, by the employer's pattern and by the words before them."""
    if pattern and not pattern_trouble(pattern):
        yield from employers_numbers(words, pattern)
    for rule, group, fewest, may_be_year in _RULES:
        for found in rule.finditer(words):
            other = group == 2 and (found[1] or "").casefold() in _OTHER_REFS
            if not other and _is_number(found[group], fewest, may_be_year=may_be_year):
                yield _case(found.start(group), found[group])


def employers_numbers(words: str, pattern: str) -> Iterator[Found]:
    """Numbers of the employer's own pattern, which `pattern_trouble` has nothing to say against."""
    for found in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", words):
        if found[0].strip():
            yield Found(FindingKind.CASE_NUMBER, found.start(), len(found[0]), "one of your employer’s case numbers")


def _case(start: int, number: str) -> Found:
    return Found(FindingKind.CASE_NUMBER, start, len(number), "a case or reference number")


def _is_number(number: str, fewest: int, *, may_be_year: bool) -> bool:
    digits = re.sub(r"\D", "", number)
    if len(digits) < fewest or re.fullmatch(r"ST\d{4}", number):
        return False
    return may_be_year or not re.fullmatch(r"(?:19|20)\d{2}(?:[-/]\d{2,4})?", number.strip())
