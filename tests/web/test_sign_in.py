"""Signing in: a password or a link, guessed slowly, ended on demand, and nothing told to strangers."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.actions import sign_in as doing
from app.db import sign_in
from app.db.sign_in import LinkKind
from app.db.tables import core
from tests.cast import PASSWORD
from tests.visits import Page


@pytest.fixture
def chloes_password(house, cast):
    """Chloe has set her password."""
    link = doing.first_link(house, cast.chloe.id)
    doing.set_password(house, link.rsplit("/", 1)[1], PASSWORD, device="phone")
    return PASSWORD


def mails(house):
    """The mails that wait to be sent."""
    with house.database.reading() as session:
        rows = session.execute(select(core.job.c.body).where(core.job.c.kind == "mail"))
        return [json.loads(row.body) for row in rows]


def test_chloe_signs_in_and_lands_on_her_home(visit, cast, chloes_password):
    stranger = visit()
    answer = stranger.client.post(
        "/sign-in", data={"email": " CHLOE.Marsden@example.org", "password": chloes_password}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert "Chloe Marsden" in stranger.page("/account").text


def test_a_wrong_password_and_an_unknown_address_read_the_same(visit, cast, chloes_password):
    known = visit().post("/sign-in", {"email": cast.chloe.email, "password": "not this one at all"})
    unknown = visit().post("/sign-in", {"email": "nobody@example.org", "password": "not this one at all"})
    assert (known.status_code, unknown.status_code) == (422, 422)
    said = "That email address and password do not match an account here."
    assert said in Page(known.text).text
    assert said in Page(unknown.text).text
    assert cast.chloe.email in known.text, "what was typed is kept"


def test_the_eleventh_guess_within_a_quarter_of_an_hour_is_refused_even_when_right(visit, cast, clock, chloes_password):
    guesser = visit()
    for _ in range(10):
        assert guesser.post("/sign-in", {"email": cast.chloe.email, "password": "guess number n"}).status_code == 422
    right = {"email": cast.chloe.email, "password": chloes_password}
    assert guesser.post("/sign-in", right).status_code == 429
    clock.now += timedelta(minutes=16)
    assert guesser.client.post("/sign-in", data=right, follow_redirects=False).status_code == 303


def test_nothing_typed_gets_one_sentence_for_each_field(visit):
    answer = visit().post("/sign-in", {"email": "", "password": ""})
    text = Page(answer.text).text
    assert answer.status_code == 422
    assert "Enter your email address." in text
    assert "Enter your password." in text


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\nb"])
def test_signing_in_never_leads_to_another_site(visit, cast, chloes_password, wanted):
    answer = visit().client.post(
        "/sign-in",
        data={"email": cast.chloe.email, "password": chloes_password, "next": wanted},
        follow_redirects=False,
    )
    assert answer.headers["location"] == "/"


def test_a_page_asked_for_before_signing_in_is_the_page_shown_after(visit, cast, chloes_password):
    stranger = visit()
    asked = stranger.client.get("/account", follow_redirects=False)
    assert asked.headers["location"] == "/sign-in?next=%2Faccount"
    after = stranger.client.post(
        "/sign-in",
        data={"email": cast.chloe.email, "password": chloes_password, "next": "/account"},
        follow_redirects=False,
    )
    assert after.headers["location"] == "/account"


def test_a_link_is_spent_by_its_button_once_and_never_by_looking(house, visit, cast):
    visit().post("/sign-in/sign_in", {"email": cast.priya.email})
    address = mails(house)[0]["address"].removeprefix(house.settings.base_url)
    for _ in range(3):
        assert visit().get(address).status_code == 200
    priya = visit()
    assert priya.client.post(address, follow_redirects=False).status_code == 303
    assert "Priya Nair" in priya.page("/account").text
    assert visit().post(address).status_code == 409


def test_asking_for_a_link_says_the_same_to_an_unknown_address_and_sends_nothing(house, visit, cast):
    unknown = visit().post("/sign-in/set_password", {"email": "nobody@example.org"})
    assert mails(house) == []
    known = visit().post("/sign-in/set_password", {"email": cast.mark.email})
    assert len(mails(house)) == 1
    same = Page(known.text).text.replace(cast.mark.email, "…")
    assert Page(unknown.text).text.replace("nobody@example.org", "…") == same


def test_a_link_is_too_old_after_two_hours(house, visit, cast, clock):
    visit().post("/sign-in/sign_in", {"email": cast.priya.email})
    address = mails(house)[0]["address"].removeprefix(house.settings.base_url)
    clock.now += timedelta(hours=2, seconds=1)
    assert visit().get(address).status_code == 409


def test_a_new_password_ends_every_other_session(house, visit, cast, chloes_password):
    chloe = visit("chloe")
    assert chloe.get("/account").status_code == 200
    link = doing.first_link(house, cast.chloe.id)
    doing.set_password(house, link.rsplit("/", 1)[1], "another good long one", device="laptop")
    assert chloe.client.get("/account", follow_redirects=False).status_code == 303


def test_a_short_password_is_refused_with_what_to_do(house, visit, cast):
    address = doing.first_link(house, cast.chloe.id).removeprefix(house.settings.base_url)
    answer = visit().post(address, {"password": "short"})
    assert answer.status_code == 422
    assert "Use at least 10 characters." in Page(answer.text).text
    assert visit().get(address).status_code == 200, "the link is not spent by a refusal"


def test_a_password_is_taken_exactly_as_it_was_typed(house, visit, cast):
    """Also with spaces at its ends, in capitals, and with letters of any alphabet."""
    password = "  Tea at FOUR, ſmörgås ú é  "
    link = doing.first_link(house, cast.chloe.id)
    doing.set_password(house, link.rsplit("/", 1)[1], password, device="phone")
    matches = {"email": cast.chloe.email, "password": password}
    for wrong in (password.strip(), password.casefold(), password[:-1], password + " "):
        assert visit().post("/sign-in", matches | {"password": wrong}).status_code == 422
    assert visit().client.post("/sign-in", data=matches, follow_redirects=False).status_code == 303


def test_a_password_that_is_one_s_own_name_is_refused_with_what_to_do(house, visit, cast):
    address = doing.first_link(house, cast.chloe.id).removeprefix(house.settings.base_url)
    answer = visit().post(address, {"password": "Chloe-Marsden-2003"})
    assert answer.status_code == 422
    assert "Add two unrelated words." in answer.text


def test_a_session_ends_after_twelve_idle_hours_and_a_kept_one_after_thirty_days(house, visit, cast, clock):
    chloe = visit("chloe")
    clock.now += timedelta(hours=11)
    assert chloe.client.get("/account", follow_redirects=False).status_code == 200
    clock.now += timedelta(hours=11)
    assert chloe.client.get("/account", follow_redirects=False).status_code == 200, "use moves the end"
    clock.now += timedelta(hours=12, seconds=1)
    assert chloe.client.get("/account", follow_redirects=False).status_code == 303
    with house.database.writing() as session:
        kept = sign_in.open_session(session, cast.chloe.id, clock.now, kept=True, device="phone")
    with house.database.reading() as session:
        assert sign_in.seat(session, kept, clock.now + timedelta(days=29)) is not None
        assert sign_in.seat(session, kept, clock.now + timedelta(days=31)) is None


def test_signing_out_ends_the_session_itself(visit):
    chloe = visit("chloe")
    secret = chloe.client.cookies["touchmark_session"]
    chloe.post("/sign-out")
    chloe.client.cookies.set("touchmark_session", secret)
    assert chloe.client.get("/account", follow_redirects=False).status_code == 303


def test_signing_out_elsewhere_leaves_this_device_alone(visit):
    phone, laptop = visit("chloe"), visit("chloe")
    laptop.post("/account/sessions/end")
    assert laptop.get("/account").status_code == 200
    assert phone.client.get("/account", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://evil.example"}],
)
def test_a_form_sent_from_another_site_is_refused(visit, headers):
    chloe = visit("chloe")
    chloe.client.headers.pop("sec-fetch-site")
    assert chloe.client.post("/account/sessions/end", headers=headers).status_code == 403


def test_secrets_are_kept_only_as_digests(house, visit, cast):
    chloe = visit("chloe")
    secret = chloe.client.cookies["touchmark_session"]
    with house.database.reading() as session:
        kept = session.scalars(select(core.session.c.secret_hash)).all()
    assert kept
    assert secret not in kept


def test_the_cast_can_be_entered_only_in_a_demonstration(visit, cast):
    assert visit().client.post(f"/demo/enter/{cast.priya.id}").status_code == 404


def test_a_one_time_link_of_another_kind_is_not_found(visit):
    assert visit().get("/link/anything/abc").status_code == 404
    assert LinkKind("sign_in") is LinkKind.SIGN_IN
