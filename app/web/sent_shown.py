"""Pieces that wait for the tutor's decision, as an apprentice's landing says them."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.db.home import AskingPiece
from app.domain.apprenticeships import Apprenticeship
from app.domain.evidence import TagState
from app.domain.standards import Standard
from app.rendering.words import in_words, plural
from app.web.ksbs import in_published_order
from app.web.record import evidence_address, record_address

_MOST = 3


@dataclass(frozen=True, slots=True)
class SentRow:
    """One piece: its number and title, where it is, and what of it waits."""

    name: str
    title: str
    address: str
    words: str


@dataclass(frozen=True, slots=True)
class SentShown:
    """What was sent, newest first. `more` says how many follow, "" where none do, in the list at `address`."""

    heading: str
    rows: tuple[SentRow, ...]
    more: str
    address: str


def sent_shown(pieces: Sequence[AskingPiece], one: Apprenticeship, standard: Standard) -> SentShown:
    """What waits for the tutor."""
    tutor = one.tutor.name.split()[0] if one.tutor else "your tutor"
    more = len(pieces) - _MOST
    return SentShown(
        f"Sent to {tutor}",
        tuple(_row(piece, one, standard) for piece in pieces[:_MOST]),
        f"And {plural(more, 'more piece')} of evidence" if more > 0 else "",
        record_address(one.id, "evidence?state=submitted"),
    )


def waits_words(pieces: Sequence[AskingPiece], one: Apprenticeship) -> str:
    """How many pieces wait, as a sentence after others; "" where none do."""
    tutor = one.tutor.name.split()[0] if one.tutor else "your tutor"
    return f" {plural(len(pieces), 'piece waits', 'pieces wait')} for {tutor}." if pieces else ""


def _row(piece: AskingPiece, one: Apprenticeship, standard: Standard) -> SentRow:
    ksbs = in_published_order((tag.ksb for tag in piece.in_state(TagState.AWAITING)), standard)
    waits = f"{in_words(ksbs)} {'waits' if len(ksbs) == 1 else 'wait'} for a decision."
    return SentRow(f"E{piece.number}", piece.title, evidence_address(one.id, piece.number), waits)
