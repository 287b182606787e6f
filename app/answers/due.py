"""Everything that waits for an employer's contact, over all their apprentices, grouped by apprentice."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import apprenticeships, due, off_the_job, signatures, skills_scans
from app.db.off_the_job import Listed
from app.db.signatures import WaitingRecord
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import ENDED, Person, Role
from app.domain.skills_scan import ScanPurpose

MOST = 200
"""So many entries are shown at once, the oldest: the rest follow once these are settled."""


@dataclass(frozen=True, slots=True)
class DueOf:
    """What waits on one apprenticeship: hours to confirm or query, oldest day first."""

    apprenticeship: Apprenticeship
    hours: tuple[Listed, ...]

    @property
    def minutes(self) -> int:
        """The hours together."""
        return sum(one.minutes for one in self.hours)


@dataclass(frozen=True, slots=True)
class ScanDue:
    """A skills scan in which the employer has not given ratings."""

    apprenticeship: Apprenticeship
    number: int
    purpose: ScanPurpose


@dataclass(frozen=True, slots=True)
class RecordDue:
    """A record that waits for the employer's signature, and whose it is."""

    apprenticeship: Apprenticeship
    record: WaitingRecord


@dataclass(frozen=True, slots=True)
class Due:
    """What waits, by apprentice in the order of their names; `more` where not all of the hours are here.

    `records` wait for a signature, the oldest first. `running` are the apprenticeships asked about that have not ended.
    """

    groups: tuple[DueOf, ...]
    more: bool = False
    scans: tuple[ScanDue, ...] = ()
    records: tuple[RecordDue, ...] = ()
    running: tuple[Apprenticeship, ...] = ()

    @property
    def entries(self) -> int:
        """How many entries wait."""
        return sum(len(group.hours) for group in self.groups)

    @property
    def minutes(self) -> int:
        """The hours of all together."""
        return sum(group.minutes for group in self.groups)


def everything_due(session: Session, person: Person, records: Collection[UUID], today: date) -> Due:
    """What waits for this person on these apprenticeships, in at most six statements: hours of the sources for which
    the provider asks the employer's word, skills scans, and records to sign.

    Words that stand under a piece of evidence kept from the employer are left out. Nothing is asked of anybody about
    an apprenticeship that has ended.
    """
    running = {
        one.id: one for one in apprenticeships.load_many(session, today, list(records)) if one.status not in ENDED
    }
    sources = {source for one in running.values() for source in one.settings.employer_confirms}
    found = off_the_job.waiting_for(session, list(running), person, limit=MOST + 1, sources=sources) if running else []
    shown = _without_what_is_kept(session, found[:MOST])
    groups = [
        DueOf(one, tuple(entry for entry in shown if entry.apprenticeship == one.id))
        for one in sorted(running.values(), key=lambda one: (one.apprentice.name.casefold(), one.id))
    ]
    open_scans = skills_scans.waiting_for_employer(session, list(running))
    waiting = {id_: (number, purpose) for id_, number, purpose in open_scans}
    every = [group.apprenticeship for group in groups]
    scans = tuple(ScanDue(one, *waiting[one.id]) for one in every if one.id in waiting)
    asked = signatures.waiting_for(session, list(running), Role.EMPLOYER) if running else []
    to_sign = tuple(RecordDue(running[one.key.apprenticeship], one) for one in asked)
    waits = tuple(group for group in groups if group.hours)
    return Due(waits, len(found) > MOST, scans, to_sign, tuple(running.values()))


def _without_what_is_kept(session: Session, entries: list[Listed]) -> list[Listed]:
    of_pieces = {one.apprenticeship for one in entries if one.evidence_number}
    kept = due.kept_from_employer(session, of_pieces) if of_pieces else set()
    return [
        replace(one, description="", evidence_title="") if (one.apprenticeship, one.evidence_number) in kept else one
        for one in entries
    ]
