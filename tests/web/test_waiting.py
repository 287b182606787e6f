"""What waits on whom, who sees it, and nudging: by one button, not too soon, not too often, and on record."""

import json
import socket
import threading
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from app.actions.nudging import nudge
from app.actions.provider_settings import set_provider_settings
from app.actions.skills_scan import begin_scan
from app.actions.status import change_status
from app.actions.terms import change_terms
from app.actions.training_plan import plan_activity, put_plan_to_sign
from app.answers.waiting import waiting
from app.db.tables import core
from app.domain.chasing import WaitKind
from app.domain.people import ApprenticeshipStatus, Role
from app.domain.refusals import NotFound, NotPermitted, WrongState
from app.domain.skills_scan import ScanPurpose
from app.domain.training_plan.values import PlanKind
from app.mail.senders import Smtp
from app.worker import Worker
from tests.cast import NOW, START, TODAY
from tests.portfolios import Piece, keep_pieces, keep_time


@pytest.fixture
def begun(house, cast):
    """Two pieces to decide, a proposed KSB, an entry to confirm, and a plan to sign, all of Chloe's."""
    with house.database.writing() as session:
        pieces = [Piece({"K1": "awaiting", "K2": "awaiting"}), Piece({"S1": "awaiting"}), Piece({"K3": "suggested"})]
        keep_pieces(session, cast.hers, pieces, cast.priya.id)
        keep_time(session, cast.hers, [(START, 60, "waiting", "D1")], cast.chloe.id)
    with house.acting(cast.priya) as acting:
        put_plan_to_sign(acting, cast.hers, 1)


def found(house, ids=None):
    with house.database.reading() as session:
        return waiting(session, house.catalogue, ids, house.today()).waits


def item(house, cast, kind, role):
    return next(one.item for one in found(house, [cast.hers]) if (one.kind, one.role) == (kind, role))


def test_everything_that_waits_is_told_with_whom_it_waits_on(house, cast, begun):
    told = {(one.kind, one.role): one for one in found(house, [cast.hers])}
    assert set(told) == {
        (WaitKind.EVIDENCE, Role.TUTOR),
        (WaitKind.PROPOSED_KSBS, Role.APPRENTICE),
        (WaitKind.HOURS, Role.EMPLOYER),
        (WaitKind.REVIEW, Role.APPRENTICE),
        (WaitKind.REVIEW, Role.EMPLOYER),
        (WaitKind.SIGNATURE, Role.APPRENTICE),
        (WaitKind.SIGNATURE, Role.EMPLOYER),
        (WaitKind.SIGNATURE, Role.TUTOR),
    }
    assert told[WaitKind.EVIDENCE, Role.TUTOR].words() == "2 pieces of evidence to decide"
    assert told[WaitKind.PROPOSED_KSBS, Role.APPRENTICE].words() == "1 proposed KSB to answer"
    assert told[WaitKind.HOURS, Role.EMPLOYER].words() == "1 entry of hours to confirm"
    assert told[WaitKind.SIGNATURE, Role.TUTOR].words() == "Training plan to sign"
    assert told[WaitKind.REVIEW, Role.EMPLOYER].since == date(2026, 11, 9), "a fortnight before the review"


def test_a_tutor_sees_her_own_and_the_provider_all_in_numbers_alone(cast, begun, visit):
    everything = visit("adele").page("/waiting").text
    assert "Chloe Marsden" in everything and "Ben Carter" in everything
    assert "Ben Carter" not in visit("priya").page("/waiting").text
    assert "2 pieces of evidence to decide" in visit("quentin").page("/waiting").text
    assert "Nudge about" not in visit("quentin").page("/waiting").text
    for name in ("chloe", "mark", "sadia", "helen"):
        assert visit(name).get("/waiting").status_code == 403


def test_nothing_waits_of_whoever_is_on_a_break(house, cast, begun):
    with house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus.ON_A_BREAK, TODAY)
    assert found(house, [cast.hers]) == ()


def test_a_nudge_mails_once_and_the_page_says_when_the_next_may_be_sent(house, cast, clock, begun, visit):
    priya, hours = visit("priya"), item(house, cast, WaitKind.HOURS, Role.EMPLOYER)
    send = f"/a/{cast.hers}/nudges"
    assert "The nudge is on its way" in priya.post(send, {"item": hours}).text
    assert priya.post(send, {"item": hours}).status_code == 200, "pressed twice, it is the same nudge"
    assert "1 nudge sent, the last on 20 November 2026. The next may be sent on 27 November 2026." in (
        priya.page("/waiting").text
    )
    refused = visit("adele").post(send, {"item": hours})
    assert refused.status_code == 409
    assert "A nudge was sent within the last week. The next may be sent on 27 November 2026." in refused.text
    for week in (1, 2):
        clock.now = NOW + timedelta(days=7 * week)
        assert visit("adele").post(send, {"item": hours}).status_code == 200
    clock.now = NOW + timedelta(days=30)
    refused = visit("priya").post(send, {"item": hours})
    assert (refused.status_code, "3 nudges were sent about this. Speak to them instead." in refused.text) == (409, True)
    assert len(mails(house)) == 3
    assert "Nudged the employer’s contact about hours" in visit("priya").page(f"/a/{cast.hers}/history").text


