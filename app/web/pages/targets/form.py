"""The form of a target, as it is shown and as it is read."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from app.answers.confidentiality import known_of
from app.answers.targets import due_on_for
from app.db import apprenticeships
from app.domain.apprenticeships import Apprenticeship
from app.domain.confidentiality import find
from app.domain.people import Member, Role
from app.domain.permissions import Permission, may
from app.domain.refusals import Fault
from app.domain.standards import Ksb
from app.domain.targets import OWNERS, Aim
from app.domain.targets.proposing import Proposal
from app.web.access import installation, reading, visitor
from app.web.addresses import number_in
from app.web.forms import Typed
from app.web.pages.off_the_job.choices import ksb_groups, readers_of
from app.web.record import record_address, record_frame
from app.web.responses import page
from app.web.targets_shown import target_address, who_words

FIELDS = ("what", "who", "due_on", "duty", "hours", "minutes", "reason", "review", "seen")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands in the form and what is wrong with it.

    `named` are words of it that seem to name somebody, asked about once. `why` is the reason of the suggestion that it
    was filled in from. `changing` is the number of the target that is changed, 0 for a new one.
    """

    typed: Mapping[str, str]
    chosen: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()
    named: tuple[str, ...] = ()
    why: str = ""
    changing: int = 0


@dataclass(frozen=True, slots=True)
class TargetFormView:
    """The form as it is shown; see `Sheet`."""

    sheet: Sheet
    typed: Mapping[str, str]
    action: str
    cancel: str
    button: str
    lede: str
    readers: str
    owners: tuple[tuple[str, str], ...]
    duties: tuple[tuple[str, str], ...]
    ksb_groups: tuple[tuple[str, tuple[Ksb, ...]], ...]
    once: str


def as_typed(typed: Typed, faults: tuple[Fault, ...] = (), named: tuple[str, ...] = (), changing: int = 0) -> Sheet:
    """The sheet with everything as it was typed."""
    faults = tuple(Fault({"ksbs": "ksb"}.get(fault.path, fault.path), fault.sentence) for fault in faults)
    return Sheet(dict(typed.fields), frozenset(typed.all("ksb")), faults, named, changing=changing)


def filled(aim: Aim, *, why: str = "", changing: int = 0, **more: str) -> Sheet:
    """The sheet with what a target or a suggestion asks for."""
    typed = {"what": aim.what, "who": aim.who.value, "due_on": aim.due_on.isoformat(), "duty": aim.duty or ""}
    if aim.minutes:
        typed |= {"hours": str(aim.minutes // 60), "minutes": str(aim.minutes % 60)}
    return Sheet(typed | more, frozenset(aim.ksbs), why=why, changing=changing)


def filled_from(proposal: Proposal, review: str) -> Sheet:
    """The sheet with what the gaps suggest."""
    return filled(proposal.aim, why=proposal.reason, review=review)


def named_in(session: Session, request: Request, member: Member, words: str) -> tuple[str, ...]:
    """The words of a target that seem to name somebody; nothing of it is kept."""
    known = known_of(session, installation(request).settings, member.apprenticeship)
    return tuple(dict.fromkeys(words[found.start : found.end] for found in find(words, known)))


def form(request: Request, member: Member, sheet: Sheet) -> Response:
    """The page with the form; 422 where something is wrong with what was typed."""
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
    standard = catalogue.standard(one.standard, one.version)
    typed = {name: sheet.typed.get(name, "") for name in FIELDS}
    if not sheet.changing and not sheet.typed:
        typed["due_on"] = due_on_for(catalogue, one, today).isoformat()
    sets = may(member, Permission.SET_TARGET)
    view = TargetFormView(
        sheet=sheet,
        typed=typed,
        action=_action(one, sheet, sets=sets),
        cancel=_cancel(one, sheet),
        button="Save the change" if sheet.changing else "Set this target" if sets else "Propose this target",
        lede=_lede(one, sheet, sets=sets),
        readers=readers_of(one, member),
        owners=tuple((role.value, _owner(one, member, role)) for role in OWNERS),
        duties=tuple((duty.code, f"{duty.code} {duty.short}") for duty in standard.duties),
        ksb_groups=ksb_groups(standard),
        once=sheet.typed.get("once", "") or secrets.token_urlsafe(16),
    )
    title = f"Change target {sheet.changing}" if sheet.changing else "Set a target" if sets else "Propose a target"
    around = record_frame(request, one, member, "Targets", title, form=True, has_error=bool(sheet.faults))
    return page(request, "targets/form.html", around, status=422 if sheet.faults else 200, view=view)


def back_address(member: Member, review: int | None) -> str:
    """Where somebody goes on after setting a target: the review at which it was set, else all targets."""
    return record_address(member.apprenticeship, f"reviews/{review}" if review else "targets")


def _action(one: Apprenticeship, sheet: Sheet, *, sets: bool) -> str:
    if sheet.changing:
        return target_address(one.id, sheet.changing, "change")
    return record_address(one.id, "targets" if sets else "targets/proposals")


def _cancel(one: Apprenticeship, sheet: Sheet) -> str:
    if sheet.changing:
        return target_address(one.id, sheet.changing)
    review = number_in(sheet.typed.get("review", ""))
    return record_address(one.id, f"reviews/{review}" if review else "targets")


def _lede(one: Apprenticeship, sheet: Sheet, *, sets: bool) -> str:
    if sheet.changing:
        return "What it asked for before is kept, with your reason."
    if sets:
        return "It stays from review to review until you say that it is met, or drop it with a reason."
    tutor = one.tutor.name.split()[0] if one.tutor else "the tutor"
    return f"It becomes a target once {tutor} agrees."


def _owner(one: Apprenticeship, member: Member, role: Role) -> str:
    name = who_words(one, role)
    return "You" if role in member.roles else name if name.startswith("The ") else f"{name}, {role.value}"
