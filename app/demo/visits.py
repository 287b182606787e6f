"""Visits from outside, as the administrator granted them: one ended once all was seen, and one that is open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from app.actions import visits
from app.actions.acting import Acting, Installation
from app.actions.visits import Invitation, end_visit, grant_visit
from app.db import people
from app.db import visits as db
from app.demo.cast import VISITOR, Life, address
from app.demo.unsent import post_nothing
from app.domain.people import Person
from app.domain.visits import Ask, Sight

ORGANISATION = "Harrowgill Awards"
"""Invented, as everybody in the demonstration is."""
FIRST = "First quality visit since we became an approved centre: how decisions are made and standardised."
FOLLOW_UP = "Follow-up: whether feedback says where in a piece a KSB is shown, as agreed at the first visit."
SHOWN = 3
"""So many apprentices each visit shows something of."""
Opening = Callable[[Acting, UUID, UUID], object]


@dataclass(frozen=True, slots=True)
class _Planned:
    """A visit by days before today (days to come are below 0), and what was opened: of whom (by place), when, what."""

    purpose: str
    granted: int
    since: int
    last_day: int
    sights: frozenset[Sight]
    opened: tuple[tuple[int, int, Opening], ...]
    ended: int | None = None


def _list(acting: Acting, visit: UUID, one: UUID) -> object:
    return visits.open_evidence(acting, visit, one, None)


def _piece(place: int, *, file: bool = False) -> Opening:
    """Open the piece at this place among the cleared ones, the oldest first, and perhaps its file."""

    def do(acting: Acting, visit: UUID, one: UUID) -> None:
        _, listed = visits.open_evidence(acting, visit, one, None)
        names = [f"E{each.number}" for each in reversed(listed.pieces)]
        if place < len(names):
            visits.open_piece(acting, visit, one, names[place])
            if file:
                visits.open_piece_file(acting, visit, one, names[place], 1)

    return do


PLANNED = (
    _Planned(
        FIRST,
        granted=58,
        since=56,
        last_day=43,
        sights=frozenset(Sight) - {Sight.GATEWAY},
        opened=(
            (55, 0, _piece(0, file=True)),
            (55, 0, _piece(1, file=True)),
            (55, 0, visits.open_reviews),
            (54, 1, _list),
            (54, 2, _piece(0, file=True)),
            (54, 2, visits.open_hours),
            (52, 2, _piece(3, file=True)),
        ),
        ended=50,
    ),
    _Planned(
        FOLLOW_UP,
        granted=5,
        since=3,
        last_day=-17,
        sights=frozenset(Sight),
        opened=(
            (3, 0, _piece(2, file=True)),
            (3, 0, _piece(4, file=True)),
            (2, 2, _piece(5)),
            (1, 2, visits.open_gateway),
            (1, 0, _piece(2, file=True)),
        ),
    ),
)


def add_visits(house: Installation, administrator: Person, cast: Sequence[Life]) -> None:
    """Both, for the first of the apprentices; nothing where there is a visit already."""
    with house.database.reading() as session:
        known = [people.find_by_email(session, life.email, house.today()) for life in cast[:SHOWN]]
        held = [people.memberships(session, one.id, house.today())[0].apprenticeship for one in known if one]
        if db.newest(session, 1) or not held:
            return
    for planned in PLANNED:
        _visit(house, administrator, held, planned)


def _visit(house: Installation, administrator: Person, records: Sequence[UUID], planned: _Planned) -> None:
    today = house.today()
    ask = Ask(
        ORGANISATION,
        planned.purpose,
        today - timedelta(days=planned.since),
        today - timedelta(days=planned.last_day),
        planned.sights,
        frozenset(records),
    )
    with _ago(house, planned.granted, 9, 40).acting(administrator) as acting:
        number = grant_visit(acting, Invitation(VISITOR, address(VISITOR), ask))
        given = db.numbered(acting.session, number)
        visitor = people.find_by_email(acting.session, address(VISITOR), acting.today)
        post_nothing(acting)
    assert given is not None
    assert visitor is not None
    for count, (days, place, opening) in enumerate(planned.opened):
        if place < len(records):
            with _ago(house, days, 10, 13 * count % 60).acting(visitor) as acting:
                opening(acting, given.id, records[place])
    if planned.ended is not None:
        with _ago(house, planned.ended, 16, 20).acting(administrator) as acting:
            end_visit(acting, number)


def _ago(house: Installation, days: int, hour: int, minute: int) -> Installation:
    then = datetime.combine(house.today() - timedelta(days=days), time(hour, minute), UTC)
    return replace(house, clock=lambda: then)
