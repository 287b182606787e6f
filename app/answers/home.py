"""What an apprentice sees first: what to do next and why, with what it is worked out from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.answers.asked_of import NextStep, evidence_steps, settle_steps
from app.answers.asked_to_sign import consent_steps, signing_steps
from app.answers.assessment import steps_towards_assessment
from app.answers.hours import hours_of
from app.answers.readiness import Readiness, readiness_of
from app.answers.reviews import ReviewsStanding, due_sentence, next_reviews_of_many
from app.answers.sessions import SessionsOnRecord, sessions_on_record
from app.answers.standards import standard_of
from app.answers.waiting import waits_of
from app.catalogue import Catalogue
from app.db.coverage import tag_counts
from app.db.home import AskingPiece, OwnTarget, asked_of, sessions_piece_and_waits
from app.domain.apprenticeships import Apprenticeship
from app.domain.chasing import Wait, WaitKind
from app.domain.coverage import Coverage, KsbState, coverage
from app.domain.evidence import TagState
from app.domain.off_the_job.summary import HoursSummary
from app.domain.people import ENDED, ApprenticeshipStatus, Role
from app.domain.standards import Standard
from app.rendering.words import hours, in_words, plural

MOST_STEPS = 6
"""More steps than these are not read at once; the rest are folded away."""

REVIEW_IS_NEAR_DAYS = 14


@dataclass(frozen=True, slots=True)
class Home:
    """Everything of one apprenticeship that its landing shows. `steps` come most pressing first, without a limit.

    `targets` are the apprentice's own open ones, overdue ones first; `sent` the pieces with KSBs that wait for the
    tutor, newest first; `waits` what waits on the apprentice. `nothing_yet`: the record is still empty, with no
    evidence, not even a draft, and no hours in any state.
    """

    apprenticeship: Apprenticeship
    standard: Standard
    coverage: Coverage
    hours: HoursSummary
    reviews: ReviewsStanding
    readiness: Readiness
    steps: tuple[NextStep, ...]
    nothing_yet: bool
    sessions: SessionsOnRecord
    targets: tuple[OwnTarget, ...]
    sent: tuple[AskingPiece, ...]
    waits: tuple[Wait, ...]


def home_of(session: Session, catalogue: Catalogue, apprenticeship: Apprenticeship, today: date) -> Home:
    """One apprenticeship's landing, in six statements (more where it has ended)."""
    standard = standard_of(session, catalogue, apprenticeship)
    asked = asked_of(session, apprenticeship.id, apprenticeship.settings.plausible_day_minutes)
    held, any_piece, chased = sessions_piece_and_waits(session, apprenticeship.id, today)
    sessions = sessions_on_record(held)
    logged = hours_of(session, catalogue, apprenticeship, today, sessions=sessions)
    minutes = {duty.code: duty.confirmed_minutes for duty in logged.by_duty}
    day = catalogue.programme(apprenticeship.programme).day_minutes
    covered = coverage(standard, tag_counts(session, apprenticeship.id), minutes, day_minutes=day)
    ready = readiness_of(session, catalogue, apprenticeship, today, standard=standard, coverage=covered, hours=logged)
    record = {apprenticeship.id: ready.reviews}
    reviews = next_reviews_of_many(session, catalogue, [apprenticeship], today, record)[apprenticeship.id]
    waits = tuple(
        one for one in waits_of(catalogue, apprenticeship, chased, reviews.next, today) if one.role is Role.APPRENTICE
    )
    scan = next((int(one.which) for one in waits if one.kind is WaitKind.SCAN), None)
    learning = apprenticeship.status is ApprenticeshipStatus.ACTIVE
    tutor = apprenticeship.tutor.name.split()[0] if apprenticeship.tutor else "Your tutor"
    steps = (
        *(NextStep(*words) for words in steps_towards_assessment(asked.sittings, today)),
        *signing_steps(ready.reviews, chased.waiting),
        *consent_steps(asked.adjustments, standard),
        *evidence_steps(asked.pieces, tutor),
        *_query_steps(logged.queried_minutes - sessions.queried_minutes),
        *_review_steps(reviews, today),
        *settle_steps(asked.questions, apprenticeship.apprentice.id),
        *_scan_steps(scan, covered.total, ended=apprenticeship.status in ENDED),
        *_start_steps(standard, covered),
    )
    nothing = (
        covered.not_started == covered.total
        and not asked.pieces
        and not (logged.confirmed_minutes + logged.waiting_minutes + logged.queried_minutes)
    )
    return Home(
        apprenticeship,
        standard,
        covered,
        logged,
        reviews,
        ready,
        steps,
        nothing_yet=nothing and not any_piece,
        sessions=sessions,
        targets=asked.targets,
        sent=_sent(asked.pieces),
        waits=waits if learning else (),
    )


