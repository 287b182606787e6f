"""A server that is told to stop: what is under way finishes or leaves nothing, and nobody new is let in."""

import hashlib
import os
import signal
import time

import pytest

from tests.machines import wait_for_the_end
from tests.running.site import HalfSent, Site, begun, refused, until

MEGABYTE = 1024 * 1024
both = pytest.mark.parametrize("processes", [1, 2])


def on_its_way(site: Site, before: set[str]) -> bool:
    """Whether a file has begun to be written."""
    return any(name.startswith(".incoming-") for name in site.kept() - before)


@pytest.mark.parametrize(("processes", "number"), [(1, signal.SIGTERM), (2, signal.SIGINT)])
def test_what_is_being_sent_may_finish_and_the_end_is_a_good_one(site, processes, number):
    address, before = begun(site, processes), site.kept()
    content = b"%PDF-1.7 " + os.urandom(4 * MEGABYTE)
    sending = HalfSent(site, address, content)
    until(lambda: on_its_way(site, before))
    server = site.machine.started[-1]
    server.send_signal(number)
    until(lambda: refused(address))
    assert server.poll() is None, "it waits for what is under way"
    sending.finish()
    assert sending.answer().startswith(b"HTTP/1.1 201 ")
    assert wait_for_the_end(server, 30)
    assert server.returncode == 0
    assert site.kept() - before == {hashlib.sha256(content).hexdigest()}
    assert "Traceback" not in site.machine.said()


@both
def test_what_takes_longer_than_the_grace_time_leaves_nothing_half_kept(site, processes):
    address, before = begun(site, processes, "--grace", "1"), site.kept()
    titled = f"Too slow {time.monotonic_ns()}"
    sending = HalfSent(site, address, b"%PDF-1.7 " + os.urandom(4 * MEGABYTE), titled)
    until(lambda: on_its_way(site, before))
    server = site.machine.started[-1]
    server.send_signal(signal.SIGTERM)
    answer = sending.answer()
    assert answer == b"" or answer.startswith((b"HTTP/1.1 4", b"HTTP/1.1 5")), answer[:200]
    assert wait_for_the_end(server, 30)
    assert server.returncode == 0
    assert site.kept() == before
    assert "Traceback" not in site.machine.said()
    assert titled not in site.titles()


@both
def test_a_second_signal_does_not_wait(site, processes):
    address, before = begun(site, processes, "--grace", "600"), site.kept()
    sending = HalfSent(site, address, b"%PDF-1.7 " + os.urandom(4 * MEGABYTE))
    until(lambda: on_its_way(site, before))
    server = site.machine.started[-1]
    server.send_signal(signal.SIGINT)
    until(lambda: refused(address))
    server.send_signal(signal.SIGINT)
    assert wait_for_the_end(server, 30)
    assert not sending.answer().startswith(b"HTTP/1.1 2")
