"""Quality assurance: a sample is drawn, judged by somebody who did not decide, answered by whoever did, and settled."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.actions import evidence
from app.actions.apprenticeships import change_member
from app.actions.breaches import erase_evidence, quarantine_evidence
from app.actions.people import grant
from app.actions.sampling import answer_sample, draw_sample, judge_sample, settle_sample
from app.actions.sampling.drawing import SETTLED
from app.actions.sampling.telling import mail_what_passed
from app.db import history
from app.db.sampling import draws, how_many_to_answer
from app.db.tables import core
from app.domain.confidentiality import FindingKind
from app.domain.evidence import Decision, Verdict
from app.domain.people import ProviderRole, Role
from app.domain.refusals import NotFound, WrongState
from app.domain.sampling import OUR_SHARES, Shares
from app.mail.message import written
from app.worker import Worker
from tests.cast import newcomer
from tests.visits import Page
from tests.web.test_access import piece

ALL = Shares(percent=100)
ASKED = "Ask for the date of the visit before accepting S1."


@pytest.fixture
def decided(house, cast, visit, clock):
    """Priya has accepted S1 and asked for more on K2 of Chloe's E1; Tomas has declined S1 of Ben's."""
    piece(visit("chloe"), cast.hers, "true")
    piece(visit("ben"), cast.his, "true")
    with house.acting(cast.priya) as acting:
        evidence.decide_tag(acting, cast.hers, 1, Decision("S1", Verdict.ACCEPTED, "Well shown."))
        evidence.decide_tag(acting, cast.hers, 1, Decision("K2", Verdict.RETURNED, "Say why."))
    with house.acting(cast.tomas) as acting:
        evidence.decide_tag(acting, cast.his, 1, Decision("S1", Verdict.DECLINED, "It does not show this."))
    clock.now += SETTLED


@pytest.fixture
def do(house, cast):
    """`do("quentin", draw_sample, …)` in somebody's name."""

    def act(name, action, *given, **named):
        with house.acting(cast.everybody[name]) as acting:
            return action(acting, *given, **named)

    return act


def of_priyas(visit, draw=1):
    """The place of Priya's decision on S1 in a draw."""
    found = visit("quentin").call("GET", f"quality/draws/{draw}").json()["decisions"]
    return next(one["place"] for one in found if (one["tutor"], one["ksb"]) == ("Priya Nair", "S1"))


def test_a_draw_says_of_each_decision_why_it_was_drawn_and_links_to_the_piece(decided, visit, cast):
    page = visit("quentin").page("/quality")
    assert "These shares are Touchmark’s own suggestion." in page.text
    form = {"percent": "100", "risk_percent": "50", "each_ksb": "true", "seed": "7"}
    drawn = Page(visit("quentin").post("/quality/draws", form).text)
    assert "3 of 3 decisions drawn; 3 still to sample." in drawn.text
    assert "The share of each tutor" in drawn.text
    one = visit("quentin").page(f"/quality/draws/1/{of_priyas(visit)}")
    assert "Accepted, by Priya Nair" in one.text
    assert "Well shown." not in one.text, "feedback speaks of a piece that is not cleared yet"
    assert f"/a/{cast.hers}/evidence/E1" in one.links()


def test_feedback_is_read_once_the_piece_is_cleared(decided, do, visit, house, cast):
    do("quentin", draw_sample, ALL, 7)
    with house.acting(cast.priya) as acting:
        evidence.clear_evidence(acting, cast.hers, 1, version=1, cleared=True, looked=True)
    assert "Well shown." in visit("quentin").page(f"/quality/draws/1/{of_priyas(visit)}").text


def test_anyone_draws_the_same_again_with_the_seed_that_is_kept(decided, do, visit):
    do("quentin", draw_sample, OUR_SHARES)
    again = visit("quentin").page("/quality/draws/1?again=true")
    assert "Drawn again just now: The same decisions, in the same order." in again.text


