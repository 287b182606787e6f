"""A tutor's caseload: everybody on it, who needs something first and why; the same as CSV."""

from typing import Annotated, Literal
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from app.answers.caseload import ReviewFilter, Sort, Standing, Wanted, chosen, in_order, standings
from app.domain.people import Role
from app.domain.rag import Colour
from app.exchange.csv_table import csv_table
from app.web.access import Visitor, installation, reading, signed_in
from app.web.navigation import landing
from app.web.pages.caseload.filters import Asked
from app.web.pages.caseload.rows import HEADER, csv_row
from app.web.pages.caseload.shown import caseload_view
from app.web.responses import frame, page, wants_part

router = APIRouter(include_in_schema=False)


async def asked_for(
    rag: Colour | Literal[""] = "",
    review: ReviewFilter | Literal[""] = "",
    employer: UUID | Literal[""] = "",
    q: Annotated[str, Query(max_length=200)] = "",
    sort: Sort = Sort.NEED,
) -> Asked:
    """A dependency: the filters and the order, as the address has them; empty fields of the form are no filter."""
    return Asked(Wanted(rag or None, review or None, employer or None, q.strip()), sort)


@router.get("/caseload")
def show(request: Request, asked: Asked = Depends(asked_for), who: Visitor = signed_in()) -> Response:
    """Everybody this person is a tutor of. Who is nobody's tutor goes to their own landing."""
    if not who.apprenticeships_as(Role.TUTOR):
        return RedirectResponse(landing(who), status_code=303)
    view = caseload_view(_every(request, who), asked, who.today, part=wants_part(request))
    around = frame(request, "Caseload", current="/caseload", wide=True, compact=True)
    return page(request, "caseload/show.html", around, block="caseload", view=view)


@router.get("/caseload.csv")
def export(request: Request, asked: Asked = Depends(asked_for), who: Visitor = signed_in()) -> Response:
    """The same people in the same order as a table for a spreadsheet."""
    found = in_order(chosen(_every(request, who), asked.wanted), asked.sort)
    name = quote(f"caseload-{who.today.isoformat()}.csv")
    return Response(
        csv_table(HEADER, [csv_row(one) for one in found]),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _every(request: Request, who: Visitor) -> tuple[Standing, ...]:
    with reading(request) as session:
        hers = list(dict.fromkeys(who.apprenticeships_as(Role.TUTOR)))
        return standings(session, installation(request).catalogue, hers, who.today)
