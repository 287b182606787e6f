"""One apprentice's training plan: what is planned, held and behind, what it states, and where its versions stand."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.catalogue import Catalogue
from app.db import training_plan as db
from app.db.training_plan import PlanBrief, PlanVersion
from app.domain.apprenticeships import Apprenticeship
from app.domain.off_the_job.summary import planned_hours
from app.domain.people import ENDED
from app.domain.training_plan.activities import Behind, behind
from app.domain.training_plan.content import (
    Difference,
    PlanParts,
    activity_differences,
    differences,
    needing_signatures,
    organisation_reason,
    planned_activities,
    read_content,
    signed_late,
    stated,
)
from app.domain.training_plan.values import Activity, PlanFacts


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """Where the versions of a plan stand today.

    `newest` is the newest version, None before any. `stale` are the changes since it was put for which the rules want
    new signatures, each with what the rules call it; `since` is everything else that it does not say yet. `late` says
    that training started before all had signed, and `organisation` that the assessment organisation is to be named.
    """

    newest: PlanVersion | None
    stale: tuple[tuple[str, Difference], ...]
    since: tuple[Difference, ...]
    late: str
    organisation: str


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """A plan, whole. Hours are nowhere in it: they come from time entries and sessions alone."""

    parts: PlanParts
    behind: tuple[Behind, ...]
    versions: tuple[PlanVersion, ...]
    standing: PlanStanding

    @property
    def activities(self) -> tuple[Activity, ...]:
        """By the day they are planned for."""
        return self.parts.activities

    @property
    def facts(self) -> PlanFacts:
        """What was said of it."""
        return self.parts.facts


@dataclass(frozen=True, slots=True)
class PlanInBrief:
    """What a plan asks for: what is behind, and the changes for which it is to be signed again.

    `version` is False while none was put before its signers, or what it said was erased, on the day `erased_on`;
    `organisation` as on a PlanStanding.
    """

    version: bool
    behind: tuple[Behind, ...]
    stale: tuple[tuple[str, Difference], ...]
    organisation: str
    erased_on: date | None = None


def plan_in_brief(catalogue: Catalogue, one: Apprenticeship, brief: PlanBrief, today: date) -> PlanInBrief:
    """What a landing tells of a plan, from what was read of it already."""
    parts = _parts(catalogue, one, brief.facts, brief.late)
    rule = catalogue.funding_rules.training_plan
    learning = one.status not in ENDED
    return PlanInBrief(
        version=bool(brief.content),
        behind=behind(brief.late, parts.programme, parts.standard, one.status, today),
        stale=_changes(brief.content, parts, catalogue)[0] if learning else (),
        organisation=organisation_reason(brief.facts, one.planned_end, today, rule) if learning else "",
        erased_on=brief.erased_on,
    )


def plan_in_brief_of(session: Session, catalogue: Catalogue, one: Apprenticeship, today: date) -> PlanInBrief:
    """The same where nothing of it was read yet; one statement."""
    return plan_in_brief(catalogue, one, db.brief(session, one.id, today), today)


def parts_of(session: Session, catalogue: Catalogue, one: Apprenticeship) -> PlanParts:
    """What the plan of an apprenticeship is made of now, in two statements."""
    return _parts(catalogue, one, db.facts(session, one.id), db.activities(session, one.id))


def _parts(catalogue: Catalogue, one: Apprenticeship, facts: PlanFacts, activities: tuple[Activity, ...]) -> PlanParts:
    standard = catalogue.standard(one.standard, one.version)
    programme = catalogue.programme(one.programme)
    return PlanParts(
        apprenticeship=one,
        standard=standard,
        programme=programme,
        rule=catalogue.funding_rules.by_id(one.rule_id),
        facts=facts,
        activities=activities,
        planned_minutes=planned_hours(one.terms.planned_minutes, standard, programme.day_minutes),
    )


def training_plan_of(session: Session, catalogue: Catalogue, one: Apprenticeship, today: date) -> TrainingPlan:
    """One apprentice's plan on a day, in three statements."""
    parts = parts_of(session, catalogue, one)
    held = db.versions(session, one.id)
    late = behind(parts.activities, parts.programme, parts.standard, one.status, today)
    return TrainingPlan(parts, late, held, _standing(catalogue, parts, held, today))


def _standing(catalogue: Catalogue, parts: PlanParts, held: tuple[PlanVersion, ...], today: date) -> PlanStanding:
    rule, one = catalogue.funding_rules.training_plan, parts.apprenticeship
    newest = held[0] if held else None
    stale, since = changes_since(newest, parts, catalogue)
    return PlanStanding(
        newest=newest,
        stale=stale,
        since=since,
        late=signed_late(first_signed_at(held), one.start, today),
        organisation=organisation_reason(parts.facts, one.planned_end, today, rule),
    )


def changes_since(
    version: PlanVersion | None, parts: PlanParts, catalogue: Catalogue
) -> tuple[tuple[tuple[str, Difference], ...], tuple[Difference, ...]]:
    """What changed since a version: what the rules want signed again, and the rest. Nothing where there is none."""
    return _changes(version.content if version else "", parts, catalogue)


def _changes(
    text: str, parts: PlanParts, catalogue: Catalogue
) -> tuple[tuple[tuple[str, Difference], ...], tuple[Difference, ...]]:
    content = read_content(text)
    if not content:
        return (), ()
    changed = differences(content["stated"], stated(parts))
    stale = needing_signatures(changed, catalogue.funding_rules.training_plan)
    again = {difference.code for _, difference in stale}
    moved = activity_differences(content["activities"], planned_activities(parts))
    return stale, (*(one for one in changed if one.code not in again), *moved)


def first_signed_at(held: tuple[PlanVersion, ...]) -> datetime | None:
    """When the first version that all three signed was signed by the last of them."""
    signed = [one.standing for one in held if one.standing.is_signed_by_all]
    return min((one.completed_at for one in signed if one.completed_at), default=None)


def differences_between(before: PlanVersion | None, after: PlanVersion) -> tuple[Difference, ...]:
    """What one version says differently from the one before it; nothing for the first."""
    old, new = read_content(before.content) if before else {}, read_content(after.content)
    if not old or not new:
        return ()
    changed = differences(old["stated"], new["stated"])
    return (*changed, *activity_differences(old["activities"], new["activities"]))