def test_a_changed_sample_is_noticed_when_it_is_drawn_again(decided, do, visit, house):
    do("quentin", draw_sample, ALL, 7)
    with house.database.writing() as session:
        session.execute(core.sample_draw.update().values(percent=1))
    assert "Other decisions: something changed." in visit("quentin").page("/quality/draws/1?again=true").text


def test_the_first_draw_begins_with_the_first_decision_however_long_ago(decided, do, clock, house):
    with house.database.reading() as session:
        first = session.execute(select(func.min(core.tag_decision.c.at))).scalar_one()
        made = session.execute(select(func.count()).select_from(core.tag_decision)).scalar_one()
    clock.now += timedelta(days=200)
    do("quentin", draw_sample, ALL)
    with house.database.reading() as session:
        [drawn] = draws(session)
    assert drawn.since < first
    assert drawn.decided == made


def test_a_later_draw_begins_where_the_one_before_ended_and_leaves_out_what_was_reopened(
    decided, do, visit, clock, house, cast
):
    do("quentin", draw_sample, ALL)
    with pytest.raises(WrongState, match="No decision was made since the last draw"):
        do("quentin", draw_sample, ALL)
    clock.now += timedelta(days=7)
    with house.acting(cast.priya) as acting:
        evidence.reopen_tag(acting, cast.hers, 1, "S1", "I misread it.")
        evidence.decide_tag(acting, cast.hers, 1, Decision("S1", Verdict.RETURNED, "Say the date."))
        evidence.reopen_tag(acting, cast.hers, 1, "S1", "I misread it again.")
        evidence.decide_tag(acting, cast.hers, 1, Decision("S1", Verdict.ACCEPTED))
    clock.now += SETTLED
    do("quentin", draw_sample, ALL)
    [drawn] = visit("quentin").call("GET", "quality/draws/2").json()["decisions"]
    assert (drawn["ksb"], drawn["verdict"]) == ("S1", "accepted")
    assert "nothing to draw from" in Page(visit("quentin").client.post("/quality/draws", data={}).text).text


def test_a_sampler_never_samples_their_own_decision(decided, do, visit, cast):
    do("adele", grant, cast.priya.id, ProviderRole.QUALITY_ASSURER)
    visit("priya").post("/quality/draws", {"percent": "100"})
    place = of_priyas(visit)
    page = visit("priya").page(f"/quality/draws/1/{place}")
    assert "You made this decision yourself, so another quality assurer samples it." in page.text
    assert "Do you agree?" not in page.text
    refused = visit("priya").client.post(f"/quality/draws/1/{place}/verdict", data={"agree": "true"})
    assert refused.status_code == 403
    do("quentin", judge_sample, 1, place, agree=True, words="")


def test_disagreeing_asks_the_tutor_who_is_mailed_answers_and_it_is_settled(decided, do, visit, house, cast):
    do("quentin", draw_sample, ALL)
    here = f"/quality/draws/1/{of_priyas(visit)}"
    wrong = visit("quentin").post(f"{here}/verdict", {"agree": "false", "words": ""})
    assert wrong.status_code == 422
    assert "Say what the tutor is to do" in Page(wrong.text).text
    visit("quentin").post(f"{here}/verdict", {"agree": "false", "words": ASKED})
    assert "Disagreed; waits for the tutor" in visit("quentin").page(here).text
    with house.database.reading() as session:
        [mail] = [body for body in session.scalars(select(core.job.c.body)) if "sampled" in str(body)]
    assert cast.priya.email in str(mail) and ASKED not in str(mail)
    assert "Quality assurance asks you about 1 decision" in visit("priya").page("/to-review").text
    asked = visit("priya").page("/sampled")
    assert ASKED in asked.text
    empty = visit("priya").post(f"/sampled/{here[15:]}", {"words": " "})
    assert empty.status_code == 422
    visit("priya").post(f"/sampled/{here[15:]}", {"words": "I reopened it."})
    assert "Nothing is asked of you." in visit("priya").page("/sampled").text
    assert "I reopened it." in visit("quentin").page(here).text
    visit("quentin").post(f"{here}/settlement")
    assert "Settled." in visit("quentin").page(here).text


