"""Calendars at a private address: what stands in them for whom, read back line by line, and who is let in."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.actions import apprenticeships as changing
from app.actions import breaks, reviews
from app.actions.people import end_account
from app.actions.sessions import cancel_session, move_session, plan_session
from app.actions.status import change_status
from app.actions.training_plan import plan_activity
from app.domain.people import ApprenticeshipStatus, Role
from app.domain.sessions import SessionPlan
from app.domain.training_plan.values import PlanKind
from app.exchange.icalendar import Event, calendar_text
from tests.cast import NOW, TODAY

WORKSHOP = SessionPlan(TODAY + timedelta(days=7), 360, "workshop", "The Miller family", "Leeds; room 4, upstairs")
JOINED = replace(WORKSHOP, place="https://meet.example/secret", online=True)


def read_back(text):
    """A calendar's events as dictionaries, by the rules of RFC 5545: unfolded, split at the first colon, unescaped."""
    raw = text.encode()
    assert raw.endswith(b"\r\n")
    lines = raw.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(b"\r" not in line and b"\n" not in line for line in lines)
    assert all(line.decode() for line in lines), "a letter was split, or a line is empty"
    events, current = [], None
    for line in text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            current = {}
        elif line == "END:VEVENT":
            events.append(current)
            current = None
        elif current is not None:
            assert name not in current
            current[name] = plain(value)
    return events


def plain(value):
    out, marked = "", False
    for letter in value:
        if marked:
            out += "\n" if letter == "n" else letter
        elif letter != "\\":
            out += letter
        marked = letter == "\\" and not marked
    return out


@pytest.fixture
def address(visit):
    """Makes somebody's calendar address, by the button."""

    def make(name):
        page = visit(name).post("/account/calendar")
        assert page.status_code == 200
        found = page.text.partition('value="http://testserver/calendar/')[2].partition('"')[0]
        assert found.endswith(".ics")
        return f"/calendar/{found}"

    return make


def calendar(visit, address):
    answer = visit().get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return read_back(answer.text)


def on(event):
    return date.fromisoformat(event["DTSTART;VALUE=DATE"])


def test_three_parties_find_the_same_review_on_the_same_day_each_in_words_of_their_own(visit, address):
    found = {name: calendar(visit, address(name)) for name in ("chloe", "priya", "mark")}
    ninth = {name: next(one for one in events if "review 9" in one["SUMMARY"]) for name, events in found.items()}
    assert ninth["chloe"]["SUMMARY"] == "Milestone review 9"
    assert ninth["priya"]["SUMMARY"] == ninth["mark"]["SUMMARY"] == "Milestone review 9: Chloe"
    assert len({one["UID"] for one in ninth.values()}) == 1
    assert {on(one) for one in ninth.values()} == {date(2026, 11, 23)}
    assert ninth["chloe"]["DTSTAMP"] == "20261120T090000Z"
    assert ninth["chloe"]["URL"].endswith("/reviews/9")
    assert ninth["mark"]["URL"] == "http://testserver/due", "the place that one link opens"
    assert "Marsden" not in str(found)


