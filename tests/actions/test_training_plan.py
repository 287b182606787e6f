"""The training plan: who may do what, what is kept of it, what history says, and what the gateway reads."""

from datetime import date, timedelta

import pytest

from app.actions.signatures import Signing, refuse, sign
from app.actions.signatures.answering import statement_for
from app.actions.status import change_status
from app.actions.terms import change_terms
from app.actions.training_plan import (
    SubjectSaid,
    give_feedback,
    hold_activity,
    link_evidence,
    miss_activity,
    move_activity,
    plan_activity,
    put_plan_to_sign,
    record_result,
    record_subject,
    reopen_activity,
    state_details,
    tick,
    untick,
)
from app.answers.readiness import readiness_of, restricted_reasons
from app.answers.training_plan import differences_between, training_plan_of
from app.db import apprenticeships, history, signatures
from app.db import training_plan as db
from app.db.gateway import beside_gateway
from app.domain.people import ApprenticeshipStatus, Member, Role
from app.domain.receipts import Means
from app.domain.refusals import BadInput, NotFound, NotPermitted, WrongState
from app.domain.signatures import RecordKey, RecordKind
from app.domain.training_plan.values import AttemptResult, FactKey, FunctionalSkill, PlanKind, PlanState
from tests.cast import START, TODAY
from tests.portfolios import Piece, keep_pieces

K = PlanKind
ON_A_BREAK = ApprenticeshipStatus.ON_A_BREAK
TOPIC = "Safeguarding"
PART = "Recognition of prior learning"


class Plan:
    """Shorthand for Chloe's plan: acting as somebody, and reading it back."""

    def __init__(self, house, cast):
        self.house = house
        self.cast = cast

    def does(self, name, action, *given, **more):
        with self.house.acting(self.cast.everybody[name]) as acting:
            return action(acting, self.cast.hers, *given, **more)

    def priya(self, action, *given, **more):
        return self.does("priya", action, *given, **more)

    def read(self):
        with self.house.database.reading() as session:
            one = apprenticeships.load(session, self.cast.hers, TODAY)
            return training_plan_of(session, self.house.catalogue, one, TODAY)

    def check(self, subject, name="mark"):
        """A gateway check, and what of it somebody reads beyond the public reason."""
        with self.house.database.reading() as session:
            one = apprenticeships.load(session, self.cast.hers, TODAY)
            ready = readiness_of(session, self.house.catalogue, one, TODAY)
            role = {"mark": Role.EMPLOYER, "priya": Role.TUTOR}[name]
            member = Member(self.cast.everybody[name], self.cast.hers, frozenset({role}))
        found = next(one for one in ready.checks if one.id == subject)
        return found, restricted_reasons(ready.checks, member).get(subject, "")

    def told(self):
        with self.house.database.reading() as session:
            return [
                (row.action, dict(row.body))
                for row in reversed(history.happenings(session, self.cast.hers, limit=200))
                if row.action.startswith(("plan_", "record_"))
            ]


@pytest.fixture
def plan(house, cast):
    return Plan(house, cast)


def test_a_module_is_named_planned_missed_planned_again_and_held_and_all_of_it_is_kept(plan):
    on = START + timedelta(days=30)
    number = plan.priya(plan_activity, K.MODULE, on, code="1", title=" Thresholds  and risk ", minutes=180)
    plan.priya(miss_activity, number, "Chloe was at a child protection conference.")
    assert plan.read().activities[0].state is PlanState.MISSED
    plan.priya(move_activity, number, on + timedelta(days=7))
    plan.priya(hold_activity, number, on + timedelta(days=7), 200)
    [one] = plan.read().activities
    assert (one.title, one.state, one.held_on, one.minutes) == (
        "Thresholds and risk", PlanState.HELD, on + timedelta(days=7), 200,
    )  # fmt: skip
    with plan.house.database.reading() as session:
        kept = [(one.what.value, one.on, one.reason, one.by) for one in db.events(session, plan.cast.hers, number)]
    assert kept == [
        ("planned", on, "", "Priya Nair"),
        ("missed", on, "Chloe was at a child protection conference.", "Priya Nair"),
        ("moved", on + timedelta(days=7), "", "Priya Nair"),
        ("held", on + timedelta(days=7), "", "Priya Nair"),
    ]
    assert "conference" not in str(plan.told())


