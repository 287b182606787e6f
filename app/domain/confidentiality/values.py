"""The kinds of things that may identify somebody, and what may become of one that was found."""

from enum import StrEnum


class FindingKind(StrEnum):
    """What a finding looks like."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    POSTCODE = "postcode"
    ADDRESS = "address"
    NHS_NUMBER = "nhs_number"
    NI_NUMBER = "ni_number"
    DATE_OF_BIRTH = "date_of_birth"
    CASE_NUMBER = "case_number"
    MARKING = "marking"
    HIDDEN = "hidden"
    OTHER = "other"


class FindingState(StrEnum):
    """Open until the words are gone (fixed) or it was kept with a reason on record."""

    OPEN = "open"
    FIXED = "fixed"
    KEPT = "kept"
