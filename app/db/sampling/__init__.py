"""Draws of a sample, what was drawn, what was said of it, and the decisions that there are to draw from."""

from app.db.sampling.draws import Draw, add_draw, counts_by_tutor, draw_of, draws, last_draw
from app.db.sampling.mailed import disagreed, note_mailed
from app.db.sampling.population import before_every_decision, decisions_between, seen_before
from app.db.sampling.sampled import (
    SampledRow,
    add_said,
    answers_for,
    how_many_to_answer,
    read_of,
    said_of,
    said_on,
    sampled_of,
    sampled_on,
    to_answer,
)

__all__ = [
    "Draw",
    "SampledRow",
    "add_draw",
    "add_said",
    "answers_for",
    "before_every_decision",
    "counts_by_tutor",
    "decisions_between",
    "disagreed",
    "draw_of",
    "draws",
    "how_many_to_answer",
    "last_draw",
    "note_mailed",
    "read_of",
    "said_of",
    "said_on",
    "sampled_of",
    "sampled_on",
    "seen_before",
    "to_answer",
]
