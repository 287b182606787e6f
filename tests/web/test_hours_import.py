"""Hours from a spreadsheet: what each row would become, nothing before it is confirmed, all of it once."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from app.actions.acting import Installation
from app.actions.apprenticeships import end_access
from app.actions.off_the_job import importing
from app.db import history
from app.db import hours_import as imports
from app.db import off_the_job as db
from app.domain.people import Role
from app.worker import Worker
from tests.cast import TODAY, Cast
from tests.visits import Page, Visit
from tests.web.test_off_the_job import hours_at

Visiting = Callable[..., Visit]
HEADER = "Date,Minutes,Activity,Duty,Notes"
SHEET = f"""{HEADER}
18/11/2026,90,Workshop,D2,Attachment theory
2026-11-17,1h30,workshop,D8 Referrals,"Theory, and more"
16/11/2026,60,review,,With Priya
15/11/2026,60,Team day,,
31/02/2026,60,workshop,,
14/11/2026,often,workshop,,
13/11/2026,60,workshop,D99,
21/11/2026,60,workshop,,
18/11/2026,90,Workshop,D2,Attachment theory
"""
COLUMNS = {
    "on": "0", "time": "1", "activity": "2", "duty": "3", "description": "4", "paid_time": "",
    "unit": "minutes", "all_activity": "", "all_paid_time": "in_paid_hours",
}  # fmt: skip


def at(cast: Cast, rest: str = "") -> str:
    return hours_at(cast, f"/import{rest}")


def bring(visiting: Visit, cast: Cast, data: bytes | str = SHEET, name: str = "hours.csv") -> httpx.Response:
    content = data.encode() if isinstance(data, str) else data
    return visiting.post(at(cast), files={"file": (name, content, "text/csv")})


def brought(visiting: Visit, cast: Cast, data: bytes | str = SHEET, **more: str) -> int:
    """A file with its columns said; its number."""
    answer = bring(visiting, cast, data)
    assert answer.status_code == 200, answer.text[:500]
    number = int(str(answer.url).rsplit("/", 1)[1])
    said = visiting.post(at(cast, f"/{number}/columns"), COLUMNS | more)
    assert said.status_code == 200, Page(said.text).text
    return number


def logged(house: Installation, cast: Cast) -> list[db.Listed]:
    with house.database.reading() as session:
        assert not list(history.broken_links(session, str(cast.hers)))
        return db.page_of_entries(session, cast.hers, cast.chloe, limit=20_000)


def worked(house: Installation) -> None:
    worker = Worker(house)
    while worker.do_one():
        pass


def confirmed(visiting: Visit, cast: Cast, house: Installation, data: str, **more: str) -> Page:
    number = brought(visiting, cast, data, **more)
    assert visiting.post(at(cast, f"/{number}/confirmation")).status_code == 200
    worked(house)
    return visiting.page(at(cast, f"/{number}"))


def test_each_row_has_its_verdict_and_nothing_is_written(visit: Visiting, cast: Cast, house: Installation) -> None:
    chloe = visit("chloe")
    number = brought(chloe, cast)
    text = chloe.page(at(cast, f"/{number}")).text
    assert (
        "9 rows in hours.csv. 2 will be added. 1 does not count and will be kept as a record. "
        "1 is here already. 5 have a mistake and will be left out. Nothing is saved until you confirm."
    ) in text
    for sentence in (
        "A progress review is not off-the-job training.",
        "“Team day” is not an activity of the programme.",
        "“31/02/2026” is not a date written as day/month/year.",
        "“often” is not a length of time.",
        "“D99” is not a duty of ST0868.",
        "The day must be today or earlier.",
        "It is the same as row 2 of this file.",
    ):
        assert sentence in text
    assert logged(house, cast) == []


def test_rows_are_added_once_confirmed_with_their_day_time_duty_and_words(
    visit: Visiting, cast: Cast, house: Installation
) -> None:
    page = confirmed(visit("chloe"), cast, house, SHEET)
    assert "Your hours are added" in page.text
    found = [(one.happened_on.day, one.minutes, one.duty, one.description, one.counts) for one in logged(house, cast)]
    assert found == [
        (18, 90, "D2", "Attachment theory", True),
        (17, 90, "D8", "Theory, and more", True),
        (16, 60, None, "With Priya", False),
    ]
    assert all(one.logged_by == cast.chloe.id for one in logged(house, cast))


def test_the_same_file_twice_adds_nothing_however_it_is_saved(visit: Visiting, cast: Cast, house: Installation) -> None:
    chloe = visit("chloe")
    confirmed(chloe, cast, house, SHEET)
    again = SHEET.replace(",", ";").replace('"Theory; and more"', '"Theory, and more"')
    for data in (SHEET, again, again.replace("18/11/2026", "2026-11-18").replace("1h30", "1:30")):
        number = brought(chloe, cast, data)
        text = chloe.page(at(cast, f"/{number}")).text
        assert "There is nothing to add." in text
        chloe.post(at(cast, f"/{number}/confirmation"))
        worked(house)
    assert len(logged(house, cast)) == 3


def test_confirming_twice_adds_once(visit: Visiting, cast: Cast, house: Installation) -> None:
    chloe = visit("chloe")
    number = brought(chloe, cast)
    for _ in range(2):
        assert chloe.post(at(cast, f"/{number}/confirmation")).status_code == 200
    worked(house)
    assert chloe.post(at(cast, f"/{number}/confirmation")).status_code == 200
    worked(house)
    assert len(logged(house, cast)) == 3


def test_two_files_with_the_same_rows_confirmed_at_once_add_them_once(
    visit: Visiting, cast: Cast, house: Installation
) -> None:
    chloe = visit("chloe")
    numbers = [brought(chloe, cast), brought(chloe, cast)]
    for number in numbers:
        chloe.post(at(cast, f"/{number}/confirmation"))
    worked(house)
    assert len(logged(house, cast)) == 3
    assert "2 will be added" not in chloe.page(at(cast, f"/{numbers[1]}")).text


def test_the_file_s_own_words_for_activities_are_asked_about(visit: Visiting, cast: Cast, house: Installation) -> None:
    chloe = visit("chloe")
    form = Page(bring(chloe, cast).text)
    assert form.field("said-0")["value"] == "Team day"
    answers = {"said-0": "Team day", "word-0": "workshop"}
    number = brought(chloe, cast, SHEET, **answers)
    assert "3 will be added" in chloe.page(at(cast, f"/{number}")).text


def test_columns_are_guessed_from_their_names(visit: Visiting, cast: Cast) -> None:
    page = Page(bring(visit("chloe"), cast, "What I did,When,Hours\nRead,18/11/2026,1.5\n").text)
    chosen = [name for tag, a in page.tags if tag == "option" and "selected" in a for name in [a["value"]]]
    assert chosen[:3] == ["1", "2", "hours"]


def test_the_next_file_is_read_as_the_one_before(visit: Visiting, cast: Cast) -> None:
    chloe = visit("chloe")
    headless = "A,B,C\n18/11/2026,30,Team day\n"
    brought(
        chloe, cast, headless, activity="2", duty="", description="", **{"said-0": "Team day", "word-0": "workshop"}
    )
    page = Page(bring(chloe, cast, headless.replace("18", "17")).text)
    chosen = [a["value"] for tag, a in page.tags if tag == "option" and "selected" in a]
    assert chosen[:4] == ["0", "1", "minutes", "2"]
    assert chosen[-1] == "workshop"
    named = Page(bring(chloe, cast, "Notes,Minutes,Date,Activity\nx,30,17/11/2026,Team day\n").text)
    chosen = [a["value"] for tag, a in named.tags if tag == "option" and "selected" in a]
    assert chosen[:4] == ["2", "1", "minutes", "3"]
    assert chosen[-1] == "workshop"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": ""}, "Choose the column with the day."),
        ({"on": "17"}, "Choose the column with the day."),
        ({"time": "x"}, "Choose the column with the time."),
        ({"activity": ""}, "Choose the column with the activity, or one activity for all rows."),
        ({"unit": "days"}, "Choose what a plain number means."),
        ({"all_activity": "x"}, "Choose an activity from the list."),
        ({"all_paid_time": "x"}, "Choose whether it was in paid working hours."),
        ({"said-0": "Team day", "word-0": "x"}, "Choose an activity from the list for each word."),
    ],
)
def test_columns_that_cannot_be_are_said(visit: Visiting, cast: Cast, wrong: dict[str, str], sentence: str) -> None:
    chloe = visit("chloe")
    number = int(str(bring(chloe, cast).url).rsplit("/", 1)[1])
    answer = chloe.post(at(cast, f"/{number}/columns"), COLUMNS | wrong)
    assert (answer.status_code, sentence in Page(answer.text).text) == (422, True)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Choose a CSV file"),
        (b"Date,Minutes\n", "This file has no rows below"),
        (b"PK\x03\x04 a workbook", "This is not a CSV file."),
        (b"Date\x00,Minutes\n1,2\n", "This is not a CSV file."),
        (b"Date,Minutes\n" + b"1/1/2026,5\n" * 10_001, "at most 10,000 rows"),
        (b"a," * 61 + b"\n" + b"1," * 61 + b"\n", "at most 60 columns"),
        (b'Date,Minutes\n"' + b"x" * 200_000 + b'",5\n', "This file cannot be read as CSV."),
    ],
)
def test_a_file_that_cannot_be_read_is_said(visit: Visiting, cast: Cast, data: bytes, sentence: str) -> None:
    answer = bring(visit("chloe"), cast, data)
    assert (answer.status_code, sentence in Page(answer.text).text) == (422, True)


def test_a_file_that_is_too_large_and_a_body_that_is_no_form_are_refused(visit: Visiting, cast: Cast) -> None:
    chloe = visit("chloe")
    assert bring(chloe, cast, b"x" * 4_200_000).status_code == 413
    assert chloe.post(at(cast), {"file": "x"}).status_code == 422
    broken = {"content-type": "multipart/form-data; boundary=x"}
    for body in (b"", b"--x\r\nnonsense", b"--x--"):
        assert chloe.client.post(at(cast), content=body, headers=broken).status_code == 422
    no_boundary = {"content-type": "multipart/form-data"}
    assert chloe.client.post(at(cast), content=b"x", headers=no_boundary).status_code == 422


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_files_are_read_as_spreadsheets_write_them(
    visit: Visiting, cast: Cast, house: Installation, encoding: str
) -> None:
    data = "Date;Hours;Activity;Duty;Notes\r\n18.11.2026;1,5;workshop;;The crèche’s café\r\n".encode(encoding)
    number = brought(visit("chloe"), cast, data, unit="hours")
    visit("chloe").post(at(cast, f"/{number}/confirmation"))
    worked(house)
    (one,) = logged(house, cast)
    assert (one.minutes, one.description) == (90, "The crèche’s café")


def test_rows_are_filtered_and_mistakes_downloaded_before_and_after(
    visit: Visiting, cast: Cast, house: Installation
) -> None:
    chloe = visit("chloe")
    number = brought(chloe, cast, SHEET + "12/11/2026,=1+1,workshop,,\n")
    only = chloe.page(at(cast, f"/{number}?show=mistake&sheet=99")).text
    assert "“often” is not a length of time." in only
    assert "A progress review" not in only
    before = chloe.get(at(cast, f"/{number}/mistakes.csv"))
    rows = list(csv.reader(io.StringIO(before.text.lstrip("\ufeff"))))
    assert len(rows) == 7
    assert rows[2][:2] == ["6", "“31/02/2026” is not a date written as day/month/year."]
    chloe.post(at(cast, f"/{number}/confirmation"))
    assert chloe.get(at(cast, f"/{number}/mistakes.csv")).status_code == 404
    worked(house)
    assert chloe.get(at(cast, f"/{number}/mistakes.csv")).text == before.text


def test_the_tutor_brings_hours_for_her_and_nobody_else_confirms_them(
    visit: Visiting, cast: Cast, house: Installation
) -> None:
    priya = visit("priya")
    number = brought(priya, cast)
    assert visit("chloe").post(at(cast, f"/{number}/confirmation")).status_code == 409
    assert visit("mark").get(at(cast, f"/{number}")).status_code == 403
    assert visit("ben").get(at(cast, f"/{number}")).status_code == 404
    priya.post(at(cast, f"/{number}/confirmation"))
    worked(house)
    assert {one.logged_by for one in logged(house, cast)} == {cast.priya.id}


def test_an_import_beside_what_was_logged_is_asked_about(visit: Visiting, cast: Cast, house: Installation) -> None:
    chloe = visit("chloe")
    chloe.call(
        "POST",
        f"apprenticeships/{cast.hers}/off-the-job",
        json={"on": "2026-11-18", "minutes": 30, "activity": "workshop"},
    )
    confirmed(chloe, cast, house, SHEET)
    assert "The same day, entered in two ways, with the same activity." in chloe.page(hours_at(cast, "/to-settle")).text


MANY = 5_000


def many() -> str:
    """Five thousand rows: every tenth a mistake, every tenth a record."""
    lines = [HEADER]
    for n in range(MANY):
        day = f"{1 + n % 28:02}/{1 + n // 28 % 10:02}/2026"
        activity = "nonsense" if n % 10 == 3 else "review" if n % 10 == 7 else "workshop"
        lines.append(f"{day},{1 + n % 240},{activity},D{1 + n % 11},Row {n}")
    return "\n".join(lines)


@pytest.fixture
def batches(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(importing, "A_BATCH", 500)
    yield


class Killed(BaseException):
    """The process is gone between two statements."""


@pytest.mark.usefixtures("batches")
def test_five_thousand_rows_killed_in_the_middle_are_added_once(
    visit: Visiting, cast: Cast, house: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    chloe = visit("chloe")
    number = brought(chloe, cast, many())
    text = chloe.page(at(cast, f"/{number}")).text
    assert "5,000 rows in hours.csv. 4,000 will be added. 500 do not count" in text
    chloe.post(at(cast, f"/{number}/confirmation"))
    written, left = imports.go_on, [3]

    def dies(*given: Any) -> None:
        """The entries of the third batch are in; how far it came is not."""
        left[0] -= 1
        if not left[0]:
            raise Killed
        written(*given)

    monkeypatch.setattr(imports, "go_on", dies)
    with pytest.raises(Killed):
        importing.add_all(house, cast.hers, number)
    assert len(logged(house, cast)) == 900
    page = chloe.page(at(cast, f"/{number}"))
    assert "1,000 of 5,000 rows" in page.text
    assert "Look again" in page.text
    monkeypatch.setattr(imports, "go_on", written)
    worked(house)
    found = logged(house, cast)
    assert (len(found), sum(one.counts for one in found)) == (4_500, 4_000)
    assert len({one.description for one in found}) == 4_500
    done = chloe.page(at(cast, f"/{number}")).text
    assert "5,000 of 5,000" in done and "Your hours are added" in done


def test_the_pages_ask_the_database_as_often_however_long_the_file(
    visit: Visiting, cast: Cast, statements: Callable[[], Any]
) -> None:
    chloe, counts = visit("chloe"), []
    for data in (SHEET, many()):
        number = brought(chloe, cast, data)
        with statements() as ran:
            chloe.page(at(cast, f"/{number}"))
        counts.append(len(ran))
    assert counts[0] == counts[1] <= 8


def test_who_may_not_log_time_any_more_adds_nothing_more(visit: Visiting, cast: Cast, house: Installation) -> None:
    priya = visit("priya")
    number = brought(priya, cast)
    priya.post(at(cast, f"/{number}/confirmation"))
    with house.acting(cast.adele) as acting:
        end_access(acting, cast.hers, cast.priya.id, Role.TUTOR, TODAY)
    worked(house)
    assert logged(house, cast) == []
    assert "Adding was stopped" in visit("chloe").page(at(cast, f"/{number}")).text
