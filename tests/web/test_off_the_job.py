"""The pages of off-the-job hours: what each role sees and may do, and what is kept when something is wrong."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.actions import off_the_job as time
from app.actions.acting import Installation
from app.domain.people import Person
from tests.cast import TODAY, Cast
from tests.visits import Page, Visit

Visiting = Callable[..., Visit]


@pytest.fixture
def log(house: Installation, cast: Cast) -> Callable[..., int]:
    """Log time on Chloe's apprenticeship: `log(cast.chloe, minutes=90)`."""

    def do(who: Person, **more: object) -> int:
        given = {"on": TODAY - timedelta(days=1), "minutes": 180, "activity": "workshop"} | more
        with house.acting(who) as acting:
            return time.log_time(acting, cast.hers, **given)

    return do


def hours_at(cast: Cast, rest: str = "") -> str:
    return f"/a/{cast.hers}/off-the-job{rest}"


def filled(**more: object) -> dict[str, object]:
    """A filled-in form for logging time."""
    return {
        "on": "2026-11-18",
        "hours": "3",
        "minutes": "30",
        "activity": "workshop",
        "duty": "D8",
        "ksb": ["K2", "S3"],
        "description": "Theory of Change",
        "once": "a-form",
    } | more


@pytest.mark.parametrize("name", ["chloe", "priya", "mark", "quentin", "adele"])
def test_everybody_on_the_apprenticeship_sees_planned_and_minimum_as_two_numbers(
    visit: Visiting, cast: Cast, name: str
) -> None:
    page = visit(name).page(hours_at(cast))
    assert "469 hours are planned" in page.text
    assert "The funding rule’s minimum is 423 hours" in page.text


@pytest.mark.parametrize(("name", "status"), [("ben", 404), ("tomas", 404), ("sadia", 404), ("helen", 404)])
def test_nobody_else_does(visit: Visiting, cast: Cast, name: str, status: int) -> None:
    for rest in ("", "/1", "/new"):
        assert visit(name).get(hours_at(cast, rest)).status_code == status


def test_the_employer_is_told_which_yardstick_is_which_and_why(
    visit: Visiting, cast: Cast, log: Callable[..., int], house: Installation
) -> None:
    number = log(cast.chloe, minutes=1200)
    with house.acting(cast.mark) as acting:
        time.confirm(acting, cast.hers, number)
    text = visit("mark").page(hours_at(cast)).text
    assert "The programme’s aim: 20% of paid working time" in text
    assert "0.8% so far" in text
    assert "In a week of 35 hours it is 7 hours." in text
    assert "The funding rule’s minimum: 423 hours" in text
    assert "Chloe started on 7 July 2025, and the start decides which rule applies" in text
    assert "counts no more than 30 hours a week, so it asks for less than 20% of a week of 35 hours" in text


def test_chloe_logs_time_and_is_told_who_it_waits_for(visit: Visiting, cast: Cast) -> None:
    chloe = visit("chloe")
    assert "20 November" not in chloe.page(hours_at(cast, "/new")).text
    answer = chloe.post(hours_at(cast), filled())
    assert "3.5 hours logged" in Page(answer.text).text
    entry = chloe.page(hours_at(cast, "/1"))
    assert entry.headings["h1"] == ["3.5 hours on 18 November 2026"]
    assert "It waits for Mark Ellis or Priya Nair to confirm it." in entry.text
    assert "K2, S3" in entry.text


def test_a_form_sent_twice_is_logged_once(visit: Visiting, cast: Cast) -> None:
    chloe = visit("chloe")
    for _ in range(2):
        assert chloe.post(hours_at(cast), filled()).status_code == 200
    assert chloe.get(hours_at(cast, "/1")).status_code == 200
    assert chloe.get(hours_at(cast, "/2")).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": "2026-11-21"}, "The day must be today or earlier."),
        ({"on": "2025-07-06"}, "The apprenticeship started on 7 July 2025. Choose that day or later."),
        ({"on": "yesterday"}, "Enter a date, such as 2026-11-23."),
        ({"hours": "", "minutes": ""}, "The time must be at least 1 minute and at most 24 hours."),
        ({"hours": "24", "minutes": "1"}, "The time must be at least 1 minute and at most 24 hours."),
        ({"hours": "", "minutes": "1441"}, "Enter 1440 or less."),
        ({"hours": "1.5"}, "Enter a whole number."),
        ({"activity": ""}, "Choose what you did from the list."),
        ({"duty": "D99"}, "“D99” is not a duty of ST0868."),
        ({"ksb": ["K2", "Z1"]}, "“Z1” is not a KSB of ST0868."),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(
    visit: Visiting, cast: Cast, wrong: dict[str, object], sentence: str
) -> None:
    answer = visit("chloe").post(hours_at(cast), filled(description="Kept <b>words</b>", **wrong))
    page = Page(answer.text)
    assert answer.status_code == 422
    assert sentence in page.text
    assert page.headings["title"][0].startswith("Error: ")
    assert "Kept <b>words</b>" in page.text
    assert "checked" in next(a for a in page.all("input") if a.get("value") == "K2")


