"""An apprenticeship: who, on which standard, on what terms, and what it is today."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.domain.confirmed_facts import ConfirmedFact
from app.domain.funding_rules import PublishedHours
from app.domain.people import ApprenticeshipStatus
from app.domain.provider_settings import DEFAULTS, ProviderSettings


@dataclass(frozen=True, slots=True)
class Named:
    """Someone or something with an id and a name."""

    id: UUID
    name: str


class PauseKind(StrEnum):
    """What is interrupted: learning, or the job."""

    BREAK_IN_LEARNING = "break_in_learning"
    NO_EMPLOYER = "no_employer"


@dataclass(frozen=True, slots=True)
class Break:
    """A break in learning: its first day, and the first day back once known."""

    since: date
    back_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether this day falls in the break."""
        return self.since <= day and (self.back_on is None or day < self.back_on)


@dataclass(frozen=True, slots=True)
class Gap:
    """Time without an employer: its first day, and the first day of the new job once that is known."""

    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed from a date on. Minutes a week are of paid work; `planned_minutes` is the training plan's."""

    effective_on: date
    planned_end: date
    weekly_minutes: int
    days_a_week: float
    weeks_a_year: float
    planned_minutes: int | None
    employer: Named
    prior_learning_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Apprenticeship:
    """One person on one version of a standard. `terms` are those of the day asked for.

    `tutor` and `employer_contact` are the leading ones of the day, None where there is none. `settings` are how its
    provider has hours worked out, and `published` the hours that an administrator entered for its standard and start:
    they come with it, so that no page asks for them. `gaps` are times without an employer. `recorded` are all terms in
    the order in which they were recorded, empty where they were never revised (see `domain.agreed`). `confirmed` is
    everything that was ever confirmed of its standard here, None where it was not read with it.
    """

    id: UUID
    apprentice: Named
    standard: str
    version: str
    programme: str
    rule_id: str
    start: date
    original_start: date
    status: ApprenticeshipStatus
    terms: Terms
    breaks: tuple[Break, ...] = ()
    tutor: Named | None = None
    employer_contact: Named | None = None
    settings: ProviderSettings = DEFAULTS
    published: PublishedHours | None = None
    gaps: tuple[Gap, ...] = ()
    recorded: tuple[Terms, ...] = ()
    confirmed: tuple[ConfirmedFact, ...] | None = None

    @property
    def restarted(self) -> bool:
        """Whether it first began before this start: after a restart, or at another provider."""
        return self.original_start < self.start

    @property
    def planned_end(self) -> date:
        """The planned end of the practical period, as it stands today."""
        return self.terms.planned_end

    @property
    def weekly_minutes(self) -> int:
        """Paid working minutes a week, as they stand today."""
        return self.terms.weekly_minutes
