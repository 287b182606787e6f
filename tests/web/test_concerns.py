"""Concerns in the browser and over JSON: what whoever raises one sees, and what nobody but the lead can find."""

import re

import pytest
from sqlalchemy import select

from app.actions import concerns as actions
from app.actions import people as people_actions
from app.db import concerns as db
from app.db.tables import core
from app.domain.concerns import About, Danger, Done, Place, Said
from app.domain.people import ProviderRole
from tests.web.test_access import PEOPLE

SECRET = "Mia Field does not want to go home on Fridays"
TYPED = {"about": "client", "danger": "no", "words": SECRET, "told": "Dana at work"}
NOT_THE_LEAD = sorted(set(PEOPLE) - {"sadia"})


def told(visitor, **changed):
    """The number of a concern that somebody sends by the form."""
    answer = visitor.client.post("/help/tell", data=TYPED | changed, follow_redirects=False)
    assert answer.status_code == 303, answer.text[:500]
    return answer.headers["location"].rpartition("/")[2]


def place_of(house, number):
    with house.database.reading() as session:
        return db.load(session, number).place


def test_a_way_to_raise_one_stands_on_every_page_and_carries_where_one_is(cast, visit):
    chloe = visit("chloe")
    for page, carries in (
        ("/home", ""),
        ("/account", ""),
        ("/standards", ""),
        (f"/a/{cast.hers}/coverage", f"?from=/a/{cast.hers}/"),
        (f"/a/{cast.hers}/reviews/8", f"?from=/a/{cast.hers}/reviews/8"),
    ):
        assert f"/help/tell{carries}" in chloe.page(page).links(), page
    assert not any("/help/tell" in link for link in visit().page("/help").links())


def test_a_page_that_says_no_carries_nothing(cast, visit):
    answer = visit("ben").get(f"/a/{cast.hers}/coverage")
    assert answer.status_code == 404
    assert 'href="/help/tell"' in answer.text


def test_whoever_came_from_a_piece_may_say_so_and_may_leave_it(house, cast, visit):
    chloe = visit("chloe")
    page = chloe.page(f"/help/tell?from=/a/{cast.hers}/evidence/E13")
    assert "Say that I came from E13 in Chloe Marsden’s record" in page.text
    address = page.field("from")["value"]
    assert place_of(house, told(chloe, **{"from": address, "say_from": "true"})) == Place(cast.hers, "E13")
    assert place_of(house, told(chloe, **{"from": address})) is None


def test_somebody_else_s_record_reads_as_no_record_at_all(cast, visit):
    ben = visit("ben")
    theirs = ben.get(f"/help/tell?from=/a/{cast.hers}/evidence/E1")
    nowhere = ben.get("/help/tell?from=/a/00000000-0000-0000-0000-000000000007/evidence/E1")
    odd = ben.get("/help/tell?from=https://example.net/")
    form = re.compile(r'name="form" value="[^"]+"')
    assert form.sub("", theirs.text) == form.sub("", nowhere.text) == form.sub("", odd.text)
    assert "came from" not in theirs.text


def test_it_says_who_reads_it_before_anything_is_typed_and_promises_no_speed(cast, visit):
    page = visit("mark").page("/help/tell")
    assert "Sadia Rahman, the safeguarding lead at Northgate Training" in page.text
    assert "may not be read for hours" in page.text
    assert "If somebody is in danger now, call 999" in page.text
    assert "Names may be written here" in page.text


def test_without_a_lead_it_says_so_before_anything_is_typed(house, cast, visit):
    with house.acting(cast.adele) as acting:
        people_actions.revoke(acting, cast.sadia.id, ProviderRole.SAFEGUARDING_LEAD)
    chloe = visit("chloe")
    page = chloe.page("/help/tell")
    assert "Nobody here is named to read concerns" in page.text
    assert "The administrators get an e-mail that one must be named" in page.text
    sent = chloe.page(f"/help/sent/{told(chloe)}")
    assert "nobody can until a safeguarding lead is named" in sent.text


