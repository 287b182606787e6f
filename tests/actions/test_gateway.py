"""Going through gateway: components, the learner record, the declaration of three, the statement on a portfolio."""

import json

import pytest
from sqlalchemy import select

from app.actions.gateway import (
    ask_statement,
    decide_component,
    keep_learner_record,
    put_declaration,
    submit_component,
    waive_component,
)
from app.actions.portfolio import choose_piece, freeze_portfolio
from app.actions.signatures import Signing, put_to_sign, refuse, sign
from app.answers.components import components_of
from app.answers.portfolio import standing
from app.answers.readiness import readiness_of
from app.answers.verification import discrepancies
from app.db import apprenticeships, history
from app.db import signatures as db
from app.db.gateway.statement import statements_on
from app.db.tables import core
from app.domain.gateway import ToDeclare
from app.domain.gateway.components import ComponentState
from app.domain.gateway.declaration import NUMBER, canonical
from app.domain.people import Role
from app.domain.receipts import Means
from app.domain.refusals import BadInput, NotFound, NotPermitted, WrongState
from app.domain.signatures import SIGNED_BY, RecordKey, RecordKind, RecordToSign
from tests.actions.test_portfolio import FOR_GATEWAY, do, pieces

__all__ = ["pieces"]
NUMBER_OF_HERS = "9276308686"
RECORD = {"name": "Chloe Marsden", "number": NUMBER_OF_HERS, "difference": "", "revision": 0}
PARTIES = {Role.EMPLOYER: "mark", Role.APPRENTICE: "chloe", Role.TUTOR: "priya"}


def readiness(house, cast):
    with house.database.reading() as session:
        one = apprenticeships.load(session, cast.hers, house.today())
        return readiness_of(session, house.catalogue, one, house.today())


def check(house, cast, id_):
    return next(one for one in readiness(house, cast).checks if one.id == id_)


def component(house, cast, code="portfolio"):
    with house.database.reading() as session:
        one = apprenticeships.load(session, cast.hers, house.today())
        return next(each for each in components_of(session, house.catalogue, one) if each.component.code == code)


def told(house, cast):
    with house.database.reading() as session:
        return list(session.execute(select(core.history.c.action, core.history.c.body)))


# Components


def test_a_component_comes_back_goes_again_and_is_locked_once_accepted(house, cast):
    do(house, cast.priya, submit_component, cast.hers, "portfolio", 1, "By the portal")
    do(house, cast.adele, decide_component, cast.hers, "portfolio", 1, "returned", "The annex was missing.")
    do(house, cast.priya, submit_component, cast.hers, "portfolio", 2)
    do(house, cast.adele, decide_component, cast.hers, "portfolio", 2, "accepted")
    found = component(house, cast)
    assert [one.state for one in found.attempts] == [ComponentState.RETURNED, ComponentState.ACCEPTED]
    assert [one.number for one in found.attempts] == [1, 2]
    assert found.attempts[0].reason == "The annex was missing."
    with pytest.raises(WrongState):
        do(house, cast.priya, submit_component, cast.hers, "portfolio", 3)


def test_the_same_once_more_by_the_same_person_is_done_once(house, cast):
    for _ in range(2):
        do(house, cast.priya, submit_component, cast.hers, "portfolio", 1, "By the portal")
    for _ in range(2):
        do(house, cast.adele, decide_component, cast.hers, "portfolio", 1, "returned", "The annex was missing.")
    assert len(component(house, cast).attempts) == 1
    assert [action for action, _ in told(house, cast) if action.startswith("component_")] == [
        "component_submitted",
        "component_returned",
    ]


def test_who_hands_over_does_not_say_what_became_of_it(house, cast):
    do(house, cast.priya, submit_component, cast.hers, "portfolio", 1)
    for who, action, given in (
        (cast.priya, decide_component, ("portfolio", 1, "accepted")),
        (cast.adele, submit_component, ("case_study_scope", 1)),
        (cast.chloe, submit_component, ("case_study_scope", 1)),
        (cast.mark, waive_component, ("case_study_scope", "No.")),
    ):
        with pytest.raises(NotPermitted):
            do(house, who, action, cast.hers, *given)
    with pytest.raises(NotFound):
        do(house, cast.priya, submit_component, cast.hers, "photo", 1)


def test_nothing_is_waived_of_which_nobody_knows_that_the_plan_lets_it_be(house, cast):
    with pytest.raises(WrongState, match="not known to waive it"):
        do(house, cast.priya, waive_component, cast.hers, "portfolio", "Not asked for.")


# The learner record


