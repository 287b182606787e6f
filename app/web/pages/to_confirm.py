"""Everything that waits for a tutor or an employer to confirm, over all their apprentices, oldest first."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.db import off_the_job as db
from app.domain.people import Role
from app.domain.refusals import BadInput, Fault, NotPermitted, WrongState
from app.rendering.words import plural
from app.web.access import Visitor, acting, installation, reading, signed_in
from app.web.forms import Typed, checked, typed_form
from app.web.pages.off_the_job.rows import EntryRow, rows_of
from app.web.pages.off_the_job.ticking import TickedForm, decide_ticked
from app.web.pages.off_the_job.view import Waiting
from app.web.responses import frame, page, redirect

router = APIRouter(include_in_schema=False)
HERE = "/to-confirm"
MOST = 200


@dataclass(frozen=True)
class ToConfirmView:
    """What waits, how much of it, and what was wrong with what was ticked."""

    lede: str
    said: str
    faults: tuple[Fault, ...]
    waiting: Waiting


@router.get(HERE)
def show(request: Request, tick: str = "", who: Visitor = signed_in()) -> Response:
    """The list; `tick=all` ticks everything."""
    return _shown(request, who, tick_all=tick == "all")


@router.post(HERE + "/decision")
def decide(request: Request, who: Visitor = signed_in(), typed: Typed = Depends(typed_form)) -> Response:
    """Confirm or query what was ticked, all of it or nothing."""
    _confirms_for(who)
    try:
        form = checked(TickedForm, typed)
        with acting(request) as acts:
            done = decide_ticked(acts, form)
    except (BadInput, WrongState) as refusal:
        faults = refusal.faults if isinstance(refusal, BadInput) else (Fault("entry", refusal.sentence),)
        ticked = frozenset(typed.all("entry"))
        status = 422 if isinstance(refusal, BadInput) else 409
        return _shown(request, who, ticked=ticked, note=typed.get("note"), faults=faults, status=status)
    return redirect(request, HERE, "ok", done.heading, done.text)


def _confirms_for(who: Visitor) -> set[UUID]:
    """The apprenticeships on which this person confirms hours. Raises NotPermitted where there is none."""
    found = {m.apprenticeship for m in who.memberships if m.role in (Role.TUTOR, Role.EMPLOYER)}
    if not found:
        raise NotPermitted("Only tutors and employers confirm hours.")
    return found


def _shown(
    request: Request,
    who: Visitor,
    *,
    tick_all: bool = False,
    ticked: frozenset[str] = frozenset(),
    note: str = "",
    faults: tuple[Fault, ...] = (),
    status: int = 200,
) -> Response:
    catalogue = installation(request).catalogue
    mine = _confirms_for(who)
    with reading(request) as session:
        as_tutor = mine - set(who.apprenticeships_as(Role.EMPLOYER))
        found = db.waiting_for(session, mine, who.person, as_tutor=as_tutor, limit=MOST + 1)
    rows = rows_of(catalogue, found[:MOST])
    statements = {catalogue.programme(one.programme).confirmation_statement for one in found}
    waiting = Waiting(
        rows=rows,
        minutes=sum(row.minutes for row in rows),
        ticked=frozenset(row.key for row in rows) if tick_all else ticked,
        tick_all="" if tick_all or len(rows) < 2 else f"{HERE}?tick=all",
        address=f"{HERE}/decision",
        statement=" ".join(sorted(statements)),
        readers="Whoever logged the hours will see this, and so will the apprentice, the tutor and the employer.",
        note=note,
        across=True,
        more=len(found) > MOST,
    )
    shown = frame(request, "Hours to confirm", current=HERE, has_error=bool(faults), compact=True, wide=True)
    said = f"{shown.notice.heading}. {shown.notice.text}" if shown.notice and "hx-request" in request.headers else ""
    view = ToConfirmView(_lede(rows), said, faults, waiting)
    return page(request, "to_confirm/index.html", shown, status=status, block="hours", view=view)


def _lede(rows: tuple[EntryRow, ...]) -> str:
    if not rows:
        return "Nothing waits for you."
    people = len({row.apprenticeship for row in rows})
    return f"{plural(len(rows), 'entry waits', 'entries wait')} for you, from {plural(people, 'apprentice')}."
