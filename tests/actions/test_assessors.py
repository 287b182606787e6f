"""An assessor is invited for one frozen version, states a conflict or none, and reads that version until it ends."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.actions import apprenticeships as changing
from app.actions.assessors import (
    Invitation,
    invite_assessor,
    open_granted_file,
    open_version,
    revoke_access,
    state_conflict,
    take_granted_pack,
)
from app.actions.own_copy import take_own_copy
from app.actions.people import end_account
from app.actions.portfolio import choose_piece, freeze_portfolio, take_pack
from app.db import apprenticeships as db_apprenticeships
from app.db import assessor_grants as db
from app.db.tables import core
from app.domain.access_given import ONE_OPENING, GrantState
from app.domain.assessor_grants import Ask, StatementDue
from app.domain.evidence import Scan
from app.domain.people import Role
from app.domain.permissions import GRANTED, Permission, is_member, may
from app.domain.refusals import BadInput, NotFound, NotPermitted, WrongState
from tests.actions.test_portfolio import FOR_GATEWAY, PLAN, do, pieces
from tests.cast import NAMES, START, TODAY, email, granted, newcomer

__all__ = ["pieces"]
WEEK = timedelta(days=7)
ASK = Ask(1, TODAY, TODAY + WEEK)


@pytest.fixture
def frozen(house, cast, pieces):
    """Version 1 holds E1 and E2."""
    do(house, cast.priya, freeze_portfolio, cast.hers, FOR_GATEWAY)


def invited(name="helen", ask=ASK):
    return Invitation(NAMES[name], email(name), ask)


def mails(house):
    with house.database.reading() as session:
        bodies = session.scalars(select(core.job.c.body).where(core.job.c.kind == "mail").order_by(core.job.c.id))
        return [one for one in map(json.loads, bodies) if one["template"].startswith("assessor")]


def test_whoever_has_no_password_yet_is_mailed_a_link_to_set_one(house, cast, frozen):
    do(house, cast.adele, invite_assessor, cast.hers, Invitation("Nia Powell", "nia@example.net", ASK))
    [mail] = mails(house)
    assert (mail["to"], mail["new"], mail["since"]) == ("nia@example.net", True, "")
    assert "/link/set_password/" in mail["address"]
    assert "Chloe" not in str(mail)


def test_whoever_has_one_is_sent_to_sign_in(house, cast, frozen):
    with house.database.writing() as session:
        session.execute(core.person.update().where(core.person.c.id == cast.helen.id).values(password_hash="a hash"))
    do(house, cast.adele, invite_assessor, cast.hers, invited(ask=replace(ASK, since=TODAY + timedelta(days=1))))
    [mail] = mails(house)
    assert (mail["new"], mail["since"]) == (False, "21 November 2026")
    assert mail["address"].endswith("/portfolio")


def test_the_same_invitation_again_sends_nothing_and_another_is_refused(house, cast, frozen):
    first = do(house, cast.adele, invite_assessor, cast.hers, invited())
    assert do(house, cast.adele, invite_assessor, cast.hers, invited()) == first
    assert len(mails(house)) == 1
    with pytest.raises(WrongState, match="has access to version 1 already"):
        do(house, cast.adele, invite_assessor, cast.hers, invited(ask=replace(ASK, may_take=True)))


def test_once_it_has_ended_another_may_be_given(house, cast, frozen):
    first = do(house, cast.adele, invite_assessor, cast.hers, invited())
    do(house, cast.adele, revoke_access, cast.hers, first)
    assert do(house, cast.adele, invite_assessor, cast.hers, invited()) == first + 1


@pytest.mark.parametrize("name", ["chloe", "priya", "mark", "quentin", "sadia", "adele", "tomas"])
def test_whoever_has_a_part_in_it_or_works_for_the_provider_does_not_assess_it(house, cast, frozen, name):
    with pytest.raises(BadInput, match="assess"):
        do(house, cast.adele, invite_assessor, cast.hers, invited(name))


def test_whoever_had_a_part_in_it_once_does_not_either(house, cast, frozen):
    with house.acting(cast.adele) as acting:
        changing.end_access(acting, cast.hers, cast.mark.id, Role.EMPLOYER, TODAY)
    with pytest.raises(BadInput, match="has or had a part"):
        do(house, cast.adele, invite_assessor, cast.hers, invited("mark"))


def test_an_employers_contact_of_somebody_else_may(house, cast, frozen):
    assert do(house, cast.adele, invite_assessor, cast.hers, invited("ruth")) == 1


def test_whoever_assesses_it_takes_no_part_in_it_until_that_has_ended(house, cast, frozen):
    granted(house, cast)
    with pytest.raises(BadInput, match="nobody acts for two parties"), house.acting(cast.adele) as acting:
        changing.change_member(acting, cast.hers, Role.TUTOR, newcomer("helen"), TODAY)


def test_only_a_frozen_version_is_opened(house, cast, frozen):
    with pytest.raises(BadInput, match="Choose one of the frozen versions"):
        do(house, cast.adele, invite_assessor, cast.hers, invited(ask=replace(ASK, version=2)))
    with pytest.raises(BadInput, match="Choose one of the frozen versions"):
        do(house, cast.adele, invite_assessor, cast.his, invited())


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("chloe", NotPermitted), ("priya", NotPermitted), ("mark", NotPermitted), ("quentin", NotPermitted),
        ("helen", NotFound), ("ben", NotFound), ("sadia", NotFound),
    ],
)  # fmt: skip
def test_nobody_but_an_administrator_gives_or_ends_access(house, cast, frozen, name, refusal):
    granted(house, cast)
    with pytest.raises(refusal):
        do(house, cast.everybody[name], invite_assessor, cast.hers, invited("ruth"))
    with pytest.raises(refusal):
        do(house, cast.everybody[name], revoke_access, cast.hers, 1)


def test_nothing_is_shown_before_the_statement(house, cast, frozen):
    grant = granted(house, cast, enters=False)
    for opening, more in ((open_version, ()), (open_granted_file, ("files/E01/1.pdf",)), (take_granted_pack, ())):
        with pytest.raises(StatementDue):
            do(house, cast.helen, opening, grant.id, *more)
    with house.database.reading() as session:
        assert db.opened_on(session, cast.hers) == []


def test_a_conflict_ends_the_access_and_the_administrators_are_told_without_a_word_of_it(house, cast, frozen):
    grant = granted(house, cast, enters=False)
    do(house, cast.helen, state_conflict, grant.id, conflict=True)
    do(house, cast.helen, state_conflict, grant.id, conflict=True)
    told = [mail for mail in mails(house) if mail["template"] == "assessor_conflict"]
    assert [mail["to"] for mail in told] == [email("adele")]
    with pytest.raises(NotFound):
        do(house, cast.helen, open_version, grant.id)
    with pytest.raises(NotFound):
        do(house, cast.helen, state_conflict, grant.id, conflict=False)


def test_a_conflict_that_comes_to_mind_later_ends_it_too(house, cast, frozen):
    grant = granted(house, cast)
    do(house, cast.helen, open_version, grant.id)
    do(house, cast.helen, state_conflict, grant.id, conflict=True)
    with pytest.raises(NotFound):
        do(house, cast.helen, open_version, grant.id)


def test_a_conflict_ends_every_access_of_theirs_to_the_same_apprentice(house, cast, frozen):
    """One that is open and one that is yet to begin end with it; each end is in the history, the mail goes out once."""
    first = granted(house, cast)
    do(house, cast.chloe, choose_piece, cast.hers, 4, included=True)
    do(house, cast.priya, freeze_portfolio, cast.hers, "After the mock.")
    granted(house, cast, enters=False, version=2, since=TODAY + WEEK)
    do(house, cast.adele, invite_assessor, cast.hers, invited("ruth"))
    do(house, cast.helen, state_conflict, first.id, conflict=True)
    with house.database.reading() as session:
        said = session.scalars(select(core.history.c.action).where(core.history.c.chain == str(cast.hers))).all()
        states = [one.state(TODAY) for one in db.of_record(session, cast.hers)]
    assert states == [GrantState.CONFLICT, GrantState.CONFLICT, GrantState.OPEN]
    assert said.count("assessor_has_conflict") == 2
    assert len([mail for mail in mails(house) if mail["template"] == "assessor_conflict"]) == 1


def test_saying_again_that_there_is_none_changes_nothing(house, cast, frozen):
    grant = granted(house, cast)
    do(house, cast.helen, state_conflict, grant.id, conflict=False)
    with house.database.reading() as session:
        said = session.scalars(select(core.history.c.action).where(core.history.c.chain == str(cast.hers))).all()
    assert said.count("assessor_has_no_conflict") == 1


def test_every_opening_is_counted_by_what_was_opened(house, cast, frozen, clock):
    grant = granted(house, cast)
    do(house, cast.helen, open_version, grant.id)
    do(house, cast.helen, open_version, grant.id, "annex.csv")
    for _ in range(3):
        clock.now += ONE_OPENING
        do(house, cast.helen, open_granted_file, grant.id, "files/E01/1.pdf")
    with house.database.reading() as session:
        found = {one.what: (one.number, one.times) for one in db.opened_on(session, cast.hers)}
    assert found == {"": (1, 1), "annex.csv": (1, 1), "files/E01/1.pdf": (1, 3)}


def test_what_was_not_there_to_open_is_not_recorded_as_opened(house, cast, frozen):
    grant = granted(house, cast)
    with pytest.raises(NotFound):
        do(house, cast.helen, open_granted_file, grant.id, "files/E03/1.pdf")
    with house.database.reading() as session:
        assert db.opened_on(session, cast.hers) == []


def test_it_opens_for_nobody_else_and_after_its_end_for_nobody(house, cast, frozen, clock):
    grant = granted(house, cast)
    for name in ("chloe", "priya", "mark", "quentin", "adele", "sadia", "ben", "ruth"):
        with pytest.raises(NotFound):
            do(house, cast.everybody[name], open_version, grant.id)
    clock.now += timedelta(days=29)
    with pytest.raises(NotFound):
        do(house, cast.helen, open_version, grant.id)
    with pytest.raises(WrongState, match="ended by itself"):
        do(house, cast.adele, revoke_access, cast.hers, 1)


def test_it_opens_on_its_first_day_and_not_before(house, cast, frozen, clock):
    grant = granted(house, cast, enters=False, since=TODAY + WEEK)
    with pytest.raises(NotFound):
        do(house, cast.helen, state_conflict, grant.id, conflict=False)
    clock.now += WEEK
    do(house, cast.helen, state_conflict, grant.id, conflict=False)
    assert do(house, cast.helen, open_version, grant.id)[1].version.number == 1


def test_ended_is_ended_at_once_and_twice_by_the_same_person_is_once(house, cast, frozen):
    grant = granted(house, cast)
    do(house, cast.adele, revoke_access, cast.hers, 1)
    do(house, cast.adele, revoke_access, cast.hers, 1)
    with pytest.raises(NotFound):
        do(house, cast.helen, open_granted_file, grant.id, "files/E01/1.pdf")
    with house.database.reading() as session:
        [after] = db.of_record(session, cast.hers)
    assert (after.state(TODAY), after.revoked_by.id) == (GrantState.REVOKED, cast.adele.id)
    with pytest.raises(NotFound):
        do(house, cast.adele, revoke_access, cast.hers, 2)


def test_whoever_s_account_ended_opens_nothing(house, cast, frozen, visit):
    grant, helen = granted(house, cast), visit("helen")
    assert helen.get(f"/portfolio/{grant.id}").status_code == 200
    do(house, cast.adele, end_account, cast.helen.id)
    assert "Sign in" in helen.get(f"/portfolio/{grant.id}").text


def test_it_is_one_version_alone(house, cast, frozen):
    grant = granted(house, cast)
    do(house, cast.chloe, choose_piece, cast.hers, 1, included=False)
    do(house, cast.chloe, choose_piece, cast.hers, 4, included=True)
    do(house, cast.priya, freeze_portfolio, cast.hers, "After the mock.")
    _, shown = do(house, cast.helen, open_version, grant.id)
    assert [piece.name for piece in shown.annex.pieces] == ["E1", "E2"]
    with pytest.raises(NotFound):
        do(house, cast.helen, open_granted_file, grant.id, "files/E04/1.pdf")
    do(house, cast.adele, revoke_access, cast.hers, 1)
    second = granted(house, cast, version=2)
    _, shown = do(house, cast.helen, open_version, second.id)
    assert [piece.name for piece in shown.annex.pieces] == ["E2", "E4"]
    assert shown.changed == ()


def test_it_is_taken_along_only_where_that_was_allowed(house, cast, frozen):
    grant = granted(house, cast)
    with pytest.raises(NotPermitted, match="not to take it along"):
        do(house, cast.helen, take_granted_pack, grant.id)
    do(house, cast.adele, revoke_access, cast.hers, 1)
    assert do(house, cast.helen, take_granted_pack, granted(house, cast, may_take=True).id).shown.version.number == 1


def test_a_version_with_a_file_that_was_found_to_be_harmful_is_handed_to_nobody_as_a_pack(house, cast, frozen):
    grant = granted(house, cast, may_take=True)
    with house.database.writing() as session:
        row = core.stored_file
        harmful = row.c.sha256 == hashlib.sha256(PLAN).hexdigest()
        session.execute(row.update().where(harmful).values(scan=Scan.INFECTED.value))
    with pytest.raises(WrongState, match="something harmful"):
        do(house, cast.helen, take_granted_pack, grant.id)
    with pytest.raises(WrongState, match="something harmful"):
        do(house, cast.priya, take_pack, cast.hers, 1)
    assert do(house, cast.chloe, take_own_copy, cast.hers)[1] is None


def test_the_role_of_an_assessor_opens_nothing_on_an_apprenticeship(house, cast, frozen):
    """Databases from before grants have such memberships."""
    with house.database.writing() as session:
        db_apprenticeships.join(session, cast.hers, cast.helen.id, Role.ASSESSOR, START)
    with house.database.reading() as session:
        member = db_apprenticeships.member(session, cast.helen, cast.hers, TODAY)
    assert member.roles == frozenset()
    with_role = replace(member, roles=frozenset({Role.ASSESSOR}))
    assert not is_member(with_role)
    assert [one for one in GRANTED if may(with_role, one)] == [Permission.READ_GRANTED_VERSION]
