"""Reminders of a skills scan: to each party that it waits for, once a week, three in all, nudges among them."""

import io
import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.actions.nudging import nudge
from app.actions.skills_scan import begin_scan
from app.actions.skills_scan.reminding import remind_of_scans
from app.actions.status import change_status
from app.answers.waiting import waiting
from app.db.tables import core
from app.domain.chasing import WaitKind
from app.domain.people import ApprenticeshipStatus, Role
from app.domain.refusals import WrongState
from app.domain.skills_scan import ScanPurpose
from app.mail.senders import Console
from app.worker import Worker
from tests.cast import NOW, TODAY


@pytest.fixture
def scan(house, cast):
    """Scan 1 of Chloe, in which the employer has rated already."""
    with house.acting(cast.priya) as acting:
        begin_scan(acting, cast.hers, ScanPurpose.START, TODAY)
        given = core.skills_scan_given.insert()
        keys = {"apprenticeship_id": cast.hers, "number": 1, "role": "employer", "salt": ""}
        acting.session.execute(given.values(**keys, by=cast.mark.id, at=NOW))


def mails(house):
    with house.database.reading() as session:
        every = [json.loads(body) for body in session.scalars(select(core.job.c.body))]
    return sorted(one["to"].split(".")[0] for one in every if one.get("template") == "scan_reminder")


def item(house, cast, role):
    with house.database.reading() as session:
        found = waiting(session, house.catalogue, [cast.hers], house.today()).waits
    return next(one for one in found if one.kind is WaitKind.SCAN and one.role is role)


def test_whoever_has_not_rated_is_mailed_once_a_week_and_three_times_in_all(house, clock, cast, scan):
    assert remind_of_scans(house) == 2
    assert mails(house) == ["chloe", "priya"]
    assert remind_of_scans(house) == 0
    clock.now = NOW + timedelta(days=6)
    assert remind_of_scans(house) == 0
    for week in (1, 2):
        clock.now = NOW + timedelta(days=7 * week)
        assert (remind_of_scans(house), remind_of_scans(house)) == (2, 0)
    clock.now = NOW + timedelta(days=60)
    assert remind_of_scans(house) == 0
    assert item(house, cast, Role.TUTOR).nudges.sent == 3


def test_a_reminder_counts_as_a_nudge_and_the_other_way_round(house, clock, cast, scan, visit):
    chloes = item(house, cast, Role.APPRENTICE).item
    with house.acting(cast.priya) as acting:
        assert nudge(acting, cast.hers, chloes) == 1
    assert remind_of_scans(house) == 1
    assert mails(house) == ["priya"]
    assert "1 nudge sent, the last on 20 November 2026." in visit("adele").page("/waiting").text
    with pytest.raises(WrongState, match="within the last week"), house.acting(cast.adele) as acting:
        nudge(acting, cast.hers, item(house, cast, Role.TUTOR).item)
    assert "Reminded the tutor of a skills scan by mail" in visit("priya").page(f"/a/{cast.hers}/history").text


def test_nobody_is_mailed_about_whoever_is_on_a_break(house, cast, scan):
    with house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus.ON_A_BREAK, TODAY)
    assert remind_of_scans(house) == 0


def test_the_mail_says_what_waits_and_gives_the_employer_a_link(house, cast):
    with house.acting(cast.chloe) as acting:
        begin_scan(acting, cast.hers, ScanPurpose.START, TODAY)
    assert remind_of_scans(house) == 3
    said = io.StringIO()
    worker = Worker(house, Console(said))
    while worker.do_one():
        pass
    text = said.getvalue()
    assert "Skills scan 1 waits for your ratings." in text
    assert "The skills scan of Chloe waits for your ratings." in text
    assert "/due/link/" in text and f"/a/{cast.hers}/skills-scan/1/ratings" in text
    assert "Marsden" not in text