def test_the_same_said_again_changes_nothing_and_another_word_is_too_late(decided, do, visit):
    do("quentin", draw_sample, ALL)
    place = of_priyas(visit)
    for _ in range(2):
        do("quentin", judge_sample, 1, place, agree=False, words=ASKED)
    with pytest.raises(WrongState):
        do("quentin", judge_sample, 1, place, agree=True, words="")
    with pytest.raises(NotFound):
        do("tomas", answer_sample, 1, place, "Not mine.")
    for _ in range(2):
        do("priya", answer_sample, 1, place, "Done.")
    for _ in range(2):
        do("quentin", settle_sample, 1, place)
    said = visit("quentin").call("GET", f"quality/draws/1/decisions/{place}").json()["said"]
    assert [one["what"] for one in said] == ["disagreed", "answered", "settled"]


def test_erasing_a_piece_takes_what_was_said_of_its_sample_along(decided, do, visit, house, cast):
    do("quentin", draw_sample, ALL)
    place = of_priyas(visit)
    do("quentin", judge_sample, 1, place, agree=False, words="It names Mia Field.")
    do("chloe", quarantine_evidence, cast.hers, 1, FindingKind.NAME, "It names Mia Field.")
    do("adele", erase_evidence, cast.hers, 1, "E1")
    said = visit("quentin").call("GET", f"quality/draws/1/decisions/{place}").json()["said"]
    assert [(one["what"], one["words"]) for one in said] == [("disagreed", "")]


def test_of_a_closed_piece_nobody_reads_what_was_said_of_its_sample(decided, do, visit, cast):
    do("quentin", draw_sample, ALL)
    place = of_priyas(visit)
    do("quentin", judge_sample, 1, place, agree=False, words="It names Mia Field.")
    assert "Mia Field" in visit("priya").page("/sampled").text
    do("chloe", quarantine_evidence, cast.hers, 1, FindingKind.NAME, "It is a child.")
    for name, address in (("priya", "/sampled"), ("quentin", f"/quality/draws/1/{place}")):
        text = visit(name).page(address).text
        assert "Mia Field" not in text and "Closed while it is looked into" in text
    assert "Mia Field" not in visit("priya").call("GET", "sampled").text
    assert "Mia Field" not in visit("quentin").call("GET", f"quality/draws/1/decisions/{place}").text


def test_a_disagreement_passes_to_the_tutor_who_leads_now(decided, do, visit, house, cast, clock):
    do("quentin", draw_sample, ALL)
    place = of_priyas(visit)
    here = f"/quality/draws/1/{place}"
    do("quentin", judge_sample, 1, place, agree=False, words=ASKED)
    assert "Waits forPriya Nair" in visit("quentin").page(here).text
    do("adele", change_member, cast.hers, Role.TUTOR, newcomer("tomas"), house.today())
    assert "Waits forTomas Reyes, who is the tutor now" in visit("quentin").page(here).text
    assert visit("quentin").call("GET", f"quality/draws/1/decisions/{place}").json()["waits_for"] == "Tomas Reyes"
    with pytest.raises(NotFound):
        do("priya", answer_sample, 1, place, "Done.")
    with pytest.raises(WrongState, match="has not answered"):
        do("quentin", settle_sample, 1, place, "She left.")
    assert "Quality assurance asks you about 1 decision" in visit("tomas").page("/to-review").text
    asked = visit("tomas").page("/sampled").text
    assert "Priya Nair decided: accepted. They are not the tutor here any more, so it is asked of you." in asked
    visit("tomas").post(f"/sampled/1/{place}", {"words": "I asked for the date."})
    assert "I asked for the date." in visit("quentin").page(here).text


