"""Where somebody lands: the front page sends each role to its own; an apprentice's says what to do next, and why."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.answers.asked_of import NextStep
from app.answers.finished import finished_of
from app.answers.home import MOST_STEPS, Home, home_of
from app.answers.reviews import ReviewsStanding
from app.catalogue import Catalogue
from app.db import apprenticeships
from app.db.home import OwnTarget, sessions_piece_and_waits
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import ENDED, ApprenticeshipStatus, Role
from app.domain.refusals import NotFound
from app.rendering.frame import Link, Step
from app.rendering.states import STATUSES
from app.rendering.words import date_day, date_words, days_away, in_words, plural
from app.web.access import Visitor, anyone, find_visitor, installation, reading, signed_in
from app.web.hours_words import HoursShown, hours_shown
from app.web.ksbs import KsbFamily, families, split_words
from app.web.navigation import landing
from app.web.pages.finished import finished_view
from app.web.plan_words import BriefShown, brief_shown
from app.web.record import record_address
from app.web.responses import frame, page
from app.web.sent_shown import SentShown, sent_shown, waits_words
from app.web.sessions_shown import SessionsShown, sessions_shown
from app.web.targets_shown import target_address
from app.web.waits_words import own_wait_link, own_waits_words

router = APIRouter(include_in_schema=False)
_ASKED_FIRST = ("signing/", "portfolio/adjustments")


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One gateway check in a line: its state's code and its title."""

    state: str
    title: str


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """The next review in words. `day` is "" where there is none, and `words` says why."""

    day: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class OwnTargetRow:
    """One open target of the apprentice. `by` says when it is due, or how late it is."""

    what: str
    address: str
    by: str
    state: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """An apprentice's landing. `welcome` while the record is still empty; `more_steps` come after those shown first,
    `waits` says how much waits for them and how long, and `waiting` what it is."""

    heading: str
    lede: str
    welcome: bool
    waits: str
    waiting: tuple[Link, ...]
    steps: tuple[Step, ...]
    more_steps: tuple[Step, ...]
    add_address: str
    evidence_address: str
    coverage_address: str
    families: tuple[KsbFamily, ...]
    ksbs: int
    split: str
    checks: tuple[CheckLine, ...]
    checks_met: int
    gateway_address: str
    review: ReviewShown
    hours: HoursShown
    plan: BriefShown
    sessions: SessionsShown
    sent: SentShown
    targets: tuple[OwnTargetRow, ...]
    targets_address: str
    others: tuple[Link, ...]


@router.get("/")
def front(request: Request, _: None = anyone()) -> Response:
    """On to where this person's work is, or to sign in."""
    who = find_visitor(request)
    return RedirectResponse(landing(who) if who else "/sign-in", status_code=303)


@router.get("/home")
def home(request: Request, who: Visitor = signed_in()) -> Response:
    """An apprentice's own landing; anybody else goes to theirs."""
    hers = who.apprenticeships_as(Role.APPRENTICE)
    if not hers:
        return RedirectResponse(landing(who), status_code=303)
    catalogue = installation(request).catalogue
    with reading(request) as session:
        held = apprenticeships.load_many(session, who.today, hers, whole=True)
        if not held:
            raise NotFound
        one = newest_active(held)
        others = [other for other in held if other is not one]
        done = finished_of(session, catalogue, one)
        if done is not None:
            _, _, chased = sessions_piece_and_waits(session, one.id, who.today)
            waiting = chased.waiting if one.status not in ENDED else []
            links = tuple(_other(other) for other in others)
            through = finished_view(one, done, waiting, who.person.first_name, links)
            return page(request, "home/finished.html", frame(request, through.heading, current="/home"), view=through)
        found = home_of(session, catalogue, one, who.today)
    view = _view(found, catalogue, who, others)
    return page(request, "home/show.html", frame(request, view.heading, current="/home"), view=view)


def newest_active(held: list[Apprenticeship]) -> Apprenticeship:
    """Of several apprenticeships the one to show first: active before others, ended ones last, then the newest."""

    def rank(one: Apprenticeship) -> tuple[bool, bool, date]:
        return one.status is ApprenticeshipStatus.ACTIVE, one.status not in ENDED, one.start

    return max(held, key=rank)


