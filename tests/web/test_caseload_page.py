"""A tutor's caseload: who is on it, filters and orders in the address, its part for htmx, its CSV, its statements."""

import csv
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import StringIO
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert

from app.actions.acting import Installation
from app.actions.apprenticeships import add_cover, end_access, set_status
from app.actions.provider_settings import set_provider_settings
from app.db.tables import core
from app.domain.people import ApprenticeshipStatus, Role
from app.exchange.csv_table import csv_table
from tests.cast import NOW, TODAY, Cast, newcomer
from tests.portfolios import Piece, keep_pieces, keep_time
from tests.visits import Visit

Visitor = Callable[..., Visit]


@pytest.fixture
def many(house: Installation, cast: Cast) -> Callable[[int], None]:
    """`many(39)` puts so many more apprentices on Priya's caseload, each with evidence and hours."""

    def add(count: int) -> None:
        with house.database.writing() as session:
            added = list(_rows(session, cast, count))
            for table in (core.person, core.apprenticeship, core.terms, core.status, core.membership):
                rows = [row for _, rows in added for name, row in rows if name == table.name]
                session.execute(insert(table), rows)
            for one, _ in added[:40]:
                keep_pieces(session, one, [Piece({"K1": "accepted", "S2": "awaiting"})] * 3, cast.priya.id)
                keep_time(
                    session, one, [(TODAY - timedelta(days=n), 60, "confirmed", "D1") for n in range(5)], cast.chloe.id
                )

    def _rows(session: object, cast: Cast, count: int) -> Iterator[tuple[UUID, list[tuple[str, dict]]]]:
        employer = uuid4()
        session.execute(insert(core.organisation).values(id=employer, name="Safe Steps", folded_name="safe steps"))  # type: ignore[attr-defined]
        for n in range(count):
            one, person, start = uuid4(), uuid4(), date(2026, 1, 5) + timedelta(days=n % 200)
            named = {"by": cast.adele.id, "at": NOW, "reason": ""}
            common = {"apprenticeship_id": one, "seq": 1}
            terms = {"weekly_minutes": 2100, "days_a_week": 5, "weeks_a_year": 52, "planned_minutes": None}
            yield (
                one,
                [
                    (
                        "person",
                        {"id": person, "email": f"a{n}@example.org", "name": f"Apprentice {n}", "created_at": NOW},
                    ),
                    (
                        "apprenticeship",
                        {
                            "id": one,
                            "apprentice_id": person,
                            "standard": "ST0868",
                            "version": "1.0",
                            "programme": "early-intervention-practitioner",
                            "rule_id": house.catalogue.funding_rules.for_start(start).id,
                            "start": start,
                            "original_start": start,
                            "created_at": NOW,
                        },
                    ),
                    (
                        "apprenticeship_terms",
                        common
                        | named
                        | terms
                        | {
                            "effective_on": start,
                            "planned_end": start + timedelta(days=549),
                            "employer_id": employer,
                            "prior_learning_minutes": 0,
                        },
                    ),
                    ("apprenticeship_status", common | named | {"since": start, "status": "active"}),
                    (
                        "membership",
                        {
                            "apprenticeship_id": one,
                            "person_id": cast.priya.id,
                            "role": "tutor",
                            "since": date(2025, 1, 1),
                            "leading": True,
                        },
                    ),
                ],
            )

    return add


def test_it_shows_whom_she_teaches_and_nobody_else(cast: Cast, visit: Visitor) -> None:
    page = visit("priya").page("/caseload")
    assert "Chloe Marsden" in page.text
    assert "Ben Carter" not in page.text
    assert f"/a/{cast.hers}/" in page.links()
    assert "1 apprentice: 1 red, 0 amber, 0 green." in page.text


def test_every_colour_has_its_reasons_beside_it(cast: Cast, visit: Visitor) -> None:
    page = visit("priya").page("/caseload")
    assert "Off-the-job 428 hours behind (100%)" in page.text
    assert "No evidence for 501 days" in page.text
    assert "Red if any one is true" in page.text
    assert "more than 15% behind" in page.text


