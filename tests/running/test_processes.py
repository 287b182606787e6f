"""Several processes on one address: one that dies is replaced, and none outlives the first."""

import os
import signal

import httpx

from tests.running.site import begun, refused, serving, until


def test_a_process_that_dies_is_replaced_and_the_others_go_on(site):
    address = begun(site, 2)
    for killed in serving(site):
        os.kill(killed, signal.SIGKILL)
        assert httpx.get(f"{address}/health", timeout=60).status_code == 200
        until(lambda killed=killed: killed not in serving(site) and len(serving(site)) == 2)
    said = site.machine.said()
    assert said.count("known to people as") == 1
    assert said.count("another takes its place") == 2


def test_when_the_first_process_is_killed_none_stays_behind(site):
    address = begun(site, 2)
    site.machine.started[-1].send_signal(signal.SIGKILL)
    until(lambda: refused(address))
