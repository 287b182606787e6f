"""What goes to the assessor: each piece in or out and in which order, what the plan says of it, and freezing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.portfolio import choose_piece, freeze_portfolio, order_pieces_as_listed
from app.answers.portfolio import PortfolioStanding, seen_by, standing
from app.db import adjustments, apprenticeships
from app.db import portfolio as db
from app.db.portfolio import FrozenVersion
from app.domain.apprenticeships import Apprenticeship
from app.domain.assessment import Adjustment, AdjustmentState, PlanFinding
from app.domain.evidence import TagState
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.portfolio import Candidate, Merged
from app.domain.programmes import EvidenceKindWords
from app.domain.refusals import BadInput, Fault, WrongState
from app.rendering.words import in_words, plural
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER, number_in
from app.web.adjustment_words import AgreedLine, agreed_lines
from app.web.forms import Typed, typed_form
from app.web.record import evidence_address, record_address, record_frame
from app.web.responses import page, redirect

routes = APIRouter()
HERE = "/a/{apprenticeship}/portfolio"


@dataclass(frozen=True, slots=True)
class PieceRow:
    """One piece that could go to the assessor. `place` is where it stands among those that do, 0 for the others."""

    number: int
    name: str
    title: str
    kind: str
    address: str
    included: bool
    place: int
    reason: str
    ksbs: str
    found: tuple[PlanFinding, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One frozen version."""

    number: int
    address: str
    frozen_at: datetime
    by: str
    pieces: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PortfolioView:
    """`general` are findings on the portfolio as a whole, `missing` the KSBs that no chosen piece shows.

    `assessors` is where access is given and what was opened is listed, "" for whoever may not see that.
    """

    here: str
    lede: str
    chosen: tuple[PieceRow, ...]
    others: tuple[PieceRow, ...]
    general: tuple[PlanFinding, ...]
    missing: tuple[PlanFinding, ...]
    plan_known: bool
    versions: tuple[VersionRow, ...]
    may_choose: bool
    may_freeze: bool
    assessors: str
    adjustments: str
    agreed: tuple[AgreedLine, ...]
    reason: str
    faults: tuple[Fault, ...]


@routes.get(HERE)
def show(request: Request, member: Member = member_who_may(Permission.VIEW_PORTFOLIO)) -> Response:
    """The portfolio as it stands."""
    return _shown(request, member)


