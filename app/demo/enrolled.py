"""Apprentices entered in bulk: people, terms and memberships, in the rows that adding each by its action makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.actions.acting import Installation
from app.actions.apprenticeships import NewApprenticeship, Newcomer, added_body, first_terms
from app.db import bulk, installation
from app.db.people import folded, folded_name
from app.demo.cast import ENDED_AGO, STANDARD, VERSION, Life, address, entered
from app.domain.apprenticeships import Named
from app.domain.london import london_date
from app.domain.people import ApprenticeshipStatus, Person, Role


@dataclass(frozen=True, slots=True)
class Enrolled:
    """An apprenticeship just entered, who is on it, and its history so far."""

    id: UUID
    apprentice: UUID
    tutor: UUID
    employer: UUID
    chain: bulk.Chain


def begun_at(life: Life) -> datetime:
    """When the administrator entered the apprenticeship: a week before its start."""
    return datetime.combine(life.start - timedelta(days=7), time(10, 0), UTC)


class Register:
    """Who is here already and who is added, within one transaction."""

    def __init__(
        self, session: Session, house: Installation, administrator: Person, lives: Sequence[Life], keys: bulk.Keys
    ) -> None:
        self.house = house
        self.rows = bulk.Rows(session)
        self.keys = keys
        self.by = administrator.id
        self.provider = bulk.Chain.of_the_provider(session)
        names = {name for life in lives for name in (life.name, life.tutor, life.contact)}
        self.people = bulk.people_of(session, [address(name) for name in names])
        self.organisations = bulk.organisations_of(session, [life.organisation for life in lives])
        self.programme = house.catalogue.programmes_for(STANDARD, VERSION)[0].code
        digest = house.catalogue.standard(STANDARD, VERSION).digest
        installation.see_standard(session, STANDARD, VERSION, digest, begun_at(lives[0]))

    def knows(self, life: Life) -> bool:
        """Whether this apprentice is here already."""
        return folded(life.email) in self.people

    def enrol(self, life: Life) -> Enrolled:
        """Enter one apprenticeship with everybody on it."""
        new, at = entered(life), begun_at(life)
        apprentice, tutor, employer = (self._person(one, at) for one in (new.apprentice, new.tutor, new.employer))
        added = self.keys.identity("apprenticeship", life.email)
        chain = bulk.Chain(added)
        rule = self._apprenticeship(added, apprentice, new, at)
        for person, role in ((apprentice, Role.APPRENTICE), (tutor, Role.TUTOR), (employer, Role.EMPLOYER)):
            bulk.add_membership(self.rows, added, person, role, min(new.start, london_date(at)))
            self._joined(chain, at, person, role, new.start)
        chain.record(at, self.by, "apprenticeship_added", str(added), added_body(new, rule))
        return Enrolled(added, apprentice, tutor, employer, chain)

    def end(self, enrolled: Enrolled, status: ApprenticeshipStatus) -> None:
        """Say that an apprenticeship paused or ended some weeks ago."""
        at, since = self.house.now() - ENDED_AGO, self.house.today() - ENDED_AGO
        reason = "As agreed with the employer"
        bulk.add_status(self.rows, enrolled.id, 2, status, since, by=self.by, at=at, reason=reason)
        body = {"status": status.value, "since": since.isoformat()}
        enrolled.chain.record(at, self.by, "status_set", str(enrolled.id), body)

    def write(self, *, unless_few: bool = False) -> None:
        """Write what was gathered."""
        self.rows.add_history(self.provider)
        self.rows.write(unless_few=unless_few)

    def _person(self, newcomer: Newcomer, at: datetime) -> UUID:
        email = folded(newcomer.email)
        if email not in self.people:
            added = self.keys.identity("person", email)
            bulk.add_person(self.rows, added, newcomer.name, email, newcomer.date_of_birth, at)
            self.provider.record(at, self.by, "person_added", str(added), {})
            self.people[email] = added
        return self.people[email]

    def _organisation(self, name: str) -> UUID:
        same = folded_name(name)
        if same not in self.organisations:
            self.organisations[same] = self.keys.identity("organisation", same)
            bulk.add_organisation(self.rows, self.organisations[same], name)
        return self.organisations[same]

    def _apprenticeship(self, added: UUID, apprentice: UUID, new: NewApprenticeship, at: datetime) -> str:
        """The apprenticeship with its first terms and status; returns its funding rule."""
        rule = self.house.catalogue.funding_rules.for_start(new.start).id
        bulk.add_apprenticeship(
            self.rows,
            added,
            apprentice,
            standard=new.standard,
            version=new.version,
            programme=self.programme,
            rule_id=rule,
            start=new.start,
            original_start=new.began,
            at=at,
        )
        terms = first_terms(new, Named(self._organisation(new.organisation), new.organisation))
        bulk.add_terms(self.rows, added, 1, terms, by=self.by, at=at, reason="As agreed at the start")
        bulk.add_status(self.rows, added, 1, ApprenticeshipStatus.ACTIVE, new.start, by=self.by, at=at)
        return rule

    def _joined(self, chain: bulk.Chain, at: datetime, person: UUID, role: Role, since: date) -> None:
        chain.record(at, self.by, "member_joined", str(person), {"role": role.value, "since": since.isoformat()})
