"""Skills scans: rows and domain values."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Uuid, and_, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from app.db.tables import core
from app.domain.apprenticeships import Named
from app.domain.filled_in import FilledIn
from app.domain.people import Role
from app.domain.skills_scan import GivenRatings, KsbRating, PriorLearning, ScanPurpose, SkillsScan


def scans_of(session: Session, apprenticeship: UUID) -> tuple[SkillsScan, ...]:
    """Every scan of an apprenticeship with what was given, in the order of their numbers, in one statement."""
    rows = session.execute(_scans(), {"apprenticeship": apprenticeship}).all()
    last = rows[-1].number if rows else 0
    return tuple(
        replace(_scan(of[0], latest=number == last), given=_given(of))
        for number, of in ((number, list(found)) for number, found in groupby(rows, key=lambda row: row.number))
    )


def _given(rows: Sequence[Row[Any]]) -> tuple[GivenRatings, ...]:
    """What each party gave in one scan, from a row for each rating."""
    found = []
    for role, given in groupby((row for row in rows if row.role), key=lambda row: row.role):
        of = list(given)
        ratings = {row.ksb: KsbRating(row.ksb, row.points, _prior(row)) for row in of if row.ksb}
        found.append(GivenRatings(Role(role), Named(of[0].by, of[0].giver), of[0].at, ratings))
    return tuple(found)


def _prior(row: Row[Any]) -> PriorLearning:
    return PriorLearning(row.prior_what, row.prior_when, row.prior_seen)


@cache
def _scans() -> Select[Any]:
    scan, given, rating = core.skills_scan, core.skills_scan_given, core.skills_scan_rating
    beginner, giver = core.person, aliased(core.person)
    of_scan = and_(given.c.apprenticeship_id == scan.c.apprenticeship_id, given.c.number == scan.c.number)
    of_party = and_(
        rating.c.apprenticeship_id == given.c.apprenticeship_id,
        rating.c.number == given.c.number,
        rating.c.role == given.c.role,
    )
    said = (rating.c.ksb, rating.c.points, rating.c.prior_what, rating.c.prior_when, rating.c.prior_seen)
    names = (beginner.c.name.label("beginner"), giver.c.name.label("giver"))
    return (
        select(scan, given.c.role, given.c.by, given.c.at, *names, *said)
        .join(beginner, beginner.c.id == scan.c.begun_by)
        .outerjoin(given, of_scan)
        .outerjoin(giver, giver.c.id == given.c.by)
        .outerjoin(rating, of_party)
        .where(scan.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid))
        .order_by(scan.c.number, given.c.at, given.c.role)
    )


def _scan(row: Row[Any], *, latest: bool) -> SkillsScan:
    begun_by = Named(row.begun_by, row.beginner)
    return SkillsScan(
        row.number, ScanPurpose(row.purpose), row.happened_on, row.scale, begun_by, row.begun_at, latest=latest
    )


def add(session: Session, apprenticeship: UUID, scan: SkillsScan) -> None:
    """Keep a scan that was begun."""
    session.execute(
        insert(core.skills_scan).values(
            apprenticeship_id=apprenticeship,
            number=scan.number,
            purpose=scan.purpose.value,
            happened_on=scan.on,
            scale=scan.scale,
            begun_by=scan.begun_by.id,
            begun_at=scan.begun_at,
        )
    )


def give(session: Session, apprenticeship: UUID, number: int, given: GivenRatings, salt: str) -> None:
    """Keep one party's ratings for good."""
    of = {"apprenticeship_id": apprenticeship, "number": number, "role": given.role.value}
    session.execute(insert(core.skills_scan_given).values(**of, by=given.by.id, at=given.at, salt=salt))
    rows = [
        {
            **of,
            "ksb": one.ksb,
            "points": one.points,
            "prior_what": one.prior.what,
            "prior_when": one.prior.when,
            "prior_seen": one.prior.seen,
        }
        for one in given.ratings.values()
    ]
    session.execute(insert(core.skills_scan_rating), rows)


def draft_of(session: Session, apprenticeship: UUID, number: int, person: UUID) -> FilledIn:
    """What this person has filled in and not given; an empty draft where that is nothing."""
    given = {"apprenticeship": apprenticeship, "number": number, "person": person}
    row = session.execute(_draft(), given).first()
    if row is None:
        return FilledIn()
    beside = {name: tuple(words) for name, words in json.loads(row.beside).items()}
    return FilledIn(json.loads(row.fields), beside, row.saved_at)


@cache
def _draft() -> Select[Any]:
    row = core.skills_scan_draft
    return select(row).where(
        row.c.apprenticeship_id == bindparam("apprenticeship", type_=Uuid),
        row.c.number == bindparam("number"),
        row.c.person_id == bindparam("person", type_=Uuid),
    )


def keep_draft(session: Session, apprenticeship: UUID, number: int, person: UUID, draft: FilledIn) -> None:
    """Keep a draft in place of what was kept of it. The caller holds the apprenticeship."""
    drop_draft(session, apprenticeship, number, person)
    session.execute(
        insert(core.skills_scan_draft).values(
            apprenticeship_id=apprenticeship,
            number=number,
            person_id=person,
            fields=json.dumps(dict(draft.fields)),
            beside=json.dumps({name: list(words) for name, words in draft.beside.items()}),
            saved_at=draft.saved_at,
        )
    )


def drop_draft(session: Session, apprenticeship: UUID, number: int, person: UUID) -> None:
    """Let go of a draft, once its ratings are given."""
    row = core.skills_scan_draft
    session.execute(
        delete(row).where(row.c.apprenticeship_id == apprenticeship, row.c.number == number, row.c.person_id == person)
    )


def carry_drafts(session: Session, apprenticeship: UUID, to: int, given_by: Collection[UUID]) -> None:
    """Let drafts of the scan before go on in a newer one, except of those whose party has given its ratings."""
    row = core.skills_scan_draft
    session.execute(
        update(row)
        .where(row.c.apprenticeship_id == apprenticeship, row.c.number == to - 1, row.c.person_id.not_in(given_by))
        .values(number=to)
    )


def waiting_for_employer(
    session: Session, apprenticeships: Collection[UUID]
) -> Sequence[tuple[UUID, int, ScanPurpose]]:
    """The newest scan of each apprenticeship where the employer has not given ratings, in one statement."""
    if not apprenticeships:
        return ()
    rows = session.execute(_waiting(), {"apprenticeships": list(apprenticeships), "role": Role.EMPLOYER.value})
    return [(row.apprenticeship_id, row.number, ScanPurpose(row.purpose)) for row in rows]


@cache
def _waiting() -> Select[Any]:
    scan, given, other = core.skills_scan, core.skills_scan_given, core.skills_scan.alias()
    last = (
        select(func.max(other.c.number))
        .where(other.c.apprenticeship_id == scan.c.apprenticeship_id)
        .correlate(scan)
        .scalar_subquery()
    )
    of_employer = and_(
        given.c.apprenticeship_id == scan.c.apprenticeship_id,
        given.c.number == scan.c.number,
        given.c.role == bindparam("role"),
    )
    return (
        select(scan.c.apprenticeship_id, scan.c.number, scan.c.purpose)
        .outerjoin(given, of_employer)
        .where(
            scan.c.apprenticeship_id.in_(bindparam("apprenticeships", expanding=True)),
            scan.c.number == last,
            given.c.role.is_(None),
        )
        .order_by(scan.c.apprenticeship_id)
    )
