"""What an administrator sees of one apprenticeship: who is on it, what it is, and the forms that change it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.agreed import breaks_shown, gaps_shown
from app.answers.apprenticeships import described
from app.catalogue import Catalogue
from app.db import apprenticeships, people
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import ApprenticeshipStatus, Role
from app.domain.refusals import Fault
from app.rendering.states import STATUSES
from app.rendering.words import date_words, hours
from app.web.forms import Typed
from app.web.pages.people.view import ROLES
from app.web.record import record_address
from app.web.terms_words import PauseRow, break_rows, gap_rows

Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One role of one person. `ends` is the first day without it; `open` where it can still be ended."""

    person: UUID
    name: str
    address: str
    role: str
    role_words: str
    cover: bool
    since: date
    ends: date | None
    open: bool


@dataclass(frozen=True, slots=True)
class ManageView:
    """One apprenticeship and its forms. `typed` and `faults` are those of the form that was sent."""

    apprenticeship: Apprenticeship
    address: str
    record_address: str
    facts: tuple[tuple[str, str], ...]
    born_known: bool
    members: tuple[MemberLine, ...]
    breaks: tuple[PauseRow, ...]
    gaps: tuple[PauseRow, ...]
    statuses: tuple[Option, ...]
    cover_roles: tuple[Option, ...]
    today: date
    typed: Typed
    faults: tuple[Fault, ...]

    def entered(self, name: str, otherwise: str = "") -> str:
        """What was typed in a field, else what to start from."""
        return self.typed.get(name) if name in self.typed else otherwise


def manage_view(
    session: Session,
    catalogue: Catalogue,
    apprenticeship: UUID,
    today: date,
    typed: Typed,
    faults: tuple[Fault, ...],
) -> ManageView:
    """The page as it stands. Raises NotFound."""
    found = described(session, catalogue, apprenticeship, today)
    one = found.apprenticeship
    members = apprenticeships.members(session, one.id)
    born = people.date_of_birth(session, one.apprentice.id)
    return ManageView(
        apprenticeship=one,
        address=f"/apprenticeships/{one.id}",
        record_address=record_address(one.id),
        facts=_facts(one, found.planned_minutes, born),
        born_known=born is not None,
        members=tuple(
            MemberLine(
                person=who.id,
                name=who.name,
                address=f"/people/{who.id}",
                role=role.value,
                role_words=ROLES[role],
                cover=not leading,
                since=since,
                ends=ended_on,
                open=ended_on is None or ended_on > today,
            )
            for who, role, since, ended_on, leading in sorted(members, key=lambda m: _ORDER.index(m[1]))
        ),
        breaks=break_rows(breaks_shown(session, catalogue, one, today), f"/apprenticeships/{one.id}/terms"),
        gaps=gap_rows(gaps_shown(catalogue, one, today)),
        statuses=tuple((status.value, STATUSES[status.value].word) for status in _SETTABLE),
        cover_roles=tuple((role.value, ROLES[role]) for role in (Role.TUTOR, Role.EMPLOYER)),
        today=today,
        typed=typed,
        faults=faults,
    )


_ORDER = tuple(Role)
_SETTABLE = tuple(status for status in ApprenticeshipStatus if status is not ApprenticeshipStatus.PLANNED)


def _facts(one: Apprenticeship, planned: int | None, born: date | None) -> tuple[tuple[str, str], ...]:
    plan = hours(planned) if planned is not None else "Not confirmed"
    if one.terms.planned_minutes is None and planned is not None:
        plan += ", from the standard’s off-the-job days"
    return (
        ("Standard", f"{one.standard} version {one.version}"),
        ("Date of birth", date_words(born) if born else "Not recorded"),
        ("Employer", one.terms.employer.name),
        ("Start", date_words(one.start)),
        *((("Original start", date_words(one.original_start)),) if one.restarted else ()),
        ("Planned gateway", date_words(one.planned_end)),
        ("Paid work a week", hours(one.weekly_minutes)),
        ("Planned off-the-job hours", plan),
    )
