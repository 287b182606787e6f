"""The one apprentice of the demonstration who has gone the whole way, and what people see of that."""

import io
import json
import wave
from collections import Counter

import pytest
from sqlalchemy import select

from app.answers.assessment import assessment_of
from app.answers.components import components_of
from app.answers.forecast import lived_here, replayed_of_all
from app.answers.readiness import readiness_of
from app.answers.verification import discrepancies
from app.db import apprenticeships, confirmed_facts, evidence, people, portfolio
from app.db import forecast as forecasts
from app.db.assessor_grants import of_record, opened_on
from app.db.gateway.statement import statements_on
from app.db.reviews import versions_of
from app.db.tables import core
from app.demo.cast import address
from app.demo.finished import LEARNER_NUMBER
from app.domain.assessor_grants import GrantState
from app.domain.evidence.places import Pages, Times, places_in
from app.domain.gateway.learner_record import is_learner_number
from app.domain.people import ApprenticeshipStatus
from tests.visits import Visit


def record_of(session, house, name):
    """The apprenticeship of one of the cast."""
    person = people.find_by_email(session, address(name), house.today())
    [one] = [m.apprenticeship for m in people.memberships(session, person.id, house.today())]
    return apprenticeships.load(session, one, house.today())


@pytest.fixture
def ben(filled):
    """The demonstration, a session that reads it, and his apprenticeship."""
    house, _ = filled
    with house.database.reading() as session:
        yield house, session, record_of(session, house, "Ben Carter")


@pytest.fixture
def go_in(filled):
    """`go_in("Ben Carter")` is a browser in which he is signed in."""
    house, _ = filled
    opened = []

    def enter(name):
        with house.database.reading() as session:
            opened.append(Visit(house, people.find_by_email(session, address(name), house.today())))
        return opened[-1]

    yield enter
    for one in opened:
        one.close()


def test_he_has_completed_and_every_check_of_gateway_is_met(ben):
    house, session, one = ben
    assert one.status is ApprenticeshipStatus.COMPLETED
    found = readiness_of(session, house.catalogue, one, house.today())
    assert {check.id: check.state.value for check in found.checks if check.state.value != "met"} == {}
    assert found.open == 0
    assert len(found.checks) == 15


def test_his_evidence_is_of_varied_kinds_all_of_it_accepted_and_placed(ben):
    _, session, one = ben
    pieces = evidence.load_many(session, one.id, range(1, 23))
    assert len({piece.shown.kind for piece in pieces}) >= 7
    tags = [tag for piece in pieces for tag in piece.counting.tags]
    assert {tag.state.value for tag in tags} == {"accepted"}
    assert all(places_in(tag.where) and tag.how for tag in tags)
    pages = {place.part.first for tag in tags for place in places_in(tag.where) if isinstance(place.part, Pages)}
    assert pages == {1, 2}


def test_one_of_his_pieces_is_a_recording_that_opens_at_the_second(ben, go_in):
    house, session, one = ben
    piece = evidence.load(session, one.id, 22)
    sound, paper = piece.shown.files
    assert (sound.media_type, sound.milliseconds, paper.media_type) == ("audio/wav", 25_000, "application/pdf")
    with wave.open(io.BytesIO(b"".join(house.store.read(one.id, sound.sha256)))) as heard:
        assert heard.getnframes() == 25 * heard.getframerate()
        heard.setpos(6 * heard.getframerate())
        assert len(set(heard.readframes(heard.getframerate()))) > 50
        heard.setpos(2 * heard.getframerate())
        assert set(heard.readframes(heard.getframerate())) == {128}
    parts = {tag.ksb: place.part for tag in piece.shown.tags for place in places_in(tag.where)}
    assert parts == {"K6": Times(5, 12), "S12": Times(13, 20), "B4": Pages(2, 2)}
    page = go_in("Ben Carter").page(f"/a/{one.id}/portfolio/1")
    assert "0:05 to 0:12" in page.text
    assert any(link.endswith("#t=5,12") for link in page.links())


