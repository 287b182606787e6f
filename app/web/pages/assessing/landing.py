"""Where an assessor lands: the portfolios that were opened for them, from when until when."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.assessors import Assessed, assessed_by
from app.domain.access_given import GrantState
from app.domain.refusals import NotPermitted
from app.rendering.words import date_words
from app.web.access import Visitor, installation, reading, signed_in
from app.web.responses import frame, page

routes = APIRouter()
HERE = "/portfolio"


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One portfolio. `address` is "" where it cannot be opened now; `apprentice` is "" once access has ended."""

    apprentice: str
    standard: str
    version: int
    address: str
    standing: str


@dataclass(frozen=True, slots=True)
class LandingView:
    """Every access that somebody was given."""

    provider_name: str
    rows: tuple[GrantRow, ...]
    ended: tuple[GrantRow, ...]


@routes.get(HERE)
def landing(request: Request, who: Visitor = signed_in()) -> Response:
    """What was opened for this assessor."""
    with reading(request) as session:
        found = assessed_by(session, who.person.id, who.today)
    if not found:
        raise NotPermitted("This page is for independent assessors.")
    rows = tuple(_row(one) for one in found if one.apprentice)
    ended = tuple(_row(one) for one in found if not one.apprentice)
    view = LandingView(installation(request).settings.provider_name, rows, ended)
    return page(request, "assessing/landing.html", frame(request, "Portfolios to assess", current=HERE), view=view)


def _row(one: Assessed) -> GrantRow:
    is_open = one.state is GrantState.OPEN
    address = f"{HERE}/{one.grant.id}" if is_open else ""
    return GrantRow(one.apprentice, one.standard, one.grant.ask.version, address, _standing(one))


def _standing(one: Assessed) -> str:
    grant = one.grant
    match one.state:
        case GrantState.OPEN:
            return f"Open until {date_words(grant.ask.last_day)}"
        case GrantState.COMING:
            return f"Opens on {_day(grant.ask.since)}, until {date_words(grant.ask.last_day)}"
        case GrantState.EXPIRED:
            return f"Ended on {date_words(grant.ask.last_day)}"
        case GrantState.REVOKED:
            return "Ended by the training provider"
        case GrantState.CONFLICT:
            return "Ended by your statement of a conflict of interest"


def _day(on: date) -> str:
    return date_words(on)