@routes.post(HERE + "/pieces/" + NUMBER)
def choose(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.CHOOSE_PIECES),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Take one piece in, or leave it out."""
    if typed.get("included") not in ("true", "false"):
        raise BadInput([Fault("included", "Say whether the piece is in the portfolio or left out.")])
    included = typed.get("included") == "true"
    with acting(request) as who:
        choose_piece(who, member.apprenticeship, number, included=included)
    return redirect(request, _address(member), heading=f"E{number} is {'in' if included else 'left out'}")


@routes.post(HERE + "/order")
def order(
    request: Request, member: Member = member_who_may(Permission.CHOOSE_PIECES), typed: Typed = Depends(typed_form)
) -> Response:
    """Put what is in into the order that the numbers beside each piece say; equal ones keep the order they had."""
    try:
        numbers = _in_order(typed)
        with acting(request) as who:
            kept = order_pieces_as_listed(who, member.apprenticeship, numbers)
    except BadInput as wrong:
        return _shown(request, member, wrong.faults)
    return redirect(request, _address(member), heading="The order is kept", text=_differs(kept))


@routes.post(HERE + "/versions")
def freeze(
    request: Request, member: Member = member_who_may(Permission.FREEZE_PORTFOLIO), typed: Typed = Depends(typed_form)
) -> Response:
    """Freeze what is chosen."""
    reason = typed.get("reason")
    try:
        with acting(request) as who:
            number = freeze_portfolio(who, member.apprenticeship, reason)
            _, said = db.words_of(who.session, member.apprenticeship, number).get("reason", ("", ""))
    except BadInput as wrong:
        return _shown(request, member, wrong.faults, reason)
    except WrongState as wrong:
        return _shown(request, member, (Fault("reason", str(wrong)),), reason)
    address = record_address(member.apprenticeship, f"portfolio/{number}")
    if said != reason.strip():
        heading, text = f"Nothing has changed since version {number}", "So no new version was frozen."
        return redirect(request, address, "info", heading=heading, text=text)
    return redirect(request, address, heading=f"Version {number} is frozen", text="No later work changes it.")


def _differs(kept: Merged) -> str:
    """What became of an order that was sent from an older list, in a sentence or two; "" where it was not older."""
    out, new = ([f"E{number}" for number in numbers] for numbers in (kept.out, kept.new))
    left = f"{in_words(out)} {'is' if len(out) == 1 else 'are'} not in the portfolio any more and stayed out."
    came = f"{in_words(new)} came in meanwhile and {'stands' if len(new) == 1 else 'stand'} last."
    return " ".join([left] * bool(out) + [came] * bool(new))


def _in_order(typed: Typed) -> list[int]:
    wanted = []
    for index, (name, value) in enumerate(typed.fields):
        number = number_in(name.removeprefix("place-")) if name.startswith("place-") else None
        if number is None:
            continue
        place = number_in(value.strip())
        if place is None:
            raise BadInput([Fault(name, f"Enter the place of E{number} as a number, such as 3.")])
        wanted.append((place, index, number))
    if not wanted:
        raise BadInput([Fault("order", "Say the place of each piece.")])
    return [number for _, _, number in sorted(wanted)]


def _address(member: Member) -> str:
    return record_address(member.apprenticeship, "portfolio")


def _shown(request: Request, member: Member, faults: tuple[Fault, ...] = (), reason: str = "") -> Response:
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, today)
        found = seen_by(member, standing(session, catalogue, one))
        adjusted = adjustments.all_of(session, one.id)
    view = _view(request, member, one, found, adjusted, faults, reason)
    around = record_frame(request, one, member, "Portfolio", "Portfolio", has_error=bool(faults))
    return page(request, "portfolio/show.html", around, status=422 if faults else 200, view=view)


def _view(
    request: Request,
    member: Member,
    one: Apprenticeship,
    found: PortfolioStanding,
    adjusted: Sequence[Adjustment],
    faults: tuple[Fault, ...],
    reason: str,
) -> PortfolioView:
    findings = found.findings
    kinds = installation(request).catalogue.programme(one.programme).evidence_kind_by_code
    rows = tuple(_row(one, place, each, findings, kinds) for place, each in enumerate(found.candidates, start=1))
    chosen = tuple(row for row in rows if row.included)
    return PortfolioView(
        here=_address(member),
        lede=_lede(chosen, findings),
        chosen=chosen,
        others=tuple(row for row in rows if not row.included),
        general=tuple(each for each in findings if each.piece is None and not each.ksb),
        missing=tuple(each for each in findings if each.ksb),
        plan_known=bool(found.plan.sources),
        versions=tuple(_version(one, each) for each in reversed(found.versions)),
        may_choose=may(member, Permission.CHOOSE_PIECES),
        may_freeze=may(member, Permission.FREEZE_PORTFOLIO),
        assessors=_assessors(member, found),
        adjustments=_adjustments(adjusted, own=may(member, Permission.CONSENT_TO_ADJUSTMENT)),
        agreed=agreed_lines(adjusted, found.standard, found.plan),
        reason=reason,
        faults=faults,
    )


def _adjustments(found: Sequence[Adjustment], *, own: bool) -> str:
    """What its link says: that consent is asked for, before what is agreed."""
    if waiting := sum(one.waits_for_consent for one in found):
        asked = "You are asked to consent to" if own else "The apprentice is asked to consent to"
        return f"{asked} {'an adjustment' if waiting == 1 else plural(waiting, 'adjustment')}"
    if any(one.state is AdjustmentState.AGREED for one in found):
        return "Adjustments agreed for this apprentice"
    return "No adjustments are agreed"


def _assessors(member: Member, found: PortfolioStanding) -> str:
    seen = bool(found.versions) and may(member, Permission.VIEW_ASSESSOR_ACCESS)
    return record_address(member.apprenticeship, "portfolio/assessors") if seen else ""


def _row(
    one: Apprenticeship,
    place: int,
    each: Candidate,
    findings: tuple[PlanFinding, ...],
    kinds: Mapping[str, EvidenceKindWords],
) -> PieceRow:
    version = each.evidence.shown
    kind = kinds.get(version.kind.value)
    return PieceRow(
        number=each.evidence.number,
        name=each.evidence.name,
        title=version.title,
        kind=kind.name if kind else version.kind.value,
        address=evidence_address(one.id, each.evidence.number),
        included=each.included,
        place=place if each.included else 0,
        reason=each.reason,
        ksbs=", ".join(tag.ksb for tag in version.tags if tag.state is TagState.ACCEPTED),
        found=tuple(one for one in findings if one.piece == each.evidence.number),
    )


def _version(one: Apprenticeship, each: FrozenVersion) -> VersionRow:
    return VersionRow(
        each.number,
        record_address(one.id, f"portfolio/{each.number}"),
        each.frozen_at,
        each.frozen_by.name,
        len(each.manifest.pieces),
        each.sha256,
    )


def _lede(chosen: tuple[PieceRow, ...], findings: tuple[PlanFinding, ...]) -> str:
    if not chosen:
        return "Nothing is in the portfolio yet. Pieces come in by themselves once a KSB of them is accepted."
    to_do = plural(len(findings), "thing")
    return f"{plural(len(chosen), 'piece')} in the portfolio; {to_do} to look at before the assessor does."
