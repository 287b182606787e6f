"""Protective markings, and what shows that a page was printed from a case system."""

import re
from collections.abc import Iterator

from app.domain.confidentiality.values import FindingKind, Found

_DASH = r"[ ]{0,2}[-–—:/_ ][ ]{0,2}"
_MARKING = re.compile(
    rf"\bOFFICIAL{_DASH}\(?SENSITIVE\)?(?:{_DASH}(?:PERSONAL(?:[ ]DATA)?|COMMERCIAL|LOCSEN))?\b"
    rf"|\bofficial[ -]{{1,3}}sensitive\b"
    rf"|\bOfficial{_DASH}\(?Sensitive\)?(?:{_DASH}Personal)?\b"
    r"|\[(?:OFFICIAL|PERSONAL|CONFIDENTIAL|RESTRICTED|SENSITIVE|PROTECT)[A-Z :–—-]{0,40}\]"
    rf"|\b(?:NHS|STRICTLY|HIGHLY|PRIVATE[ ](?:AND|&))[ ]CONFIDENTIAL\b"
    rf"|\b(?:CONFIDENTIAL|RESTRICTED|PROTECT|SENSITIVE|PERSONAL){_DASH}(?:PERSONAL|"
    rf"CHILD(?:REN)?(?:[’']?S)?[ ]?[A-Z ]{{0,30}}|"
    r"THIRD[ ]PARTY(?:[ ][A-Z]{1,20})?|SENSITIVE|CASE[ ][A-Z]{1,12}|FAMILY[ ][A-Z]{1,12}|DO[ ]NOT[ A-Z]{1,20}|"
    r"NOT[ ]FOR[ A-Z]{1,30})"
    r"|\b(?:Strictly|Highly)[ ](?:Private[ ]and[ ])?[Cc]onfidential\b"
    r"|\b(?:Restricted|Confidential)[ ]?[-–—:][ ]?(?:[Tt]hird[ ][Pp]art\w{1,3}|[Pp]ersonal|"
    r"[Cc]hildren[’']?s)\b[^.\n]{0,20}"
    r"|\b(?:NOT[ ]FOR[ ](?:ONWARD[ ])?(?:DISCLOSURE|SHARING|CIRCULATION)|[Nn]ot[ ]for[ ]onward[ ](?:disclosure|"
    r"sharing))\b"
)
_SO_MARKED = re.compile(
    r"\b(?:[Mm]arking|MARKING|[Cc]lassification)[ ]?[:–-][ ]?(OFFICIAL|SECRET|RESTRICTED|PROTECT)\b"
)
_ALONE = re.compile(
    r"(?m)^[ \t*_\[(]{0,6}(OFFICIAL|CONFIDENTIAL|RESTRICTED|PRIVATE|PROTECT|"
    r"(?:Strictly[ ])?[Pp]rivate[ ](?:and|&)[ ][Cc]onfidential|Confidential)[ \t*_\]):.-]{0,6}$"
)
_TALK = re.compile(
    r"\b(?:training|policy|policies|learn(?:ed|t|ing)?|means?|meant|difference|when[ ]to|how[ ]to|guidance|scheme|"
    r"classifications?|whether|never|should|must|what|why|course|module|webinar|e-learning)\b",
    re.I,
)
_STOP = re.compile(r"[.!?\n]")

