"""Changing what was agreed from a day on: one form, with what was agreed first and what holds beside it."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.terms import change_terms
from app.answers.agreed import agreed_over_time
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault
from app.rendering.words import date_words
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.entered.people import placed
from app.web.entered.terms import FIELDS, TermsForm, at_own_field, filled
from app.web.forms import Typed, checked, typed_form
from app.web.pages.apprenticeships.listing import manage_address
from app.web.record import record_address
from app.web.responses import frame, page, redirect
from app.web.terms_words import Pair, terms_pairs

apprenticeships = APIRouter()
_MOST = 500
"""The most characters that an address fills a field with."""


@dataclass(frozen=True, slots=True)
class TermsView:
    """The form. `hints` say what holds today, by field; `original` and `now` are the same in words."""

    name: str
    address: str
    back: str
    agreed_address: str
    original: tuple[Pair, ...]
    now: tuple[Pair, ...]
    rule: str
    typed: Typed
    faults: tuple[Fault, ...]
    today: str


@apprenticeships.get("/apprenticeships/{apprenticeship}/terms")
def terms(request: Request, member: Member = member_who_may(Permission.CHANGE_TERMS)) -> Response:
    """The form; an address may fill it in, as a break's proposal for the planned end does."""
    given = [(name, request.query_params.get(name, "")[:_MOST]) for name in FIELDS]
    return _form_page(request, member, Typed([one for one in given if one[1]]), ())


@apprenticeships.post("/apprenticeships/{apprenticeship}/terms")
def change(
    request: Request,
    member: Member = member_who_may(Permission.CHANGE_TERMS),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Lay the change over what was agreed; what is left empty stays."""
    try:
        form = checked(TermsForm, Typed(list(filled(dict(typed.fields)).items())))
        with acting(request) as who:
            change_terms(who, member.apprenticeship, form.effective_on, form.changes(), form.reason)
    except BadInput as refusal:
        faults = placed((at_own_field(fault, hours=True) for fault in refusal.faults), FIELDS)
        return _form_page(request, member, typed, faults)
    text = f"It holds from {date_words(form.effective_on)}. What was agreed before stays on record."
    return redirect(request, manage_address(member.apprenticeship), heading="What was agreed is changed", text=text)


def _form_page(request: Request, member: Member, typed: Typed, faults: tuple[Fault, ...]) -> Response:
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        found = agreed_over_time(session, catalogue, member.apprenticeship, today)
    one = found.apprenticeship
    view = TermsView(
        name=one.apprentice.name,
        address=f"{manage_address(one.id)}/terms",
        back=manage_address(one.id),
        agreed_address=record_address(one.id, "agreed"),
        original=terms_pairs(found.agreed.original),
        now=terms_pairs(one.terms),
        rule=catalogue.funding_rules.by_id(one.rule_id).name,
        typed=typed,
        faults=faults,
        today=today.isoformat(),
    )
    title = f"Change what was agreed with {one.apprentice.name}"
    around = frame(request, title, current="/apprenticeships", form=True, has_error=bool(faults))
    return page(request, "apprenticeships/terms.html", around, status=422 if faults else 200, view=view)
