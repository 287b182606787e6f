"""Milestone reviews: the next one, those whose day has passed, and what happened since the last."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.reviews import ReviewPlace, ReviewsStanding, next_reviews_of_many, reviews_of, standing_of
from app.db import apprenticeships
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import ENDED, Member, Role
from app.domain.permissions import Permission
from app.domain.refusals import NotFound, NotPermitted
from app.domain.reviews import FactsSince
from app.rendering.words import date_words, days_away, hours_short, plural
from app.web.access import Visitor, installation, member_who_may, reading, signed_in, visitor
from app.web.addresses import NUMBER
from app.web.record import PieceLink, piece_link, record_address, record_frame
from app.web.responses import frame, page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class ReviewRow:
    """One review of the grid. `late` is in words, "" where its day has not passed; `rule` the deadline in words."""

    number: int
    address: str
    due_on: date
    away: str
    late: str
    rule_on: date | None
    rule_why: str
    rule_late: str
    facts: tuple[tuple[str, str, str], ...]
    since_words: str


@dataclass(frozen=True)
class ReviewsView:
    """One apprentice's reviews: the next, and those that have passed, newest first."""

    lede: str
    next: ReviewRow | None
    none_why: str
    passed: tuple[ReviewRow, ...]
    every: str


@dataclass(frozen=True)
class ReviewView:
    """One review with every fact of its time."""

    row: ReviewRow
    all_address: str
    every: str
    added: tuple[PieceLink, ...]
    accepted: tuple[PieceLink, ...]
    returned: tuple[PieceLink, ...]
    moved: tuple[tuple[str, str], ...]
    begun: bool


@dataclass(frozen=True)
class Upcoming:
    """One apprentice's next review, for the list over all of them."""

    name: str
    employer: str
    address: str
    number: int
    due_on: date | None
    away: str
    rule_on: date | None
    passed: int
    why_none: str


@dataclass(frozen=True)
class AllReviewsView:
    """The next review of every apprentice, soonest first."""

    lede: str
    rows: tuple[Upcoming, ...]


@router.get("/reviews")
def show_all(request: Request, who: Visitor = signed_in()) -> Response:
    """The next review of everybody a tutor or an employer goes with."""
    mine = {m.apprenticeship for m in who.memberships if m.role in (Role.TUTOR, Role.EMPLOYER)}
    if not mine:
        raise NotPermitted("Only tutors and employers have reviews to prepare for several apprentices.")
    catalogue = installation(request).catalogue
    with reading(request) as session:
        found = [one for one in apprenticeships.load_many(session, who.today, mine) if one.status not in ENDED]
        standing = next_reviews_of_many(session, catalogue, found, who.today)
    rows = sorted((_upcoming(one, standing[one.id], who.today) for one in found), key=_soonest)
    lede = f"{plural(len(rows), 'apprentice')}, the soonest review first." if rows else "Nobody is on programme."
    shown = frame(request, "Reviews", current="/reviews", compact=True)
    return page(request, "reviews/all.html", shown, view=AllReviewsView(lede, tuple(rows)))


@router.get("/a/{apprenticeship}/reviews")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_REVIEWS)) -> Response:
    """One apprentice's reviews."""
    one, places = _places(request, member)
    today = visitor(request).today
    standing = standing_of(places, one, today)
    view = ReviewsView(
        lede=_lede(standing, today),
        next=_row(one.id, standing.next, today) if standing.next else None,
        none_why=standing.reason,
        passed=tuple(_row(one.id, place, today) for place in standing.passed),
        every=_every(request, one),
    )
    shown = record_frame(request, one, member, "Reviews", "Reviews")
    return page(request, "reviews/index.html", shown, view=view)


@router.get("/a/{apprenticeship}/reviews/" + NUMBER)
def show_one(request: Request, number: int, member: Member = member_who_may(Permission.VIEW_REVIEWS)) -> Response:
    """One review with its facts."""
    one, places = _places(request, member)
    place = next((place for place in places if place.number == number), None)
    if place is None:
        raise NotFound
    shown = record_frame(request, one, member, "Reviews", f"Review {number}")
    return page(request, "reviews/show.html", shown, view=_view(request, one, place))


