"""Where an assessor lands: what will be here, and what can be done today."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.db import apprenticeships
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Role
from app.domain.refusals import NotPermitted
from app.web.access import Visitor, installation, reading, signed_in
from app.web.responses import frame, page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class PortfolioView:
    """The apprenticeships somebody is to assess, as they stand."""

    provider_name: str
    assessed: tuple[Apprenticeship, ...]


@router.get("/portfolio")
def portfolio(request: Request, who: Visitor = signed_in()) -> Response:
    """The independent assessor's landing."""
    invited = who.apprenticeships_as(Role.ASSESSOR)
    if not invited:
        raise NotPermitted("This page is for independent assessors.")
    with reading(request) as session:
        assessed = tuple(apprenticeships.load_many(session, who.today, invited))
    view = PortfolioView(installation(request).settings.provider_name, assessed)
    return page(request, "landings/portfolio.html", frame(request, "Portfolio", current="/portfolio"), view=view)