def test_what_does_not_count_is_said_before_it_is_kept(visit: Visiting, cast: Cast) -> None:
    chloe = visit("chloe")
    asked = chloe.post(hours_at(cast), filled(activity="review"))
    assert asked.status_code == 422
    assert "A progress review is not off-the-job training." in Page(asked.text).text
    assert chloe.get(hours_at(cast, "/1")).status_code == 404
    kept = chloe.post(hours_at(cast), filled(activity="review", record_only="true"))
    assert "It is kept as a record only." in Page(kept.text).text
    assert "nobody needs to confirm it" in chloe.page(hours_at(cast, "/1")).text
    assert "Nothing waits for you" in visit("mark").page(hours_at(cast)).text


def test_mark_ticks_and_confirms(visit: Visiting, cast: Cast, log: Callable[..., int]) -> None:
    first, second = log(cast.chloe), log(cast.chloe, minutes=90)
    mark = visit("mark")
    page = mark.page(hours_at(cast, "?tick=all"))
    ticked = [a["value"] for a in page.all("input") if a.get("name") == "entry" and "checked" in a]
    assert ticked == [f"{cast.hers}:{first}", f"{cast.hers}:{second}"]
    answer = mark.post(hours_at(cast, "/decision"), {"entry": ticked, "decision": "confirm"})
    assert "4.5 hours confirmed" in Page(answer.text).text


def test_the_page_says_what_has_moved_and_keeps_the_ticks(
    visit: Visiting, cast: Cast, log: Callable[..., int], house: Installation
) -> None:
    first, second = log(cast.chloe), log(cast.chloe, minutes=90)
    with house.acting(cast.chloe) as acting:
        time.withdraw(acting, cast.hers, second, "Not mine")
    keys = [f"{cast.hers}:{first}", f"{cast.hers}:{second}"]
    answer = visit("mark").post(hours_at(cast, "/decision"), {"entry": keys, "decision": "confirm"})
    page = Page(answer.text)
    assert answer.status_code == 409
    assert "1.5 hours on 19 November 2026: These hours have been withdrawn" in page.text
    assert [a["value"] for a in page.all("input") if a.get("name") == "entry" and "checked" in a] == keys[:1]


def test_a_query_needs_words_and_nothing_ticked_is_said(visit: Visiting, cast: Cast, log: Callable[..., int]) -> None:
    key = f"{cast.hers}:{log(cast.chloe)}"
    mark = visit("mark")
    answer = mark.post(hours_at(cast, "/decision"), {"entry": key, "decision": "query", "note": " "})
    assert (answer.status_code, "Say what you want to know" in answer.text) == (422, True)
    answer = mark.post(hours_at(cast, "/decision"), {"decision": "confirm"})
    assert (answer.status_code, "Tick the hours you want to confirm." in answer.text) == (422, True)
    answer = mark.post(hours_at(cast, "/decision"), {"entry": "nonsense", "decision": "confirm"})
    assert answer.status_code == 422


def test_htmx_gets_the_part_with_the_message(visit: Visiting, cast: Cast, log: Callable[..., int]) -> None:
    key = f"{cast.hers}:{log(cast.chloe)}"
    answer = visit("mark").post(
        hours_at(cast, "/decision"), {"entry": key, "decision": "confirm"}, headers={"HX-Request": "true"}
    )
    assert "<html" not in answer.text
    assert "3 hours confirmed. They count from now on." in answer.text
    assert "HX-Request" in answer.headers["vary"]


