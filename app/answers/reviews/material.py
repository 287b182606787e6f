"""All the facts of a review, gateway checks and targets too, told now or told again as of when it was held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.hours import practical_period
from app.answers.readiness import checks_from
from app.answers.reviews.colour import colour_of
from app.answers.reviews.facts import Window, coverage_at, facts_between, hours_at, window_of, with_hours
from app.answers.standards import standard_of
from app.answers.training_plan import plan_in_brief
from app.catalogue import Catalogue
from app.db import apprenticeships
from app.db import reviews as db
from app.db.caseload import LastSigns
from app.db.gateway import BesideGateway, beside_gateway
from app.db.reviews import BesideReview, EvidenceStory, OnRecord, TimeStory
from app.db.training_plan import PlanBrief
from app.domain.apprenticeships import Apprenticeship
from app.domain.gateway import Check
from app.domain.london import london_date
from app.domain.off_the_job.entries import TimeState
from app.domain.off_the_job.summary import HoursInBrief
from app.domain.practical_period import PracticalPeriod
from app.domain.rag import Rag
from app.domain.reviews import RECOMPUTED_CHECKS, CheckMoved, FactsSince, PlanLate, TargetFact
from app.domain.standards import Standard
from app.domain.targets import Target, TargetState


@dataclass(frozen=True, slots=True)
class Material:
    """What the facts of one apprentice's reviews are told from. `record` is the newest version of each review."""

    catalogue: Catalogue
    apprenticeship: Apprenticeship
    period: PracticalPeriod
    standard: Standard
    evidence: EvidenceStory
    time: TimeStory
    targets: Sequence[Target]
    beside: BesideGateway
    record: Sequence[OnRecord]
    plan: PlanBrief


def material_of(
    session: Session,
    catalogue: Catalogue,
    apprenticeship: Apprenticeship,
    record: Sequence[OnRecord],
    lies_beside: BesideReview,
    recorded: datetime | None = None,
) -> Material:
    """Read in three statements beside what was read already, one more once it has ended.

    `recorded`: what the apprenticeship was known to be then.
    """
    return Material(
        catalogue,
        apprenticeship,
        practical_period(session, apprenticeship, recorded),
        standard_of(session, catalogue, apprenticeship),
        db.evidence_story(session, apprenticeship.id),
        db.time_story(session, apprenticeship.id),
        lies_beside.targets,
        beside_gateway(session, apprenticeship.id, date.max),
        record,
        lies_beside.plan,
    )


def whole_facts(material: Material, window: Window) -> FactsSince:
    """Everything that happened in these weeks.

    How the checks stood before that rest on more than what is dated is what the last review held has frozen.
    """
    one, time = material.apprenticeship, material.time
    facts = facts_between(material.standard, material.evidence, time, one.breaks, window)
    facts = with_hours(facts, material.catalogue, one, material.period, time)
    now = _checks(material, window.until, window.closed, window.until_at)
    before = _frozen_before(material.record, window.since)
    then = {id_: state for id_, state in before.items() if id_ not in RECOMPUTED_CHECKS}
    if window.since >= one.start:
        found = _checks(material, window.since, window.opened, window.since_at)
        then |= {check.id: check.state.value for check in found if check.id in RECOMPUTED_CHECKS}
    plan = plan_in_brief(material.catalogue, one, material.plan, window.until)
    return replace(
        facts,
        plan_behind=tuple(PlanLate(each.number, each.name, each.planned_on) for each in plan.behind),
        plan_stale=tuple(f"{rule}: {change.words}" for rule, change in plan.stale),
        targets=_targets(material.targets, window),
        checks={check.id: check.state.value for check in now},
        checks_moved=tuple(
            CheckMoved(check.id, check.title, then[check.id], check.state.value)
            for check in now
            if check.id in then and then[check.id] != check.state.value
        ),
    )


def facts_again(session: Session, catalogue: Catalogue, apprenticeship: UUID, number: int, version: int) -> FactsSince:
    """The facts of a held version told again from the record as of when it was held.

    The checks that rest on more than what is dated are taken from what was frozen, and so is how the training plan
    stood: its activities keep only their newest day and state.
    """
    versions = db.versions_of(session, apprenticeship)
    held = next(one for one in versions if (one.review.number, one.review.version) == (number, version))
    frozen, at = held.facts, held.review.facts_at
    assert frozen is not None
    assert at is not None
    one = apprenticeships.load(session, apprenticeship, london_date(at), recorded=at)
    lies_beside = db.beside_review(session, apprenticeship, number, version, london_date(at))
    material = material_of(session, catalogue, one, (), lies_beside, at)
    again = whole_facts(material, window_of(frozen))
    known = frozen.checks or {}
    told = {**known, **{id_: state for id_, state in (again.checks or {}).items() if id_ in RECOMPUTED_CHECKS}}
    moved = {one.id: one for one in frozen.checks_moved if one.id not in RECOMPUTED_CHECKS}
    moved |= {one.id: one for one in again.checks_moved}
    again = replace(again, plan_behind=frozen.plan_behind, plan_stale=frozen.plan_stale)
    return replace(again, checks=told, checks_moved=tuple(moved[id_] for id_ in told if id_ in moved))


def computed_colour(material: Material, facts: FactsSince, window: Window) -> Rag:
    """The colour that the record works out for the day up to which the facts go; the review itself is no part of it."""
    now, one = facts.hours_now, material.apprenticeship
    hours = None
    if now is not None:
        hours = HoursInBrief(window.until, now.planned, now.confirmed, now.waiting, now.queried, now.expected)
    left = len(material.standard.ksbs) - (facts.ksbs_accepted_now or 0)
    return colour_of(one, left, hours, _signs(material, window), None, window.until)


def _checks(material: Material, on: date, closed: datetime, known: datetime) -> tuple[Check, ...]:
    one = material.apprenticeship
    return checks_from(
        material.catalogue,
        one,
        on,
        material.standard,
        material.period,
        coverage_at(material.standard, material.evidence, closed),
        hours_at(material.catalogue, one, material.period, material.time, on, known),
        beside=material.beside,
        record=material.record,
    )


def _frozen_before(record: Sequence[OnRecord], since: date) -> Mapping[str, str]:
    held = [one for one in record if one.review.meeting and one.review.meeting.held_on == since and one.facts]
    return (held[-1].facts.checks or {}) if held and held[-1].facts else {}


def _targets(targets: Sequence[Target], window: Window) -> tuple[TargetFact, ...]:
    """Those that somebody had to do something about in these weeks, by number."""
    found = []
    for one in targets:
        then, now = _stood(one, window.opened), _stood(one, window.closed)
        settled_before = then is not None and then.state in (TargetState.MET, TargetState.DROPPED)
        if now is None or (settled_before and then is not None and then.state is now.state):
            continue
        aim = now.aim
        state = then.state.value if then else None
        found.append(TargetFact(one.number, aim.what, aim.who.value, aim.due_on, aim.ksbs, state, now.state.value))
    return tuple(found)


def _stood(target: Target, moment: datetime) -> Target | None:
    changes = tuple(change for change in target.changes if change.at <= moment)
    return Target(target.number, changes) if changes else None


def _signs(material: Material, window: Window) -> LastSigns:
    sent = [one.submitted_at for one in material.evidence.versions if one.submitted_at <= window.closed]
    asked = []
    for entry in material.time.entries:
        if entry.counts and entry.state_at(window.until_at) is TimeState.QUERIED:
            asked.append(max(at for at, state in entry.done if state is TimeState.QUERIED and at <= window.until_at))
    return LastSigns(max(sent, default=None), min(asked, default=None))