def test_what_is_declared_says_that_it_is_an_example_and_nothing_is_confirmed_for_it(ben):
    _, session, one = ben
    row = core.signed_record
    text = session.execute(
        select(row.c.content).where(row.c.apprenticeship_id == one.id, row.c.kind == "declaration")
    ).scalar_one()
    assert json.loads(text)["made_sure"].startswith("Example of the demonstration, not published")
    assert confirmed_facts.of_all(session) == {}


def test_his_learner_number_holds_and_is_the_last_that_could_be_given(ben):
    assert is_learner_number(LEARNER_NUMBER)
    assert not any(is_learner_number(str(number)) for number in range(int(LEARNER_NUMBER) + 1, 10**10))


def test_his_portfolio_came_back_once_and_everything_handed_over_is_accepted(ben):
    house, session, one = ben
    found = {each.component.code: each for each in components_of(session, house.catalogue, one)}
    assert {code: [a.state.value for a in each.attempts] for code, each in found.items()} == {
        "portfolio": ["returned", "accepted"],
        "case_study_scope": ["accepted"],
        "employer_statement": ["accepted"],
    }
    assert statements_on(session, one.id)[1].is_signed
    [number] = [number for each, number, _, _ in portfolio.every(session) if each == one.id]
    assert number == 1


def test_one_method_was_failed_and_resat_and_the_whole_is_a_pass(ben):
    house, session, one = ben
    found = assessment_of(session, house.catalogue, one)
    assert [(each.booking.method, each.outcome.grade) for each in found.sittings] == [
        ("professional_discussion", "distinction"),
        ("case_study", "fail"),
        ("case_study", "pass"),
    ]
    assert found.whole.grade == "pass"
    assert not found.whole.confirmed
    assert "not confirmed" in found.whole.reason


def test_his_nine_reviews_are_held_and_signed_by_all_three(ben):
    _, session, one = ben
    found = versions_of(session, one.id)
    assert [each.review.state.value for each in found] == ["complete"] * 9
    assert Counter(len(each.answers) for each in found) == {3: 9}


def test_the_assessor_read_his_portfolio_at_its_places_and_her_access_is_over(ben):
    house, session, one = ben
    [grant] = of_record(session, one.id)
    assert grant.state(house.today()) is GrantState.REVOKED
    assert grant.stated_at is not None
    assert not grant.conflict
    assert len(opened_on(session, one.id)) >= 5


def test_of_one_who_finished_nobody_says_how_wrong_forecasts_are(filled, go_in):
    house, _ = filled
    with house.database.reading() as session:
        chloe = record_of(session, house, "Chloe Marsden")
        finished = list(replayed_of_all(session, house.catalogue, house.today(), lived_here(session, house.catalogue)))
        measured = forecasts.work_done(session, chloe.id).measured
    assert [one.months for one in finished] == [3, 6]
    assert [one.finished for one in measured] == [1, 1]
    said = go_in("Priya Nair").page(f"/a/{chloe.id}/gateway/forecast").text
    assert "There is too little history to say how wrong they were: 1 apprentice has finished here" in said


def test_he_sees_that_he_has_passed_and_goes_in_with_one_click(filled, go_in, ben):
    house, _, one = ben
    visit = Visit(house, None)
    assert "Has gone the whole way, and passed" in visit.page("/sign-in").text
    visit.close()
    page = go_in("Ben Carter").page(f"/a/{one.id}/assessment").text
    assert "Congratulations. You have passed the end-point assessment, with the grade pass, as worked out here" in page


def test_his_home_says_that_he_passed_and_asks_him_for_nothing(go_in):
    text = go_in("Ben Carter").page("/home").text
    assert text.count("Congratulations, Ben") == 2, "in the title and at the top"
    assert "with the grade pass" in text
    assert "What to do next" not in text and "Still to sign" not in text and "twice" not in text


def test_nothing_of_it_is_otherwise_than_it_was_written(filled):
    house, _ = filled
    with house.database.reading() as session:
        assert list(discrepancies(session, house.store)) == []