def test_the_lines_to_call_stand_beside_the_button_and_local_ones_are_the_lead_s_to_set(cast, visit):
    chloe, sadia = visit("chloe"), visit("sadia")
    page = chloe.page("/help/tell")
    assert {"tel:999", "tel:101", "tel:08088005000", "tel:08001111", "tel:116123"} <= set(page.links())
    assert "Children’s social care: not set yet" in page.text
    sadia.post("/concerns/settings", {"children_social_care": "01632 960001"})
    assert "tel:01632960001" in chloe.page("/help/tell").links()
    assert {"tel:999", "tel:116123"} <= set(visit().page("/help").links())


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(visit):
    chloe = visit("chloe")
    answer = chloe.post("/help/tell", {"about": "", "danger": "", "words": "", "told": "Dana"})
    assert answer.status_code == 422
    for sentence in (
        "Choose whom it is about.",
        "Write what you saw or heard.",
        "Say whether anybody is in danger now.",
    ):
        assert answer.text.count(sentence) == 2, "in the summary and at the field"
    assert "Dana" in answer.text
    answer = chloe.post("/help/tell", TYPED | {"danger": "perhaps", "form": "x"})
    assert (answer.status_code, SECRET in answer.text) == (422, True)


def test_afterwards_its_title_tells_nobody_and_it_can_be_left(visit):
    chloe = visit("chloe")
    page = chloe.page(f"/help/sent/{told(chloe)}")
    assert page.headings["title"] == ["Help | Touchmark"]
    assert [a for a in page.all("a") if "data-leave" in a and a["href"] == "/"]
    assert SECRET in page.text
    assert "Nobody has read it yet" in page.text


def test_whoever_raised_it_sees_that_it_is_read_and_nothing_of_what_was_done(house, cast, visit):
    chloe, sadia = visit("chloe"), visit("sadia")
    number = told(chloe)
    sadia.page(f"/concerns/{number}")
    sadia.post(f"/concerns/{number}/notes", {"note": "Rang the school about it."})
    sadia.post(f"/concerns/{number}/outcome", {"outcome": "advice_given", "outcome_words": "Spoke with the family."})
    for page in (f"/help/sent/{number}", "/help/sent"):
        text = chloe.get(page).text
        assert "Rang the school" not in text
        assert "Spoke with" not in text
        assert "dvice" not in text
    assert "It has been read, the first time on 20 November 2026" in chloe.page(f"/help/sent/{number}").text
    assert visit("ben").client.get(f"/help/sent/{number}").status_code == 404


def test_the_form_sent_twice_is_one_concern(house, cast, visit):
    chloe = visit("chloe")
    form = chloe.page("/help/tell").field("form")["value"]
    assert told(chloe, form=form) == told(chloe, form=form)


def test_a_reading_is_on_record_before_it_is_shown_and_where_it_cannot_be_nothing_is_shown(house, cast, visit):
    number = told(visit("chloe"))
    sadia = visit("sadia")
    assert "Who has read it: 1 time" in sadia.page(f"/concerns/{number}").text
    assert "Who has read it: 2 times" in sadia.page(f"/concerns/{number}").text
    with house.database.engine.connect() as connection:
        connection.exec_driver_sql("DROP TABLE concern_reading")
        connection.commit()
    answer = sadia.client.get(f"/concerns/{number}")
    assert answer.status_code == 503
    assert SECRET not in answer.text


def test_looking_at_the_list_is_no_reading_and_says_nothing(house, cast, visit):
    number = told(visit("chloe"))
    text = visit("sadia").page("/concerns").text
    assert number in text
    assert "Chloe" not in text
    assert SECRET not in text
    with house.database.reading() as session:
        assert session.scalars(select(core.concern_reading.c.seq)).all() == []


