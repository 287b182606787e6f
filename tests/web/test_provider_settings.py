"""How hours are worked out here: an administrator sets it, everybody goes by it, and what was set before stays."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import event

from app.actions.acting import Installation
from app.actions.provider_settings import set_provider_settings
from app.db import apprenticeships, history
from app.db import provider_settings as db
from app.domain.provider_settings import DEFAULTS, ProviderSettings, TimeSource
from app.domain.refusals import NotPermitted
from tests.cast import TODAY, Cast
from tests.visits import Page, Visit

Visitor = Callable[..., Visit]
HERE = "/settings"
WHOLE = {key: DEFAULTS.text(key) for key in ("rounding", "behind_amber_percent", "behind_red_percent")}
TICKED = {"employer_confirms": ["evidence", "log", "session"]}


def current(house: Installation) -> ProviderSettings:
    with house.database.reading() as session:
        return db.current(session)


@pytest.fixture
def statements(house: Installation) -> Iterator[list[str]]:
    ran: list[str] = []

    def note(_c: object, _cu: object, statement: str, *_: object) -> None:
        ran.append(statement)

    event.listen(house.database.engine, "before_cursor_execute", note)
    yield ran
    event.remove(house.database.engine, "before_cursor_execute", note)


def test_until_somebody_sets_them_the_defaults_hold(house: Installation, cast: Cast, visit: Visitor) -> None:
    assert current(house) == DEFAULTS
    page = visit("adele").page(HERE)
    assert HERE in visit("adele").page("/people").links()
    assert page.headings["h1"] == ["How hours are worked out"]
    assert "Default: As the GOV.UK calculator rounds." in page.text
    assert "Default: sent with evidence, logged by itself and from a group session." in page.text
    assert "Everything that was set" not in page.text


def test_what_is_set_holds_and_says_who_set_it(house: Installation, cast: Cast, visit: Visitor) -> None:
    adele = visit("adele")
    data = WHOLE | {"rounding": "exact", "employer_confirms": ["log"], "plausible_day_minutes": "480"}
    page = Page(adele.post(HERE, data).text)
    assert "3 settings changed" in page.text
    assert "Default: As the GOV.UK calculator rounds. Set by Adele" in page.text
    held = current(house)
    assert (held.rounding, held.plausible_day_minutes) == ("exact", 480)
    assert held.employer_confirms == {TimeSource.LOG}
    with house.database.reading() as session:
        done = [one for one in history.happenings(session, history.PROVIDER) if one.action == "provider_setting_set"]
    assert {one.subject: one.body["value"] for one in done} == {
        "rounding": "exact", "plausible_day_minutes": "480", "employer_confirms": "log",
    }  # fmt: skip


def test_what_was_set_before_stays_to_be_read(house: Installation, cast: Cast, visit: Visitor) -> None:
    adele = visit("adele")
    adele.post(HERE, {"rounding": "exact"} | TICKED)
    page = Page(adele.post(HERE, {"rounding": "govuk_2024"} | TICKED).text)
    assert current(house) == DEFAULTS
    assert "Exact, then up to the next minute" in page.text.partition("Everything that was set")[2]
    assert "Nothing has changed" in adele.post(HERE, {"rounding": "govuk_2024"} | TICKED).text
    with house.database.reading() as session:
        assert [one.value for one in db.ever_set(session)] == ["govuk_2024", "exact"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"plausible_day_minutes": "lots"}, "Enter a whole number from 60 to 1,440."),
        ({"behind_red_percent": "101"}, "Enter a whole number from 0 to 100."),
        ({"behind_amber_percent": "40"}, "Enter 40 or more: red cannot come before amber."),
        ({"rounding": "up and away"}, "Choose from the answers given."),
        ({"term_time_reading": ""}, "Choose from the answers given."),
        ({"employer_confirms": ["gossip"]}, "Choose from the answers given."),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field_and_kept(
    house: Installation, cast: Cast, visit: Visitor, typed: dict[str, str], sentence: str
) -> None:
    answer = visit("adele").post(HERE, TICKED | typed)
    assert answer.status_code == 422
    assert Page(answer.text).text.count(sentence) == 2
    if "plausible_day_minutes" in typed:
        assert Page(answer.text).field("plausible_day_minutes")["value"] == "lots"
    assert current(house) == DEFAULTS


def test_a_program_reads_and_sets_them(house: Installation, cast: Cast, visit: Visitor) -> None:
    adele = visit("adele")
    said = adele.call("GET", "settings").json()
    assert said["settings"] == said["defaults"]
    assert said["settings"]["employer_confirms"] == ["evidence", "log", "session"]
    answer = adele.call("PUT", "settings", json={"rounding": "exact", "employer_confirms": []})
    assert answer.status_code == 200
    assert (answer.json()["settings"]["rounding"], answer.json()["settings"]["employer_confirms"]) == ("exact", [])
    assert {one["key"]: one["by"] for one in answer.json()["set"]} == {
        "rounding": cast.adele.name, "employer_confirms": cast.adele.name,
    }  # fmt: skip
    wrong = adele.call("PUT", "settings", json={"behind_red_percent": 1})
    assert (wrong.status_code, wrong.json()["errors"][0]["path"]) == (422, "behind_red_percent")
    assert adele.call("PUT", "settings", json={"colour": "mauve"}).status_code == 422


def test_nobody_else_sets_them(house: Installation, cast: Cast) -> None:
    for name in ("chloe", "priya", "mark", "quentin", "sadia"):
        with pytest.raises(NotPermitted), house.acting(cast.everybody[name]) as acting:
            set_provider_settings(acting, {"rounding": "exact"})


def test_they_come_with_an_apprenticeship_and_cost_no_statement_of_their_own(
    house: Installation, cast: Cast, statements: list[str]
) -> None:
    with house.acting(cast.adele) as acting:
        set_provider_settings(acting, {"rounding": "exact", "quiet_red_days": "40"})
    with house.database.reading() as session:
        statements.clear()
        one = apprenticeships.load(session, cast.hers, TODAY)
        assert len(statements) == 1
    assert (one.settings.rounding, one.settings.thresholds.quiet_red_days) == ("exact", 40)
    assert one.settings == current(house)
