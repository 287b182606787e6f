"""A frozen version as calls answer it: its annex, its pieces, and where each file is fetched."""

from datetime import date, datetime

from pydantic import BaseModel

from app.answers.portfolio import FrozenShown
from app.domain.portfolio import AnnexEntry, AnnexPiece


class FrozenPlaceAnswer(BaseModel):
    """A place in words, and where it is: the file's path in this version and what follows the # there.

    `path` is null where the place is in the description, or its file was erased.
    """

    words: str
    path: str | None
    at: str


class FrozenEntryAnswer(BaseModel):
    """One piece under a KSB: where it shows it, how, and when that was accepted."""

    piece: str
    places: list[FrozenPlaceAnswer]
    how: str
    accepted_on: date


class FrozenLineAnswer(BaseModel):
    """One KSB with its wording, and the pieces that show it."""

    ksb: str
    wording: str
    evidence: list[FrozenEntryAnswer]


class FrozenFileAnswer(BaseModel):
    """One file: fetch it at `files/…` below this address. `erased`: its bytes are gone for good."""

    path: str
    name: str
    sha256: str
    size: int
    media_type: str
    erased: bool


class FrozenPieceAnswer(BaseModel):
    """One piece as it was frozen. `closed`: nothing of it is shown for now."""

    piece: str
    version: int
    title: str
    kind: str
    happened_on: date | None
    description: str
    ksbs: list[str]
    closed: bool
    files: list[FrozenFileAnswer]


class FrozenAnswer(BaseModel):
    """A frozen version. `sha256` is the one hash over all, of its manifest."""

    version: int
    sha256: str
    frozen_at: datetime
    frozen_by: str
    standard: str
    standard_version: str
    apprentice: str
    employer: str
    provider: str
    reason: str
    annex: list[FrozenLineAnswer]
    pieces: list[FrozenPieceAnswer]


def frozen_answer(shown: FrozenShown) -> FrozenAnswer:
    """The version as its reader may read it."""
    version, manifest, annex = shown.version, shown.version.manifest, shown.annex
    return FrozenAnswer(
        version=version.number,
        sha256=version.sha256,
        frozen_at=version.frozen_at,
        frozen_by=version.frozen_by.name,
        standard=manifest.standard,
        standard_version=manifest.standard_version,
        apprentice=annex.apprentice,
        employer=annex.employer,
        provider=annex.provider,
        reason=annex.reason,
        annex=[
            FrozenLineAnswer(ksb=line.ksb.code, wording=line.ksb.text, evidence=[_entry(one) for one in line.entries])
            for line in annex.lines
        ],
        pieces=[_piece(one) for one in annex.pieces],
    )


def _entry(one: AnnexEntry) -> FrozenEntryAnswer:
    places = [
        FrozenPlaceAnswer(words=place.words, path=place.file.path if place.file else None, at=place.opens_at)
        for place in one.places
    ]
    accepted_on = date.fromisoformat(one.accepted_on)
    return FrozenEntryAnswer(piece=one.piece.name, places=places, how=one.how, accepted_on=accepted_on)


def _piece(one: AnnexPiece) -> FrozenPieceAnswer:
    return FrozenPieceAnswer(
        piece=one.name,
        version=one.version,
        title=one.title,
        kind=one.kind,
        happened_on=date.fromisoformat(one.happened_on) if one.happened_on else None,
        description=one.description,
        ksbs=list(one.ksbs),
        closed=one.closed,
        files=[
            FrozenFileAnswer(
                path=named.file.path,
                name=named.name,
                sha256=named.file.sha256,
                size=named.file.size,
                media_type=named.file.media_type,
                erased=named.erased,
            )
            for named in one.files
        ],
    )
