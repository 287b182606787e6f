"""Planned and actual hours of every apprenticeship, whole, as the ILR takes them."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.answers.exported import ilr_hours
from app.domain.permissions import Permission
from app.web.access import Visitor, installation, person_who_may, reading
from app.web.hours_tables import ILR, ilr_rows
from app.web.tables_sent import form_in, table_response

router = APIRouter(include_in_schema=False)


@router.get("/ilr-hours.{form}")
def export(request: Request, form: str, who: Visitor = person_who_may(Permission.EXPORT_ILR_HOURS)) -> Response:
    """The table, by the apprentice's name."""
    with reading(request) as session:
        rows = ilr_rows(ilr_hours(session, installation(request).catalogue, who.today))
        return table_response(f"ilr-hours-{who.today.isoformat()}", form_in(form), ILR, rows)