_WHEN = r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?[ ][A-Z][a-z]{2,8}[ ]\d{2,4}|\d{4}-\d{2}-\d{2})"
_PRINTED = re.compile(
    rf"\b((?:[Pp]rinted|PRINTED|[Gg]enerated|[Ee]xported|[Rr]eport[ ](?:run|created)|[Pp]roduced|"
    rf"[Dd]ownloaded)[ ](?:by|on|from|BY|ON|"
    rf"FROM)|[Rr]eport[ ](?:generated|run|printed))\b[ ]?:?[ ][^\n]{{0,60}}?"
    rf"(?:{_WHEN}|\bat[ ]\d{{1,2}}:\d{{2}}|Liquid ?[Ll]ogic|Mosaic|Care ?First|LCS|EHM)"
)
_HEADING = re.compile(
    r"\b((?:Liquid[ ]?[Ll]ogic|LCS|EHM|Mosaic|MOSAIC|Care ?[Ff]irst|Framework-?i|Eclipse)[ ]?[-–—:|>][ ]?"
    r"(?:[A-Z][\w’']{1,20}[ ]?){0,3}(?:[Cc]ase[ ]?[Nn]otes?|[Ss]ummary|[Cc]hronology|[Rr]ecord|[Rr]eport|"
    r"[Dd]etails|[Ee]pisodes?|"
    r"[Pp]rint-?[Oo]ut|[Pp]rint|[Aa]ssessment|[Ff]orms?|[Dd]emographics|[Ww]orkflow|[Vv]iew))\b"
)
_TITLED = re.compile(
    r"\b((?:LCS|EHM|Liquid ?[Ll]ogic|Mosaic|MOSAIC|Care ?First)[ ](?:Case|Person|Child|Client|Family|Assessment|"
    r"Episode)[ ]"
    r"(?:Summary|Record|Notes?|Report|Details|History|View|Print-?out))\b"
)
_LABEL = re.compile(
    r"(?m)(?:^|[|\t;,.]|[ ]{2}|[ ])[ \t]{0,8}((?:Person|Client|Child|Case|Family|Record|Episode|Workflow|Group|"
    r"Person[ ]Record)[ ]?I[Dd]"
    r"|Case[ ][Nn]ote[ ][Tt]ype|Contact[ ][Tt]ype|Type[ ]of[ ][Cc]ontact|Recorded[ ][Bb]y|Created[ ][Bb]y|"
    r"Entered[ ][Bb]y|"
    r"Date[ ][Cc]reated|Date[ ]of[ ][Cc]ontact|Date[ ][Rr]ecorded|Allocated[ ](?:[Ww]orker|[Tt]o|[Tt]eam)|"
    r"Authori[sz]ed[ ][Bb]y|"
    r"Persons?[ ][Pp]resent|Seen[ ][Aa]lone|Legal[ ][Ss]tatus|Case[ ][Ss]tatus|Reason[ ]for[ ](?:[Cc]ontact|"
    r"[Rr]eferral)|"
    r"Ethnicity|First[ ][Ll]anguage|Religion|Workflow[ ][Ss]tep|Next[ ][Aa]ction|Finali[sz]ed|"
    r"Last[ ][Uu]pdated[ ][Bb]y)[ ]{0,2}:"
)
_ID_LABEL = re.compile(
    r"\b((?:Person|Client|Child|Episode|Workflow|Person[ ]Record)[ ]I[Dd])[ ]{0,2}[:#][ ]{0,2}[A-Z]{0,3}\d{3,}"
)
_FEWEST_LABELS = 3


def markings(words: str) -> Iterator[Found]:
    """Markings as they stand on papers. Where the sentence is about marking papers as such, they stay quiet."""
    for found in _MARKING.finditer(words):
        if not _is_talk(words, found.start()):
            yield Found(FindingKind.MARKING, found.start(), len(found[0].rstrip()), "a protective marking")
    for found in (*_ALONE.finditer(words), *_SO_MARKED.finditer(words)):
        yield Found(FindingKind.MARKING, found.start(1), len(found[1]), "a protective marking")


def _is_talk(words: str, start: int) -> bool:
    return bool(_TALK.search(_STOP.split(words[max(0, start - 160) : start])[-1]))


def print_outs(words: str) -> Iterator[Found]:
    """Foot lines, headings and fields that a case system prints; fields only where there are three."""
    for pattern in (_PRINTED, _HEADING, _TITLED, _ID_LABEL):
        for found in pattern.finditer(words):
            yield Found(FindingKind.MARKING, found.start(1), len(found[1]), "a print-out of a case system")
    labels = list(_LABEL.finditer(words))
    if len({found[1].casefold() for found in labels}) >= _FEWEST_LABELS:
        first = labels[0]
        yield Found(FindingKind.MARKING, first.start(1), len(first[1]), "a print-out of a case system")
