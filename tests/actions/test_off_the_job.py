"""Off-the-job time: who may do what with it, in which state, and what it changes."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from app.actions import off_the_job as time
from app.actions.acting import Installation
from app.answers.hours import hours_of
from app.db import apprenticeships, history
from app.db import off_the_job as db
from app.domain.off_the_job.entries import TimeEntry, TimeState
from app.domain.people import ApprenticeshipStatus, Person, Role
from app.domain.refusals import BadInput, NotFound, NotPermitted, WrongState
from tests.cast import START, TODAY, Cast

YESTERDAY = TODAY - timedelta(days=1)


class Hours:
    """Shorthand for doing things to Chloe's hours, each in a transaction of its own."""

    def __init__(self, house: Installation, cast: Cast) -> None:
        self.house = house
        self.cast = cast

    def log(self, who: Person, **more: Any) -> int:
        given = {"on": YESTERDAY, "minutes": 180, "activity": "workshop"} | more
        with self.house.acting(who) as acting:
            return time.log_time(acting, self.cast.hers, **given)

    def do(self, action: Any, who: Person, *given: Any, **more: Any) -> Any:
        with self.house.acting(who) as acting:
            return action(acting, self.cast.hers, *given, **more)

    def entry(self, number: int) -> TimeEntry:
        with self.house.database.reading() as session:
            return db.find(session, self.cast.hers, number)

    def state(self, number: int) -> TimeState:
        return self.entry(number).state

    def confirmed(self) -> int:
        with self.house.database.reading() as session:
            hers = apprenticeships.load(session, self.cast.hers, TODAY)
            return hours_of(session, self.house.catalogue, hers, TODAY).confirmed_minutes

    def happenings(self) -> list[str]:
        with self.house.database.reading() as session:
            rows = history.happenings(session, self.cast.hers)
            assert not list(history.broken_links(session, str(self.cast.hers)))
        return [row.action for row in rows if row.action.startswith("time_")]


@pytest.fixture
def hours(house: Installation, cast: Cast) -> Iterator[Hours]:
    yield Hours(house, cast)


def test_logged_time_waits_and_counts_for_nothing_until_it_is_confirmed(hours: Hours, cast: Cast) -> None:
    number = hours.log(cast.chloe, duty="D5", ksbs=["S3", "K1"], description="Resolving a dispute")
    entry = hours.entry(number)
    assert (number, entry.state, entry.logged.ksbs) == (1, TimeState.WAITING, ("K1", "S3"))
    assert hours.confirmed() == 0
    hours.do(time.confirm, cast.mark, number)
    assert hours.state(number) is TimeState.CONFIRMED
    assert hours.confirmed() == 180
    assert hours.happenings() == ["time_confirmed", "time_logged"]


def test_a_query_is_answered_by_who_logged_it_and_waits_again(hours: Hours, cast: Cast) -> None:
    number = hours.log(cast.chloe)
    hours.do(time.query, cast.mark, number, "Was this in paid time?")
    assert hours.state(number) is TimeState.QUERIED
    hours.do(time.answer, cast.chloe, number, "Yes, on Thursday morning.")
    assert hours.state(number) is TimeState.WAITING
    hours.do(time.confirm, cast.priya, number)
    assert hours.state(number) is TimeState.CONFIRMED


def test_a_queried_entry_can_be_confirmed_without_an_answer(hours: Hours, cast: Cast) -> None:
    number = hours.log(cast.chloe)
    hours.do(time.query, cast.mark, number, "Was this in paid time?")
    hours.do(time.confirm, cast.mark, number)
    assert hours.confirmed() == 180


def test_correcting_confirmed_time_uncounts_it_at_once(hours: Hours, cast: Cast) -> None:
    number = hours.log(cast.chloe, evidence_number=None)
    hours.do(time.confirm, cast.mark, number)
    new = hours.do(
        time.correct, cast.chloe, number, reason="It was 2 hours", on=YESTERDAY, minutes=120, activity="workshop"
    )
    assert (hours.state(number), hours.state(new)) == (TimeState.SUPERSEDED, TimeState.WAITING)
    assert hours.entry(new).supersedes == number
    assert hours.confirmed() == 0


def test_withdrawing_takes_confirmed_time_back(hours: Hours, cast: Cast) -> None:
    number = hours.log(cast.chloe)
    hours.do(time.confirm, cast.mark, number)
    hours.do(time.withdraw, cast.chloe, number, "I mixed up two days.")
    assert (hours.state(number), hours.confirmed()) == (TimeState.WITHDRAWN, 0)


def test_nobody_confirms_or_queries_what_they_logged(hours: Hours, cast: Cast) -> None:
    number = hours.log(cast.priya)
    with pytest.raises(WrongState, match="You logged these hours yourself"):
        hours.do(time.confirm, cast.priya, number)
    with pytest.raises(WrongState, match="You logged these hours yourself"):
        hours.do(time.query, cast.priya, number, "Why?")
    hours.do(time.confirm, cast.mark, number)
    assert hours.confirmed() == 180


