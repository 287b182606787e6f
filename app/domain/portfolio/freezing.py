"""Freezing what is chosen: from pieces to a manifest and its words. What is not cleared or not accepted stops it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from uuid import UUID

from app.domain.evidence import Evidence, EvidenceVersion, KsbTag, TagState
from app.domain.london import london_date
from app.domain.portfolio.manifest import (
    FrozenFile,
    FrozenPiece,
    FrozenSignature,
    FrozenTag,
    Manifest,
    Words,
    digest_of_words,
)
from app.domain.portfolio.witnessed import key_of, texts_of
from app.domain.refusals import WrongState
from app.domain.testimony import Testimony

_LONGEST_ENDING = 10


@dataclass(frozen=True, slots=True)
class Headed:
    """Whose portfolio it is, in the words that stand on it."""

    apprentice: str
    employer: str
    provider: str


@dataclass(frozen=True, slots=True)
class ToFreeze:
    """One version that is about to be frozen. `reason` says what it is for, or what changed since the one before.

    `testimonies` are all that were signed by now; those on the versions that count go in.
    """

    apprenticeship: UUID
    number: int
    standard: str
    standard_version: str
    at: datetime
    headed: Headed
    reason: str
    testimonies: Sequence[Testimony] = ()
    previous: str = ""


def insist_freezable(pieces: Sequence[Evidence]) -> None:
    """Raises WrongState, naming each piece, where something chosen may not be seen by an assessor."""
    if not pieces:
        raise WrongState("Nothing is chosen for the portfolio yet, so there is nothing to freeze.")
    raw = [one.name for one in pieces if one.shown.cleared_at is None]
    bare = [one.name for one in pieces if not _accepted(one.shown)]
    said = []
    if raw:
        said.append(f"Not cleared, so no assessor may see it: {', '.join(raw)}.")
    if bare:
        said.append(f"No KSB of it is accepted: {', '.join(bare)}.")
    if said:
        raise WrongState(" ".join([*said, "Clear it, decide it, or leave it out, and freeze the portfolio then."]))


def frozen(asked: ToFreeze, pieces: Sequence[Evidence], new_salt: Callable[[], str]) -> tuple[Manifest, Words]:
    """The manifest and the words of these pieces, in this order, in the versions that count. Raises WrongState."""
    insist_freezable(pieces)
    return as_frozen(asked, pieces, new_salt)


def as_frozen(asked: ToFreeze, pieces: Sequence[Evidence], new_salt: Callable[[], str]) -> tuple[Manifest, Words]:
    """What freezing would make of these pieces as they are today, ready or not."""
    texts = {
        "apprentice": asked.headed.apprentice,
        "employer": asked.headed.employer,
        "provider": asked.headed.provider,
        "reason": asked.reason,
    }
    for one in pieces:
        texts |= _texts(one.name, one.shown)
    signatures, signed = _signatures(asked, pieces)
    texts |= signed
    words = {key: (new_salt(), text) for key, text in texts.items() if text}
    manifest = Manifest(
        apprenticeship=str(asked.apprenticeship),
        number=asked.number,
        standard=asked.standard,
        standard_version=asked.standard_version,
        frozen_at=asked.at.isoformat(timespec="seconds"),
        pieces=tuple(_piece(one) for one in pieces),
        digests={key: digest_of_words(*pair) for key, pair in words.items()},
        signatures=signatures,
        previous=asked.previous,
    )
    return manifest, words


def _accepted(version: EvidenceVersion) -> list[KsbTag]:
    return [tag for tag in version.tags if tag.state is TagState.ACCEPTED]


def _piece(one: Evidence) -> FrozenPiece:
    version = one.shown
    files = tuple(
        FrozenFile(_path(one.number, place, file.name), file.sha256, file.size, file.media_type)
        for place, file in enumerate(version.files, start=1)
    )
    tags = tuple(FrozenTag(tag.ksb, _day(tag.decided_at)) for tag in _accepted(version))
    day = version.happened_on.isoformat() if version.happened_on else ""
    return FrozenPiece(one.number, version.version, version.kind.value, day, files, tags)


def _signatures(asked: ToFreeze, pieces: Sequence[Evidence]) -> tuple[tuple[FrozenSignature, ...], dict[str, str]]:
    """The signatures about these versions; and the hashes of what was signed, and what of it is cleared, as texts."""
    given: list[FrozenSignature] = []
    texts: dict[str, str] = {}
    shown = {(one.number, one.shown.version) for one in pieces}
    for one in asked.testimonies:
        if (one.number, one.version) in shown and one.signed_at:
            key = key_of(one.number, one.seq)
            at = one.signed_at.astimezone(UTC).isoformat(timespec="seconds")
            given.append(FrozenSignature(one.number, "witness", at, key))
            texts |= {key: one.signed_sha256} | texts_of(one, key)
    return tuple(given), texts


def _texts(name: str, version: EvidenceVersion) -> dict[str, str]:
    texts = {f"{name}.title": version.title, f"{name}.description": version.description}
    for place, file in enumerate(version.files, start=1):
        texts[f"{name}.file.{place}"] = file.name
    for tag in _accepted(version):
        texts[f"{name}.{tag.ksb}.where"] = tag.where
        texts[f"{name}.{tag.ksb}.how"] = tag.how
    return texts


def _path(number: int, place: int, name: str) -> str:
    """Where a file lies in the pack: by number, never by the name it was given, which may say too much."""
    ending = PurePosixPath(name).suffix.lower()
    plain = ending if 1 < len(ending) <= _LONGEST_ENDING and ending[1:].isascii() and ending[1:].isalnum() else ""
    return f"files/E{number:02}/{place}{plain}"


def _day(at: datetime | None) -> str:
    return london_date(at).isoformat() if at else ""
