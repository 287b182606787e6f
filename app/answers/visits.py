"""Visits from outside: what a visitor may enter and reads there, and what the provider is told of each visit."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.evidence import number_from
from app.catalogue import Catalogue
from app.db import apprenticeships, sampling
from app.db import evidence as evidence_db
from app.db import visits as db
from app.db.evidence import DecisionRecord
from app.db.openings import Opened, openings, page_of_openings
from app.db.sampling import SampledRow
from app.domain.access_given import GrantState
from app.domain.apprenticeships import Apprenticeship
from app.domain.evidence import Evidence, EvidenceVersion, may_read_outside
from app.domain.programmes import Programme
from app.domain.refusals import NotFound
from app.domain.sampling import Judged
from app.domain.standards import Standard
from app.domain.visits import Sight, Visit

PAGE = 20


@dataclass(frozen=True, slots=True)
class VisitOwn:
    """One visit as the visitor finds it; `apprentices` are there while it is open."""

    visit: Visit
    state: GrantState
    apprentices: tuple[Apprenticeship, ...]


@dataclass(frozen=True, slots=True)
class VisitListed:
    """One visit of the list; `opened` is how many things were opened."""

    visit: Visit
    state: GrantState
    opened: int


@dataclass(frozen=True, slots=True)
class VisitTold:
    """One visit as the provider sees it: the apprentices' names by apprenticeship, and what was opened, last first.

    `opened` may be a part of it, `total` is how many things were opened in all. Asked about one apprentice alone,
    `names` is empty: nobody else on the visit is told of.
    """

    visit: Visit
    state: GrantState
    names: Mapping[UUID, str]
    opened: tuple[Opened, ...]
    total: int


@dataclass(frozen=True, slots=True)
class PieceSeen:
    """A cleared piece: the version that counts, and the decisions on it."""

    evidence: Evidence
    version: EvidenceVersion
    apprenticeship: Apprenticeship
    standard: Standard
    programme: Programme
    decisions: tuple[DecisionRecord, ...]


@dataclass(frozen=True, slots=True)
class VersionKey:
    """Which version of which piece of which apprenticeship."""

    apprenticeship: UUID
    number: int
    version: int


@dataclass(frozen=True, slots=True)
class SampledSeen:
    """A sampled decision and what was said of it; `readable` is False where the words are kept with their piece."""

    row: SampledRow
    said: tuple[Judged, ...]
    readable: bool


def visits_of(session: Session, person: UUID, today: date) -> list[VisitOwn]:
    """Every visit of a person, newest first, in four statements at the most."""
    found = db.of_person(session, person)
    opened = {one for visit in found for one in visit.ask.apprenticeships if visit.shows(one, today)}
    known = sorted(apprenticeships.load_many(session, today, opened), key=lambda one: one.apprentice.name)
    return [
        VisitOwn(visit, visit.state(today), tuple(one for one in known if visit.shows(one.id, today)))
        for visit in found
    ]


def still_shows(session: Session, person: UUID, visit: UUID, piece: VersionKey, today: date) -> bool:
    """Whether this person's visit shows this version of a piece on a day, and they have an account; two statements:
    the piece may have been closed since."""
    found = db.find(session, visit, person)
    if found is None or not found.shows(piece.apprenticeship, today, Sight.EVIDENCE):
        return False
    return evidence_db.still_read_outside(session, piece.apprenticeship, piece.number, piece.version)


def visits_listed(session: Session, today: date, before: int | None = None) -> tuple[list[VisitListed], int | None]:
    """A page of every visit, newest first, and the number to go on before, None at the end; two statements."""
    found = db.newest(session, PAGE + 1, before)
    shown = found[:PAGE]
    opened = db.things_opened(session, [one.number for one in shown])
    listed = [VisitListed(one, one.state(today), opened.get(one.number, 0)) for one in shown]
    return listed, shown[-1].number if len(found) > PAGE else None


def visit_listed(session: Session, number: int, today: date) -> VisitListed:
    """One visit. Raises NotFound."""
    found = _numbered(session, number)
    return VisitListed(found, found.state(today), db.things_opened(session, [number]).get(number, 0))


def visit_told(session: Session, number: int, today: date, *, first: int = 0, count: int = PAGE) -> VisitTold:
    """One visit with what was opened on it, from the `first`th thing on. Raises NotFound."""
    found = _numbered(session, number)
    of = found.ask.apprenticeships
    opened, total = page_of_openings(session, db.WORD, number, of, first=first, count=count)
    names = {one.id: one.apprentice.name for one in apprenticeships.load_many(session, today, of)}
    return VisitTold(found, found.state(today), names, tuple(opened), total)


def visits_on(session: Session, apprenticeship: UUID, today: date) -> list[VisitTold]:
    """Every visit that shows or showed something of one apprentice, newest first, with what was opened of theirs."""
    opened = openings(session, db.WORD, [apprenticeship])
    found = []
    for visit in db.of_record(session, apprenticeship):
        of_it = tuple(each for each in opened if each.number == visit.number)
        found.append(VisitTold(visit, visit.state(today), {}, of_it, len(of_it)))
    return found


def piece_seen_on_visit(session: Session, catalogue: Catalogue, here: UUID, said: str, today: date) -> PieceSeen:
    """The counting version of a piece of this apprenticeship. Raises NotFound where nobody from outside may read it."""
    evidence = evidence_db.load(session, here, number_from(session, here, said))
    version = evidence.shown
    if not may_read_outside(evidence):
        raise NotFound
    one = apprenticeships.load(session, here, today)
    decisions = evidence_db.decisions(session, here, evidence.number)
    return PieceSeen(
        evidence,
        version,
        one,
        catalogue.standard(one.standard, one.version),
        catalogue.programme(one.programme),
        tuple(each for each in decisions if each.version == version.version),
    )


def sampled_seen(session: Session, apprenticeship: UUID) -> tuple[SampledSeen, ...]:
    """The sampled decisions of one apprenticeship, newest draw first; three statements.

    What was written with them speaks of what is in a piece, so it is read where the version decided on may be: of a
    piece that is kept from the employer, nowhere.
    """
    rows = sampling.sampled_on(session, apprenticeship)
    said = sampling.said_on(session, apprenticeship)
    held = evidence_db.held_back(session, apprenticeship)
    found = []
    for row in rows:
        readable = (
            row.number not in held.closed | held.provider_only and (row.number, row.version) not in held.uncleared
        )
        words = said.get((row.draw, row.place), ())
        found.append(SampledSeen(row if readable else replace(row, feedback=""), _kept(words, readable), readable))
    return tuple(found)


def _kept(said: tuple[Judged, ...], readable: bool) -> tuple[Judged, ...]:
    return said if readable else tuple(replace(one, words="") for one in said)


def _numbered(session: Session, number: int) -> Visit:
    found = db.numbered(session, number)
    if found is None:
        raise NotFound
    return found
