"""What the history tells of things that are overwritten where they stand: how they were at an earlier moment.

Chosen pieces, clearances, closed pieces, a mock’s feedback, the learner record and a date of birth keep only their
newest word. Each time that one of them changes, the history says so in codes, and keeps that for good.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import String, cast, exists, func, select

from app.db.history import PROVIDER, ChainOf
from app.db.tables import core
from app.domain.gateway.learner_record import RecordStanding

_BETWEEN, _NEXT = "\x1f", "\x1e"
"""What stands between pieces, and between one and the next: JSON writes both of them otherwise."""
_CHOSEN = {"piece_chosen": True, "piece_left_out": False}
_ACTIONS = (
    *_CHOSEN,
    "evidence_cleared",
    "clearing_ended",
    "evidence_quarantined",
    "evidence_released",
    "evidence_erased",
    "evidence_erased_again",
    "plan_feedback_given",
    "learner_record_kept",
)


class Happened(NamedTuple):
    """One row of the history."""

    seq: int
    action: str
    subject: str
    body: Mapping[str, Any]


@dataclass(slots=True)
class Told:
    """How things stood at a moment.

    `chosen` says of a piece, by number, whether it was taken in or left out, `cleared` are number and version, `closed`
    and `erased` numbers, `feedback` how many KSBs a mock’s feedback was on, by the number of the activity. `learner` is
    how the learner record compared with the account, None where there was none.
    """

    chosen: dict[int, bool] = field(default_factory=dict)
    cleared: set[tuple[int, int]] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)
    erased: set[int] = field(default_factory=set)
    feedback: dict[int, int] = field(default_factory=dict)
    learner: RecordStanding | None = None

    def take(self, one: Happened) -> None:
        """Let one thing happen after all before it."""
        if one.action == "plan_feedback_given":
            self.feedback[int(one.body["number"])] = len(str(one.body.get("ksbs") or "").split())
        elif one.action == "learner_record_kept":
            self.learner = learner_told(one.body)
        else:
            self._take_of_piece(one, _piece(one.subject))

    def _take_of_piece(self, one: Happened, number: int) -> None:
        if one.action in _CHOSEN:
            self.chosen[number] = _CHOSEN[one.action]
        elif one.action == "evidence_cleared":
            self.cleared.add((number, int(one.body["version"])))
        elif one.action == "clearing_ended":
            self.cleared.discard((number, int(one.body["version"])))
        elif one.action == "evidence_quarantined":
            self.closed.add(number)
        else:
            # Released or erased: whoever may read it is settled anew.
            self.closed.discard(number)
            if one.action != "evidence_released":
                self.erased.add(number)
            self.cleared = {named for named in self.cleared if named[0] != number}


def told_column(apprenticeship: Any, known: Any) -> Any:
    """The rows of the history that tell of such things up to a moment, as text."""
    row = core.history
    line: Any = cast(row.c.seq, String)
    for part in (row.c.action, row.c.subject, row.c.body):
        line = line + _BETWEEN + part
    return (
        select(func.aggregate_strings(line, _NEXT))
        .where(row.c.chain == ChainOf(apprenticeship.c.id), row.c.action.in_(_ACTIONS), row.c.at <= known)
        .correlate(apprenticeship)
        .scalar_subquery()
        .label("gateway_told")
    )


def born_later_column(apprenticeship: Any, known: Any) -> Any:
    """Whether the apprentice’s date of birth was recorded after a moment: it is kept once, and where none was known."""
    row = core.history
    return (
        exists()
        .where(
            row.c.chain == PROVIDER,
            row.c.action == "date_of_birth_recorded",
            row.c.subject == ChainOf(apprenticeship.c.apprentice_id),
            row.c.at > known,
        )
        .correlate(apprenticeship)
        .label("born_later")
    )


def read_told(written: str | None) -> Told:
    """How things stood, from that column."""
    told = Told()
    for one in sorted(_happened(written)):
        told.take(one)
    return told


def _happened(written: str | None) -> Iterable[Happened]:
    for line in (written or "").split(_NEXT):
        if line:
            seq, action, subject, body = line.split(_BETWEEN)
            yield Happened(int(seq), action, subject, json.loads(body))


def _piece(name: str) -> int:
    """The number in a piece’s name, E13."""
    return int(name.removeprefix("E"))


def learner_told(body: Mapping[str, Any]) -> RecordStanding:
    """How a learner record compared with the account, as the history tells of its being kept."""
    said = body.get("is_explained")
    explained = None if said is None else said == "yes"
    return RecordStanding(body["name_matches"] == "yes", body["has_number"] == "yes", explained)
