"""Setting, proposing and changing a target: one form, filled in from what the gaps suggest where that was chosen."""

from collections.abc import Callable

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import targets as actions
from app.actions.acting import Acting
from app.answers.targets import targets_on_record
from app.db import apprenticeships
from app.db import targets as db
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, NotFound
from app.domain.targets import Aim, Target
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER, number_in
from app.web.entered.targets import TargetForm
from app.web.forms import Typed, checked, typed_form
from app.web.once import form_hash, once
from app.web.pages.targets.form import Sheet, as_typed, back_address, filled, filled_from, form, named_in
from app.web.pages.targets.listing import HERE
from app.web.responses import redirect
from app.web.targets_shown import target_address

router = APIRouter(include_in_schema=False)


@router.get(HERE + "/new")
def new(request: Request, member: Member = member_who_may(Permission.SET_TARGET)) -> Response:
    """The form for the tutor; `from` takes over what the gaps suggest, `review` is kept with the target."""
    return _empty(request, member)


@router.get(HERE + "/propose")
def propose_new(request: Request, member: Member = member_who_may(Permission.PROPOSE_TARGET)) -> Response:
    """The same form for apprentice and employer."""
    return _empty(request, member)


@router.get(HERE + f"/{NUMBER}/change")
def change_form(request: Request, number: int, member: Member = member_who_may(Permission.SET_TARGET)) -> Response:
    """The form with a target in it."""
    with reading(request) as session:
        target = db.target(session, member.apprenticeship, number)
    if target is None:
        raise NotFound
    return form(
        request, member, filled(target.aim, changing=number, seen=str(target.last.seq), review=_review(request))
    )


@router.post(HERE)
def set_target(
    request: Request, member: Member = member_who_may(Permission.SET_TARGET), typed: Typed = Depends(typed_form)
) -> Response:
    """Set a target; sent twice, it is set once."""

    def do(who: Acting, aim: Aim, sent: TargetForm) -> Target:
        return actions.set_target(who, member.apprenticeship, aim, sent.review)

    return _send(request, member, typed, do, "The target is set")


@router.post(HERE + "/proposals")
def propose_target(
    request: Request, member: Member = member_who_may(Permission.PROPOSE_TARGET), typed: Typed = Depends(typed_form)
) -> Response:
    """Propose a target; sent twice, it is proposed once."""

    def do(who: Acting, aim: Aim, sent: TargetForm) -> Target:
        return actions.propose_target(who, member.apprenticeship, aim, sent.review)

    return _send(request, member, typed, do, "The target is proposed")


@router.post(HERE + f"/{NUMBER}/change")
def change_target(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.SET_TARGET),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Change what a target asks for, with the reason."""

    def do(who: Acting, aim: Aim, sent: TargetForm) -> Target:
        return actions.change_target(who, member.apprenticeship, number, aim, sent.reason, sent.seen, sent.review)

    return _send(request, member, typed, do, "The target is changed", changing=number)


def _send(
    request: Request,
    member: Member,
    typed: Typed,
    do: Callable[[Acting, Aim, TargetForm], Target],
    heading: str,
    *,
    changing: int = 0,
) -> Response:
    """Do it once, unless the words seem to name somebody and nobody was asked about that yet."""
    catalogue, today = installation(request).catalogue, visitor(request).today
    try:
        sent = checked(TargetForm, typed)
        with reading(request) as session:
            one = apprenticeships.load(session, member.apprenticeship, today)
            named = () if sent.named else named_in(session, request, member, sent.what)
        if named:
            return form(request, member, as_typed(typed, named=named, changing=changing))
        aim = sent.aim(catalogue.standard(one.standard, one.version))
        with acting(request) as who:
            key = f"targets:{sent.once}" if sent.once else ""
            digest = form_hash(request.url.path, typed.fields)
            done = once(who, key, digest, lambda: {"number": do(who, aim, sent).number})
    except BadInput as wrong:
        return form(request, member, as_typed(typed, wrong.faults, changing=changing))
    number = int(done["number"])
    address = target_address(member.apprenticeship, number) if changing else back_address(member, sent.review)
    return redirect(request, address, heading=heading, text=f"It is target {number}.")


def _empty(request: Request, member: Member) -> Response:
    asked, review = request.query_params.get("from", ""), _review(request)
    if not asked:
        return form(request, member, Sheet({"review": review} if review else {}))
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        found = targets_on_record(session, catalogue, one, today)
    proposal = next((each for each in found.proposals if each.key == asked), None)
    return form(request, member, filled_from(proposal, review) if proposal else Sheet({}))


def _review(request: Request) -> str:
    """The number of the review that somebody came from, "" where they came from none."""
    given = request.query_params.get("review", "")
    return given if number_in(given) else ""
