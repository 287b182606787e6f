"""Postcodes and street addresses in the United Kingdom."""

import re
from collections.abc import Iterator

from app.domain.confidentiality.values import FindingKind, Found

_AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX "
    "FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN "
    "NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB "
    "W WA WC WD WF WN WR WS WV YO ZE"
)
_OF_AREA = "|".join(sorted(_AREAS.split(), key=len, reverse=True))
_POSTCODE = re.compile(
    rf"(?<![\w-])(?:(?:{_OF_AREA})\d[\dA-HJKMNP-Y]?[ ]{{0,2}}\d[ABD-HJLNP-UW-Z]{{2}}|GIR ?0AA)(?![\w-])", re.I
)
# KSBs are called S1 and B2, and “S1 2nd try” or “B2 1hr” are no places.
_NO_INWARD = re.compile(r"(?:st|nd|rd|th|hr|am|pm)$", re.I)

_FULL_TYPES = (
    "Approach Avenue Bank Boulevard Broadway Brow Buildings Chase Circus Close Common Copse Corner Court Crescent "
    "Croft Dale Drive Drove Embankment End Estate Field Fields Fold Gardens Garth Gate Glade Green Grove Heights "
    "Hill Lane Mead Meadow Meadows Mews Orchard Parade Park Passage Path Place Point Quay Ridge Rise Road Row "
    "Spinney Square Street Terrace Vale View Villas Walk Way Wharf Yard "
)
_SHORT_TYPES = "Rd St Ave Av Ln Cl Dr Cres Crt Ct Gdns Grv Pl Sq Terr Tce Pk"
_TYPE = rf"(?:{'|'.join((_FULL_TYPES + _SHORT_TYPES).split())})"
_CAPITAL_WORD = r"(?:(?:St\.?|[A-Z][\w’']{1,30}|of|the|de|la)[ -])"
_NUMBER = r"\d{1,4}[A-Za-z]?(?:[ ]?[-–/&][ ]?\d{1,4}[A-Za-z]?)?"
_STREET = re.compile(rf"(?<![\w£.:/-])({_NUMBER}),?[ ]{{1,2}}((?:The[ ])?{_CAPITAL_WORD}{{1,4}}){_TYPE}\b(?![’'])")
_SMALL = re.compile(
    r"\b(?:at|to|from|address(?:[ ]is)?|lives?|living|in|on|of|number|no\.?)[ ]{0,2}:?[ ](?:no\.?[ ]|number[ ])?"
    r"(\d{1,4}[a-z]?,?[ ]([a-z]{3,20}[ ](?:[a-z]{3,20}[ ])?)(?:road|street|avenue|lane|close|drive|crescent|grove|"
    r"gardens|terrace|court|mews|way|rd|st|ave))\b"
)
_FLAT = re.compile(
    r"\b(?:Flat|Apartment|Apt|Maisonette|Bedsit|Plot|Caravan|flat|apartment)[ ](?:no\.?[ ]|"
    r"number[ ])?\d{1,4}[A-Za-z]?\b"
    rf"(?:,?[ ](?:{_NUMBER},?[ ])?{_CAPITAL_WORD}{{1,3}}(?:House|Court|Lodge|Tower|Towers|Point|Heights|Mansions|Place|"
    rf"Hostel|Hotel|Park|Building|Block|{_TYPE})\b)?"
)
_ROOM = re.compile(
    rf"\b(?:Room|Unit|room|unit)[ ]\d{{1,4}}[A-Za-z]?,?[ ](?:at[ ])?(?:the[ ])?{_CAPITAL_WORD}{{1,3}}"
    r"(?:Hostel|Hotel|Inn|House|Lodge|Court|B&B|Apartments)\b"
)
_HOUSE = re.compile(
    rf"\b(?:(?:The|Old|Rose|Ivy|Oak|Mill|Church|Holly)[ ])?{_CAPITAL_WORD}{{1,2}}(?:Cottage|Farm|Lodge|House|Barn),"
    rf"[ ]{_CAPITAL_WORD}{{1,3}}{_TYPE}\b"
)
_LIVES = re.compile(
    r"\b(?:lives?|lived|living|resid(?:es?|ing)|moved|moving|rehoused|stays?|staying|housed|home|address(?:[ ]is)?)"
    rf"(?:[ ](?:with[ ]\w+[ ])?(?:on|in|at|to|near|off|is|from))?[ :]{{1,2}}({_CAPITAL_WORD}{{1,3}}{_TYPE}\b)"
)
_MOVED_TO = re.compile(
    rf"\bmov(?:ed|ing|e)[ ]from[ ]{_CAPITAL_WORD}{{1,3}}{_TYPE}[ ]to[ ]({_CAPITAL_WORD}{{1,3}}{_TYPE}\b)"
)
_COUNTED = re.compile(
    r"\b(?:years?|weeks?|stages?|levels?|phases?|sessions?|modules?|units?|steps?|section|tier|day|chapter|part|ksbs?|"
    r"duty|duties|pages?|act|article|version|figure|table|room|group|class|form|item|question|key stage)[ ]$",
    re.I,
)
_NOT_STREETS = re.compile(
    r"^(?:(?:Family|Crown|County|Magistrates[’']?|High|Youth|Supreme|Royal|Children[’']?s|Coroner[’']?s)[ ]Court"
    r"|Downing[ ]St(?:reet)?|Sesame[ ]Street|Coronation[ ]Street)"
)
_NOT_BETWEEN = re.compile(
    r"\b(?:minutes?|mins?|miles?|hours?|days?|weeks?|months?|years?|times?|people|the|and|more|very|court|way|per|"
    r"different|other|long|short|own|family|parents?|children|steps?|points?|goals?|first|second|no|each)\b"
)


def postcodes(words: str) -> Iterator[Found]:
    """Whole postcodes of areas that exist. The first half alone (“in UB8”) is a district of thousands: quiet."""
    for found in _POSTCODE.finditer(words):
        if _in_one_case(found[0]):
            yield Found(FindingKind.POSTCODE, found.start(), len(found[0]), "a postcode")


def _in_one_case(code: str) -> bool:
    outward, inward = code[:-3].strip(), code[-3:]
    if inward.isupper():
        return outward[0].isupper() and not (_NO_INWARD.search(inward) and len(outward) < 3 and " " in code)
    return not _NO_INWARD.search(inward) and (outward.islower() or len(outward) > 2) and not outward[1:2].isupper()


def addresses(words: str) -> Iterator[Found]:
    """A number and a street, a flat, a house by its name, and the street where somebody is said to live."""
    for found in _STREET.finditer(words):
        before = words[max(0, found.start() - 14) : found.start()]
        if not _COUNTED.search(before) and not _NOT_STREETS.match(found[0][len(found[1]) :].lstrip(", ")):
            yield Found(FindingKind.ADDRESS, found.start(), len(found[0]), "a street address")
    for found in _SMALL.finditer(words):
        if not _NOT_BETWEEN.search(found[2]):
            yield Found(FindingKind.ADDRESS, found.start(1), len(found[1]), "a street address")
    for pattern in (_FLAT, _ROOM, _HOUSE):
        for found in pattern.finditer(words):
            yield Found(FindingKind.ADDRESS, found.start(), len(found[0]), "a flat or house")
    for found in (*_LIVES.finditer(words), *_MOVED_TO.finditer(words)):
        if not _NOT_STREETS.match(found[1]):
            yield Found(FindingKind.ADDRESS, found.start(1), len(found[1]), "the street where somebody lives")