def test_whoever_a_disagreement_passes_to_is_mailed_like_the_first_and_never_twice(
    decided, do, visit, house, cast, clock
):
    def mails():
        with house.database.reading() as session:
            bodies = [json.loads(one) for one in session.scalars(select(core.job.c.body).order_by(core.job.c.due))]
        return [one for one in bodies if one.get("template") == "sampled"]

    def mailed():
        return [one["to"] for one in mails()]

    do("quentin", draw_sample, ALL)
    place = of_priyas(visit)
    do("quentin", judge_sample, 1, place, agree=False, words=ASKED)
    Worker(house).tidy()
    mail_what_passed(house)
    assert mailed() == [cast.priya.email], "she is still the tutor"
    do("adele", change_member, cast.hers, Role.TUTOR, newcomer("tomas"), house.today() + timedelta(days=7))
    mail_what_passed(house)
    assert mailed() == [cast.priya.email], "the day has not come"
    clock.now += timedelta(days=7)
    for _ in range(2):
        mail_what_passed(house)
    assert mailed() == [cast.priya.email, cast.tomas.email]
    said = written(**mails()[1]).text
    assert "It has passed to you." in said
    assert ASKED not in said


def test_whoever_answered_for_another_tutor_does_not_settle_their_own_answer(decided, do, visit, house, cast):
    do("quentin", draw_sample, ALL)
    place = of_priyas(visit)
    do("quentin", judge_sample, 1, place, agree=False, words=ASKED)
    do("adele", change_member, cast.hers, Role.TUTOR, newcomer("tomas"), house.today())
    do("adele", grant, cast.tomas.id, ProviderRole.QUALITY_ASSURER)
    do("tomas", answer_sample, 1, place, "I asked for the date.")
    page = visit("tomas").page(f"/quality/draws/1/{place}")
    assert "You gave this answer yourself, so another quality assurer settles it." in page.text
    assert visit("tomas").client.post(f"/quality/draws/1/{place}/settlement").status_code == 403
    do("quentin", settle_sample, 1, place)


def test_whoever_is_no_tutor_there_any_more_is_asked_nothing_and_answers_nothing(decided, do, visit, house, cast):
    """Where nobody is, the quality assurer settles it with a reason."""
    do("quentin", draw_sample, ALL)
    place = of_priyas(visit)
    do("quentin", judge_sample, 1, place, agree=False, words=ASKED)
    member = core.membership
    hers = (member.c.person_id == cast.priya.id) & (member.c.apprenticeship_id == cast.hers)
    with house.database.writing() as session:
        session.execute(member.update().where(hers).values(ended_on=house.today()))
    assert "Nothing is asked of you." in visit("priya").page("/sampled").text
    assert visit("priya").call("GET", "sampled").json()["items"] == []
    with house.database.reading() as session:
        assert how_many_to_answer(session, cast.priya.id, house.today()) == 0
    with pytest.raises(NotFound):
        do("priya", answer_sample, 1, place, "Done.")
    here = f"/quality/draws/1/{place}"
    assert "Waits forNobody: there is no tutor here any more" in visit("quentin").page(here).text
    unsaid = visit("quentin").post(f"{here}/settlement", {"words": " "})
    assert (unsaid.status_code, "Say why it is settled without an answer." in unsaid.text) == (422, True)
    visit("quentin").post(f"{here}/settlement", {"words": "She left in October; S1 was decided anew."})
    text = visit("quentin").page(here).text
    assert "Settled: She left in October; S1 was decided anew." in text
    assert "Waits for" not in text


def test_a_decision_of_the_last_minutes_waits_for_the_next_draw(decided, do, visit, clock, house, cast):
    """It may not be committed yet when the draw is made, and would fall between two draws."""
    with house.acting(cast.priya) as acting:
        evidence.reopen_tag(acting, cast.hers, 1, "K2", "I misread it.")
        evidence.decide_tag(acting, cast.hers, 1, Decision("K2", Verdict.ACCEPTED))
    clock.now += SETTLED - timedelta(seconds=1)
    do("quentin", draw_sample, ALL)
    assert ("K2", "returned") in verdicts(visit, 1)
    clock.now += SETTLED
    do("quentin", draw_sample, ALL)
    assert verdicts(visit, 2) == {("K2", "accepted")}


