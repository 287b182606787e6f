"""Bytes that no browser sends, to a real server on a socket: senders who trickle, swell, lie about lengths or hide a
second request in the first. Each is told in one sentence or let go, and nobody else notices.
"""

import json

import pytest

from app.actions.newcomers import issue_token
from app.web.application import create_app
from app.web.patience import Patience
from app.web.protocol import MOST_HEAD_BYTES
from tests.attacks.sockets import Hasty, exchange, rest, served, status

HEAD = b"Host: testserver\r\nConnection: close\r\n"
HELLO = b"GET /help HTTP/1.1\r\n" + HEAD + b"\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n"


@pytest.fixture
def server(house):
    """Touchmark as it is served."""
    with served(create_app(house)) as one:
        yield one


@pytest.fixture
def hasty(house):
    """The same with waits of less than a second for a head and for what is left of an answered body."""
    with served(create_app(house), Hasty) as one:
        yield one


@pytest.fixture
def impatient(house):
    """The same with a wait of less than a second for a body."""
    app = create_app(house)
    patience = next(one for one in app.user_middleware if one.cls is Patience)
    patience.kwargs.update(grace=0.4, slowest=1_000_000)
    with served(app) as one:
        yield one


def call(path, body=b"", *more, method=b"POST"):
    """A request with a body of this length."""
    lines = b"".join(line + b"\r\n" for line in more)
    return method + b" " + path + b" HTTP/1.1\r\n" + HEAD + lines + b"Content-Length: %d\r\n\r\n" % len(body) + body


# Senders who trickle


def test_a_head_that_never_ends_is_not_waited_for_and_stops_nobody(hasty):
    """Twenty clients that have sent half a head, and one that has sent nothing: Chloe reads a page meanwhile."""
    slow = [hasty.connect() for _ in range(20)]
    for client in slow:
        client.sendall(b"GET /help HTTP/1.1\r\nHost: testserver\r\nX-Slow: ")
    silent = hasty.connect()
    assert status(hasty.ask(HELLO)) == 200
    answers = {rest(client).partition(b"\r\n")[0] for client in slow}
    assert answers == {b"HTTP/1.1 408 Request Timeout"}
    assert rest(silent) == b""
    for client in (*slow, silent):
        client.close()


def test_a_body_that_never_ends_is_told_so_and_stops_nobody(impatient):
    """A form of which a few bytes come and then none: 408 as a page, the connection closed."""
    slow = [impatient.connect() for _ in range(20)]
    for client in slow:
        client.sendall(b"POST /sign-in HTTP/1.1\r\n" + HEAD + FORM + b"Content-Length: 5000\r\n\r\nemail=ch")
    assert status(impatient.ask(HELLO)) == 200
    for client in slow:
        answer = rest(client)
        assert status(answer) == 408
        assert b"arrived too slowly" in answer
        assert b"<h1" in answer
        client.close()


def test_a_call_that_never_ends_is_told_so_as_a_problem(house, cast, impatient):
    """So is a file that Chloe sends: nothing of it is kept."""
    token = issue_token(house, cast.chloe.email, 1).encode()
    bearer = b"Authorization: Bearer " + token + b"\r\n"
    here = f"/api/v1/apprenticeships/{cast.hers}/".encode()
    kinds = {b"off-the-job": b"application/json", b"evidence": b"multipart/form-data; boundary=x"}
    begun = {
        b"off-the-job": b'{"on": "2026-1',
        b"evidence": b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7 half',
    }
    for name, kind in kinds.items():
        head = b"POST " + here + name + b" HTTP/1.1\r\n" + HEAD + bearer + b"Content-Type: " + kind
        with impatient.connect() as client:
            answer = exchange(client, head + b"\r\nContent-Length: 90000\r\n\r\n" + begun[name])
        assert status(answer) == 408
        assert json.loads(answer.partition(b"\r\n\r\n")[2])["status"] == 408
    assert not [path for path in house.store.folder.rglob("*") if path.is_file()]


def test_what_is_left_of_a_body_that_was_answered_is_not_waited_for_either(hasty):
    """Nobody is signed in, so the answer is there at once; the rest of the body may come for a while, not for ever."""
    client = hasty.connect()
    head = b"POST /people HTTP/1.1\r\nHost: testserver\r\n" + FORM
    answer = exchange(client, head + b"Content-Length: 5000\r\n\r\nname=", b"x")
    assert status(answer) == 401
    client.close()


def test_a_connection_that_was_answered_takes_the_next_request(hasty):
    """Also where the first one's body came after its answer."""
    with hasty.connect() as client:
        head = b"POST /people HTTP/1.1\r\nHost: testserver\r\n" + FORM
        client.sendall(head + b"Content-Length: 10\r\n\r\nname=")
        assert status(client.recv(65_536)) == 401
        assert b"200 OK" in exchange(client, b"Chloe", HELLO)