def test_the_same_said_twice_is_done_once_and_another_word_on_it_is_told_no(plan):
    number = plan.priya(plan_activity, K.TUTORIAL, TODAY, title="Reflective logs")
    plan.priya(hold_activity, number, TODAY)
    plan.priya(hold_activity, number, TODAY)
    assert [action for action, _ in plan.told()] == ["plan_activity_planned", "plan_activity_held"]
    with pytest.raises(WrongState, match="was held already"):
        plan.priya(miss_activity, number, "Nobody came.")
    with pytest.raises(WrongState, match="was held already"):
        plan.priya(move_activity, number, TODAY + timedelta(days=7), "Half-term")
    plan.priya(reopen_activity, number, "It was another tutorial.")
    assert plan.read().activities[0].state is PlanState.PLANNED


def test_nothing_taught_is_held_before_learning_starts(plan):
    number = plan.priya(plan_activity, K.TUTORIAL, TODAY, title="Reflective logs")
    with pytest.raises(BadInput, match="Learning starts on 7 July 2025"):
        plan.priya(hold_activity, number, START - timedelta(days=1))
    assessed = plan.priya(plan_activity, K.INITIAL_ASSESSMENT, START)
    plan.priya(hold_activity, assessed, START - timedelta(days=6))


def test_only_the_tutor_changes_the_plan(plan):
    for name in ("chloe", "mark", "quentin", "adele"):
        with pytest.raises(NotPermitted):
            plan.does(name, plan_activity, K.TUTORIAL, TODAY, title="x")
    with pytest.raises(NotFound):
        plan.does("tomas", plan_activity, K.TUTORIAL, TODAY, title="x")
    with pytest.raises(NotPermitted):
        plan.does("mark", tick, TOPIC, TODAY)


def test_induction_is_ticked_by_tutor_and_apprentice_and_the_initial_assessment_by_the_tutor(plan):
    plan.priya(tick, TOPIC, START)
    assert plan.read().facts.ticked(TOPIC, Role.APPRENTICE) is None
    plan.does("chloe", tick, TOPIC, START + timedelta(days=1))
    plan.does("chloe", tick, TOPIC, START + timedelta(days=1))
    assert plan.read().facts.ticked(TOPIC, Role.TUTOR).on == START
    with pytest.raises(WrongState, match="another day"):
        plan.does("chloe", tick, TOPIC, START)
    with pytest.raises(NotPermitted):
        plan.does("chloe", tick, PART, START)
    plan.priya(tick, PART, START)
    plan.does("chloe", untick, TOPIC)
    facts = plan.read().facts
    assert (facts.ticked(TOPIC, Role.APPRENTICE), facts.ticked(TOPIC, Role.TUTOR).on) == (None, START)
    for topic, on in (("Gardening", START), (TOPIC, TODAY + timedelta(days=1))):
        with pytest.raises(BadInput):
            plan.priya(tick, topic, on)


def test_functional_skills_are_booked_only_where_the_plan_includes_them_and_until_passed(plan):
    with pytest.raises(BadInput, match="The plan does not include English"):
        plan.priya(plan_activity, K.FUNCTIONAL_SKILLS, TODAY, code="english_reading")
    plan.priya(record_subject, FunctionalSkill.ENGLISH, SubjectSaid("yes"))
    first = plan.priya(plan_activity, K.FUNCTIONAL_SKILLS, TODAY, code="english_reading")
    assert plan.read().activities[0].minutes == 75
    with pytest.raises(BadInput, match="open booking"):
        plan.priya(plan_activity, K.FUNCTIONAL_SKILLS, TODAY, code="english_reading")
    with pytest.raises(WrongState, match="still planned"):
        plan.priya(record_result, first, AttemptResult.PASSED)
    plan.priya(hold_activity, first, TODAY)
    plan.priya(record_result, first, AttemptResult.NOT_PASSED)
    with pytest.raises(WrongState, match="recorded already"):
        plan.priya(record_result, first, AttemptResult.PASSED)
    again = plan.priya(plan_activity, K.FUNCTIONAL_SKILLS, TODAY, code="english_reading")
    plan.priya(hold_activity, again, TODAY)
    plan.priya(record_result, again, AttemptResult.PASSED)
    with pytest.raises(BadInput, match="passed already"):
        plan.priya(plan_activity, K.FUNCTIONAL_SKILLS, TODAY, code="english_reading")