def mails(house):
    with house.database.reading() as session:
        every = [json.loads(body) for body in session.scalars(select(core.job.c.body))]
    return [one for one in every if one.get("template") == "nudge"]


def test_only_tutor_and_administrator_nudge_nobody_nudges_herself_and_what_is_done_is_left_alone(house, cast, begun):
    for person, refused in ((cast.chloe, NotPermitted), (cast.mark, NotPermitted), (cast.tomas, NotFound)):
        with pytest.raises(refused), house.acting(person) as acting:
            nudge(acting, cast.hers, item(house, cast, WaitKind.HOURS, Role.EMPLOYER))
    with pytest.raises(WrongState, match="waits on you"), house.acting(cast.priya) as acting:
        nudge(acting, cast.hers, item(house, cast, WaitKind.EVIDENCE, Role.TUTOR))
    with pytest.raises(WrongState, match="does not wait any more"), house.acting(cast.priya) as acting:
        nudge(acting, cast.hers, "evidence.tutor.99")
    assert mails(house) == []


def test_two_who_nudge_at_once_send_one_mail(house, cast, begun):
    hours = item(house, cast, WaitKind.HOURS, Role.EMPLOYER)
    at_once, refused = threading.Barrier(2), []

    def press(person):
        at_once.wait()
        try:
            with house.acting(person) as acting:
                nudge(acting, cast.hers, hours)
        except WrongState as refusal:
            refused.append(refusal.sentence)

    both = [threading.Thread(target=press, args=(person,)) for person in (cast.priya, cast.adele)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert (len(mails(house)), len(refused)) == (1, 1)


class Postbox:
    """A mail server's inside."""

    def __init__(self):
        self.arrived = []

    async def handle_DATA(self, _server, _session, envelope):  # its name
        self.arrived.append((envelope.rcpt_tos, envelope.content))
        return "250 Taken"


def test_a_nudge_arrives_by_smtp_tells_no_content_and_leads_to_the_place(house, cast, begun, visit):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=port)
    with house.acting(cast.priya) as acting:
        assert nudge(acting, cast.hers, item(house, cast, WaitKind.HOURS, Role.EMPLOYER)) == 1
    server.start()
    try:
        worker = Worker(house, Smtp(f"smtp://127.0.0.1:{port}", "touchmark@example.org"))
        while worker.do_one():
            pass
    finally:
        server.stop()
    mail = next(
        mail
        for to, content in box.arrived
        if to == [cast.mark.email] and (mail := message_from_bytes(content))["Subject"].startswith("Something")
    )
    words = mail.get_payload(decode=True).decode()
    assert mail["Subject"] == "Something waits for you at Northgate Training"
    assert "Priya Nair asks you to look at what waits for you on the record of Chloe:" in words
    assert "1 entry of hours to confirm." in words
    assert "Marsden" not in words
    link = words.partition("http://testserver")[2].split()[0]
    mark = visit()
    mark.post(link)
    assert "Chloe" in mark.get("/due").text


def test_programs_read_the_list_and_nudge(house, cast, begun, visit):
    priya = visit("priya")
    listed = priya.call("GET", "waiting").json()["items"]
    hours = next(one for one in listed if one["kind"] == "hours")
    assert (hours["role"], hours["count"], hours["nudges"], hours["next_nudge_on"]) == ("employer", 1, 0, "2026-11-20")
    where = f"apprenticeships/{cast.hers}/nudges"
    assert priya.call("POST", where, json={"item": hours["item"]}).json() == {"mailed": 1}
    assert priya.call("POST", where, json={"item": hours["item"]}).json() == {"mailed": 0}
    assert visit("adele").call("POST", where, json={"item": hours["item"]}).status_code == 409


def test_the_overview_asks_no_more_statements_for_more_apprentices(begun, visit, statements):
    adele, priya = visit("adele"), visit("priya")
    counted = []
    for one in (adele, priya):
        with statements() as ran:
            one.get("/waiting")
        counted.append(len(ran))
    assert counted[0] == counted[1] <= 8


def test_hours_that_the_tutor_may_confirm_alone_wait_on_her(house, cast, visit):
    with house.acting(cast.adele) as acting:
        set_provider_settings(acting, {"employer_confirms": ""})
    with house.database.writing() as session:
        keep_time(session, cast.hers, [(START, 60, "waiting", "D1")], cast.chloe.id)
    assert {one.role for one in found(house, [cast.hers]) if one.kind is WaitKind.HOURS} == {Role.TUTOR}


