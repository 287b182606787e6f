"""Filling in one's own ratings, in a draft that nobody else sees, and giving them for good."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from app.actions.acting import Acting
from app.db import apprenticeships, history
from app.db import skills_scans as db
from app.domain.apprenticeships import Named
from app.domain.filled_in import Merged
from app.domain.people import Role
from app.domain.permissions import Permission
from app.domain.programmes import SkillsScale
from app.domain.refusals import BadInput, Fault, NotFound, NotPermitted, WrongState
from app.domain.skills_scan import (
    GivenRatings,
    KsbRating,
    SkillsScan,
    field_names,
    insist_open,
    insist_running,
    merge,
    parties_of,
    ratings_from,
)

MOST_LETTERS = 4_000
"""So much of one field is kept as it is typed; what may be given is less."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A scan that is held fast, and the party as which this person rates in it."""

    scan: SkillsScan
    role: Role
    ksbs: tuple[str, ...]
    scale: SkillsScale


def keep_ratings(
    acting: Acting, apprenticeship: UUID, number: int, fields: Mapping[str, str], base: Mapping[str, str]
) -> Merged:
    """Keep what is filled in, for this person alone. `base` is what their window last knew to be kept.

    Raises NotFound where there is no such scan, WrongState where it takes no ratings of this party any more.
    """
    held = _held(acting, apprenticeship, number)
    _insist_not_given(held)
    names = [name for ksb in held.ksbs for name in field_names(ksb)]
    too_long = [name for name in names if len(fields.get(name, "")) > MOST_LETTERS]
    if too_long:
        raise BadInput([Fault(name, f"Use at most {MOST_LETTERS:,} characters.") for name in too_long])
    typed = {name: fields[name] for name in names if name in fields}
    there = db.draft_of(acting.session, apprenticeship, number, acting.person.id)
    merged = merge(there, base, typed)
    kept = replace(merged.draft, saved_at=acting.now)
    db.keep_draft(acting.session, apprenticeship, number, acting.person.id, kept)
    return replace(merged, draft=kept)


def give_ratings(acting: Acting, apprenticeship: UUID, number: int, fields: Mapping[str, str]) -> None:
    """Give one's party's ratings, one for each KSB, for good. The same once more by the same person changes nothing.

    Raises BadInput that names every KSB left out, and WrongState as `keep_ratings` does.
    """
    held = _held(acting, apprenticeship, number, though_given=True)
    ratings = ratings_from(fields, held.ksbs, held.scale, held.role)
    before = held.scan.of(held.role)
    if before and before.by.id == acting.person.id and tuple(before.ratings[k] for k in held.ksbs) == ratings:
        return
    _insist_not_given(held)
    by_ksb = {one.ksb: one for one in ratings}
    given = GivenRatings(held.role, Named(acting.person.id, acting.person.name), acting.now, by_ksb)
    salt = history.new_salt()
    db.give(acting.session, apprenticeship, number, given, salt)
    db.drop_draft(acting.session, apprenticeship, number, acting.person.id)
    acting.record(
        apprenticeship,
        "scan_given",
        f"scan {number}",
        number=number,
        role=held.role.value,
        rated=sum(one.points is not None for one in ratings),
        digest=history.salted_digest(salt, *map(_canonical, ratings)),
    )


def _canonical(rating: KsbRating) -> str:
    prior = rating.prior
    return json.dumps([rating.ksb, rating.points, prior.what, prior.when, prior.seen], ensure_ascii=False)


def _held(acting: Acting, apprenticeship: UUID, number: int, *, though_given: bool = False) -> _Open:
    """The scan, with its apprenticeship held. A scan that was given in may be closed: it only answers again then."""
    member = acting.insist(Permission.RATE_KSBS, apprenticeship)
    acting.lock(apprenticeship)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    scan = next((each for each in db.scans_of(acting.session, apprenticeship) if each.number == number), None)
    if scan is None:
        raise NotFound
    parties = parties_of(member.roles)
    if not parties:
        raise NotPermitted("Your role on this apprenticeship does not allow this.")
    role = parties[0]
    scale = acting.catalogue.programme(one.programme).skills_scale
    if not (though_given and scan.of(role)):
        insist_running(one.status)
        insist_open(scan, scale)
    standard = acting.catalogue.standard(one.standard, one.version)
    return _Open(scan, role, tuple(ksb.code for ksb in standard.ksbs), scale)


def _insist_not_given(held: _Open) -> None:
    given = held.scan.of(held.role)
    if given is not None:
        raise WrongState(
            f"{given.by.name} gave the {held.role.value}’s ratings in scan {held.scan.number} already. "
            "Begin another scan where they have changed."
        )