def test_a_review_that_moves_keeps_its_id_and_counts_up_and_a_missed_one_is_cancelled(
    house, cast, clock, visit, address
):
    hers = address("chloe")
    before = next(one for one in calendar(visit, hers) if "review 9" in one["SUMMARY"])
    with house.acting(cast.priya) as acting:
        reviews.move_review(acting, cast.hers, 9, TODAY + timedelta(days=12), "Chloe is at court that day.")
    moved = next(one for one in calendar(visit, hers) if "review 9" in one["SUMMARY"])
    assert moved["UID"] == before["UID"]
    assert int(moved["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    assert on(moved) == TODAY + timedelta(days=12)
    assert "court" not in str(moved)
    clock.now = NOW + timedelta(days=13)
    with house.acting(cast.priya) as acting:
        reviews.miss_review(acting, cast.hers, 9, "Nobody came.")
    missed = next(one for one in calendar(visit, hers) if "review 9" in one["SUMMARY"])
    assert missed["STATUS"] == "CANCELLED"
    assert int(missed["SEQUENCE"]) == int(moved["SEQUENCE"]) + 1


def test_sessions_and_plans_stand_in_it_without_a_word_that_anybody_typed(house, cast, visit, address):
    with house.acting(cast.priya) as acting:
        there = plan_session(acting, WORKSHOP, [cast.hers])
        plan_session(acting, JOINED, [cast.hers])
        plan_activity(acting, cast.hers, PlanKind.TUTORIAL, TODAY + timedelta(days=3), title="About the Millers")
    every = {name: calendar(visit, address(name)) for name in ("chloe", "priya", "mark")}
    for name, events in every.items():
        told = str(events)
        assert "Miller" not in told and "meet.example" not in told
        held = next(one for one in events if str(there) in one["UID"])
        assert held["LOCATION"] == "Leeds; room 4, upstairs"
        assert held["SUMMARY"].endswith("Chloe") is (name != "chloe")
        assert held["DESCRIPTION"] == "6 hours"
        assert any(one["DESCRIPTION"] == "6 hours, online" for one in events if "DESCRIPTION" in one)
        assert any("Tutorial" in one["SUMMARY"] for one in events)
    with house.acting(cast.priya) as acting:
        move_session(acting, there, WORKSHOP.on + timedelta(days=1), "The room is taken.")
        cancel_session(acting, there, "Too few came.")
    gone = next(one for one in calendar(visit, address("chloe")) if str(there) in one["UID"])
    assert (gone["STATUS"], gone["SEQUENCE"]) == ("CANCELLED", "2")
    assert "taken" not in str(gone) and "few" not in str(gone)


def test_a_break_empties_its_days_and_moves_what_comes_after(house, cast, visit, address):
    hers = address("chloe")
    with house.acting(cast.priya) as acting:
        plan_session(acting, WORKSHOP, [cast.hers])
    before = next(one for one in calendar(visit, hers) if "review 9" in one["SUMMARY"])
    with house.acting(cast.adele) as acting:
        change_status(acting, cast.hers, ApprenticeshipStatus.ON_A_BREAK, TODAY)
    paused = calendar(visit, hers)
    assert [one for one in paused if on(one) >= TODAY] == []
    assert before["UID"] not in {one["UID"] for one in paused}
    with house.acting(cast.adele) as acting:
        breaks.return_from_break(acting, cast.hers, TODAY, TODAY + timedelta(days=28))
    after = next(one for one in calendar(visit, hers) if "review 9" in one["SUMMARY"])
    assert on(after) == on(before) + timedelta(days=28)
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


def test_whoever_s_role_has_ended_finds_nothing_more_of_that_apprentice_in_it(house, cast, visit, address):
    his, hers = address("mark"), address("priya")
    with house.acting(cast.adele) as acting:
        changing.end_access(acting, cast.hers, cast.mark.id, Role.EMPLOYER, TODAY)
    assert calendar(visit, his) == []
    with house.acting(cast.adele) as acting:
        end_account(acting, cast.priya.id)
    assert visit().get(hers).status_code == 404


def test_a_new_address_ends_the_old_one_and_only_a_digest_is_kept(house, visit, address):
    first = address("chloe")
    chloe = visit("chloe")
    second = chloe.call("POST", "me/calendar").json()["address"].removeprefix("http://testserver")
    assert visit().get(first).status_code == 404
    assert visit().get(second).status_code == 200
    assert chloe.call("GET", "me/calendar").json()["made_at"]
    assert second.split("/")[-1].removesuffix(".ics") not in chloe.get("/account").text, "it is shown once"
    with house.database.engine.connect() as connection:
        kept = str(connection.exec_driver_sql("SELECT * FROM calendar_address").all())
    assert second.split("/")[-1].removesuffix(".ics") not in kept
    assert "take the address away" in chloe.get("/account").text.lower()
    chloe.post("/account/calendar/end")
    assert visit().get(second).status_code == 404
    assert chloe.call("POST", "me/calendar/withdrawal").json() == {"made_at": None}, "again, and nothing is wrong"


def test_guessing_is_slowed_and_never_shuts_out_a_calendar_that_is_right(visit, address):
    hers, guesser = address("chloe"), visit()
    answers = {guesser.get(f"/calendar/guess-{n}.ics").status_code for n in range(60)}
    assert answers == {404}
    assert guesser.get("/calendar/guess.ics").status_code == 429
    assert guesser.get(hers).status_code == 200


def test_reading_a_calendar_asks_a_handful_of_statements_and_changes_nothing(house, cast, visit, address, statements):
    hers = address("priya")
    with house.acting(cast.priya) as acting:
        plan_session(acting, WORKSHOP, [cast.hers])
        reviews.move_review(acting, cast.hers, 9, TODAY + timedelta(days=12), "A day later.")
    reader = visit()
    with statements() as ran:
        reader.get(hers)
    assert len(ran) <= 7
    assert [one for one in ran.all if not one.lstrip().startswith(("SELECT", "WITH"))] == []


def test_the_account_page_says_what_the_address_tells_to_whom_it_is_for(visit):
    assert "first names of your apprentices" in visit("priya").page("/account").text
    assert "first names of your apprentices" not in visit("chloe").page("/account").text
    assert "Your calendar" not in visit("adele").page("/account").text


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_words_stand_in_it_come_back_and_begin_no_line_of_their_own(summary, place):
    (found,) = read_back(calendar_text("Zoë’s calendar", [Event("a@b", TODAY, summary, place=place)], NOW))

    def tidy(words):
        flat = words.replace("\r\n", "\n").replace("\r", "\n")
        return "".join(letter for letter in flat if letter in "\n\t" or (ord(letter) >= 32 and ord(letter) != 127))

    assert found["SUMMARY"] == tidy(summary)
    assert found.get("LOCATION", "") == tidy(place)
    assert on(found) == TODAY
