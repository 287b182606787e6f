"""What the page of off-the-job hours shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.answers.minimum import SourcedStep
from app.domain.off_the_job.active_learning import ActiveStanding
from app.domain.off_the_job.minimum import Reading, Step
from app.domain.off_the_job.summary import MonthHours
from app.domain.refusals import Fault
from app.domain.standards import Ksb
from app.rendering.frame import Chip, Link
from app.web.pages.off_the_job.choices import Option
from app.web.pages.off_the_job.rows import EntryRow
from app.web.pages.off_the_job.verdict import VerdictView
from app.web.sessions_shown import SessionsShown

Fact = tuple[str, str, str]
"""A figure: what it is, the figure, words under it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for this person to confirm. `ticked` are the keys ticked; `statement` is what confirming says."""

    rows: tuple[EntryRow, ...]
    minutes: int
    ticked: frozenset[str]
    tick_all: str
    address: str
    statement: str
    readers: str
    note: str = ""
    across: bool = False
    more: bool = False


@dataclass(frozen=True, slots=True)
class Yardstick:
    """One of the two things hours are held against, whole in minutes or tenths of a percent for the meter."""

    heading: str
    figure: str
    under: str
    done: int
    whole: int
    label: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthRow:
    """The figures of both charts for one month, in minutes: `expected` by its end, and how far the total is from it."""

    month: date
    confirmed: int
    waiting: int
    total: int
    expected: int | None
    gap: int | None


@dataclass(frozen=True, slots=True)
class ShareView:
    """The question of the share, its answer in sentences, and every sum behind them."""

    question: str
    sentences: tuple[str, ...]
    working: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty: minutes planned (None where not known), confirmed, and expected by today."""

    code: str
    short: str
    planned: int | None
    confirmed: int
    expected: int | None


@dataclass(frozen=True, slots=True)
class Course:
    """What the chart of the running total is drawn from."""

    start: date
    end: date
    today: date
    planned: int
    expected: tuple[tuple[date, int], ...]
    expected_today: int


@dataclass(frozen=True, slots=True)
class Exports:
    """Where the working, the statement of this month and every entry as a table are."""

    working: str
    month: str
    csv: str
    xlsx: str


@dataclass(frozen=True, slots=True)
class HoursView:
    """One apprentice's off-the-job hours. `said` is the message of the moment where only a part is answered;
    `asking` the address that asks the employer by mail, "" where nothing waits or this person may not. `agreed` is
    where what was agreed is shown, `on` a day as typed that the page of a day gone by could not be found for."""

    lede: str
    said: str
    faults: tuple[Fault, ...]
    may_log: str
    week: str
    from_file: str
    to_settle: Link | None
    may_confirm: bool
    asking: str
    waiting: Waiting
    sessions: SessionsShown
    facts: tuple[Fact, ...]
    share: ShareView
    yardsticks: tuple[Yardstick, ...]
    months: tuple[MonthHours, ...]
    month_rows: tuple[MonthRow, ...]
    month_plan: int | None
    month_words: str
    course: Course | None
    course_words: str
    duties: tuple[DutyRow, ...]
    duty_total: tuple[int | None, int]
    duty_note: str
    entries: tuple[EntryRow, ...]
    chips: tuple[Chip, ...]
    filtered: str
    older: str
    newest: str
    working: tuple[Step, ...]
    minimum_steps: tuple[SourcedStep, ...]
    minimum_readings: tuple[Reading, ...]
    calculator: Link
    active: tuple[ActiveStanding, ...]
    exports: Exports
    here: str
    agreed: str
    on: str


@dataclass(frozen=True, slots=True)
class LogView:
    """The form for logging or correcting time. `activities` are the two groups, counting first.

    `typed` holds every field as typed; `verdict` says whether what was chosen counts. `correcting` is the entry that
    is put right, None for a new one.
    """

    typed: Mapping[str, str]
    chosen: frozenset[str]
    faults: tuple[Fault, ...]
    action: str
    cancel: str
    once: str
    activities: tuple[tuple[str, tuple[Option, ...]], ...]
    conditions: tuple[str, ...]
    duties: tuple[tuple[str, str], ...]
    ksb_groups: tuple[tuple[str, tuple[Ksb, ...]], ...]
    paid_times: tuple[tuple[str, str], ...]
    verdict: VerdictView
    readers: str
    latest: date
    correcting: EntryRow | None


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """One thing done to an entry, in words."""

    words: str
    note: str
    at_words: str
    at_machine: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry with all that was done to it, and what this person may do now."""

    row: EntryRow
    faults: tuple[Fault, ...]
    typed: str
    decisions: tuple[DecidedRow, ...]
    logged_words: str
    corrects: Link | None
    corrected_by: Link | None
    may_confirm: bool
    may_query: bool
    may_answer: bool
    may_change: bool
    statement: str
    readers: str
    who_next: str
    session: str
    own_word: str
