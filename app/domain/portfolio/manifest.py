"""What a frozen portfolio is: a manifest that holds no free text, and the words beside it.

The manifest names every piece, tag and file, with numbers, dates, codes, hashes and a salted digest for each text. One
SHA-256 over it stands for all. Words and files can therefore be erased after a breach while the manifest, and whoever
wrote its hash down, still prove everything else.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from app.domain.london import london_date

FORMAT = 1
ERASED_WORDS = "Erased after a breach of confidentiality."

Words = Mapping[str, tuple[str, str]]
"""By its key (“E4.title”), each text’s salt and the text."""


@dataclass(frozen=True, slots=True)
class FrozenFile:
    """One file of a piece. `path` is where it lies in the pack; its name as it was uploaded is among the words."""

    path: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class FrozenTag:
    """One KSB that the piece shows. `accepted_on` is an ISO date; where and how are among the words."""

    ksb: str
    accepted_on: str


@dataclass(frozen=True, slots=True)
class FrozenSignature:
    """One signature about a piece in the version that counted. `role` is “witness”, `signed_at` an ISO stamp in UTC.

    `record` is the key among the words of the SHA-256 of what was signed: erasing the piece takes that along, because a
    hash of names and words may tell of them.
    """

    piece: int
    role: str
    signed_at: str
    record: str


@dataclass(frozen=True, slots=True)
class FrozenPiece:
    """One piece in the version that counted. `kind` is its code, `happened_on` an ISO date."""

    number: int
    version: int
    kind: str
    happened_on: str
    files: tuple[FrozenFile, ...]
    tags: tuple[FrozenTag, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """One frozen version of one portfolio.

    `pieces` are in the order chosen for the assessor. `digests` has the salted digest of every text by its key.
    `signatures` are those given about its pieces by then. `previous` is the hash of the version before, "" for
    the first. `frozen_at` is a UTC stamp in ISO form.
    """

    apprenticeship: str
    number: int
    standard: str
    standard_version: str
    frozen_at: str
    pieces: tuple[FrozenPiece, ...]
    digests: Mapping[str, str]
    signatures: tuple[FrozenSignature, ...] = ()
    previous: str = ""
    format: int = FORMAT


def digest_of_words(salt: str, text: str) -> str:
    """The salted SHA-256 of one text, in hexadecimal."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def signed_on(given: FrozenSignature) -> date:
    """The day of a signature, in London."""
    return london_date(datetime.fromisoformat(given.signed_at))


def canonical(manifest: Manifest) -> str:
    """The manifest as one text: JSON with sorted keys and no spaces."""
    said = asdict(manifest)
    said["digests"] = dict(manifest.digests)
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def manifest_sha256(text: str) -> str:
    """The one hash over all: SHA-256, in hexadecimal, of the manifest’s canonical text as UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def manifest_from(text: str) -> Manifest:
    """A manifest from its canonical text. Raises ValueError for anything that is none."""
    try:
        said = json.loads(text)
        pieces = tuple(_piece(one) for one in said.pop("pieces"))
        signatures = tuple(FrozenSignature(**one) for one in said.pop("signatures"))
        manifest = Manifest(**said, pieces=pieces, signatures=signatures)
    except (TypeError, KeyError, AttributeError) as wrong:
        raise ValueError("This is not the manifest of a portfolio.") from wrong
    paths = [file.path for piece in pieces for file in piece.files]
    numbered = all(isinstance(piece.number, int) for piece in pieces)
    if not (numbered and isinstance(manifest.digests, dict) and all(isinstance(path, str) for path in paths)):
        raise ValueError("This is not the manifest of a portfolio.")
    return manifest


def words_of(text: str) -> dict[str, tuple[str, str]]:
    """Words from their JSON text. Raises ValueError for anything that is none."""
    said = json.loads(text)
    if not isinstance(said, dict):
        raise ValueError("These are not the words of a portfolio.")
    found = {}
    for key, pair in said.items():
        if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)):
            raise ValueError("These are not the words of a portfolio.")
        # Half of a pair of UTF-16 is in no text: what cannot be encoded is none that was frozen.
        "".join(pair).encode()
        found[key] = (pair[0], pair[1])
    return found


def _piece(said: dict[str, Any]) -> FrozenPiece:
    files = tuple(FrozenFile(**one) for one in said.pop("files"))
    tags = tuple(FrozenTag(**one) for one in said.pop("tags"))
    return FrozenPiece(**said, files=files, tags=tags)
