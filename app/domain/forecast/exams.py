"""From an exam in English or maths to the certificate that is seen: which day to count from, and how long that took.

A part that has to be sat again counts anew: the days of those who passed at once and of those who did not are together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.forecast.range import Range
from app.domain.forecast.steps import StepTaken, StepTime, step_after, step_range
from app.domain.forecast.steps_of_gateway import SAT
from app.domain.wording import day_words


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a part of functional skills, booked for a day; `sat_on` is None until it was sat.

    `booked_on` is the day on which it was booked, `passed` None while nobody has said.
    """

    part: str
    booked_on: date
    planned_on: date
    sat_on: date | None = None
    passed: bool | None = None


@dataclass(frozen=True, slots=True)
class LastSitting:
    """The day on which every part of a subject has been sat, None where that cannot be said.

    `sat`: all of them were, and none is only booked for that day. `unbooked`: a part is neither passed nor booked, so
    it could be booked today. `why` says why there is no day otherwise.
    """

    on: date | None
    unbooked: bool = False
    why: str = ""
    sat: bool = False


def attempts_by(attempts: Sequence[Attempt], day: date) -> tuple[Attempt, ...]:
    """Those that had been booked by a day, as they stood then: what was sat later was still to come."""
    known = (one for one in attempts if one.booked_on <= day)
    return tuple(
        one if one.sat_on is None or one.sat_on <= day else Attempt(one.part, one.booked_on, one.planned_on)
        for one in known
    )


def last_sitting(attempts: Sequence[Attempt], parts: Sequence[str], today: date) -> LastSitting:
    """When the last of these parts is sat, going by what is passed, sat and booked."""
    days, all_sat = [], True
    for part in parts:
        of = [one for one in attempts if one.part == part]
        sat = [one.sat_on for one in of if one.sat_on is not None and one.passed is not False]
        booked = [one.planned_on for one in of if one.sat_on is None]
        if sat:
            days.append(max(sat))
        elif not booked:
            return LastSitting(None, unbooked=True)
        elif min(booked) < today:
            why = f"An exam was booked for {day_words(min(booked))}, and whether it was sat is not recorded."
            return LastSitting(None, why=why)
        else:
            days.append(min(booked))
            all_sat = False
    return LastSitting(max(days), sat=all_sat) if days else LastSitting(None, why="The programme has no exam in it.")


def certificate_range(subject: str, sitting: LastSitting, times: Mapping[str, StepTime], today: date) -> Range | str:
    """When the certificate is seen: so long after the last sitting as it took here, or after booking it today.

    A sentence where that cannot be said.
    """
    if sitting.on is None:
        return sitting.why or step_range(times.get(subject), None, today)
    time = times.get(SAT[subject])
    if not sitting.sat:
        return step_after(time, Range(sitting.on, sitting.on, sitting.on))
    return step_range(time, sitting.on, today)


def steps_to_certificate(
    subject: str, attempts: Sequence[Attempt], parts: Sequence[str], seen_on: date, of: UUID
) -> Iterator[StepTaken]:
    """From each booking and each sitting that left no part over, to the day on which the certificate was seen.

    None where a part was never sat here before that day, since the certificate then came of something else. When an
    exam was booked that was entered only after it had been sat, nobody knows.
    """
    tried = [one for one in attempts if one.part in parts and one.sat_on is not None and one.sat_on <= seen_on]
    if not parts or {one.part for one in tried} != set(parts):
        return
    all_booked = _last_first((one.part, min(one.booked_on, one.sat_on)) for one in tried if one.sat_on)
    all_sat = _last_first((one.part, one.sat_on) for one in tried if one.sat_on)
    for one in tried:
        if one.sat_on is not None and all_booked <= one.booked_on <= one.sat_on:
            yield StepTaken(subject, one.booked_on, seen_on, of)
        if one.sat_on is not None and one.sat_on >= all_sat:
            yield StepTaken(SAT[subject], one.sat_on, seen_on, of)


def _last_first(days: Iterable[tuple[str, date]]) -> date:
    """The day by which each part had come once."""
    first: dict[str, date] = {}
    for part, day in days:
        first[part] = min(day, first.get(part, day))
    return max(first.values())