def test_the_lead_works_on_it_from_outcome_to_closing_and_opens_it_again(house, cast, visit):
    number = told(visit("chloe"))
    sadia = visit("sadia")
    at = f"/concerns/{number}"
    assert "It can be closed once it is recorded what was done" in sadia.page(at).text
    wrong = sadia.post(f"{at}/outcome", {"outcome": "police", "outcome_words": "Rang 101."})
    assert wrong.status_code == 422
    assert "Rang 101." in wrong.text
    done = {"outcome": "police", "outcome_words": "Rang 101.", "referred_to": "PC Reed", "referred_on": "2026-11-20"}
    assert "Told: PC Reed, on 20 November 2026" in sadia.post(f"{at}/outcome", done).text
    assert "The concern is closed" in sadia.post(f"{at}/closing").text
    assert sadia.client.post(f"{at}/closing").status_code == 409
    assert sadia.post(f"{at}/opening", {"reason": " "}).status_code == 422
    assert "Opened again" in sadia.post(f"{at}/opening", {"reason": "PC Reed rang back."}).text


def test_what_is_past_its_date_is_named_and_erased_by_hand(house, cast, clock, visit):
    number = told(visit("chloe"))
    with house.acting(cast.sadia) as acting:
        actions.record_outcome(acting, number, Done("no_further_action", "Spoken with."))
        actions.close_concern(acting, number)
    sadia = visit("sadia")
    assert "Not confirmed" in sadia.page("/concerns").text
    sadia.post("/concerns/settings", {"keep_years": "6", "keep_source": "Safeguarding policy, section 9"})
    assert "20 Nov 2032" in sadia.page("/concerns").text
    assert sadia.client.post(f"/concerns/{number}/erasure", data={"typed": number}).status_code == 409
    clock.now = clock.now.replace(year=2032)
    sadia = visit("sadia")
    assert "1 concern past the date" in sadia.page("/concerns").text
    assert sadia.post(f"/concerns/{number}/erasure", {"typed": number}).status_code == 422
    page = sadia.post(f"/concerns/{number}/erasure", {"typed": number, "erase_reason": "Past its date."}).text
    assert SECRET not in page
    assert "Past its date." in page
    assert "was erased on" in visit("chloe").page(f"/help/sent/{number}").text


def test_the_lead_takes_one_or_all_as_a_file_and_that_is_on_record(house, cast, visit):
    number = told(visit("chloe"))
    other = told(visit("mark"), words="A tool store is left open.")
    sadia = visit("sadia")
    one = sadia.client.post(f"/concerns/{number}/file")
    assert one.headers["content-disposition"] == f'attachment; filename="concern-{number}.txt"'
    assert SECRET in one.text
    assert "tool store" not in one.text
    every = sadia.client.post("/concerns/file").text
    assert SECRET in every
    assert "tool store" in every
    assert "taken out as a file" in every
    with house.database.reading() as session:
        assert len(db.load(session, number).readings) == 2
        assert len(db.load(session, other).readings) == 1
        actions_ = session.scalars(select(core.history.c.action).where(core.history.c.chain == "concerns")).all()
    assert actions_.count("concern_exported") == 2


@pytest.mark.parametrize("name", NOT_THE_LEAD)
def test_nobody_but_the_lead_finds_it_by_any_page_or_call(house, cast, visit, name):
    """Priya raised it about Chloe's E1: on every page of everybody else, nothing differs for it."""
    pages = ["/account", "/help/sent", "/api/v1/concerns/sent", "/people", "/breaches", "/settings", "/apprenticeships"]
    pages += ["/apprenticeships?q=Mia", "/people?q=Mia", "/caseload", "/home", "/to-review", "/reviews"]
    of_hers = ("", "evidence", "coverage", "off-the-job", "reviews", "gateway", "history", "breaches")
    pages += [f"/a/{cast.hers}/{part}" for part in of_hers]
    pages += [f"/api/v1/apprenticeships/{cast.hers}/{part}" for part in ("history", "reviews", "gateway")]
    visitor = visit(name)
    before = {page: visitor.client.get(page).text for page in pages}
    with house.acting(cast.tomas) as acting:
        elsewhere = actions.raise_concern(acting, Said(About.APPRENTICE, Danger.YES, SECRET, place=Place(cast.his)))
    with house.acting(cast.priya if name != "priya" else cast.quentin) as acting:
        number = actions.raise_concern(
            acting, Said(About.APPRENTICE, Danger.YES, SECRET, place=Place(cast.hers, "E1"))
        ).number
    with house.acting(cast.sadia) as acting:
        actions.add_note(acting, number, "I rang her.")
    own = {"/help/sent", "/api/v1/concerns/sent"} if name == "tomas" else set()
    assert elsewhere.number
    for page in set(pages) - own:
        assert visitor.client.get(page).text == before[page], page
    for address in (f"/concerns/{number}", "/concerns", f"/api/v1/concerns/{number}", "/api/v1/concerns"):
        assert visitor.client.get(address).status_code == 403, address
    assert visitor.client.get(f"/help/sent/{number}").status_code == 404