def _places(request: Request, member: Member) -> tuple[Apprenticeship, tuple[ReviewPlace, ...]]:
    today = visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        return one, reviews_of(session, installation(request).catalogue, one, today)


def _every(request: Request, one: Apprenticeship) -> str:
    plan = installation(request).catalogue.programme(one.programme)
    return (
        f"The programme holds a review of {plan.review_minutes} minutes every {plan.review_weeks} weeks, counted from "
        f"the start on {date_words(one.start)}."
    )


def _lede(standing: ReviewsStanding, today: date) -> str:
    if standing.next is None:
        return standing.reason
    one = standing.next
    return f"Review {one.number} is on {date_words(one.due_on)}, {days_away((one.due_on - today).days)}."


def _view(request: Request, one: Apprenticeship, place: ReviewPlace) -> ReviewView:
    facts = place.facts or FactsSince(place.since, place.since)
    standard = installation(request).catalogue.standard(one.standard, one.version)
    return ReviewView(
        row=_row(one.id, place, visitor(request).today),
        all_address=record_address(one.id, "reviews"),
        every=_every(request, one),
        added=_pieces(one.id, facts.evidence_added),
        accepted=_pieces(one.id, facts.evidence_accepted),
        returned=_pieces(one.id, facts.evidence_returned),
        moved=tuple((code, standard.ksb_by_code[code].short) for code in facts.ksbs_moved),
        begun=place.facts is not None,
    )


def _pieces(apprenticeship: UUID, numbers: tuple[int, ...]) -> tuple[PieceLink, ...]:
    return tuple(piece_link(apprenticeship, number) for number in numbers)


def _row(apprenticeship: UUID, place: ReviewPlace, today: date) -> ReviewRow:
    deadline, facts = place.rule_deadline, place.facts
    return ReviewRow(
        number=place.number,
        address=record_address(apprenticeship, f"reviews/{place.number}"),
        due_on=place.due_on,
        away=days_away((place.due_on - today).days),
        late=f"{plural(place.days_overdue, 'day')} ago" if place.days_overdue else "",
        rule_on=deadline.due_on if deadline else None,
        rule_why=deadline.reason if deadline else "",
        rule_late=f"{plural(place.days_over_rule, 'day')} ago" if place.days_over_rule else "",
        facts=_facts(facts) if facts else (),
        since_words=_since(place) if facts else "",
    )


def _since(place: ReviewPlace) -> str:
    before = "the start" if place.number == 1 else f"review {place.number - 1}"
    until = place.facts.until if place.facts else place.due_on
    return f"Since {before}, up to {date_words(until)}"


def _facts(facts: FactsSince) -> tuple[tuple[str, str, str], ...]:
    then, now = facts.ksbs_accepted_then, facts.ksbs_accepted_now
    waits = facts.waiting_minutes + facts.queried_minutes
    return (
        ("Evidence added", str(len(facts.evidence_added)), ""),
        ("Accepted", str(len(facts.evidence_accepted)), "pieces with a KSB accepted"),
        ("Returned", str(len(facts.evidence_returned)), "pieces that need more"),
        ("KSBs moved", str(len(facts.ksbs_moved)), f"accepted: {then} then, {now} now"),
        ("Hours confirmed", hours_short(facts.confirmed_minutes), ""),
        ("Hours waiting", hours_short(waits), "or queried"),
    )


def _upcoming(one: Apprenticeship, standing: ReviewsStanding, today: date) -> Upcoming:
    place = standing.next
    deadline = place.rule_deadline if place else None
    return Upcoming(
        name=one.apprentice.name,
        employer=one.terms.employer.name,
        address=record_address(one.id, f"reviews/{place.number}" if place else "reviews"),
        number=place.number if place else 0,
        due_on=place.due_on if place else None,
        away=days_away((place.due_on - today).days) if place else "",
        rule_on=deadline.due_on if deadline else None,
        passed=len(standing.passed),
        why_none=standing.reason,
    )


def _soonest(one: Upcoming) -> tuple[date, str]:
    return one.due_on or date.max, one.name