def test_the_providers_own_thresholds_hold_and_are_what_the_page_says(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    priya = visit("priya")
    priya.page("/caseload")
    with house.acting(cast.adele) as acting:
        set_provider_settings(acting, {"behind_red_percent": "100", "quiet_red_days": "365", "quiet_amber_days": "300"})
    page = priya.page("/caseload")
    assert "Off-the-job 428 hours behind (100%); more than 5% is amber" in page.text
    assert "No evidence for 501 days; 365 or more is red" in page.text
    assert "more than 100% behind" in page.text


@pytest.mark.parametrize(
    ("name", "landing"), [("chloe", "/home"), ("mark", "/apprentices"), ("adele", "/apprenticeships")]
)
def test_whoever_teaches_nobody_goes_to_their_own_landing(visit: Visitor, name: str, landing: str) -> None:
    answer = visit(name).client.get("/caseload", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, landing)


def test_cover_brings_an_apprentice_and_an_ended_access_takes_her(
    house: Installation, cast: Cast, visit: Visitor
) -> None:
    with house.acting(cast.adele) as acting:
        add_cover(acting, cast.hers, Role.TUTOR, newcomer("tomas"), TODAY, TODAY + timedelta(days=14))
    assert "Chloe Marsden" in visit("tomas").page("/caseload").text
    with house.acting(cast.adele) as acting:
        end_access(acting, cast.hers, cast.priya.id, Role.TUTOR, TODAY)
    assert visit("priya").client.get("/caseload", follow_redirects=False).status_code == 303


def test_filters_and_orders_are_in_the_address(many: Callable[[int], None], cast: Cast, visit: Visitor) -> None:
    many(5)
    page = visit("priya").page("/caseload?q=chloe&rag=red&sort=name")
    assert "1 of 6 apprentices shown." in page.text
    assert "Apprentice 3" not in page.text
    assert "/caseload?rag=amber&q=chloe&sort=name" in page.links()
    assert "/caseload.csv?rag=red&q=chloe&sort=name" in page.links()
    assert page.field("rag")["value"] == "red"
    assert page.field("q")["value"] == "chloe"


def test_a_form_with_empty_fields_is_no_filter(cast: Cast, visit: Visitor) -> None:
    page = visit("priya").page("/caseload?q=&employer=&sort=need&rag=&review=")
    assert "1 of 1 apprentice shown." in page.text


def test_a_search_that_fits_nobody_leads_back(visit: Visitor) -> None:
    page = visit("priya").page("/caseload?q=nobody+of+this+name")
    assert "Nobody fits this search" in page.text
    assert "/caseload" in page.links()


@pytest.mark.parametrize("query", ["rag=purple", "sort=luck", "employer=3", "review=never", f"q={'a' * 201}"])
def test_an_odd_filter_is_answered_with_a_sentence(visit: Visitor, query: str) -> None:
    assert visit("priya").get(f"/caseload?{query}").status_code == 422


def test_htmx_gets_the_list_alone_and_the_count_beside_it(cast: Cast, visit: Visitor) -> None:
    part = visit("priya").get("/caseload?rag=red", headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert "<html" not in part.text
    assert "Chloe Marsden" in part.text
    assert 'id="caseload-count" hx-swap-oob="innerHTML">1 of 1 apprentice shown.' in part.text
    assert "HX-Request" in part.headers["vary"]


def test_going_back_in_the_browser_gets_the_whole_page(visit: Visitor) -> None:
    whole = visit("priya").get("/caseload", headers={"HX-Request": "true", "HX-Request-Type": "full"})
    assert "<html" in whole.text
    assert "hx-swap-oob" not in whole.text


def test_whoever_is_not_learning_stands_apart_without_a_colour(house: Installation, cast: Cast, visit: Visitor) -> None:
    with house.acting(cast.adele) as acting:
        set_status(acting, cast.hers, ApprenticeshipStatus.ON_A_BREAK, TODAY)
    page = visit("priya").page("/caseload")
    assert "Not learning just now" in page.text
    assert "On a break" in page.text
    assert "1 apprentice: 0 red, 0 amber, 0 green, 1 not learning just now." in page.text
    assert not [a for a in page.all("span") if "rag--" in a.get("class", "")]


def test_the_csv_holds_the_same_people_with_numbers(cast: Cast, visit: Visitor) -> None:
    answer = visit("priya").get("/caseload.csv?rag=red")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="caseload-2026-11-20.csv"'
    (row,) = csv.DictReader(StringIO(answer.text.removeprefix("\ufeff")))
    assert row["Apprentice"] == "Chloe Marsden"
    assert (row["RAG"], row["KSBs accepted"], row["KSBs"]) == ("red", "0", "38")
    assert (row["Hours planned"], row["Next review"], row["Planned gateway"]) == ("469", "2026-11-23", "2027-01-07")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_csv_can_run_as_a_formula(start: str) -> None:
    hostile = f'{start}HYPERLINK("http://example.org")'
    (_, (cell, number)) = csv.reader(
        StringIO(csv_table(["a", "b"], [(hostile, -5)]).removeprefix("\ufeff"), newline="")
    )
    assert cell == f"'{hostile}"
    assert number == "-5"


def test_a_name_that_is_a_formula_is_text_in_the_csv(house: Installation, cast: Cast, visit: Visitor) -> None:
    with house.database.writing() as session:
        session.execute(core.person.update().where(core.person.c.id == cast.chloe.id).values(name="=1+1"))
    assert "\r\n'=1+1," in visit("priya").get("/caseload.csv").text


@pytest.mark.parametrize("address", ["/caseload", "/caseload?rag=red&sort=review", "/caseload.csv"])
@pytest.mark.parametrize("count", [39, 399])
def test_it_asks_the_database_at_most_8_times_for_40_and_for_400(
    many: Callable[[int], None], visit: Visitor, statements: Callable, address: str, count: int
) -> None:
    many(count)
    visitor = visit("priya")
    with statements() as ran:
        assert visitor.client.get(address).status_code == 200
    assert 0 < len(ran) <= 8
