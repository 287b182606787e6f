"""An employer's apprentices: what waits for the employer first, then how each apprentice stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from app.answers.caseload import Sort, Standing, in_order, standings
from app.answers.home import MOST_STEPS
from app.answers.missing import needs_in_brief
from app.answers.reviews import due_sentence
from app.domain.chasing import Wait
from app.domain.people import Role
from app.exchange.csv_table import csv_table
from app.rendering.frame import Link, Step
from app.rendering.words import hours, in_words, plural
from app.web.access import Visitor, installation, reading, signed_in
from app.web.navigation import landing
from app.web.pages.apprentices.rows import HEADER, ApprenticeRow, Search, csv_row, row_of
from app.web.record import record_address
from app.web.responses import frame, page
from app.web.waits_words import own_waits_words

router = APIRouter(include_in_schema=False)


class NeedRow(NamedTuple):
    """What one apprentice needs from the employer, in a line."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class ApprenticesView:
    """An employer's landing. `waits` says how much others wait for and how long, "" for nothing.

    `more_steps` counts those not shown; `count` says how many the search leaves, "" where nothing was searched for.
    `employers` are the choices where there is more than one.
    """

    lede: str
    waits: str
    steps: tuple[Step, ...]
    more_steps: int
    q: str
    employer: str
    employers: tuple[tuple[str, str], ...]
    needs_me: bool
    count: str
    csv_address: str
    rows: tuple[ApprenticeRow, ...]
    needs: tuple[NeedRow, ...]


async def search(
    q: Annotated[str, Query(max_length=200)] = "",
    employer: UUID | Literal[""] = "",
    needs: Literal["", "me"] = "",
) -> Search:
    """A dependency: what is asked for, as the address has it; empty fields of the form are no filter."""
    return Search(q.strip(), employer or None, needs == "me")


@router.get("/apprentices")
def show(request: Request, wanted: Search = Depends(search), who: Visitor = signed_in()) -> Response:
    """Every apprenticeship on which this person is the employer. Who is nobody's goes to their own landing."""
    if not who.apprenticeships_as(Role.EMPLOYER):
        return RedirectResponse(landing(who), status_code=303)
    catalogue, every = installation(request).catalogue, _every(request, who)
    found = [one for one in every if wanted.finds(one)]
    employers = {one.apprenticeship.terms.employer for one in every}
    steps = tuple(_steps(every, who.today))
    view = ApprenticesView(
        lede=f"{plural(len(every), 'apprentice')}.",
        waits=own_waits_words(list(_own_waits(every)), who.today),
        steps=steps[:MOST_STEPS],
        more_steps=max(0, len(steps) - MOST_STEPS),
        q=wanted.name,
        employer=str(wanted.employer or ""),
        employers=tuple(sorted(((str(one.id), one.name) for one in employers), key=lambda pair: pair[1].casefold())),
        needs_me=wanted.needs_me,
        count=f"{len(found)} of {plural(len(every), 'apprentice')} shown." if wanted != Search() else "",
        csv_address=_csv_address(wanted),
        rows=tuple(row_of(catalogue, one) for one in found),
        needs=tuple(_needs(every, who.today)),
    )
    around = frame(request, "Your apprentices", current="/apprentices", compact=True, wide=True)
    return page(request, "apprentices/index.html", around, view=view)


@router.get("/apprentices.csv")
def export(request: Request, wanted: Search = Depends(search), who: Visitor = signed_in()) -> Response:
    """The same apprentices as a table for a spreadsheet."""
    catalogue = installation(request).catalogue
    rows = [csv_row(catalogue, one) for one in _every(request, who) if wanted.finds(one)]
    return Response(
        csv_table(HEADER, rows),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="apprentices-{who.today.isoformat()}.csv"'},
    )


def _every(request: Request, who: Visitor) -> list[Standing]:
    theirs = list(dict.fromkeys(who.apprenticeships_as(Role.EMPLOYER)))
    with reading(request) as session:
        return in_order(standings(session, installation(request).catalogue, theirs, who.today), Sort.NAME)


def _csv_address(wanted: Search) -> str:
    fields = {"q": wanted.name, "employer": str(wanted.employer or ""), "needs": "me" if wanted.needs_me else ""}
    given = {name: value for name, value in fields.items() if value}
    return "/apprentices.csv" + (f"?{urlencode(given)}" if given else "")


def _own_waits(every: list[Standing]) -> Iterator[Wait]:
    return (wait for one in every for wait in one.waits if wait.role is Role.EMPLOYER)


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
        at_hand = one.reviews.at_hand if one.reviews else None
        if at_hand is not None and (at_hand.on < today or one.review_soon):
            record = one.apprenticeship
            yield (
                f"Get ready for review {at_hand.number} with {record.apprentice.name}",
                f"{due_sentence(at_hand, today)} See what has changed since the one before.",
                Link("See the review", record_address(record.id, f"reviews/{at_hand.number}")),
            )


def _needs(every: list[Standing], today: date) -> Iterator[NeedRow]:
    """Of everybody who is learning: time a week to be on plan, and the duties that would show most of what is missing.

    From what the list has read already. Sessions, which bring some of the time, stand on the page it leads to.
    """
    for one in every:
        asked = needs_in_brief(one, today)
        if asked is None or asked.nothing:
            continue
        words = []
        if asked.time and asked.time.weekly:
            words.append(f"{hours(asked.time.weekly)} a week for training, sessions included")
        if asked.work:
            named = [work.duty for work in asked.work if work.duty]
            where = f"work in {in_words(named)}" if named else "work"
            words.append(f"{where} that shows {in_words(ksb.code for work in asked.work for ksb in work.ksbs)}")
        if words:
            yield NeedRow(one.apprenticeship.apprentice.name, f"{'; '.join(words)}.")


def _some(names: list[str]) -> str:
    """A few names, the rest counted: Ada Bello, Ana Costa and 6 others."""
    if len(names) <= 3:
        return in_words(names)
    return f"{', '.join(names[:2])} and {plural(len(names) - 2, 'other')}"
