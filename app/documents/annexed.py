"""The annex of a frozen portfolio as a paper: each KSB, its wording, each piece, the exact place, how it shows it."""

from collections.abc import Mapping
from datetime import date, datetime

from app.documents.papers import Grid, Paper, Part
from app.domain.portfolio import Annex, AnnexEntry, AnnexLine, AnnexPiece
from app.domain.standards import Standard
from app.rendering.words import date_words, sentence_case, stamp_words


def annex_paper(
    found: Annex, standard: Standard, *, number: int, frozen_at: datetime, sha256: str, kinds: Mapping[str, str]
) -> Paper:
    """The paper, the same whenever it is made. `kinds` are words for the codes of kinds of evidence."""
    title = f"Portfolio of evidence, version {number}"
    facts = (
        ("Apprentice", found.apprentice),
        ("Standard", f"{standard.reference} {standard.title}, version {standard.version}"),
        ("Employer", found.employer),
        ("Training provider", found.provider),
        ("For", found.reason),
    )
    by_kind = tuple(
        Part(f"Annex: {kind.name}", grids=(_lines([line for line in found.lines if line.ksb.kind == kind.code]),))
        for kind in standard.kinds
        if any(line.ksb.kind == kind.code for line in found.lines)
    )
    pieces = Part("Evidence", grids=(_pieces(found.pieces, kinds),))
    signed = (Part("Signed", items=found.signed),) if found.signed else ()
    return Paper(
        title=title,
        lede=f"Frozen on {stamp_words(frozen_at)}. No later work changes it.",
        foot=f"{found.provider} · {found.apprentice} · {title}",
        made_at=frozen_at,
        parts=(Part("Submission", facts=facts), *by_kind, pieces, *signed),
        sha256_words="SHA-256 of the manifest of all files and texts:",
        sha256=sha256,
    )


def _lines(lines: list[AnnexLine]) -> Grid:
    rows = tuple(
        (line.ksb.code, sentence_case(line.ksb.text), "\n".join(map(_entry, line.entries)) or "No piece")
        for line in lines
    )
    return Grid("", ("KSB", "Wording", "Evidence and where to look"), rows)


def _entry(entry: AnnexEntry) -> str:
    said = [f"{entry.piece.name} {entry.piece.title}", *(place.words for place in entry.places)]
    return ", ".join(said) + (f". {entry.how}" if entry.how else "")


def _pieces(pieces: tuple[AnnexPiece, ...], kinds: Mapping[str, str]) -> Grid:
    rows = tuple(
        (
            piece.name,
            piece.title,
            kinds.get(piece.kind, piece.kind),
            date_words(date.fromisoformat(piece.happened_on)) if piece.happened_on else "",
            ", ".join(piece.ksbs),
            "\n".join(f"{named.name}{' (erased)' if named.erased else ''}" for named in piece.files) or "None",
        )
        for piece in pieces
    )
    return Grid("", ("Piece", "Title", "Kind", "Date", "KSBs", "Files"), rows)
