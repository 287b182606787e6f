"""The pages of a pack: an index, the annex, a page for each piece, and how to check it; no script anywhere."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.documents.pack.entries import CHECKSUMS, MANIFEST, TOMBSTONES, WORDS
from app.domain.gateway.statement import Stated
from app.domain.portfolio import Annex, AnnexEntry, AnnexPiece, Manifest
from app.domain.standards import Standard
from app.rendering.environment import TEMPLATES, render

STATEMENT, STATEMENT_SIGNED = "employer-statement.json", "employer-statement-signature.txt"
"""The employer’s statement beside the manifest: its exact text, and who signed it when."""
_ALWAYS = ("index.html", "annex.html", "annex.csv", "how-to-check.txt", "pack.css")
HEADER = ("KSB", "Wording", "Piece", "Title", "Where", "How", "Accepted on")


@dataclass(frozen=True, slots=True)
class PackView:
    """All of a pack: the annex, frozen when, and the one hash over all. `kinds` are words for codes, and
    `stated` the employer’s statement once it is signed."""

    annex: Annex
    standard: Standard
    number: int
    frozen_at: datetime
    sha256: str
    kinds: Mapping[str, str]
    stated: Stated | None = None


@dataclass(frozen=True, slots=True)
class PieceView:
    """The page of one piece: for each of its KSBs the entry of the annex."""

    pack: PackView
    piece: AnnexPiece

    @property
    def shown(self) -> list[tuple[str, str, AnnexEntry]]:
        """KSB, its wording and the entry, in the standard's order."""
        return [
            (line.ksb.code, line.ksb.text, entry)
            for line in self.pack.annex.lines
            for entry in line.entries
            if entry.piece.number == self.piece.number
        ]


def pages_of(
    view: PackView,
    manifest: str,
    words: Mapping[str, tuple[str, str]],
    tombstones: tuple[tuple[str, str], ...],
    table: str,
) -> dict[str, bytes]:
    """Every page of a pack by its path in it, the manifest and the words among them. `table` is the annex as CSV."""
    said = {key: list(pair) for key, pair in sorted(words.items())}
    pages = {
        "index.html": render("pack/index.html", view=view),
        "annex.html": render("pack/annex.html", view=view),
        "annex.csv": table,
        "how-to-check.txt": render("pack/how-to-check.txt", view=view),
        "pack.css": Path(TEMPLATES / "pack/pack.css").read_text(encoding="utf-8"),
        MANIFEST: manifest,
        WORDS: json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1),
    }
    for piece in view.annex.pieces:
        pages[page_name(piece.number)] = render("pack/piece.html", view=PieceView(view, piece))
    if tombstones:
        pages[TOMBSTONES] = json.dumps([{"what": what, "on": on} for what, on in tombstones], indent=1)
    return {path: page.encode() for path, page in pages.items()}


def page_name(number: int) -> str:
    """Where the page of a piece lies in the pack."""
    return f"evidence/E{number:02}.html"


def paths_of(manifest: Manifest) -> frozenset[str]:
    """Every path that a pack of this manifest may hold; whatever else lies in one was put there by somebody."""
    files = (file.path for piece in manifest.pieces for file in piece.files)
    pages = (page_name(piece.number) for piece in manifest.pieces)
    return frozenset((*_ALWAYS, MANIFEST, WORDS, TOMBSTONES, CHECKSUMS, STATEMENT, STATEMENT_SIGNED, *pages, *files))
