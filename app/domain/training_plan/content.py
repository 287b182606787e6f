"""What a version of the training plan says: its canonical content, and what differs between two versions, in words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.apprenticeships import Apprenticeship
from app.domain.funding_rules import FundingRule, TrainingPlanRule
from app.domain.london import london_date
from app.domain.practical_period import months_later
from app.domain.programmes import Delivery, Programme
from app.domain.signatures import canonical_text
from app.domain.standards import Standard
from app.domain.training_plan.activities import name_of
from app.domain.training_plan.values import Activity, FactKey, FunctionalSkill, PlanFacts, PlanState
from app.domain.wording import day_words, hours_words, plural

NOT_NAMED = "Not named yet"
_INCLUDED = {True: "Included", False: "Not included", None: "Not recorded"}

LABELS: Mapping[str, str] = {
    "standard": "Standard",
    "programme": "Programme",
    "rule": "Funding rule",
    "start": "Start",
    "planned_end": "Planned end",
    "employer": "Employer",
    "weekly_minutes": "Paid hours a week",
    "days_a_week": "Days a week",
    "weeks_a_year": "Weeks a year",
    "planned_minutes": "Planned off-the-job hours",
    "prior_learning_minutes": "Prior learning left out",
    "breaks": "Breaks in learning",
    "english": "English",
    "maths": "Maths",
    "price": "Total price",
    "subcontractor": "Subcontractor",
    "organisation": "Assessment organisation",
    "contact": "Who to contact",
    "induction_shape": "Induction",
    "arrangements": "When and how it is delivered",
    "reviews": "Milestone reviews",
}
"""What a plan states, in the order in which it is read."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two versions say differently. "" stands for nothing said. `code` names it."""

    code: str
    label: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """In a sentence."""
        if not self.before:
            return f"{self.label}: added, {self.after}."
        if not self.after:
            return f"{self.label}: taken out. It was {self.before}."
        return f"{self.label}: {self.after}. Before, {self.before}."


@dataclass(frozen=True, slots=True)
class PlanParts:
    """What a version is made from."""

    apprenticeship: Apprenticeship
    standard: Standard
    programme: Programme
    rule: FundingRule
    facts: PlanFacts
    activities: tuple[Activity, ...] = ()
    planned_minutes: int | None = None


def stated(parts: PlanParts) -> dict[str, str]:
    """What the plan states now, in words, by the codes of LABELS; what nobody stated is "" ."""
    one, terms, facts = parts.apprenticeship, parts.apprenticeship.terms, parts.facts
    programme = parts.programme
    return {
        "standard": f"{parts.standard.title}, {one.standard} version {one.version}",
        "programme": programme.title,
        "rule": parts.rule.name,
        "start": day_words(one.start),
        "planned_end": day_words(terms.planned_end),
        "employer": terms.employer.name,
        "weekly_minutes": hours_words(terms.weekly_minutes),
        "days_a_week": f"{terms.days_a_week:g}",
        "weeks_a_year": f"{terms.weeks_a_year:g}",
        "planned_minutes": hours_words(parts.planned_minutes) if parts.planned_minutes else "Not planned yet",
        "prior_learning_minutes": hours_words(terms.prior_learning_minutes),
        "breaks": "; ".join(_break(pause.since, pause.back_on) for pause in one.breaks) or "None",
        "english": _INCLUDED[facts.in_plan(FunctionalSkill.ENGLISH)],
        "maths": _INCLUDED[facts.in_plan(FunctionalSkill.MATHS)],
        "price": f"£{int(price):,}" if (price := facts.value(FactKey.PRICE)) else "Not recorded",
        "subcontractor": facts.value(FactKey.SUBCONTRACTOR) or "None",
        "organisation": facts.value(FactKey.ORGANISATION) or NOT_NAMED,
        "contact": facts.value(FactKey.CONTACT) or "Not recorded",
        "induction_shape": facts.value(FactKey.INDUCTION_SHAPE) or "Shape not chosen yet",
        "arrangements": facts.value(FactKey.ARRANGEMENTS) or "Not recorded",
        "reviews": f"Every {plural(programme.review_weeks, 'week')}, {plural(programme.review_minutes, 'minute')}",
    }


def _break(since: date, back_on: date | None) -> str:
    return f"from {day_words(since)}, " + (f"back on {day_words(back_on)}" if back_on else "day of return not known")


