"""One review as its page shows it: to prepare and to hold while it is open, and as it was held afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.answers.reviews import ReviewSheet
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Role
from app.domain.refusals import Fault
from app.domain.reviews import Review, ReviewState
from app.domain.signatures import ROLE_WORDS
from app.rendering.frame import Link
from app.rendering.words import date_day, date_words, days_away, in_words, london_date, possessive, sentence_case
from app.web.pages.reviews.facts_view import FactsView
from app.web.pages.reviews.listing import moved_words, unsigned_words
from app.web.pages.reviews.meeting import MeetingView
from app.web.pages.reviews.section_view import SectionView
from app.web.plan_words import BriefShown
from app.web.record import record_address
from app.web.scan_in_brief import ScanInBrief
from app.web.signed.signatures import SignaturesView


@dataclass(frozen=True, slots=True)
class HeldView:
    """How a review was held: the day, who was there, the colour given and the one worked out, with the reasons.

    `signing` is where its record is read whole, signed and printed.
    """

    on: str
    present: str
    rag: str
    rag_reason: str
    computed: str
    reasons: tuple[str, ...]
    signing: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One review for one person. `state` is that of the version shown, `said` are sentences about its dates.

    `yours` are the person’s own boxes (title, anchor, whether anything is written), `prepared` what each party has
    written. `person` and `keep` are by what a device keeps what is typed, `out_words` are said where nobody is signed
    in any more. Addresses are "" for what is not theirs to do. `unsaved` are words that could not be saved any more, by
    the title of their section. `scan` is what the skills scan gives to talk about while it is still to be held.
    """

    number: int
    version: int
    state: str
    lede: str
    said: tuple[str, ...]
    back: Link
    person: str
    keep: str
    out_words: str
    facts: FactsView | None
    held: HeldView | None
    sections: tuple[SectionView, ...]
    words_address: str
    targets_address: str
    writes: bool
    yours: tuple[tuple[str, str, bool], ...]
    yours_words: str
    prepared: tuple[tuple[str, str], ...]
    meeting: MeetingView | None
    planning_address: str
    reopening_address: str
    revision_address: str
    versions: tuple[Link, ...]
    faults: tuple[Fault, ...]
    unsaved: tuple[tuple[str, str], ...]
    erasing_address: str = ""
    plan: BriefShown | None = None
    signatures: SignaturesView | None = None
    scan: ScanInBrief | None = None


def lede_words(sheet: ReviewSheet, minutes: int, today: date) -> str:
    """When it is, or was."""
    place, review = sheet.place, sheet.review
    if review is not None and review.meeting is not None:
        return f"Milestone review, held on {date_day(review.meeting.held_on)}."
    if sheet.state is ReviewState.MISSED:
        return f"Milestone review of {date_words(place.on)}, missed."
    if place.undated:
        return "Milestone review. It has no day yet: the break in learning has no date of return."
    return f"Milestone review, {date_day(place.on)}, {days_away((place.on - today).days)}. {minutes} minutes."


def said_of(sheet: ReviewSheet) -> tuple[str, ...]:
    """What is to be known of its dates: moved or missed and why, the rule’s deadline, who has not signed."""
    place, review = sheet.place, sheet.review
    said = [sentence for sentence in (moved_words(place),) if sentence]
    if review is not None and review.missed_reason:
        said.append(f"Missed: {review.missed_reason}")
    said += [
        f"{one.by.name} took back on {date_words(london_date(one.at))} that it was missed: {one.reason}"
        for one in sheet.planned
        if one.is_reopening
    ]
    if review is not None and review.revision_reason:
        said.append(f"Version {review.version} was started because: {review.revision_reason}")
    if place.is_open and place.rule_deadline is not None:
        deadline = place.rule_deadline
        said.append(f"The funding rule’s own deadline is {date_words(deadline.due_on)}. {place.deadline_moved}".strip())
    return (*said, *(unsigned_words(place) if sheet.is_newest else ("A newer version was put in its place.",)))


def held_view(review: Review, signing: str) -> HeldView | None:
    """How it was held; None where it was not. `signing` is what the addresses of records to sign begin with."""
    meeting, computed = review.meeting, review.computed
    if meeting is None or review.state in (ReviewState.PLANNED, ReviewState.DRAFT):
        return None
    return HeldView(
        on=date_day(meeting.held_on),
        present=sentence_case(in_words(f"the {ROLE_WORDS[role]}" for role in meeting.present)),
        rag=meeting.rag.value,
        rag_reason=meeting.rag_reason,
        computed=computed.colour.value if computed and computed.colour else "",
        reasons=computed.reasons if computed else (),
        signing=f"{signing}/review/{review.number}/{review.version}",
    )


def version_links(sheet: ReviewSheet) -> tuple[Link, ...]:
    """The other versions of a review that was held, the newest first."""
    newest = sheet.versions[-1].review.version if sheet.versions else 0
    here = record_address(sheet.apprenticeship.id, f"reviews/{sheet.number}")
    return tuple(
        Link(_version_words(one, newest), here if one.version == newest else f"{here}/versions/{one.version}")
        for one in (found.review for found in reversed(sheet.versions))
        if one.version != sheet.version
    )


def yours_words(yours: Sequence[tuple[str, str, bool]], one: Apprenticeship, roles: frozenset[Role]) -> str:
    """What somebody is asked to write, and that it is seen from when it is saved."""
    written = sum(done for _, _, done in yours)
    whose = "" if Role.APPRENTICE in roles else f" for {possessive(one.apprentice.name.split()[0])} review"
    return (
        f"You have written in {written} of {len(yours)} places{whose}. It is saved as you type, and whoever may read "
        "a place sees it from then on."
    )


def _version_words(review: Review, newest: int) -> str:
    if review.version == newest:
        return f"Version {review.version}, the newest"
    when = f", held on {date_words(review.meeting.held_on)}" if review.meeting else ""
    return f"Version {review.version}{when}"
