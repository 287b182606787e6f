"""What is on its way stops when the access of whoever reads it ends: a film, a pack, a copy, read piece by piece."""

from datetime import timedelta

import anyio
import pytest
from anyio.from_thread import start_blocking_portal

from app.actions import breaches as drill
from app.actions import evidence as actions
from app.actions.apprenticeships import change_member
from app.actions.assessors import revoke_access, state_conflict
from app.actions.breaches import quarantine_evidence
from app.actions.people import end_account
from app.actions.portfolio import freeze_portfolio
from app.actions.visits import end_visit
from app.domain.confidentiality import FindingKind
from app.domain.evidence import Decision, Verdict
from app.domain.people import Role
from app.web.access import COOKIE
from app.web.while_allowed import LOOKED_AGAIN_AFTER, LOOKED_AGAIN_BYTES, AccessEnded, WhileAllowed
from tests.actions.test_portfolio import FOR_GATEWAY, PLAN, do, sent
from tests.cast import TODAY, granted, newcomer, visiting

FILM = PLAN + b" " * (1 << 20)
PIECE = 1 << 20
SHUT = {
    "closed": lambda house, cast: do(
        house, cast.priya, drill.quarantine_evidence, cast.hers, 1, FindingKind.NAME, "A surname."
    ),
    "uncleared": lambda house, cast: do(
        house, cast.priya, actions.clear_evidence, cast.hers, 1, version=1, cleared=False, looked=False
    ),
    "withdrawn": lambda house, cast: do(
        house, cast.chloe, actions.withdraw_evidence, cast.hers, 1, "A parent asked for it back."
    ),
    "kept": lambda house, cast: do(house, cast.chloe, actions.keep_from_employer, cast.hers, 1),
}
"""What shuts E1 to somebody from outside; what is kept from the employer is shut to a visitor alone."""


@pytest.fixture
def grant(house, cast, visit):
    """Version 1 holds E1, with one file that takes several pieces to send; Helen may take it along."""
    sent(visit, cast, "Support plan", data=FILM)
    with house.acting(cast.priya) as acting:
        actions.decide_tag(acting, cast.hers, 1, Decision("K1", Verdict.ACCEPTED, "Well shown."))
        actions.clear_evidence(acting, cast.hers, 1, version=1, cleared=True, looked=True)
        freeze_portfolio(acting, cast.hers, FOR_GATEWAY)
    return granted(house, cast, may_take=True)


@pytest.fixture
def read(clock):
    """Read an address as this visit; after the first piece `then` happens and a moment passes.

    Returns the status, what arrived, and whether its end did.
    """

    def reading(visit, address, then=None):
        got, ended, status = [], [], []

        async def send(message):
            if message["type"] == "http.response.start":
                status.append(message["status"])
                return
            got.append(message.get("body", b""))
            ended.append(not message.get("more_body", False))
            if len(got) == 1:
                clock.now += LOOKED_AGAIN_AFTER
                if then:
                    await anyio.to_thread.run_sync(then)

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        cookie = f"{COOKIE}={visit.client.cookies[COOKIE]}"
        scope = {
            "type": "http", "asgi": {"version": "3.0", "spec_version": "2.4"}, "http_version": "1.1", "method": "GET",
            "scheme": "http", "server": ("testserver", 80), "client": ("testclient", 1), "root_path": "",
            "path": address, "raw_path": address.encode(), "query_string": b"",
            "headers": [(b"host", b"testserver"), (b"cookie", cookie.encode()), (b"sec-fetch-site", b"same-origin")],
        }  # fmt: skip
        with start_blocking_portal() as portal:  # a thread of its own: a browser’s loop may be running in this one
            portal.call(visit.client.app, scope, receive, send)
        return status[0], b"".join(got), ended[-1]

    return reading


def of_the_grant(grant):
    here = f"/portfolio/{grant.id}"
    return (f"{here}/files/E01/1.pdf", f"/api/v1/assessor-access/{grant.id}/files/E01/1.pdf", f"{here}/pack.zip")


@pytest.mark.parametrize("ends", ["revoked", "expired", "conflict", "account", "closed", "uncleared", "withdrawn"])
@pytest.mark.parametrize("which", [0, 1, 2], ids=["file", "call", "pack"])
def test_a_film_and_a_pack_on_their_way_to_an_assessor_stop_when_access_ends(
    house, cast, visit, clock, grant, read, ends, which
):
    def then():
        if ends == "revoked":
            do(house, cast.adele, revoke_access, cast.hers, 1)
        elif ends == "expired":
            clock.now += timedelta(days=29)
        elif ends == "conflict":
            do(house, cast.helen, state_conflict, grant.id, conflict=True)
        elif ends == "account":
            do(house, cast.adele, end_account, cast.helen.id)
        else:
            SHUT[ends](house, cast)

    helen, address = visit("helen"), of_the_grant(grant)[which]
    status, whole, ended = read(helen, address)
    assert (status, ended, len(whole) >= len(FILM)) == (200, True, True)
    status, part, ended = read(helen, address, then)
    assert (status, ended) == (200, False)
    assert part == whole[: len(part)]
    assert len(part) < len(whole) / 2
    assert helen.get(address).status_code in (401, 404, 409) or "Sign in" in helen.get(address).text


