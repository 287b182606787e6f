"""At one moment: several people, or one in several windows, do what cannot all be done. One wins, the rest are told."""

import threading
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from app.actions.apprenticeships import add_cover
from app.actions.people import add_person
from app.answers.verification import discrepancies
from app.db import people, sign_in
from app.db.tables import core
from app.domain.people import ProviderRole, Role
from app.web.access import COOKIE
from app.web.application import create_app
from tests.cast import TODAY, newcomer
from tests.visits import SAME_ORIGIN

FORM = {"title": "A visit", "kind": "other", "happened_on": "2026-11-02", "description": "Words", "ksb": "S1"}
STATED = {"confidentiality_statement": "true", "authenticity": "true", "ai_use": "no"}
SENT = FORM | STATED | {"submit": "true", "looked": "true", "others_appear": "nobody"}


class Crowd:
    """Many browsers on one application, let loose at one moment."""

    def __init__(self, house, cast):
        self.house, self.cast = house, cast
        self.app = create_app(house)
        # The first request puts the routes together; after it any number may come at once.
        TestClient(self.app).get("/help")

    def sits(self, person):
        """A browser in which this person is signed in."""
        client = TestClient(self.app, headers=SAME_ORIGIN, follow_redirects=False, raise_server_exceptions=False)
        with self.house.database.writing() as session:
            secret = sign_in.open_session(session, person.id, self.house.now(), kept=False, device="test")
        client.cookies.set(COOKIE, secret)
        return client

    def all_at_once(self, *doing):
        """Let everybody act at one moment: (person, what to do with their browser); the answers in order."""
        ready, answers = threading.Barrier(len(doing)), {}
        browsers = [self.sits(person) for person, _ in doing]

        def begin(number):
            ready.wait()
            answers[number] = doing[number][1](browsers[number])

        threads = [threading.Thread(target=begin, args=(number,)) for number in range(len(doing))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        return [answers[number] for number in range(len(doing))]

    def statuses(self, *doing):
        return sorted(answer.status_code for answer in self.all_at_once(*doing))

    def count(self, table, *conditions):
        with self.house.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table).where(*conditions))


@pytest.fixture
def crowd(house, cast):
    """Everybody at once; afterwards every chain of history holds, and every file is there."""
    yield Crowd(house, cast)
    with house.database.reading() as session:
        assert list(discrepancies(session, house.store)) == []


@pytest.fixture
def here(cast):
    return f"/api/v1/apprenticeships/{cast.hers}"


@pytest.fixture
def sent(crowd, cast, here):
    """Chloe has sent E1 with a file, and logged an hour with it."""
    hour = {"off_the_job_minutes": "60", "off_the_job_activity": "workshop"}
    files = [("file", ("a.txt", b"words", "text/plain"))]
    assert crowd.sits(cast.chloe).post(f"{here}/evidence", data=SENT | hour, files=files).status_code == 201


def calls(address, **body):
    return lambda client: client.post(address, json=body)


def sends(address, form, files=None):
    return lambda client: client.post(address, data=form, files=files)


def test_of_two_tutors_who_decide_the_same_one_wins(crowd, house, cast, here, sent):
    with house.acting(cast.adele) as a:
        add_cover(a, cast.hers, Role.TUTOR, newcomer("tomas"), TODAY, TODAY + timedelta(days=9))
    address = f"{here}/evidence/E1/tags/S1/decision"
    doing = [
        (tutor, calls(address, verdict=verdict, feedback=f"by {tutor.name}", version=1))
        for tutor in (cast.priya, cast.tomas)
        for verdict in ("accepted", "returned", "declined")
    ]
    assert crowd.statuses(*doing) == [200] + [409] * 5
    assert crowd.count(core.tag_decision) == crowd.count(core.history, core.history.c.action == "tag_decided") == 1


def test_one_form_sent_six_times_is_one_piece(crowd, cast):
    form = SENT | {"form": "a-key-of-this-form", "otj": "no"}
    files = [("file", ("a.txt", b"words", "text/plain"))]
    address = f"/a/{cast.hers}/evidence/new"
    answers = crowd.all_at_once(*[(cast.chloe, sends(address, form, files))] * 6)
    assert {(one.status_code, one.headers["location"]) for one in answers} == {(303, f"/a/{cast.hers}/evidence/E1")}
    assert crowd.count(core.evidence) == 1