def test_a_name_that_differs_is_told_at_once_and_holds_until_it_is_put_right_or_explained(house, cast):
    assert check(house, cast, "record-match").state == "not_met"
    do(house, cast.adele, keep_learner_record, cast.hers, **RECORD | {"name": "Chloe Hirst"})
    found = check(house, cast, "record-match")
    assert found.state == "not_met"
    assert "can stop a certificate" in found.reason
    do(house, cast.priya, keep_learner_record, cast.hers, **RECORD | {"revision": 1})
    assert check(house, cast, "record-match").state == "met"


def test_neither_name_nor_number_are_in_the_history(house, cast):
    do(house, cast.adele, keep_learner_record, cast.hers, **RECORD | {"name": "Chloe Hirst"})
    bodies = [body for action, body in told(house, cast) if action == "learner_record_kept"]
    said = {"revision": 1, "name_matches": "no", "has_number": "yes", "is_explained": "no"}
    assert [json.loads(body) for body in bodies] == [said]


def test_the_same_record_twice_is_entered_once_and_an_old_page_writes_nothing_over(house, cast):
    for _ in range(2):
        do(house, cast.priya, keep_learner_record, cast.hers, **RECORD)
    with pytest.raises(WrongState):
        do(house, cast.adele, keep_learner_record, cast.hers, **RECORD | {"name": "Chloe Hirst"})
    with pytest.raises(BadInput):
        do(house, cast.adele, keep_learner_record, cast.hers, **RECORD | {"number": "9276308680", "revision": 1})


@pytest.mark.parametrize("who", ["chloe", "mark", "quentin"])
def test_only_tutor_and_administrator_enter_it(house, cast, who):
    with pytest.raises(NotPermitted):
        do(house, cast.everybody[who], keep_learner_record, cast.hers, **RECORD)


# The declaration


def put_as_it_stands(house, cast, version=1):
    """A declaration over the checks as they are, most of them open: what is read of it does not depend on that."""
    found = readiness(house, cast)
    frozen = (found.frozen, "f" * 64) if found.frozen else None
    asked = ToDeclare(cast.hers, version, house.today(), "Chloe Marsden", "Calder Vale", "Hartwell", "1.0", frozen, "")
    with house.acting(cast.priya) as acting:
        acting.lock(cast.hers)
        content = canonical(asked, found.checks, history.new_salt())
        signers = SIGNED_BY[RecordKind.DECLARATION]
        put_to_sign(
            acting,
            RecordToSign(
                cast.hers, RecordKind.DECLARATION, NUMBER, version, content, signers, cast.priya.id, acting.now
            ),
        )
    return RecordKey(cast.hers, RecordKind.DECLARATION, NUMBER, version)


def signing(house, cast, key, role):
    with house.database.reading() as session:
        record = db.find(session, key)
    words = house.catalogue.programmes[0].signing_statement(key.kind, role)
    name = cast.everybody[PARTIES[role]].name
    return Signing(role, name, record.sha256, words)


def answer(house, cast, key, role):
    given = signing(house, cast, key, role)
    return do(house, cast.everybody[PARTIES[role]], sign, key, given, Means.ACCOUNT)


def test_it_stays_closed_while_a_check_is_open_and_names_each(house, cast):
    with pytest.raises(WrongState, match="Every KSB is accepted") as refused:
        do(house, cast.priya, put_declaration, cast.hers, 1)
    assert "The learner record matches" in refused.value.sentence
    assert "has signed" not in refused.value.sentence


@pytest.mark.parametrize("who", ["chloe", "mark", "adele", "quentin"])
def test_only_the_tutor_puts_it(house, cast, who):
    with pytest.raises(NotPermitted):
        do(house, cast.everybody[who], put_declaration, cast.hers, 1)


def test_each_party_signs_for_itself_and_its_check_says_so(house, cast):
    key = put_as_it_stands(house, cast)
    assert "Asked on 20 November 2026" in check(house, cast, "employer-declaration").reason
    for role in PARTIES:
        answer(house, cast, key, role)
    for party, name in (("employer", "Mark Ellis"), ("apprentice", "Chloe Marsden"), ("provider", "Priya Nair")):
        found = check(house, cast, f"{party}-declaration")
        assert found.state == "met"
        assert found.reason == f"{name} signed version 1 of the declaration on 20 November 2026."
    with house.database.reading() as session:
        assert list(discrepancies(session, house.store)) == []