# Heads that swell


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /help?" + b"a" * 2 * MOST_HEAD_BYTES + b" HTTP/1.1\r\n" + HEAD + b"\r\n",
        b"GET /help HTTP/1.1\r\n" + HEAD + b"X-Big: " + b"a" * 2 * MOST_HEAD_BYTES + b"\r\n\r\n",
        b"GET /help HTTP/1.1\r\n" + HEAD + b"X-Many: 1\r\n" * 20_000 + b"\r\n",
        b"GET /help HTTP/1.1\r\n" + HEAD + b"Cookie: " + b"touchmark_session=a; " * 5_000 + b"\r\n\r\n",
        b"GET /help HTTP/1.1\r\n" + HEAD + b"X-Endless: " + b"a" * 40 * MOST_HEAD_BYTES,
    ],
    ids=["an address", "a header", "many headers", "cookies", "a header without an end"],
)
def test_a_head_larger_than_64_kib_is_refused(server, request_):
    assert status(server.ask(request_)) == 431
    assert status(server.ask(HELLO)) == 200


def test_an_address_as_long_as_a_head_may_be_is_read(server):
    assert status(server.ask(b"GET /help?" + b"a" * 60_000 + b" HTTP/1.1\r\n" + HEAD + b"\r\n")) == 200


# Lengths that lie, and requests inside requests

HIDDEN = b"GET /static/page.js HTTP/1.1\r\nHost: testserver\r\n\r\n"


@pytest.mark.parametrize(
    "lengths",
    [
        b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 6\r\n",
        b"Content-Length: 5\r\nContent-Length: 60\r\n",
        b"Content-Length: 5, 60\r\n",
        b"Content-Length: -1\r\n",
        b"Content-Length: +5\r\n",
        b"Content-Length: 0x5\r\n",
        b"Content-Length: 99999999999999999999999\r\n",
        b"Transfer-Encoding: xchunked\r\n",
        b"Transfer-Encoding: chunked, identity\r\n",
        b"Transfer-Encoding : chunked\r\n",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        b"X: a\nContent-Length: 5\r\n",
        b"X: a\x00b\r\nContent-Length: 5\r\n",
        b" Content-Length: 5\r\n",
    ],
)
def test_a_request_whose_length_can_be_read_in_two_ways_is_refused_and_nothing_in_it_is_asked(server, lengths):
    head = b"POST /sign-in HTTP/1.1\r\nHost: testserver\r\n" + FORM + lengths + b"\r\n"
    answer = server.ask(head + b"0\r\n\r\n" + HIDDEN + HELLO)
    assert status(answer) == 400
    assert answer.count(b"HTTP/1.1 ") == 1


def test_a_chunk_of_a_size_that_is_no_number_ends_the_request(server):
    head = b"POST /sign-in HTTP/1.1\r\nHost: testserver\r\n" + FORM + b"Transfer-Encoding: chunked\r\n\r\n"
    for size in (b"-1", b"zz", b"ffffffffffffffffff", b"5;" + b"x" * 10):
        answer = server.ask(head + size + b"\r\nemail\r\n" + HELLO)
        assert status(answer) in (400, 422, 0)
        assert b"200 OK" not in answer


def test_methods_that_nobody_needs_are_refused(server):
    """TRACE would show a browser's own cookie to a script; CONNECT would make a proxy of us."""
    for method in (b"TRACE", b"CONNECT", b"TRACK", b"DEBUG", b"PROPFIND"):
        where = b"testserver:80" if method == b"CONNECT" else b"/help"
        answer = server.ask(method + b" " + where + b" HTTP/1.1\r\n" + HEAD + b"X-Secret: mine\r\n\r\n")
        assert status(answer) in (400, 404, 405)
        assert b"mine" not in answer


def test_a_body_that_says_it_is_packed_is_never_unpacked(house, cast, server):
    """A megabyte of nothing packs into a kilobyte. Nobody here unpacks what is sent: it is not a form, and not JSON."""
    import gzip

    bomb = gzip.compress(b"[" * 1_000_000)
    token = issue_token(house, cast.chloe.email, 1).encode()
    bearer = b"Authorization: Bearer " + token
    where = f"/api/v1/apprenticeships/{cast.hers}/off-the-job".encode()
    for claim in (b"gzip", b"deflate", b"br", b"gzip, gzip"):
        sent = call(where, bomb, bearer, b"Content-Type: application/json", b"Content-Encoding: " + claim)
        answer = server.ask(sent)
        assert status(answer) == 422
        assert b"The body is not valid JSON." in answer