def test_one_call_sent_six_times_with_its_key_is_one_entry(crowd, cast, here):
    body = {"on": "2026-11-02", "minutes": 60, "activity": "workshop"}
    log = lambda c: c.post(f"{here}/off-the-job", json=body, headers={"idempotency-key": "k"})  # noqa: E731
    answers = crowd.all_at_once(*[(cast.chloe, log)] * 6)
    assert {(one.status_code, one.json()["number"]) for one in answers} == {(201, 1)}
    assert crowd.count(core.time_entry) == 1


def test_of_four_new_versions_begun_one_is_open(crowd, cast, here, sent):
    versions = [
        (
            cast.chloe,
            sends(f"{here}/evidence/E1/versions", FORM | {"description": f"words {number}", "submit": "false"}),
        )
        for number in range(4)
    ]
    assert crowd.statuses(*versions) == [201, 409, 409, 409]
    assert crowd.count(core.evidence_version) == 2


def test_of_two_windows_with_the_same_draft_one_is_told(crowd, cast):
    """What the other had typed is shown again, with its file kept."""
    draft = FORM | {"submit": "false", "otj": "no"}
    assert crowd.sits(cast.chloe).post(f"/a/{cast.hers}/evidence/new", data=draft).status_code == 303
    windows = [
        (
            cast.chloe,
            sends(
                f"/a/{cast.hers}/evidence/E1/edit",
                draft | {"title": f"Window {number}", "revision": "0", "form": f"key-{number}"},
                [("file", ("the-same.txt", b"the same words", "text/plain"))],
            ),
        )
        for number in range(3)
    ]
    answers = crowd.all_at_once(*windows)
    assert sorted(one.status_code for one in answers) == [303, 409, 409]
    for number, answer in enumerate(answers):
        assert answer.status_code == 303 or (f"Window {number}" in answer.text and "the-same.txt" in answer.text)


def test_forms_with_the_same_file_that_cannot_be_saved_are_all_shown_again(crowd, cast):
    refused = [
        (
            cast.chloe,
            sends(
                f"/a/{cast.hers}/evidence/new",
                {"title": "", "submit": "true", "form": f"key-{number}"},
                [("file", ("the-same.txt", b"the same words", "text/plain"))],
            ),
        )
        for number in range(5)
    ]
    assert crowd.statuses(*refused) == [422] * 5
    assert (crowd.count(core.staged_file), crowd.count(core.stored_file)) == (5, 1)


def test_confirming_and_correcting_the_same_entry_counts_it_once(crowd, cast, here, sent):
    corrected = {"on": "2026-11-02", "minutes": 30, "activity": "workshop", "note": "It was shorter."}
    address = f"{here}/off-the-job/1"
    answers = crowd.all_at_once(
        (cast.mark, calls(f"{address}/confirmation")),
        (cast.priya, calls(f"{address}/confirmation")),
        (cast.mark, calls(f"{address}/query", note="Which?")),
        (cast.chloe, calls(f"{address}/correction", **corrected)),
        (cast.chloe, calls(f"{address}/withdrawal", note="It was not so.")),
    )
    assert {one.status_code for one in answers} <= {200, 409}
    row = core.time_entry
    with crowd.house.database.reading() as session:
        states = [state for (state,) in session.execute(select(row.c.state).order_by(row.c.number))]
    told = [one.status_code for one in answers[3:]]
    if told == [200, 409]:
        assert states == ["superseded", "waiting"]
    else:
        assert (told, states) in (([409, 200], ["withdrawn"]), ([200, 200], ["withdrawn"]))


def test_ticks_that_overlap_wait_for_each_other_and_not_for_ever(crowd, house, cast, here):
    """Two who confirm for both apprenticeships tick the same entries in opposite orders."""
    for person, apprenticeship in ((cast.chloe, cast.hers), (cast.ben, cast.his)):
        for day in (2, 3):
            body = {"on": f"2026-11-0{day}", "minutes": 60, "activity": "workshop"}
            address = f"/api/v1/apprenticeships/{apprenticeship}/off-the-job"
            assert crowd.sits(person).post(address, json=body).status_code == 201
    with house.acting(cast.adele) as a:
        add_cover(a, cast.his, Role.TUTOR, newcomer("priya"), TODAY, TODAY + timedelta(days=9))
        add_cover(a, cast.hers, Role.TUTOR, newcomer("tomas"), TODAY, TODAY + timedelta(days=9))
    keys = [f"{apprenticeship}:{number}" for apprenticeship in (cast.hers, cast.his) for number in (1, 2)]
    ticks = [
        (person, sends("/to-confirm/decision", {"entry": order, "decision": "confirm"}))
        for person in (cast.priya, cast.tomas)
        for order in (keys, keys[::-1])
    ]
    assert set(crowd.statuses(*ticks)) <= {303, 409}
    assert crowd.count(core.time_entry, core.time_entry.c.state == "confirmed") == 4
    assert crowd.count(core.time_decision) == 4


