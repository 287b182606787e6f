"""What a visitor’s page of one apprentice has around it: whose it is, what else the visit shows, the way back."""

from uuid import UUID

from fastapi import Request

from app.actions.visits import Seen
from app.domain.visits import Sight, Visit
from app.rendering.frame import Link, PageFrame, RecordHeader, Tab
from app.rendering.words import date_words
from app.web.access import installation
from app.web.record import record_meta
from app.web.responses import frame
from app.web.visit_words import SIGHTS

HERE = "/visit"
OF_ONE = HERE + "/{visit}/{apprenticeship}"


def address(visit: Visit, apprenticeship: UUID, sight: Sight) -> str:
    """Where a visit shows a kind of thing of an apprentice."""
    return f"{HERE}/{visit.id}/{apprenticeship}/{sight.value}"


def visit_frame(request: Request, seen: Seen, sight: Sight, title: str = "") -> PageFrame:
    """The frame of such a page; its title is the kind of thing where none is given."""
    one, visit = seen.apprenticeship, seen.visit
    standard = installation(request).catalogue.standard(one.standard, one.version)
    header = RecordHeader(
        name=one.apprentice.name,
        meta=f"{record_meta(one, standard)} Your visit is open until {date_words(visit.ask.last_day)}.",
        tabs=tuple(
            Tab(SIGHTS[each], address(visit, one.id, each), each is sight) for each in Sight if each in visit.ask.sights
        ),
        back=Link("Back to your visit", HERE),
    )
    return frame(request, title or SIGHTS[sight], current=HERE, record=header, compact=True)
