"""Numbers that the state gives to people: NHS and National Insurance, each with its own check; and a few others."""

import re
from collections.abc import Iterator

from app.domain.confidentiality.values import FindingKind, Found

_TEN_DIGITS = re.compile(r"(?<![\w,£+/=&-])(?<!\d\.)(?<!\d )\d{3}([ -]?)\d{3}\1\d{4}(?![\w]|[.,]\d| \d{3})")
# https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110
_NI = re.compile(
    r"(?<![\w-])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r"[ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?[A-D](?![\w-])",
    re.I,
)
_NI_BY_NAME = re.compile(
    r"\b(?:NI(?:NO)?|National[ ]Insurance)(?:[ ](?:no|num|number))?\.?(?:[ ](?:is|was))?[ ]{0,2}[:#-]?[ ]{0,2}"
    r"((?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ ]?\d{2}[ ]?\d{2}[ ]?\d{2})(?![\w-])",
    re.I,
)
_PLATE = re.compile(
    r"\b(?:car|van|vehicle|reg(?:istration)?|number[ ]plate|plate|driving|drives|driven|BMW|Audi|Ford|Corsa|Golf)\b"
    r"[^.\n]{0,40}?\b([A-Z]{2}\d{2}[ ]?[A-Z]{3})\b"
)
_ACCOUNT = re.compile(
    r"\b(?:sort[ ]code|account(?:[ ](?:no\.?|number))?)[ ]{0,2}[:#-]?[ ]{0,2}(\d{2}[ -]\d{2}[ -]\d{2}|\d{8})(?!\w)",
    re.I,
)
_PASSPORT = re.compile(
    r"\b(?:passport|BRP|ARC|visa|Home[ ]Office)(?:[ ](?:no|num|number|ref|reference))?\.?(?:[ ](?:is|was))?"
    r"[ ]{0,2}[:#-]?[ ]{0,2}([A-Z]{0,3}\d{6,9}[A-Z]?)(?!\w)",
    re.I,
)


def nhs_numbers(words: str) -> Iterator[Found]:
    """Ten digits, together or as 3, 3 and 4, whose last one is the right check of the others (modulus 11)."""
    for found in _TEN_DIGITS.finditer(words):
        if is_nhs_number(re.sub(r"\D", "", found[0])):
            yield Found(FindingKind.NHS_NUMBER, found.start(), len(found[0]), "an NHS number")


def is_nhs_number(digits: str) -> bool:
    """Whether the tenth digit checks the nine before it, and they are not all the same."""
    if len(set(digits)) == 1:
        return False
    check = 11 - sum(int(one) * weight for one, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check != 10 and check % 11 == int(digits[9])


def ni_numbers(words: str) -> Iterator[Found]:
    """Two letters that are given out, six digits and A to D; called by its name, also without the last letter."""
    for found in _NI.finditer(words):
        yield Found(FindingKind.NI_NUMBER, found.start(), len(found[0]), "a National Insurance number")
    for found in _NI_BY_NAME.finditer(words):
        yield Found(FindingKind.NI_NUMBER, found.start(1), len(found[1]), "a National Insurance number")


def other_numbers(words: str) -> Iterator[Found]:
    """Number plates, bank accounts and passports, where the words before them say that they are that."""
    for pattern, why in (
        (_PLATE, "a car’s number plate"),
        (_ACCOUNT, "a bank account"),
        (_PASSPORT, "the number of a passport or visa"),
    ):
        for found in pattern.finditer(words):
            yield Found(FindingKind.OTHER, found.start(1), len(found[1]), why)