def test_an_address_added_by_two_administrators_is_one_person(crowd, house, cast):
    with house.acting(cast.adele) as a:
        other = add_person(a, "Nia Powell", "nia@example.org", frozenset({ProviderRole.ADMINISTRATOR}))
        nia = people.find(a.session, other, TODAY)
    both = [
        (person, sends("/people", {"name": "Zed Young", "email": email}))
        for person in (cast.adele, nia)
        for email in ("zed@example.org", "ZED@example.org ")
    ]
    assert crowd.statuses(*both) == [303, 422, 422, 422]
    assert crowd.count(core.person, core.person.c.email == "zed@example.org") == 1


def test_one_apprentice_is_put_on_one_standard_once(crowd, house, cast):
    """By two administrators, with another tutor each, who are new to everybody."""
    body = {
        "apprentice": {"name": "Zed Young", "email": "zed@example.org", "date_of_birth": "2004-01-01"},
        "employer": {"name": "Eve Hall", "email": "eve@example.org", "organisation": "A New Council"},
        "standard": "ST0868", "version": "1.0", "start": "2026-09-01", "planned_end": "2028-03-01", "weekly_hours": 35,
    }  # fmt: skip
    both = [
        (cast.adele, calls("/api/v1/apprenticeships", **body, tutor={"name": "Tutor", "email": f"t{n}@example.org"}))
        for n in range(4)
    ]
    assert crowd.statuses(*both) == [201, 409, 409, 409]
    assert crowd.count(core.organisation, core.organisation.c.name == "A New Council") == 1


def test_everything_at_once_leaves_every_chain_whole(crowd, cast, here, sent):
    """Sixteen at a time, three times over: whoever loses is told, and nobody sees an error."""
    for again in range(3):
        piece = f"{here}/evidence/E1"
        every = [
            (cast.chloe, sends(f"{here}/evidence", SENT | {"title": f"Piece {again}"})),
            (cast.chloe, sends(f"{piece}/versions", SENT | {"title": f"Version {again}"})),
            (cast.chloe, calls(f"{here}/off-the-job", on="2026-11-03", minutes=30, activity="workshop")),
            (cast.chloe, sends(f"/a/{cast.hers}/evidence/E1/suggestions/B1", {"agree": "true"})),
            (cast.priya, calls(f"{here}/off-the-job", on="2026-11-04", minutes=30, activity="workshop")),
            (cast.priya, calls(f"{piece}/tags/S1/decision", verdict="accepted")),
            (cast.priya, calls(f"{piece}/tags/S1/decision", verdict="returned", feedback=f"More {again}")),
            (cast.priya, calls(f"{piece}/tags/S1/reopening", reason=f"I misread it {again}.")),
            (cast.priya, sends(f"/a/{cast.hers}/evidence/E1/suggestions", {"ksb": "B1"})),
            (cast.priya, sends(f"/a/{cast.hers}/evidence/E1/clearance", {"version": "1", "cleared": "true"})),
            (cast.mark, calls(f"{here}/off-the-job/1/confirmation")),
            (cast.mark, calls(f"{here}/off-the-job/1/query", note=f"Which? {again}")),
            (cast.adele, sends(f"/apprenticeships/{cast.hers}/cover", cover("tutor", again))),
            (cast.adele, sends(f"/apprenticeships/{cast.hers}/cover", cover("employer", again))),
            (cast.quentin, lambda client: client.get(f"{here}/history")),
            (cast.mark, lambda client: client.get(f"/a/{cast.hers}/evidence/E1")),
        ]
        assert set(crowd.statuses(*every)) <= {200, 201, 303, 409}


def cover(role, again):
    return {
        "cover_role": role,
        "cover_name": f"Cover {role}",
        "cover_email": f"{role}{again}@example.org",
        "cover_since": "2026-11-20",
        "cover_until": "2026-12-20",
    }
