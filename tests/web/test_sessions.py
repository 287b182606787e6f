"""A tutor's sessions: planned from the delivery plan, registered in one go, moved, cancelled; the same as JSON."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.actions.apprenticeships import add_apprenticeship
from tests.cast import TODAY, Newcomer, hers_as_entered

NEXT_WEEK = TODAY + timedelta(days=7)
FORM = {
    "title": "Safeguarding thresholds",
    "activity": "workshop",
    "hours": "6",
    "minutes": "",
    "place": "Leeds, room 4",
    "duty": "D2",
    "ksb": ["K8", "S3"],
    "on": TODAY.isoformat(),
    "every": "0",
    "times": "",
}


@pytest.fixture
def cohort(house, cast):
    """So many apprentices of Priya's besides Chloe."""

    def add(count, first=0):
        found = []
        for number in range(first, first + count):
            who = Newcomer(f"Apprentice {number:02}", f"apprentice.{number}@example.org", date(2004, 5, 1))
            with house.acting(cast.adele) as acting:
                found.append(add_apprenticeship(acting, replace(hers_as_entered(), apprentice=who)))
        return found

    return add


def planned(priya, invited, **changed):
    """A session planned on the page; returns its address."""
    answer = priya.post("/sessions", FORM | {"apprenticeship": [str(one) for one in invited]} | changed)
    assert answer.status_code == 200, answer.text
    return answer.url.path


def register(*there, absent=(), part=None):
    """A register as the form sends it."""
    sent = {f"at-{one}": "present" for one in there} | {f"at-{one}": "absent" for one in absent}
    for one, minutes in (part or {}).items():
        sent |= {f"at-{one}": "part", f"minutes-{one}": minutes}
    return sent


def test_the_form_is_filled_in_from_the_delivery_plan(visit, cast):
    priya = visit("priya")
    page = priya.page("/sessions/new")
    assert "Module 1 According to individual apprentice needs. Counts." in page.text
    assert "Mock assessment Throughout the programme. Does not count." in page.text
    induction = next(link for link in page.links() if "title=Induction" in link and "times=3" in link)
    filled = priya.page(induction)
    assert [filled.field(name)["value"] for name in ("title", "hours", "times")] == ["Induction", "2", "3"]
    assert 'value="induction_training" selected' in filled.html
    everybody = priya.page("/sessions/new?who=all")
    assert "checked" in everybody.field("apprenticeship")


def test_a_session_is_planned_for_a_cohort_and_its_register_taken(visit, cast, cohort):
    one, two = cohort(2)
    priya = visit("priya")
    where = planned(priya, [cast.hers, one, two])
    page = priya.page(where)
    assert "3 people are invited." in page.text
    assert {f"at-{who}" for who in (cast.hers, one, two)} <= {a.get("name") for a in page.all("input")}
    answer = priya.post(f"{where}/register", register(cast.hers, absent=[one], part={two: "90"}))
    assert "2 apprentices have hours now" in answer.text
    assert "2 of 3 people were there." in answer.text
    assert "There for a part, 1.5 hours" in answer.text
    assert "Not answered yet" in answer.text
    again = priya.post(f"{where}/register", register(cast.hers, absent=[one], part={two: "90"}))
    assert again.status_code == 200
    assert "Somebody came after all" in again.text


def test_everybody_was_there_is_one_tap_to_correct_from(visit, cast, cohort):
    (one,) = cohort(1)
    priya = visit("priya")
    where = planned(priya, [cast.hers, one])
    page = priya.page(where)
    assert not [a for a in page.all("input") if "checked" in a]
    marked = priya.page(next(link for link in page.links() if "tick=all" in link).partition("#")[0])
    assert [a["value"] for a in marked.all("input") if "checked" in a] == ["present", "present"]


def test_a_register_with_gaps_says_whose_and_keeps_what_was_marked(visit, cast, cohort):
    one, two = cohort(2)
    priya = visit("priya")
    where = planned(priya, [cast.hers, one, two])
    answer = priya.post(f"{where}/register", register(absent=[one], part={two: "all day"}))
    assert answer.status_code == 422
    assert "Say whether Chloe Marsden was there." in answer.text
    assert "Say for how long Apprentice 01 was there: at least 1 minute, less than the whole 6 hours." in answer.text
    assert f'href="#minutes-{two}"' in answer.text
    assert 'value="all day"' in answer.text
    assert priya.post(f"{where}/register", {}).status_code == 422


