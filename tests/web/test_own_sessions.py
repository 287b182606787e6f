"""Sessions as the apprentice meets them: coming up, one tap to say that she was there, and what is wrong otherwise."""

from datetime import timedelta

import pytest

from app.actions import sessions
from app.actions.off_the_job import answer, log_time
from app.actions.provider_settings import set_provider_settings
from app.domain.sessions import Attendance, Mark, SessionPlan
from tests.cast import TODAY

NEXT_WEEK = TODAY + timedelta(days=7)
PLAN = SessionPlan(TODAY, 360, "workshop", "Safeguarding thresholds", "Leeds, room 4", duty="D2", ksbs=("K8",))


@pytest.fixture
def plan(house, cast):
    def planned(on=TODAY, **changed):
        given = {"minutes": 360, "activity": "workshop", "title": "Safeguarding thresholds", "place": "Leeds, room 4"}
        with house.acting(cast.priya) as acting:
            return sessions.plan_session(acting, SessionPlan(on, **given | changed), [cast.hers])

    return planned


@pytest.fixture
def held(house, cast, plan):
    def hold(mark=None, **changed):
        session = plan(**changed)
        with house.acting(cast.priya) as acting:
            sessions.hold_session(acting, session, {cast.hers: mark or Mark(Attendance.PRESENT)})
        return session

    return hold


def at(cast, session, name=""):
    return f"/a/{cast.hers}/sessions/{session}{name}"


@pytest.mark.parametrize("page", ["/home", "/a/{hers}/off-the-job"])
def test_what_is_planned_comes_up_ahead_of_time(visit, cast, plan, page):
    plan(NEXT_WEEK)
    plan(NEXT_WEEK, activity="mock_assessment", title="Practice assessment", place="", online=True)
    shown = visit("chloe").page(page.format(hers=cast.hers))
    assert "Coming up" in shown.headings["h2"]
    assert "27 November 2026, 6 hours" in shown.text
    assert "Workshop with Priya Nair. Leeds, room 4." in shown.text
    assert "Online. Does not count as off-the-job training." in shown.text
    assert "Were you there?" not in shown.text


def test_what_is_planned_and_counts_is_in_the_forecast(visit, cast, plan):
    plan(NEXT_WEEK)
    plan(NEXT_WEEK, activity="mock_assessment")
    plan(TODAY - timedelta(days=1))
    said = visit("chloe").call("GET", f"apprenticeships/{cast.hers}/off-the-job/summary").json()
    assert (said["planned_sessions_minutes"], said["forecast_minutes"]) == (360, 360)


@pytest.mark.parametrize(("page", "back"), [("/home", "home"), ("/a/{hers}/off-the-job", "off-the-job")])
def test_one_tap_says_that_she_was_there(visit, cast, held, page, back):
    session, chloe = held(), visit("chloe")
    page = page.format(hers=cast.hers)
    shown = chloe.page(page)
    assert "20 November 2026, 6 hours. Priya took the register." in shown.text
    assert at(cast, session, "/acknowledgement") in [form["action"] for form in shown.all("form")]
    answered = chloe.post(at(cast, session, "/acknowledgement"), {"back": back})
    assert answered.url.path == page
    assert "They count once your employer has confirmed them too." in answered.text
    assert "Were you there?" not in answered.text
    assert chloe.post(at(cast, session, "/acknowledgement")).url.path == at(cast, session)


def test_her_own_word_counts_where_no_employer_is_asked(visit, house, cast, held):
    with house.acting(cast.adele) as acting:
        set_provider_settings(acting, {"employer_confirms": "evidence log"})
    answered = visit("chloe").post(at(cast, held(), "/acknowledgement"))
    assert "They are confirmed and count." in answered.text
    shown = visit("mark").page(f"/a/{cast.hers}/off-the-job/1")
    assert "Confirmed by Chloe’s own word: this provider asks the employer only for hours" in shown.text


