"""What an assessor may enter, and what the provider is told of the access it gave."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import apprenticeships, portfolio
from app.db import assessor_grants as db
from app.db.assessor_grants import Opened
from app.domain.assessor_grants import Grant, GrantState
from app.domain.refusals import NotFound

_NOT_ENDED = (GrantState.OPEN, GrantState.COMING)


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
    of = {one.apprenticeship for one in grants if one.state(today) in _NOT_ENDED}
    known = {one.id: one for one in apprenticeships.load_many(session, today, of)}
    found = []
    for grant in grants:
        state = grant.state(today)
        one = known[grant.apprenticeship] if state in _NOT_ENDED else None
        name, standard = (one.apprentice.name, f"{one.standard} version {one.version}") if one else ("", "")
        found.append(Assessed(grant, state, name, standard))
    return found


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
    opened = db.openings(session, apprenticeship)
    return [
        Access(one, one.state(today), tuple(each for each in opened if each.grant == one.seq))
        for one in reversed(db.of_record(session, apprenticeship))
    ]