@pytest.mark.parametrize("ends", ["ended", "expired", "account", *SHUT])
@pytest.mark.parametrize("face", ["/visit", "/api/v1/visit-access"])
def test_a_film_on_its_way_to_a_visitor_stops_when_the_visit_ends(house, cast, visit, clock, grant, read, ends, face):
    def then():
        if ends == "ended":
            do(house, cast.adele, end_visit, 1)
        elif ends == "expired":
            clock.now += timedelta(days=14)
        elif ends == "account":
            do(house, cast.adele, end_account, cast.olwen.id)
        else:
            SHUT[ends](house, cast)

    address = f"{face}/{visiting(house, cast).id}/{cast.hers}/evidence/E1/files/1"
    status, whole, ended = read(visit("olwen"), address)
    assert (status, ended, whole) == (200, True, FILM)
    status, part, ended = read(visit("olwen"), address, then)
    assert (status, ended) == (200, False)
    assert len(part) < len(whole) / 2


@pytest.mark.parametrize("who", ["priya", "chloe"])
def test_a_pack_and_a_copy_on_their_way_to_a_member_stop_when_they_are_one_no_more(
    house, cast, visit, grant, read, who
):
    address = {"priya": f"/a/{cast.hers}/portfolio/1/pack.zip", "chloe": f"/a/{cast.hers}/copy.zip"}[who]

    def then():
        if who == "priya":
            do(house, cast.adele, change_member, cast.hers, Role.TUTOR, newcomer("tomas"), TODAY)
        else:
            do(house, cast.adele, end_account, cast.chloe.id)

    _, whole, ended = read(visit(who), address)
    assert ended
    _, part, ended = read(visit(who), address, then)
    assert not ended
    assert len(part) < len(whole)


@pytest.mark.parametrize("ends", ["role", "cleared", "kept from the employer", "closed"])
@pytest.mark.parametrize("which", ["page", "call"])
def test_a_film_on_its_way_to_the_employer_stops_when_they_may_not_read_its_piece_any_more(
    house, cast, visit, grant, read, ends, which
):
    mark = visit("mark")
    [file] = mark.call("GET", f"apprenticeships/{cast.hers}/evidence/1").json()["files"]
    address = f"/a/{cast.hers}/evidence/1/files/{file['id']}"
    address = address if which == "page" else f"/api/v1/apprenticeships{address.removeprefix('/a')}"

    def then():
        if ends == "role":
            do(house, cast.adele, change_member, cast.hers, Role.EMPLOYER, newcomer("tomas"), TODAY)
        elif ends == "cleared":
            with house.acting(cast.priya) as acting:
                actions.clear_evidence(acting, cast.hers, 1, version=1, cleared=False, looked=True)
        elif ends == "kept from the employer":
            with house.acting(cast.chloe) as acting:
                actions.keep_from_employer(acting, cast.hers, 1, kept=True)
        else:
            do(house, cast.chloe, quarantine_evidence, cast.hers, 1, FindingKind.NAME, "A name stands in it.")

    _, whole, ended = read(mark, address)
    assert (ended, whole) == (True, FILM)
    _, part, ended = read(mark, address, then)
    assert (ended, part) == (False, whole[: len(part)])
    assert len(part) < len(whole)


def test_it_looks_again_after_so_many_bytes_and_after_so_long_and_not_at_each_piece(clock):
    looks, closed = [], []

    def pieces():
        try:
            while True:
                yield bytes(PIECE)
        finally:
            closed.append(True)

    def allowed():
        looks.append(clock.now)
        return len(looks) < 3

    passed = WhileAllowed(allowed, clock).passed_on(pieces())
    for _ in range(LOOKED_AGAIN_BYTES // PIECE):
        next(passed)
    assert looks == []
    next(passed)
    assert len(looks) == 1
    clock.now += LOOKED_AGAIN_AFTER
    next(passed)
    assert len(looks) == 2
    clock.now += LOOKED_AGAIN_AFTER
    with pytest.raises(AccessEnded):
        next(passed)
    assert closed == [True]


def test_an_assessor_and_the_piece_are_looked_up_again_by_two_statements(house, cast, visit, grant, read, statements):
    address = of_the_grant(grant)[0]
    read(visit("helen"), address)
    helen = visit("helen")
    with statements() as once:
        helen.client.get(address)
    with statements() as watched:
        read(helen, address)
    assert len(watched) == len(once) + 2


def test_a_visitor_and_the_piece_are_looked_up_again_by_two_statements(house, cast, visit, grant, read, statements):
    address = f"/visit/{visiting(house, cast).id}/{cast.hers}/evidence/E1/files/1"
    read(visit("olwen"), address)
    olwen = visit("olwen")
    with statements() as once:
        olwen.client.get(address)
    with statements() as watched:
        read(olwen, address)
    assert len(watched) == len(once) + 2
