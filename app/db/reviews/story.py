"""What happened to evidence over time, as the facts of a review need it: versions sent, tags, decisions."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, String, Uuid, bindparam, cast, literal, null, select, union_all
from sqlalchemy.orm import Session

from app.db.tables import core
from app.domain.evidence import TagState, Verdict

_STATE_OF = {
    Verdict.ACCEPTED: TagState.ACCEPTED,
    Verdict.RETURNED: TagState.RETURNED,
    Verdict.DECLINED: TagState.DECLINED,
    None: TagState.AWAITING,
}
"""What a tag's last decision makes of it; a reopened one awaits."""


@dataclass(frozen=True, slots=True)
class SentVersion:
    """One version of a piece as it was sent, and when the piece was withdrawn if it was."""

    number: int
    version: int
    submitted_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class SentTag:
    """One KSB that a sent version claims; `carried_from` is the version whose acceptance it kept."""

    number: int
    version: int
    ksb: str
    carried_from: int | None


@dataclass(frozen=True, slots=True)
class TagDecided:
    """One decision on one tag; `verdict` is None for a reopening."""

    number: int
    version: int
    ksb: str
    verdict: Verdict | None
    at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceStory:
    """Everything that ever happened to one apprenticeship's evidence, oldest first.

    `agreed` says when a KSB that the tutor proposed was agreed to, by piece, version and KSB: it counts from then on.
    """

    versions: tuple[SentVersion, ...]
    tags: tuple[SentTag, ...]
    decisions: tuple[TagDecided, ...]
    agreed: Mapping[tuple[int, int, str], datetime] = field(default_factory=dict)

    def counting_at(self, moment: datetime) -> dict[int, int]:
        """For every piece that was sent and not withdrawn by then, the version that counted."""
        counting: dict[int, int] = {}
        for one in self.versions:
            withdrawn = one.withdrawn_at is not None and one.withdrawn_at <= moment
            if one.submitted_at <= moment and not withdrawn:
                counting[one.number] = max(one.version, counting.get(one.number, 0))
        return counting

    def tags_at(self, moment: datetime) -> Iterator[tuple[SentTag, TagState]]:
        """The tags of the versions that counted then, each in the state in which it was."""
        counting = self.counting_at(moment)
        decided = {(d.number, d.version, d.ksb): d.verdict for d in self.decisions if d.at <= moment}
        for tag in self.tags:
            key = (tag.number, tag.version, tag.ksb)
            if counting.get(tag.number) != tag.version or (key in self.agreed and self.agreed[key] > moment):
                continue
            if key in decided:
                yield tag, _STATE_OF[decided[key]]
            else:
                yield tag, TagState.AWAITING if tag.carried_from is None else TagState.ACCEPTED


def evidence_story(session: Session, apprenticeship: UUID) -> EvidenceStory:
    """The story of one apprenticeship's evidence, in one statement."""
    rows = session.execute(_story(), {"apprenticeship": apprenticeship, "chain": str(apprenticeship)}).all()
    told: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        told[row.what].append(row)
    return EvidenceStory(
        tuple(
            SentVersion(r.number, r.version, r.at, r.ended_at)
            for r in sorted(told["version"], key=lambda r: (r.at, r.number))
        ),
        tuple(SentTag(r.number, r.version, r.ksb, int(r.said) if r.said else None) for r in told["tag"]),
        tuple(
            TagDecided(r.number, r.version, r.ksb, Verdict(r.said) if r.said else None, r.at)
            for r in sorted(told["decision"], key=lambda r: r.seq)
        ),
        _agreed(told["agreed"]),
    )


def _agreed(rows: Iterable[Any]) -> dict[tuple[int, int, str], datetime]:
    """From the history, which alone keeps the moment; the subject is the piece, E13."""
    found = {}
    for row in rows:
        body = json.loads(row.said)
        found[int(row.ksb[1:]), int(body["version"]), str(body["ksb"])] = row.at
    return found


@cache
def _story() -> Any:
    """What was sent, what it claims, what was decided, and what was agreed to, one below the other."""
    piece, version, tag, done, row = (
        core.evidence,
        core.evidence_version,
        core.tag,
        core.tag_decision,
        core.history,
    )
    hers = bindparam("apprenticeship", type_=Uuid)
    never = cast(null(), version.c.submitted_at.type)
    nothing, none = cast(null(), String), cast(null(), Integer)
    same_piece = (piece.c.apprenticeship_id == version.c.apprenticeship_id) & (piece.c.number == version.c.number)
    sent = (
        select(
            literal("version").label("what"),
            version.c.number.label("number"),
            version.c.version.label("version"),
            nothing.label("ksb"),
            nothing.label("said"),
            version.c.submitted_at.label("at"),
            piece.c.withdrawn_at.label("ended_at"),
            none.label("seq"),
        )
        .join(piece, same_piece)
        .where(version.c.apprenticeship_id == hers, version.c.submitted_at.is_not(None))
    )
    claimed = select(
        literal("tag"), tag.c.number, tag.c.version, tag.c.ksb, cast(tag.c.carried_from, String), never, never, none
    ).where(
        tag.c.apprenticeship_id == hers,
        tag.c.state.not_in([TagState.PROPOSED.value, TagState.SUGGESTED.value]),
    )
    decided = select(
        literal("decision"), done.c.number, done.c.version, done.c.ksb, done.c.verdict, done.c.at, never, done.c.seq
    ).where(done.c.apprenticeship_id == hers)
    agreed = select(literal("agreed"), none, none, row.c.subject, row.c.body, row.c.at, never, row.c.seq).where(
        row.c.chain == bindparam("chain"), row.c.action == "suggestion_agreed"
    )
    return union_all(sent, claimed, decided, agreed)