def test_what_changes_afterwards_takes_signatures_back_and_ends_signing(house, cast, pieces):
    key = put_as_it_stands(house, cast)
    answer(house, cast, key, Role.EMPLOYER)
    do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY)
    found = check(house, cast, "employer-declaration")
    assert found.state == "partly"
    assert "Version 1 of the portfolio is frozen; the declaration is on none." in found.reason
    with pytest.raises(WrongState, match="put a new version"):
        answer(house, cast, key, Role.APPRENTICE)
    newer = put_as_it_stands(house, cast, 2)
    assert check(house, cast, "employer-declaration").state == "not_met"
    answer(house, cast, newer, Role.EMPLOYER)
    assert check(house, cast, "employer-declaration").state == "met"


def test_a_check_that_is_met_by_now_takes_nothing_back(house, cast):
    key = put_as_it_stands(house, cast)
    answer(house, cast, key, Role.EMPLOYER)
    do(house, cast.priya, keep_learner_record, cast.hers, **RECORD)
    assert check(house, cast, "employer-declaration").state == "met"
    answer(house, cast, key, Role.APPRENTICE)


def test_a_refusal_leaves_the_check_open(house, cast):
    key = put_as_it_stands(house, cast)
    given = signing(house, cast, key, Role.EMPLOYER)
    do(house, cast.mark, refuse, key, Role.EMPLOYER, "Her S4 is not there yet.", given.sha256, Means.ACCOUNT)
    found = check(house, cast, "employer-declaration")
    assert found.state == "not_met"
    assert "Mark Ellis refused to sign" in found.reason
    assert "S4" not in found.reason


# The employer's statement


@pytest.fixture
def frozen(house, cast, pieces):
    return do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY)


def stated(house, cast):
    with house.database.reading() as session:
        return statements_on(session, cast.hers)


def findings(house, cast):
    with house.database.reading() as session:
        one = apprenticeships.load(session, cast.hers, house.today())
        return {each.rule for each in standing(session, house.catalogue, one).findings}


def test_a_signed_statement_stands_beside_the_version_and_settles_the_plan_checker(house, cast, frozen):
    assert "portfolio.employer_statement" in findings(house, cast)
    assert do(house, cast.priya, ask_statement, cast.hers, frozen) == 1
    assert not stated(house, cast)[frozen].is_signed
    key = RecordKey(cast.hers, RecordKind.EMPLOYER_STATEMENT, frozen, 1)
    answer(house, cast, key, Role.EMPLOYER)
    assert stated(house, cast)[frozen].is_signed
    assert "portfolio.employer_statement" not in findings(house, cast)
    with house.database.reading() as session:
        assert list(discrepancies(session, house.store)) == []


def test_no_title_is_in_what_the_employer_signs(house, cast, frozen):
    do(house, cast.priya, ask_statement, cast.hers, frozen)
    with house.database.reading() as session:
        text = db.content(session, RecordKey(cast.hers, RecordKind.EMPLOYER_STATEMENT, frozen, 1))
    said = json.loads(text)
    assert "Support plan" not in text
    assert [one["piece"] for one in said["pieces"]] == ["E1", "E2"]
    assert "not confirmed" in said["asked_by"]


def test_it_is_asked_for_once_and_again_after_a_refusal(house, cast, frozen):
    assert [do(house, cast.priya, ask_statement, cast.hers, frozen) for _ in range(2)] == [1, 1]
    key = RecordKey(cast.hers, RecordKind.EMPLOYER_STATEMENT, frozen, 1)
    given = signing(house, cast, key, Role.EMPLOYER)
    do(house, cast.mark, refuse, key, Role.EMPLOYER, "E2 is not hers.", given.sha256, Means.ACCOUNT)
    assert do(house, cast.priya, ask_statement, cast.hers, frozen) == 2


def test_only_the_newest_version_is_asked_about(house, cast, frozen):
    do(house, cast.chloe, choose_piece, cast.hers, 4, included=True)
    do(house, cast.priya, ask_statement, cast.hers, frozen)
    key = RecordKey(cast.hers, RecordKind.EMPLOYER_STATEMENT, frozen, 1)
    do(house, cast.priya, freeze_portfolio, cast.hers, "Another.")
    with house.database.reading() as session:
        assert db.find(session, key).waiting_for == ()
    with pytest.raises(WrongState, match="Version 2 of the portfolio is frozen by now"):
        answer(house, cast, key, Role.EMPLOYER)
    with pytest.raises(WrongState, match="Version 2 is the newest"):
        do(house, cast.priya, ask_statement, cast.hers, frozen)
    with pytest.raises(NotFound):
        do(house, cast.priya, ask_statement, cast.hers, 9)
