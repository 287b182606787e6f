"""An employer's apprentices: what waits for the employer first, then how each apprentice stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.answers.caseload import Sort, Standing, in_order, standings
from app.answers.home import MOST_STEPS
from app.domain.people import Role
from app.rendering.frame import Link, Step
from app.rendering.words import date_day, date_short, days_away, hours, in_words, plural
from app.web.access import Visitor, installation, reading, signed_in
from app.web.navigation import landing
from app.web.pages.caseload.rows import HoursCell, hours_cell
from app.web.record import record_address
from app.web.responses import frame, page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ApprenticeRow:
    """One apprentice. `rag` is "" and `hours` None for whoever is not learning; `status` then says what they are."""

    name: str
    address: str
    rag: str
    reasons: tuple[str, ...]
    status: str
    accepted: str
    hours: HoursCell | None
    review: str
    gateway: str


@dataclass(frozen=True, slots=True)
class ApprenticesView:
    """An employer's landing. `more_steps` counts those not shown."""

    lede: str
    steps: tuple[Step, ...]
    more_steps: int
    rows: tuple[ApprenticeRow, ...]


@router.get("/apprentices")
def show(request: Request, who: Visitor = signed_in()) -> Response:
    """Every apprenticeship on which this person is the employer. Who is nobody's goes to their own landing."""
    theirs = list(dict.fromkeys(who.apprenticeships_as(Role.EMPLOYER)))
    if not theirs:
        return RedirectResponse(landing(who), status_code=303)
    with reading(request) as session:
        every = in_order(standings(session, installation(request).catalogue, theirs, who.today), Sort.NAME)
    steps = tuple(_steps(every, who.today))
    more = max(0, len(steps) - MOST_STEPS)
    view = ApprenticesView(_lede(every, steps), steps[:MOST_STEPS], more, tuple(_row(one) for one in every))
    around = frame(request, "Your apprentices", current="/apprentices", compact=True)
    return page(request, "apprentices/index.html", around, view=view)


def _lede(every: list[Standing], steps: tuple[Step, ...]) -> str:
    return f"{plural(len(every), 'apprentice')}. {plural(len(steps), 'thing')} {_wait(len(steps))} for you."


def _steps(every: list[Standing], today: date) -> Iterator[Step]:
    """Hours to confirm, all at once, then each review that is near."""
    waiting = {one.apprenticeship.apprentice.name: one.hours.waiting_minutes for one in every if one.hours}
    named = [name for name, minutes in waiting.items() if minutes]
    if named:
        yield (
            f"Confirm or query {hours(sum(waiting.values()))}",
            f"Off-the-job training of {_some(named)}. It counts for nothing until it is confirmed.",
            Link("See the hours", "/due"),
        )
    for one in every:
        upcoming = one.reviews.next if one.reviews else None
        if upcoming is not None and one.review_soon:
            record = one.apprenticeship
            yield (
                f"Get ready for review {upcoming.number} with {record.apprentice.name}",
                f"It is due on {date_day(upcoming.due_on)}, {days_away((upcoming.due_on - today).days)}. "
                "See what has changed since the one before.",
                Link("See the review", record_address(record.id, "reviews")),
            )


def _some(names: list[str]) -> str:
    """A few names, the rest counted: Ada Bello, Ana Costa and 6 others."""
    if len(names) <= 3:
        return in_words(names)
    return f"{', '.join(names[:2])} and {plural(len(names) - 2, 'other')}"


def _row(one: Standing) -> ApprenticeRow:
    record, upcoming = one.apprenticeship, one.reviews.next if one.reviews else None
    return ApprenticeRow(
        name=record.apprentice.name,
        address=record_address(record.id),
        rag=one.rag.colour.value if one.rag.colour else "",
        reasons=one.rag.reasons if one.rag.colour else (),
        status=record.status.value,
        accepted=f"{one.coverage.accepted} of {one.coverage.total} accepted",
        hours=hours_cell(one) if one.hours else None,
        review=date_short(upcoming.due_on) if upcoming else "",
        gateway=date_short(record.planned_end),
    )


def _wait(count: int) -> str:
    return "waits" if count == 1 else "wait"
