"""What stands in somebody's calendar: reviews, sessions, planned activities and the assessment of the apprenticeships
they are on.

It goes to whoever has its address, so it says little: what and on which day, an apprentice's first name, where a
session is. Nothing that anybody wrote is in it, no titles, no reasons, and nothing of evidence.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.reviews.grid import ReviewPlace, review_places
from app.catalogue import Catalogue
from app.db import apprenticeships as records
from app.db import calendar as db
from app.db import off_the_job
from app.db import reviews as reviews_db
from app.db.calendar import ActivityOn, Holder, SessionOn, SittingOn
from app.domain.apprenticeships import Apprenticeship
from app.domain.assessment import called
from app.domain.people import Role
from app.domain.reviews import ReviewState, review_dates
from app.domain.sessions import SessionState
from app.domain.training_plan.activities import name_of
from app.domain.training_plan.values import PlanState
from app.domain.wording import hours_words, in_words, plural
from app.exchange.icalendar import Event

BACK_DAYS = 366
AHEAD_DAYS = 366
SHOWN_ROLES = (Role.APPRENTICE, Role.TUTOR, Role.EMPLOYER)
NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Known:
    """One apprenticeship in a calendar: as whom the holder is on it, and the last day of learning where it ended."""

    one: Apprenticeship
    role: Role
    ended: date | None

    @property
    def first_name(self) -> str:
        return self.one.apprentice.name.split()[0]

    def takes_place(self, on: date) -> bool:
        """Whether something planned for this day concerns this apprentice: not in a break, nor after the end."""
        return not any(pause.covers(on) for pause in self.one.breaks) and (self.ended is None or on <= self.ended)


def calendar_of(
    session: Session, catalogue: Catalogue, holder: Holder, today: date, base_url: str
) -> tuple[Event, ...]:
    """What stands in this calendar from a year back to a year ahead, by day; in at most eight statements."""
    roles = {ap: next((role for role in SHOWN_ROLES if role in held), None) for ap, held in holder.roles.items()}
    on = [ap for ap, role in roles.items() if role is not None]
    if not on:
        return ()
    every = records.load_many(session, today, on)
    ended = off_the_job.ended_on(session, every)
    known = {one.id: _Known(one, role, ended.get(one.id)) for one in every if (role := roles[one.id])}
    since = today - timedelta(days=BACK_DAYS)
    naming = _Naming(base_url)
    found = [
        *_reviews(session, catalogue, known.values(), naming, today),
        *_sessions(catalogue, db.sessions_of(session, on, since), known, naming),
        *_activities(catalogue, db.activities_of(session, on, since), known, naming),
        *_sittings(db.sittings_of(session, on, since), known, naming),
    ]
    return tuple(sorted((one for one in found if one.on >= since), key=lambda one: (one.on, one.uid)))


@dataclass(frozen=True, slots=True)
class _Naming:
    """The ids and addresses of events, both of this installation."""

    base_url: str

    def uid(self, *parts: object) -> str:
        return "-".join(map(str, parts)) + f"@{urlsplit(self.base_url).hostname}"

    def address(self, known: _Known, page: str) -> str:
        """Where more is said of it: for the employer the place that one link opens."""
        return f"{self.base_url}/due" if known.role is Role.EMPLOYER else f"{self.base_url}/a/{known.one.id}/{page}"


def _titled(what: str, known: _Known) -> str:
    return what if known.role is Role.APPRENTICE else f"{what}: {known.first_name}"


def _reviews(
    session: Session, catalogue: Catalogue, every: Collection[_Known], naming: _Naming, today: date
) -> Iterator[Event]:
    ids = [known.one.id for known in every]
    record, moves = reviews_db.of_many(session, ids), db.review_moves(session, ids)
    for known in every:
        id_ = known.one.id
        places = review_places(catalogue, known.one, today, known.ended, record.get(id_, ()))
        # A pause moves every later review, so each one counts like a move: its beginning, and the return from it.
        paused = sum(1 + (pause.back_on is not None) for pause in known.one.breaks)
        for number, on, state in (*_placed(places), *_later(catalogue, known, places, today)):
            yield Event(
                uid=naming.uid("review", id_, number),
                on=on,
                summary=_titled(f"Milestone review {number}", known),
                sequence=moves.get((id_, number), 0) + paused,
                cancelled=state is ReviewState.MISSED,
                address=naming.address(known, f"reviews/{number}"),
            )


def _placed(places: Sequence[ReviewPlace]) -> list[tuple[int, date, ReviewState]]:
    return [(one.number, one.held_on or one.on, one.state) for one in places if not (one.undated and one.is_open)]


def _later(
    catalogue: Catalogue, known: _Known, places: Sequence[ReviewPlace], today: date
) -> Iterator[tuple[int, date, ReviewState]]:
    """The grid beyond the next review, up to the planned end and no more than a year ahead."""
    if known.ended is not None:
        return
    weeks = catalogue.programme(known.one.programme).review_weeks
    until = min(known.one.planned_end, today + timedelta(days=AHEAD_DAYS))
    last = places[-1].number if places else 0
    for due in review_dates(known.one.start, weeks, until, known.one.breaks):
        if due.number > last:
            yield due.number, due.due_on, ReviewState.PLANNED


def _sessions(
    catalogue: Catalogue, every: Sequence[SessionOn], known: dict[UUID, _Known], naming: _Naming
) -> Iterator[Event]:
    for one in every:
        there = [known[ap] for ap in one.invited if ap in known and known[ap].takes_place(one.on)]
        if not there:
            continue
        activity = catalogue.programme(one.programme).activity_by_code.get(one.activity)
        what = activity.name if activity else "Session"
        others = sorted(each.first_name for each in there if each.role is not Role.APPRENTICE)
        first = there[0]
        page = f"sessions/{one.id}"
        yield Event(
            uid=naming.uid("session", one.id),
            on=one.on,
            summary=f"{what}: {_listed(others)}" if others else what,
            sequence=one.moves + (one.state is SessionState.CANCELLED),
            cancelled=one.state is SessionState.CANCELLED,
            description=f"{hours_words(one.minutes)}{', online' if one.online else ''}",
            # How to join one online is a key to a room, and stays behind the sign-in.
            place="" if one.online else one.place,
            address=f"{naming.base_url}/{page}" if first.role is Role.TUTOR else naming.address(first, page),
        )


def _activities(
    catalogue: Catalogue, every: Sequence[ActivityOn], known: dict[UUID, _Known], naming: _Naming
) -> Iterator[Event]:
    for each in every:
        whose, one = known[each.apprenticeship], each.activity
        on = one.held_on or one.planned_on
        if one.state is PlanState.PLANNED and not whose.takes_place(on):
            continue
        standard = catalogue.standard(whose.one.standard, whose.one.version)
        what = name_of(one, catalogue.programme(whose.one.programme), standard)
        yield Event(
            uid=naming.uid("plan", each.apprenticeship, one.number),
            on=on,
            summary=_titled(what, whose),
            sequence=each.changes,
            cancelled=one.state is PlanState.MISSED,
            description=hours_words(one.minutes) if one.minutes else "",
            address=naming.address(whose, f"plan/activities/{one.number}"),
        )


def _sittings(every: Sequence[SittingOn], known: dict[UUID, _Known], naming: _Naming) -> Iterator[Event]:
    for one in every:
        whose = known[one.apprenticeship]
        yield Event(
            uid=naming.uid("assessment", one.apprenticeship, one.number),
            on=one.on,
            summary=_titled(called(one.method).capitalize(), whose),
            sequence=one.changes,
            cancelled=one.cancelled,
            address=naming.address(whose, f"assessment/{one.number}"),
        )


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:NAMES_SHOWN])
    more = len(names) - len(shown)
    return in_words([*shown, plural(more, "other")] if more else shown)
