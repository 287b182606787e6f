"""What the record says happened to a target."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.domain.apprenticeships import Break, Named
from app.domain.off_the_job.entries import TimeState
from app.domain.off_the_job.summary import LoggedTime
from app.domain.people import Role
from app.domain.targets import (
    Aim,
    KsbSign,
    Sign,
    Target,
    record_says,
    set_target,
)

SINCE, UNTIL = date(2026, 9, 28), date(2026, 11, 20)
BEFORE, DURING, AFTER = date(2026, 9, 1), date(2026, 10, 15), date(2026, 11, 25)
PRIYA = Named(UUID(int=1), "Priya Nair")
AIM = Aim("Show K11.", Role.APPRENTICE, date(2026, 11, 13), ("K11", "S4"), "D8")


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def target(number: int = 1, aim: Aim = AIM, on: date = BEFORE) -> Target:
    return set_target(number, aim, PRIYA, noon(on), review=7)


def sign(what: Sign, number: int, day: date, ksb: str = "K11") -> KsbSign:
    return KsbSign(what, number, ksb, noon(day))


def test_evidence_for_its_ksbs_is_told_by_number_since_the_last_review() -> None:
    signs = [
        sign(Sign.SENT, 11, BEFORE),
        sign(Sign.SENT, 11, DURING),
        sign(Sign.SENT, 12, DURING),
        sign(Sign.SENT, 13, DURING, "K1"),
        sign(Sign.SENT, 14, AFTER),
        sign(Sign.SENT, 15, DURING),
        sign(Sign.WITHDRAWN, 15, DURING, ""),
        sign(Sign.RETURNED, 11, DURING),
        sign(Sign.ACCEPTED, 12, UNTIL, "S4"),
        sign(Sign.ACCEPTED, 11, SINCE),
        sign(Sign.UNPLACED, 12, DURING),
    ]
    says = record_says(target(), signs, [], (), SINCE, UNTIL)
    assert (says.added, says.accepted, says.returned) == ((12,), (12,), (11,))
    assert (says.confirmed_minutes, says.waiting_minutes, says.nothing) == (None, None, False)


def test_hours_are_told_where_the_target_is_about_hours() -> None:
    time = [
        LoggedTime(DURING, 120, TimeState.CONFIRMED),
        LoggedTime(UNTIL, 60, TimeState.WAITING),
        LoggedTime(UNTIL, 30, TimeState.QUERIED),
        LoggedTime(SINCE, 600, TimeState.CONFIRMED),
        LoggedTime(AFTER, 600, TimeState.CONFIRMED),
        LoggedTime(DURING, 45, TimeState.CONFIRMED, counts=False),
        LoggedTime(date(2026, 10, 1), 45, TimeState.CONFIRMED),
    ]
    away = (Break(date(2026, 10, 1), date(2026, 10, 8)),)
    says = record_says(target(aim=replace(AIM, minutes=600)), [], time, away, SINCE, UNTIL)
    assert (says.confirmed_minutes, says.waiting_minutes) == (120, 90)


_SIGNS = st.lists(
    st.builds(
        KsbSign,
        st.sampled_from(list(Sign)),
        st.integers(1, 4),
        st.sampled_from(["K11", "S4", "K1"]),
        st.integers(-60, 60).map(lambda days: noon(UNTIL + timedelta(days=days))),
    ),
    max_size=30,
)


@given(_SIGNS, st.integers(0, 50))
def test_what_comes_later_changes_nothing_of_what_was_said_of_a_day_gone_by(signs: list[KsbSign], days: int) -> None:
    until = UNTIL - timedelta(days=days)
    then = [one for one in signs if one.at.date() <= until]
    assert record_says(target(), signs, [], (), SINCE, until) == record_says(target(), then, [], (), SINCE, until)


@given(_SIGNS)
def test_a_piece_is_added_once_over_all_reviews(signs: list[KsbSign]) -> None:
    days = [UNTIL + timedelta(days=offset) for offset in (-80, -40, 0, 40, 80)]
    lasting = [one for one in signs if one.what is not Sign.WITHDRAWN]
    added = [
        number
        for since, until in pairwise(days)
        for number in record_says(target(), lasting, [], (), since, until).added
    ]
    assert len(added) == len(set(added))
    assert set(added) == {one.number for one in lasting if one.what is Sign.SENT and one.ksb in AIM.ksbs}
