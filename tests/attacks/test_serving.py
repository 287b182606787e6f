"""What `touchmark serve` starts is bounded as a server in a test is: by its own process, over its own socket."""

import socket
from urllib.parse import urlsplit

import pytest

from app.web.protocol import MOST_HEAD_BYTES
from tests.attacks.sockets import PATIENCE_SECONDS, exchange, status
from tests.machines import Machine

HEAD = b"Host: testserver\r\nConnection: close\r\n"


@pytest.fixture
def ask(tmp_path):
    """Sends bytes to a server that `touchmark serve` started; returns all that it answers."""
    machine = Machine(tmp_path / "machine")
    place = urlsplit(machine.serve())

    def send(*parts):
        with socket.create_connection((place.hostname, place.port), timeout=PATIENCE_SECONDS) as client:
            return exchange(client, *parts)

    yield send
    machine.kill()


def test_what_serve_starts_refuses_a_head_that_swells_and_lengths_that_lie_and_goes_on(ask):
    swollen = b"GET /help HTTP/1.1\r\n" + HEAD + b"X-Big: " + b"a" * 2 * MOST_HEAD_BYTES + b"\r\n\r\n"
    lying = b"POST /sign-in HTTP/1.1\r\n" + HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    assert status(ask(swollen)) == 431
    assert status(ask(lying)) == 400
    assert status(ask(b"GET /help HTTP/1.1\r\n" + HEAD + b"\r\n")) == 200
