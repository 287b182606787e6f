"""How one apprentice stands, as a visitor reads it: hours, reviews, gateway checks and sampled decisions."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions.visits import open_gateway, open_hours, open_reviews, open_sampling
from app.answers.reviews import ReviewPlace
from app.answers.visits import SampledSeen
from app.domain.gateway import Check
from app.domain.off_the_job.summary import HoursSummary, MonthHours
from app.domain.programmes import SIGNERS
from app.domain.sampling import Judged
from app.domain.signatures import ROLE_WORDS, Answer
from app.domain.visits import Sight
from app.rendering.words import hours, in_words, sentence_case
from app.web.access import Visitor, acting, on_a_visit
from app.web.addresses import id_in
from app.web.pages.visits.around import OF_ONE, visit_frame
from app.web.responses import page
from app.web.sampling_words import REASONS, SAID, STATES, VERDICTS

routes = APIRouter()


@dataclass(frozen=True, slots=True)
class HoursView:
    """The figures, each with words, and what counts in each month."""

    facts: tuple[tuple[str, str], ...]
    months: tuple[MonthHours, ...]


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review: its days, its state, and who signed."""

    number: int
    due_on: date
    held_on: date | None
    state: str
    signed: str


@dataclass(frozen=True, slots=True)
class ReviewsView:
    """The reviews, newest first."""

    rows: tuple[ReviewRow, ...]


@dataclass(frozen=True, slots=True)
class ChecksView:
    """Every gateway check."""

    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class SampledLine:
    """One sampled decision. `feedback` and the words that were said are "" where their piece is not to be read."""

    name: str
    verdict: str
    tutor: str
    why: str
    state: str
    feedback: str
    said: tuple[tuple[str, Judged], ...]
    kept: bool


@dataclass(frozen=True, slots=True)
class SamplingView:
    """The sampled decisions, newest draw first."""

    lines: tuple[SampledLine, ...]


@routes.get(OF_ONE + "/hours")
def show_hours(request: Request, visit: str, apprenticeship: str, _: Visitor = on_a_visit()) -> Response:
    """The hours, added up."""
    with acting(request) as who:
        seen, found = open_hours(who, id_in(visit), id_in(apprenticeship))
    return page(request, "visiting/hours.html", visit_frame(request, seen, Sight.HOURS), view=_hours(found))


@routes.get(OF_ONE + "/reviews")
def show_reviews(request: Request, visit: str, apprenticeship: str, _: Visitor = on_a_visit()) -> Response:
    """The reviews, newest first."""
    with acting(request) as who:
        seen, found = open_reviews(who, id_in(visit), id_in(apprenticeship))
    view = ReviewsView(tuple(_review(one) for one in reversed(found)))
    return page(request, "visiting/reviews.html", visit_frame(request, seen, Sight.REVIEWS), view=view)


@routes.get(OF_ONE + "/gateway")
def show_gateway(request: Request, visit: str, apprenticeship: str, _: Visitor = on_a_visit()) -> Response:
    """The gateway checks. Only what everybody on the record may read of each."""
    with acting(request) as who:
        seen, found = open_gateway(who, id_in(visit), id_in(apprenticeship))
    view = ChecksView(found.checks)
    return page(request, "visiting/gateway.html", visit_frame(request, seen, Sight.GATEWAY), view=view)


@routes.get(OF_ONE + "/sampling")
def show_sampling(request: Request, visit: str, apprenticeship: str, _: Visitor = on_a_visit()) -> Response:
    """The sampled decisions, newest draw first."""
    with acting(request) as who:
        seen, found = open_sampling(who, id_in(visit), id_in(apprenticeship))
    view = SamplingView(tuple(map(_sampled, found)))
    return page(request, "visiting/sampling.html", visit_frame(request, seen, Sight.SAMPLING), view=view)


def _hours(found: HoursSummary) -> HoursView:
    named = (
        ("Confirmed", found.confirmed_minutes),
        ("Waiting to be confirmed", found.waiting_minutes),
        ("Queried", found.queried_minutes),
        ("Planned in the training plan", found.planned_minutes),
        ("Expected by today", found.expected_minutes),
        ("Minimum by the funding rule", found.minimum_minutes),
    )
    return HoursView(
        tuple((words, "Not confirmed" if minutes is None else hours(minutes)) for words, minutes in named),
        found.by_month,
    )


def _review(place: ReviewPlace) -> ReviewRow:
    return ReviewRow(place.number, place.due_on, place.held_on, place.state.value, _signed(place))


def _signed(place: ReviewPlace) -> str:
    """Who signed the newest version; no words of anybody who did not."""
    answers = dict(place.record.answers) if place.record else {}
    signed = [ROLE_WORDS[role] for role in SIGNERS if answers.get(role) is Answer.SIGNED]
    return sentence_case(in_words(signed)) if signed else "Nobody"


def _sampled(one: SampledSeen) -> SampledLine:
    row = one.row
    return SampledLine(
        f"{row.ksb} on E{row.number}, draw {row.draw}",
        VERDICTS[row.verdict],
        row.tutor_name,
        sentence_case(in_words([REASONS[reason] for reason in row.reasons])),
        STATES[row.state],
        row.feedback,
        tuple((SAID[each.what.value], each) for each in one.said),
        not one.readable,
    )