def test_a_session_that_comes_again_is_planned_on_every_day(visit, cast):
    priya = visit("priya")
    assert planned(priya, [cast.hers], on=NEXT_WEEK.isoformat(), every="2", times="3") == "/sessions"
    page = priya.page("/sessions")
    for week in (1, 3, 5):
        assert f"{(TODAY + timedelta(weeks=week)).isoformat()}" in page.html
    assert (
        "can be taken on the day or later"
        in priya.page(next(x for x in page.links() if x.startswith("/sessions/") and "new" not in x)).text
    )


def test_what_is_wrong_with_a_plan_is_said_beside_the_field_and_kept(visit, cast):
    priya = visit("priya")
    answer = priya.post("/sessions", FORM | {"title": "", "activity": "juggling", "duty": "D99", "place": "Room 7"})
    assert answer.status_code == 422
    assert "Choose at least one apprentice." in answer.text
    answer = priya.post("/sessions", FORM | {"title": "", "activity": "x", "apprenticeship": [str(cast.hers)]})
    assert "Say what the session is about." in answer.text
    assert "Choose what the session is from the list." in answer.text
    assert 'value="Leeds, room 4"' in answer.text
    answer = priya.post("/sessions", FORM | {"on": "soon", "times": "99", "apprenticeship": ["x"]})
    assert answer.status_code == 422
    assert "Enter a date, such as" in answer.text


def test_a_plan_sent_twice_is_planned_once(visit, cast):
    priya = visit("priya")
    once = {"once": "a-form", "apprenticeship": [str(cast.hers)]}
    assert priya.post("/sessions", FORM | once).url.path == priya.post("/sessions", FORM | once).url.path
    assert len(priya.call("GET", "sessions").json()["items"]) == 1


def test_nobody_plans_for_a_stranger_s_apprentice(visit, cast):
    priya = visit("priya")
    assert priya.post("/sessions", FORM | {"apprenticeship": [str(cast.his)]}).status_code == 404
    assert priya.call("GET", "sessions").json()["items"] == []


def test_a_session_is_moved_joined_and_cancelled(visit, cast, cohort):
    one, two = cohort(2)
    priya = visit("priya")
    where = planned(priya, [cast.hers])
    answer = priya.post(f"{where}/invitations", {"apprenticeship": [str(one)]})
    assert "1 more person invited" in answer.text
    assert priya.post(f"{where}/invitations", {}).status_code == 422
    assert "Say why the session is moved." in priya.post(f"{where}/move", {"on": NEXT_WEEK.isoformat()}).text
    assert priya.post(f"{where}/move", {"on": "then", "reason": "Flood"}).status_code == 422
    moved = priya.post(f"{where}/move", {"on": NEXT_WEEK.isoformat(), "reason": "The room is flooded"})
    assert "From 20 November 2026 to 27 November 2026, by Priya Nair: The room is flooded" in moved.text
    assert priya.post(f"{where}/register", register(cast.hers, one)).status_code == 409
    assert "Say why the session is cancelled." in priya.post(f"{where}/cancellation", {"reason": " "}).text
    assert "Cancelled: The tutor is ill" in priya.post(f"{where}/cancellation", {"reason": "The tutor is ill"}).text
    assert str(two) not in priya.page(where).html
    assert priya.post(f"{where}/move", {"on": TODAY.isoformat(), "reason": "Well again"}).status_code == 409


def test_the_list_is_filtered_by_where_a_session_stands(visit, cast):
    priya = visit("priya")
    titles = {}
    for state, on in (("register", TODAY), ("planned", NEXT_WEEK), ("held", TODAY), ("cancelled", NEXT_WEEK)):
        titles[state] = f"About {state}"
        where = planned(priya, [cast.hers], title=titles[state], on=on.isoformat())
        if state == "held":
            priya.post(f"{where}/register", register(cast.hers))
        if state == "cancelled":
            priya.post(f"{where}/cancellation", {"reason": "Snow"})

    def listed(address):
        text = priya.page(address).text
        return {state for state, title in titles.items() if title in text}

    assert listed("/sessions") == listed("/sessions?state=nonsense") == {"register", "planned"}
    assert listed("/sessions?state=register") == {"register"}
    assert listed("/sessions?state=held") == {"held"}
    assert listed("/sessions?state=cancelled") == {"cancelled"}
    assert listed("/sessions?after=nonsense") == {"register", "planned"}


