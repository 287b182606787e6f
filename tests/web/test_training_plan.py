"""The training plan on screen: planned, held, ticked, stated, put before its signers, and read by everybody on it."""

from datetime import timedelta

import pytest

from app.actions.skills_scan import begin_scan
from app.actions.terms import change_terms
from app.actions.training_plan import SubjectSaid, plan_activity, put_plan_to_sign, record_subject, tick
from app.domain.skills_scan import ScanPurpose
from app.domain.training_plan.values import FunctionalSkill, PlanKind
from tests.cast import START, TODAY
from tests.portfolios import Piece, keep_pieces
from tests.visits import Page


@pytest.fixture
def here(cast):
    return f"/a/{cast.hers}/plan"


@pytest.fixture
def priya(house, cast):
    """`priya(action, …)` does something to Chloe's plan as her tutor."""

    def does(action, *given, **more):
        with house.acting(cast.priya) as acting:
            return action(acting, cast.hers, *given, **more)

    return does


def test_an_empty_plan_says_what_the_programme_holds_and_what_is_still_to_be_planned(visit, here):
    page = visit("priya").page(here)
    assert "Nothing here counts hours by itself" in page.text
    assert "2 hours per learner. It comes before the training and never counts as off-the-job training." in page.text
    assert "0 of 9 done." in page.text
    assert page.text.count("Not planned yet") == 4
    assert "No version of this plan has been put before its signers yet." in page.text
    assert "Training started on 7 July 2025, and the plan was not signed by all three before." in page.text
    for name in ("chloe", "mark", "quentin", "adele"):
        assert "Plan a tutorial" not in visit(name).page(here).text


def test_a_module_is_named_planned_held_and_shown_to_everybody(visit, here):
    tutor = visit("priya")
    form = tutor.page(f"{here}/activities/new?kind=module&code=2")
    sent = {"kind": "module", "code": "2", "title": "", "on": "2026-11-03", "minutes": "180", "once": "k1"}
    answer = tutor.post(f"{here}/activities", sent | {"once": form.field("once")["value"]})
    assert (answer.status_code, answer.text.count("Name the module: the programme gives it no name.")) == (422, 2)
    assert Page(answer.text).field("minutes")["value"] == "180"
    for _ in range(2):
        page = Page(tutor.post(f"{here}/activities", sent | {"title": "Safe lone working"}).text)
    assert page.headings["h1"] == ["Module 2, “Safe lone working”"]
    assert "Behind 3 November 2026, 3 hours" in page.text
    listed = visit("mark").page(here)
    assert listed.text.count("Module 2, “Safe lone working”") == 2
    assert "That was 17 days ago, and it is neither held nor missed." in listed.text
    tutor.post(f"{here}/activities/1/held", {"on": "2026-11-10", "minutes": ""})
    assert "10 November 2026, planned for 3 November 2026" in visit("chloe").page(here).text