@pytest.mark.parametrize("name", ["mark", "quentin", "adele"])
def test_only_apprentice_and_tutor_log_time(hours: Hours, cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        hours.log(cast.everybody[name])


@pytest.mark.parametrize("name", ["ben", "tomas", "ruth", "sadia"])
def test_strangers_are_told_that_nothing_is_there(hours: Hours, cast: Cast, name: str) -> None:
    number = hours.log(cast.chloe)
    with pytest.raises(NotFound):
        hours.do(time.confirm, cast.everybody[name], number)


@pytest.mark.parametrize("name", ["chloe", "quentin", "adele"])
def test_only_tutor_and_employer_confirm(hours: Hours, cast: Cast, name: str) -> None:
    number = hours.log(cast.priya)
    with pytest.raises(NotPermitted):
        hours.do(time.confirm, cast.everybody[name], number)


def test_only_who_logged_it_corrects_answers_or_withdraws(hours: Hours, cast: Cast) -> None:
    number = hours.log(cast.chloe)
    hours.do(time.query, cast.mark, number, "When?")
    with pytest.raises(WrongState, match="only they can answer"):
        hours.do(time.answer, cast.priya, number, "At nine.")
    with pytest.raises(WrongState, match="only they can withdraw"):
        hours.do(time.withdraw, cast.priya, number, "Wrong")
    with pytest.raises(WrongState, match="only they can correct"):
        hours.do(time.correct, cast.priya, number, reason="Wrong", on=YESTERDAY, minutes=5, activity="workshop")


def _refused(hours: Hours, cast: Cast) -> dict[str, Any]:
    """Every transition as something to try, by name."""
    again = {"on": YESTERDAY, "minutes": 60, "activity": "workshop"}
    return {
        "confirm": lambda n: hours.do(time.confirm, cast.mark, n, "Agreed again"),
        "query": lambda n: hours.do(time.query, cast.mark, n, "Another question"),
        "answer": lambda n: hours.do(time.answer, cast.chloe, n, "Another answer"),
        "correct": lambda n: hours.do(time.correct, cast.chloe, n, reason="Another reason", **again),
        "withdraw": lambda n: hours.do(time.withdraw, cast.chloe, n, "Another reason"),
    }


def _brought_to(hours: Hours, cast: Cast, state: str) -> int:
    number = hours.log(cast.chloe, draft=state == "draft")
    if state == "queried":
        hours.do(time.query, cast.mark, number, "When?")
    if state == "confirmed":
        hours.do(time.confirm, cast.mark, number)
    if state == "superseded":
        hours.do(time.correct, cast.chloe, number, reason="2 hours", on=YESTERDAY, minutes=120, activity="workshop")
    if state == "withdrawn":
        hours.do(time.withdraw, cast.chloe, number, "Not mine")
    return number


ALLOWED = {
    "draft": set(),
    "waiting": {"confirm", "query", "correct", "withdraw"},
    "queried": {"confirm", "answer", "correct", "withdraw"},
    "confirmed": {"correct", "withdraw"},
    "superseded": set(),
    "withdrawn": set(),
}


@pytest.mark.untold
@pytest.mark.parametrize("state", list(ALLOWED))
def test_every_other_transition_is_refused_with_a_sentence(hours: Hours, cast: Cast, state: str) -> None:
    tries = _refused(hours, cast)
    for name in set(tries) - ALLOWED[state]:
        number = _brought_to(hours, cast, state)
        with pytest.raises(WrongState, match=r"^These hours have|^These hours are"):
            tries[name](number)
        assert hours.state(number).value == state


def test_repeating_a_transition_in_the_same_words_answers_as_the_first_time(hours: Hours, cast: Cast) -> None:
    number = hours.log(cast.chloe)
    for _ in range(2):
        hours.do(time.query, cast.mark, number, "When?")
    for _ in range(2):
        hours.do(time.answer, cast.chloe, number, "At nine.")
    for _ in range(2):
        hours.do(time.confirm, cast.mark, number)
    again = {"reason": "It was 2 hours", "on": YESTERDAY, "minutes": 120, "activity": "workshop", "ksbs": ["S3", "K1"]}
    first = hours.do(time.correct, cast.chloe, number, **again)
    assert hours.do(time.correct, cast.chloe, number, **again) == first
    for _ in range(2):
        hours.do(time.withdraw, cast.chloe, first, "Another day")
    assert hours.happenings() == [
        "time_withdrawn",
        "time_corrected",
        "time_logged",
        "time_confirmed",
        "time_answered",
        "time_queried",
        "time_logged",
    ]


def test_repeating_in_other_words_or_by_somebody_else_is_refused(hours: Hours, cast: Cast) -> None:
    number = hours.log(cast.chloe)
    hours.do(time.confirm, cast.mark, number)
    with pytest.raises(WrongState, match="have been confirmed"):
        hours.do(time.confirm, cast.priya, number)
    with pytest.raises(WrongState, match="have been confirmed"):
        hours.do(time.confirm, cast.mark, number, "In other words")


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"on": START - timedelta(days=1)}, "on"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 1441}, "minutes"),
        ({"activity": "gardening"}, "activity"),
        ({"duty": "D99"}, "duty"),
        ({"ksbs": ["K1", "Z9"]}, "ksbs"),
        ({"description": "x" * 5001}, "description"),
    ],
)
def test_what_cannot_be_is_refused_and_named(hours: Hours, cast: Cast, given: dict[str, Any], path: str) -> None:
    with pytest.raises(BadInput) as refused:
        hours.log(cast.chloe, **given)
    assert [fault.path for fault in refused.value.faults] == [path]


