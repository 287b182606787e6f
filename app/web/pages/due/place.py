"""What waits for an employer's contact, over all their apprentices: confirm what is chosen, or query it."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions import due as doing
from app.answers.due import Due, DueOf, RecordDue, ScanDue, everything_due
from app.answers.reviews import ToPrepare, reviews_to_prepare
from app.catalogue import Catalogue
from app.db import receipts
from app.db.receipts import Given
from app.db.reviews import Prepared, prepared_of_many
from app.domain.london import london_date
from app.domain.people import Role
from app.domain.refusals import BadInput, Fault, NotFound, WrongState
from app.domain.signatures import ANSWER_WORDS, kind_name, record_name
from app.rendering.frame import Link
from app.rendering.words import date_day, days_away, hours, plural, sentence_case, stamp_words
from app.web.access import installation, reading
from app.web.contact import Here, acting_here, closed, contact_here, place_frame
from app.web.forms import Typed, checked, typed_form
from app.web.pages.due.links import HERE, SIGNING
from app.web.pages.off_the_job.rows import EntryRow, rows_of
from app.web.pages.off_the_job.ticking import TickedForm, key_of
from app.web.record import record_address
from app.web.responses import page, redirect
from app.web.skills_scans import PURPOSES

router = APIRouter(include_in_schema=False)
CHOOSE = "choose:"
RECEIPTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class DueGroup:
    """What waits of one apprentice. `choose` is what the button sends that ticks all of it; `address` leads to the
    record, "" for who came by a link, whom it would not let in."""

    id: str
    name: str
    first_name: str
    meta: str
    address: str
    words: str
    choose: str
    rows: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True)
class ScanToRate:
    """A skills scan that waits for the employer's ratings."""

    name: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class DueRecord:
    """A record to read and sign. `since` is when it was put."""

    name: str
    address: str
    of: str
    since: date


@dataclass(frozen=True, slots=True)
class ReviewToPrepare:
    """A review for which the employer may write, and when it is."""

    name: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class DueView:
    """The place. `said` is the message of the moment where only a part is answered; `by_link` names who came by one."""

    lede: str
    said: str
    by_link: str
    faults: tuple[Fault, ...]
    records: tuple[DueRecord, ...]
    groups: tuple[DueGroup, ...]
    ticked: frozenset[str]
    statements: tuple[str, ...]
    note: str
    querying: bool
    more: bool
    receipts: tuple[Link, ...]
    scans: tuple[ScanToRate, ...]
    reviews: tuple[ReviewToPrepare, ...]


@router.get(HERE)
def show(request: Request, here: Here | None = contact_here()) -> Response:
    """Everything that waits. Nothing is ticked beforehand: confirming is a statement about each."""
    return closed(request) if here is None else _shown(request, here)


@router.post(HERE)
def decide(request: Request, here: Here | None = contact_here(), typed: Typed = Depends(typed_form)) -> Response:
    """Choose all of one apprentice's, confirm what is ticked, or query it."""
    if here is None:
        return closed(request)
    if typed.get("decision").startswith(CHOOSE):
        return _shown(request, here, typed, choose=typed.get("decision").removeprefix(CHOOSE))
    try:
        form = checked(TickedForm, typed)
        chosen = [key_of(text) for text in form.entry]
        with acting_here(request, here) as who:
            if form.decision == "query":
                minutes = doing.query_due(who, chosen, form.note)
                code = ""
            else:
                code = doing.confirm_due(who, chosen, here.means)
    except (BadInput, WrongState, NotFound) as refusal:
        return _refused(request, here, typed, refusal)
    if code:
        return redirect(request, f"/receipts/{code}", "ok", "Confirmed", "The hours count from now on.")
    text = "Whoever logged them is asked, and can answer or put them right."
    return redirect(request, HERE, "ok", f"{hours(minutes)} queried", text)


def _refused(request: Request, here: Here, typed: Typed, refusal: BadInput | WrongState | NotFound) -> Response:
    if isinstance(refusal, BadInput):
        return _shown(request, here, typed, faults=refusal.faults, status=422)
    gone = "Nothing was changed, because some of these do not wait for you any more. Choose again."
    sentence = gone if isinstance(refusal, NotFound) else refusal.sentence
    return _shown(request, here, typed, faults=(Fault("entry", sentence),), status=409)