def _view(found: Home, catalogue: Catalogue, who: Visitor, others: list[Apprenticeship]) -> HomeView:
    one = found.apprenticeship
    welcome = found.nothing_yet and one.status not in ENDED
    steps = _first_steps(found, catalogue) if welcome else found.steps
    shown = tuple((step.heading, step.why, _link(one, step)) for step in steps)
    checks = tuple(CheckLine(check.state.value, check.title) for check in found.readiness.checks)
    return HomeView(
        heading=f"{'Welcome' if welcome else 'Hello'}, {who.person.first_name}",
        lede=_welcome(one, who.today) if welcome else _lede(found, who.today),
        welcome=welcome,
        waits=own_waits_words(found.waits, who.today),
        waiting=tuple(Link(words, record_address(one.id, at)) for words, at in map(own_wait_link, found.waits)),
        steps=shown[:MOST_STEPS],
        more_steps=shown[MOST_STEPS:],
        add_address=record_address(one.id, "evidence/new"),
        evidence_address=record_address(one.id, "evidence"),
        coverage_address=record_address(one.id, "coverage"),
        families=families(found.standard, found.coverage, one.id),
        ksbs=found.coverage.total,
        split=split_words(found.standard),
        checks=checks,
        checks_met=sum(check.state == "met" for check in checks),
        gateway_address=record_address(one.id, "gateway"),
        review=review_shown(
            found.reviews, one, catalogue.programme(one.programme).review_minutes, who.today, to_self=True
        ),
        hours=hours_shown(found.hours, one, who.today, to_self=True),
        plan=brief_shown(found.readiness.plan, one),
        sessions=sessions_shown(found.sessions, one, catalogue.programme(one.programme), own=True, back="home"),
        sent=sent_shown(found.sent, one, found.standard),
        targets=tuple(_target(one, each, who.today) for each in found.targets),
        targets_address=record_address(one.id, "targets"),
        others=tuple(_other(other) for other in others),
    )


def _target(one: Apprenticeship, each: OwnTarget, today: date) -> OwnTargetRow:
    late = (today - each.due_on).days
    by = f"{plural(late, 'day')} late" if late > 0 else f"By {date_day(each.due_on)}"
    state = "said_done" if each.said_done else "overdue" if late > 0 else "open"
    return OwnTargetRow(each.what, target_address(one.id, each.number), by, state)


def _link(one: Apprenticeship, step: NextStep) -> Link:
    return Link(step.button, record_address(one.id, step.page))


def _other(one: Apprenticeship) -> Link:
    words = (
        f"{one.standard} version {one.version}, {one.terms.employer.name}, {STATUSES[one.status.value].word.lower()}"
    )
    return Link(words, record_address(one.id))


def _welcome(one: Apprenticeship, today: date) -> str:
    begins = f"You {'start' if one.start > today else 'started'} on {date_words(one.start)}."
    return f"{begins} This is where your portfolio will grow until your planned gateway, {date_words(one.planned_end)}."


def _first_steps(found: Home, catalogue: Catalogue) -> tuple[NextStep, ...]:
    """What to do in an empty record; what waits for a signature or consent comes first there too."""
    one = found.apprenticeship
    kinds = in_words(kind.name.lower() for kind in found.standard.kinds)
    return (
        *(step for step in found.steps if step.page.startswith(_ASKED_FIRST)),
        NextStep(
            "Check your details and your plan",
            f"Who your tutor and your employer’s contact are, and your planned gateway, {date_words(one.planned_end)}.",
            "Check my plan",
            "",
        ),
        NextStep(
            "Do your skills scan",
            f"Say what you can do already, for all {found.coverage.total} KSBs. It says where your learning begins. "
            "About 20 minutes, and you can stop part way.",
            "Start the scan",
            "skills-scan",
        ),
        NextStep(
            "Add your first piece of evidence",
            "Something you did at work this week is enough to begin with. You can save a draft and send it later.",
            "Add evidence",
            "evidence/new",
        ),
        NextStep(
            f"Read through the {found.coverage.total} KSBs",
            f"The {kinds} that you will show by the end, in the standard’s own words, and the duties they belong to.",
            "See the KSBs",
            "coverage",
        ),
    )


def _lede(found: Home, today: date) -> str:
    one, covered = found.apprenticeship, found.coverage
    verb = "is" if covered.accepted == 1 else "are"
    accepted = f"{covered.accepted} of {plural(covered.total, 'KSB')} {verb} accepted."
    return f"{gateway_words(one, today)} {accepted}{waits_words(found.sent, one)}"


def gateway_words(one: Apprenticeship, today: date) -> str:
    """How far off the planned gateway is, or why that is no question: for the apprentice and others alike."""
    day = date_words(one.planned_end)
    if one.status in ENDED:
        return f"This apprenticeship is {STATUSES[one.status.value].word.lower()}."
    if one.status is ApprenticeshipStatus.ON_A_BREAK:
        return f"On a break in learning. Planned gateway {day}."
    if one.start > today:
        return f"Starts on {date_words(one.start)}. Planned gateway {day}."
    left = (one.planned_end - today).days
    if left < 0:
        return f"The planned gateway, {day}, was {days_away(left)}."
    return f"{plural(left, 'day')} to the planned gateway, {day}." if left else f"The planned gateway is today, {day}."


def review_shown(
    standing: ReviewsStanding, one: Apprenticeship, minutes: int, today: date, *, to_self: bool
) -> ReviewShown:
    """The next review: when, which, with whom and how long."""
    address = record_address(one.id, "reviews")
    at_hand = standing.at_hand
    if at_hand is None:
        return ReviewShown("", standing.reason, address)
    due = at_hand.on
    invited = (None if to_self else one.apprentice, one.tutor, one.employer_contact)
    others = in_words(person.name for person in invited if person)
    which = f"Review {at_hand.number}, {days_away((due - today).days)}"
    words = (
        f"{which}, with {others}. {plural(minutes, 'minute')}." if others else f"{which}. {plural(minutes, 'minute')}."
    )
    return ReviewShown(date_day(due), words, address)
