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
from app.db.gateway import BesideGateway, beside_gateway_then
from app.db.reviews import EvidenceStory, OnRecord, TimeStory
from app.db.targets import targets_of
from app.domain.apprenticeships import Apprenticeship
from app.domain.gateway import Check
from app.domain.london import london_date
from app.domain.off_the_job.entries import TimeState
from app.domain.off_the_job.summary import HoursInBrief
from app.domain.practical_period import PracticalPeriod
from app.domain.rag import Rag
from app.domain.reviews import CheckMoved, FactsSince, PlanLate, TargetFact
from app.domain.standards import Standard
from app.domain.targets import Target, TargetState


@dataclass(frozen=True, slots=True)
class Material:
    """What the facts of one apprentice's review are told from.

    `beside` is what the gateway checks read at the end of its weeks. `before` is how the checks stood at the last
    review, by id: as that has frozen it, or told again; empty where learning had not begun.
    """

    catalogue: Catalogue
    apprenticeship: Apprenticeship
    period: PracticalPeriod
    standard: Standard
    evidence: EvidenceStory
    time: TimeStory
    targets: Sequence[Target]
    beside: BesideGateway
    before: Mapping[str, str]


def material_of(
    session: Session,
    catalogue: Catalogue,
    apprenticeship: Apprenticeship,
    window: Window,
    targets: Sequence[Target],
    before: Mapping[str, str] | None = None,
    recorded: datetime | None = None,
) -> Material:
    """Read in three statements beside what was read already, one more once it has ended.

    `before` is as in `Material`, None to work it out from the record as it was known when the weeks began; `recorded`:
    what the apprenticeship was known to be then.
    """
    one = apprenticeship
    evidence = db.evidence_story(session, one.id)
    begun = window.since >= one.start
    moments = (window.until_at, window.since_at) if before is None and begun else (window.until_at,)
    now, *then = beside_gateway_then(session, one.id, evidence, moments)
    material = Material(
        catalogue,
        one,
        practical_period(session, one, recorded),
        standard_of(session, catalogue, one),
        evidence,
        db.time_story(session, one.id),
        targets,
        now,
        before or {},
    )
    for beside in then:
        found = _checks(material, beside, window.since, window.opened, window.since_at)
        material = replace(material, before=states_of(found))
    return material


def whole_facts(material: Material, window: Window) -> FactsSince:
    """Everything that happened in these weeks."""
    one, time = material.apprenticeship, material.time
    facts = facts_between(material.standard, material.evidence, time, one.breaks, window)
    facts = with_hours(facts, material.catalogue, one, material.period, time)
    now = _checks(material, material.beside, window.until, window.closed, window.until_at)
    then = material.before
    plan = plan_in_brief(material.catalogue, one, material.beside.plan, window.until)
    return replace(
        facts,
        plan_behind=tuple(PlanLate(each.number, each.name, each.planned_on) for each in plan.behind),
        plan_stale=tuple(f"{rule}: {change.words}" for rule, change in plan.stale),
        targets=_targets(material.targets, window),
        checks=states_of(now),
        checks_moved=tuple(
            CheckMoved(check.id, check.title, then[check.id], check.state.value)
            for check in now
            if check.id in then and then[check.id] != check.state.value
        ),
    )


def facts_again(session: Session, catalogue: Catalogue, apprenticeship: UUID, number: int, version: int) -> FactsSince:
    """The facts of a held version told again from the record as of when it was held: the same as were frozen then.

    Of what is frozen, only the window is read. What was erased for good since cannot be told again.
    """
    versions = db.versions_of(session, apprenticeship)
    held = next(one for one in versions if (one.review.number, one.review.version) == (number, version))
    assert held.facts is not None
    window = window_of(held.facts)
    last = _held_last(versions, number, window)
    before = None if last is None else _checks_again(session, catalogue, apprenticeship, window)
    material = _material_then(session, catalogue, apprenticeship, window, before)
    return whole_facts(material, window)


def _checks_again(session: Session, catalogue: Catalogue, apprenticeship: UUID, window: Window) -> Mapping[str, str]:
    """How the checks stood when the last review was held, which froze them."""
    weeks_before = Window.of(window.since, window.since, since_at=window.since_at, until_at=window.since_at)
    material = _material_then(session, catalogue, apprenticeship, weeks_before, {})
    return states_of(_checks(material, material.beside, window.since, window.opened, window.since_at))


def _material_then(
    session: Session, catalogue: Catalogue, apprenticeship: UUID, window: Window, before: Mapping[str, str] | None
) -> Material:
    """All as it was known at the end of a window."""
    at = window.until_at
    one = apprenticeships.load(session, apprenticeship, london_date(at), recorded=at)
    return material_of(session, catalogue, one, window, targets_of(session, apprenticeship), before, at)


def frozen_before(versions: Sequence[OnRecord], number: int, window: Window) -> Mapping[str, str] | None:
    """How the last review held before one froze the checks; None where there is none."""
    last = _held_last(versions, number, window)
    return last.facts.checks if last and last.facts else None


def states_of(found: Sequence[Check]) -> dict[str, str]:
    """The state of each check by its id."""
    return {check.id: check.state.value for check in found}


def _held_last(versions: Sequence[OnRecord], number: int, window: Window) -> OnRecord | None:
    """The review before one that was held at the beginning of a window, in the version that says so last."""
    began = window.since, window.since_at
    for one in reversed(versions):
        meeting = one.review.meeting
        if one.facts and meeting and one.review.number < number and (meeting.held_on, one.review.facts_at) == began:
            return one
    return None


def computed_colour(material: Material, facts: FactsSince, window: Window) -> Rag:
    """The colour that the record works out for the day up to which the facts go; the review itself is no part of it."""
    now, one = facts.hours_now, material.apprenticeship
    hours = None
    if now is not None:
        hours = HoursInBrief(window.until, now.planned, now.confirmed, now.waiting, now.queried, now.expected)
    left = len(material.standard.ksbs) - (facts.ksbs_accepted_now or 0)
    return colour_of(one, left, hours, _signs(material, window), None, window.until)


def _checks(
    material: Material, beside: BesideGateway, on: date, closed: datetime, known: datetime
) -> tuple[Check, ...]:
    one = material.apprenticeship
    return checks_from(
        material.catalogue,
        one,
        on,
        material.standard,
        material.period,
        coverage_at(material.standard, material.evidence, closed),
        hours_at(material.catalogue, one, material.period, material.time, on, known),
        beside=beside,
    )


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
