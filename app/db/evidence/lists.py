"""Lists of evidence, each in one statement: a record's pieces, their tags, and what else shows a KSB."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, String, Uuid, and_, bindparam, case, exists, func, select
from sqlalchemy.orm import Session

from app.db.evidence.held_back import read_outside
from app.db.tables import core
from app.domain.evidence import EvidenceState, TagState

_STATES = {state.value: state for state in EvidenceState}


@dataclass(frozen=True, slots=True)
class Listed:
    """One piece in a list. `draft_version` is there only where drafts were asked for."""

    number: int
    id: UUID
    title: str
    kind: str
    happened_on: date | None
    version: int
    state: EvidenceState
    draft_version: int | None
    submitted_at: datetime | None


class ListedTag(NamedTuple):
    """One KSB of a listed piece."""

    ksb: str
    state: str


@dataclass(frozen=True, slots=True)
class AlsoShown:
    """Another piece that shows a KSB."""

    ksb: str
    number: int
    title: str
    state: str


def listed(
    session: Session,
    apprenticeship: UUID,
    *,
    drafts: bool,
    state: EvidenceState | None = None,
    ksb: str | None = None,
    after: int | None = None,
    limit: int = 50,
    outside: bool = False,
) -> list[Listed]:
    """A record's pieces, newest first, from below the number `after`. `drafts`: whether pieces never sent exist;
    `outside`: only those that somebody who is let in from outside may read."""
    given: dict[str, Any] = {"apprenticeship": apprenticeship, "limit": limit}
    given |= {"state": state.value} if state else {}
    given |= {"ksb": ksb} if ksb else {}
    given |= {"after": after} if after is not None else {}
    query = _listing(
        drafts=drafts, by_state="state" in given, by_ksb="ksb" in given, paged="after" in given, outside=outside
    )
    return [
        Listed(number, id_, title, kind, day, shown, _STATES[derived], draft if drafts else None, sent)
        for number, id_, title, kind, day, shown, derived, draft, sent in session.execute(query, given).all()
    ]


@cache
def _listing(*, drafts: bool, by_state: bool, by_ksb: bool, paged: bool, outside: bool) -> Select[Any]:
    piece, version = core.evidence, core.evidence_version
    shown = _shown_version(drafts=drafts)
    derived = _state()
    query = (
        select(
            piece.c.number,
            piece.c.id,
            version.c.title,
            version.c.kind,
            version.c.happened_on,
            version.c.version,
            derived.label("state"),
            piece.c.draft_version,
            version.c.submitted_at,
        )
        .join(
            version,
            and_(
                version.c.apprenticeship_id == piece.c.apprenticeship_id,
                version.c.number == piece.c.number,
                version.c.version == shown,
            ),
        )
        .where(piece.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid))
        .order_by(piece.c.number.desc())
        .limit(bindparam("limit", type_=Integer))
    )
    if paged:
        query = query.where(piece.c.number < bindparam("after", type_=Integer))
    if outside:
        query = query.where(read_outside(piece, version))
    if by_state:
        query = query.where(derived == bindparam("state", type_=String))
    if by_ksb:
        tagged = and_(core.tag.c.ksb == bindparam("ksb", type_=String), core.tag.c.state != TagState.SUGGESTED.value)
        query = query.where(_has_tag(version, tagged))
    return query


def listed_tags(
    session: Session, apprenticeship: UUID, versions: Collection[tuple[int, int]]
) -> Mapping[int, list[ListedTag]]:
    """The KSBs of these versions of pieces, by the piece's number."""
    found: dict[int, list[ListedTag]] = defaultdict(list)
    wanted = set(versions)
    given = {"apprenticeship": apprenticeship, "numbers": [number for number, _ in versions]}
    for number, version, ksb, state in session.execute(_tags_listed(), given).all():
        if (number, version) in wanted:
            found[number].append(ListedTag(ksb, state))
    return found


@cache
def _tags_listed() -> Select[Any]:
    tag = core.tag
    return (
        select(tag.c.number, tag.c.version, tag.c.ksb, tag.c.state)
        .where(
            tag.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid),
            tag.c.number.in_(bindparam("numbers", expanding=True)),
            tag.c.state != TagState.SUGGESTED.value,
        )
        .order_by(tag.c.number, tag.c.ksb)
    )


def also_shown(apprenticeship: Any, number: Any, version: Any) -> Select[Any]:
    """Asks for the other counting pieces that are tagged to KSBs which await a decision on a version of a piece, by KSB
    and number; its columns are those of `AlsoShown`."""
    tag, of_other = core.tag, core.evidence_version
    asked = core.tag.alias("asked")
    awaiting = select(asked.c.ksb).where(
        asked.c.apprenticeship_id == apprenticeship,
        asked.c.number == number,
        asked.c.version == version,
        asked.c.state == TagState.AWAITING.value,
    )
    return (
        select(tag.c.ksb, tag.c.number, of_other.c.title, tag.c.state)
        .join(of_other, tag_of(of_other))
        .where(
            tag.c.apprenticeship_id == apprenticeship,
            tag.c.ksb.in_(awaiting),
            tag.c.counts,
            tag.c.number != number,
            tag.c.state != TagState.SUGGESTED.value,
        )
        .order_by(tag.c.ksb, tag.c.number)
    )


def tag_of(version: Any) -> ColumnElement[bool]:
    """Joins a version's tags to it."""
    tag = core.tag
    return and_(
        tag.c.apprenticeship_id == version.c.apprenticeship_id,
        tag.c.number == version.c.number,
        tag.c.version == version.c.version,
    )


def _has_tag(version: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(tag_of(version), *conditions)


def _shown_version(*, drafts: bool) -> Any:
    """The version a list shows: the one that counts; for its writer also a draft, or a draft that was withdrawn."""
    piece = core.evidence
    if not drafts:
        return piece.c.counting_version
    return func.coalesce(piece.c.counting_version, piece.c.draft_version, 1)


def _state() -> Any:
    """The derived state of a piece, as `domain.evidence.evidence_state` has it."""
    piece, version = core.evidence, core.evidence_version

    def any_(state: TagState) -> ColumnElement[bool]:
        return _has_tag(version, core.tag.c.state == state.value)

    return case(
        (piece.c.withdrawn_at.is_not(None), EvidenceState.WITHDRAWN.value),
        (piece.c.counting_version.is_(None), EvidenceState.DRAFT.value),
        (any_(TagState.AWAITING), EvidenceState.SUBMITTED.value),
        (any_(TagState.RETURNED), EvidenceState.RETURNED.value),
        (any_(TagState.ACCEPTED), EvidenceState.ACCEPTED.value),
        (any_(TagState.DECLINED), EvidenceState.DECLINED.value),
        else_=EvidenceState.SUBMITTED.value,
    )
