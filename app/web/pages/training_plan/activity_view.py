"""One activity of a plan as its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.refusals import Fault
from app.domain.standards import Ksb
from app.domain.training_plan.content import PlanParts
from app.domain.training_plan.values import Activity, ActivityEvent, PlanEvent, PlanKind, PlanState
from app.rendering.words import date_words
from app.web.forms import Typed
from app.web.plan_words import RESULT_WORDS, ActivityLine, activity_address, activity_line, plan_address

_EVENT_WORDS = {
    PlanEvent.PLANNED: "Planned for",
    PlanEvent.MOVED: "Planned anew for",
    PlanEvent.HELD: "Held on",
    PlanEvent.MISSED: "Missed on",
    PlanEvent.REOPENED: "Taken back: planned for",
}


@dataclass(frozen=True, slots=True)
class EventLine:
    """Something done to it, in words."""

    words: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ActivityView:
    """The page. `forms` are the names of those the reader may send now; `typed` is what came back of one of them.

    Fields of the forms have the form's name before them where two have the same: `held-on`, `move-on`.
    """

    heading: str
    here: str
    back: str
    line: ActivityLine
    events: tuple[EventLine, ...]
    forms: frozenset[str]
    sent: str
    typed: Typed
    faults: tuple[Fault, ...]
    today: str
    planned_on: str
    evidence: str
    feedback: str
    by_ksb: tuple[tuple[Ksb, str], ...]
    ksb_groups: tuple[tuple[str, tuple[tuple[Ksb, str], ...]], ...]
    grade: str
    grades: tuple[tuple[str, str], ...]
    results: tuple[tuple[str, str], ...]


def activity_view(
    one: Activity,
    parts: PlanParts,
    events: Sequence[ActivityEvent],
    said: Mapping[str, str],
    member: Member,
    today: date,
    sent: str,
    typed: Typed | None,
    faults: tuple[Fault, ...],
) -> ActivityView:
    """The page for one reader on a day."""
    line, given = activity_line(one, parts, today), typed or Typed()
    ksbs = parts.standard.ksb_by_code
    words = {code: given.get(f"feedback.{code}") if sent == "feedback" else said.get(code, "") for code in ksbs}
    method = next((each for each in parts.standard.methods if each.code == one.code), None)
    back = sent == "feedback"
    return ActivityView(
        heading=line.name,
        here=activity_address(parts.apprenticeship.id, one.number),
        back=plan_address(parts.apprenticeship.id),
        line=line,
        events=tuple(_event(each) for each in events),
        forms=_forms(one, today) if may(member, Permission.CHANGE_PLAN) else frozenset(),
        sent=sent,
        typed=given,
        faults=tuple(_placed(fault, sent) for fault in faults),
        today=today.isoformat(),
        planned_on=min(one.planned_on, today).isoformat(),
        evidence=given.get("evidence") if sent == "evidence" else ", ".join(f"E{number}" for number in one.evidence),
        feedback=given.get("feedback") if back else one.feedback,
        by_ksb=tuple((ksbs[code], text) for code, text in said.items() if code in ksbs),
        ksb_groups=tuple(
            (kind.name, tuple((ksb, words[ksb.code]) for ksb in parts.standard.ksbs_of(kind.code)))
            for kind in parts.standard.kinds
        ),
        grade=given.get("grade") if back else one.indicative_grade,
        grades=tuple((grade, grade.capitalize()) for grade in (method.grades if method else ())),
        results=tuple((result.value, text) for result, text in RESULT_WORDS.items()),
    )


def _event(one: ActivityEvent) -> EventLine:
    return EventLine(f"{_EVENT_WORDS[one.what]} {date_words(one.on)}", one.reason, one.by, one.at)


def _placed(fault: Fault, sent: str) -> Fault:
    """A fault at the field of the form it belongs to."""
    return Fault(f"{sent}-{fault.path}" if fault.path in ("on", "reason", "minutes") else fault.path, fault.sentence)


def _forms(one: Activity, today: date) -> frozenset[str]:
    """What can be said of it now."""
    found = {"evidence"}
    if one.state is PlanState.PLANNED:
        found |= {"held", "move"} | ({"missed"} if one.planned_on <= today else set())
    if one.state is PlanState.MISSED:
        found |= {"move", "reopening"}
    if one.state is PlanState.HELD:
        found.add("reopening")
        if one.kind is PlanKind.MOCK_ASSESSMENT:
            found.add("feedback")
        if one.kind is PlanKind.FUNCTIONAL_SKILLS and one.result is None:
            found.add("result")
    return frozenset(found)
