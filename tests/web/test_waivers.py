"""Waiving a gateway check: only where a rule lets it, by name and with a reason, of which the private part stays so."""

from collections.abc import Callable
from typing import Any

import pytest

from app.actions.acting import Installation
from app.actions.waivers import take_back_waiver, waive_check
from app.db import gateway as db
from app.db import history
from app.domain.gateway import Waiving
from app.domain.refusals import BadInput, NotPermitted, WrongState
from tests.cast import TODAY, Cast
from tests.visits import Page, Visit

Visitor = Callable[..., Visit]
PUBLIC = "She sat two mocks with her last provider."
PRIVATE = "A third would have fallen into her treatment."


@pytest.fixture
def here(cast: Cast) -> str:
    return f"/a/{cast.hers}/gateway/waivers"


def check(visit: Visitor, cast: Cast, name: str) -> dict[str, Any]:
    said = visit(name).call("GET", f"apprenticeships/{cast.hers}/gateway").json()
    found: dict[str, Any] = next(one for one in said["checks"] if one["id"] == "mock-assessment")
    return found


def test_a_waiver_is_an_exception_by_name_and_its_private_reason_is_read_by_apprentice_and_provider_alone(
    cast: Cast, visit: Visitor, here: str, house: Installation
) -> None:
    assert check(visit, cast, "mark")["state"] == "not_met"
    sent = {"check": "mock-assessment", "reason": f" {PUBLIC} ", "restricted": PRIVATE}
    page = Page(visit("priya").post(here, sent).text)
    assert "The check is waived" in page.text
    for name, reads in (("chloe", True), ("priya", True), ("adele", True), ("mark", False), ("quentin", False)):
        found = check(visit, cast, name)
        assert found["state"] == "waived"
        assert found["reason"].startswith(f"Waived by Priya Nair on 20 November 2026: {PUBLIC} Without that: ")
        assert (found.get("restricted_reason") == PRIVATE) is reads
        for address in (here, f"/a/{cast.hers}/gateway", f"/a/{cast.hers}/"):
            assert (PRIVATE in visit(name).page(address).text) is (reads and not address.endswith(f"{cast.hers}/"))
        told = visit(name).call("GET", f"apprenticeships/{cast.hers}/gateway/waivers").json()
        assert told["waivers"][0]["restricted"] == (PRIVATE if reads else None)
    with house.database.reading() as session:
        first = next(iter(history.happenings(session, cast.hers)))
    assert (first.action, first.body["check"]) == ("check_waived", "mock-assessment")
    assert "treatment" not in str(first.body)
    assert "mocks" not in str(first.body)


def test_it_is_taken_back_with_a_reason_and_the_check_stands_as_it_is(
    cast: Cast, visit: Visitor, here: str, house: Installation
) -> None:
    with house.acting(cast.priya) as acting:
        number = waive_check(acting, cast.hers, "mock-assessment", Waiving(PUBLIC))
    answer = visit("priya").post(f"{here}/{number}/taking-back", {"reason": " "})
    assert (answer.status_code, answer.text.count("Say why the waiver is taken back.")) == (422, 2)
    page = Page(visit("priya").post(f"{here}/{number}/taking-back", {"reason": "There is time for one."}).text)
    assert "Priya Nair took it back on" in page.text
    assert check(visit, cast, "mark")["state"] == "not_met"
    with pytest.raises(WrongState, match="taken back already"), house.acting(cast.priya) as acting:
        take_back_waiver(acting, cast.hers, number, "Again.")
    with house.acting(cast.priya) as acting:
        assert waive_check(acting, cast.hers, "mock-assessment", Waiving(PUBLIC)) == number + 1


@pytest.mark.parametrize("name", ["ksb-coverage", "off-the-job", "minimum-duration", "english", "reviews", "nothing"])
def test_no_other_check_can_be_waived(cast: Cast, house: Installation, name: str) -> None:
    with pytest.raises(BadInput, match="No rule lets this check be waived"), house.acting(cast.priya) as acting:
        waive_check(acting, cast.hers, name, Waiving(PUBLIC))


def test_what_is_typed_is_kept_and_a_reason_is_asked_for(cast: Cast, visit: Visitor, here: str) -> None:
    answer = visit("priya").post(here, {"check": "mock-assessment", "reason": "", "restricted": PRIVATE})
    assert answer.status_code == 422
    assert answer.text.count("Say why it is waived, in words that everybody on this record may read.") == 2
    assert PRIVATE in answer.text
    nothing = visit("priya").post(here, {"check": "", "reason": PUBLIC})
    assert nothing.text.count("No rule lets this check be waived. Choose one of those on the list.") == 2


def test_how_many_reviews_it_covers_is_kept_and_told(
    cast: Cast, visit: Visitor, here: str, house: Installation
) -> None:
    with house.acting(cast.priya) as acting:
        acting.lock(cast.hers)
        salt = history.new_salt()
        db.waive(
            acting.session,
            cast.hers,
            "reviews",
            PUBLIC,
            "",
            covers=3,
            agreed=None,
            salt=salt,
            by=cast.priya.id,
            at=acting.now,
        )
        acting.record(cast.hers, "check_waived", "waiver 1", number=1, check="reviews", digest="0" * 64)
        assert [one.covers for one in db.beside_gateway(acting.session, cast.hers, TODAY).waivers] == [3]
    assert "It covers 3 reviews that had not been held." in visit("mark").page(here).text
    told = visit("mark").call("GET", f"apprenticeships/{cast.hers}/gateway/waivers").json()
    assert told["waivers"][0]["covers"] == 3


