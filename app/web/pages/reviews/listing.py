"""One apprentice’s reviews: the next one with both dates, and those that were held, missed, moved or passed by."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.reviews import ReviewPlace, reviews_of, standing_of
from app.db import apprenticeships
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.programmes import SIGNERS
from app.domain.reviews import FactsSince, ReviewState
from app.domain.signatures import ROLE_WORDS, Answer
from app.rendering.words import date_words, days_away, hours_short, in_words, plural
from app.web.access import installation, member_who_may, reading, visitor
from app.web.record import record_address, record_frame
from app.web.responses import page

router = APIRouter(include_in_schema=False)
_NOT_SIGNED = {Answer.REFUSED: "refused to sign", Answer.UNOBTAINABLE: "has not signed: their signature cannot be had"}


@dataclass(frozen=True, slots=True)
class NextReview:
    """The review to hold next, with the programme’s date and the funding rule’s own deadline beside it.

    `on` is the day it is held on; `moved` says why that is another than the programme’s, `rule_moved` that the
    deadline runs from an early or late one.
    """

    number: int
    address: str
    due_on: date
    on: date
    away: str
    moved: str
    rule_on: date | None
    rule_late: str
    rule_why: str
    rule_moved: str
    figures: tuple[tuple[str, str, str], ...]
    since: str


@dataclass(frozen=True, slots=True)
class PastReview:
    """One review that was held or missed, or whose day has passed. `said` are sentences: why it was moved or missed,
    who has not signed."""

    number: int
    address: str
    due_on: date
    held_on: date | None
    state: str
    rag: str
    said: tuple[str, ...]
    figures: str


@dataclass(frozen=True, slots=True)
class ReviewsView:
    """One apprentice’s reviews, the past ones newest first. `late` is one that ought to have been held, or None."""

    lede: str
    every: str
    next: NextReview | None
    late: NextReview | None
    past: tuple[PastReview, ...]


@router.get("/a/{apprenticeship}/reviews")
def show(request: Request, member: Member = member_who_may(Permission.VIEW_REVIEWS)) -> Response:
    """One apprentice’s reviews."""
    today, catalogue = visitor(request).today, installation(request).catalogue
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        places = reviews_of(session, catalogue, one, today)
    standing = standing_of(places, one, today)
    late = standing.overdue
    view = ReviewsView(
        lede=_lede(standing.next, standing.reason, late, today),
        every=every_words(request, one),
        next=_next(one.id, standing.next, today) if standing.next else None,
        late=_next(one.id, late, today) if late else None,
        past=tuple(_past(one.id, place) for place in reversed(places) if place not in (standing.next, late)),
    )
    return page(request, "reviews/index.html", record_frame(request, one, member, "Reviews", "Reviews"), view=view)


def every_words(request: Request, one: Apprenticeship) -> str:
    """How often the programme holds a review, in a sentence."""
    plan = installation(request).catalogue.programme(one.programme)
    return (
        f"The programme holds a review of {plan.review_minutes} minutes every {plan.review_weeks} weeks, counted from "
        f"the start on {date_words(one.start)}."
    )


def moved_words(place: ReviewPlace) -> str:
    """That a review was put on another day and why; "" where it was not."""
    if place.on == place.due_on or place.record is None:
        return ""
    return f"Moved from {date_words(place.due_on)}: {place.record.review.moved_reason}"


def unsigned_words(place: ReviewPlace) -> tuple[str, ...]:
    """Who has not signed a review that was held, a sentence for each way of it; or that it is being put right."""
    if place.is_put_right:
        return ("It is being put right: the new version asks for signatures once the tutor has recorded it.",)
    if place.record is None or place.state not in (ReviewState.AWAITING_SIGNATURES, ReviewState.COMPLETE):
        return ()
    given = dict(place.record.answers)
    waiting = [ROLE_WORDS[role] for role in SIGNERS if role not in given]
    said = [f"Waits for the {in_words(waiting)}."] if waiting else []
    said += [
        f"The {ROLE_WORDS[role]} {_NOT_SIGNED[given[role]]}." for role in SIGNERS if given.get(role) in _NOT_SIGNED
    ]
    return tuple(said)


def _lede(upcoming: ReviewPlace | None, reason: str, late: ReviewPlace | None, today: date) -> str:
    if late is not None:
        return f"Review {late.number} was to be held on {date_words(late.on)}, {days_away((late.on - today).days)}."
    if upcoming is None:
        return reason
    return f"Review {upcoming.number} is on {date_words(upcoming.on)}, {days_away((upcoming.on - today).days)}."


def _next(apprenticeship: UUID, place: ReviewPlace, today: date) -> NextReview:
    deadline, facts = place.rule_deadline, place.facts
    return NextReview(
        number=place.number,
        address=record_address(apprenticeship, f"reviews/{place.number}"),
        due_on=place.due_on,
        on=place.on,
        away=days_away((place.on - today).days),
        moved=place.record.review.moved_reason if place.record and place.on != place.due_on else "",
        rule_on=deadline.due_on if deadline else None,
        rule_late=f"{plural(place.days_over_rule, 'day')} ago" if place.days_over_rule else "",
        rule_why=deadline.reason if deadline else "",
        rule_moved=place.deadline_moved,
        figures=_figures(facts) if facts else (),
        since=f"Since {date_words(facts.since)}, up to {date_words(facts.until)}" if facts else "",
    )


def _past(apprenticeship: UUID, place: ReviewPlace) -> PastReview:
    review = place.record.review if place.record else None
    said = [sentence for sentence in (moved_words(place),) if sentence]
    if review is not None and review.state is ReviewState.MISSED:
        said.append(f"Missed: {review.missed_reason}")
    if review is None:
        said.append("No record of it.")
    return PastReview(
        number=place.number,
        address=record_address(apprenticeship, f"reviews/{place.number}"),
        due_on=place.due_on,
        held_on=place.held_on,
        state=place.state.value,
        rag=review.meeting.rag.value if review and review.meeting else "",
        said=(*said, *unsigned_words(place)),
        figures=_in_short(place.facts) if place.facts else "",
    )


def _figures(facts: FactsSince) -> tuple[tuple[str, str, str], ...]:
    waits = facts.waiting_minutes + facts.queried_minutes
    then, now = facts.ksbs_accepted_then or 0, facts.ksbs_accepted_now or 0
    return (
        ("Evidence added", str(len(facts.evidence_added)), ""),
        ("Accepted", str(len(facts.evidence_accepted)), "pieces with a KSB accepted"),
        ("Returned", str(len(facts.evidence_returned)), "pieces that need more"),
        ("KSBs moved", str(len(facts.ksbs_moved)), f"accepted: {then} then, {now} now"),
        ("Hours confirmed", hours_short(facts.confirmed_minutes), ""),
        ("Hours waiting", hours_short(waits), "or queried"),
    )


def _in_short(facts: FactsSince) -> str:
    added, moved = plural(len(facts.evidence_added), "piece"), plural(len(facts.ksbs_moved), "KSB")
    return f"{added} added, {moved} moved, {hours_short(facts.confirmed_minutes)} confirmed"
