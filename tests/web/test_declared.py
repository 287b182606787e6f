"""The declaration over a record in which every check is met: put, signed by all three, and stale when a check falls."""

import random
import re
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import delete, select, update

from app.actions.breaches import erase_words
from app.actions.evidence import withdraw_evidence
from app.actions.gateway import keep_learner_record, put_declaration
from app.actions.training_plan import put_plan_to_sign
from app.answers.readiness import readiness_of
from app.answers.verification import discrepancies
from app.db import apprenticeships, forecast, migrate, people, portfolio
from app.db.tables import core
from app.demo.acted import act
from app.demo.cast import FINISHED, lives
from app.demo.finished import AFTER_LAST, LEARNER_NUMBER, steps_to_the_end
from app.demo.life import events
from app.demo.reviewed import steps_of
from app.demo.staff import begin
from app.domain.forecast import StepTime
from app.domain.refusals import WrongState
from app.domain.wording import day_words
from tests.cast import NOW
from tests.conftest import Clock, make_house
from tests.visits import Visit
from tests.web.test_signing import sign

OTHER_NAME = {"name": "Benjamin Carter", "number": LEARNER_NUMBER, "difference": "", "revision": 1}


class Ready:
    """Ben Carter's record on the morning on which his declaration is put, and whoever is on it."""

    def __init__(self, house, clock):
        life = list(lives(FINISHED + 1, NOW.date(), 868))[FINISHED]
        administrator = begin(house)
        clock.now = datetime.combine(life.start + timedelta(days=AFTER_LAST + 6), time(9), UTC)
        chance = random.Random(f"868 {life.name}")
        told = events(life, NOW, NOW.date(), chance)
        steps = [*steps_to_the_end(life, administrator, NOW), *steps_of(life, told, NOW)]
        with house.acting(administrator) as acting:
            act(acting, life, told, [step for step in steps if step.at < clock.now])
        self.house = house
        with house.database.reading() as session:
            found = (people.find_by_email(session, one, house.today()) for one in ADDRESSES)
            self.ben, self.priya, self.owen = found
            [self.record] = [one.apprenticeship for one in people.memberships(session, self.ben.id, house.today())]

    def do(self, person, action, *given, **more):
        """One action by one person."""
        with self.house.acting(person) as acting:
            return action(acting, self.record, *given, **more)

    def frozen_pieces(self):
        """The numbers of the pieces in the newest frozen portfolio."""
        with self.house.database.reading() as session:
            return [piece.number for piece in portfolio.newest(session, self.record).manifest.pieces]

    def states(self):
        """How every check stands, by its id."""
        with self.house.database.reading() as session:
            one = apprenticeships.load(session, self.record, self.house.today())
            found = readiness_of(session, self.house.catalogue, one, self.house.today())
        return {check.id: check.state.value for check in found.checks}


ADDRESSES = ("ben.carter@example.org", "priya.nair@example.org", "owen.tranter@example.org")
DECLARED = {f"{party}-declaration" for party in ("employer", "apprentice", "provider")}


@pytest.fixture
def ready(template, tmp_path, catalogue):
    clock = Clock(NOW)
    with template.empty(tmp_path) as url:
        house = make_house(url, tmp_path, catalogue, clock)
        migrate.upgrade(house.database)
        yield Ready(house, clock)
        house.database.close()


@pytest.fixture
def enter(ready):
    """`enter(person)` is a browser in which this person is signed in; of nobody, one in which nobody is."""
    opened = []

    def visit(person=None):
        opened.append(Visit(ready.house, person))
        return opened[-1]

    yield visit
    for one in opened:
        one.close()


def link_of(ready):
    """The path of the one link in the employer's newest mail."""
    job = core.job
    with ready.house.database.reading() as session:
        bodies = session.scalars(select(job.c.body).where(job.c.done_at.is_(None)).order_by(job.c.due)).all()
    return re.findall(r"http://testserver(/due/link/[^\s\"]+)", " ".join(map(str, bodies)))[-1]


def test_once_its_words_are_erased_it_is_said_so_and_the_next_version_can_be_put(ready, enter):
    priya, here = enter(ready.priya), f"/a/{ready.record}/gateway"
    assert "Nothing is recorded yet. The employer will be asked to sign" in priya.page(here).text
    priya.post(f"{here}/declaration", {"version": "1", "made_sure": ""})
    with ready.house.database.reading() as session:
        adele = people.find_by_email(session, "adele.brook@example.org", ready.house.today())
    ready.do(adele, erase_words, "declaration 1")
    on = day_words(ready.house.today())
    said = f"What version 1 of the declaration said was erased for good on {on}. The tutor has to put version 2"
    shown = priya.page(here)
    assert shown.text.count(said) >= len(DECLARED)
    assert "Nothing is recorded yet" not in shown.text
    checks = priya.call("GET", f"apprenticeships/{ready.record}/gateway").json()["checks"]
    assert all(one["reason"].startswith(said) for one in checks if one["id"] in DECLARED)
    assert shown.field("version")["value"] == "2"
    assert priya.post(f"{here}/declaration", {"version": "2", "made_sure": ""}).status_code == 200
    assert "Asked on" in priya.page(here).text
    assert said not in priya.page(here).text


