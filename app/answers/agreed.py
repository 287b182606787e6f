"""What was agreed on an apprenticeship, and when it changed: revisions, breaks, and times without an employer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.catalogue import Catalogue
from app.db import apprenticeships, off_the_job
from app.domain.agreed import Agreed, Revision, agreed_of, changed_fields, holding_on, over_time
from app.domain.apprenticeships import Apprenticeship, Break, Terms
from app.domain.breaks_in_learning import days_of, proposed_end, question
from app.domain.employment import EmploymentGap, employment_gap
from app.domain.off_the_job.entries import TimeState
from app.domain.off_the_job.summary import LoggedTime
from app.domain.standards import Source

_TOTALLED = (TimeState.CONFIRMED, TimeState.WAITING, TimeState.QUERIED)


@dataclass(frozen=True, slots=True)
class Change:
    """A revision beside what held before it on its own day; for the original, `before` is None and nothing changed."""

    revision: Revision
    before: Terms | None
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BreakShown:
    """A break and what follows from it.

    `question` is asked of one shorter than the rule knows, "" where there is nothing to ask; `left_out_minutes` are
    hours logged for days in it, which count nowhere; `proposed_end` is the planned end moved by its length.
    """

    pause: Break
    days: int
    question: str
    source: Source
    left_out_minutes: int
    proposed_end: date | None


@dataclass(frozen=True, slots=True)
class AgreedOverTime:
    """Everything agreed, the original first."""

    apprenticeship: Apprenticeship
    agreed: Agreed
    changes: tuple[Change, ...]
    breaks: tuple[BreakShown, ...]
    gaps: tuple[EmploymentGap, ...]


def agreed_over_time(session: Session, catalogue: Catalogue, apprenticeship: UUID, today: date) -> AgreedOverTime:
    """What was agreed until today, in two statements, a third where it has breaks. Raises NotFound."""
    one = apprenticeships.load(session, apprenticeship, today)
    return AgreedOverTime(
        apprenticeship=one,
        agreed=agreed_of(one),
        changes=_changes(apprenticeships.revisions(session, apprenticeship)),
        breaks=breaks_shown(session, catalogue, one, today),
        gaps=gaps_shown(catalogue, one, today),
    )


def breaks_shown(session: Session, catalogue: Catalogue, one: Apprenticeship, today: date) -> tuple[BreakShown, ...]:
    """The breaks of an apprenticeship with what follows from them, in one statement where there are any."""
    time = off_the_job.time_of(session, one.id) if one.breaks else []
    return tuple(_shown(catalogue, one, pause, time, today) for pause in one.breaks)


def gaps_shown(catalogue: Catalogue, one: Apprenticeship, today: date) -> tuple[EmploymentGap, ...]:
    """The times without an employer with what the rule makes of them."""
    rule = catalogue.funding_rules.employment_gap
    return tuple(employment_gap(rule, gap.since, gap.until, today) for gap in one.gaps)


def break_shown(
    session: Session, catalogue: Catalogue, apprenticeship: UUID, since: date, today: date
) -> BreakShown | None:
    """The break that began on a day, as it stands; None where there is none."""
    one = apprenticeships.load(session, apprenticeship, today)
    pause = next((pause for pause in one.breaks if pause.since == since), None)
    if pause is None:
        return None
    return _shown(catalogue, one, pause, off_the_job.time_of(session, apprenticeship), today)


def _changes(revisions: Sequence[Revision]) -> tuple[Change, ...]:
    """Each revision with what it changed of what had been recorded before it."""
    found = [Change(revisions[0], None, ())]
    for number, one in enumerate(revisions[1:], start=1):
        recorded = [earlier.terms for earlier in revisions[:number]]
        before = holding_on(over_time(recorded), one.terms.effective_on)
        found.append(Change(one, before, changed_fields(before, one.terms)))
    return tuple(found)


def _shown(
    catalogue: Catalogue, one: Apprenticeship, pause: Break, time: Sequence[LoggedTime], today: date
) -> BreakShown:
    rule = catalogue.funding_rules.shortest_break
    inside = sum(
        each.minutes for each in time if each.counts and each.state in _TOTALLED and pause.covers(each.happened_on)
    )
    return BreakShown(
        pause=pause,
        days=days_of(pause, today),
        question=question(rule, pause),
        source=rule.source,
        left_out_minutes=inside,
        proposed_end=proposed_end(agreed_of(one), pause),
    )
