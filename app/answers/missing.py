"""What is missing on one record on a day: KSBs, hours by a day to come; and what the employer is asked for."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.counted import counted_of_many
from app.answers.hours import hours_in_brief_of
from app.answers.sessions import sessions_of
from app.catalogue import Catalogue
from app.db import apprenticeships as records
from app.db import targets as db
from app.db.coverage import tag_counts
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
        return hours_gap(
            self.hours.planned_minutes,
            _period(self.apprenticeship),
            self.today,
            until,
            confirmed=self.hours.confirmed_minutes,
            waiting=self.hours.waiting_minutes + self.hours.queried_minutes,
            sessions=sum(one.minutes for one in self.ahead if one.counts and one.on <= until),
        )

    def employer_needs(self, targets: Iterable[Target]) -> EmployerNeeds:
        """What the employer is asked for; of these targets, those that are open and the employer’s."""
        until = min(needed_until(self.today), max(self.apprenticeship.planned_end, self.today))
        mine = (one for one in targets if one.state is TargetState.OPEN and one.aim.who is Role.EMPLOYER)
        asked = bool(self.apprenticeship.settings.employer_confirms)
        return employer_needs(
            self.standard,
            {one.code: one.state for one in self.coverage.ksbs},
            self.today,
            hours=self.hours_by(until),
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
    """What each apprentice who is learning needs from the employer, by name; in at most seven statements for 400 as for
    one."""
    every = records.load_many(session, today, list(apprenticeships))
    learning = [one for one in every if one.status is ApprenticeshipStatus.ACTIVE]
    if not learning:
        return ()
    ids = [one.id for one in learning]
    counts = counted_of_many(session, ids, today)
    sessions = planned_of_many(session, ids, today, needed_until(today))
    targets = db.targets_of_many(session, ids, [TargetState.OPEN])
    found = []
    for one in sorted(learning, key=lambda one: (one.apprentice.name.casefold(), one.id)):
        missing = _missing(catalogue, one, today, counts[one.id].tags, counts[one.id].minutes, sessions.get(one.id, ()))
        found.append(NeedsOf(one, missing.employer_needs(targets.get(one.id, ()))))
    return tuple(found)


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


def _period(one: Apprenticeship) -> PracticalPeriod:
    return PracticalPeriod(one.start, one.planned_end, None, one.breaks)