def test_a_query_its_answer_and_a_correction_from_the_entry_page(
    visit: Visiting, cast: Cast, log: Callable[..., int]
) -> None:
    number = log(cast.chloe)
    mark, chloe = visit("mark"), visit("chloe")
    mark.post(hours_at(cast, f"/{number}/query"), {"note": "Was this in <i>paid</i> time?"})
    page = chloe.page(hours_at(cast, f"/{number}"))
    assert "Was this in <i>paid</i> time?" in page.text
    assert chloe.post(hours_at(cast, f"/{number}/answer"), {"note": ""}).status_code == 422
    chloe.post(hours_at(cast, f"/{number}/answer"), {"note": "Yes."})
    correction = hours_at(cast, f"/{number}/correction")
    assert chloe.page(correction).field("hours")["value"] == "3"
    refused = chloe.post(correction, filled(hours="2", minutes="0"))
    assert (refused.status_code, "Say why you are correcting these hours." in refused.text) == (422, True)
    done = chloe.post(correction, filled(hours="2", minutes="0", reason="It ended earlier"))
    assert "Corrected to 2 hours" in done.text
    assert hours_at(cast, "/2") in chloe.page(hours_at(cast, f"/{number}")).links()


def test_what_somebody_may_not_do_is_not_offered_and_is_refused(
    visit: Visiting, cast: Cast, log: Callable[..., int]
) -> None:
    number = log(cast.priya)
    priya, quentin, mark = visit("priya"), visit("quentin"), visit("mark")
    assert "Your decision" not in priya.page(hours_at(cast, f"/{number}")).text
    assert priya.post(hours_at(cast, f"/{number}/confirmation")).status_code == 409
    assert "Log time" not in quentin.page(hours_at(cast)).text
    assert quentin.post(hours_at(cast, f"/{number}/confirmation")).status_code == 403
    assert mark.get(hours_at(cast, "/new")).status_code == 403
    assert mark.get(hours_at(cast, f"/{number}/correction")).status_code == 403
    assert visit("chloe").get(hours_at(cast, f"/{number}/correction")).status_code == 409


def test_entries_are_paged_and_filtered(visit: Visiting, cast: Cast, log: Callable[..., int]) -> None:
    for day in range(30):
        log(cast.chloe, on=date(2026, 10, 1) + timedelta(days=day))
    mark = visit("mark")
    page = mark.page(hours_at(cast))
    older = next(link for link in page.links() if "after=" in link)
    assert "1 Oct 2026" in mark.page(older).text
    assert "Nothing is queried here just now." in mark.page(hours_at(cast, "?state=queried")).text
    assert mark.get(hours_at(cast, "?after=nonsense&state=nonsense")).status_code == 200


@pytest.mark.parametrize("number", ["0", "9" * 20, "9" * 5000, "-1", "1.5", "x"])
def test_a_number_that_cannot_be_is_no_such_page(visit: Visiting, cast: Cast, number: str) -> None:
    mark = visit("mark")
    for address in (hours_at(cast, f"/{number}"), f"/a/{cast.hers}/reviews/{number}"):
        assert mark.get(address).status_code == 404
    assert mark.call("GET", f"apprenticeships/{cast.hers}/off-the-job/{number}").status_code == 404
    ticked = {"entry": f"{cast.hers}:{number}", "decision": "confirm"}
    assert mark.post(hours_at(cast, "/decision"), ticked).status_code in (404, 422)


@pytest.mark.untold
def test_a_draft_is_its_makers_alone(visit: Visiting, cast: Cast, log: Callable[..., int]) -> None:
    number = log(cast.chloe, draft=True, evidence_number=1, evidence_version=1)
    assert visit("chloe").get(hours_at(cast, f"/{number}")).status_code == 200
    assert visit("priya").get(hours_at(cast, f"/{number}")).status_code == 404


def test_the_page_asks_the_database_as_often_however_much_there_is(
    visit: Visiting, cast: Cast, log: Callable[..., int], statements: Callable[[], object]
) -> None:
    mark, counts = visit("mark"), []
    for more in (2, 20):
        for _ in range(more):
            log(cast.chloe)
        with statements() as ran:
            mark.page(hours_at(cast))
        counts.append(len(ran))
    assert counts[0] == counts[1] <= 8
