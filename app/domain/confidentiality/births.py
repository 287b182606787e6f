"""Dates of birth: dates that the words around them call so. Other dates are when work was done, and stay quiet."""

import re
from collections.abc import Iterator

from app.domain.confidentiality.values import FindingKind, Found

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:(?:19|20)\d{2}|[’']?\d{2})"
_DATE = (
    rf"(?:\d{{1,2}}[ ]?[./-][ ]?\d{{1,2}}(?:[ ]?[./-][ ]?{_YEAR})?|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}[ ]?(?:st|nd|rd|th)?[ ](?:of[ ])?{_MONTH}(?:,?[ ]{_YEAR}(?![:.]\d))?"
    rf"|{_MONTH}[ ]\d{{1,2}}(?:st|nd|rd|th)?(?:,?[ ](?:19|20)\d{{2}})?)"
)
_MONTH_AND_YEAR = rf"{_MONTH}[ ](?:of[ ])?(?:19|20)\d{{2}}"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?[ ])?"
_CALLED = re.compile(
    rf"\b(?:D\.?[ /]?O\.?[ /]?B\.?|date[ ]of[ ]birth|birth[ ]?date|E\.?D\.?D\.?)(?:[ ](?:is|was|of))?[ ]{{0,2}}"
    rf"[.:=–—-]{{0,2}}[ ]{{0,2}}[(\[]?({_DATE}|{_MONTH_AND_YEAR})(?!\w)",
    re.I,
)
_BORN = re.compile(
    rf"\b(?:born|b\.|birthdays?|baby(?:[’']s)?[ ](?:is[ ]|was[ ])?due(?:[ ]date)?|(?:will[ ]be|be|was|"
    rf"is)[ ]\d{{1,2}}(?=[ ]on)|turn(?:s|ed|ing)?[ ](?:\d{{1,2}}|[a-z]{{3,9}}))(?:[ ](?:is|was|falls|are))?"
    rf"[ ]?(?:on|in|:)?[ ]{{0,2}}(?:the[ ])?{_WEEKDAY}({_DATE}|{_MONTH_AND_YEAR})(?!\w)",
    re.I,
)
_SO_CALLED = re.compile(rf"(?<!\w)({_DATE})[ ]{{0,2}}[(\[–—,-]?[ ]?(?:D\.?O\.?B\b\.?|date[ ]of[ ]birth)", re.I)
_IN_FILE_NAME = re.compile(rf"(?i)D\.?O\.?B[ _.:-]{{0,3}}({_DATE}|\d{{6}}|\d{{8}})(?!\d)")
_PUBLIC = re.compile(r"\b(?:programme|service|centre|charity|idea|policy|movement|NHS|theorist|psychologist)\b", re.I)


def births(words: str) -> Iterator[Found]:
    """Dates after “DOB”, “born on”, “birthday”, “turned 5 on”, and before “(DOB)”. A year alone stays quiet."""
    for pattern in (_CALLED, _BORN, _SO_CALLED):
        for found in pattern.finditer(words):
            if pattern is _BORN and _PUBLIC.search(words[max(0, found.start() - 40) : found.start()]):
                continue
            yield Found(FindingKind.DATE_OF_BIRTH, found.start(1), len(found[1]), "a date of birth")


def births_in_name(name: str) -> Iterator[Found]:
    """The same in the name of a file, where a date may be digits only."""
    for found in _IN_FILE_NAME.finditer(name):
        yield Found(FindingKind.DATE_OF_BIRTH, found.start(1), len(found[1]), "a date of birth")
