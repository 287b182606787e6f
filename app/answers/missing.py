"""What is missing on one record on a day: KSBs, hours by a day to come; and what the employer is asked for."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.caseload import Standing
from app.answers.hours import hours_in_brief_of
from app.answers.sessions import sessions_of
from app.catalogue import Catalogue
from app.db import apprenticeships as records
from app.db import off_the_job
from app.db import targets as db
from app.db.coverage import tag_counts, tag_counts_of_many
from app.db.sessions import planned_of_many
from app.domain.apprenticeships import Apprenticeship
from app.domain.coverage import Coverage, TagCount, coverage
from app.domain.employer_needs import EmployerNeeds, employer_needs, needed_until
from app.domain.gaps import Ahead, HoursGap, hours_gap
from app.domain.off_the_job.entries import TimeState, counting
from app.domain.off_the_job.summary import HoursInBrief, LoggedTime, counted
from app.domain.people import ApprenticeshipStatus, Role
from app.domain.practical_period import PracticalPeriod
from app.domain.programmes import Programme
from app.domain.standards import Standard
from app.domain.targets import Target, TargetState


@dataclass(frozen=True, slots=True)
class Missing:
    """What one apprentice who is learning has and lacks on a day. `ahead` are the sessions that are planned."""

    apprenticeship: Apprenticeship
    today: date
    standard: Standard
    coverage: Coverage
    hours: HoursInBrief
    ahead: tuple[Ahead, ...]

    @classmethod
    def of_one(
        cls, session: Session, catalogue: Catalogue, one: Apprenticeship, today: date, time: Sequence[LoggedTime]
    ) -> "Missing":
        """What is missing on one record, in two statements, from all its time."""
        minutes: Counter[TimeState] = Counter()
        for logged in counted(time, _period(one), today):
            minutes[logged.state] += logged.minutes
        planned = [
            (each.on, each.minutes, each.activity, each.title, each.ksbs)
            for each in sessions_of(session, one.id, today).to_come
        ]
        return _missing(catalogue, one, today, tag_counts(session, one.id), minutes, planned)

    def hours_by(self, until: date) -> HoursGap | None:
        """What is missing to be on plan by a day."""
        return _hours_gap(self.apprenticeship, self.hours, self.ahead, self.today, until)

    def employer_needs(self, targets: Iterable[Target]) -> EmployerNeeds:
        """What the employer is asked for; of these targets, those that are open and the employer’s."""
        mine = (one for one in targets if one.state is TargetState.OPEN and one.aim.who is Role.EMPLOYER)
        asked = bool(self.apprenticeship.settings.employer_confirms)
        return employer_needs(
            self.standard,
            {one.code: one.state for one in self.coverage.ksbs},
            self.today,
            hours=_hours_gap(self.apprenticeship, self.hours, self.ahead, self.today),
            sessions=self.ahead,
            waiting_minutes=self.hours.waiting_minutes if asked else 0,
            targets=tuple(mine),
        )


@dataclass(frozen=True, slots=True)
class NeedsOf:
    """What one apprentice needs from the employer."""

    apprenticeship: Apprenticeship
    needs: EmployerNeeds


def employer_needs_of_many(
    session: Session, catalogue: Catalogue, apprenticeships: Collection[UUID], today: date
) -> tuple[NeedsOf, ...]:
    """What each apprentice who is learning needs from the employer, by name; in at most six statements for 400 as for
    one."""
    every = records.load_many(session, today, list(apprenticeships))
    learning = [one for one in every if one.status is ApprenticeshipStatus.ACTIVE]
    if not learning:
        return ()
    ids = [one.id for one in learning]
    tags, minutes = tag_counts_of_many(session, ids), off_the_job.sums_of(session, ids, today)
    sessions = planned_of_many(session, ids, today, needed_until(today))
    targets = db.targets_of_many(session, ids, [TargetState.OPEN])
    found = []
    for one in sorted(learning, key=lambda one: (one.apprentice.name.casefold(), one.id)):
        missing = _missing(
            catalogue, one, today, tags.get(one.id, ()), minutes.get(one.id, {}), sessions.get(one.id, ())
        )
        found.append(NeedsOf(one, missing.employer_needs(targets.get(one.id, ()))))
    return tuple(found)


def needs_in_brief(one: Standing, today: date) -> EmployerNeeds | None:
    """What one apprentice needs, from how they stand alone, without sessions and targets; None for whoever is not
    learning."""
    if one.hours is None:
        return None
    states = {
        ksb.code: state
        for (_, found), ksbs in zip(one.coverage.kinds, one.standard.ksbs_by_kind.values(), strict=True)
        for ksb, state in zip(ksbs, found, strict=True)
    }
    return employer_needs(one.standard, states, today, hours=_hours_gap(one.apprenticeship, one.hours, (), today))


_Planned = tuple[date, int, str, str, tuple[str, ...]]
"""A session that is planned: day, minutes, code of the activity, title, KSBs."""


def _missing(
    catalogue: Catalogue,
    one: Apprenticeship,
    today: date,
    tags: Iterable[TagCount],
    minutes: Mapping[TimeState, int],
    planned: Iterable[_Planned],
) -> Missing:
    standard, plan = catalogue.standard(one.standard, one.version), catalogue.programme(one.programme)
    return Missing(
        one,
        today,
        standard,
        coverage(standard, tags, {}, day_minutes=None),
        hours_in_brief_of(catalogue, one, minutes, today),
        tuple(_ahead(plan, _period(one), each) for each in planned),
    )


def _ahead(plan: Programme, period: PracticalPeriod, each: _Planned) -> Ahead:
    on, minutes, code, title, ksbs = each
    activity = plan.activity_by_code.get(code)
    counts = activity is not None and counting(activity, on, period).counts
    return Ahead(on, title, minutes, ksbs, counts)


def _hours_gap(
    one: Apprenticeship, hours: HoursInBrief, ahead: Iterable[Ahead], today: date, by: date | None = None
) -> HoursGap | None:
    """What is missing to be on plan by a day; by the end of what the employer is asked for, or the planned end where
    that comes sooner, where none is named."""
    until = by or min(needed_until(today), max(one.planned_end, today))
    return hours_gap(
        hours.planned_minutes,
        _period(one),
        today,
        until,
        confirmed=hours.confirmed_minutes,
        waiting=hours.waiting_minutes + hours.queried_minutes,
        sessions=sum(each.minutes for each in ahead if each.counts and each.on <= until),
    )


def _period(one: Apprenticeship) -> PracticalPeriod:
    return PracticalPeriod(one.start, one.planned_end, None, one.breaks)
