"""Where a piece shows a KSB, as pages and calls say it: in words, with the address that opens it there."""

from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

from app.domain.evidence import Checked, Evidence, EvidenceFile, EvidenceVersion, KsbTag
from app.domain.evidence.places import (
    DESCRIPTION,
    Place,
    Words,
    is_picture,
    is_placeable,
    is_where_settled,
    place_words,
    places_in,
    reference_of,
    typed,
    unchecked_words,
)
from app.web.record import evidence_address


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """One place: what it is called, where it opens, and why it could not be checked ("" where it was).

    `file` is the file's id, None for the description; `at` the place within it, as one would type it.
    """

    words: str
    address: str
    note: str
    file: UUID | None
    at: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Where and how a piece shows a KSB. `say_address` is where whoever looks may say it, "" elsewhere; `say` is what
    there is to say: “Say where”.
    """

    places: tuple[PlaceShown, ...] = ()
    how: str = ""
    say_address: str = ""
    say: str = "Say where"


def shown_of(
    evidence: Evidence, version: EvidenceVersion, tag: KsbTag, *, reads: bool, says: bool, tutor: bool
) -> Shown:
    """Where and how this tag is shown. What is not cleared for whoever `reads` not says neither."""
    if not reads:
        return Shown()
    open_ = says and is_placeable(evidence, version, tag, tutor=tutor)
    first = version.files[0] if version.files else None
    beside = viewer_address(evidence, version, first)
    address = f"{beside}{'&' if '?' in beside else '?'}ksb={tag.ksb}#say" if open_ else ""
    places = places_shown(evidence, version, tag)
    more = "Say how" if is_where_settled(version, tag, tutor=tutor) else "Say more of where"
    return Shown(places, tag.how, address, more if places else "Say where")


def shows_address(apprenticeship: UUID, number: int, ksb: str) -> str:
    """What leads on to the very place where a piece shows a KSB."""
    return f"{evidence_address(apprenticeship, number)}/shows/{quote(ksb, safe='')}"


def places_shown(evidence: Evidence, version: EvidenceVersion, tag: KsbTag) -> tuple[PlaceShown, ...]:
    """Every place of a tag that leads to a file of this version, or to its words."""
    files = {reference_of(file.sha256): file for file in version.files}
    found = []
    for number, place in enumerate(places_in(tag.where), start=1):
        file = files.get(place.file)
        if file is not None or place.file == DESCRIPTION:
            found.append(_shown(evidence, version, tag, place, number, file))
    return tuple(found)


def viewer_address(evidence: Evidence, version: EvidenceVersion, file: EvidenceFile | None) -> str:
    """Where a file, or the description for None, is seen beside the KSBs of its piece."""
    here = evidence_address(evidence.apprenticeship, evidence.number)
    return f"{here}/view?version={version.version}" if file is None else f"{here}/files/{file.id}/view"


def _shown(
    evidence: Evidence, version: EvidenceVersion, tag: KsbTag, place: Place, number: int, file: EvidenceFile | None
) -> PlaceShown:
    address = viewer_address(evidence, version, file)
    quoted = isinstance(place.part, Words) and not (file and is_picture(file.media_type))
    passage = "passage" if quoted else "looked-at"
    asked = f"{'&' if '?' in address else '?'}ksb={tag.ksb}&place={number}#{passage}"
    return PlaceShown(
        place_words(place, file.name if file else ""),
        address + asked,
        unchecked_words(place, file, _text(version, file)),
        file.id if file else None,
        typed(place.part),
    )


def _text(version: EvidenceVersion, file: EvidenceFile | None) -> str | None:
    """Something where words were held against the file when the place was said; None where no machine reads it."""
    if file is None:
        return version.description
    return "" if file.checked is Checked.MACHINE else None
