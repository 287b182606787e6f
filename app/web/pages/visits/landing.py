"""Where a visitor lands: each visit, what it is for and until when, and the apprentices to look at."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.visits import VisitOwn, visits_of
from app.domain.access_given import NOT_ENDED, GrantState
from app.domain.refusals import NotPermitted
from app.domain.visits import Sight
from app.rendering.frame import Link
from app.web.access import Visitor, installation, reading, signed_in
from app.web.pages.visits.around import HERE, address
from app.web.responses import frame, page
from app.web.visit_words import SIGHTS, standing_words

routes = APIRouter()


@dataclass(frozen=True, slots=True)
class ApprenticeRow:
    """One apprentice to look at, and where."""

    name: str
    standard: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class VisitShown:
    """One visit that has not ended; it has apprentices while it is open."""

    anchor: str
    purpose: str
    standing: str
    apprentices: tuple[ApprenticeRow, ...]


@dataclass(frozen=True, slots=True)
class LandingView:
    """Every visit: those that have not ended, and a line for each that has."""

    provider_name: str
    visits: tuple[VisitShown, ...]
    ended: tuple[str, ...]


@routes.get(HERE)
def landing(request: Request, who: Visitor = signed_in()) -> Response:
    """What this visitor may look at."""
    with reading(request) as session:
        found = visits_of(session, who.person.id, who.today)
    if not found:
        raise NotPermitted("This page is for visitors from outside.")
    view = LandingView(
        installation(request).settings.provider_name,
        tuple(_shown(one) for one in found if one.state in NOT_ENDED),
        tuple(f"{_ended(one)}: {one.visit.ask.purpose}" for one in found if one.state not in NOT_ENDED),
    )
    return page(request, "visiting/landing.html", frame(request, "Your visit", current=HERE), view=view)


def _shown(one: VisitOwn) -> VisitShown:
    visit = one.visit
    return VisitShown(
        f"visit-{visit.number}",
        visit.ask.purpose,
        standing_words(visit, one.state),
        tuple(
            ApprenticeRow(
                each.apprentice.name,
                f"{each.standard} version {each.version}",
                tuple(
                    Link(SIGHTS[sight], address(visit, each.id, sight)) for sight in Sight if sight in visit.ask.sights
                ),
            )
            for each in one.apprentices
        ),
    )


def _ended(one: VisitOwn) -> str:
    if one.state is GrantState.EXPIRED:
        return standing_words(one.visit, one.state)
    return "Ended by the training provider"
