"""The hours published for a standard: every figure entered here, whose word it is, and the form for another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.published_hours import enter_published_hours
from app.db import published_hours as db
from app.db.published_hours import Entered, holds_for
from app.domain.permissions import Permission, may_provider_wide
from app.domain.refusals import BadInput, Fault
from app.rendering.words import date_words, hours
from app.web.access import Visitor, acting, installation, person_who_may, reading, signed_in, visitor
from app.web.entered.published_hours import PublishedHoursForm
from app.web.forms import Typed, checked, typed_form
from app.web.responses import frame, page, redirect

router = APIRouter(include_in_schema=False)

_MISSING = {
    "hours": "Enter the hours, such as 418.",
    "start_from": "Enter the first start that the figure is for.",
    "source": "Say where the figure was published.",
}


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure as it was entered. `holds`: it is the newest for the first of its starts."""

    minutes: int
    start_from: date
    start_to: date | None
    source: str
    by: str
    at: datetime
    holds: bool


@dataclass(frozen=True, slots=True)
class PublishedHoursView:
    """Every figure, newest first; `may_enter` shows the form with what was typed."""

    standard: str
    back: str
    here: str
    lines: tuple[FigureLine, ...]
    may_enter: bool
    typed: Typed
    faults: tuple[Fault, ...]


@router.get("/standards/{reference}/{version}/published-hours")
def show(request: Request, reference: str, version: str, _: Visitor = signed_in()) -> Response:
    """The hours published for one version of a standard, as entered here."""
    return _shown(request, reference, version, Typed())


@router.post("/standards/{reference}/{version}/published-hours")
def enter(
    request: Request,
    reference: str,
    version: str,
    _: Visitor = person_who_may(Permission.CONFIRM_FACT),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Enter a figure. What stood there before stays to be read."""
    installation(request).catalogue.standard(reference, version)
    try:
        form = checked(PublishedHoursForm, _without_empty(typed))
        with acting(request) as who:
            enter_published_hours(who, reference, version, form.figure())
    except BadInput as wrong:
        faults = tuple(_said(fault, typed) for fault in wrong.faults)
        return _shown(request, reference, version, typed, faults)
    figure = form.figure()
    until = f" until {date_words(figure.start_to)}" if figure.start_to else ""
    return redirect(
        request,
        f"/standards/{reference}/{version}/published-hours",
        heading=f"{hours(figure.minutes)} are published for {reference} version {version}",
        text=f"Every page goes by it for starts from {date_words(figure.start_from)}{until}.",
    )


def _said(fault: Fault, typed: Typed) -> Fault:
    missing = fault.path in _MISSING and not typed.get(fault.path).strip()
    return Fault(fault.path, _MISSING[fault.path]) if missing else fault


def _without_empty(typed: Typed) -> Typed:
    return Typed([(name, value) for name, value in typed.fields if value.strip()])


def _shown(request: Request, reference: str, version: str, typed: Typed, faults: tuple[Fault, ...] = ()) -> Response:
    standard = installation(request).catalogue.standard(reference, version)
    with reading(request) as session:
        every = db.entered(session, standard.reference, standard.version)
    who = visitor(request)
    view = PublishedHoursView(
        f"{standard.reference} version {standard.version}, {standard.title}",
        f"/standards/{standard.reference}/{standard.version}",
        f"/standards/{standard.reference}/{standard.version}/published-hours",
        tuple(_line(one, every) for one in every),
        may_provider_wide(who.person, Permission.CONFIRM_FACT),
        typed,
        faults,
    )
    around = frame(request, f"Published hours of {standard.reference}", has_error=bool(faults))
    return page(request, "standards/published_hours.html", around, status=422 if faults else 200, view=view)


def _line(one: Entered, every: Sequence[Entered]) -> FigureLine:
    h = one.hours
    return FigureLine(
        h.minutes, h.start_from, h.start_to, h.source.name, one.by, one.at, holds_for(every, h.start_from) is h
    )
