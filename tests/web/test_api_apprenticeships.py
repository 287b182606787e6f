"""Apprenticeships and oneself as JSON: exactly the outside face."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.actions.newcomers import issue_token
from app.db.tables import core

BODY = {
    "apprentice": {"name": "Aisha Khan", "email": "aisha.khan@example.org", "date_of_birth": "2004-05-06"},
    "tutor": {"name": "Priya Nair", "email": "priya.nair@example.org"},
    "employer": {"name": "Ian Farrow", "email": "ian.farrow@example.org", "organisation": "Calder Vale Council"},
    "standard": "ST0868",
    "version": "1.0",
    "start": "2026-09-01",
    "planned_end": "2028-03-01",
    "weekly_hours": 37.5,
}


def how_many(house):
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(core.apprenticeship))


def post(visitor, body=BODY, **headers):
    return visitor.call("POST", "apprenticeships", json=body, headers=headers)


def test_me_says_who_and_the_roles_of_today(visit, cast):
    body = visit("priya").call("GET", "me").json()
    assert body["id"] == str(cast.priya.id)
    assert (body["name"], body["email"]) == ("Priya Nair", "priya.nair@example.org")
    assert body["memberships"] == [{"apprenticeship": str(cast.hers), "role": "tutor"}]
    assert visit("adele").call("GET", "me").json()["roles"] == ["administrator"]


def test_a_bearer_token_speaks_for_its_person_and_no_longer_than_it_lasts(visit, house, cast, clock):
    secret = issue_token(house, "priya.nair@example.org", 30)
    nobody = visit()
    bearer = {"authorization": f"Bearer {secret}"}
    assert nobody.call("GET", "me", headers=bearer).json()["name"] == "Priya Nair"
    assert nobody.client.get("/account", headers=bearer, follow_redirects=False).status_code == 303, "pages take none"
    clock.now += timedelta(days=30, seconds=1)
    assert nobody.call("GET", "me", headers=bearer).status_code == 401


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer ", "Bearer nonsense", "Basic abc", "bearer tm_x"])
def test_without_a_token_that_is_good_nobody_is_anybody(visit, sent):
    answer = visit().call("GET", "me", headers={"authorization": sent} if sent else {})
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 401


def test_an_apprenticeship_is_exactly_what_the_outside_face_says(visit, cast):
    body = visit("chloe").call("GET", f"apprenticeships/{cast.hers}").json()
    organisation = body["employer"].pop("organisation")
    assert organisation["name"] == "Calder Vale Council"
    assert body == {
        "id": str(cast.hers),
        "apprentice": {"id": str(cast.chloe.id), "name": "Chloe Marsden"},
        "standard": {"reference": "ST0868", "version": "1.0"},
        "status": "active",
        "start": "2025-07-07",
        "planned_end": "2027-01-07",
        "weekly_minutes": 2100,
        "planned_minutes": 67 * 420,
        "employer": {"id": str(cast.mark.id), "name": "Mark Ellis"},
        "tutor": {"id": str(cast.priya.id), "name": "Priya Nair"},
    }


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("chloe", ["Chloe Marsden"]),
        ("priya", ["Chloe Marsden"]),
        ("mark", ["Chloe Marsden"]),
        ("tomas", ["Ben Carter"]),
        ("helen", []),
        ("sadia", []),
        ("quentin", ["Ben Carter", "Chloe Marsden"]),
        ("adele", ["Ben Carter", "Chloe Marsden"]),
    ],
)
def test_each_sees_their_own_and_no_other(visit, name, seen):
    body = visit(name).call("GET", "apprenticeships").json()
    assert [one["apprentice"]["name"] for one in body["items"]] == seen
    assert body["next"] is None


def test_a_list_is_read_page_by_page_without_gap_or_repeat(visit):
    adele = visit("adele")
    for number in range(7):
        apprentice = {"name": "The Same Name", "email": f"same{number}@example.org"}
        assert post(adele, BODY | {"apprentice": apprentice}).status_code == 201
    ids: list[str] = []
    after = ""
    for _ in range(20):
        page = adele.call("GET", f"apprenticeships?limit=2&after={after}").json()
        ids += [one["id"] for one in page["items"]]
        after = page["next"] or ""
        if not after:
            break
    assert len(ids) == len(set(ids)) == 9
    assert ids == [one["id"] for one in adele.call("GET", "apprenticeships").json()["items"]]


@pytest.mark.parametrize("query", ["after=x", "after=WyJhIiwiYiJd", "after=%FF", "limit=0", "limit=201", "limit=x"])
def test_an_address_of_a_list_that_makes_no_sense_is_said_so(visit, query):
    answer = visit("adele").call("GET", f"apprenticeships?{query}")
    assert answer.status_code == 422
    assert [fault["path"] for fault in answer.json()["errors"]] == [query.partition("=")[0]]


def test_adding_one_answers_its_id_and_it_is_there_with_what_was_sent(visit, house):
    adele = visit("adele")
    answer = post(adele)
    assert answer.status_code == 201
    assert set(answer.json()) == {"id"}
    one = adele.call("GET", f"apprenticeships/{answer.json()['id']}").json()
    assert (one["apprentice"]["name"], one["tutor"]["name"]) == ("Aisha Khan", "Priya Nair")
    assert (one["weekly_minutes"], one["planned_minutes"], one["status"]) == (2250, 28140, "active")
    with house.database.reading() as session:
        bodies = [json.loads(body) for body in session.scalars(select(core.job.c.body))]
    assert {"aisha.khan@example.org", "ian.farrow@example.org"} <= {body["to"] for body in bodies}


def test_planned_minutes_that_were_sent_are_the_plan(visit):
    adele = visit("adele")
    answer = post(adele, BODY | {"planned_minutes": 24_000, "days_a_week": 4, "weeks_a_year": 46.5})
    assert adele.call("GET", f"apprenticeships/{answer.json()['id']}").json()["planned_minutes"] == 24_000


def test_a_known_address_is_that_person_whatever_its_case(visit, cast):
    adele = visit("adele")
    answer = post(adele, BODY | {"tutor": {"name": "Somebody", "email": " PRIYA.Nair@EXAMPLE.org"}})
    tutor = adele.call("GET", f"apprenticeships/{answer.json()['id']}").json()["tutor"]
    assert tutor == {"id": str(cast.priya.id), "name": "Priya Nair"}


def test_the_same_apprentice_and_standard_still_open_is_a_conflict(visit, house):
    adele = visit("adele")
    assert post(adele).status_code == 201
    again = post(adele, BODY | {"apprentice": {"name": "A. Khan", "email": "AISHA.KHAN@example.org"}})
    assert again.status_code == 409
    assert "already has an apprenticeship open on ST0868" in again.json()["detail"]
    assert how_many(house) == 3


def test_the_same_key_and_body_is_done_once_and_another_body_is_a_conflict(visit, house, clock):
    adele = visit("adele")
    first = post(adele, **{"idempotency-key": "k1"})
    again = post(adele, **{"idempotency-key": "k1"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert how_many(house) == 3
    other = post(adele, BODY | {"weekly_hours": 30}, **{"idempotency-key": "k1"})
    assert other.status_code == 409
    clock.now += timedelta(hours=24, seconds=1)
    adele = visit("adele")
    assert post(adele, **{"idempotency-key": "k1"}).status_code == 409, "forgotten, so it is tried anew"
    assert post(adele, **{"idempotency-key": "k" * 201}).status_code == 422


def test_a_key_of_one_person_is_nothing_to_another(visit, house, cast):
    from app.actions.people import grant
    from app.domain.people import ProviderRole

    with house.acting(cast.adele) as acting:
        grant(acting, cast.priya.id, ProviderRole.ADMINISTRATOR)
    assert post(visit("adele"), **{"idempotency-key": "k1"}).status_code == 201
    assert post(visit("priya"), **{"idempotency-key": "k1"}).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "paths"),
    [
        ({"apprentice": {}}, ["apprentice.name", "apprentice.email"]),
        ({"apprentice": "Aisha"}, ["apprentice"]),
        (
            {"apprentice": {"name": " ", "email": "x", "date_of_birth": "2004"}},
            ["apprentice.name", "apprentice.email", "apprentice.date_of_birth"],
        ),
        ({"start": "yesterday", "planned_end": 5, "weekly_hours": "x"}, ["start", "planned_end", "weekly_hours"]),
        ({"planned_end": "2026-09-01"}, ["planned_end"]),
        ({"weekly_hours": 0}, ["weekly_hours"]),
        ({"weekly_hours": 0.001}, ["weekly_hours"]),
        ({"weekly_hours": 169}, ["weekly_hours"]),
        ({"days_a_week": 8}, ["days_a_week"]),
        ({"days_a_week": 0.05}, ["days_a_week"]),
        ({"weeks_a_year": 0}, ["weeks_a_year"]),
        ({"weeks_a_year": 1e-7}, ["weeks_a_year"]),
        ({"planned_minutes": 1.5}, ["planned_minutes"]),
        ({"planned_minutes": True}, ["planned_minutes"]),
        ({"planned_minutes": 10**30}, ["planned_minutes"]),
        ({"tutor": {"name": "A", "email": "aisha.khan@example.org"}}, ["tutor.email"]),
        ({"standard": "ST9999"}, ["standard"]),
        ({"version": "7"}, ["standard"]),
        ({"programme": "none-of-ours"}, ["programme"]),
        ({"surprise": 1}, ["surprise"]),
        ({"tutor": {"name": "P", "email": "p@example.org", "shoe_size": 41}}, ["tutor.shoe_size"]),
        ({"standard": "ST\u00000868"}, ["standard"]),
    ],
)  # fmt: skip
def test_every_fault_is_named_by_its_path(visit, house, wrong, paths):
    answer = post(visit("adele"), BODY | wrong)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert sorted(fault["path"] for fault in answer.json()["errors"]) == sorted(paths)
    assert all(fault["message"].endswith(".") for fault in answer.json()["errors"])
    assert how_many(house) == 2


def test_what_a_number_and_a_date_must_be_is_said_as_on_a_page(visit):
    faults = post(visit("adele"), BODY | {"weekly_hours": 0, "start": [5]}).json()["errors"]
    assert {fault["path"]: fault["message"] for fault in faults} == {
        "weekly_hours": "Enter more than 0.",
        "start": "Enter a date, such as 2026-11-23.",
    }


def test_nothing_at_all_names_every_field_that_is_needed(visit):
    errors = visit("adele").call("POST", "apprenticeships").json()["errors"]
    needed = {"apprentice", "tutor", "employer", "standard", "version", "start", "planned_end", "weekly_hours"}
    assert {fault["path"] for fault in errors} == needed


def test_an_original_start_is_taken_and_described(visit, house):
    added = post(visit("adele"), BODY | {"original_start": "2024-06-03"}).json()["id"]
    with house.database.reading() as session:
        row = core.apprenticeship.c
        assert str(session.scalar(select(row.original_start).where(row.id == UUID(added)))) == "2024-06-03"
    described = visit().call("GET", "openapi.json").json()["components"]["schemas"]["NewApprenticeshipBody"]
    said = described["properties"]["original_start"]["description"]
    assert said.startswith("The day on which the apprenticeship first began")
    assert "original_start" not in described["required"]


def test_an_original_start_after_the_start_is_named_by_its_path(visit, house):
    answer = post(visit("adele"), BODY | {"original_start": "2026-09-02"})
    assert answer.status_code == 422
    [fault] = answer.json()["errors"]
    assert (fault["path"], fault["message"]) == ("original_start", "The original start must not be after the start.")
    assert how_many(house) == 2