def test_the_gateway_reads_what_is_recorded_of_english_and_maths(plan):
    assert plan.check("english")[0].state.value == "not_confirmed"
    plan.priya(record_subject, FunctionalSkill.ENGLISH, SubjectSaid("no"))
    assert plan.check("english")[0].state.value == "not_applicable"
    plan.priya(record_subject, FunctionalSkill.ENGLISH, SubjectSaid("yes", "GCSE English, grade 6", seen_on=START))
    check, _ = plan.check("english")
    assert (check.state.value, check.reason) == ("met", "GCSE English, grade 6, seen by Priya Nair on 7 July 2025.")
    plan.priya(
        record_subject,
        FunctionalSkill.MATHS,
        SubjectSaid(
            "yes",
            "Functional Skills, Entry Level 3",
            "Dyscalculia assessment",
            START,
            "entry_3",
            "structured_assessment",
        ),
    )
    check, restricted = plan.check("maths")
    assert check.state.value == "waived"
    assert check.reason == "Exception agreed, evidence seen by Priya Nair on 7 July 2025."
    assert restricted == ""
    assert "Dyscalculia assessment." in plan.check("maths", "priya")[1]
    assert "Dyscalculia" not in str(plan.told())


def test_a_plan_without_a_subject_that_somebody_refused_leaves_nothing_out_until_they_sign(plan):
    plan.priya(record_subject, FunctionalSkill.MATHS, SubjectSaid("no"))
    plan.priya(put_plan_to_sign, 1)
    key = RecordKey(plan.cast.hers, RecordKind.TRAINING_PLAN, 1, 1)

    def signed_out():
        with plan.house.database.reading() as session:
            return beside_gateway(session, plan.cast.hers, TODAY).plan_signed

    def signs(name, role):
        with plan.house.acting(plan.cast.everybody[name]) as acting:
            standing = signatures.find(acting.session, key)
            said = statement_for(acting, key, role)
            given = Signing(role, acting.person.name, standing.sha256, said)
            sign(acting, key, given, Means.ACCOUNT)

    assert not signed_out()
    signs("chloe", Role.APPRENTICE)
    signs("priya", Role.TUTOR)
    with plan.house.acting(plan.cast.mark) as acting:
        sha = signatures.find(acting.session, key).sha256
        refuse(acting, key, Role.EMPLOYER, "Maths is to stay in.", sha, Means.ACCOUNT)
    with plan.house.database.reading() as session:
        assert signatures.find(session, key).is_complete
    assert not signed_out()
    signs("mark", Role.EMPLOYER)
    assert signed_out()


def test_a_mock_assessment_has_feedback_by_ksb_and_a_grade_that_is_no_result(plan):
    number = plan.priya(plan_activity, K.MOCK_ASSESSMENT, TODAY, code="professional_discussion")
    given = {"grade": "pass", "feedback": "Clear on thresholds.", "by_ksb": {"K4": "Name the duty to refer.", "S1": ""}}
    with pytest.raises(WrongState):
        plan.priya(give_feedback, number, **given)
    plan.priya(hold_activity, number, TODAY)
    plan.priya(give_feedback, number, **given)
    [one] = plan.read().activities
    assert (one.indicative_grade, one.result) == ("pass", None)
    with plan.house.database.reading() as session:
        assert db.feedback_by_ksb(session, plan.cast.hers) == {number: {"K4": "Name the duty to refer."}}
    with pytest.raises(BadInput):
        plan.priya(give_feedback, number, **given | {"grade": "merit"})
    with pytest.raises(BadInput):
        plan.priya(give_feedback, number, **given | {"by_ksb": {"K99": "x"}})


def test_evidence_that_was_sent_belongs_to_an_activity_and_a_draft_is_not_known(plan, house, cast):
    with house.database.writing() as session:
        keep_pieces(session, cast.hers, [Piece({"K1": "accepted"}), Piece({"K2": "awaiting"})], cast.priya.id)
    number = plan.priya(plan_activity, K.TUTORIAL, TODAY, title="Reflective logs")
    plan.priya(link_evidence, number, [2, 1, 1])
    assert plan.read().activities[0].evidence == (1, 2)
    with pytest.raises(BadInput, match="E9"):
        plan.priya(link_evidence, number, [9])


def test_what_is_behind_is_told_with_the_reason_and_not_in_a_break(plan, house, cast):
    plan.priya(plan_activity, K.MODULE, TODAY - timedelta(days=17), code="2", title="Safe lone working")
    plan.priya(plan_activity, K.MODULE, TODAY, code="3", title="Theory of change")
    [late] = plan.read().behind
    assert late.name == "Module 2, “Safe lone working”"
    assert late.reason == (
        "It was planned for 3 November 2026. That was 17 days ago, and it is neither held nor missed."
    )
    with house.database.reading() as session:
        one = apprenticeships.load(session, cast.hers, TODAY)
        assert readiness_of(session, house.catalogue, one, TODAY).plan.behind == (late,)
    plan.does("adele", change_status, ON_A_BREAK, TODAY - timedelta(days=1))
    assert plan.read().behind == ()


