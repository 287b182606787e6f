"""E-mail addresses, UK phone numbers and the names people go by on social media."""

import re
from collections.abc import Iterator

from app.domain.confidentiality.values import FindingKind, Found

_ADDRESS = re.compile(
    r"(?<![\w.+'’-])[\w.+'’-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,20}(?![\w-])", re.I
)
_SPELT_OUT = re.compile(
    r"(?<![\w.-])[\w.-]{1,64} ?(?:[\[(] ?at ?[\])]|\bat\b) ?[\w-]{1,63}"
    r"(?: ?(?:[\[(] ?dot ?[\])]|\bdot\b|\.) ?(?:com|co|uk|org|net|gov|ac|nhs|sch|me)\b){1,3}",
    re.I,
)
# Mailboxes of a service, which are nobody's own.
_SHARED_BOXES = frozenset(
    """
    admin admissions advice bookings complaints contact contactus dpo duty earlyhelp ehh enquiries enquiry familyhub
    familyinformation feedback fis foi hello help helpdesk helpline hr info information jobs lado mail mash media
    no-reply noreply office post press reception referral referrals safeguarding sendiass service services support
    team training volunteering webmaster
    """.split()
)
_PUBLIC_BODIES = (".gov.uk", ".nhs.uk", ".police.uk", ".org.uk", ".org", ".ac.uk", ".gov.wales", "@nhs.net")

_PHONE = re.compile(
    r"(?<![\w£$€#.:-])(?<!\D/)(?<!\d )"
    r"(?:\(?(?:\+|00) ?44\)?[ .-]{0,2}(?:\(0\)[ .-]?)?|\(?0)"
    r"\d(?:[ .()–-]{0,2}\d){7,10}(?!\w|[.,:-]\d)|07\d{3}/\d{6}(?!\w)"
)
_CALLED = re.compile(
    r"\b(?:tel(?:ephone)?|phone|mob(?:ile)?|cell|landline|(?:phone|contact|home|work|mobile)[ ]n(?:umber|o)\.?|"
    r"whatsapp|"
    r"call(?:ed)?[ ](?:me|her|him|them|mum|dad)[ ]on|ring[ ](?:me|her|him|them)[ ]on|text(?:ed)?[ ](?:me|her|"
    r"him|them)[ ]on)"
    r"(?:[ ](?:is|was|on|at))?[ ]{0,2}[.:#-]{0,2}[ ]{0,2}(\(?\d[\d -]{4,12}\d)(?![\w/]|[.,:]\d)",
    re.I,
)
_HANDLE = re.compile(
    r"\b(?:insta(?:gram)?|snap(?:chat)?|tik ?tok|facebook|twitter|discord|username|user name|gamertag|handle|profile)\b"
    r"[^.@\n]{0,30}?(?<![\w.])(@[\w.]{3,30})",
    re.I,
)


def emails(words: str, own: frozenset[str] = frozenset()) -> Iterator[Found]:
    """E-mail addresses, also spelt out; quiet at a service's shared mailbox and at addresses made of `own` names."""
    for found in _ADDRESS.finditer(words):
        box, _, domain = found[0].casefold().partition("@")
        shared = box.strip(".") in _SHARED_BOXES and f"@{domain}".endswith(_PUBLIC_BODIES)
        if not shared and not _is_own(box, own):
            yield Found(FindingKind.EMAIL, found.start(), len(found[0]), "an e-mail address")
    for found in _SPELT_OUT.finditer(words):
        yield Found(FindingKind.EMAIL, found.start(), len(found[0]), "an e-mail address that is spelt out")


def _is_own(box: str, own: frozenset[str]) -> bool:
    letters = re.sub(r"[^a-z]", "", box)
    return len(letters) > 3 and letters in own


def phones(words: str) -> Iterator[Found]:
    """Numbers of people's phones. Helplines and public bodies (0800, 0808, 03…) are nobody's, and stay quiet."""
    for found in _PHONE.finditer(words):
        digits = re.sub(r"\D", "", found[0])
        national = digits if digits.startswith("0") and not digits.startswith("0044") else _national(digits)
        if _is_persons(national) and not _is_dates(found[0]):
            yield Found(FindingKind.PHONE, found.start(), len(found[0]), "a phone number")
    for found in _CALLED.finditer(words):
        digits = re.sub(r"\D", "", found[1])
        if 6 <= len(digits) <= 11 and not digits.startswith(("03", "08", "116", "0044")):
            yield Found(FindingKind.PHONE, found.start(1), len(found[1]), "a phone number")


def _national(digits: str) -> str:
    rest = digits.removeprefix("00").removeprefix("44")
    return "0" + rest.removeprefix("0")


def _is_persons(national: str) -> bool:
    if national.startswith(("07", "02")):
        return len(national) == 11
    return national.startswith("01") and len(national) in (10, 11)


def _is_dates(found: str) -> bool:
    """Two dates in a row, such as 01.02.2026 - 03.02.2026, have small groups between dots."""
    return len(re.findall(r"\d\.\d", found)) > 3


def handles(words: str) -> Iterator[Found]:
    """What somebody is called on social media, where the words say that it is that."""
    for found in _HANDLE.finditer(words):
        yield Found(FindingKind.OTHER, found.start(1), len(found[1]), "what somebody is called on social media")
