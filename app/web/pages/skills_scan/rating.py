"""Filling in one's own ratings: kept as they are filled in, given for good."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy.orm import Session

from app.actions.skills_scan import give_ratings
from app.answers.skills_scan import ScansSeen, scans_seen
from app.db import apprenticeships
from app.db import skills_scans as db
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Member, Role
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound, WrongState
from app.domain.skills_scan import SkillsScan, parties_of
from app.rendering.environment import render
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.forms import Typed, typed_form
from app.web.pages.skills_scan.filled_in import GIVE, KEEP, SAME, keep, typed_view
from app.web.pages.skills_scan.rate_view import Place, rate_view
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

router = APIRouter(prefix="/a/{apprenticeship}/skills-scan/" + NUMBER, include_in_schema=False)

KEPT = ("Kept for you alone", "Go on where you stopped, on this device or another.")


@dataclass(frozen=True, slots=True)
class OwnRating:
    """A scan that somebody looks at, and the party as which they rate in it."""

    apprenticeship: Apprenticeship
    seen: ScansSeen
    scan: SkillsScan
    role: Role


@router.get("/ratings")
def ask(request: Request, number: int, member: Member = member_who_may(Permission.RATE_KSBS)) -> Response:
    """The form, with what was filled in before; given already, it leads to what was given."""
    return _form(request, number, member)


@router.post("/ratings")
def send(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.RATE_KSBS),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Keep the form for later, add answers to it, or give the ratings."""
    with reading(request) as session:
        own = own_rating(request, session, member.apprenticeship, number, parties_of(member.roles))
    decision = typed.get("decision", KEEP)
    here = record_address(member.apprenticeship, f"skills-scan/{number}")
    try:
        with acting(request) as who:
            fields = dict(keep(who, member.apprenticeship, number, typed, own.seen, own.role).draft.fields)
    except WrongState:
        # Sent twice: given already, it answers as the first time did.
        if decision != GIVE:
            raise
        fields = dict(typed.fields)
    if decision == KEEP:
        return redirect(request, here.rpartition("/")[0], "ok", *KEPT)
    if decision != GIVE:
        return redirect(request, f"{here}/ratings#{where_next(decision)}")
    try:
        with acting(request) as who:
            give_ratings(who, member.apprenticeship, number, fields)
    except BadInput as wrong:
        return _form(request, number, member, wrong.faults)
    return redirect(request, here, "ok", "Your ratings are given", "They stay as they are. You see the others’ now.")


@router.post("/ratings/typed")
def typing(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.RATE_KSBS),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Keep the form as it stands just now, for the script of the page."""
    with reading(request) as session:
        own = own_rating(request, session, member.apprenticeship, number, parties_of(member.roles))
    with acting(request) as who:
        merged = keep(who, member.apprenticeship, number, typed, own.seen, own.role)
    return HTMLResponse(render("skills_scan/typed.html", view=typed_view(merged, own.seen)))


def own_rating(
    request: Request, session: Session, apprenticeship: UUID, number: int, parties: tuple[Role, ...]
) -> OwnRating:
    """The scan and the party as which this person rates in it. Raises NotFound."""
    house = installation(request)
    one = apprenticeships.load(session, apprenticeship, house.today())
    seen = scans_seen(session, house.catalogue, one, parties)
    scan = next((each for each, _ in seen.scans if each.number == number), None)
    if scan is None or not parties:
        raise NotFound
    return OwnRating(one, seen, scan, parties[0])


def where_next(decision: str) -> str:
    """To which part of the form a button leads that added answers: the kind they are of, or its end."""
    return decision.removeprefix(SAME) if decision.startswith(SAME) else "give"


def _form(request: Request, number: int, member: Member, faults: tuple[Fault, ...] = ()) -> Response:
    here = record_address(member.apprenticeship, f"skills-scan/{number}")
    with reading(request) as session:
        own = own_rating(request, session, member.apprenticeship, number, parties_of(member.roles))
        draft = db.draft_of(session, member.apprenticeship, number, visitor(request).person.id)
    if own.role not in own.scan.waits_for:
        return redirect(request, here)
    place = Place(
        address=f"{here}/ratings",
        back=record_address(member.apprenticeship, "skills-scan"),
        apprentice="" if own.role is Role.APPRENTICE else own.apprenticeship.apprentice.name.split()[0],
        readers=readers_words(own.role),
        role=own.role,
    )
    view = rate_view(own.seen, own.scan, draft, place, faults)
    around = record_frame(
        request, own.apprenticeship, member, "Skills scan", view.heading, compact=False, has_error=bool(faults)
    )
    return page(request, "skills_scan/rate.html", around, status=422 if faults else 200, view=view)


def readers_words(role: Role) -> str:
    """Who reads what is given here."""
    others = {
        Role.APPRENTICE: "your tutor and your employer’s contact",
        Role.TUTOR: "the apprentice and the employer’s contact",
        Role.EMPLOYER: "the apprentice and the tutor",
    }[role]
    provider = "the provider’s quality assurer and administrators"
    return f"Nobody sees this until you give it. Then {others} do, and so do {provider}."