def _shown(
    request: Request,
    here: Here,
    typed: Typed | None = None,
    *,
    choose: str = "",
    faults: tuple[Fault, ...] = (),
    status: int = 200,
) -> Response:
    house = installation(request)
    with reading(request) as session:
        due = everything_due(session, here.person, here.apprenticeships, house.today())
        kept = receipts.newest(session, here.person.id, limit=RECEIPTS_SHOWN)
        reviews = reviews_to_prepare(session, house.catalogue, due.running, house.today())
        prepared = prepared_of_many(session, [one.apprenticeship.id for one in reviews])
    ticked = frozenset(typed.all("entry")) if typed else frozenset()
    groups = tuple(_group(house.catalogue, one, here) for one in due.groups)
    ticked |= {row.key for group in groups if group.id == choose for row in group.rows}
    around = place_frame(request, here, "Waiting for you", current=HERE, has_error=bool(faults), wide=True)
    said = f"{around.notice.heading}. {around.notice.text}" if around.notice and "hx-request" in request.headers else ""
    view = DueView(
        lede=_lede(due, sum(not _wrote(one, prepared) for one in reviews)),
        said=said,
        by_link=here.by_link,
        faults=faults,
        records=tuple(map(_record, due.records)),
        groups=groups,
        ticked=ticked,
        statements=_statements(house.catalogue, due),
        note=typed.get("note") if typed else "",
        querying=bool(typed and typed.get("note")) or any(fault.path == "note" for fault in faults),
        more=due.more,
        receipts=tuple(map(_receipt, kept)),
        scans=tuple(_scan(one) for one in due.scans),
        reviews=tuple(_review(one, prepared, house.today()) for one in reviews),
    )
    return page(request, "due/index.html", around, status=status, block="due", view=view)


def _group(catalogue: Catalogue, one: DueOf, here: Here) -> DueGroup:
    record = one.apprenticeship
    standard = catalogue.standard(record.standard, record.version)
    return DueGroup(
        id=f"of-{record.id}",
        name=record.apprentice.name,
        first_name=record.apprentice.name.split()[0],
        meta=f"{record.terms.employer.name}. {standard.title}, level {standard.level}.",
        address="" if here.by_link else record_address(record.id, "off-the-job"),
        words=f"{plural(len(one.hours), 'entry', 'entries')}, {hours(one.minutes)}",
        choose=f"{CHOOSE}of-{record.id}",
        rows=rows_of(catalogue, one.hours),
    )


def _scan(one: ScanDue) -> ScanToRate:
    words = f"Scan {one.number}, {PURPOSES[one.purpose].lower()}. About 20 minutes; you can stop part way."
    address = f"{HERE}/skills-scan/{one.apprenticeship.id}/{one.number}"
    return ScanToRate(one.apprenticeship.apprentice.name, words, address)


def _receipt(one: Given) -> Link:
    done = f"{sentence_case(kind_name(one.kind, one.number))}, {ANSWER_WORDS[one.answer]}" if one.kind else "Confirmed"
    return Link(f"{done} on {stamp_words(one.at)}", f"/receipts/{one.code}")


def _record(one: RecordDue) -> DueRecord:
    key, record = one.record.key, one.apprenticeship
    return DueRecord(
        name=sentence_case(record_name(key)),
        address=f"{SIGNING}/{record.id}/{key.kind.value}/{key.number}/{key.version}",
        of=f"{record.apprentice.name}, {record.terms.employer.name}",
        since=london_date(one.record.put_at),
    )


def _review(one: ToPrepare, prepared: Prepared, today: date) -> ReviewToPrepare:
    record, place = one.apprenticeship, one.place
    written = " You have written for it." if _wrote(one, prepared) else ""
    return ReviewToPrepare(
        name=f"Review {place.number} of {record.apprentice.name}",
        words=f"{date_day(place.on)}, {days_away((place.on - today).days)}.{written}",
        address=f"{HERE}/reviews/{record.id}/{place.number}",
    )


def _wrote(one: ToPrepare, prepared: Prepared) -> bool:
    """Whether the employer has written for it."""
    return Role.EMPLOYER in prepared.get((one.apprenticeship.id, one.place.number), {})


def _statements(catalogue: Catalogue, due: Due) -> tuple[str, ...]:
    """What confirming says: one sentence for each programme among what waits."""
    programmes = {group.apprenticeship.programme for group in due.groups}
    return tuple(sorted({catalogue.programme(code).confirmation_statement for code in programmes}))


def _lede(due: Due, reviews: int) -> str:
    """What waits; `reviews` are those for which nothing was written."""
    waiting = (
        (due.records, plural(len(due.records), "record waits", "records wait") + " for your signature."),
        (due.scans, plural(len(due.scans), "skills scan waits", "skills scans wait") + " for you."),
        (reviews, plural(reviews, "review waits", "reviews wait") + " for you to prepare."),
    )
    said = [words for found, words in waiting if found]
    if due.groups:
        waits = plural(due.entries, "entry waits", "entries wait")
        apprentices = plural(len(due.groups), "apprentice")
        said.insert(0, f"{waits} for you, from {apprentices}: {hours(due.minutes)} together.")
    return " ".join(said) or "Nothing waits for you."