def test_a_whole_day_is_taken_and_so_is_one_minute(hours: Hours, cast: Cast) -> None:
    assert hours.entry(hours.log(cast.chloe, minutes=1440)).logged.minutes == 1440
    assert hours.entry(hours.log(cast.chloe, minutes=1)).logged.minutes == 1


def test_an_activity_that_does_not_count_is_kept_as_a_record_only(hours: Hours, cast: Cast) -> None:
    number = hours.log(cast.chloe, activity="review")
    counting = hours.entry(number).logged.counting
    assert (counting.counts, counting.why_not) == (False, "A progress review is not off-the-job training.")
    hours.do(time.confirm, cast.mark, number)
    assert hours.confirmed() == 0


def test_time_after_the_end_is_kept_as_a_record_only(hours: Hours, house: Installation, cast: Cast) -> None:
    with house.database.writing() as session:
        apprenticeships.set_status(
            session,
            cast.hers,
            ApprenticeshipStatus.WITHDRAWN,
            date(2026, 11, 1),
            by=cast.adele.id,
            at=house.now(),
        )
    entry = hours.entry(hours.log(cast.chloe, on=date(2026, 11, 1)))
    assert not entry.logged.counting.counts
    assert "31 October 2026" in entry.logged.counting.why_not
    assert hours.entry(hours.log(cast.chloe, on=date(2026, 10, 31))).logged.counting.counts


@pytest.mark.untold
def test_drafts_go_with_their_evidence(hours: Hours, cast: Cast) -> None:
    first = hours.log(cast.chloe, evidence_number=1, evidence_version=1, draft=True, description="Drop-in")
    hours.log(cast.chloe, evidence_number=2, evidence_version=1, draft=True)
    assert hours.happenings() == []
    assert hours.do(time.submit_drafts, cast.chloe, 1, 1) == [first]
    assert hours.state(first) is TimeState.WAITING
    assert hours.happenings() == ["time_logged"]
    hours.do(time.drop_drafts, cast.chloe, 2, 1)
    with pytest.raises(NotFound):
        hours.entry(2)
    hours.do(time.drop_drafts, cast.chloe, 1, 1)
    assert hours.state(first) is TimeState.WAITING


def _tick(hours: Hours, cast: Cast, *numbers: int) -> list[tuple[Any, int]]:
    return [(cast.hers, number) for number in numbers]


def test_many_are_confirmed_at_once_or_not_at_all(hours: Hours, house: Installation, cast: Cast) -> None:
    first, second = hours.log(cast.chloe), hours.log(cast.chloe, minutes=90)
    hours.do(time.withdraw, cast.chloe, second, "Not mine")
    with (
        pytest.raises(WrongState, match=r"Nothing was changed.*1.5 hours on 19 November 2026.*withdrawn"),
        house.acting(cast.mark) as acting,
    ):
        time.confirm_many(acting, _tick(hours, cast, first, second))
    assert hours.state(first) is TimeState.WAITING
    third = hours.log(cast.chloe, minutes=90)
    with house.acting(cast.mark) as acting:
        assert time.confirm_many(acting, _tick(hours, cast, first, third, third)) == 270
    assert hours.confirmed() == 270


def test_many_over_apprenticeships_need_a_role_on_each(hours: Hours, house: Installation, cast: Cast) -> None:
    number = hours.log(cast.chloe)
    with house.acting(cast.ben) as acting:
        his = time.log_time(acting, cast.his, on=YESTERDAY, minutes=60, activity="workshop")
    with pytest.raises(NotFound), house.acting(cast.mark) as acting:
        time.confirm_many(acting, [(cast.hers, number), (cast.his, his)])
    assert hours.state(number) is TimeState.WAITING
    with house.database.writing() as session:
        apprenticeships.join(session, cast.his, cast.mark.id, Role.EMPLOYER, START, leading=False)
    with house.acting(cast.mark) as acting:
        assert time.confirm_many(acting, [(cast.hers, number), (cast.his, his)]) == 240


def test_many_are_queried_in_the_same_words(hours: Hours, house: Installation, cast: Cast) -> None:
    numbers = [hours.log(cast.chloe) for _ in range(2)]
    with pytest.raises(BadInput, match="what you want to know"), house.acting(cast.mark) as acting:
        time.query_many(acting, _tick(hours, cast, *numbers), " ")
    with house.acting(cast.mark) as acting:
        time.query_many(acting, _tick(hours, cast, *numbers), "Were these in paid time?")
    assert {hours.state(number) for number in numbers} == {TimeState.QUERIED}
    with pytest.raises(BadInput, match="Tick"), house.acting(cast.mark) as acting:
        time.confirm_many(acting, [])