def _sent(pieces: Sequence[AskingPiece]) -> tuple[AskingPiece, ...]:
    return tuple(piece for piece in reversed(pieces) if piece.in_state(TagState.AWAITING))


def _query_steps(queried: int) -> Iterator[NextStep]:
    """`queried` are the minutes whose query she has to answer, so none that she disputes herself."""
    if queried > 0:
        said = hours(queried)
        are = "is" if said.startswith("1 ") and said.count(" ") == 1 else "are"
        yield NextStep(
            f"Answer the query on {said}",
            f"{said} of your off-the-job training {are} queried, so it cannot be confirmed until you answer.",
            "See the query",
            "off-the-job?state=queried",
        )


def _review_steps(reviews: ReviewsStanding, today: date) -> Iterator[NextStep]:
    at_hand = reviews.at_hand
    if at_hand is not None and (at_hand.on - today).days <= REVIEW_IS_NEAR_DAYS:
        yield NextStep(
            f"Get ready for review {at_hand.number}",
            f"{due_sentence(at_hand, today)} See what has changed since the one before.",
            f"See review {at_hand.number}",
            f"reviews/{at_hand.number}",
        )


def _scan_steps(scan: int | None, ksbs: int, *, ended: bool) -> Iterator[NextStep]:
    """`scan` is the number of the skills scan that waits for her ratings."""
    if scan is not None and not ended:
        yield NextStep(
            f"Rate yourself in skills scan {scan}",
            f"Say what you know and do today, for all {ksbs} KSBs. About 20 minutes; you can stop part way.",
            "Rate yourself",
            f"skills-scan/{scan}/ratings",
        )


def _start_steps(standard: Standard, covered: Coverage) -> Iterator[NextStep]:
    """The first KSBs with nothing yet, and where they usually show; without any, what still needs its evidence."""
    waiting = [ksb.code for ksb in covered.ksbs if ksb.state is KsbState.NOT_STARTED]
    if not waiting:
        return
    named = waiting[:2]
    first = standard.ksb_by_code[named[0]]
    heading = "Start " + " and ".join(f"{code} ({standard.ksb_by_code[code].short})" for code in named)
    only = "The only KSB" if len(waiting) == 1 else "The only two KSBs"
    count = f"{only} with nothing yet." if len(waiting) <= 2 else f"{plural(len(waiting), 'KSB')} have nothing yet."
    yield NextStep(
        heading,
        f"{count}{_where_shown(standard, first.code)}",
        f"See {first.code}" if len(waiting) == 1 else f"See all {len(waiting)}",
        "coverage?state=not_started",
    )


def _where_shown(standard: Standard, ksb: str) -> str:
    duties = standard.duties_of_ksb[ksb]
    if not duties:
        return ""
    if len(duties) == len(standard.duties):
        return f" {ksb} shows in every duty."
    word = "duty" if len(duties) == 1 else "duties"
    return f" {ksb} usually shows in {word} {in_words(duties)}."
