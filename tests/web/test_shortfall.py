"""Hours short of the training plan: explained by the tutor, agreed by apprentice and employer to those very words."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.actions.acting import Installation
from app.actions.shortfall import agree_to_statement, write_statement
from app.db import history
from app.db import shortfall as db
from app.db.tables import core
from app.domain.refusals import NotPermitted, WrongState
from app.domain.shortfall import statement_sha256
from tests.cast import START, Cast
from tests.portfolios import keep_time
from tests.visits import Page, Visit

Visitor = Callable[..., Visit]
WORDS = "Two workshops were replaced by supervised practice that met the same KSBs."


@pytest.fixture
def here(cast: Cast) -> str:
    return f"/a/{cast.hers}/gateway/shortfall"


@pytest.fixture
def confirmed(house: Installation, cast: Cast) -> Callable[[int], None]:
    """`confirmed(440)` puts so many confirmed hours on Chloe's record: 469 are planned, the minimum is 418."""

    def keep(hours: int) -> None:
        with house.database.writing() as session:
            entries = [(START + timedelta(days=n), 300, "confirmed", "D1") for n in range(hours // 5)]
            keep_time(session, cast.hers, entries, cast.chloe.id)

    return keep


def check(visit: Visitor, cast: Cast) -> dict[str, Any]:
    said = visit("chloe").call("GET", f"apprenticeships/{cast.hers}/gateway").json()
    found: dict[str, Any] = next(one for one in said["checks"] if one["id"] == "training-plan-hours")
    return found


def test_nothing_is_to_be_explained_before_the_minimum_is_met(
    cast: Cast, visit: Visitor, here: str, confirmed: Callable[[int], None]
) -> None:
    confirmed(100)
    priya = visit("priya")
    assert here in priya.page(f"/a/{cast.hers}/gateway").links()
    assert "No statement is asked for" in priya.page(here).text
    answer = priya.post(here, {"words": WORDS})
    assert answer.status_code == 409
    assert "explanation" not in check(visit, cast)["reason"]


def test_the_statement_is_written_agreed_by_both_and_the_check_says_so(
    house: Installation, cast: Cast, visit: Visitor, here: str, confirmed: Callable[[int], None]
) -> None:
    confirmed(440)
    assert "a signed explanation of the difference is enough; none is recorded yet" in check(visit, cast)["reason"]
    page = Page(visit("priya").post(here, {"words": f" {WORDS} "}).text)
    assert "440 hours of the planned 469 hours are confirmed, so 29 hours are missing." in page.text
    assert "the apprentice and the employer have still to agree" in check(visit, cast)["reason"]
    for name in ("chloe", "mark"):
        visiting = visit(name)
        sha = visiting.page(here).field("sha256")["value"]
        assert "You agreed to the statement" in visiting.post(f"{here}/agreement", {"sha256": sha}).text
        assert "I agree to this statement" not in visiting.page(here).text
    found = check(visit, cast)
    assert found["state"] == "waived"
    assert "Priya Nair explained the difference for the training provider on 20 November 2026." in found["reason"]
    assert "Chloe Marsden on 20 November 2026 and Mark Ellis on 20 November 2026 agreed." in found["reason"]
    with house.database.reading() as session:
        held = db.newest(session, cast.hers)
        assert held is not None
        assert held.sha256 == statement_sha256(cast.hers, WORDS, held.shortfall)
        assert {one.sha256 for one in held.agreements} == {held.sha256}
        done = [(one.action, dict(one.body)) for one in history.happenings(session, cast.hers)][:3]
    assert done == [
        ("shortfall_agreed", {"number": 1, "role": "employer"}),
        ("shortfall_agreed", {"number": 1, "role": "apprentice"}),
        ("shortfall_explained", {"number": 1, "minutes": 29 * 60}),
    ]


def test_a_statement_explains_no_more_than_it_was_written_for(
    cast: Cast, visit: Visitor, house: Installation, here: str, confirmed: Callable[[int], None]
) -> None:
    confirmed(440)
    visit("priya").post(here, {"words": WORDS})
    with house.database.writing() as session:
        row = core.time_entry
        number = session.scalar(select(row.c.number).where(row.c.apprenticeship_id == cast.hers).limit(1))
        session.execute(row.update().where(row.c.number == number).values(state="withdrawn"))
    page = visit("priya").page(here)
    assert "It does not explain what is missing now" in page.text
    assert "none is recorded yet" in check(visit, cast)["reason"]


def test_agreeing_holds_to_the_words_that_were_read(
    house: Installation, cast: Cast, visit: Visitor, here: str, confirmed: Callable[[int], None]
) -> None:
    confirmed(440)
    visit("priya").post(here, {"words": WORDS})
    chloe = visit("chloe")
    read = chloe.page(here).field("sha256")["value"]
    visit("priya").post(here, {"words": "Other words."})
    answer = chloe.post(f"{here}/agreement", {"sha256": read})
    assert answer.status_code == 409
    assert "The statement is not the one that you read." in answer.text
    with house.database.reading() as session:
        assert [row.words for row in session.execute(select(core.shortfall_statement.c.words))] == [
            WORDS, "Other words.",
        ]  # fmt: skip


def test_words_are_asked_for_and_nobody_else_writes_or_agrees(
    house: Installation, cast: Cast, visit: Visitor, here: str, confirmed: Callable[[int], None]
) -> None:
    confirmed(440)
    answer = visit("priya").post(here, {"words": " "})
    assert (answer.status_code, answer.text.count("Explain why fewer hours than planned are enough.")) == (422, 2)
    for name in ("chloe", "mark", "quentin", "adele"):
        with pytest.raises(NotPermitted), house.acting(cast.everybody[name]) as acting:
            write_statement(acting, cast.hers, WORDS)
    with house.acting(cast.priya) as acting:
        write_statement(acting, cast.hers, WORDS)
    with house.database.reading() as session:
        held = db.newest(session, cast.hers)
    assert held is not None
    with pytest.raises(NotPermitted), house.acting(cast.priya) as acting:
        agree_to_statement(acting, cast.hers, held.sha256)
    with house.acting(cast.mark) as acting:
        agree_to_statement(acting, cast.hers, held.sha256)
    with pytest.raises(WrongState), house.acting(cast.mark) as acting:
        agree_to_statement(acting, cast.hers, held.sha256)


def test_a_program_writes_and_agrees_to_it(cast: Cast, visit: Visitor, confirmed: Callable[[int], None]) -> None:
    confirmed(440)
    address = f"apprenticeships/{cast.hers}/gateway/shortfall"
    assert visit("mark").call("GET", address).json() == {"missing_minutes": 29 * 60, "statement": None}
    for _ in range(2):
        answer = visit("priya").call("POST", address, json={"words": WORDS}, headers={"Idempotency-Key": "once"})
        assert (answer.status_code, answer.json()["statement"]["number"]) == (201, 1)
    sha = answer.json()["statement"]["sha256"]
    said = visit("mark").call("POST", f"{address}/agreement", json={"sha256": sha}).json()
    assert (said["statement"]["open_to"], said["statement"]["covers"]) == (["apprentice"], True)
    assert visit("mark").call("POST", f"{address}/agreement", json={"sha256": sha}).status_code == 409


def test_the_pages_take_at_most_eight_statements(
    cast: Cast, visit: Visitor, here: str, confirmed: Callable[[int], None], statements: Callable[[], Any]
) -> None:
    confirmed(440)
    visit("priya").post(here, {"words": WORDS})
    mark = visit("mark")
    for address in (here, f"/a/{cast.hers}/gateway", f"/a/{cast.hers}/"):
        with statements() as ran:
            mark.page(address)
        assert 0 < len(ran) <= 8
