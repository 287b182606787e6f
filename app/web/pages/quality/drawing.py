"""The quality assurer's landing: draw a sample, the draws so far, drift between tutors; and one draw whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from app.actions.sampling import draw_again, draw_sample
from app.db import sampling as db
from app.db.sampling import Draw, SampledRow
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound, WrongState
from app.domain.sampling import OUR_SHARES, SMALL, Drift, drift_of
from app.rendering.words import in_words, plural
from app.web.access import Visitor, acting, person_who_may, reading
from app.web.addresses import NUMBER
from app.web.entered.sampling import DrawForm
from app.web.forms import Typed, checked, typed_form
from app.web.responses import frame, page, redirect
from app.web.sampling_words import REASONS, STATES, VERDICTS

routes = APIRouter()
HERE = "/quality"
MAY = Permission.SAMPLE_DECISION


@dataclass(frozen=True, slots=True)
class DriftRow:
    """One tutor's numbers and rates in words."""

    name: str
    decided: int
    accepted: str
    returned: str
    declined: str
    disagreed: str
    small: bool


@dataclass(frozen=True, slots=True)
class QualityView:
    """The landing. `ours`: the shares are our own default; `small` is below how many decisions a rate says little."""

    lede: str
    draws: tuple[Draw, ...]
    drift: tuple[DriftRow, ...]
    small: int
    percent: str
    risk_percent: str
    each_ksb: bool
    each_kind: bool
    seed: str
    ours: bool
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One sampled decision in its draw."""

    address: str
    name: str
    apprentice: str
    tutor: str
    verdict: str
    why: str
    state: str


@dataclass(frozen=True, slots=True)
class DrawView:
    """One draw. `again` says what drawing it once more came to, "" where nobody asked."""

    draw: Draw
    rows: tuple[DrawnRow, ...]
    again_address: str
    again: str


@routes.get("/sampling")
def moved(_: Visitor = person_who_may(MAY)) -> Response:
    """Where the landing was before."""
    return RedirectResponse(HERE, status_code=303)


@routes.get(HERE)
def show(request: Request, _: Visitor = person_who_may(MAY)) -> Response:
    """The landing."""
    return _shown(request)


@routes.post(HERE + "/draws")
def draw(request: Request, _: Visitor = person_who_may(MAY), typed: Typed = Depends(typed_form)) -> Response:
    """Draw a sample."""
    try:
        form = checked(DrawForm, typed)
        with acting(request) as who:
            number = draw_sample(who, form.shares(), form.seed)
    except BadInput as wrong:
        return _shown(request, typed, wrong.faults)
    except WrongState as wrong:
        return _shown(request, typed, (Fault("", wrong.sentence),))
    return redirect(request, f"{HERE}/draws/{number}", heading=f"Draw {number} is made")


@routes.get(HERE + "/draws/" + NUMBER)
def one(request: Request, number: int, _: Visitor = person_who_may(MAY)) -> Response:
    """One draw; `?again=true` draws it once more and says whether it comes to the same."""
    again = ""
    with reading(request) as session:
        found = db.draw_of(session, number)
        if found is None:
            raise NotFound
        rows = db.sampled_of(session, number)
        if request.query_params.get("again") == "true":
            anew = [(each.decision.key, each.reasons) for each in draw_again(session, found)]
            kept = [((str(row.apprenticeship), row.seq), row.reasons) for row in rows]
            again = "The same decisions, in the same order." if anew == kept else "Other decisions: something changed."
    view = DrawView(found, tuple(drawn_row(row) for row in rows), f"{HERE}/draws/{number}?again=true", again)
    return page(request, "quality/draw.html", frame(request, f"Draw {number}", current=HERE, compact=True), view=view)


def drawn_row(row: SampledRow) -> DrawnRow:
    """One sampled decision as a list shows it."""
    return DrawnRow(
        address=f"{HERE}/draws/{row.draw}/{row.place}",
        name=f"{row.ksb} on E{row.number}",
        apprentice=row.apprentice,
        tutor=row.tutor_name,
        verdict=VERDICTS[row.verdict],
        why=in_words(REASONS[reason] for reason in row.reasons),
        state=STATES[row.state],
    )


def _shown(request: Request, typed: Typed | None = None, faults: tuple[Fault, ...] = ()) -> Response:
    with reading(request) as session:
        draws = db.draws(session)
        counts, names = db.counts_by_tutor(session, [each.number for each in draws])
    shares = draws[0].shares if draws else OUR_SHARES
    given = typed or Typed()
    view = QualityView(
        lede=_lede(draws),
        draws=tuple(draws),
        drift=tuple(_drift_row(each, names) for each in drift_of(counts)),
        small=SMALL,
        percent=given.get("percent", str(shares.percent)),
        risk_percent=given.get("risk_percent", str(shares.risk_percent)),
        each_ksb="each_ksb" in given if typed else shares.each_ksb,
        each_kind="each_kind" in given if typed else shares.each_kind,
        seed=given.get("seed"),
        ours=shares == OUR_SHARES,
        faults=faults,
    )
    around = frame(request, "Quality", current=HERE, compact=True, has_error=bool(faults))
    return page(request, "quality/index.html", around, status=422 if faults else 200, view=view)


def _lede(draws: list[Draw]) -> str:
    if not draws:
        return "Nothing was sampled yet. Draw the first sample from every decision so far."
    still = sum(each.open for each in draws)
    return (
        f"{plural(still, 'decision')} drawn and not sampled yet." if still else "Everything that was drawn is sampled."
    )


def _drift_row(one: Drift, names: Mapping[UUID, str]) -> DriftRow:
    counts = one.counts
    return DriftRow(
        name=names.get(one.tutor, ""),
        decided=counts.decided,
        accepted=_rate(one.accepted_percent, counts.accepted),
        returned=_rate(one.returned_percent, counts.returned),
        declined=_rate(one.declined_percent, counts.declined),
        disagreed=f"{counts.disagreed} of {counts.sampled}" if counts.sampled else "None sampled yet",
        small=one.small,
    )


def _rate(percent: int | None, many: int) -> str:
    return f"{percent}% ({many})" if percent is not None else "None"