def test_a_program_raises_one_and_reads_it_where_its_person_may(house, cast, visit):
    chloe, sadia = visit("chloe"), visit("sadia")
    body = {"about": "client", "danger": "unsure", "words": SECRET, "apprenticeship": str(cast.hers), "evidence": 4}
    headers = {"Idempotency-Key": "a-key"}
    first = chloe.call("POST", "concerns", json=body, headers=headers)
    assert first.status_code == 201
    assert list(first.json()) == ["number"]
    assert chloe.call("POST", "concerns", json=body, headers=headers).json() == first.json()
    number = first.json()["number"]
    [line] = sadia.call("GET", "concerns").json()["items"]
    assert (line["number"], line["state"], line["readings"], line["kept_until"]) == (number, "open", 0, None)
    assert "words" not in line
    whole = sadia.call("GET", f"concerns/{number}").json()
    assert (whole["words"], whole["place"], whole["raised_by"]["name"]) == (SECRET, "E4", "Chloe Marsden")
    assert [one["means"] for one in whole["readings"]] == ["call"]
    [own] = chloe.call("GET", "concerns/sent").json()["items"]
    assert (own["words"], own["first_read_at"] is not None) == (SECRET, True)
    assert not {"entries", "readings", "outcome"} & set(own)


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"about": "nobody"}, "about"),
        ({"danger": None}, "danger"),
        ({"words": " "}, "words"),
        ({"words": "x" * 20_001}, "words"),
        ({"evidence": 3}, "apprenticeship"),
        ({"evidence": 3, "review": 2}, "review"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_a_call_that_cannot_be_taken_says_what_is_wrong(visit, changed, path):
    body = {"about": "other", "danger": "no", "words": SECRET} | changed
    answer = visit("chloe").call("POST", "concerns", json=body)
    assert answer.status_code == 422
    assert path in [error["path"] for error in answer.json()["errors"]]


@pytest.mark.parametrize("number", ["C-222222", "x", "C-", "0", "C-OOOOOO", "%00"])
def test_a_number_that_is_none_is_no_page(visit, number):
    assert visit("sadia").client.get(f"/concerns/{number}").status_code == 404
    assert visit("sadia").call("GET", f"concerns/{number}").status_code == 404


def test_no_page_of_theirs_takes_more_statements_with_more_concerns(house, cast, visit, statements):
    chloe, sadia = visit("chloe"), visit("sadia")
    number = told(chloe)
    pages = (
        (chloe, f"/help/tell?from=/a/{cast.hers}/evidence/E1"),
        (chloe, f"/help/sent/{number}"),
        (chloe, "/help/sent"),
    )
    pages += ((sadia, "/concerns"), (sadia, f"/concerns/{number}"), (sadia, "/concerns/settings"))

    def counted():
        found = []
        for visitor, page in pages:
            with statements() as ran:
                visitor.page(page)
            found.append(len(ran))
        return found

    few = counted()
    for _ in range(5):
        told(chloe)
        sadia.post(f"/concerns/{number}/notes", {"note": f"Note {_}."})
    assert counted() == few
    assert max(few) <= 8, few
