"""What the funding rules are made of: dated facts, each with its source and how far it can be trusted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.domain.standards import Source


class Basis(StrEnum):
    """What the minimum of off-the-job hours is a share of."""

    SHARE_OF_ACTUAL_WEEK = "share_of_actual_week"
    SHARE_OF_CAPPED_WEEK = "share_of_capped_week"
    PUBLISHED_HOURS = "published_hours"


class WeeksRounding(StrEnum):
    """What happens to the number of weeks before anything is multiplied."""

    NONE = "none"
    NEAREST_WHOLE_WEEK = "nearest_whole_week"


class ResultRounding(StrEnum):
    """What happens to the sum at its end."""

    UP_TO_THE_MINUTE = "up_to_the_minute"
    NEAREST_WHOLE_HOUR = "nearest_whole_hour"


@dataclass(frozen=True, slots=True)
class Rounding:
    """One named way of rounding the sum. A half goes up, for weeks and for hours."""

    id: str
    name: str
    weeks: WeeksRounding
    result: ResultRounding
    source: Source


@dataclass(frozen=True, slots=True)
class NamedReading:
    """One way in which a source reads the rule, where sources differ."""

    id: str
    name: str
    source: Source


@dataclass(frozen=True, slots=True)
class TermTime:
    """A reading of term-time work: the hours of a year are averaged over so many weeks."""

    id: str
    name: str
    weeks: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class PartTime:
    """Weeks under so many minutes make the time on programme longer; `readings` are what they make longer.

    Starts from `early_finish_from` may finish before that, once the usual shortest time and the minimum are reached.
    """

    under_weekly_minutes: int
    early_finish_from: date
    early_finish_source: Source
    readings: tuple[NamedReading, ...]


@dataclass(frozen=True, slots=True)
class Floor:
    """The least hours known for a programme of so many months, in minutes."""

    months: int
    minutes: int
    confirmed: bool
    source: Source


@dataclass(frozen=True, slots=True)
class PriorLearningPrice:
    """The price falls by at least this share of the percentage of hours that prior learning leaves out."""

    share_percent: int
    source: Source


@dataclass(frozen=True, slots=True)
class MinimumDuration:
    """The shortest time on programme, in whole calendar months or in days, for starts in this period."""

    start_from: date | None
    start_to: date | None
    months: int | None
    days: int | None
    confirmed: bool
    source: Source

    @property
    def words(self) -> str:
        """The length as people say it: “12 months”, “372 days”."""
        return f"{self.months} months" if self.months is not None else f"{self.days} days"


@dataclass(frozen=True, slots=True)
class ReviewDeadline:
    """The longest time between two progress reviews, for starts in this period: in weeks or in calendar months."""

    start_from: date | None
    start_to: date | None
    weeks: int | None
    calendar_months: int | None
    confirmed: bool
    source: Source

    @property
    def words(self) -> str:
        """The interval as people say it: “12 weeks”, “3 calendar months”."""
        return f"{self.weeks} weeks" if self.weeks is not None else f"{self.calendar_months} calendar months"


class ActivePeriod(StrEnum):
    """How often learning has to be seen to happen."""

    FOUR_WEEKS = "four_weeks"
    CALENDAR_MONTH = "calendar_month"
    THREE_CALENDAR_MONTHS = "three_calendar_months"


@dataclass(frozen=True, slots=True)
class ActiveLearning:
    """How often learning must happen, for starts in this period. Held as data; a later part works it out."""

    start_from: date | None
    start_to: date | None
    period: ActivePeriod | None
    block_release_period: ActivePeriod | None
    english_and_maths_separately: bool
    confirmed: bool
    source: Source


class CertificateLevel(StrEnum):
    """What a certificate in English or maths shows: the level that the rule asks for, or what an exception asks."""

    REQUIRED = "required"
    ENTRY_3 = "entry_3"
    BSL = "bsl"


@dataclass(frozen=True, slots=True)
class FundingException:
    """A way round the usual level for English or maths. Which one it is, an employer never sees.

    `certificate` is what has to be seen instead. A start before `start_from` does not have it; of a start after
    `confirmed_to` nobody has found it said.
    """

    id: str
    name: str
    requirement: str
    certificate: CertificateLevel
    subjects: tuple[str, ...]
    start_from: date | None
    confirmed_to: date | None
    source: Source

    def refused(self, start: date) -> bool:
        """Whether the rule of this start does not have it."""
        return self.start_from is not None and start < self.start_from

    def confirmed(self, start: date) -> bool:
        """Whether it was found said for this start."""
        return self.confirmed_to is None or start <= self.confirmed_to


@dataclass(frozen=True, slots=True)
class EnglishAndMathsRule:
    """When English and maths are asked for at gateway.

    Whoever was under `adult_age` at the original start has to hold them. From `optional_for_adults_from` on they are
    optional for everybody older, including people already on programme; before that day they were required of all.
    """

    required_level: int
    adult_age: int
    optional_for_adults_from: date
    employer_opts_in_for_starts_from: date
    exceptions: tuple[FundingException, ...]
    source: Source
    original_start_source: Source

    def exceptions_for(self, subject: str) -> dict[str, FundingException]:
        """The ways round the usual level in a subject, by their ids."""
        return {one.id: one for one in self.exceptions if subject in one.subjects}


@dataclass(frozen=True, slots=True)
class WaiverRule:
    """A gateway check that may be waived for starts of this period; `words` is what the rule says, in a sentence.

    `employer_agrees`: only where the employer agreed, so that who did and on which day is asked for.
    """

    check: str
    words: str
    start_from: date | None
    start_to: date | None
    source: Source
    employer_agrees: bool = False


@dataclass(frozen=True, slots=True)
class EmploymentGapRule:
    """How many days may lie between two employers; `within` and `beyond` say in a sentence what follows."""

    days: int
    within: str
    beyond: str
    source: Source


@dataclass(frozen=True, slots=True)
class ShortestBreak:
    """How many days a break in learning takes at least; `shorter` says in a sentence what to do about a shorter one."""

    days: int
    shorter: str
    source: Source


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A change for which the training plan is signed again. `sees` names what is compared by itself, if anything."""

    code: str
    words: str
    sees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrainingPlanRule:
    """What the rules ask of the training plan: the assessment organisation named so many months before the planned end,
    and new signatures for each of these changes."""

    organisation_named_months: int
    changes: tuple[PlanChange, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class PublishedHours:
    """The off-the-job hours published for one version of a standard, for starts in this period. Whole minutes.

    `entered_by` and `entered_on`: whose word it is where an administrator entered it here.
    """

    standard: str
    version: str
    minutes: int
    start_from: date
    start_to: date | None
    source: Source
    entered_by: str = ""
    entered_on: date | None = None