def planned_activities(parts: PlanParts) -> list[dict[str, Any]]:
    """The activities as a version lists them: number, name, and when and how long."""
    listed = [one for one in parts.activities if one.state is not PlanState.MISSED]
    return [
        {
            "number": one.number,
            "name": name_of(one, parts.programme, parts.standard),
            "when": day_words(one.planned_on) + (f", {hours_words(one.minutes)}" if one.minutes else ""),
        }
        for one in sorted(listed, key=lambda one: (one.planned_on, one.number))
    ]


def delivered(programme: Programme, facts: PlanFacts) -> list[dict[str, str]]:
    """How and where the programme gives each of its parts; functional skills only where the plan includes a subject."""
    named = (
        ("Initial assessment", programme.initial_assessment.delivery),
        ("Induction", programme.induction.delivery),
        ("Tutorials and learning modules", programme.tutorials.delivery),
        ("Mock assessments", programme.mock_assessment.delivery),
    )
    found = [{"name": name, "how": _how(delivery), "where": delivery.place} for name, delivery in named]
    if any(facts.in_plan(subject) for subject in FunctionalSkill):
        found += [
            {"name": one.name, "how": f"In {plural(one.minutes, 'minute')}", "where": one.place}
            for one in programme.functional_skills.components
            if not one.subject or facts.in_plan(FunctionalSkill(one.subject.lower()))
        ]
    return found


def _how(delivery: Delivery) -> str:
    return f"{'; '.join(delivery.methods)}. {delivery.duration}"


def canonical(parts: PlanParts, *, version: int, because: Sequence[str], why: str, salt: str) -> str:
    """A version as it is put before its signers: JSON with sorted keys and no spaces."""
    content = {
        "activities": planned_activities(parts),
        "apprentice": parts.apprenticeship.apprentice.name,
        "apprenticeship": str(parts.apprenticeship.id),
        "because": list(because),
        "delivery": delivered(parts.programme, parts.facts),
        "record": "training plan",
        "salt": salt,
        "stated": stated(parts),
        "version": version,
        "why": why,
    }
    return canonical_text(content)


def read_content(text: str) -> dict[str, Any]:
    """A version’s content; empty where it was erased."""
    found: dict[str, Any] = json.loads(text) if text else {}
    return found


def leaves_out(text: str, subject: FunctionalSkill) -> bool:
    """Whether a version’s content says that the plan does not include a subject."""
    stated_then = read_content(text).get("stated", {})
    return bool(stated_then.get(subject.value) == _INCLUDED[False])


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Difference, ...]:
    """What is stated differently, in the order in which it is read."""
    codes = [code for code in LABELS if before.get(code, "") != after.get(code, "")]
    return tuple(Difference(code, LABELS[code], before.get(code, ""), after.get(code, "")) for code in codes)


def activity_differences(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[Difference]:
    """Activities added, taken out, renamed or put on another day."""
    old = {int(one["number"]): one for one in before}
    new = {int(one["number"]): one for one in after}
    found = []
    for number in sorted(old.keys() | new.keys()):
        was, is_ = old.get(number), new.get(number)
        if was == is_:
            continue
        label = str((is_ or was or {})["name"])
        renamed = was is not None and is_ is not None and was["name"] != is_["name"]
        before_words = "" if was is None else f"{was['name']}, {was['when']}" if renamed else str(was["when"])
        found.append(Difference("activity", label, before_words, str(is_["when"]) if is_ else ""))
    return found


def needing_signatures(changes: Sequence[Difference], rule: TrainingPlanRule) -> tuple[tuple[str, Difference], ...]:
    """The changes for which the rules have the plan signed again, each with what the rules call it."""
    named = {code: change.words for change in rule.changes for code in change.sees}
    return tuple((named[one.code], one) for one in changes if one.code in named)


def organisation_reason(facts: PlanFacts, planned_end: date, today: date, rule: TrainingPlanRule) -> str:
    """Why the assessment organisation has to be named now, "" where it is named or there is time."""
    if facts.value(FactKey.ORGANISATION):
        return ""
    by = months_later(planned_end, -rule.organisation_named_months)
    due = f"by {day_words(by)}, {plural(rule.organisation_named_months, 'month')} before the planned end"
    if today > by:
        return f"The assessment organisation is not named yet. It had to be named {due}."
    return ""


def signed_late(signed_at: datetime | None, start: date, today: date) -> str:
    """That the first version was signed only after training had started, or is not signed though it has; "" if not."""
    if signed_at is None:
        if start > today:
            return ""
        return f"Training started on {day_words(start)}, and the plan was not signed by all three before."
    on = london_date(signed_at)
    if on <= start:
        return ""
    after = plural((on - start).days, "day")
    return f"The first version was signed by the last party on {day_words(on)}, {after} after the start of training."
