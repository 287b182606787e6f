"""What is agreed to differ in the assessment: who wrote it down, who consented, whom it was told."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import adjustments as actions
from app.actions.acting import Acting
from app.db import adjustments as db
from app.db import apprenticeships
from app.domain.assessment import Adjustment, AdjustmentKind, AdjustmentState, adjustment_words
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.refusals import BadInput, Fault
from app.domain.standards import Standard
from app.rendering.words import date_words, stamp_short
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.entered.adjustments import AdjustmentForm, TellingForm
from app.web.forms import Typed, checked, typed_form
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect

routes = APIRouter()
HERE = "/a/{apprenticeship}/portfolio/adjustments"
ONE = HERE + "/" + NUMBER
KINDS = {
    AdjustmentKind.TIME: "More time",
    AdjustmentKind.FORMAT: "Another format",
    AdjustmentKind.CLIP_LENGTH: "Longer clips",
    AdjustmentKind.OTHER: "Something else",
}
STANDS = {
    AdjustmentState.PROPOSED: "Waits for the apprentice’s consent. Nothing goes by it yet.",
    AdjustmentState.AGREED: "The apprentice consented.",
    AdjustmentState.REFUSED: "The apprentice refused. Nothing goes by it.",
    AdjustmentState.ENDED: "Gone by no more.",
}


@dataclass(frozen=True, slots=True)
class AdjustmentCard:
    """One adjustment. `told` says whom and when, "" before; `reason` and `ended` are "" for whoever may not read it."""

    number: int
    heading: str
    words: str
    reason: str
    about: str
    stands: str
    told: str
    ended: str
    may_answer: bool
    may_tell: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class AdjustmentsView:
    """Every adjustment, the newest first. `about` is the number of the one whose form has `faults`, 0 for a new one."""

    back: str
    here: str
    cards: tuple[AdjustmentCard, ...]
    kinds: tuple[tuple[str, str], ...]
    methods: tuple[tuple[str, str], ...]
    may_write: bool
    typed: Typed
    about: int
    faults: tuple[Fault, ...]


@routes.get(HERE)
def show(request: Request, member: Member = member_who_may(Permission.VIEW_PORTFOLIO)) -> Response:
    """Every adjustment."""
    return _shown(request, member)


@routes.post(HERE)
def propose(
    request: Request, member: Member = member_who_may(Permission.RECORD_ADJUSTMENT), typed: Typed = Depends(typed_form)
) -> Response:
    """Write one down, for the apprentice to consent to."""
    said = "It holds once the apprentice consents."
    return _done(
        request,
        member,
        typed,
        0,
        lambda who: actions.propose_adjustment(who, member.apprenticeship, checked(AdjustmentForm, typed).value()),
        ("The adjustment is written down", said),
    )


@routes.post(ONE + "/answer")
def answer(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.CONSENT_TO_ADJUSTMENT),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Consent, or refuse."""
    if typed.get("agreed") not in ("true", "false"):
        raise BadInput([Fault("agreed", "Say whether you consent or refuse.")])
    agreed = typed.get("agreed") == "true"
    return _done(
        request,
        member,
        typed,
        number,
        lambda who: actions.answer_adjustment(who, member.apprenticeship, number, agreed=agreed),
        ("You consented" if agreed else "You refused", ""),
    )


@routes.post(ONE + "/telling")
def tell(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.RECORD_ADJUSTMENT),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Note whom it was told."""

    def do(who: Acting) -> None:
        form = checked(TellingForm, typed)
        actions.tell_of_adjustment(who, member.apprenticeship, number, whom=form.whom, on=form.on)

    return _done(request, member, typed, number, do, ("It is noted whom it was told", ""))


@routes.post(ONE + "/ending")
def end(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.RECORD_ADJUSTMENT),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Go by it no more."""
    return _done(
        request,
        member,
        typed,
        number,
        lambda who: actions.end_adjustment(who, member.apprenticeship, number, typed.get("ended_reason")),
        (f"Adjustment {number} is gone by no more", ""),
    )


def _done(
    request: Request,
    member: Member,
    typed: Typed,
    about: int,
    do: Callable[[Acting], object],
    said: tuple[str, str],
) -> Response:
    try:
        with acting(request) as who:
            do(who)
    except BadInput as wrong:
        return _shown(request, member, typed, about, wrong.faults)
    return redirect(request, _address(member), heading=said[0], text=said[1])


def _address(member: Member) -> str:
    return record_address(member.apprenticeship, "portfolio/adjustments")


def _shown(
    request: Request, member: Member, typed: Typed | None = None, about: int = 0, faults: tuple[Fault, ...] = ()
) -> Response:
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
        found = db.all_of(session, member.apprenticeship)
    standard = installation(request).catalogue.standard(one.standard, one.version)
    view = AdjustmentsView(
        back=record_address(one.id, "portfolio"),
        here=_address(member),
        cards=tuple(_card(each, standard, member) for each in reversed(found)),
        kinds=tuple((kind.value, words) for kind, words in KINDS.items()),
        methods=tuple((method.code, method.name) for method in standard.methods),
        may_write=may(member, Permission.RECORD_ADJUSTMENT),
        typed=typed or Typed(),
        about=about,
        faults=faults,
    )
    around = record_frame(request, one, member, "Portfolio", "Adjustments", has_error=bool(faults))
    return page(request, "portfolio/adjustments.html", around, status=422 if faults else 200, view=view)


def stands_words(one: Adjustment) -> str:
    """Where an adjustment stands, in a sentence."""
    if one.state is AdjustmentState.PROPOSED and one.is_erased:
        return "Nobody can consent to it any more, since its words are gone. The tutor can write down a new one."
    return STANDS[one.state]


def _card(one: Adjustment, standard: Standard, member: Member) -> AdjustmentCard:
    writes, open_ = may(member, Permission.RECORD_ADJUSTMENT), (AdjustmentState.PROPOSED, AdjustmentState.AGREED)
    told = f"{one.told_whom} was told on {date_words(one.told_on)}." if one.told_on else ""
    return AdjustmentCard(
        number=one.number,
        heading=adjustment_words(one.what, standard),
        words=one.what.words,
        reason=one.what.reason if may(member, Permission.SEE_RESTRICTED_REASONS) else "",
        about=f"{one.by.name} wrote it down on {stamp_short(one.at)}.",
        stands=stands_words(one),
        told=told,
        ended=one.ended_reason if may(member, Permission.SEE_RESTRICTED_REASONS) else "",
        may_answer=may(member, Permission.CONSENT_TO_ADJUSTMENT) and one.waits_for_consent,
        may_tell=writes and one.waits_to_be_told,
        may_end=writes and one.state in open_,
    )
