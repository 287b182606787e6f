"""Who is acting, when, and with what: what every action is handed. Actions never commit."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from app.catalogue import Catalogue
from app.db import apprenticeships, history
from app.db.database import Database
from app.domain.london import london_date
from app.domain.people import Member, Person
from app.domain.permissions import Permission, is_member, may, may_provider_wide
from app.domain.refusals import NotFound, NotPermitted
from app.files.store import FileStore
from app.settings import Settings


@dataclass(frozen=True)
class Acting:
    """One person doing something, within one writing transaction. `now` is UTC, `today` London's date.

    `keeping` are their reasons for which words may stay that look as if they identified somebody, by
    `Spotted.field_of_reason`.
    """

    session: Session
    person: Person
    now: datetime
    today: date
    catalogue: Catalogue
    store: FileStore
    settings: Settings
    keeping: Mapping[str, str] = field(default_factory=dict)

    def insist(self, permission: Permission, apprenticeship: UUID) -> Member:
        """This person as a member who may. Raises NotFound to a stranger, NotPermitted to the wrong role."""
        member = apprenticeships.member(self.session, self.person, apprenticeship, self.today)
        if not is_member(member):
            raise NotFound
        if not may(member, permission):
            raise NotPermitted("Your role on this apprenticeship does not allow this.")
        return member

    def insist_provider_wide(self, permission: Permission) -> None:
        """Raises NotPermitted where no provider role of this person allows it."""
        if not may_provider_wide(self.person, permission):
            raise NotPermitted("Your role does not allow this.")

    def lock(self, apprenticeship: UUID) -> None:
        """Hold the apprenticeship, so that two people at once take turns. Raises NotFound."""
        apprenticeships.lock(self.session, apprenticeship)

    def record(self, chain: UUID | str, action: str, subject: str, **body: int | str | None) -> None:
        """Append one row of history: ids, states, minutes, dates and salted digests only."""
        history.append(self.session, chain, at=self.now, by=self.person.id, action=action, subject=subject, body=body)


@dataclass(frozen=True)
class Installation:
    """Everything one running Touchmark stands on. `clock` gives aware UTC."""

    settings: Settings
    database: Database
    catalogue: Catalogue
    store: FileStore
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    demo: bool = False
    hasher: PasswordHasher = field(default_factory=PasswordHasher)

    def now(self) -> datetime:
        """This moment, in UTC."""
        return self.clock()

    def today(self) -> date:
        """London's date."""
        return london_date(self.clock())

    @contextmanager
    def acting(self, person: Person, keeping: Mapping[str, str] | None = None) -> Iterator[Acting]:
        """A writing transaction in this person's name: commits at the end, or not at all."""
        with self.database.writing() as session:
            now = self.now()
            with_what = (self.catalogue, self.store, self.settings, keeping or {})
            yield Acting(session, person, now, london_date(now), *with_what)
