"""What lies beside a piece in other tables, in one statement however many of them are asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Select, String, Uuid, bindparam, select, union
from sqlalchemy.orm import Session

from app.db import practice, testimony
from app.db.evidence.decisions import (
    DecisionRecord,
    PieceHappening,
    decision_of,
    decisions_asked,
    happening_of,
    happenings_asked,
)
from app.db.evidence.doubles import Double, doubles
from app.db.evidence.findings import finding_of, findings_asked
from app.db.evidence.hours import HoursWith, hours_asked
from app.db.evidence.lists import AlsoShown, also_shown
from app.db.rows_within import RowsWithin
from app.db.tables import core
from app.domain.evidence import Evidence
from app.domain.evidence.findings import Finding
from app.domain.practice import Mark
from app.domain.testimony import Testimony


class Part(StrEnum):
    """One kind of thing that lies beside a piece. DOUBLES are among what was sent, OWN_DOUBLES among drafts too."""

    HOURS = "hours"
    DECISIONS = "decisions"
    HAPPENINGS = "happenings"
    FINDINGS = "findings"
    TESTIMONIES = "testimonies"
    MARKS = "marks"
    NAMES = "names"
    ALSO = "also"
    DOUBLES = "doubles"
    OWN_DOUBLES = "own_doubles"


@dataclass(frozen=True, slots=True)
class BesidePiece:
    """What was asked for of it; the rest is empty. `marks` and `findings` are by version, `names` are people's by id.

    `candidate`: it may become the case study. `also` are the other pieces that show what awaits a decision on the
    version shown, `doubles` those that have its files.
    """

    candidate: bool = False
    hours: tuple[HoursWith, ...] = ()
    decisions: tuple[DecisionRecord, ...] = ()
    happenings: tuple[PieceHappening, ...] = ()
    findings: Mapping[int, list[Finding]] = field(default_factory=dict)
    testimonies: tuple[Testimony, ...] = ()
    marks: Mapping[int, list[Mark]] = field(default_factory=dict)
    names: Mapping[UUID, str] = field(default_factory=dict)
    also: tuple[AlsoShown, ...] = ()
    doubles: tuple[Double, ...] = ()


def beside_piece(session: Session, evidence: Evidence, *parts: Part) -> BesidePiece:
    """These parts of it, in one statement."""
    given = {
        "apprenticeship": evidence.apprenticeship,
        "chain": str(evidence.apprenticeship),
        "number": evidence.number,
        "subject": evidence.name,
        "version": evidence.shown.version,
    }
    row = session.execute(_beside(frozenset(parts)), given).one()
    found = {part: _within(part).read(row) if part in parts else () for part in Part}
    return BesidePiece(
        candidate=row.case_study,
        hours=tuple(HoursWith(*one) for one in found[Part.HOURS]),
        decisions=tuple(map(decision_of, found[Part.DECISIONS])),
        happenings=tuple(map(happening_of, found[Part.HAPPENINGS])),
        findings=_by_version(found[Part.FINDINGS]),
        testimonies=tuple(map(testimony.testimony_of, found[Part.TESTIMONIES])),
        marks=practice.marks_of(found[Part.MARKS]),
        names=dict(found[Part.NAMES]),
        also=tuple(AlsoShown(*one) for one in found[Part.ALSO]),
        doubles=tuple(Double(*one) for one in (*found[Part.DOUBLES], *found[Part.OWN_DOUBLES])),
    )


def _by_version(rows: Iterable[Any]) -> Mapping[int, list[Finding]]:
    found: dict[int, list[Finding]] = defaultdict(list)
    for row in rows:
        found[row.version].append(finding_of(row))
    return found


@cache
def _beside(parts: frozenset[Part]) -> Select[Any]:
    row = core.evidence
    columns = [_within(part).column for part in Part if part in parts]
    return select(row.c.case_study, *columns).where(row.c.apprenticeship_id == _HERS, row.c.number == _NUMBER)


_HERS, _NUMBER = bindparam("apprenticeship", type_=Uuid), bindparam("number", type_=Integer)
_VERSION = bindparam("version", type_=Integer)


@cache
def _within(part: Part) -> RowsWithin:
    asked: dict[Part, Any] = {
        Part.HOURS: hours_asked(_HERS, _NUMBER),
        Part.DECISIONS: decisions_asked(_HERS, _NUMBER),
        Part.HAPPENINGS: happenings_asked(bindparam("chain", type_=String), bindparam("subject", type_=String)),
        Part.FINDINGS: findings_asked(_HERS, _NUMBER),
        Part.TESTIMONIES: testimony.asked_about(_HERS, _NUMBER),
        Part.MARKS: practice.marks_asked(_HERS, _NUMBER),
        Part.NAMES: _names(),
        Part.ALSO: also_shown(_HERS, _NUMBER, _VERSION),
        Part.DOUBLES: doubles(_HERS, _NUMBER, _VERSION, drafts=False),
        Part.OWN_DOUBLES: doubles(_HERS, _NUMBER, _VERSION, drafts=True),
    }
    return RowsWithin(part.value, asked[part])


def _names() -> Select[Any]:
    """Who made or cleared a version of it, or decided on a KSB of one."""
    version, tag, person = core.evidence_version, core.tag, core.person
    of_version = version.c.apprenticeship_id == _HERS, version.c.number == _NUMBER
    people = union(
        select(version.c.made_by).where(*of_version),
        select(version.c.cleared_by).where(*of_version),
        select(tag.c.decided_by).where(tag.c.apprenticeship_id == _HERS, tag.c.number == _NUMBER),
    )
    return select(person.c.id, person.c.name).where(person.c.id.in_(people))