SENT = {"check": "reviews", "reason": "Every sixteen weeks.", "agreed_by": "Ruth Lowe", "agreed_on": "2025-09-03"}
AGREED = "Ruth Lowe agreed to it for the employer on 3 September 2025."


def test_another_frequency_of_reviews_asks_who_agreed_at_the_employer_and_on_which_day_and_keeps_both(
    cast: Cast, visit: Visitor, house: Installation
) -> None:
    his, call = f"/a/{cast.his}/gateway/waivers", f"apprenticeships/{cast.his}/gateway"
    form = visit("tomas").page(his)
    assert form.field("agreed_by")["id"] == "agreed_by"
    assert "Needed for: Every review so far is held and signed." in form.text
    sent = SENT | {"reason": f" {SENT['reason']} ", "agreed_by": " Ruth  Lowe "}
    page = Page(visit("tomas").post(his, sent).text)
    assert AGREED in page.text
    found = next(one for one in visit("ruth").call("GET", call).json()["checks"] if one["id"] == "reviews")
    assert found["state"] == "waived"
    assert f"Every sixteen weeks. {AGREED} Without that: " in found["reason"]
    [told] = visit("ruth").call("GET", f"{call}/waivers").json()["waivers"]
    assert (told["agreed_by"], told["agreed_on"]) == ("Ruth Lowe", "2025-09-03")
    with house.database.reading() as session:
        first = next(iter(history.happenings(session, cast.his)))
    assert (first.action, first.body["on"]) == ("check_waived_as_agreed", "2025-09-03")
    assert "Lowe" not in str(first.body)
    listed = visit("tomas").page(f"/a/{cast.his}/history").text
    assert "to which the employer had agreed on 3 September 2025" in listed


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"agreed_by": "  "}, "agreed_by", "Enter who agreed to it at the employer."),
        ({"agreed_by": "M" * 201}, "agreed_by", "Enter a name of 200 characters or fewer."),
        ({"agreed_on": ""}, "agreed_on", "Enter the day on which they agreed: from the start on 1 September 2025"),
        ({"agreed_on": "2025-08-31"}, "agreed_on", "from the start on 1 September 2025, and not after today."),
        ({"agreed_on": "2026-11-21"}, "agreed_on", "from the start on 1 September 2025, and not after today."),
        ({"agreed_on": "soon"}, "agreed_on", "Enter a date, such as 2026-11-23."),
    ],
)
def test_a_waiver_of_reviews_without_who_agreed_or_with_another_day_is_refused_beside_the_field(
    cast: Cast, visit: Visitor, change: dict[str, str], field: str, said: str
) -> None:
    answer = visit("tomas").post(f"/a/{cast.his}/gateway/waivers", SENT | change)
    assert (answer.status_code, answer.text.count(said)) == (422, 2)
    assert SENT["reason"] in answer.text
    told = visit("tomas").call("POST", f"apprenticeships/{cast.his}/gateway/waivers", json=SENT | change)
    assert (told.status_code, told.json()["errors"][0]["path"]) == (422, field)


def test_what_no_rule_asks_the_employer_about_needs_nobody_there(cast: Cast, visit: Visitor) -> None:
    answer = visit("tomas").call(
        "POST",
        f"apprenticeships/{cast.his}/gateway/waivers",
        json={"check": "mock-assessment", "reason": PUBLIC},
    )
    assert {one["check"]: one["employer_agrees"] for one in answer.json()["allowed"]} == {
        "reviews": True,
        "mock-assessment": False,
    }
    [told] = answer.json()["waivers"]
    assert (told["agreed_by"], told["agreed_on"]) == (None, None)


def test_nobody_else_waives_and_not_twice(cast: Cast, house: Installation) -> None:
    for name in ("chloe", "mark", "quentin", "adele"):
        with pytest.raises(NotPermitted), house.acting(cast.everybody[name]) as acting:
            waive_check(acting, cast.hers, "mock-assessment", Waiving(PUBLIC))
    with house.acting(cast.priya) as acting:
        waive_check(acting, cast.hers, "mock-assessment", Waiving(PUBLIC))
    with pytest.raises(WrongState, match="waived already"), house.acting(cast.priya) as acting:
        waive_check(acting, cast.hers, "mock-assessment", Waiving(PUBLIC))


def test_a_program_waives_and_takes_back(cast: Cast, visit: Visitor) -> None:
    address = f"apprenticeships/{cast.hers}/gateway/waivers"
    [allowed] = visit("mark").call("GET", address).json()["allowed"]
    assert (allowed["check"], allowed["confirmed"]) == ("mock-assessment", False)
    body = {"check": "mock-assessment", "reason": PUBLIC}
    for _ in range(2):
        answer = visit("priya").call("POST", address, json=body, headers={"Idempotency-Key": "once"})
        assert (answer.status_code, len(answer.json()["waivers"])) == (201, 1)
    back = visit("priya").call("POST", f"{address}/1/taking-back", json={"reason": "There is time."})
    assert back.json()["waivers"][0]["taken_back_by"] == "Priya Nair"
    assert visit("priya").call("POST", f"{address}/1/taking-back", json={"reason": "Again."}).status_code == 409
    assert visit("priya").call("POST", f"{address}/7/taking-back", json={"reason": "None."}).status_code == 404


def test_the_page_takes_at_most_eight_statements(
    cast: Cast, visit: Visitor, here: str, house: Installation, statements: Callable[[], Any]
) -> None:
    with house.acting(cast.priya) as acting:
        waive_check(acting, cast.hers, "mock-assessment", Waiving(PUBLIC))
    mark = visit("mark")
    with statements() as ran:
        mark.page(here)
    assert 0 < len(ran) <= 8
