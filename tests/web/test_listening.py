"""The address that `touchmark serve` tells, from the moment that it is told."""

import socket

import pytest

from app.web.listening import CannotListen, listen


@pytest.fixture
def listening():
    found = listen("127.0.0.1", 0)
    yield found[0]
    for one in found:
        one.close()


def test_whoever_comes_before_the_server_is_ready_waits_and_is_not_turned_away(listening):
    with socket.create_connection(listening.getsockname(), timeout=10):
        taken, _ = listening.accept()
        taken.close()


def test_two_that_start_at_once_are_not_told_the_same_port(listening):
    with pytest.raises(CannotListen, match="Address already in use"):
        listen("127.0.0.1", listening.getsockname()[1])
