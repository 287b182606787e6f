"""One review: the page on which it is prepared, held and read, and the older versions of what was held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from app.actions.acting import Installation
from app.answers.reviews import ReviewSheet, SectionSheet, sheet_of
from app.catalogue import Catalogue
from app.domain.fits_anybody import Known, known
from app.domain.people import Member, Role
from app.domain.permissions import Permission, may
from app.domain.refusals import Fault
from app.domain.reviews import FactsSince, ReviewState
from app.domain.signatures import RecordKey, RecordKind
from app.rendering.frame import Link
from app.web.access import installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER
from app.web.forms import Typed
from app.web.pages.due.links import SIGNING
from app.web.pages.reviews.facts_view import FactsView, facts_view
from app.web.pages.reviews.meeting import MeetingView, meeting_view
from app.web.pages.reviews.prepared import YOU, prepared_words
from app.web.pages.reviews.section_view import Retyped, section_views
from app.web.pages.reviews.show_view import ReviewView, held_view, lede_words, said_of, version_links, yours_words
from app.web.plan_words import brief_shown
from app.web.record import record_address, record_frame
from app.web.responses import page
from app.web.scan_in_brief import scan_brief_of
from app.web.signed.page import load_record, record_view
from app.web.signed.signatures import SignaturesView

router = APIRouter(include_in_schema=False)
SIGNED_OUT = "You are signed out. What you typed is kept on this device: sign in again in another tab, then go on here."
HERE = "/a/{apprenticeship}/reviews/" + NUMBER


@dataclass(frozen=True, slots=True)
class Around:
    """Where a review is shown: its address there, where one came from, whether its reader may follow links to the rest
    of the record, and what is said once they are not known any more while they type."""

    here: str
    back: Link
    links: bool = True
    out_words: str = SIGNED_OUT


@dataclass(frozen=True, slots=True)
class Again:
    """A page that is shown again: boxes as they were typed, the meeting as it was typed, and what is wrong.

    `unsaved` are words, by section, for which the review is not open any more.
    """

    boxes: Mapping[str, Retyped] = field(default_factory=dict)
    typed: Typed | None = None
    faults: tuple[Fault, ...] = ()
    status: int = 200
    unsaved: Mapping[str, str] = field(default_factory=dict)


FIRST = Again()
"""A page that is shown for the first time."""


@router.get(HERE)
def show(request: Request, number: int, member: Member = member_who_may(Permission.VIEW_REVIEWS)) -> Response:
    """The newest version of one review."""
    return shown(request, member, number)


@router.get(HERE + "/versions/{version_number:numbered}")
def show_version(
    request: Request, number: int, version_number: int, member: Member = member_who_may(Permission.VIEW_REVIEWS)
) -> Response:
    """One version of a review, as it was put before the parties."""
    return shown(request, member, number, version=version_number)


def shown(
    request: Request, member: Member, number: int, again: Again = FIRST, *, version: int | None = None
) -> Response:
    """The page of one review, first or again. Raises NotFound."""
    catalogue, today = installation(request).catalogue, visitor(request).today
    with reading(request) as session:
        sheet = sheet_of(session, catalogue, member, number, today, version)
        one = sheet.apprenticeship
        signed = _signed(session, installation(request), member, sheet)
        plan = brief_shown(sheet.plan, one) if sheet.plan and is_open(sheet) else None
        scan = scan_brief_of(session, catalogue, one, member.roles) if is_open(sheet) else None
    title = f"Review {number}"
    around = record_frame(request, sheet.apprenticeship, member, "Reviews", title, has_error=bool(again.faults))
    place = Around(
        review_address(member, number), Link("All reviews", record_address(member.apprenticeship, "reviews"))
    )
    made = review_view(catalogue, member, sheet, today, again, place)
    view = replace(made, plan=plan, scan=scan, signatures=signed)
    return page(request, "reviews/show.html", around, status=again.status, view=view)


def is_open(sheet: ReviewSheet) -> bool:
    """Whether it is still prepared: the newest version, neither held nor missed."""
    return sheet.is_newest and sheet.state in (ReviewState.PLANNED, ReviewState.DRAFT)


def _signed(session: Session, house: Installation, member: Member, sheet: ReviewSheet) -> SignaturesView | None:
    """Who signed this version, and the form to sign it; None where it was not put before anybody."""
    if sheet.review is None or sheet.review.held_at is None:
        return None
    key = RecordKey(member.apprenticeship, RecordKind.REVIEW, sheet.number, sheet.version)
    signing = record_address(member.apprenticeship, "signing")
    found = load_record(session, house, key, member.person, member.roles, sheet.apprenticeship)
    return record_view(found, base=signing, receipts=f"{signing}/receipts/").signatures


def review_address(member: Member, number: int) -> str:
    """Where one review is."""
    return record_address(member.apprenticeship, f"reviews/{number}")


def review_view(
    catalogue: Catalogue, member: Member, sheet: ReviewSheet, today: date, again: Again, around: Around
) -> ReviewView:
    """The page of one review for one person."""
    one, here = sheet.apprenticeship, around.here
    plan = catalogue.programme(one.programme)
    open_ = is_open(sheet)
    yours = _yours(sheet.sections)
    signing = record_address(one.id, "signing") if around.links else f"{SIGNING}/{one.id}"
    return ReviewView(
        number=sheet.number,
        version=max(1, sheet.version),
        state=sheet.state.value,
        lede=lede_words(sheet, plan.review_minutes, today),
        said=said_of(sheet),
        back=around.back,
        person=str(member.person.id),
        keep=f"{here}/holding",
        out_words=around.out_words,
        facts=_facts(catalogue, sheet, links=around.links),
        held=held_view(sheet.review, signing) if sheet.review else None,
        sections=section_views(
            sheet.sections, one, f"{here}/sections", again.boxes, open_=open_, about=_about(catalogue, sheet)
        ),
        words_address=f"{here}/sections",
        targets_address=_targets(one.id, sheet.number) if open_ and around.links else "",
        writes=bool(yours),
        yours=yours,
        yours_words=yours_words(yours, one, member.roles) if yours else "",
        prepared=prepared_of(sheet, member.roles) if open_ else (),
        meeting=_meeting(member, sheet, here, today, again) if open_ else None,
        planning_address=f"{here}/planning" if sheet.may_move else "",
        reopening_address=f"{here}/reopening" if sheet.may_reopen else "",
        revision_address=f"{here}/revision" if sheet.may_revise else "",
        erasing_address=f"{here}/erasure" if _may_erase(member, sheet, again) else "",
        versions=version_links(sheet) if around.links else (),
        faults=again.faults,
        unsaved=_unsaved(sheet, again),
    )


def _may_erase(member: Member, sheet: ReviewSheet, again: Again) -> bool:
    """Whoever ends a breach, of what was written; nobody in the middle of a form."""
    return sheet.is_newest and sheet.review is not None and not again.faults and may(member, Permission.END_BREACH)


def _targets(apprenticeship: UUID, number: int) -> str:
    """Where the targets are seen, set and settled at this review."""
    return record_address(apprenticeship, f"targets?review={number}")


def _about(catalogue: Catalogue, sheet: ReviewSheet) -> Known:
    """What a comment could name of this apprentice, with a few things of these weeks to suggest."""
    one, facts = sheet.apprenticeship, _told(sheet)
    pieces = [f"E{number}" for number in facts.evidence_added[:2]] if facts else []
    return known(catalogue.standard(one.standard, one.version), (), [*pieces, *(facts.ksbs_moved[:2] if facts else ())])


def _yours(sheets: Sequence[SectionSheet]) -> tuple[tuple[str, str, bool], ...]:
    """One’s own boxes: title, where it is on the page, whether anything is written."""
    return tuple((one.section.title, one.section.code, bool(one.words)) for one in sheets if one.writes_as)


def _facts(catalogue: Catalogue, sheet: ReviewSheet, *, links: bool) -> FactsView | None:
    facts, one = _told(sheet), sheet.apprenticeship
    if facts is None:
        return None
    standard, plan = catalogue.standard(one.standard, one.version), catalogue.programme(one.programme)
    frozen = facts is not sheet.facts or sheet.facts_frozen
    return facts_view(facts, sheet.number, one, standard, plan, frozen=frozen, links=links)


def _told(sheet: ReviewSheet) -> FactsSince | None:
    """The facts of this version; while it is put right anew, those that were frozen before."""
    frozen = [found.facts for found in sheet.versions if found.facts is not None]
    return sheet.facts or (frozen[-1] if frozen else None)


def prepared_of(sheet: ReviewSheet, mine: frozenset[Role]) -> tuple[tuple[str, str], ...]:
    """Which of the others has written what, of the sections that the reader may read."""
    sections = [one.section for one in sheet.sections]
    written: dict[Role, set[str]] = {}
    for one in sheet.sections:
        for text in one.texts:
            written.setdefault(text.role, set()).add(one.section.code)
    every = prepared_words(sections, written, sheet.apprenticeship, mine)
    return tuple(one for one in every if one[0] != YOU)


def _meeting(member: Member, sheet: ReviewSheet, here: str, today: date, again: Again) -> MeetingView | None:
    if not may(member, Permission.HOLD_REVIEW) or sheet.place.since > today:
        return None
    before = sheet.review.meeting if sheet.review else None
    return meeting_view(
        here, sheet.apprenticeship, sheet.place.on, today, sheet.computed, before, sheet.meeting, again.typed
    )


def _unsaved(sheet: ReviewSheet, again: Again) -> tuple[tuple[str, str], ...]:
    titles = {one.section.code: one.section.title for one in sheet.sections}
    return tuple((titles[code], words) for code, words in again.unsaved.items() if code in titles)