def test_a_version_is_put_before_its_signers_and_never_changes(plan):
    plan.priya(state_details, {FactKey.ORGANISATION: "Keystone Assessment", FactKey.PRICE: "3500"})
    plan.priya(plan_activity, K.MODULE, TODAY, code="1", title="Thresholds")
    plan.priya(put_plan_to_sign, 1)
    first = plan.read().versions[0]
    assert "£3,500" in first.content
    assert '"name":"Module 1, “Thresholds”"' in first.content
    assert plan.told()[-1][0] == "record_put"
    plan.priya(put_plan_to_sign, 1)
    assert [one.content for one in plan.read().versions] == [first.content]
    with pytest.raises(BadInput, match="Say what changed"):
        plan.priya(put_plan_to_sign, 2)
    plan.priya(state_details, {FactKey.PRICE: "3400"})
    with pytest.raises(WrongState, match="Version 1 is the newest"):
        plan.priya(put_plan_to_sign, 1)
    plan.priya(put_plan_to_sign, 2, because=["price"])
    newest, before = plan.read().versions
    assert (newest.number, before.content, before.standing.is_outdated) == (2, first.content, True)
    assert [one.words for one in differences_between(before, newest)] == ["Total price: £3,400. Before, £3,500."]


def test_what_changed_since_a_version_makes_it_stale_where_the_rules_want_new_signatures(plan):
    plan.priya(put_plan_to_sign, 1)
    assert plan.read().standing.stale == ()
    plan.priya(plan_activity, K.TUTORIAL, TODAY, title="Reflective logs")
    plan.priya(state_details, {FactKey.CONTACT: "Priya Nair, 01632 960001"})
    standing = plan.read().standing
    assert standing.stale == ()
    assert [one.label for one in standing.since] == ["Who to contact", "Tutorial, “Reflective logs”"]
    plan.does("adele", change_terms, TODAY, {"weekly_minutes": 30 * 60}, "New contract")
    plan.does("adele", change_status, ON_A_BREAK, TODAY - timedelta(days=3))
    plan.priya(record_subject, FunctionalSkill.MATHS, SubjectSaid("no"))
    stale = [(rule, one.words) for rule, one in plan.read().standing.stale]
    assert stale == [
        ("Contract or working pattern", "Paid hours a week: 30 hours. Before, 35 hours."),
        ("Break in learning", "Breaks in learning: from 17 November 2026, day of return not known. Before, None."),
        ("English or maths", "Maths: Not included. Before, Not recorded."),
    ]


def test_a_plan_not_signed_before_the_start_says_so_and_the_assessor_is_named_six_months_ahead(plan):
    standing = plan.read().standing
    assert standing.late == "Training started on 7 July 2025, and the plan was not signed by all three before."
    assert standing.organisation == (
        "The assessment organisation is not named yet. It had to be named by 7 July 2026, 6 months before the planned "
        "end."
    )
    plan.priya(state_details, {FactKey.ORGANISATION: "Keystone Assessment"})
    assert plan.read().standing.organisation == ""


@pytest.mark.parametrize(
    ("kind", "on", "given", "field"),
    [
        (K.MODULE, TODAY, {"code": "5", "title": "x"}, "code"),
        (K.MODULE, TODAY, {"code": "1"}, "title"),
        (K.TUTORIAL, TODAY, {}, "title"),
        (K.TUTORIAL, START - timedelta(days=1), {"title": "x"}, "on"),
        (K.TUTORIAL, date(2040, 1, 1), {"title": "x"}, "on"),
        (K.TUTORIAL, TODAY, {"title": "x", "minutes": 1441}, "minutes"),
        (K.MOCK_ASSESSMENT, TODAY, {"code": "viva"}, "code"),
        (K.INDUCTION, START, {}, ""),
    ],
)
def test_what_cannot_be_planned_is_said_at_its_field(plan, kind, on, given, field):
    with pytest.raises(BadInput) as refused:
        plan.priya(plan_activity, kind, on, **given)
    assert [fault.path for fault in refused.value.faults] == [field]


def test_induction_has_as_many_parts_as_its_shape(plan):
    plan.priya(state_details, {FactKey.INDUCTION_SHAPE: "2 half days"})
    plan.priya(plan_activity, K.INDUCTION, START)
    plan.priya(plan_activity, K.INDUCTION, START + timedelta(days=1))
    with pytest.raises(BadInput, match="planned whole"):
        plan.priya(plan_activity, K.INDUCTION, START + timedelta(days=2))
    with pytest.raises(BadInput, match="room for"):
        plan.priya(state_details, {FactKey.INDUCTION_SHAPE: "1 day"})
    plan.priya(state_details, {FactKey.INDUCTION_SHAPE: "3 x 2 hour sessions"})
    assert plan.read().activities[-1].minutes is None
