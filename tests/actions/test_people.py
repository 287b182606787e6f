"""People: adding them, their roles across the provider, first links, and the end of an account."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.actions import people as doing
from app.actions import sign_in
from app.actions.invitations import invite, invite_newcomers
from app.db import accounts, people
from app.db.tables import core
from app.domain.people import ProviderRole
from app.domain.refusals import BadInput, NotPermitted, WrongState
from tests.cast import PASSWORD, TODAY


def mails(house):
    """The mails that wait to be sent, oldest first."""
    with house.database.reading() as session:
        rows = session.execute(select(core.job.c.body).where(core.job.c.kind == "mail").order_by(core.job.c.due))
        return [json.loads(row.body) for row in rows]


def roles(house, person, today=TODAY):
    with house.database.reading() as session:
        return people.provider_roles(session, person, today)


def add(house, cast, name="Nia Powell", email="nia@example.org", held=frozenset()):
    with house.acting(cast.adele) as acting:
        return doing.add_person(acting, name, email, held)


@pytest.mark.parametrize("name", ["chloe", "priya", "mark", "helen", "quentin", "sadia"])
def test_only_an_administrator_manages_people(house, cast, name):
    somebody = cast.everybody[name]
    for act in (
        lambda a: doing.add_person(a, "Nia Powell", "nia@example.org"),
        lambda a: doing.grant(a, cast.priya.id, ProviderRole.ADMINISTRATOR),
        lambda a: doing.revoke(a, cast.quentin.id, ProviderRole.QUALITY_ASSURER),
        lambda a: doing.end_account(a, cast.mark.id),
        lambda a: invite(a, cast.mark.id),
    ):
        with pytest.raises(NotPermitted), house.acting(somebody) as acting:
            act(acting)


def test_a_role_is_held_from_today_and_not_on_the_day_it_ends(house, cast, clock):
    nia = add(house, cast, held=frozenset({ProviderRole.QUALITY_ASSURER}))
    assert roles(house, nia) == {ProviderRole.QUALITY_ASSURER}
    clock.now += timedelta(days=3)
    with house.acting(cast.adele) as acting:
        doing.revoke(acting, nia, ProviderRole.QUALITY_ASSURER)
    assert roles(house, nia, TODAY + timedelta(days=2)) == {ProviderRole.QUALITY_ASSURER}
    assert roles(house, nia, TODAY + timedelta(days=3)) == frozenset()


def test_a_role_ended_and_given_again_on_one_day_is_held(house, cast):
    nia = add(house, cast, held=frozenset({ProviderRole.QUALITY_ASSURER}))
    with house.acting(cast.adele) as acting:
        doing.revoke(acting, nia, ProviderRole.QUALITY_ASSURER)
        doing.grant(acting, nia, ProviderRole.QUALITY_ASSURER)
    assert roles(house, nia) == {ProviderRole.QUALITY_ASSURER}


def test_an_address_is_one_person_whatever_its_case(house, cast):
    with pytest.raises(WrongState, match="already has the email address"):
        add(house, cast, email="  PRIYA.Nair@Example.ORG ")


def test_no_administrator_locks_the_last_door_behind_them(house, cast):
    with pytest.raises(WrongState), house.acting(cast.adele) as acting:
        doing.revoke(acting, cast.adele.id, ProviderRole.ADMINISTRATOR)
    with pytest.raises(WrongState), house.acting(cast.adele) as acting:
        doing.end_account(acting, cast.adele.id)


def test_an_ended_account_signs_in_no_more_and_its_sessions_tokens_and_links_stop(house, cast, visit):
    link = sign_in.first_link(house, cast.priya.id)
    priya = visit("priya")
    assert priya.get("/account").status_code == 200
    with house.acting(cast.adele) as acting:
        doing.end_account(acting, cast.priya.id)
    assert priya.client.get("/account", follow_redirects=False).status_code == 303
    with pytest.raises(WrongState):
        sign_in.set_password(house, link.rsplit("/", 1)[1], PASSWORD, device="x")


def test_an_ended_address_cannot_come_in_again_as_somebody_new_until_the_account_is_opened(house, cast):
    with house.acting(cast.adele) as acting:
        doing.end_account(acting, cast.priya.id)
    with pytest.raises(BadInput, match="has ended"):
        add(house, cast, name="Priya Nair", email=cast.priya.email)
    with house.acting(cast.adele) as acting:
        doing.open_again(acting, cast.priya.id)
    with house.database.reading() as session:
        assert people.find(session, cast.priya.id, TODAY) is not None
    with pytest.raises(WrongState, match="has not ended"), house.acting(cast.adele) as acting:
        doing.open_again(acting, cast.priya.id)


def test_a_first_link_is_mailed_in_the_transaction_that_made_the_person(house, cast):
    with pytest.raises(ZeroDivisionError), house.acting(cast.adele) as acting:
        invite(acting, doing.add_person(acting, "Nia Powell", "nia@example.org"))
        raise ZeroDivisionError
    assert mails(house) == []
    with house.acting(cast.adele) as acting:
        invite(acting, doing.add_person(acting, "Nia Powell", "nia@example.org"))
    (mail,) = mails(house)
    assert (mail["to"], mail["template"], mail["name"]) == ("nia@example.org", "first_password", "Nia")
    secret = mail["address"].rsplit("/", 1)[1]
    assert sign_in.set_password(house, secret, PASSWORD, device="x")


def test_a_new_link_ends_the_one_before(house, cast):
    with house.acting(cast.adele) as acting:
        invite(acting, cast.priya.id)
        invite(acting, cast.priya.id)
    old, new = (mail["address"].rsplit("/", 1)[1] for mail in sorted(mails(house), key=lambda m: m["address"]))
    worked = []
    for secret in (old, new):
        try:
            sign_in.set_password(house, secret, PASSWORD, device="x")
            worked.append(secret)
        except WrongState:
            pass
    assert len(worked) == 1


def test_newcomers_are_invited_once_and_those_with_a_password_never(house, cast):
    sign_in.set_password(house, sign_in.first_link(house, cast.priya.id).rsplit("/", 1)[1], PASSWORD, device="x")
    with house.acting(cast.adele) as acting:
        assert invite_newcomers(acting, cast.hers) == ["Chloe Marsden", "Mark Ellis"]
        assert invite_newcomers(acting, cast.hers) == []
    assert len(mails(house)) == 2


def test_a_link_that_ran_out_is_sent_again(house, cast, clock):
    with house.acting(cast.adele) as acting:
        invite_newcomers(acting, cast.hers)
    clock.now += timedelta(days=7, seconds=1)
    with house.acting(cast.adele) as acting:
        assert "Mark Ellis" in invite_newcomers(acting, cast.hers)


def test_the_list_of_accounts_counts_what_each_is_on_today(house, cast):
    with house.database.reading() as session:
        found, total = accounts.page_of_accounts(session, TODAY)
    by_name = {account.name: account for account in found}
    assert total == 11
    assert by_name["Priya Nair"].on == {"tutor": 1}
    assert by_name["Adele Brook"].provider_roles == (ProviderRole.ADMINISTRATOR,)
    assert not by_name["Chloe Marsden"].has_password


@pytest.mark.parametrize(
    ("search", "names"), [("nair", ["Priya Nair"]), ("RUTH.L", ["Ruth Lowe"]), ("%", []), ("_", [])]
)
def test_a_search_is_of_names_and_addresses_and_knows_no_wildcards(house, search, names):
    with house.database.reading() as session:
        found, total = accounts.page_of_accounts(session, TODAY, search=search)
    assert ([account.name for account in found], total) == (names, len(names))
