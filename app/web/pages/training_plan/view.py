"""The plan as its page shows it."""

from dataclasses import dataclass, field
from datetime import date

from app.answers.sessions import SessionsOnRecord
from app.answers.training_plan import TrainingPlan
from app.domain.people import Member, Role
from app.domain.permissions import Permission, may
from app.domain.refusals import Fault
from app.domain.reviews import review_dates
from app.domain.training_plan.stating import Checklist, checklists, ticks_as
from app.domain.training_plan.values import FactKey, PlanKind
from app.rendering.frame import Link
from app.rendering.words import date_words, hours, plural
from app.web.forms import Typed
from app.web.pages.training_plan.sections import Section, new_address, sections
from app.web.pages.training_plan.standing import Standing, standing
from app.web.pages.training_plan.subjects_shown import SubjectShown, subjects_shown
from app.web.plan_words import ActivityLine, activity_line, behind_words, plan_address
from app.web.scan_in_brief import ScanInBrief
from app.web.sessions_shown import session_address

_INTROS = {
    PlanKind.INITIAL_ASSESSMENT: "It comes before the training and never counts as off-the-job training.",
    PlanKind.INDUCTION: "Each topic is ticked with its day by tutor and apprentice both.",
}


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic of a checklist, with the day of each tick in words, "" while there is none.

    `mine` says whether the reader has ticked it; `chosen` whether it is ticked on the form as it was sent.
    """

    topic: str
    ticks: tuple[str, ...]
    mine: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class ChecklistShown:
    """One checklist. `columns` are who ticks; `may_tick` whether the reader is one of them."""

    id: str
    heading: str
    intro: str
    done: str
    columns: tuple[str, ...]
    topics: tuple[TopicLine, ...]
    lines: tuple[ActivityLine, ...]
    add: Link | None
    may_tick: bool
    on: str

    @property
    def all_done(self) -> bool:
        """Whether everybody ticked everything."""
        return all(all(one.ticks) for one in self.topics)

    @property
    def open(self) -> bool:
        """Whether the reader has something left to tick."""
        return self.may_tick and any(not one.mine for one in self.topics)


@dataclass(frozen=True, slots=True)
class PlanView:
    """The whole page. `faults` have the paths `on` and `topic`, each with the checklist's id behind a dash.

    `scan` is what there is to start from, None while the apprentice has rated nothing that may be seen.
    """

    here: str
    standing: Standing
    behind: tuple[tuple[str, str, str], ...]
    checklists: tuple[ChecklistShown, ...]
    sections: tuple[Section, ...]
    subjects: tuple[SubjectShown, ...]
    subjects_address: str
    sessions: tuple[tuple[str, str, str], ...]
    reviews: tuple[str, ...]
    reviews_words: str
    reviews_address: str
    may_change: bool
    faults: tuple[Fault, ...]
    scan: ScanInBrief | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that came back: which checklist it was of, what was typed, and what is wrong with it."""

    checklist: str = ""
    typed: Typed = field(default_factory=Typed)
    faults: tuple[Fault, ...] = ()


def plan_view(plan: TrainingPlan, sessions: SessionsOnRecord, member: Member, today: date, sent: Sent) -> PlanView:
    """The page for one reader on a day."""
    parts = plan.parts
    one, programme = parts.apprenticeship, parts.programme
    changes = may(member, Permission.CHANGE_PLAN)
    due = review_dates(one.start, programme.review_weeks, one.planned_end, one.breaks)
    every = f"Every {plural(programme.review_weeks, 'week')}, {plural(programme.review_minutes, 'minute')} each."
    return PlanView(
        here=plan_address(one.id),
        standing=standing(plan, may_change=changes, signs=member.roles),
        behind=behind_words(plan),
        checklists=tuple(_checklist(plan, each, member, today, sent) for each in checklists(programme)),
        sections=sections(plan, today, may_change=changes),
        subjects=subjects_shown(plan.facts, restricted=may(member, Permission.SEE_RESTRICTED_REASONS)),
        subjects_address=plan_address(one.id, "english-and-maths") if changes else "",
        sessions=tuple(
            (each.title, f"{date_words(each.on)}, {hours(each.minutes)}", session_address(one.id, each.id))
            for each in sessions.to_come
        ),
        reviews=tuple(f"Review {each.number}: {date_words(each.due_on)}" for each in due),
        reviews_words=every,
        reviews_address=plan_address(one.id).removesuffix("plan") + "reviews",
        may_change=changes,
        faults=tuple(
            Fault(f"{fault.path}-{sent.checklist}" if fault.path else "", fault.sentence) for fault in sent.faults
        ),
    )


def _checklist(plan: TrainingPlan, given: Checklist, member: Member, today: date, sent: Sent) -> ChecklistShown:
    parts, id_ = plan.parts, given.kind.value
    mine = ticks_as(member)
    ticks = may(member, Permission.TICK_PLAN) and mine in given.ticked_by
    came_back = sent.checklist == id_
    lines = [activity_line(one, parts, today) for one in plan.activities if one.kind is given.kind]
    return ChecklistShown(
        id=id_,
        heading="Initial assessment" if given.kind is PlanKind.INITIAL_ASSESSMENT else "Induction",
        intro=_intro(plan, given),
        done=f"{given.done(plan.facts)} of {len(given.topics)} done",
        columns=tuple(role.value.capitalize() for role in given.ticked_by),
        topics=tuple(
            TopicLine(
                topic,
                tuple(_tick_words(plan, topic, role) for role in given.ticked_by),
                plan.facts.ticked(topic, mine) is not None,
                came_back and topic in sent.typed.all("topic"),
            )
            for topic in given.topics
        ),
        lines=tuple(lines),
        add=_add(plan, given.kind, len(lines)) if may(member, Permission.CHANGE_PLAN) else None,
        may_tick=ticks,
        on=sent.typed.get("on") if came_back else today.isoformat(),
    )


def _intro(plan: TrainingPlan, given: Checklist) -> str:
    programme = plan.parts.programme
    if given.kind is PlanKind.INITIAL_ASSESSMENT:
        return f"{programme.initial_assessment.delivery.duration}. {_INTROS[given.kind]}"
    shape = plan.facts.value(FactKey.INDUCTION_SHAPE)
    chosen = f"Its shape is {shape}." if shape else "Its shape is not chosen yet."
    return f"{chosen} {_INTROS[given.kind]}"


def _tick_words(plan: TrainingPlan, topic: str, role: Role) -> str:
    found = plan.facts.ticked(topic, role)
    return f"{date_words(found.on)}, {found.by}" if found and found.on else ""


def _add(plan: TrainingPlan, kind: PlanKind, planned: int) -> Link | None:
    id_ = plan.parts.apprenticeship.id
    if kind is PlanKind.INITIAL_ASSESSMENT:
        return None if planned else Link("Plan the initial assessment", new_address(id_, kind))
    shape = next(
        (one for one in plan.parts.programme.induction.shapes if one.name == plan.facts.value(FactKey.INDUCTION_SHAPE)),
        None,
    )
    if shape is None:
        return Link("Choose the shape of induction", plan_address(id_, "details"))
    if planned >= shape.sessions:
        return None
    return Link(f"Plan part {planned + 1} of {shape.sessions}", new_address(id_, kind))
