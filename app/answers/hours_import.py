"""A spreadsheet of hours, row by row: what each row would become, before anything is written."""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from app.answers.time_rules import Entered, TimeRules
from app.domain.confidentiality import Known, find
from app.domain.off_the_job.entries import Logged
from app.domain.off_the_job.written import Unit, day_in, minutes_in
from app.domain.programmes import PaidTime
from app.exchange.csv_table import csv_table
from app.exchange.hours_sheet import Row

NONE = -1
"""The place of a column that the file has not."""
FIELDS = ("on", "time", "activity", "duty", "description", "paid_time")


class Verdict(StrEnum):
    """What becomes of a row."""

    ADD = "add"
    RECORD = "record"
    ALREADY = "already"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class Columns:
    """How a file is to be read: the place of each field's column, and what holds where a file does not say.

    `words` are the file's own words for activities, each with the programme's code.
    """

    on: int = NONE
    time: int = NONE
    activity: int = NONE
    duty: int = NONE
    description: int = NONE
    paid_time: int = NONE
    unit: str = Unit.MINUTES.value
    all_activity: str = ""
    all_paid_time: str = PaidTime.IN_PAID_HOURS.value
    words: Mapping[str, str] = field(default_factory=dict)

    def said(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self), sort_keys=True)

    @staticmethod
    def read(text: str) -> "Columns | None":
        """From what is kept; None where nothing is yet."""
        return Columns(**json.loads(text)) if text else None


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One row with what becomes of it, why in one sentence, and by what it is known again if it comes a second time."""

    row: Row
    verdict: Verdict
    sentence: str = ""
    logged: Logged | None = None
    digests: tuple[str, ...] = ()


def guessed(header: Iterable[str]) -> Columns:
    """The columns by their names, as far as those are plain."""
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        said = name.casefold()
        wanted = next((one for one, sign in _SIGNS if one not in places and sign.search(said)), None)
        if wanted:
            places[wanted] = place
    time = list(header)[places["time"]].casefold() if "time" in places else ""
    unit = Unit.HOURS if "hour" in time or "hrs" in time else Unit.MINUTES
    at = {name: places.get(name, NONE) for name in FIELDS}
    return Columns(
        at["on"],
        at["time"],
        at["activity"],
        at["duty"],
        at["description"],
        at["paid_time"],
        unit=unit.value,
    )


def as_before(guess: Columns, before: Columns | None, width: int) -> Columns:
    """The columns of the file before, where they fit this one and nothing in its names speaks against them.

    What the file's own words mean, and what holds where it is silent, is taken over in any case.
    """
    if before is None:
        return guess
    places = {name: (getattr(guess, name), getattr(before, name)) for name in FIELDS}
    fits = all(place < width and now in (NONE, place) for now, place in places.values())
    if fits:
        return before
    return replace(guess, words=before.words, all_activity=before.all_activity, all_paid_time=before.all_paid_time)


_SIGNS = (
    ("on", re.compile(r"\bdate\b|\bday\b|\bwhen\b")),
    ("paid_time", re.compile(r"\bpaid\b|\blieu\b|\btoil\b")),
    ("time", re.compile(r"\bminutes?\b|\bmins?\b|\bhours?\b|\bhrs?\b|\btime\b|\bduration\b")),
    ("activity", re.compile(r"\bactivity\b|\btype\b|\bmethod\b")),
    ("duty", re.compile(r"\bduty\b|\bduties\b")),
    ("description", re.compile(r"\bdescription\b|\bnotes?\b|\bwhat\b|\bdetails?\b|\blearn|\bcomments?\b")),
)


def judged(
    rows: Iterable[Row], columns: Columns, rules: TimeRules, known: Collection[str], quiet: Known
) -> Iterator[JudgedRow]:
    """Each row with what becomes of it. `known` are the digests of rows that came before.

    A description that may identify somebody is a mistake, since nobody is asked row by row; `quiet` is what the check
    knows of the apprenticeship.
    """
    seen: dict[str, int] = {}
    reading = _Reading(columns, rules)
    for row in rows:
        one = reading.judged(row, known)
        if one.logged is not None and (said := _found_in(one.logged.description, quiet)):
            one = JudgedRow(row, Verdict.MISTAKE, said)
        whole = one.digests[0] if one.digests else ""
        if whole in seen and one.verdict in (Verdict.ADD, Verdict.RECORD):
            yield JudgedRow(row, Verdict.ALREADY, f"It is the same as row {seen[whole]} of this file.")
            continue
        if whole:
            seen[whole] = row.number
        yield one


def _found_in(words: str, quiet: Known) -> str:
    found = next(iter(find(words, quiet)), None)
    if found is None:
        return ""
    what = f"“{words[found.start : found.end]}” looks like {found.why}."
    return f"{what} Change the words in the file, or log this row by itself and say why they may stay."


def unknown_words(rows: Iterable[Row], columns: Columns, rules: TimeRules, most: int) -> list[str]:
    """The words in the column of activities that are none of the programme's, each once, in the file's order."""
    reading = _Reading(Columns(activity=columns.activity), rules)
    found: dict[str, None] = {}
    for row in rows:
        said = reading.cell(row, columns.activity)
        if said and reading.activity(said) is None:
            found.setdefault(said)
            if len(found) == most:
                break
    return list(found)


def mistakes_csv(rows: Iterable[JudgedRow]) -> str:
    """Every row that is a mistake, with what is wrong with it and what stands in it, as a file for a spreadsheet."""
    wrong = [one for one in rows if one.verdict is Verdict.MISTAKE]
    told = [(one.row.number, one.sentence, " | ".join(one.row.cells)) for one in wrong]
    return csv_table(["Row", "What is wrong", "What stands there"], told)


class _Reading:
    """Reads rows by one choice of columns."""

    def __init__(self, columns: Columns, rules: TimeRules) -> None:
        self.columns = columns
        self.rules = rules
        plan = rules.plan
        self._activities = {one.code.casefold(): one.code for one in plan.activities}
        self._activities |= {one.name.casefold(): one.code for one in plan.activities}
        self._activities |= {said.casefold(): code for said, code in columns.words.items() if code}
        self._paid = {one.code.value: one.code.value for one in plan.paid_times}
        self._paid |= {one.name.casefold(): one.code.value for one in plan.paid_times}

    def cell(self, row: Row, place: int) -> str:
        """What stands in a column of a row, "" where the row ends before it."""
        return row.cells[place] if 0 <= place < len(row.cells) else ""

    def activity(self, said: str) -> str | None:
        """The programme's code for a word of the file."""
        return self._activities.get(said.casefold())

    def judged(self, row: Row, known: Collection[str]) -> JudgedRow:
        entered = self._entered(row)
        if isinstance(entered, str):
            return JudgedRow(row, Verdict.MISTAKE, entered)
        if faults := self.rules.faults(entered):
            return JudgedRow(row, Verdict.MISTAKE, faults[0].sentence)
        digests = _digests(self.rules.apprenticeship.id, row, entered)
        if any(one in known for one in digests):
            return JudgedRow(row, Verdict.ALREADY, "It was added from a file before.", None, digests)
        logged = self.rules.logged(entered)
        if logged.counting.counts:
            return JudgedRow(row, Verdict.ADD, "", logged, digests)
        return JudgedRow(row, Verdict.RECORD, logged.counting.why_not, logged, digests)

    def _entered(self, row: Row) -> Entered | str:
        """The row as it would be entered, or what is wrong with it in one sentence."""
        columns, rules = self.columns, self.rules
        on_said, time_said = self.cell(row, columns.on), self.cell(row, columns.time)
        on = day_in(on_said, rules.today)
        if on is None:
            return f"“{on_said[:40]}” is not a date written as day/month/year." if on_said else "There is no date."
        minutes = minutes_in(time_said, Unit(columns.unit))
        if minutes is None:
            return f"“{time_said[:40]}” is not a length of time." if time_said else "There is no length of time."
        said = self.cell(row, columns.activity)
        activity = self.activity(said) if said else columns.all_activity
        if not activity:
            return f"“{said[:40]}” is not an activity of the programme." if said else "There is no activity."
        paid_said = self.cell(row, columns.paid_time)
        paid_time = self._paid.get(paid_said.casefold()) if paid_said else columns.all_paid_time
        if paid_time is None:
            return f"“{paid_said[:40]}” does not say whether it was in paid hours."
        duty = _duty(self.cell(row, columns.duty))
        words = self.cell(row, columns.description)
        return Entered(on, minutes, activity, duty, (), words, paid_time, record_only=True)


def _duty(said: str) -> str | None:
    """The code that a cell begins with, such as D2, or all of the cell where it begins with none."""
    found = re.match(r"(?:duty )?d?(\d{1,2})\b", said.casefold())
    return f"D{int(found[1])}" if found else said or None


def _digests(apprenticeship: UUID, row: Row, entered: Entered) -> tuple[str, str]:
    """By the row as it stands, and by what it means: the same row is known again written otherwise, too."""
    meant = [entered.on.isoformat(), entered.minutes, entered.activity, entered.duty, entered.description]
    whole = json.dumps([str(apprenticeship), "row", row.cells])
    meaning = json.dumps([str(apprenticeship), "meaning", *meant, entered.paid_time])
    return hashlib.sha256(whole.encode()).hexdigest(), hashlib.sha256(meaning.encode()).hexdigest()
