"""What an assessor may enter, and what the provider is told of the access it gave."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import apprenticeships, portfolio
from app.db import assessor_grants as db
from app.db.evidence import held_back
from app.db.openings import Opened
from app.domain.access_given import NOT_ENDED, GrantState
from app.domain.assessor_grants import Grant
from app.domain.portfolio import FrozenPiece
from app.domain.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Assessed:
    """One grant as its holder finds it. Of an ended one `apprentice` and `standard` are "": it opens nothing."""

    grant: Grant
    state: GrantState
    apprentice: str
    standard: str


@dataclass(frozen=True, slots=True)
class Entering:
    """What somebody must know to say whether they have a conflict of interest, and no more: who is in it."""

    grant: Grant
    apprentice: str
    employer: str
    provider: str
    frozen_by: str


@dataclass(frozen=True, slots=True)
class Access:
    """One grant as the provider sees it, and what was opened by it, what was opened last first."""

    grant: Grant
    state: GrantState
    opened: tuple[Opened, ...]


def assessed_by(session: Session, person: UUID, today: date) -> list[Assessed]:
    """Every grant of a person, newest first, in four statements."""
    grants = db.of_person(session, person)
    of = {one.apprenticeship for one in grants if one.state(today) in NOT_ENDED}
    known = {one.id: one for one in apprenticeships.load_many(session, today, of)}
    found = []
    for grant in grants:
        state = grant.state(today)
        one = known[grant.apprenticeship] if state in NOT_ENDED else None
        name, standard = (one.apprentice.name, f"{one.standard} version {one.version}") if one else ("", "")
        found.append(Assessed(grant, state, name, standard))
    return found


def still_reads(session: Session, person: UUID, grant: UUID, pieces: Collection[FrozenPiece], today: date) -> bool:
    """Whether this person may read these frozen pieces by this grant on a day, and has an account; two statements: a
    piece may have been closed, withdrawn or cleared no more since."""
    found = db.find(session, grant, person)
    if found is None or not found.can_be_read(today):
        return False
    held = held_back(session, found.apprenticeship)
    return not any(one.number in held.closed or (one.number, one.version) in held.uncleared for one in pieces)


def entering_of(session: Session, person: UUID, grant: UUID, today: date) -> Entering:
    """What is told before the statement, of an open grant of this person. Raises NotFound."""
    found = db.find(session, grant, person)
    if found is None or found.state(today) is not GrantState.OPEN:
        raise NotFound
    words = portfolio.words_of(session, found.apprenticeship, found.ask.version)
    version = portfolio.load(session, found.apprenticeship, found.ask.version)
    named = {key: words[key][1] if key in words else "" for key in ("apprentice", "employer", "provider")}
    return Entering(found, named["apprentice"], named["employer"], named["provider"], version.frozen_by.name)


def access_to(session: Session, apprenticeship: UUID, today: date) -> list[Access]:
    """Every grant on an apprenticeship, newest first, with what was opened by it, in two statements."""
    opened = db.opened_on(session, apprenticeship)
    return [
        Access(one, one.state(today), tuple(each for each in opened if each.number == one.seq))
        for one in reversed(db.of_record(session, apprenticeship))
    ]
