"""Getting in as somebody else: guesses, links, cookies, forms from other sites, addresses that lead away."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from app.actions import people
from app.actions import sign_in as doing
from app.actions.newcomers import issue_token
from app.db import sign_in
from app.db.sign_in import LinkKind
from app.db.tables import core
from app.settings import Settings
from app.web.access import COOKIE
from app.web.application import create_app
from tests.cast import PASSWORD
from tests.visits import SAME_ORIGIN, page_faults

MATCHES = {"email": "chloe.marsden@example.org", "password": PASSWORD}


@pytest.fixture
def known(house, cast):
    """Chloe has set her password; returns the house."""
    link = doing.first_link(house, cast.chloe.id)
    doing.set_password(house, link.rsplit("/", 1)[1], PASSWORD, device="phone")
    return house


def link_for(house, person, kind):
    with house.database.writing() as session:
        return sign_in.issue_link(session, kind, person.id, house.now(), doing.LINK_LASTS)


@pytest.fixture
def newcomer(known):
    """Opens one more browser on the same application, each with cookies of its own."""
    app = create_app(known)
    # The first request puts the routes together; after it any number may come at once.
    TestClient(app).get("/help")
    return lambda: TestClient(app, follow_redirects=False)


def at_once(count, do):
    """Do something in so many threads at one moment; returns what each came to."""
    ready, came = threading.Barrier(count), []

    def begin(number):
        ready.wait()
        came.append(do(number))

    threads = [threading.Thread(target=begin, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return came


def enter(client, **changed):
    return client.post("/sign-in", data=MATCHES | changed, headers=SAME_ORIGIN)


def seats(house, person):
    with house.database.reading() as session:
        return sign_in.seats(session, person.id, house.now())


# Guessing


@pytest.mark.parametrize(
    "written",
    [
        " Chloe.Marsden@Example.org",
        "CHLOE.MARSDEN@EXAMPLE.ORG\t",
        "chloe.marsden@example.org\u00a0",
        "chloe.marſden@example.org",
    ],
)
def test_another_spelling_of_an_address_is_no_other_address_to_guess_at(known, written, newcomer):
    """Whatever is the same address to the sign-in is the same to the count of guesses."""
    client = newcomer()
    for _ in range(10):
        assert enter(client, password="guess").status_code == 422
    assert enter(client, email=written).status_code == 429


def test_guesses_sent_at_one_moment_are_no_more_than_those_sent_in_turn(newcomer):
    """Thirty at once, the right one among them: after the tenth answer nobody learns which one it was."""
    browsers = [newcomer() for _ in range(30)]
    answers = at_once(30, lambda number: enter(browsers[number], password=f"guess number {number}").status_code)
    assert sorted(answers) == [422] * 10 + [429] * 20
    assert enter(newcomer()).status_code == 429


def test_asking_for_links_at_one_moment_sends_no_more_than_asking_in_turn(known, newcomer, cast):
    browsers, address = [newcomer() for _ in range(15)], {"email": cast.chloe.email}

    def ask(number):
        return browsers[number].post("/sign-in/sign_in", data=address, headers=SAME_ORIGIN).status_code

    assert sorted(at_once(15, ask)) == [200] * 10 + [429] * 5
    with known.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(core.job).where(core.job.c.kind == "mail")) == 10


def test_an_unknown_address_costs_the_same_statements_and_says_the_same(known, cast, statements, newcomer):
    """So does one whose account has ended, and one that has no password yet."""
    with known.acting(cast.adele) as a:
        people.end_account(a, cast.ben.id)
    said, ran = set(), set()
    for address in (cast.chloe.email, "nobody@example.org", cast.ben.email, cast.mark.email):
        client = newcomer()
        with statements() as listened:
            answer = enter(client, email=address, password="a wrong password")
        said.add((answer.status_code, answer.text.replace(address, "")))
        ran.add(tuple(listened.all))
    assert len(said) == 1
    assert len(ran) == 1


# Sessions


def test_a_session_that_somebody_planted_is_not_the_one_that_signing_in_gives(known, cast, newcomer):
    """Neither a made-up secret nor the attacker's own session becomes Chloe's."""
    with known.database.writing() as session:
        bens = sign_in.open_session(session, cast.ben.id, known.now(), kept=False, device="his")
    for planted in ("made-up", bens):
        client = newcomer()
        client.cookies.set(COOKIE, planted)
        given = enter(client).cookies[COOKIE]
        assert given not in ("", planted)
        other = newcomer()
        other.cookies.set(COOKIE, planted)
        assert "Chloe" not in other.get("/account").text


def test_signing_in_again_ends_the_session_of_before(known, cast, newcomer):
    client = newcomer()
    first = enter(client).cookies[COOKIE]
    before = len(seats(known, cast.chloe))
    second = enter(client).cookies[COOKIE]
    assert first != second
    assert len(seats(known, cast.chloe)) == before


ENTRIES = (LinkKind.SIGN_IN, LinkKind.SET_PASSWORD)
"""Links that let somebody in; what an employer is asked by mail opens one place alone."""


def test_a_new_password_leaves_no_session_and_no_link_of_before(known, cast, newcomer):
    old = newcomer()
    enter(old)
    links = [link_for(known, cast.chloe, kind) for kind in ENTRIES]
    fresh = link_for(known, cast.chloe, LinkKind.SET_PASSWORD)
    doing.set_password(known, fresh, "another long password", device="x")
    assert old.get("/account").status_code == 303
    for kind, secret in zip(ENTRIES, links, strict=True):
        assert newcomer().get(f"/link/{kind.value}/{secret}").status_code == 409
        spent = newcomer().post(f"/link/{kind.value}/{secret}", data={"password": PASSWORD}, headers=SAME_ORIGIN)
        assert spent.status_code == 409
    assert enter(newcomer()).status_code == 422


def test_one_link_pressed_twice_at_one_moment_lets_one_in(known, newcomer, cast):
    secret, browsers = link_for(known, cast.chloe, LinkKind.SIGN_IN), [newcomer() for _ in range(8)]
    press = at_once(8, lambda n: browsers[n].post(f"/link/sign_in/{secret}", headers=SAME_ORIGIN).status_code)
    assert sorted(press) == [303] + [409] * 7


def test_a_link_to_sign_in_sets_no_password_and_the_other_way_round(known, cast, newcomer):
    sign, set_ = (link_for(known, cast.chloe, kind) for kind in (LinkKind.SIGN_IN, LinkKind.SET_PASSWORD))
    words = {"password": "another long password"}
    assert newcomer().post(f"/link/set_password/{sign}", data=words, headers=SAME_ORIGIN).status_code == 409
    assert newcomer().post(f"/link/sign_in/{set_}", headers=SAME_ORIGIN).status_code == 409


def test_a_token_opens_calls_and_never_a_page(known, cast, newcomer):
    bearer = {"authorization": f"Bearer {issue_token(known, cast.chloe.email, 9)}"}
    assert newcomer().get("/api/v1/me", headers=bearer).status_code == 200
    for address in (
        "/home",
        "/account",
        f"/a/{cast.hers}/evidence",
        "//api/v1/../../home",
        "/api/v1/../../home",
        "/API/v1/me",
    ):
        answer = newcomer().get(address, headers=bearer)
        assert answer.status_code in (303, 404)
        assert "Chloe" not in answer.text


def test_a_wrong_token_is_not_helped_by_a_session(known, cast, newcomer):
    """Whoever sends a token is asked for that token alone."""
    client = newcomer()
    enter(client)
    assert client.get("/api/v1/me").status_code == 200
    assert client.get("/api/v1/me", headers={"authorization": "Bearer tm_wrong"}).status_code == 401


def test_on_https_cookies_stay_on_https(known):
    settings = Settings(_env_file=None, data_dir=known.settings.data_dir, base_url="https://portfolio.example.org")
    answer = enter(TestClient(create_app(replace(known, settings=settings)), follow_redirects=False), keep="true")
    cookie = answer.headers["set-cookie"].lower()
    for flag in ("secure", "httponly", "samesite=lax", "path=/", "max-age=2592000"):
        assert flag in cookie
    assert "domain" not in cookie
    assert cookie.startswith("__host-")
    assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"


def test_on_https_a_cookie_that_somebody_near_the_host_planted_opens_nothing(known, cast):
    """A neighbour, or whoever sits on the line, can plant the plain name, never the one for this host alone."""
    settings = Settings(_env_file=None, data_dir=known.settings.data_dir, base_url="https://portfolio.example.org")
    app = create_app(replace(known, settings=settings))
    with known.database.writing() as session:
        secret = sign_in.open_session(session, cast.ben.id, known.now(), kept=False, device="his")
    for name, status in ((COOKIE, 303), (f"__Host-{COOKIE}", 200)):
        client = TestClient(app, base_url="https://portfolio.example.org", follow_redirects=False)
        assert client.get("/account", headers={"cookie": f"{name}={secret}"}).status_code == status


def test_a_session_ends_after_ninety_days_however_often_it_is_used(known, cast, clock, newcomer):
    client = newcomer()
    enter(client, keep="true")
    began = clock.now
    for days in (25, 50, 75, 89):
        clock.now = began + timedelta(days=days)
        assert client.get("/account").status_code == 200
    clock.now = began + timedelta(days=90, minutes=1)
    assert client.get("/account").status_code == 303


# Other sites


FROM_ELSEWHERE = (
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": ""},
    {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
    {"origin": "null"},
    {"origin": ""},
    {"origin": "http://evil.example"},
    {"origin": "http://testserver.evil.example"},
    {"origin": "http://testserver@evil.example"},
    {"origin": "http://evil.example@testserver"},
    {"origin": "http://["},
    {"origin": "http://testserver:81"},
    {"origin": "testserver"},
    {"origin": "null", "host": ""},
)


def test_a_form_of_another_site_does_nothing(visit, house, cast):
    client = visit("chloe").client
    client.headers.pop("sec-fetch-site")
    for headers in FROM_ELSEWHERE:
        sent = {"title": "Planted", "submit": "false"}
        answer = client.post(f"/a/{cast.hers}/evidence/new", data=sent, headers=headers)
        assert answer.status_code == 403, headers
        assert page_faults(answer.text) == []
        assert "sent from another site" in answer.text
        call = client.post(f"/api/v1/apprenticeships/{cast.hers}/evidence", data=sent, headers=headers)
        assert (call.status_code, call.headers["content-type"]) == (403, "application/problem+json")
        assert call.json()["detail"] == "This was sent from another site, so it was not done."
    with house.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(core.evidence)) == 0


@pytest.mark.parametrize("origin", ["http://portfolio.example.org", "https://evil.example", "null"])
def test_a_form_over_http_does_nothing_where_people_come_by_https(known, cast, origin):
    settings = Settings(_env_file=None, data_dir=known.settings.data_dir, base_url="https://portfolio.example.org")
    client = TestClient(create_app(replace(known, settings=settings)), base_url="https://portfolio.example.org")
    assert client.post("/sign-in", data=MATCHES, headers={"origin": origin}).status_code == 403
    kept = client.post(
        "/sign-in", data=MATCHES, headers={"origin": "https://portfolio.example.org"}, follow_redirects=False
    )
    assert kept.status_code == 303


ELSEWHERE = (
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "javascript:alert(1)",
    "/\r\nSet-Cookie: a=b",
    "//evil.example/%2f..",
    "data:text/html,x",
    "///evil.example",
    "/\x00//evil.example",
    "",
)


def test_no_address_leads_away_or_writes_a_header(newcomer):
    for wanted in ELSEWHERE:
        for answer in (enter(newcomer(), next=wanted), _asked_again(newcomer(), wanted)):
            assert answer.status_code == 303
            location = answer.headers["location"]
            assert location.startswith("/"), wanted
            assert not location.startswith(("//", "/\\")), wanted
            assert "a=b" not in str(answer.headers.multi_items()), wanted


def _asked_again(client, wanted):
    """Somebody signed in follows a link to the sign-in page that says where to go on to."""
    enter(client)
    return client.get("/sign-in", params={"next": wanted})


def test_names_that_would_write_a_header_are_shown_in_one_line(house, visit, cast):
    """A message of the page that follows carries names; a name with a line break makes no second header."""
    sent = {"name": "Nia\r\nSet-Cookie: a=b", "email": "nia@example.org"}
    visitor = visit("adele")
    answer = visitor.client.post("/people", data=sent, follow_redirects=False)
    assert answer.status_code == 303
    assert [name for name, _ in answer.headers.multi_items() if name == "set-cookie"] == ["set-cookie"]
    assert "a=b" not in answer.cookies
    assert "Nia Set-Cookie: a=b is added" in visitor.page(answer.headers["location"]).text
