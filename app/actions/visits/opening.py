"""Opening what a visit shows of one apprentice. Each opening is recorded first.

Whoever visits reads what is cleared, and of that nothing that is kept from the employer: what is closed, withdrawn, a
draft, not cleared or kept so is not there, and no restricted reason is told. To anybody else, on any other day and
of anything that the visit does not name, there is nothing.
"""

from dataclasses import dataclass
from uuid import UUID

from app.actions.acting import Acting
from app.actions.from_outside import log_once
from app.answers.evidence import EvidenceList, evidence_list
from app.answers.hours import hours_of
from app.answers.readiness import Readiness, readiness_of
from app.answers.reviews import ReviewPlace, reviews_of
from app.answers.visits import PieceSeen, SampledSeen, VersionKey, piece_seen_on_visit, sampled_seen
from app.db import apprenticeships
from app.db import visits as db
from app.db.openings import Opening, log_opening
from app.domain.apprenticeships import Apprenticeship
from app.domain.evidence import EvidenceFile, Scan
from app.domain.off_the_job.summary import HoursSummary
from app.domain.people import Member
from app.domain.refusals import NotFound, WrongState
from app.domain.visits import Sight, Visit


@dataclass(frozen=True, slots=True)
class Seen:
    """One apprentice on a visit, whose opening is recorded."""

    visit: Visit
    apprenticeship: Apprenticeship


@dataclass(frozen=True, slots=True)
class FileSeen:
    """One file of a piece, whose opening is recorded."""

    visit: UUID
    piece: VersionKey
    file: EvidenceFile


def open_evidence(acting: Acting, visit: UUID, apprenticeship: UUID, after: int | None) -> tuple[Seen, EvidenceList]:
    """The cleared pieces, a page of them from below the number `after`. Raises NotFound, as all of these do."""
    found = _on_visit(acting, visit, apprenticeship, Sight.EVIDENCE)
    listed = evidence_list(
        acting.session, acting.catalogue, _nobody(acting, apprenticeship), acting.today, after=after, outside=True
    )
    _log(acting, db.opening(found, apprenticeship, Sight.EVIDENCE.value))
    return Seen(found, listed.apprenticeship), listed


def open_piece(acting: Acting, visit: UUID, apprenticeship: UUID, said: str) -> tuple[Seen, PieceSeen]:
    """One cleared piece with the decisions on it."""
    found = _on_visit(acting, visit, apprenticeship, Sight.EVIDENCE)
    piece = piece_seen_on_visit(acting.session, acting.catalogue, apprenticeship, said, acting.today)
    _log(acting, db.opening(found, apprenticeship, piece.evidence.name))
    return Seen(found, piece.apprenticeship), piece


def open_piece_file(acting: Acting, visit: UUID, apprenticeship: UUID, said: str, place: int) -> FileSeen:
    """The file at this place of a cleared piece, counted from 1, whole or a range of it.

    Raises WrongState where it is harmful.
    """
    found = _on_visit(acting, visit, apprenticeship, Sight.EVIDENCE)
    piece = piece_seen_on_visit(acting.session, acting.catalogue, apprenticeship, said, acting.today)
    if not 1 <= place <= len(piece.version.files):
        raise NotFound
    file = piece.version.files[place - 1]
    if file.scan is Scan.INFECTED:
        raise WrongState(f"“{file.name}” was found to hold something harmful, so nobody can open it.")
    what = f"files/E{piece.evidence.number:02}/{place} of version {piece.version.version}"
    log_once(acting, db.opening(found, apprenticeship, what))
    return FileSeen(found.id, VersionKey(apprenticeship, piece.evidence.number, piece.version.version), file)


def open_hours(acting: Acting, visit: UUID, apprenticeship: UUID) -> tuple[Seen, HoursSummary]:
    """The off-the-job hours, added up."""
    seen = _opened(acting, visit, apprenticeship, Sight.HOURS)
    return seen, hours_of(acting.session, acting.catalogue, seen.apprenticeship, acting.today)


def open_reviews(acting: Acting, visit: UUID, apprenticeship: UUID) -> tuple[Seen, tuple[ReviewPlace, ...]]:
    """The reviews: when each was due and held, and who signed."""
    seen = _opened(acting, visit, apprenticeship, Sight.REVIEWS)
    return seen, reviews_of(acting.session, acting.catalogue, seen.apprenticeship, acting.today)


def open_gateway(acting: Acting, visit: UUID, apprenticeship: UUID) -> tuple[Seen, Readiness]:
    """The gateway checks; whoever shows them leaves out what is restricted."""
    seen = _opened(acting, visit, apprenticeship, Sight.GATEWAY)
    return seen, readiness_of(acting.session, acting.catalogue, seen.apprenticeship, acting.today)


def open_sampling(acting: Acting, visit: UUID, apprenticeship: UUID) -> tuple[Seen, tuple[SampledSeen, ...]]:
    """The decisions that were sampled, and what was said of each."""
    seen = _opened(acting, visit, apprenticeship, Sight.SAMPLING)
    return seen, sampled_seen(acting.session, apprenticeship)


def _log(acting: Acting, one: Opening) -> None:
    log_opening(acting.session, one, at=acting.now)


def _opened(acting: Acting, visit: UUID, apprenticeship: UUID, sight: Sight) -> Seen:
    found = _on_visit(acting, visit, apprenticeship, sight)
    _log(acting, db.opening(found, apprenticeship, sight.value))
    return Seen(found, apprenticeships.load(acting.session, apprenticeship, acting.today))


def _on_visit(acting: Acting, visit: UUID, apprenticeship: UUID, sight: Sight) -> Visit:
    found = db.find(acting.session, visit, acting.person.id)
    if found is None or not found.shows(apprenticeship, acting.today, sight):
        raise NotFound
    return found


def _nobody(acting: Acting, apprenticeship: UUID) -> Member:
    """The visitor, who has no role here: no draft is there for them."""
    return Member(acting.person, apprenticeship, frozenset())
