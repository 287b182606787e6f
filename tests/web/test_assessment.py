"""The end-point assessment on screen and for programs: booked, moved, sat, told of, corrected, sat again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.actions.assessment import book_method, cancel_sitting, correct_outcome, move_sitting, record_outcome
from app.actions.plan_facts import confirm_plan_fact
from app.answers.assessment import steps_towards_assessment
from app.db import apprenticeships, history
from app.db.home import OwnSitting
from app.db.tables import core
from app.domain.assessment import Booking, Means, Outcome, SittingKind
from app.domain.people import ApprenticeshipStatus
from app.domain.refusals import NotFound, NotPermitted, WrongState
from tests.cast import TODAY
from tests.portfolios import Piece, keep_pieces
from tests.visits import Page
from tests.web.test_plan_facts import confirmed, do, spaced

DISCUSSION = Booking("professional_discussion", SittingKind.FIRST, TODAY, Means.ONLINE, "10:00, by video", "NCFE")
CASE_STUDY = Booking("case_study", SittingKind.FIRST, TODAY, Means.IN_PERSON, "Room 2", "NCFE")
PASS, FAIL = Outcome("pass", TODAY, "NCFE, by letter"), Outcome("fail", TODAY, "NCFE, by letter")
CAPPED = {"resit_months": 3, "retake_months": 6, "capped_at": "pass", "employer_agrees": True}
TYPED = {"method": "case_study", "kind": "first", "on": "2026-12-03", "means": "in_person", "organisation": "NCFE"}


@pytest.fixture
def here(cast):
    return f"/a/{cast.hers}/assessment"


@pytest.fixture
def adele(house, cast):
    """`adele(book_method, …)` does it in the administrator's name on Chloe's record."""

    def do(action, *given, **named):
        with house.acting(cast.adele) as acting:
            return action(acting, cast.hers, *given, **named)

    return do


def test_an_administrator_books_a_method_and_everybody_on_the_apprenticeship_reads_when(visit, here):
    answer = visit("adele").post(f"{here}/sittings", TYPED | {"place": "10:00, Room 2"})
    assert "Case study, attempt 1" in Page(answer.text).text
    for name in ("chloe", "priya", "mark", "quentin", "adele"):
        page = visit(name).page(here)
        assert "It is on 3 December 2026." in page.text
        assert "10:00, Room 2" in page.text


def test_only_an_administrator_records_and_an_assessor_sees_none_of_it(house, cast, here, visit, adele):
    adele(book_method, DISCUSSION)
    for name in ("chloe", "priya", "mark", "quentin"):
        assert "Book a method" not in visit(name).page(here).text
        with house.acting(cast.everybody[name]) as acting, pytest.raises(NotPermitted):
            record_outcome(acting, cast.hers, 1, PASS)
    with house.acting(cast.tomas) as acting, pytest.raises(NotFound):
        book_method(acting, cast.hers, DISCUSSION)
    for address in (here, f"{here}/1"):
        assert visit("helen").client.get(address).status_code == 404
    assert visit("helen").call("GET", f"apprenticeships/{cast.hers}/assessment").status_code == 404


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(visit, here):
    answer = visit("adele").post(
        f"{here}/sittings", TYPED | {"on": "2024-01-01", "place": "Room 7", "organisation": ""}
    )
    page = Page(answer.text)
    assert answer.status_code == 422
    assert "The apprenticeship started on 7 July 2025. Choose a later day." in page.text
    assert page.field("place")["value"] == "Room 7"
    assert page.field("on")["value"] == "2024-01-01"
    adele = visit("adele")
    adele.post(f"{here}/sittings", TYPED)
    again = adele.post(f"{here}/sittings", TYPED | {"on": "2026-12-04"})
    assert again.status_code == 422
    assert "booked already, for 3 December 2026" in Page(again.text).text


def test_the_same_booking_once_more_is_the_one_there_is(adele, house):
    assert adele(book_method, DISCUSSION) == adele(book_method, DISCUSSION) == 1
    with pytest.raises(WrongState):
        adele(book_method, Booking("professional_discussion", SittingKind.FIRST, TODAY, Means.IN_PERSON, "", "NCFE"))


def test_a_booking_is_moved_and_cancelled_with_the_reason_and_all_of_it_stays(visit, here, adele):
    adele(book_method, DISCUSSION)
    form = {"on": "2026-12-10", "means": "online", "place": "11:00", "reason": "The assessor is away."}
    page = Page(visit("adele").post(f"{here}/1/move", form).text)
    assert "Moved to 10 December 2026: The assessor is away." in page.text
    adele(move_sitting, 1, "The assessor is away.", on=TODAY + timedelta(days=20), means=Means.ONLINE, place="11:00")
    adele(cancel_sitting, 1, "Chloe asked for a later day.")
    adele(cancel_sitting, 1, "Chloe asked for a later day.")
    page = visit("chloe").page(f"{here}/1")
    assert page.text.count("The assessor is away.") == 1
    assert "Cancelled: 10 December 2026: Chloe asked for a later day." in page.text
    assert "Not booked yet." in visit("chloe").page(here).text


def test_moving_the_method_booked_first_beyond_the_plans_months_is_warned_of_once_the_other_was_sat(
    house, cast, visit, here, adele
):
    """A sitting keeps its number when it is moved, so what was sat before it may have a later one.

    Confirmed or not, no source says from which day the months count, so nothing is refused by them.
    """
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "months_to_finish", confirmed(3))
    adele(book_method, replace(CASE_STUDY, on=TODAY + timedelta(days=20)))
    adele(book_method, DISCUSSION)
    adele(record_outcome, 2, PASS)
    adele(move_sitting, 1, "Full.", on=TODAY + timedelta(days=500), means=Means.ONLINE, place="11:00")
    said = "Attempt 1: All methods are over within 3 months, or all begins again. Counted from 20 November 2026"
    for page in (visit("adele").page(here), visit("chloe").page(here)):
        assert said in page.text
        assert "by 20 February 2027. From which day these months count is not confirmed." in page.text


def test_who_moves_a_further_attempt_can_say_that_the_employer_has_agreed_by_now(house, cast, visit, here, adele):
    """It was booked while nobody had confirmed that the employer has to."""
    adele(book_method, CASE_STUDY)
    adele(record_outcome, 1, FAIL)
    adele(book_method, replace(CASE_STUDY, kind=SittingKind.RESIT, on=TODAY + timedelta(days=9)))
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "resits", confirmed(CAPPED))
    form = {"on": "2026-12-10", "means": "online", "place": "11:00", "reason": "The assessor is away."}
    refused = visit("adele").post(f"{here}/2/move", form)
    page = Page(refused.text)
    assert refused.status_code == 422 and "The employer has to agree to a further attempt." in page.text
    assert "#move-employer_agreed" in page.links() and page.field("employer_agreed")
    moved = Page(visit("adele").post(f"{here}/2/move", form | {"employer_agreed": "true"}).text)
    assert "Moved to 10 December 2026" in moved.text and "The employer agreed to it" in moved.text


def test_nothing_is_booked_for_somebody_who_was_withdrawn(house, cast, visit, here):
    with house.database.writing() as session:
        gone = ApprenticeshipStatus.WITHDRAWN
        apprenticeships.set_status(session, cast.hers, gone, TODAY, by=cast.adele.id, at=house.now())
    answer = visit("adele").post(f"{here}/sittings", TYPED)
    assert answer.status_code == 422
    assert "The apprenticeship was withdrawn, so no method can be booked." in Page(answer.text).text


def test_no_outcome_is_asked_for_before_the_day(visit, here, adele, clock):
    adele(book_method, Booking("case_study", SittingKind.FIRST, TODAY + timedelta(days=3), Means.ONLINE, "", "NCFE"))
    assert "Record what came of it" not in visit("adele").page(f"{here}/1").text
    form = {"grade": "pass", "told_on": "2026-11-20", "told_by": "NCFE"}
    assert visit("adele").client.post(f"{here}/1/outcome", data=form).status_code == 422
    clock.now += timedelta(days=4)
    assert "It was on 23 November 2026, and no outcome is recorded yet." in visit("adele").page(here).text
    assert "Record what came of it" in visit("adele").page(f"{here}/1").text


def test_who_told_it_and_who_recorded_it_stand_with_the_outcome_and_a_correction_keeps_the_one_before(
    visit, here, adele
):
    adele(book_method, DISCUSSION)
    adele(record_outcome, 1, FAIL)
    adele(record_outcome, 1, FAIL)
    with pytest.raises(WrongState):
        adele(record_outcome, 1, PASS)
    form = {"grade": "pass", "told_on": "2026-11-20", "told_by": "NCFE, by letter", "reason": "Two letters mixed up."}
    page = Page(visit("adele").post(f"{here}/1/correction", form).text)
    assert "Pass. Told on 20 November 2026 by NCFE, by letter. Corrected because: Two letters mixed up." in page.text
    assert "Not passed (corrected since)" in page.text
    assert "Recorded by Adele Brook" in page.text
    assert "Passed, with the grade pass." in visit("chloe").page(here).text
    adele(correct_outcome, 1, Outcome("pass", TODAY, "NCFE, by letter", reason="Two letters mixed up."))
    assert visit("chloe").page(f"{here}/1").text.count("Corrected because") == 1


def test_a_fail_is_said_kindly_with_what_can_be_done_and_whose_rule_it_is(visit, here, adele):
    adele(book_method, CASE_STUDY)
    adele(record_outcome, 1, FAIL)
    page = visit("chloe").page(here)
    assert "Not passed this time." in page.text
    assert "A resit, without further learning, would be by 20 February 2027; a retake" in page.text
    assert "would be by 20 May 2027. Another standard’s rule (" in page.text


def test_a_resit_against_an_unconfirmed_rule_is_booked_and_says_what_to_check(visit, here, adele):
    adele(book_method, CASE_STUDY)
    adele(record_outcome, 1, FAIL)
    answer = visit("adele").post(f"{here}/sittings", TYPED | {"kind": "resit", "on": "2027-03-01"})
    assert answer.status_code == 200
    page = visit("priya").page(here)
    assert "Attempt 2, a resit: The employer has to agree to a further attempt. A resit is" in page.text
    assert "A resit is within 3 months of the result: by 20 February 2027. Another standard’s rule" in page.text


def test_both_methods_make_the_grade_of_the_whole_and_she_is_told_warmly(visit, here, adele):
    for number, booking in enumerate((DISCUSSION, CASE_STUDY), 1):
        adele(book_method, booking)
        adele(record_outcome, number, PASS)
    own, others = visit("chloe").page(here).text, visit("mark").page(here).text
    doubt = "with the grade pass, as worked out here by a rule that is not confirmed."
    assert f"Congratulations. You have passed the end-point assessment, {doubt}" in own
    assert f"Chloe has passed the end-point assessment, {doubt}" in others
    assert "this one’s own rule is not confirmed" in own


def test_whether_a_fail_can_be_sat_again_only_the_dated_lines_say(house, cast, visit, here, adele, clock):
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "resits", confirmed(CAPPED))
    for number, (booking, outcome) in enumerate(((DISCUSSION, PASS), (CASE_STUDY, FAIL)), 1):
        adele(book_method, booking)
        adele(record_outcome, number, outcome)
    clock.now += timedelta(days=400)
    refused = visit("adele").post(f"{here}/sittings", TYPED | {"kind": "retake", "on": "2027-12-27"})
    assert refused.status_code == 422
    for name in ("chloe", "mark"):
        page = visit(name).page(here)
        assert (
            "not passed the end-point assessment yet, as worked out here by a rule that is not confirmed." in page.text
        )
        assert "a retake, after further learning, would be by 20 May 2027." in page.text
        assert "sat again" not in page.text


def test_after_a_pass_in_everything_nothing_is_offered_to_be_booked_and_a_wrong_outcome_is_still_corrected(
    visit, here, adele
):
    asks = ("Book a method", "An administrator of the training provider books each method")
    for number, booking in enumerate((DISCUSSION, CASE_STUDY), 1):
        assert asks[0] in visit("adele").page(here).text and asks[1] in visit("chloe").page(here).text
        adele(book_method, booking)
        adele(record_outcome, number, PASS)
    for name in ("adele", "chloe", "mark"):
        page = visit(name).page(here).text
        assert not any(words in page for words in asks)
    assert "Correct what was recorded" in visit("adele").page(f"{here}/2").text
    adele(correct_outcome, 2, replace(FAIL, reason="A slip."))
    assert asks[0] in visit("adele").page(here).text


def test_a_distinction_in_a_resit_counts_as_a_pass(visit, here, adele, cast):
    adele(book_method, DISCUSSION)
    adele(record_outcome, 1, Outcome("distinction", TODAY, "NCFE"))
    adele(book_method, CASE_STUDY)
    adele(record_outcome, 2, FAIL)
    adele(book_method, Booking("case_study", SittingKind.RESIT, TODAY, Means.ONLINE, "", "NCFE", employer_agreed=True))
    adele(record_outcome, 3, Outcome("distinction", TODAY, "NCFE"))
    found = visit("chloe").call("GET", f"apprenticeships/{cast.hers}/assessment").json()
    assert [(one["grade"], one["counts_as"]) for one in found["methods"]] == [
        ("distinction", "distinction"),
        ("distinction", "pass"),
    ]
    assert (found["overall"]["grade"], found["overall"]["confirmed"]) == ("pass", False)
    assert "which counts as pass" in visit("chloe").page(here).text


def test_programs_do_all_of_it_too(visit, cast):
    base, program = f"apprenticeships/{cast.hers}/assessment", visit("adele")
    key = {"Idempotency-Key": "once"}
    body = {name: value for name, value in TYPED.items() if name != "on"} | {"on": "2026-11-20"}
    answers = [program.call("POST", f"{base}/sittings", json=body, headers=key) for _ in range(2)]
    assert [(one.status_code, one.json()) for one in answers] == [(201, {"number": 1})] * 2
    move = {"on": "2026-11-19", "means": "online", "reason": "Brought forward."}
    assert program.call("POST", f"{base}/sittings/1/move", json=move).json()["sittings"][0]["on"] == "2026-11-19"
    outcome = {"grade": "fail", "told_on": "2026-11-20", "told_by": "NCFE"}
    assert program.call("POST", f"{base}/sittings/1/outcome", json=outcome).json()["methods"][1]["passed"] is False
    assert program.call("POST", f"{base}/sittings/1/outcome", json=outcome | {"grade": "pass"}).status_code == 409
    right = outcome | {"grade": "pass", "reason": "A slip."}
    found = program.call("POST", f"{base}/sittings/1/correction", json=right).json()
    assert [one["grade"] for one in found["sittings"][0]["outcomes"]] == ["fail", "pass"]
    assert program.call("POST", f"{base}/sittings/1/cancellation", json={"reason": "No."}).status_code == 409
    assert program.call("POST", f"{base}/sittings/7/cancellation", json={"reason": "No."}).status_code == 404


def test_it_stands_on_her_home_and_in_the_calendar_and_her_outcome_too(visit, cast, adele, house):
    adele(book_method, Booking("professional_discussion", SittingKind.FIRST, TODAY, Means.ONLINE, "", "NCFE"))
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, [Piece({"K1": "accepted"})], cast.priya.id)
    home = visit("chloe").page("/home")
    assert "Your professional discussion is today" in home.text
    assert f"/a/{cast.hers}/assessment" in home.links()
    adele(record_outcome, 1, PASS)
    assert "Your professional discussion has its outcome" in visit("chloe").page("/home").text
    address = visit("chloe").call("POST", "me/calendar", json={}).json()["address"]
    text = visit().get(address.removeprefix("http://testserver")).text
    assert "SUMMARY:Professional discussion" in text


def test_history_tells_it_without_a_word_that_was_typed(visit, cast, adele, house):
    adele(book_method, DISCUSSION)
    adele(record_outcome, 1, PASS)
    page = visit("priya").page(f"/a/{cast.hers}/history")
    assert "Booked a method of the assessment: Professional discussion" in page.text
    assert "Recorded an outcome: pass" in page.text
    with house.database.reading() as session:
        bodies = " ".join(session.scalars(core.history.select().with_only_columns(core.history.c.body)))
        assert "by video" not in bodies and "by letter" not in bodies
        assert list(history.broken_links(session, str(cast.hers))) == []


def test_the_pages_take_few_statements_however_much_was_booked(visit, here, adele, statements):
    adele(book_method, DISCUSSION)
    for _ in range(6):
        number = adele(book_method, CASE_STUDY)
        adele(cancel_sitting, number, "Away.")
    for name in ("chloe", "adele"):
        visitor = visit(name)
        for address in (here, f"{here}/1"):
            with statements() as ran:
                visitor.page(address)
            assert 0 < len(ran) <= 8, address


def test_a_method_that_is_marked_on_the_programme_says_by_whom_and_who_marked_it(house, cast, here, visit, adele):
    who = {"professional_discussion": "assessor", "case_study": "provider"}
    do(house, cast.adele, confirm_plan_fact, "ST0868", "1.0", "marked_by", confirmed(who))
    adele(book_method, CASE_STUDY)
    form = visit("adele").page(f"{here}/1").text
    assert "Who marked it" in form
    assert "Who told you, and how" in form
    assert "The plan has it marked by the training provider. Name the person." in form
    told = {"grade": "pass", "told_on": TODAY.isoformat(), "told_by": "NCFE, by letter"}
    refused = visit("adele").post(f"{here}/1/outcome", told | {"marked_on": "2026-11-01"})
    assert refused.text.count("Enter who marked it, in 300 characters or fewer.") == 2
    assert refused.text.count("Enter the day on which it was marked: from") == 2
    assert Page(refused.text).field("told_by")["value"] == "NCFE, by letter"
    visit("adele").post(f"{here}/1/outcome", told | {"marked_by": "Priya Nair", "marked_on": TODAY.isoformat()})
    for name in ("chloe", "mark"):
        text = spaced(visit(name).page(f"{here}/1"))
        assert "Marked by The training provider" in text
        assert "Marked on 20 November 2026 by Priya Nair. Told on 20 November 2026 by NCFE, by letter." in text
        assert "Recorded by Adele Brook" in text
        assert "It is marked by the training provider." in visit(name).page(here).text
    told = visit("chloe").call("GET", f"apprenticeships/{cast.hers}/assessment").json()
    assert {one["code"]: one["marked_by"] for one in told["methods"]} == who
    [outcome] = told["sittings"][0]["outcomes"]
    said = {"marked_by": "Priya Nair", "marked_on": "2026-11-20", "told_by": "NCFE, by letter"}
    assert {key: outcome[key] for key in said} == said
    with house.database.reading() as session:
        rows = [row for row in history.happenings(session, cast.hers) if row.action == "assessment_outcome_recorded"]
    assert [row.body["marked_on"] for row in rows] == ["2026-11-20"]
    wrong = {
        "grade": "fail",
        **said,
        "told_on": TODAY.isoformat(),
        "marked_by": "Olwen Pryce",
        "reason": "Two mixed up.",
    }
    answer = visit("adele").call("POST", f"apprenticeships/{cast.hers}/assessment/sittings/1/correction", json=wrong)
    assert answer.is_success, answer.text
    assert "Marked on 20 November 2026 by Olwen Pryce." in spaced(visit("mark").page(f"{here}/1"))


def test_nobody_else_is_named_of_a_method_that_the_assessor_marks(cast, here, visit, adele):
    adele(book_method, DISCUSSION)
    assert "Who marked it" not in visit("adele").page(f"{here}/1").text
    said = {"grade": "pass", "told_on": TODAY.isoformat(), "told_by": "NCFE", "marked_by": "Priya Nair"}
    answer = visit("adele").call("POST", f"apprenticeships/{cast.hers}/assessment/sittings/1/outcome", json=said)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == "marked_by"


def test_a_method_that_was_sat_again_is_told_of_once_by_its_newest_outcome():
    def sat(number: int, ago: int, method: str = "case_study", *, graded: bool = True) -> OwnSitting:
        return OwnSitting(number, method, TODAY - timedelta(days=ago), graded)

    told = steps_towards_assessment([sat(1, 35), sat(2, 30, "professional_discussion"), sat(3, 17)], TODAY)
    assert [heading for heading, *_ in told] == [
        "Your professional discussion has its outcome",
        "Your case study has its outcome",
    ]
    again = steps_towards_assessment([sat(1, 35), sat(3, -6, graded=False)], TODAY)
    assert [heading for heading, *_ in again] == [
        "Your case study has its outcome",
        "Your case study is on 26 November 2026",
    ]
