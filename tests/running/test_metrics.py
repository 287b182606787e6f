"""Figures for a monitor: who may read them, and that they are the same whichever process is asked."""

import os
import re
import signal
import subprocess
import sys
from dataclasses import replace

import httpx
import pytest

from app.db import installation
from app.db.database import Database
from tests.running.site import MONITOR, HalfSent, begun, serving, until

SECRET = "a secret of the monitor's"
BEARER = {"authorization": f"Bearer {SECRET}"}


@pytest.fixture
def house(house):
    """The installation, with a secret for its monitor."""
    return replace(house, settings=house.settings.model_copy(update={"metrics_token": SECRET}))


def figures(text: str) -> dict[str, float]:
    """Each figure by its name and labels."""
    return {name: float(value) for name, value in re.findall(r"(?m)^([a-z_]+(?:\{.*\})?) ([^ ]+)$", text)}


def asked(text: str, route: str, status: int = 200) -> float:
    """How many requests met this route and were answered so."""
    return figures(text).get(f'touchmark_request_seconds_count{{method="GET",route="{route}",status="{status}"}}', 0.0)


def test_only_the_monitor_s_secret_opens_them(visit):
    nobody, adele = visit(), visit("adele")
    assert nobody.client.get("/metrics", headers=BEARER).status_code == 200
    for refused in (
        {},
        {"authorization": "Bearer wrong"},
        {"authorization": SECRET},
        {"authorization": f"Basic {SECRET}"},
    ):
        assert nobody.client.get("/metrics", headers=refused).status_code == 404
        assert adele.client.get("/metrics", headers=refused).status_code == 404
    assert nobody.client.get(f"/metrics?token={SECRET}").status_code == 404


def test_requests_are_counted_by_route_and_status_and_hold_nothing_about_anybody(visit, cast):
    chloe = visit("chloe")
    for _ in range(3):
        chloe.get(f"/a/{cast.hers}/coverage")
    chloe.client.get("/chloe.marsden@example.org")
    text = chloe.client.get("/metrics", headers=BEARER).text
    assert asked(text, "/a/{apprenticeship}/coverage") == 3
    assert asked(text, "none", 404) == 1
    assert str(cast.hers) not in text
    assert "chloe" not in text


def test_jobs_that_wait_and_the_age_of_the_oldest_are_told(visit, house, clock):
    before = figures(visit().client.get("/metrics", headers=BEARER).text)
    with house.database.writing() as session:
        installation.add_job(session, "mail", {}, clock.now.replace(year=2025))
    after = figures(visit().client.get("/metrics", headers=BEARER).text)
    assert after["touchmark_jobs_waiting"] == before["touchmark_jobs_waiting"] + 1
    assert after["touchmark_oldest_job_seconds"] == 365 * 24 * 3600
    assert after["touchmark_database_answers"] == 1


def test_a_database_that_is_away_is_a_figure_too(visit, house, tmp_path, catalogue):
    nobody = visit()
    nobody.client.app.state.figures.house = replace(house, database=Database(f"sqlite:///{tmp_path}/no/such.sqlite3"))
    told = figures(nobody.client.get("/metrics", headers=BEARER).text)
    assert told["touchmark_database_answers"] == 0
    assert "touchmark_jobs_waiting" not in told


def test_every_process_gives_the_sum_of_all_and_a_killed_one_leaves_no_upload_under_way(site):
    address = begun(site, 2)
    monitor = {"authorization": f"Bearer {MONITOR}"}

    def read() -> str:
        return httpx.get(f"{address}/metrics", headers=monitor, timeout=60).text

    before = asked(read(), "/help")
    for _ in range(20):
        assert httpx.get(f"{address}/help", timeout=60).status_code == 200
    until(lambda: asked(read(), "/help") == before + 20)
    assert {asked(read(), "/help") for _ in range(10)} == {before + 20}
    sending = HalfSent(site, address, b"x" * 1_000_000)
    until(lambda: figures(read())["touchmark_uploads_in_flight"] == 1)
    for number in serving(site):
        os.kill(number, signal.SIGKILL)
        until(lambda number=number: number not in serving(site) and len(serving(site)) == 2)
    assert not sending.answer().startswith(b"HTTP/1.1 2")
    told = figures(read())
    assert told["touchmark_uploads_in_flight"] == 0
    assert asked(read(), "/help") == before + 20


def test_a_secret_without_the_package_stops_the_start_with_a_sentence(tmp_path):
    program = (
        "import sys; sys.modules['prometheus_client'] = None; from app import cli; sys.argv[1:] = ['verify']; cli.run()"
    )
    settings = {"TOUCHMARK_DATA_DIR": str(tmp_path / "var"), "TOUCHMARK_METRICS_TOKEN": SECRET}
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env={**os.environ, **settings},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert ran.returncode == 2
    assert ran.stderr.startswith("The setting TOUCHMARK_METRICS_TOKEN needs the extra")