def test_a_long_list_goes_on(visit, cast):
    priya = visit("priya")
    for _ in range(2):
        planned(priya, [cast.hers], on=NEXT_WEEK.isoformat(), every="1", times="26")
    page = priya.page("/sessions")
    more = next(link for link in page.links() if "after=" in link)
    rest = priya.page(more)
    shown = [len({x for x in one.links() if x.startswith("/sessions/") and "new" not in x}) for one in (page, rest)]
    assert shown == [40, 12]


def test_forty_apprentices_ask_the_database_as_often_as_two(visit, cast, cohort, statements):
    priya, counts = visit("priya"), []
    invited = [cast.hers]
    for more in (1, 38):
        invited += cohort(more, first=len(invited))
        where = planned(priya, invited)
        for page in ("/sessions", "/sessions/new", where):
            with statements() as ran:
                priya.page(page)
            counts.append(len(ran))
        priya.post(f"{where}/register", register(*invited))
        with statements() as ran:
            priya.page(where)
        counts.append(len(ran))
    assert counts[:4] == counts[4:]
    assert max(counts) <= 8


BODY = {"on": TODAY.isoformat(), "minutes": 360, "activity": "workshop", "title": "Thresholds", "ksbs": ["K8"]}


def test_as_json_a_session_is_planned_registered_and_acknowledged(visit, cast, cohort):
    (one,) = cohort(1)
    priya, chloe = visit("priya"), visit("chloe")
    key = {"headers": {"Idempotency-Key": "a-key"}}
    body = BODY | {"apprenticeships": [str(cast.hers), str(one)]}
    made, again = (priya.call("POST", "sessions", json=body, **key) for _ in range(2))
    assert (made.status_code, made.json()) == (201, again.json())
    said = made.json()
    here = f"sessions/{said['id']}"
    assert (said["state"], said["invited"], said["tutor"]["name"], len(said["places"])) == (
        "planned",
        2,
        "Priya Nair",
        2,
    )
    places = [
        {"apprenticeship": str(cast.hers), "attendance": "part", "minutes": 180},
        {"apprenticeship": str(one), "attendance": "absent"},
    ]
    held = priya.call("POST", f"{here}/register", json={"places": places}).json()
    assert (held["state"], held["present"]) == ("held", 1)
    own = chloe.call("GET", here).json()
    assert [place["name"] for place in own["places"]] == ["Chloe Marsden"]
    assert (own["places"][0]["minutes"], own["places"][0]["entry_state"]) == (180, "waiting")
    acknowledged = chloe.call("POST", f"{here}/acknowledgement", json={}).json()
    assert acknowledged["places"][0]["acknowledged"] is True
    disputed = chloe.call("POST", f"{here}/dispute", json={"note": "I left at noon."}).json()
    assert disputed["places"][0]["entry_state"] == "queried"
    assert [each["id"] for each in chloe.call("GET", "sessions?state=held").json()["items"]] == [said["id"]]
    assert chloe.call("GET", "sessions?state=planned").json() == {"items": [], "next": None}


def test_as_json_a_session_is_moved_and_cancelled_and_faults_are_named_by_their_paths(visit, cast):
    priya = visit("priya")
    here = f"sessions/{priya.call('POST', 'sessions', json=BODY | {'apprenticeships': [str(cast.hers)]}).json()['id']}"
    moved = priya.call("POST", f"{here}/move", json={"on": NEXT_WEEK.isoformat(), "reason": "Snow"}).json()
    assert (moved["on"], moved["moves"][0]["from_on"]) == (NEXT_WEEK.isoformat(), TODAY.isoformat())
    gone = priya.call("POST", f"{here}/cancellation", json={"reason": "The tutor is ill"}).json()
    assert (gone["state"], gone["reason"]) == ("cancelled", "The tutor is ill")
    wrong = priya.call("POST", "sessions", json=BODY | {"apprenticeships": [], "title": ""})
    assert (wrong.status_code, wrong.json()["errors"][0]["path"]) == (422, "apprenticeships")
    assert priya.call("GET", "sessions?state=gone").status_code == 422
    assert priya.call("POST", f"{here}/register", json={"places": []}).status_code == 409


def test_a_tutor_who_covers_sees_the_session_and_a_stranger_does_not(visit, cast):
    priya = visit("priya")
    where = planned(priya, [cast.hers])
    for name in ("tomas", "chloe", "mark", "adele"):
        assert visit(name).get(where).status_code == 404
    assert visit("tomas").get("/sessions/nonsense").status_code == 404
