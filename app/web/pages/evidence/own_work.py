"""What an apprentice states of a piece: that it is their own work, and whether they used artificial intelligence."""

from dataclasses import dataclass

from app.answers.evidence import Piece
from app.domain.evidence import Statements
from app.domain.programmes import Programme
from app.web.forms import Typed


@dataclass(frozen=True, slots=True)
class OwnWorkSection:
    """The form's section: the programme's wording, and what was typed. `answers` are (code, words)."""

    authenticity_words: str
    authenticity: bool
    answers: tuple[tuple[str, str], ...]
    ai_use: str
    ai_words: str


def own_work_section(programme: Programme, typed: Typed) -> OwnWorkSection:
    """The section with what was typed."""
    return OwnWorkSection(
        programme.authenticity_statement,
        bool(typed.get("authenticity")),
        tuple((answer.code, answer.name) for answer in programme.ai_uses),
        typed.get("ai_use"),
        typed.get("ai_words"),
    )


def own_work_fields(stated: Statements) -> list[tuple[str, str]]:
    """What a version states, as the form would have typed it."""
    authenticity = [("authenticity", "true")] if stated.authenticity else []
    return [*authenticity, ("ai_use", stated.ai_use), ("ai_words", stated.ai_words)]


def own_work_rows(piece: Piece) -> list[tuple[str, str]]:
    """What the shown version states, for its page. What was written of AI is for whoever may read the piece."""
    said, shown = piece.shown.statements, piece.shown
    if shown.made_by is not None:
        return []
    answer = piece.programme.ai_use_by_code.get(said.ai_use)
    words = f": {said.ai_words}" if answer and said.ai_words and shown.version in piece.readable else ""
    return [
        ("Own work", "Stated by the apprentice" if said.authenticity else "Not stated"),
        ("Use of AI", f"{answer.name}{words}" if answer else "Not stated"),
    ]