def test_an_entry_says_whose_word_it_waits_for(visit, house, cast, held):
    held()
    page = f"/a/{cast.hers}/off-the-job/1"
    assert "It waits for Mark Ellis to confirm it." in visit("chloe").page(page).text
    with house.acting(cast.adele) as acting:
        set_provider_settings(acting, {"employer_confirms": "log"})
    assert "It waits for Mark Ellis or Chloe Marsden to confirm it." in visit("chloe").page(page).text
    with house.acting(cast.chloe) as acting:
        log_time(acting, cast.hers, on=TODAY, minutes=60, activity="workshop")
    shown = visit("priya").page(f"/a/{cast.hers}/off-the-job/2")
    assert "It waits for Mark Ellis to confirm it." in shown.text
    assert "Your decision" not in shown.text
    assert "Nothing waits for you." in visit("priya").page("/to-confirm").text
    assert visit("priya").post(f"/a/{cast.hers}/off-the-job/2/confirmation").status_code == 409


def test_nobody_else_is_asked_and_everybody_sees_what_the_register_says(visit, cast, held):
    session = held()
    for name in ("priya", "mark", "quentin", "adele"):
        assert "Were you there?" not in visit(name).page(f"/a/{cast.hers}/off-the-job").text
        shown = visit(name).page(at(cast, session))
        assert (
            "By the register, Chloe was there for 6 hours. Chloe has not said yet whether this is true." in shown.text
        )
        assert not [form for form in shown.all("form") if "sessions" in form.get("action", "")]


def test_what_is_wrong_is_asked_of_the_tutor_in_her_words(visit, house, cast, held):
    session, chloe = held(), visit("chloe")
    empty = chloe.post(at(cast, session, "/dispute"), {"note": " "})
    assert empty.status_code == 422
    assert "There is a problem" in empty.text
    answered = chloe.post(at(cast, session, "/dispute"), {"note": "I left at noon."})
    assert "That is queried, until Priya has answered." in answered.text
    home = chloe.page("/home").text
    assert "Were you there?" not in home
    assert "Answer the query" not in home
    with house.acting(cast.priya) as acting:
        answer(acting, cast.hers, 1, "You signed at four.")
    assert "Were you there?" in chloe.page("/home").text


def test_an_absentee_reads_so(visit, cast, held):
    session = held(Mark(Attendance.ABSENT))
    chloe = visit("chloe")
    assert "By the register, you were not there, so there are no hours." in chloe.page(at(cast, session)).text
    assert chloe.post(at(cast, session, "/acknowledgement")).status_code == 409


def test_a_session_that_moved_or_was_cancelled_says_so(visit, house, cast, plan):
    session = plan(NEXT_WEEK)
    with house.acting(cast.priya) as acting:
        sessions.move_session(acting, session, NEXT_WEEK + timedelta(days=1), "The room is flooded")
    chloe = visit("chloe")
    shown = chloe.page(at(cast, session)).text
    assert "From 27 November 2026 to 28 November 2026, by Priya Nair: The room is flooded" in shown
    assert "You are invited." in shown
    with house.acting(cast.priya) as acting:
        sessions.cancel_session(acting, session, "The tutor is ill")
    assert "This session was cancelled: The tutor is ill" in chloe.page(at(cast, session)).text
    assert "Coming up" not in chloe.page("/home").text


def test_a_session_of_others_is_not_on_her_record(visit, cast, plan):
    session = plan()
    assert visit("ben").get(f"/a/{cast.his}/sessions/{session}").status_code == 404
    assert visit("chloe").get(at(cast, "nonsense")).status_code == 404


def test_pages_ask_the_database_as_often_however_many_sessions_there_are(visit, cast, plan, held, statements):
    chloe, counts = visit("chloe"), []
    for more in (1, 12):
        for _ in range(more):
            plan(NEXT_WEEK)
            session = held()
        for page in ("/home", f"/a/{cast.hers}/off-the-job", at(cast, session)):
            with statements() as ran:
                chloe.page(page)
            counts.append(len(ran))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 8