def test_the_caseload_the_providers_list_and_home_say_how_much_waits_and_how_long(house, cast, begun, visit):
    hers = found(house, [cast.hers])
    own = [one for one in hers if one.role is Role.APPRENTICE]
    caseload, home = visit("priya").page("/caseload").text, visit("chloe").page("/home").text
    assert f"{len(hers)} things wait:" in caseload
    on_mark = [one for one in hers if one.role is Role.EMPLOYER]
    waited = (TODAY - min(one.since for one in on_mark)).days
    assert f"{len(on_mark)} on employers (the longest for {waited} days)" in caseload
    longest = (TODAY - min(one.since for one in own)).days
    assert f"Others wait for {len(own)} things from you, the longest for {longest} days." in home
    everything = f"{len(found(house))} things wait:"
    assert everything in visit("adele").page("/apprenticeships").text
    assert everything in visit("quentin").page("/apprenticeships").text
    assert "things wait:" not in visit("adele").page("/apprenticeships?q=Chloe").text


def test_nothing_that_waits_is_counted_for_whoever_is_on_a_break(house, cast, begun, visit):
    with house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus.ON_A_BREAK, TODAY)
    assert "Nothing waits on anybody." in visit("priya").page("/caseload").text
    assert "Others wait for" not in visit("chloe").page("/home").text


def test_counting_what_waits_adds_no_statement_that_grows(house, cast, begun, visit, statements):
    for name, address in (("priya", "/caseload"), ("chloe", "/home"), ("adele", "/apprenticeships")):
        with statements() as ran:
            visit(name).get(address)
        assert 0 < len(ran) - 1 <= 8, address


def test_a_scan_waits_on_each_party_until_it_has_rated_and_is_nudged_by_the_same_rules(house, cast, clock, visit):
    with house.acting(cast.priya) as acting:
        begin_scan(acting, cast.hers, ScanPurpose.START, TODAY)
    scans = {one.role: one for one in found(house, [cast.hers]) if one.kind is WaitKind.SCAN}
    assert set(scans) == {Role.APPRENTICE, Role.TUTOR, Role.EMPLOYER}
    assert scans[Role.TUTOR].words() == "Ratings to give in skills scan 1"
    with house.database.writing() as session:
        by = {"by": cast.mark.id, "at": NOW, "salt": ""}
        row = core.skills_scan_given
        session.execute(row.insert().values(apprenticeship_id=cast.hers, number=1, role="employer", **by))
    waits_on = {one.role for one in found(house, [cast.hers]) if one.kind is WaitKind.SCAN}
    assert waits_on == {Role.APPRENTICE, Role.TUTOR}
    with house.acting(cast.priya) as acting:
        assert nudge(acting, cast.hers, scans[Role.APPRENTICE].item) == 1
    assert mails(house)[0]["what"] == "Ratings to give in skills scan 1"
    assert mails(house)[0]["address"].endswith("/skills-scan/1/ratings")
    with pytest.raises(WrongState, match="within the last week"), house.acting(cast.adele) as acting:
        nudge(acting, cast.hers, scans[Role.APPRENTICE].item)


def test_a_plan_that_is_out_of_date_waits_on_the_tutor_since_what_changed_holds(house, cast, begun, clock, visit):
    assert not [one for one in found(house, [cast.hers]) if one.kind is WaitKind.PLAN]
    clock.now = NOW + timedelta(days=9)
    changed = TODAY + timedelta(days=2)
    with house.acting(cast.adele) as acting:
        change_terms(acting, cast.hers, changed, {"weekly_minutes": 1800}, "New contract")
    [stale] = [one for one in found(house, [cast.hers]) if one.kind is WaitKind.PLAN]
    assert (stale.role, stale.which, stale.since) == (Role.TUTOR, "1", changed)
    assert "Training plan to put before its signers again" in visit("adele").page("/waiting").text
    assert f"{len(found(house, [cast.hers]))} things wait:" in visit("priya").page("/caseload").text
    with house.acting(cast.adele) as acting:
        assert nudge(acting, cast.hers, stale.item) == 1
    assert mails(house)[0]["address"].endswith("/plan")
    with pytest.raises(WrongState, match="within the last week"), house.acting(cast.adele) as acting:
        nudge(replace(acting, now=acting.now + timedelta(hours=1)), cast.hers, stale.item)
    with house.acting(cast.priya) as acting:
        put_plan_to_sign(acting, cast.hers, 2, because=["working_pattern"])
    assert not [one for one in found(house, [cast.hers]) if one.kind is WaitKind.PLAN]


def test_what_no_rule_wants_signed_again_leaves_nothing_to_wait_for(house, cast, begun):
    with house.acting(cast.priya) as acting:
        plan_activity(acting, cast.hers, PlanKind.TUTORIAL, TODAY, title="Reflective logs")
    assert not [one for one in found(house, [cast.hers]) if one.kind is WaitKind.PLAN]
