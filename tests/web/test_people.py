"""The administrator's pages about people."""

import json
import re

import pytest
from sqlalchemy import select

from app.db import people
from app.db.tables import core
from app.domain.people import ProviderRole
from tests.cast import TODAY
from tests.visits import Page


def mails(house):
    with house.database.reading() as session:
        return [json.loads(body) for body in session.scalars(select(core.job.c.body).where(core.job.c.kind == "mail"))]


def test_everybody_is_listed_by_name_with_roles_and_found_by_a_part_of_it(visit):
    adele = visit("adele")
    text = adele.page("/people").text
    assert "11 people" in text
    assert text.index("Adele Brook") < text.index("Ben Carter") < text.index("Tomas Reyes")
    assert "Tutor on 1" in text
    found = adele.page("/people?q=nair").text
    assert "Priya Nair" in found
    assert "Ben Carter" not in found
    assert "Nobody found" in adele.page("/people?q=%25").text


@pytest.mark.parametrize(
    "odd", ["page=0", "page=-1", "page=abc", "page=99999999999", "page=%00", "q=%00", "q=" + "x" * 5000]
)
def test_an_odd_address_of_the_list_is_still_a_page(visit, odd):
    assert visit("adele").page(f"/people?{odd}").headings["h1"] == ["People"]


def test_a_new_colleague_gets_a_role_and_a_link_and_the_page_says_so(visit, house):
    adele = visit("adele")
    answer = adele.post(
        "/people", {"name": " Nia  Powell ", "email": "NIA@Example.org", "role": ["quality_assurer", "administrator"]}
    )
    page = Page(answer.text)
    assert page.headings["h1"] == ["Nia Powell"]
    assert "A link to set a password is on its way to nia@example.org" in page.text
    assert mails(house)[0]["to"] == "nia@example.org"
    with house.database.reading() as session:
        nia = people.find_by_email(session, "nia@example.org", TODAY)
    assert nia is not None
    assert nia.provider_roles == {ProviderRole.QUALITY_ASSURER, ProviderRole.ADMINISTRATOR}


def test_every_fault_of_the_form_is_named_at_once_and_what_was_typed_is_kept(visit, house):
    answer = visit("adele").post("/people", {"name": "", "email": "no address", "role": "quality_assurer"})
    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.headings["title"][0].startswith("Error: ")
    assert "Enter a name." in page.text
    assert "Enter an email address, such as name@example.org." in page.text
    assert page.field("email")["value"] == "no address"
    assert any(a.get("value") == "quality_assurer" and "checked" in a for a in page.all("input"))
    assert {"#name", "#email"} <= set(page.links())
    assert mails(house) == []


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "Zoë O’Brien-Ścisłowska", "李小龍", "a" * 200])
def test_a_name_is_shown_as_it_is_and_never_as_markup(visit, name):
    answer = visit("adele").post("/people", {"name": name, "email": "odd@example.org"})
    assert Page(answer.text).headings["h1"] == [name]


@pytest.mark.parametrize(
    "email", ["", "a", "@", "a@", "@b", "a@b c", "a@b\nBcc: c@d", "a@b,c@d", "<a@b>", "a@" + "b" * 300]
)
def test_what_is_no_address_is_refused(visit, email):
    assert visit("adele").post("/people", {"name": "Nia", "email": email}).status_code == 422


def test_an_address_that_is_taken_is_said_at_its_field(visit):
    answer = visit("adele").post("/people", {"name": "Another", "email": "Priya.Nair@example.org"})
    assert answer.status_code == 422
    assert "Somebody already has the email address" in Page(answer.text).text


def test_giving_and_ending_a_role_is_on_the_page_and_in_the_provider_s_history(visit, cast, house):
    adele = visit("adele")
    given = adele.post(f"/people/{cast.priya.id}/roles", {"role": "safeguarding_lead"})
    assert "Role given: safeguarding lead" in Page(given.text).text
    assert visit("priya").client.get("/concerns", follow_redirects=False).status_code == 200
    ended = adele.post(f"/people/{cast.priya.id}/roles/safeguarding_lead/end")
    assert "Role ended: safeguarding lead" in Page(ended.text).text
    assert visit("priya").client.get("/concerns", follow_redirects=False).status_code == 403
    with house.database.reading() as session:
        recorded = list(
            session.scalars(
                select(core.history.c.action).where(core.history.c.chain == "provider").order_by(core.history.c.seq)
            )
        )
    assert recorded[-2:] == ["role_granted", "role_ended"]


@pytest.mark.parametrize("role", ["king", "", "tutor"])
def test_a_role_that_is_none_of_the_provider_s_is_not_found(visit, cast, role):
    assert visit("adele").post(f"/people/{cast.priya.id}/roles", {"role": role}).status_code == 404


def test_a_link_is_sent_and_the_page_says_what_happens(visit, cast, house):
    answer = visit("adele").post(f"/people/{cast.mark.id}/link")
    text = Page(answer.text).text
    assert "It goes to mark.ellis@example.org, works once, for seven days." in text
    assert "A link was sent and is good until" in text
    assert re.fullmatch(r"http://testserver/link/set_password/\S+", mails(house)[0]["address"])


def test_an_account_is_ended_only_after_a_page_that_says_what_it_does(visit, cast):
    adele = visit("adele")
    address = f"/people/{cast.mark.id}"
    assert f"{address}/end" in adele.page(address).links()
    assert "signed out everywhere at once" in adele.page(f"{address}/end").text
    mark = visit("mark")
    text = Page(adele.post(f"{address}/end").text).text
    assert "The account has ended" in text
    assert mark.client.get("/account", follow_redirects=False).status_code == 303
    assert "Account ended" in adele.page("/people?q=mark").text
    assert "The account is open again" in Page(adele.post(f"{address}/open").text).text


def test_an_administrator_is_not_offered_to_end_their_own_account_and_may_not(visit, cast):
    adele = visit("adele")
    assert f"/people/{cast.adele.id}/end" not in adele.page(f"/people/{cast.adele.id}").links()
    assert adele.post(f"/people/{cast.adele.id}/end").status_code == 409


@pytest.mark.parametrize("id_", ["abc", "00000000-0000-0000-0000-000000000000", "%00"])
def test_somebody_who_is_not_there_is_not_found(visit, id_):
    adele = visit("adele")
    assert adele.get(f"/people/{id_}").status_code == 404
    assert adele.post(f"/people/{id_}/link").status_code == 404


def test_the_list_runs_a_few_statements_however_many_people_there_are(visit, statements):
    adele = visit("adele")
    adele.page("/people")
    with statements() as few:
        adele.page("/people")
    for number in range(30):
        adele.post("/people", {"name": f"Person {number}", "email": f"p{number}@example.org"})
    with statements() as many:
        adele.page("/people")
    assert len(many) == len(few) <= 8