def verdicts(visit, draw):
    """What a draw holds: KSBs and what was decided."""
    found = visit("quentin").call("GET", f"quality/draws/{draw}").json()["decisions"]
    return {(one["ksb"], one["verdict"]) for one in found}


def test_drift_stands_with_its_numbers_and_a_warning_on_small_ones(decided, do, visit):
    do("quentin", draw_sample, ALL)
    do("quentin", judge_sample, 1, of_priyas(visit), agree=False, words=ASKED)
    page = visit("quentin").page("/quality")
    assert "50% (1)" in page.text
    assert "1 of 1" in page.text
    assert "Fewer than 30 decisions: the rates say little" in page.text


def test_programs_draw_judge_and_answer_too(decided, visit):
    quentin = visit("quentin")
    body = {"percent": 100, "each_ksb": True, "seed": 7}
    assert quentin.call("POST", "quality/draws", json=body).json() == {"number": 1}
    assert quentin.call("POST", "quality/draws", json={"percent": 0}).status_code == 422
    found = quentin.call("GET", "quality/draws").json()["items"][0]
    assert (found["seed"], found["decided"], found["sampled"], found["open"]) == (7, 3, 3, 3)
    one = f"quality/draws/1/decisions/{of_priyas(visit)}"
    assert quentin.call("POST", f"{one}/verdict", json={"agree": False, "words": ASKED}).json()["state"] == "disagreed"
    [asked] = visit("priya").call("GET", "sampled").json()["items"]
    assert asked["said"][0]["words"] == ASKED
    answer = visit("priya").call("POST", f"sampled/1/{asked['place']}/answer", json={"words": "Done."})
    assert answer.json()["state"] == "answered"
    assert quentin.call("POST", f"{one}/settlement", json={}).json()["state"] == "settled"
    assert quentin.call("GET", "quality/draws/7").status_code == 404


@pytest.mark.parametrize("place", ["0", "x", "-1", "99999999999999999999"])
def test_a_place_that_no_draw_can_have_is_no_such_page(decided, visit, place):
    quentin, priya = visit("quentin"), visit("priya")
    assert quentin.client.get(f"/quality/draws/1/{place}").status_code == 404
    assert quentin.call("GET", f"quality/draws/1/decisions/{place}").status_code == 404
    assert priya.client.post(f"/sampled/1/{place}", data={"words": "Done."}).status_code == 404
    assert priya.call("POST", f"sampled/1/{place}/answer", json={"words": "Done."}).status_code == 404


def test_the_provider_s_history_tells_it_without_a_word_and_its_chain_holds(decided, do, visit, house):
    do("quentin", draw_sample, ALL)
    do("quentin", judge_sample, 1, of_priyas(visit), agree=False, words=ASKED)
    with house.database.reading() as session:
        bodies = " ".join(session.scalars(select(core.history.c.body)))
        assert ASKED not in bodies
        assert list(history.broken_links(session, history.PROVIDER)) == []


def test_the_pages_take_few_statements_however_much_was_drawn(decided, do, visit, statements):
    do("quentin", draw_sample, ALL)
    place = of_priyas(visit)
    do("quentin", judge_sample, 1, place, agree=False, words=ASKED)
    for name, address in (
        ("quentin", "/quality"),
        ("quentin", "/quality/draws/1"),
        ("quentin", f"/quality/draws/1/{place}"),
        ("priya", "/sampled"),
        ("priya", "/to-review"),
    ):
        visitor = visit(name)
        with statements() as ran:
            visitor.page(address)
        assert 0 < len(ran) <= 8, address
