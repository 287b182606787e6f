"""The overview of one apprenticeship: the first page of a record, at one address for everybody who may see it."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.home import REVIEW_IS_NEAR_DAYS
from app.answers.overview import OnIt, Overview, overview_of
from app.answers.reviews import due_sentence
from app.db import apprenticeships
from app.domain.people import Member, Role
from app.domain.permissions import Permission, may
from app.rendering.frame import Link, Step
from app.rendering.states import STATUSES
from app.rendering.words import date_words, hours, plural, possessive
from app.web.access import installation, member_who_may, reading, visitor
from app.web.finished_words import finished_words
from app.web.hours_words import HoursShown, hours_shown
from app.web.ksbs import KsbFamily, families, split_words, standing, whose_decision
from app.web.pages.home import ReviewShown, gateway_words, review_shown
from app.web.plan_words import BriefShown, brief_shown, plan_address
from app.web.record import record_address, record_frame
from app.web.responses import page

router = APIRouter(include_in_schema=False)

_ROLES = {
    Role.APPRENTICE: "Apprentice",
    Role.TUTOR: "Tutor",
    Role.EMPLOYER: "Employer’s contact",
    Role.ASSESSOR: "Independent assessor",
}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody on the apprenticeship. `until` is "" while it is open; `note` says cover or that it has ended."""

    name: str
    role: str
    since: date
    until: str
    note: str


@dataclass(frozen=True, slots=True)
class OverviewView:
    """One apprenticeship at a glance. `steps` are this reader's own; `home` is there for the apprentice alone."""

    lede: str
    home: Link | None
    steps: tuple[Step, ...]
    coverage_words: str
    coverage_address: str
    families: tuple[KsbFamily, ...]
    split: str
    checks_met: int
    checks: int
    checks_open: int
    gateway_address: str
    review: ReviewShown
    hours: HoursShown
    plan: BriefShown
    details: tuple[tuple[str, str], ...]
    people: tuple[PersonRow, ...]


@router.get("/a/{apprenticeship}/")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_APPRENTICESHIP)) -> Response:
    """Where the apprenticeship stands, and who is on it."""
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        found = overview_of(session, catalogue, one, today)
    minutes = catalogue.programme(one.programme).review_minutes
    around = record_frame(request, one, member, "Overview", "Overview")
    return page(request, "overview/show.html", around, view=_view(found, member, minutes, today))


def _view(found: Overview, member: Member, review_minutes: int, today: date) -> OverviewView:
    one = found.apprenticeship
    own, done = Role.APPRENTICE in member.roles, found.finished
    checks = found.readiness.checks
    return OverviewView(
        lede=finished_words(done, "" if own else one.apprentice.name.split()[0]) if done else gateway_words(one, today),
        home=Link("What to do next is on your home page", "/home") if own else None,
        steps=() if own or done else tuple(_steps(found, member, today)),
        coverage_words=standing(found.coverage, whose_decision(one, member)),
        coverage_address=record_address(one.id, "coverage"),
        families=families(found.standard, found.coverage, one.id),
        split=split_words(found.standard),
        checks_met=sum(check.state.value == "met" for check in checks),
        checks=len(checks),
        checks_open=found.readiness.open,
        gateway_address=record_address(one.id, "gateway"),
        review=review_shown(found.reviews, one, review_minutes, today, to_self=own),
        hours=hours_shown(found.hours, one, today, to_self=own, is_over=done is not None),
        plan=BriefShown(plan_address(one.id), (), (), "", "") if done else brief_shown(found.readiness.plan, one),
        details=_details(found),
        people=tuple(_person(one, today) for one in found.people),
    )


def _steps(found: Overview, member: Member, today: date) -> list[Step]:
    """What waits for this reader on this record."""
    one = found.apprenticeship
    whose = possessive(one.apprentice.name.split()[0])
    steps: list[Step] = []
    awaiting = sum(ksb.awaiting for ksb in found.coverage.ksbs)
    if awaiting and may(member, Permission.DECIDE_TAG):
        why = f"On {whose} evidence, {plural(awaiting, 'KSB tag')} {_wait(awaiting)} for your decision."
        link = Link("See the evidence", record_address(one.id, "evidence?state=submitted"))
        steps.append((f"Decide {plural(awaiting, 'KSB tag')}", why, link))
    if found.hours.waiting_minutes and may(member, Permission.CONFIRM_TIME):
        why = "Off-the-job training that is logged and waits to be confirmed. Until then it counts for nothing."
        link = Link("See the hours", record_address(one.id, "off-the-job?state=waiting"))
        steps.append((f"Confirm or query {hours(found.hours.waiting_minutes)}", why, link))
    at_hand = found.reviews.at_hand
    near = at_hand is not None and (at_hand.on - today).days <= REVIEW_IS_NEAR_DAYS
    if at_hand is not None and near and member.roles:
        why = f"{due_sentence(at_hand, today)} See what has changed since the one before."
        link = Link("See the review", record_address(one.id, f"reviews/{at_hand.number}"))
        steps.append((f"Get ready for review {at_hand.number}", why, link))
    return steps


def _details(found: Overview) -> tuple[tuple[str, str], ...]:
    one, standard = found.apprenticeship, found.standard
    planned = found.hours.planned_minutes
    source = "the training plan" if one.terms.planned_minutes is not None else "the standard’s example days"
    return (
        ("Standard", f"{standard.title}, level {standard.level} ({standard.reference} version {standard.version})"),
        ("Employer", one.terms.employer.name),
        ("State", STATUSES[one.status.value].word),
        ("Start", date_words(one.start)),
        ("Planned gateway", date_words(one.planned_end)),
        ("Paid hours a week", hours(one.weekly_minutes)),
        ("Off-the-job hours planned", f"{hours(planned)}, from {source}" if planned else "Not planned yet"),
        ("Funding rule", found.hours.rule.name),
    )


def _person(one: OnIt, today: date) -> PersonRow:
    over = one.ended_on is not None and one.ended_on <= today
    note = "ended" if over else "" if one.leading or one.role is Role.ASSESSOR else "cover"
    until = date_words(one.ended_on) if one.ended_on else ""
    return PersonRow(one.name, _ROLES[one.role], one.since, until, note)


def _wait(count: int) -> str:
    return "waits" if count == 1 else "wait"