@pytest.mark.parametrize(
    ("form", "sent", "sentence"),
    [
        ("held", {"on": "2026-12-24"}, "That day is still to come. Enter the day on which it was held."),
        ("held", {"on": "yesterday"}, "Enter a date, such as 2026-11-23."),
        ("missed", {"reason": " "}, "Say why it was missed."),
        ("move", {"on": "2026-12-01", "reason": ""}, "Say why it is moved."),
        ("evidence", {"evidence": "E99"}, "There is no E99 that was sent. Name pieces that were."),
        ("evidence", {"evidence": "the letter"}, "Write the numbers of the pieces, such as E13, E14."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(visit, here, priya, form, sent, sentence):
    priya(plan_activity, PlanKind.TUTORIAL, TODAY - timedelta(days=3), title="Reflective logs")
    answer = visit("priya").post(f"{here}/activities/1/{form}", sent)
    assert answer.status_code == 422
    assert answer.text.count(sentence) == 2
    if "evidence" in sent:
        assert Page(answer.text).field("evidence")["value"] == sent["evidence"]


def test_induction_is_ticked_by_both_each_in_one_go(visit, here):
    topics = ["Safeguarding", "Health & Safety"]
    tutor, apprentice = visit("priya"), visit("chloe")
    answer = tutor.post(f"{here}/ticks", {"checklist": "induction", "topic": topics, "on": "2027-01-01"})
    assert answer.status_code == 422
    assert sum("checked" in box for box in Page(answer.text).all("input")) == 2
    tutor.post(f"{here}/ticks", {"checklist": "induction", "topic": topics, "on": "2025-07-07"})
    page = Page(apprentice.post(f"{here}/ticks", {"checklist": "induction", "topic": topics, "on": "2025-07-08"}).text)
    assert "2 of 9 done." in page.text
    assert "7 July 2025, Priya Nair" in page.text
    assert "8 July 2025, Chloe Marsden" in page.text
    page = Page(
        apprentice.post(f"{here}/ticks/withdrawal", {"checklist": "induction", "take_back": "Safeguarding"}).text
    )
    assert "1 of 9 done." in page.text
    answer = apprentice.post(f"{here}/ticks", {"checklist": "initial_assessment", "topic": "ILP", "on": "2025-07-01"})
    assert answer.status_code == 403


def test_details_are_stated_and_what_is_wrong_is_kept(visit, here):
    tutor = visit("priya")
    sent = {"induction_shape": "2 half days", "organisation": "Keystone Assessment", "price": "£3,500"}
    answer = tutor.post(f"{here}/details", sent)
    assert (answer.status_code, answer.text.count("Enter the price in whole pounds, such as 3500.")) == (422, 2)
    assert Page(answer.text).field("organisation")["value"] == "Keystone Assessment"
    page = Page(tutor.post(f"{here}/details", sent | {"price": "3500"}).text)
    assert "£3,500" in page.text
    assert "Its shape is 2 half days." in page.text


def test_the_reason_of_an_exception_is_read_by_apprentice_and_provider_alone(visit, here, cast):
    tutor = visit("priya")
    sent = {"in_plan": "yes", "certificate": "", "level": "required", "seen_on": "", "evidence_seen_on": ""}
    sent |= {"basis": "", "exception": "Structured assessment of dyscalculia"}
    answer = tutor.post(f"{here}/english-and-maths/maths", sent)
    assert answer.text.count("Say what the exception rests on.") == 2
    sent |= {"basis": "structured_assessment"}
    answer = tutor.post(f"{here}/english-and-maths/maths", sent)
    assert answer.text.count("Enter the day on which you saw the evidence of the exception.") == 2
    entry_3 = {"certificate": "Functional Skills at Entry Level 3", "level": "entry_3", "seen_on": "2025-07-03"}
    tutor.post(f"{here}/english-and-maths/maths", sent | entry_3 | {"evidence_seen_on": "2025-07-01"})
    for name, reads in (("chloe", True), ("priya", True), ("adele", True), ("mark", False), ("quentin", False)):
        text = visit(name).page(here).text
        assert "Exception agreed, evidence seen by Priya Nair on 1 July 2025." in text
        assert ("dyscalculia" in text) is reads
        assert ("Entry Level 3" in text) is reads
        [maths] = [
            one
            for one in visit(name).call("GET", f"apprenticeships/{cast.hers}/plan").json()["subjects"]
            if one["subject"] == "maths"
        ]
        assert (maths["basis"], maths["level"]) == (("structured_assessment", "entry_3") if reads else (None, None))
        assert bool(maths["certificate"]) is reads
    assert "dyscalculia" not in visit("mark").call("GET", f"apprenticeships/{cast.hers}/plan").text
    assert "dyscalculia" not in visit("mark").page(f"/a/{cast.hers}/gateway").text
    tutor.post(f"{here}/versions", {"version": "1"})
    assert "dyscalculia" not in visit("mark").page(f"{here}/versions/1").text


def test_functional_skills_show_only_where_the_plan_includes_a_subject(visit, here, priya):
    assert "English reading" not in visit("priya").page(here).text
    priya(record_subject, FunctionalSkill.ENGLISH, SubjectSaid("yes"))
    page = visit("priya").page(here)
    assert "English reading, 75 minutes; English writing, 75 minutes;" in page.text
    assert "Book Maths" not in page.text
    number = priya(plan_activity, PlanKind.FUNCTIONAL_SKILLS, TODAY, code="english_reading")
    tutor = visit("priya")
    tutor.post(f"{here}/activities/{number}/held", {"on": TODAY.isoformat()})
    answer = tutor.post(f"{here}/activities/{number}/result", {"result": "distinction"})
    assert answer.status_code == 422
    assert "Passed" in Page(tutor.post(f"{here}/activities/{number}/result", {"result": "passed"}).text).text
    assert "Book English reading" not in tutor.page(here).text


def test_feedback_on_a_mock_assessment_is_by_ksb_and_its_grade_is_called_indicative(visit, here, priya):
    number = priya(plan_activity, PlanKind.MOCK_ASSESSMENT, TODAY, code="professional_discussion")
    tutor = visit("priya")
    tutor.post(f"{here}/activities/{number}/held", {"on": TODAY.isoformat()})
    page = Page(
        tutor.post(
            f"{here}/activities/{number}/feedback",
            {"grade": "pass", "feedback": "Clear on thresholds.", "feedback.K4": "Name the duty to refer.",
             "feedback.S1": ""},
        ).text
    )  # fmt: skip
    assert "Indicative grade: pass" in page.text
    read = visit("chloe").page(f"{here}/activities/{number}")
    assert "Name the duty to refer." in read.text
    assert "It is not a result." in read.text
    assert "Save the feedback" not in read.text


def test_a_stale_plan_is_flagged_with_what_changed_and_each_version_stays_readable(visit, here, priya, house, cast):
    priya(plan_activity, PlanKind.TUTORIAL, TODAY, title="Reflective logs")
    tutor = visit("priya")
    tutor.post(f"{here}/versions", {"version": "1", "why": "First plan"})
    first = visit("mark").page(f"{here}/versions/1").text
    with house.acting(cast.adele) as acting:
        change_terms(acting, cast.hers, TODAY, {"weekly_minutes": 1800}, "New contract")
    for address in (here, f"/a/{cast.hers}/"):
        assert "Paid hours a week: 30 hours. Before, 35 hours." in tutor.page(address).text
    form = tutor.page(f"{here}/versions/new")
    assert [box["value"] for box in form.all("input") if "checked" in box] == ["working_pattern"]
    answer = tutor.post(f"{here}/versions", {"version": "2", "because": [], "why": ""})
    assert answer.text.count("Say what changed since the version before.") == 2
    page = Page(tutor.post(f"{here}/versions", {"version": "2", "because": ["working_pattern"]}).text)
    assert "What changed: Contract or working pattern." in page.text
    later = tutor.post(f"{here}/versions", {"version": "2", "because": ["price"], "why": "The price we agreed."})
    assert later.status_code == 409
    assert "Version 2 is the newest by now. Open the plan again, and read it first." in later.text
    assert "The price we agreed." in later.text
    # The same sent twice is one version, told as the first time.
    assert tutor.post(f"{here}/versions", {"version": "2", "because": ["working_pattern"]}).status_code == 200
    assert "Version 3" not in tutor.page(here).text.replace("Put version 3 before its signers", "")
    again = visit("mark").page(f"{here}/versions/1").text
    assert "Version 2 has taken its place." in again
    assert first.split("What is agreed")[1] == again.split("What is agreed")[1]
    assert "The plan is out of date" not in tutor.page(here).text


def test_what_is_behind_shows_on_home_with_its_reason(visit, priya, cast, here, house):
    priya(plan_activity, PlanKind.TUTORIAL, TODAY - timedelta(days=9), title="Reflective logs")
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, [Piece({"K1": "accepted"})], cast.priya.id)
    page = visit("chloe").page("/home")
    assert "Tutorial, “Reflective logs”" in page.text
    assert f"{here}/activities/1" in page.links()
    assert "neither held nor missed" in visit("priya").page(f"/a/{cast.hers}/").text
    review = visit("mark").page(f"/a/{cast.hers}/reviews/9")
    assert "1 activity is behind." in review.text
    assert f"{here}/activities/1" in review.links()
    caseload = visit("priya").page("/caseload")
    assert "1 behind in the plan" in caseload.text
    assert here in caseload.links()


def test_the_pages_take_at_most_eight_statements_however_much_there_is(visit, here, priya, cast, statements, house):
    with house.acting(cast.adele) as acting:
        change_terms(acting, cast.hers, TODAY, {"weekly_minutes": 1800}, "New contract")
    for count in range(12):
        priya(plan_activity, PlanKind.TUTORIAL, TODAY - timedelta(days=count), title=f"Tutorial {count}")
    for topic in ("Safeguarding", "Health & Safety", "British Values"):
        priya(tick, topic, START)
    for version in (1, 2):
        priya(put_plan_to_sign, version, why="Again")
    priya(begin_scan, ScanPurpose.START, START)
    tutor = visit("priya")
    pages = ("", "/activities/1", "/activities/new?kind=tutorial", "/details", "/english-and-maths", "/versions/new",
             "/versions/1")  # fmt: skip
    for address in (here + one for one in pages):
        with statements() as ran:
            tutor.page(address)
        assert 0 < len(ran) <= 8, address


def test_a_program_plans_holds_ticks_records_and_puts_a_version(visit, cast):
    calls, address = visit("priya"), f"apprenticeships/{cast.hers}/plan"

    def post(path, **body):
        return calls.call("POST", f"{address}/{path}", json=body)

    module = {"kind": "module", "code": "1", "title": "Thresholds", "on": "2026-11-02", "minutes": 180}
    for _ in range(2):
        answer = calls.call("POST", f"{address}/activities", json=module, headers={"Idempotency-Key": "once"})
        assert (answer.status_code, answer.json()) == (201, {"number": 1})
    said = calls.call("GET", address).json()
    assert [one["reason"] for one in said["behind"]] == [
        "It was planned for 2 November 2026. That was 18 days ago, and it is neither held nor missed."
    ]
    held = post("activities/1/held", on="2026-11-02").json()["activities"][0]
    assert (held["state"], held["name"], held["behind"]) == ("held", "Module 1, “Thresholds”", False)
    assert post("activities/1/missed", reason="Nobody came").status_code == 409
    assert post("activities/9/held", on="2026-11-02").status_code == 404
    assert post("subjects/maths", in_plan="yes").json()["subjects"][1]["in_plan"] is True
    assert post("subjects/welsh", in_plan="yes").status_code == 404
    post("activities", kind="functional_skills", code="maths", on="2026-11-03")
    post("activities/2/held", on="2026-11-03")
    assert post("activities/2/result", result="passed").json()["activities"][1]["result"] == "passed"
    assert post("ticks", topic="Safeguarding", on="2025-07-07").json()["checklists"][1]["done"] == 0
    answer = visit("chloe").call("POST", f"{address}/ticks", json={"topic": "Safeguarding", "on": "2025-07-07"})
    assert answer.json()["checklists"][1]["done"] == 1
    assert post("ticks", topic="Safeguarding", on="2025-07-08").status_code == 409
    assert post("details", organisation="Keystone Assessment").json()["organisation_due"] == ""
    assert (put := post("versions", version=1)).status_code == 201
    assert put.json()["waiting_for"] == ["tutor", "apprentice", "employer"]
    assert put.json()["content"]["stated"]["organisation"] == "Keystone Assessment"
    assert calls.call("GET", f"{address}/versions/1").json() == put.json()
    assert [one["version"] for one in calls.call("GET", f"{address}/versions").json()["items"]] == [1]
    assert visit("mark").call("POST", f"{address}/versions", json={"version": 2}).status_code == 403


def test_a_list_of_pieces_that_is_too_long_is_refused_and_not_cut_off(visit, here, priya, house, cast):
    priya(plan_activity, PlanKind.TUTORIAL, TODAY, title="Reflective logs")
    answer = visit("priya").post(f"{here}/activities/1/evidence", {"evidence": "E1, " * 101})
    assert answer.status_code == 422
    assert "Use at most 400 characters." in answer.text
