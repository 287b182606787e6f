"""The administrator's pages about apprenticeships: the list, adding one, and changing who is on it."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.db import apprenticeships, people
from app.db.tables import core
from tests.cast import TODAY
from tests.visits import Page

ENTERED = {
    "apprentice.name": "Aisha Khan",
    "apprentice.email": "aisha.khan@example.org",
    "apprentice.date_of_birth": "2004-05-06",
    "standard": "ST0868/1.0",
    "programme": "",
    "start": "2026-09-01",
    "planned_end": "2028-03-01",
    "weekly_hours": "37.5",
    "days_a_week": "",
    "weeks_a_year": "",
    "planned_hours": "",
    "tutor.name": "Priya Nair",
    "tutor.email": "priya.nair@example.org",
    "employer.organisation": "Calder Vale Council",
    "employer.name": "Ian Farrow",
    "employer.email": "ian.farrow@example.org",
}


def mails(house):
    with house.database.reading() as session:
        return [json.loads(body) for body in session.scalars(select(core.job.c.body).where(core.job.c.kind == "mail"))]


def all_of_them(house, day=TODAY):
    with house.database.reading() as session:
        return {one.apprentice.name: one for one in apprenticeships.load_many(session, day)}


def test_the_list_says_who_on_what_where_and_with_whom(visit):
    text = visit("adele").page("/apprenticeships").text
    assert "2 apprenticeships" in text
    assert text.index("Ben Carter") < text.index("Chloe Marsden")
    for said in ("ST0868", "Calder Vale Council", "Priya Nair", "Active", "7 Jul 2025", "7 Jan 2027"):
        assert said in text


@pytest.mark.parametrize(
    ("search", "names"),
    [
        ("chloe", ["Chloe Marsden"]),
        ("harbour", ["Ben Carter"]),
        ("PRIYA.NAIR@", ["Chloe Marsden"]),
        ("st0868", ["Ben Carter", "Chloe Marsden"]),
        ("nobody at all", []),
        ("%", []),
    ],
)
def test_a_search_finds_by_anybody_on_it_the_employer_and_the_standard(visit, search, names):
    page = visit("adele").page(f"/apprenticeships?q={search.replace('%', '%25')}")
    assert [name for name in ("Ben Carter", "Chloe Marsden") if name in page.text] == names


def test_a_quality_assurer_reads_the_list_and_is_not_offered_to_change_anything(visit, cast):
    quentin = visit("quentin")
    page = quentin.page("/apprenticeships")
    assert page.headings["h1"] == ["Apprentices"]
    assert f"/a/{cast.hers}/" in page.links()
    assert f"/apprenticeships/{cast.hers}" not in page.links()
    assert quentin.get(f"/apprenticeships/{cast.hers}").status_code == 403
    assert quentin.get("/apprenticeships/new").status_code == 403


def test_adding_one_puts_three_people_on_it_and_sends_links_to_those_without_a_password(visit, house):
    answer = visit("adele").post("/apprenticeships", ENTERED)
    page = Page(answer.text)
    assert page.headings["h1"] == ["Aisha Khan"]
    assert "Aisha Khan is added" in page.text
    assert "Links to set a password are on their way to Aisha Khan, Ian Farrow and Priya Nair." in page.text
    assert {mail["to"] for mail in mails(house)} == {
        "aisha.khan@example.org",
        "ian.farrow@example.org",
        "priya.nair@example.org",
    }
    one = all_of_them(house)["Aisha Khan"]
    assert (one.weekly_minutes, one.terms.days_a_week, one.terms.weeks_a_year) == (2250, 5, 52)
    assert one.terms.planned_minutes is None
    assert "6 May 2004" in page.text


def test_hours_and_days_are_kept_as_entered(visit, house):
    more = {"days_a_week": "2.5", "weeks_a_year": "39", "planned_hours": "412.5"}
    visit("adele").post("/apprenticeships", ENTERED | more)
    terms = all_of_them(house)["Aisha Khan"].terms
    assert (terms.days_a_week, terms.weeks_a_year, terms.planned_minutes) == (2.5, 39, 24750)


def test_every_fault_is_named_at_once_beside_its_field_and_what_was_typed_is_kept(visit, house):
    wrong = ENTERED | {
        "apprentice.name": "",
        "apprentice.email": "nonsense",
        "apprentice.date_of_birth": "soon",
        "start": "2026-09-01",
        "planned_end": "2026-08-01",
        "weekly_hours": "lots",
        "days_a_week": "9",
        "planned_hours": "-3",
        "tutor.email": "",
        "employer.organisation": "   ",
    }
    answer = visit("adele").post("/apprenticeships", wrong)
    page = Page(answer.text)
    assert answer.status_code == 422
    for sentence in (
        "Enter the apprentice’s name.",
        "Enter an email address, such as name@example.org.",
        "Enter a date, such as 2026-11-23.",
        "The planned end must be after the start.",
        "Enter the paid hours a week as a number from 1 to 168, such as 35 or 37.5.",
        "Enter the days a week as a number from 0.1 to 7, such as 5 or 2.5.",
        "Enter the planned hours as a number, such as 469, or leave it empty.",
        "Enter the tutor’s email address, such as name@example.org.",
        "Enter the employer’s name, such as Calder Vale Council.",
    ):
        assert page.text.count(sentence) == 2, sentence
    summary = [link[1:] for link in page.links() if link.startswith("#") and link != "#main"]
    on_the_page = [a["id"] for _, a in page.tags if a.get("id") in summary]
    assert summary == on_the_page, "the summary follows the page"
    for name, value in wrong.items():
        if name not in ("standard", "programme"):
            assert page.field(name)["value"].strip() == value.strip(), name
    assert "Aisha Khan" not in all_of_them(house)
    assert mails(house) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"tutor.email": "aisha.khan@example.org"}, "must be three people"),
        ({"employer.email": "PRIYA.NAIR@example.org"}, "must be three people"),
        ({"apprentice.email": "Chloe.Marsden@example.org"}, "already has an apprenticeship open on ST0868"),
        ({"standard": "ST9999/1.0"}, "is not a standard held here"),
        ({"standard": "nonsense"}, "is not a standard held here"),
        ({"apprentice.date_of_birth": "2026-09-01"}, "The date of birth must be before the start."),
        ({"start": "0001-01-01"}, "or more"),
        ({"weekly_hours": "0"}, "Enter the paid hours a week"),
        ({"weekly_hours": "169"}, "Enter the paid hours a week"),
        ({"weekly_hours": "NaN"}, "Enter the paid hours a week"),
        ({"weekly_hours": "0.001"}, "Enter the paid hours a week"),
        ({"weeks_a_year": "0.5"}, "Enter the weeks a year as a number from 1 to 53, such as 52 or 39."),
        ({"surprise": "x"}, "is not part of this form"),
        ({"tutor.surprise": "x"}, "is not part of this form"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(visit, house, wrong, sentence):
    answer = visit("adele").post("/apprenticeships", ENTERED | wrong)
    assert answer.status_code == 422
    assert sentence in Page(answer.text).text
    assert "Aisha Khan" not in all_of_them(house)


def test_a_form_that_is_not_a_form_is_refused_in_a_sentence(visit):
    adele = visit("adele")
    assert adele.client.post("/apprenticeships", content=b"\xff\xfe=1").status_code == 422
    assert adele.client.post("/apprenticeships", content=b"a=" + b"x" * 1_100_000).status_code == 413
    assert adele.client.post("/apprenticeships", content="&".join(f"f{n}=1" for n in range(3000))).status_code == 422


def test_the_manage_page_says_who_is_on_it_from_when(visit, cast):
    text = visit("adele").page(f"/apprenticeships/{cast.hers}").text
    for said in (
        "Priya Nair",
        "Mark Ellis",
        "14 March 2003",
        "35 hours",
        "469 hours",
    ):
        assert said in text


def test_a_new_tutor_from_a_date(visit, cast, house):
    day = TODAY + timedelta(days=10)
    sent = {"tutor_name": "Nia Powell", "tutor_email": "nia@example.org", "tutor_since": day.isoformat()}
    text = Page(visit("adele").post(f"/apprenticeships/{cast.hers}/tutor", sent).text).text
    assert "The tutor is changed" in text
    assert "From 30 November 2026" in text
    assert "Nia Powell" in text
    assert {mail["to"] for mail in mails(house)} >= {"nia@example.org"}
    assert all_of_them(house)["Chloe Marsden"].tutor.name == "Priya Nair"
    assert all_of_them(house, day)["Chloe Marsden"].tutor.name == "Nia Powell"


def test_a_date_of_birth_that_was_not_known_is_recorded_once(visit, cast, house):
    with house.database.writing() as session:
        people.set_date_of_birth(session, cast.chloe.id, None)
    adele, here = visit("adele"), f"/apprenticeships/{cast.hers}"
    assert "Record the date of birth" in adele.page(here).text
    for typed, said in (("", "date"), ("2026-01-01", "The date of birth must be before the start.")):
        refused = adele.client.post(f"{here}/date-of-birth", data={"date_of_birth": typed})
        assert refused.status_code == 422
        assert Page(refused.text).field("date_of_birth")["value"] == typed
        assert said in Page(refused.text).text
    kept = Page(adele.post(f"{here}/date-of-birth", {"date_of_birth": "2004-05-06"}).text)
    assert "The date of birth is recorded" in kept.text and "6 May 2004" in kept.text
    assert "Record the date of birth" not in kept.text
    adele.post(f"{here}/date-of-birth", {"date_of_birth": "2004-05-06"})
    another = adele.client.post(f"{here}/date-of-birth", data={"date_of_birth": "2004-05-07"})
    assert another.status_code == 409 and "Another date of birth is on record" in another.text
    with house.database.reading() as session:
        told = core.history.c.action == "date_of_birth_recorded"
        assert session.scalars(select(core.history.c.subject).where(told)).all() == [str(cast.chloe.id)]
    reasons = [
        one["reason"] for one in visit("priya").call("GET", f"apprenticeships/{cast.hers}/gateway").json()["checks"]
    ]
    assert not any("no date of birth is recorded" in reason for reason in reasons)


def test_another_employer_from_a_date(visit, cast, house):
    sent = {
        "employer_organisation": "Harbour Family Hub",
        "employer_name": "Ruth Lowe",
        "employer_email": "ruth.lowe@example.org",
        "employer_since": TODAY.isoformat(),
    }
    visit("adele").post(f"/apprenticeships/{cast.hers}/employer", sent)
    one = all_of_them(house)["Chloe Marsden"]
    assert (one.terms.employer.name, one.employer_contact.name) == ("Harbour Family Hub", "Ruth Lowe")
    assert visit("mark").client.get(f"/api/v1/apprenticeships/{cast.hers}").status_code == 404


def test_cover_with_an_end_lets_the_cover_in_until_then(visit, cast, clock):
    sent = {
        "cover_role": "tutor",
        "cover_name": "Tomas Reyes",
        "cover_email": "tomas.reyes@example.org",
        "cover_since": TODAY.isoformat(),
        "cover_until": (TODAY + timedelta(days=2)).isoformat(),
    }
    text = Page(visit("adele").post(f"/apprenticeships/{cast.hers}/cover", sent).text).text
    assert "Tutor, cover" in text
    assert visit("tomas").call("GET", f"apprenticeships/{cast.hers}").status_code == 200
    clock.now += timedelta(days=2)
    assert visit("tomas").call("GET", f"apprenticeships/{cast.hers}").status_code == 404


@pytest.mark.parametrize(
    ("form", "sent", "sentence", "field"),
    [
        ("tutor", {"tutor_name": "", "tutor_email": "x", "tutor_since": ""}, "Enter a name.", "tutor_name"),
        (
            "tutor",
            {"tutor_name": "Mark", "tutor_email": "mark.ellis@example.org", "tutor_since": "2026-11-20"},
            "nobody acts for two parties",
            "tutor_email",
        ),
        (
            "cover",
            {
                "cover_role": "tutor",
                "cover_name": "Tomas Reyes",
                "cover_email": "tomas.reyes@example.org",
                "cover_since": "2026-11-20",
                "cover_until": "2026-11-20",
            },
            "The cover must end after it begins.",
            "cover_until",
        ),
        ("status", {"status_since": "2026-11-20"}, "Choose one.", "status"),
        (
            "status",
            {"status": "on_a_break", "status_since": "2026-11-20", "status_back_on": "2026-11-19"},
            "The first day back must be after the break begins.",
            "status_back_on",
        ),
        (
            "employer",
            {
                "employer_organisation": "Hub",
                "employer_name": "Ruth",
                "employer_email": "ruth.lowe@example.org",
                "employer_since": "2025-01-01",
            },
            "The apprenticeship started on 7 July 2025.",
            "employer_since",
        ),
    ],
)
def test_a_fault_stands_at_its_own_form_and_what_was_typed_is_kept(visit, cast, form, sent, sentence, field):
    answer = visit("adele").post(f"/apprenticeships/{cast.hers}/{form}", sent)
    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.text.count(sentence) == 2
    assert f"#{field.replace('.', '-')}" in page.links()
    for name, value in sent.items():
        if name not in ("cover_role", "status"):
            assert page.field(name)["value"] == value


def test_an_access_that_is_ended_is_gone_from_that_day(visit, cast):
    adele = visit("adele")
    sent = {"person": str(cast.mark.id), "role": "employer", "on": TODAY.isoformat()}
    assert "The access is ended" in Page(adele.post(f"/apprenticeships/{cast.hers}/members/end", sent).text).text
    again = adele.post(f"/apprenticeships/{cast.hers}/members/end", sent)
    assert again.status_code == 409
    assert "That access has ended already." in Page(again.text).text


def test_a_break_is_on_the_page_and_in_the_history(visit, cast, house):
    adele = visit("adele")
    sent = {
        "status": "on_a_break",
        "status_since": TODAY.isoformat(),
        "status_back_on": "2027-01-11",
        "status_reason": "",
    }
    text = Page(adele.post(f"/apprenticeships/{cast.hers}/status", sent).text).text
    assert "From 20 November 2026, back on 11 January 2027" in text
    assert all_of_them(house, date(2027, 1, 10))["Chloe Marsden"].status == "on_a_break"
    assert all_of_them(house, date(2027, 1, 11))["Chloe Marsden"].status == "active"
    told = adele.page(f"/a/{cast.hers}/history").text
    assert "Began a break in learning" in told
    assert "Set the status: on a break" in told


def test_the_list_runs_a_few_statements_however_many_there_are(visit, statements):
    adele = visit("adele")
    adele.page("/apprenticeships")
    with statements() as few:
        adele.page("/apprenticeships")
    for n in range(20):
        adele.post("/apprenticeships", ENTERED | {"apprentice.name": f"A{n}", "apprentice.email": f"a{n}@example.org"})
    with statements() as many:
        assert "22 apprenticeships" in adele.page("/apprenticeships").text
    assert len(many) == len(few) <= 8


def test_an_original_start_before_the_start_is_kept_shown_and_told(visit, house):
    adele = visit("adele")
    page = Page(adele.post("/apprenticeships", ENTERED | {"original_start": "2024-06-03"}).text)
    assert "Original start3 June 2024" in page.text.replace("Original start ", "Original start")
    one = all_of_them(house)["Aisha Khan"]
    assert (one.start, one.original_start) == (date(2026, 9, 1), date(2024, 6, 3))
    agreed, history = adele.page(f"/a/{one.id}/agreed").text, adele.page(f"/a/{one.id}/history").text
    assert "began on 1 September 2026, and first of all on 3 June 2024." in agreed
    assert "from 1 September 2026, and first of all from 3 June 2024" in history


@pytest.mark.parametrize("typed", ["", "2026-09-01"])
def test_who_begins_for_the_first_time_has_one_start(visit, house, typed):
    adele = visit("adele")
    page = Page(adele.post("/apprenticeships", ENTERED | {"original_start": typed}).text)
    one = all_of_them(house)["Aisha Khan"]
    assert one.original_start == one.start
    assert "Original start" not in page.text
    assert "first of all" not in adele.page(f"/a/{one.id}/history").text


def test_english_and_maths_go_by_the_age_at_the_original_start(visit, house):
    """Aisha was 17 when she first began and is 22 on her return: what is asked of those under 19 is asked of her."""
    adele = visit("adele")
    states = {}
    for name, first in (("Aisha Khan", "2021-09-06"), ("Bea Lund", "")):
        email = {"apprentice.name": name, "apprentice.email": f"{name[:3].lower()}@example.org"}
        adele.post("/apprenticeships", ENTERED | email | {"original_start": first})
        one = all_of_them(house)[name]
        checks = visit("priya").call("GET", f"apprenticeships/{one.id}/gateway").json()["checks"]
        states[name] = {check["id"]: check["state"] for check in checks}["maths"]
    assert states == {"Aisha Khan": "not_met", "Bea Lund": "not_confirmed"}


def test_an_original_start_after_the_start_is_refused_beside_its_field_and_kept(visit, house):
    answer = visit("adele").post("/apprenticeships", ENTERED | {"original_start": "2026-09-02"})
    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.text.count("The original start must not be after the start.") == 2
    assert page.field("original_start")["value"] == "2026-09-02"
    assert "Aisha Khan" not in all_of_them(house)


def test_nobody_was_born_after_they_first_began(visit, house):
    answer = visit("adele").post("/apprenticeships", ENTERED | {"original_start": "2004-05-06"})
    assert answer.status_code == 422
    assert "The date of birth must be before the start." in answer.text
