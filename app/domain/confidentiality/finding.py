"""All rules together: what was found, in order, each place of the words once."""

from collections.abc import Iterable, Iterator

from app.domain.confidentiality import births, cases, contacts, markings, numbers, places
from app.domain.confidentiality.names import names, names_in_file_name, own_boxes
from app.domain.confidentiality.values import FindingKind, Found, Known

MOST_FOUND = 1000
"""As many findings as one text may have: nobody goes through more one by one."""

# Where two rules find something at one place, the one that says more about it stands.
_FIRST = (
    FindingKind.EMAIL,
    FindingKind.NHS_NUMBER,
    FindingKind.NI_NUMBER,
    FindingKind.DATE_OF_BIRTH,
    FindingKind.CASE_NUMBER,
    FindingKind.PHONE,
    FindingKind.POSTCODE,
    FindingKind.ADDRESS,
    FindingKind.OTHER,
    FindingKind.NAME,
    FindingKind.MARKING,
)
_RANK = {kind: rank for rank, kind in enumerate(_FIRST)}


def find(words: str, known: Known) -> tuple[Found, ...]:
    """What may identify somebody in these words: in their order, not overlapping, at most MOST_FOUND."""
    return _in_order(_patterned(words, known), names(words, known))


def find_in_name(file_name: str, known: Known) -> tuple[Found, ...]:
    """The same in the name of a file, where words are joined by underscores and names stand without a sentence."""
    spaced = file_name.replace("_", " ")
    dates = births.births_in_name(file_name)
    return _in_order(_patterned(spaced, known), dates, names_in_file_name(file_name, known))


def _patterned(words: str, known: Known) -> Iterator[Found]:
    yield from contacts.emails(words, own_boxes(known))
    yield from contacts.phones(words)
    yield from contacts.handles(words)
    yield from numbers.nhs_numbers(words)
    yield from numbers.ni_numbers(words)
    yield from numbers.other_numbers(words)
    yield from births.births(words)
    yield from cases.case_numbers(words, known.case_numbers)
    yield from places.postcodes(words)
    yield from places.addresses(words)
    yield from markings.markings(words)
    yield from markings.print_outs(words)


def _in_order(*rules: Iterable[Found]) -> tuple[Found, ...]:
    """Of findings that overlap, the one whose kind says more, then the longer one; then by place."""
    every = sorted(
        (found for rule in rules for found in rule if found.length > 0),
        key=lambda one: (one.start, _RANK.get(one.kind, len(_RANK)), -one.length),
    )
    kept: list[Found] = []
    for one in every:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif _says_more(one, kept[-1]):
            kept[-1] = one
    return tuple(kept[:MOST_FOUND])


def _says_more(one: Found, other: Found) -> bool:
    mine, its = _RANK.get(one.kind, len(_RANK)), _RANK.get(other.kind, len(_RANK))
    return (mine, -one.length) < (its, -other.length)
