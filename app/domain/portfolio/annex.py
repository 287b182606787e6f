"""The annex: each KSB with its wording, and for each piece the exact place where it shows it and how.

It makes itself from a manifest and its words, so the page, the pack, the spreadsheet and the print say the same.
"""

from collections.abc import Collection
from dataclasses import dataclass

from app.domain.assessment import portfolio_ksbs
from app.domain.evidence.places import fragment, place_words, places_in, reference_of
from app.domain.portfolio.manifest import (
    ERASED_WORDS,
    FrozenFile,
    FrozenPiece,
    FrozenSignature,
    Manifest,
    Words,
    signed_on,
)
from app.domain.portfolio.witnessed import Witnessed, witnessed
from app.domain.standards import Ksb, Standard
from app.domain.wording import ERASED, day_words

CLOSED_WORDS = "Closed for now, because it may identify somebody."


@dataclass(frozen=True, slots=True)
class NamedFile:
    """One file of a piece with its name. `erased`: its bytes are gone for good."""

    file: FrozenFile
    name: str
    erased: bool = False


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """A place in words. `file` leads to it, and `opens_at` is what follows the # there.

    `file` is None where the place is in the description, and where the file was erased.
    """

    words: str
    file: FrozenFile | None
    opens_at: str


@dataclass(frozen=True, slots=True)
class AnnexPiece:
    """One piece as the assessor reads it. `closed`: nothing of it is shown for now.

    `witnessed` is what was signed about it and had been cleared by then.
    """

    number: int
    version: int
    title: str
    kind: str
    happened_on: str
    description: str
    files: tuple[NamedFile, ...]
    ksbs: tuple[str, ...]
    closed: bool = False
    witnessed: tuple[Witnessed, ...] = ()

    @property
    def name(self) -> str:
        """What people call it: E4."""
        return f"E{self.number}"


@dataclass(frozen=True, slots=True)
class AnnexEntry:
    """One piece under one KSB: where it shows it and how. `accepted_on` is an ISO date."""

    piece: AnnexPiece
    places: tuple[PlaceShown, ...]
    how: str
    accepted_on: str


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """One KSB that the portfolio has to show, with its wording, and the pieces that do; none where one is missing."""

    ksb: Ksb
    entries: tuple[AnnexEntry, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """All of it, by KSB and by piece. `apprentice`, `employer`, `provider` and `reason` are as they were frozen.

    `signed` has a sentence for each signature about a piece that is read here.
    """

    pieces: tuple[AnnexPiece, ...]
    lines: tuple[AnnexLine, ...]
    apprentice: str
    employer: str
    provider: str
    reason: str
    signed: tuple[str, ...] = ()


def annex(
    manifest: Manifest,
    words: Words,
    standard: Standard,
    *,
    erased: Collection[str] = (),
    closed: Collection[int] = (),
    without: Collection[int] = (),
    unread: Collection[int] = (),
) -> Annex:
    """The annex of one frozen version.

    `erased` are the keys and paths of its tombstones; of the pieces `closed` nothing is told but that they are;
    those in `without` are left out, as if they were not there; of those `unread` titles and KSBs are told, and nothing
    of what is in them.
    """
    told = {key: pair for key, pair in words.items() if not _is_within(key, unread)}
    shown = {
        one.number: _piece(manifest, one, told, erased, one.number in closed, one.number in unread)
        for one in manifest.pieces
    }
    kept = [one for one in manifest.pieces if one.number not in without]
    extra = [ksb for ksb in standard.ksbs if ksb not in portfolio_ksbs(standard)]
    asked = [*portfolio_ksbs(standard), *(k for k in extra if any(tag.ksb == k.code for p in kept for tag in p.tags))]
    lines = tuple(AnnexLine(ksb, _entries(ksb, kept, shown, told)) for ksb in asked)
    said = {
        key: ERASED if key in erased else _said(words, key) for key in ("apprentice", "employer", "provider", "reason")
    }
    read = {one.number for one in kept} - {*closed, *unread}
    signed = tuple(_signed(one, words) for one in manifest.signatures if one.piece in read)
    return Annex(tuple(shown[one.number] for one in kept), lines, **said, signed=signed)


def rows(found: Annex) -> list[tuple[str, str, str, str, str, str, str]]:
    """The annex as a table: KSB, wording, piece, title, where, how, accepted on. A KSB without a piece has one row."""
    table = []
    for line in found.lines:
        if not line.entries:
            table.append((line.ksb.code, line.ksb.text, "", "No piece", "", "", ""))
        for entry in line.entries:
            where = "; ".join(place.words for place in entry.places)
            table.append(
                (line.ksb.code, line.ksb.text, entry.piece.name, entry.piece.title, where, entry.how, entry.accepted_on)
            )
    return table


def _signed(one: FrozenSignature, words: Words) -> str:
    sha256 = _said(words, one.record) or "erased"
    return f"E{one.piece}: a {one.role} signed on {day_words(signed_on(one))}. SHA-256 of what was signed: {sha256}"


def _said(words: Words, key: str) -> str:
    return words[key][1] if key in words else ""


def _is_within(key: str, unread: Collection[int]) -> bool:
    """Whether a text lies within one of these pieces: any of its texts but the title."""
    piece, _, rest = key.partition(".")
    return bool(rest) and rest != "title" and piece in {f"E{number}" for number in unread}


def _piece(
    manifest: Manifest, one: FrozenPiece, words: Words, erased: Collection[str], closed: bool, unread: bool
) -> AnnexPiece:
    name = f"E{one.number}"
    gone = f"{name}.title" in erased
    title = CLOSED_WORDS if closed else ERASED_WORDS if gone else _said(words, f"{name}.title")
    files = tuple(
        NamedFile(file, _said(words, f"{name}.file.{place}") or file.path, file.path in erased)
        for place, file in enumerate(one.files, start=1)
    )
    return AnnexPiece(
        number=one.number,
        version=one.version,
        title=title,
        kind=one.kind,
        happened_on=one.happened_on,
        description="" if closed else _said(words, f"{name}.description"),
        files=() if closed or unread else files,
        ksbs=tuple(tag.ksb for tag in one.tags),
        closed=closed,
        witnessed=() if closed else witnessed(manifest.signatures, one.number, words),
    )


def _entries(ksb: Ksb, kept: list[FrozenPiece], shown: dict[int, AnnexPiece], words: Words) -> tuple[AnnexEntry, ...]:
    found = []
    for one in kept:
        for tag in one.tags:
            if tag.ksb == ksb.code:
                piece = shown[one.number]
                places = () if piece.closed else _places(piece, _said(words, f"{piece.name}.{tag.ksb}.where"))
                how = "" if piece.closed else _said(words, f"{piece.name}.{tag.ksb}.how")
                found.append(AnnexEntry(piece, places, how, tag.accepted_on))
    return tuple(found)


def _places(piece: AnnexPiece, where: str) -> tuple[PlaceShown, ...]:
    by_reference = {reference_of(named.file.sha256): named for named in piece.files}
    found = []
    for place in places_in(where):
        named = by_reference.get(place.file)
        if named is None:
            found.append(PlaceShown(place_words(place, ""), None, ""))
        else:
            file, opens_at = (None, "") if named.erased else (named.file, fragment(place.part))
            found.append(PlaceShown(place_words(place, named.name), file, opens_at))
    return tuple(found)
