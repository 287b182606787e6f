"""What was agreed in words, for pages: terms, what changed of them, breaks and gaps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.answers.agreed import AgreedOverTime, BreakShown, Change
from app.domain.agreed import CHANGING
from app.domain.apprenticeships import Terms
from app.domain.employment import EmploymentGap
from app.domain.standards import Source
from app.rendering.words import date_words, hours, plural, sentence_case

FIELD_WORDS = {
    "planned_end": "Planned end",
    "weekly_minutes": "Paid hours a week",
    "days_a_week": "Days a week",
    "weeks_a_year": "Weeks a year",
    "planned_minutes": "Planned off-the-job hours",
    "prior_learning_minutes": "Prior learning",
    "employer": "Employer",
}
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One revision in words: `lines` are what changed, with what held before. `reason` is "" where not to be seen."""

    since: date
    lines: tuple[str, ...]
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class PauseRow:
    """A break, or a time without an employer, in words."""

    heading: str
    lines: tuple[str, ...]
    source: Source
    since: date
    until: date | None
    propose: str = ""


def terms_pairs(terms: Terms) -> tuple[Pair, ...]:
    """Terms as terms and descriptions, in the order of the page."""
    return tuple((FIELD_WORDS[name], sentence_case(value_words(terms, name))) for name in CHANGING)


def value_words(terms: Terms, name: str) -> str:
    """One field of terms in words."""
    value = getattr(terms, name)
    if name == "employer":
        return terms.employer.name
    if name == "planned_end":
        return date_words(terms.planned_end)
    if name == "planned_minutes":
        return "off-the-job days of the standard" if value is None else hours(value)
    return hours(value) if name.endswith("minutes") else f"{value:g}"


def change_rows(found: AgreedOverTime, *, reasons: bool) -> tuple[ChangeRow, ...]:
    """Every revision after the original, in the order of recording."""
    return tuple(_row(one, reasons=reasons) for one in found.changes[1:])


def _row(one: Change, *, reasons: bool) -> ChangeRow:
    before, after = one.before or one.revision.terms, one.revision.terms
    lines = tuple(
        f"{FIELD_WORDS[name]}: {value_words(after, name)}, before that {value_words(before, name)}"
        for name in one.changed
    )
    said = lines or ("Recorded again as it was",)
    return ChangeRow(after.effective_on, said, one.revision.by.name, one.revision.at, one.revision.reason * reasons)


def break_rows(found: Iterable[BreakShown], terms_address: str = "") -> tuple[PauseRow, ...]:
    """Every break; `terms_address` is where the planned end is changed, "" where this person may not."""
    return tuple(_break(one, terms_address) for one in found)


def _break(one: BreakShown, terms_address: str) -> PauseRow:
    since, back = one.pause.since, one.pause.back_on
    until = f"back on {date_words(back)}" if back else "no day back yet"
    heading = f"From {date_words(since)}, {until}"
    propose = ""
    if one.proposed_end and back and terms_address:
        query = f"effective_on={back}&planned_end={one.proposed_end}&reason=Return+from+a+break+in+learning"
        propose = f"{terms_address}?{query}"
    return PauseRow(heading, tuple(break_lines(one)), one.source, since, back, propose)


def break_lines(one: BreakShown) -> Iterator[str]:
    """What is to be said of a break: how long, what it leaves out, what is asked and proposed."""
    so_far = "" if one.pause.back_on else " so far"
    yield f"{plural(one.days, 'day')}{so_far}. Nothing in it counts, and nothing is expected in it."
    if one.left_out_minutes:
        yield f"{hours(one.left_out_minutes)} logged for days in it do not count any more."
    if one.question:
        yield one.question
    if one.proposed_end:
        moved = date_words(one.proposed_end)
        yield f"The planned end moved by its exact length would be {moved}. No rule asks for that."


def gap_rows(found: Iterable[EmploymentGap]) -> tuple[PauseRow, ...]:
    """Every time without an employer, with what the rule makes of it."""
    return tuple(_gap(one) for one in found)


def _gap(one: EmploymentGap) -> PauseRow:
    until = f"until {date_words(one.until)}" if one.until else "with no new employer yet"
    lines = [one.reason]
    if one.until is None and one.within:
        lines.append(f"The last day on which a new employer can begin for that is {date_words(one.last_day)}.")
    return PauseRow(f"From {date_words(one.since)} {until}", tuple(lines), one.rule.source, one.since, one.until)
