"""What waits for tutors and employers over all their apprentices."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.actions import off_the_job as time
from app.actions.acting import Installation
from app.db import apprenticeships
from app.domain.people import Role
from tests.cast import START, TODAY, Cast
from tests.visits import Page, Visit

Visiting = Callable[..., Visit]


@pytest.fixture
def both(house: Installation, cast: Cast) -> list[str]:
    """Chloe and Ben have logged time, Ben's the older, and Mark is the employer of both."""
    with house.database.writing() as session:
        apprenticeships.join(session, cast.his, cast.mark.id, Role.EMPLOYER, START, leading=False)
    keys = []
    for who, ap, days in ((cast.chloe, cast.hers, 1), (cast.ben, cast.his, 5)):
        with house.acting(who) as acting:
            on = TODAY - timedelta(days=days)
            number = time.log_time(acting, ap, on=on, minutes=120, activity="shadowing")
        keys.append(f"{ap}:{number}")
    return keys


def test_everything_waiting_is_there_oldest_first(visit: Visiting, both: list[str]) -> None:
    page = visit("mark").page("/to-confirm")
    assert "2 entries wait for you, from 2 apprentices." in page.text
    assert [a["value"] for a in page.all("input") if a.get("name") == "entry"] == both[::-1]
    assert "It counts where the training plan names this activity." in page.text


def test_ticked_entries_of_several_apprentices_are_confirmed_in_one_go(visit: Visiting, both: list[str]) -> None:
    mark = visit("mark")
    answer = mark.post("/to-confirm/decision", {"entry": both, "decision": "confirm"})
    assert "4 hours confirmed" in Page(answer.text).text
    assert "Nothing to confirm" in mark.page("/to-confirm").text


def test_nobody_confirms_for_strangers(visit: Visiting, both: list[str], cast: Cast) -> None:
    assert visit("priya").post("/to-confirm/decision", {"entry": both, "decision": "confirm"}).status_code == 404
    assert "1 entry waits for you, from 1 apprentice." in visit("priya").page("/to-confirm").text


@pytest.mark.parametrize("name", ["chloe", "helen", "adele", "sadia"])
def test_only_tutors_and_employers_have_this_page(visit: Visiting, cast: Cast, name: str) -> None:
    assert visit(name).get("/to-confirm").status_code == 403
    assert visit(name).post("/to-confirm/decision", {"decision": "confirm"}).status_code == 403


def test_what_one_logged_oneself_is_not_among_it(visit: Visiting, cast: Cast, house: Installation) -> None:
    with house.acting(cast.priya) as acting:
        time.log_time(acting, cast.hers, on=TODAY, minutes=60, activity="tutor_meeting")
    assert "Nothing waits for you." in visit("priya").page("/to-confirm").text
    assert "1 entry waits for you" in visit("mark").page("/to-confirm").text


def test_a_query_keeps_ticks_and_words_when_it_is_empty(visit: Visiting, both: list[str]) -> None:
    mark = visit("mark")
    refused = mark.post("/to-confirm/decision", {"entry": both[:1], "decision": "query", "note": ""})
    assert refused.status_code == 422
    ticked = [a["value"] for a in Page(refused.text).all("input") if a.get("name") == "entry" and "checked" in a]
    assert ticked == both[:1]
    done = mark.post("/to-confirm/decision", {"entry": both[:1], "decision": "query", "note": "Which service?"})
    assert "2 hours queried" in Page(done.text).text


def test_it_takes_few_statements_however_much_waits(
    visit: Visiting, both: list[str], cast: Cast, house: Installation, statements: Callable[[], object]
) -> None:
    mark, counts = visit("mark"), []
    for more in (1, 20):
        for _ in range(more):
            with house.acting(cast.ben) as acting:
                time.log_time(acting, cast.his, on=TODAY, minutes=30, activity="workshop", ksbs=["K1"])
        with statements() as ran:
            mark.page("/to-confirm")
        counts.append(len(ran))
    assert counts[0] == counts[1] <= 8