def test_it_stays_closed_until_english_and_maths_are_recorded_and_says_what_to_record(ready, enter):
    fact, person = core.plan_fact, core.person
    with ready.house.database.writing() as session:
        session.execute(delete(fact).where(fact.c.about.in_(["english", "maths"])))
        session.execute(update(person).where(person.c.id == ready.ben.id).values(date_of_birth=None))
    assert {ready.states()[one] for one in ("english", "maths")} == {"not_confirmed"}
    priya, here = enter(ready.priya), f"/a/{ready.record}/gateway"
    born = "An administrator records the date of birth, or the tutor a certificate that they have seen."
    assert f"It opens once 2 other checks are met or waived. {born}" in priya.page(here).text
    put = priya.client.post(f"{here}/declaration", data={"version": "1", "made_sure": "I asked."})
    assert put.status_code == 409
    assert f"Still open: English at level 2; Maths at level 2. {born}" in put.text
    assert {ready.states()[one] for one in DECLARED} == {"not_met"}


def test_a_plan_whose_words_were_erased_is_said_to_be_erased_and_not_to_be_missing(house, cast, visit):
    def do(person, action, *given):
        with house.acting(person) as acting:
            return action(acting, cast.hers, *given)

    do(cast.priya, put_plan_to_sign, 1)
    do(cast.adele, erase_words, "plan 1")
    gone = f"was erased for good on {day_words(house.today())}."
    assert f"What was put before its signers {gone} Put a new version." in visit("priya").page(f"/a/{cast.hers}/").text
    shown = visit("priya").page(f"/a/{cast.hers}/plan").text
    assert f"What version 1 said {gone} Put a new version before its signers." in shown
    assert "has been put before its signers yet" not in shown


def test_it_is_put_signed_by_all_three_and_asked_again_when_a_check_falls(ready, enter):
    before = ready.states()
    assert {check for check, state in before.items() if state != "met"} == DECLARED
    priya = enter(ready.priya)
    with ready.house.database.writing() as session:
        forecast.keep(session, (), ready.house.now(), [StepTime("declaration", 12, 1, 6, 20, 10)])
    told = priya.call("GET", f"apprenticeships/{ready.record}/gateway/forecast").json()
    assert (told["whole"]["likely"], told["why"]) == ((ready.house.today() + timedelta(days=6)).isoformat(), "")
    put = priya.post(f"/a/{ready.record}/gateway/declaration", {"version": "1", "made_sure": ""})
    assert put.status_code == 200
    assert {ready.states()[one] for one in DECLARED} == {"not_met"}

    where = f"/a/{ready.record}/signing/declaration/1/1"
    for person in (ready.priya, ready.ben):
        assert sign(enter(person), where, person.name).status_code == 200
    owen = enter()
    assert owen.post(link_of(ready)).status_code == 200
    assert sign(owen, f"/due/signing/{ready.record}/declaration/1/1", "Owen Tranter").status_code == 200
    assert set(ready.states().values()) == {"met"}
    assert "All 15 checks are met" in priya.page(f"/a/{ready.record}/gateway").text

    with pytest.raises(WrongState, match="so it needs no new one"):
        ready.do(ready.priya, put_declaration, 2)
    ready.do(ready.priya, keep_learner_record, **OTHER_NAME)
    assert {ready.states()[one] for one in DECLARED} == {"partly"}
    assert "was met, and is not met now" in priya.page(f"/a/{ready.record}/gateway").text
    with pytest.raises(WrongState, match="Still open: The learner record matches"):
        ready.do(ready.priya, put_declaration, 2)

    why = OTHER_NAME | {
        "difference": "Ben is what everybody calls him; the certificate is to say Benjamin.",
        "revision": 2,
    }
    ready.do(ready.priya, keep_learner_record, **why)
    assert ready.states()["record-match"] == "waived"
    ready.do(ready.priya, put_declaration, 2)
    for person in (ready.priya, ready.ben):
        assert sign(enter(person), f"/a/{ready.record}/signing/declaration/1/2", person.name).status_code == 200
    assert sign(owen, f"/due/signing/{ready.record}/declaration/1/2", "Owen Tranter").status_code == 200
    assert {ready.states()[one] for one in DECLARED} == {"met"}

    ready.do(ready.ben, withdraw_evidence, ready.frozen_pieces()[0], "Not mine to show.")
    assert {ready.states()[one] for one in DECLARED} == {"partly"}
    assert "“The portfolio is complete” was met, and is partly met now" in priya.page(f"/a/{ready.record}/gateway").text
    with pytest.raises(WrongState, match="The portfolio is complete"):
        ready.do(ready.priya, put_declaration, 3)
    with ready.house.database.reading() as session:
        assert list(discrepancies(session, ready.house.store)) == []
