"""A receipt at its address, for whoever it was given to; and checking one, for anybody who holds its words."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.due import insist_on_few_checks
from app.answers.receipts import held_against
from app.catalogue import Catalogue
from app.db import receipts, signatures
from app.db.receipts import OfEntry
from app.domain.off_the_job.entries import TimeState
from app.domain.receipts import code_in, means_words
from app.domain.refusals import Fault, NotFound, TooOften
from app.rendering.words import date_short, hours, hours_short, plural, stamp_words
from app.web.access import anyone, installation, reading
from app.web.contact import Here, closed, contact_here, place_frame
from app.web.forms import Typed, typed_form
from app.web.pages.due.links import SIGNING
from app.web.pages.sign_in.entering import place_of
from app.web.responses import page
from app.web.signed.receipt import proof_facts, receipt_view

router = APIRouter(include_in_schema=False)
CHECK = "/receipts/check"
LONGEST_WORDS = 100_000


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One entry of a receipt. `since` says what became of it afterwards, "" where it counts as it was confirmed."""

    name: str
    on: str
    activity: str
    duty: str
    time: str
    since: str


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A receipt: what was confirmed, by whom, when and how; its words and their hash."""

    code: str
    lede: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[ReceiptRow, ...]
    words: str
    sha256: str
    by_link: str


@dataclass(frozen=True, slots=True)
class CheckView:
    """The check, before and after. `outcome` is "" until something was checked; `proof` is what a signer's receipt that
    is on record proves."""

    code: str
    sha256: str
    words: str
    outcome: str
    faults: tuple[Fault, ...]
    proof: tuple[tuple[str, str], ...] = ()
    changed: bool = False


@router.get(CHECK)
def ask(request: Request, code: str = "", _: None = anyone()) -> Response:
    """The form; `code` fills that field in."""
    return _check(request, CheckView(code_in(code), "", "", "", ()))


@router.post(CHECK)
def check(request: Request, typed: Typed = Depends(typed_form), _: None = anyone()) -> Response:
    """Whether what somebody holds is on record."""
    code, sha256, words = typed.get("code").strip(), typed.get("sha256").strip(), typed.get("words")
    faults = _faults(code, sha256, words)
    if faults:
        return _check(request, CheckView(code, sha256, words, "", faults), 422)
    try:
        insist_on_few_checks(installation(request), place=place_of(request))
    except TooOften as refusal:
        return _check(request, CheckView(code, sha256, words, "", (Fault("code", refusal.sentence),)), 429)
    with reading(request) as session:
        outcome, proof = held_against(session, code, sha256, words)
    facts = proof_facts(proof) if proof else ()
    changed = proof is not None and not (proof.unchanged or proof.erased)
    return _check(request, CheckView(code, sha256, words, outcome.value, (), facts, changed))


@router.get("/receipts/{code}")
def show(request: Request, code: str, here: Here | None = contact_here()) -> Response:
    """One's own receipt; anybody else's is not there."""
    if here is None:
        return closed(request)
    with reading(request) as session:
        signature = signatures.by_code(session, code_in(code))
        if signature is not None and signature[1].by == here.person.id:
            shown = receipt_view(*signature, f"{SIGNING}/{signature[0].apprenticeship}")
            return page(request, "signatures/receipt.html", place_frame(request, here, "Receipt"), view=shown)
        found = receipts.find(session, code_in(code))
        if found is None or found.person != here.person.id:
            raise NotFound
        entries = receipts.entries_of(session, found.code)
    catalogue = installation(request).catalogue
    minutes = sum(one.minutes for one in entries)
    view = ReceiptView(
        code=found.code,
        lede=f"You confirmed {hours(minutes)} in {plural(len(entries), 'entry', 'entries')}. They count from now on.",
        facts=(
            ("Receipt", found.code),
            ("Confirmed by", here.person.name),
            ("Known by", means_words(found.means)),
            ("When", stamp_words(found.at)),
        ),
        rows=tuple(_row(catalogue, one) for one in entries),
        words=found.words,
        sha256=found.sha256,
        by_link=here.by_link,
    )
    return page(request, "due/receipt.html", place_frame(request, here, "Receipt"), view=view)


def _row(catalogue: Catalogue, one: OfEntry) -> ReceiptRow:
    activity = catalogue.programme(one.programme).activity_by_code.get(one.activity)
    changed = {
        TimeState.SUPERSEDED.value: "Corrected since, so this does not count any more",
        TimeState.WITHDRAWN.value: "Withdrawn since, so this does not count any more",
    }
    return ReceiptRow(
        name=one.apprentice_name,
        on=date_short(one.happened_on),
        activity=activity.name if activity else one.activity,
        duty=one.duty or "",
        time=hours_short(one.minutes),
        since=changed.get(one.state, ""),
    )


def _faults(code: str, sha256: str, words: str) -> tuple[Fault, ...]:
    faults = []
    if not code_in(code):
        faults.append(Fault("code", "Enter the receipt’s code, such as K7QF3-M2DXW-9T4HC."))
    if not sha256 and not words.strip():
        faults.append(Fault("words", "Paste the receipt’s words, or its SHA-256, or both."))
    if len(words) > LONGEST_WORDS:
        faults.append(Fault("words", "That is longer than any receipt. Paste the receipt’s words alone."))
    return tuple(faults)


def _check(request: Request, view: CheckView, status: int = 200) -> Response:
    around = place_frame(request, None, "Check a receipt", form=True, has_error=bool(view.faults))
    return page(request, "due/check.html", around, status=status, view=view)
