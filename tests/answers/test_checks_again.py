"""What the gateway checks read, told again as of earlier moments: whatever was done since, it is what was read then."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.actions import breaches, evidence, reviews, training_plan
from app.actions import people as people_actions
from app.actions.acting import Acting
from app.actions.apprenticeships import set_status
from app.actions.gateway import keep_learner_record
from app.actions.portfolio import choose_piece, freeze_portfolio, order_pieces
from app.actions.signatures import Signing, sign
from app.actions.signatures.answering import statement_for
from app.actions.terms import change_terms
from app.actions.waivers import take_back_waiver, waive_check
from app.answers.reviews import facts_again
from app.db import gateway as db
from app.db import people, shortfall, signatures
from app.db.gateway import BesideGateway, beside_gateway, beside_gateway_then
from app.db.reviews import evidence_story, versions_of
from app.domain.apprenticeships import Named
from app.domain.case_study import CaseStudy
from app.domain.confidentiality import FindingKind
from app.domain.evidence import Decision, Verdict
from app.domain.gateway import Waiving, chosen_for_assessor
from app.domain.gateway.learner_record import RecordKept, RecordStanding, same_name
from app.domain.people import ApprenticeshipStatus, Role
from app.domain.receipts import Means
from app.domain.refusals import BadInput, NotFound, WrongState
from app.domain.reviews import ReviewState
from app.domain.shortfall import Shortfall
from app.domain.signatures import RecordKey, RecordKind
from app.domain.training_plan.subjects import SubjectSaid
from app.domain.training_plan.values import FunctionalSkill, PlanKind
from tests.actions.test_gateway import RECORD, put_as_it_stands
from tests.actions.test_portfolio import FOR_GATEWAY, pieces
from tests.actions.test_reviews import HELD, Table, prepared, table
from tests.cast import START, TODAY, Cast

__all__ = ["pieces", "prepared", "table"]
YESTERDAY = TODAY - timedelta(days=1)
ROLES = {"chloe": Role.APPRENTICE, "priya": Role.TUTOR, "mark": Role.EMPLOYER}


@dataclass
class Gateway:
    """Does one thing after another, each a minute later, and notes how everything stood after each."""

    table: Table
    clock: Any
    noted: list[tuple[datetime, str, dict[str, Any]]] = field(default_factory=list)

    def does(self, name: str, action: Callable[..., Any], /, *given: Any, who: str = "priya", **named: Any) -> None:
        self.table.do(self.table.cast.everybody[who], partial(action, **named), *given)
        self.notes(name)

    def notes(self, name: str) -> None:
        """How everything stands now, read as every page reads it."""
        self.clock.now += timedelta(seconds=30)
        house, hers = self.table.house, self.table.cast.hers
        with house.database.reading() as session:
            self.noted.append((self.clock.now, name, plain(beside_gateway(session, hers, TODAY + timedelta(days=900)))))
        self.clock.now += timedelta(seconds=30)

    def again(self) -> list[dict[str, Any]]:
        """How everything stood at each of those moments, told from the record of now."""
        hers = self.table.cast.hers
        with self.table.house.database.reading() as session:
            moments = [at for at, _, _ in self.noted]
            return [plain(one) for one in beside_gateway_then(session, hers, evidence_story(session, hers), moments)]

    def signs(self, kind: RecordKind, number: int, version: int, who: str) -> None:
        key, role = RecordKey(self.table.cast.hers, kind, number, version), ROLES[who]
        with self.table.house.acting(self.table.cast.everybody[who]) as acting:
            standing = signatures.find(acting.session, key)
            said = Signing(role, acting.person.name, standing.sha256, statement_for(acting, key, role))
            sign(acting, key, said, Means.ACCOUNT)
        self.notes(f"{who} signs {kind.value}")


@pytest.fixture
def gateway(table: Table, clock: Any) -> Gateway:
    return Gateway(table, clock)


def plain(beside: BesideGateway) -> dict[str, Any]:
    """What of it any check rests on; an unprepared review is open like a prepared one, and a grade moves nothing."""
    learner = beside.learner
    if isinstance(learner, RecordKept):
        one = learner.record
        learner = RecordStanding(same_name(one.name, beside.account_name), bool(one.number), bool(one.difference))
    open_states = (ReviewState.PLANNED, ReviewState.DRAFT)
    in_portfolio = chosen_for_assessor(beside.pieces, {}, beside.portfolio)
    return {
        "date of birth": beside.date_of_birth,
        "statement": beside.statement,
        "activities": sorted((one.number, one.kind, one.code, one.planned_on) for one in beside.plan.late),
        "facts": sorted(map(repr, beside.plan.facts.held)),
        "plan": (beside.plan.content, beside.plan_signed),
        "reviews": sorted(
            (
                one.review.number,
                one.review.version,
                ReviewState.DRAFT if one.review.state in open_states else one.review.state,
                one.review.meeting,
                one.answers,
            )
            for one in beside.reviews
        ),
        "portfolio": beside.portfolio,
        "pieces": [replace(one, accepted=one.counts and one.accepted) for one in in_portfolio],
        "mocks": [replace(one, planned_on=START, graded=False) for one in beside.mocks],
        "waivers": sorted(beside.waivers, key=lambda one: one.number),
        "declaration": beside.declaration,
        "case study": beside.case_study,
        "learner": learner,
    }


def assert_told_again(gateway: Gateway) -> None:
    for (_, name, then), again in zip(gateway.noted, gateway.again(), strict=True):
        assert again == then, name


def moved(gateway: Gateway, what: str) -> int:
    """How often something stood otherwise than before."""
    stood = [then[what] for _, _, then in gateway.noted]
    return sum(one != other for one, other in pairwise(stood))


def test_pieces_taken_in_left_out_ordered_cleared_closed_and_frozen(gateway: Gateway, pieces: list[int]) -> None:
    gateway.notes("as they were sent")
    gateway.does("left out", choose_piece, 1, included=False)
    gateway.does("taken in", choose_piece, 3, included=True, who="chloe")
    gateway.does("ordered", order_pieces, [3, 2])
    gateway.does("taken in again", choose_piece, 1, included=True)
    gateway.does("left out again", choose_piece, 4, included=False)
    gateway.does("closed to others", evidence.clear_evidence, 2, version=1, cleared=False)
    gateway.does("cleared anew", evidence.clear_evidence, 2, version=1, cleared=True, looked=True)
    gateway.does("decided", evidence.decide_tag, 3, Decision("K1", Verdict.ACCEPTED, "Well shown."))
    gateway.does("cleared", evidence.clear_evidence, 3, version=1, cleared=True, looked=True)
    gateway.does("frozen", freeze_portfolio, FOR_GATEWAY)
    gateway.does("reopened", evidence.reopen_tag, 1, "K1", "Look again.")
    gateway.does("quarantined", breaches.quarantine_evidence, 1, FindingKind.NAME, "A name.")
    gateway.does("released", breaches.release_evidence, 1, "None.", who="adele")
    gateway.does("withdrawn", evidence.withdraw_evidence, 2, "Not mine.", who="chloe")
    gateway.does("quarantined again", breaches.quarantine_evidence, 1, FindingKind.NAME, "A name.")
    gateway.does("erased", breaches.erase_evidence, 2, "E1", who="adele")
    gateway.does("the withdrawn one quarantined", breaches.quarantine_evidence, 2, FindingKind.NAME, "A name.")
    gateway.does("the withdrawn one erased", breaches.erase_evidence, 3, "E2", who="adele")
    assert_told_again(gateway)
    assert moved(gateway, "pieces") >= 12
    assert moved(gateway, "portfolio") == 1


def test_a_plan_its_activities_mocks_and_subjects(gateway: Gateway) -> None:
    mock, day = PlanKind.MOCK_ASSESSMENT, YESTERDAY
    feedback = partial(training_plan.give_feedback, grade="", feedback="Clear on thresholds.")
    gateway.notes("nothing planned")
    gateway.does("planned", training_plan.plan_activity, PlanKind.TUTORIAL, day, title="Records that hold")
    gateway.does("moved", training_plan.move_activity, 1, TODAY + timedelta(days=5), "She was ill.")
    gateway.does("held", training_plan.hold_activity, 1, TODAY)
    gateway.does("taken back", training_plan.reopen_activity, 1, "It was another.")
    gateway.does("a mock", training_plan.plan_activity, mock, day, code="professional_discussion")
    gateway.does("mock missed", training_plan.miss_activity, 2, "Nobody came.")
    gateway.does("mock moved", training_plan.move_activity, 2, TODAY, "Again.")
    gateway.does("mock held", training_plan.hold_activity, 2, TODAY)
    gateway.does("feedback", feedback, 2, by_ksb={"K4": "Name the duty.", "S1": "Well done."})
    gateway.does("feedback without a KSB", feedback, 2, by_ksb={})
    seen = SubjectSaid("yes", "GCSE English, grade 4", seen_on=START)
    gateway.does("a certificate", training_plan.record_subject, FunctionalSkill.ENGLISH, seen)
    gateway.does("taken back", training_plan.record_subject, FunctionalSkill.ENGLISH, SubjectSaid("yes"))
    gateway.does("maths left out", training_plan.record_subject, FunctionalSkill.MATHS, SubjectSaid("no"))
    gateway.does("put to sign", training_plan.put_plan_to_sign, 1)
    for who in ("chloe", "priya", "mark"):
        gateway.signs(RecordKind.TRAINING_PLAN, 1, 1, who)
    gateway.does("maths taken in", training_plan.record_subject, FunctionalSkill.MATHS, SubjectSaid("yes"))
    gateway.does("put again", training_plan.put_plan_to_sign, 2, why="Maths is in again.")
    assert_told_again(gateway)
    assert (moved(gateway, "mocks"), moved(gateway, "facts"), moved(gateway, "plan")) == (6, 4, 3)
    assert moved(gateway, "activities") >= 6


def test_waivers_the_learner_record_and_a_declaration(gateway: Gateway, house: Any, cast: Cast) -> None:
    gateway.notes("nothing yet")
    for number, reason in ((1, "Two at her last provider."), (2, "As before.")):
        gateway.does("waived", waive_check, "mock-assessment", Waiving(reason))
        gateway.does("taken back", take_back_waiver, number, "There is time.")
    key = put_as_it_stands(house, cast)
    gateway.notes("declaration put")
    gateway.signs(key.kind, key.number, key.version, "mark")
    kept = (
        {"name": "Chloe Hirst"},
        {"name": "Chloe Hirst", "difference": "She married."},
        {"number": ""},
        {"name": "Chloe Marsden"},
    )
    for revision, said in enumerate(kept):
        gateway.does("learner record", keep_learner_record, **RECORD | said | {"revision": revision})
    put_as_it_stands(house, cast, 2)
    gateway.notes("put again")
    assert_told_again(gateway)
    assert (moved(gateway, "waivers"), moved(gateway, "learner"), moved(gateway, "declaration")) == (4, 4, 3)


def test_reviews_held_signed_put_right_missed_and_taken_up_again(gateway: Gateway, prepared: Table) -> None:
    gateway.notes("prepared")
    gateway.does("missed", reviews.miss_review, 8, "Nobody came.")
    gateway.does("taken back", reviews.reopen_review, 8, "We met.")
    gateway.does("held", reviews.hold_review, 9, HELD)
    for who in ("priya", "chloe", "mark"):
        gateway.signs(RecordKind.REVIEW, 9, 1, who)
    gateway.does("put right", reviews.revise_review, 9, "A slip.")
    gateway.does("held anew", reviews.hold_review, 9, HELD)
    gateway.signs(RecordKind.REVIEW, 9, 2, "mark")
    assert_told_again(gateway)
    assert moved(gateway, "reviews") == 9


def test_a_case_study_a_statement_and_a_date_of_birth(gateway: Gateway, house: Any, cast: Cast) -> None:
    hers = cast.hers

    def does(name: str, do: Callable[[Acting], Any], who: str = "priya") -> None:
        with house.acting(cast.everybody[who]) as acting:
            acting.lock(hers)
            do(acting)
        gateway.notes(name)

    def writes(acting: Acting, version: int) -> None:
        by = Named(acting.person.id, acting.person.name)
        one = CaseStudy(version, "A visit", "How it went", f"{version}" * 64, by, acting.now)
        db.add_case_study(acting.session, hers, one, salt="")

    def agrees(acting: Acting, version: int, role: Role) -> None:
        db.agree_to_case_study(
            acting.session, hers, version, role, f"{version}" * 64, by=acting.person.id, at=acting.now
        )

    def states(acting: Acting) -> None:
        short = Shortfall(60_000, 30_000, 30_000)
        shortfall.add(acting.session, hers, "Ill.", short, "a" * 64, by=acting.person.id, at=acting.now)

    def says_yes(acting: Acting) -> None:
        shortfall.agree(acting.session, hers, 1, Role.EMPLOYER, "a" * 64, by=acting.person.id, at=acting.now)

    does("unborn", lambda acting: people.set_date_of_birth(acting.session, cast.chloe.id, None))
    does("written", partial(writes, version=1), "chloe")
    does("agreed", partial(agrees, version=1, role=Role.TUTOR))
    does("agreed", partial(agrees, version=1, role=Role.EMPLOYER), "mark")
    does("written anew", partial(writes, version=2), "chloe")
    does("erased", lambda acting: db.erase_case_study(acting.session, hers, acting.now), "adele")
    does("explained", states)
    does("agreed", says_yes, "mark")
    does("explained anew", states)
    born = START - timedelta(days=8000)
    known = partial(people_actions.known_or_added, name="Chloe", email=cast.chloe.email, born=born)
    does("born", known, "adele")
    assert_told_again(gateway)
    assert (moved(gateway, "case study"), moved(gateway, "statement"), moved(gateway, "date of birth")) == (5, 3, 1)


def test_a_review_compares_with_what_the_last_one_said_though_that_is_being_put_right(
    prepared: Table, house: Any, cast: Cast, clock: Any
) -> None:
    def do(who: str, action: Callable[..., Any], *given: Any) -> None:
        clock.now += timedelta(minutes=1)
        prepared.do(cast.everybody[who], action, *given)

    do("priya", reviews.write_section, 8, "progress", "E2 accepted for K2 on 12 October.", 0)
    do("priya", reviews.hold_review, 8, replace(HELD, held_on=TODAY - timedelta(days=49)))
    do("priya", reviews.revise_review, 8, "A slip.")
    # By the new hours the minimum would have been confirmed already then.
    do("adele", change_terms, TODAY, {"planned_minutes": 60, "weekly_minutes": 600}, "Part-time from now on.")
    do("priya", waive_check, "mock-assessment", Waiving("Two at her last provider."))
    do("priya", reviews.hold_review, 9, HELD)
    do("priya", take_back_waiver, 1, "There is time.")
    do("priya", reviews.hold_review, 8, replace(HELD, held_on=TODAY - timedelta(days=48)))
    do("adele", set_status, ApprenticeshipStatus.WITHDRAWN, TODAY)
    with house.database.reading() as session:
        held = {(one.review.number, one.review.version): one.facts for one in versions_of(session, cast.hers)}
        assert sorted(held) == [(8, 1), (8, 2), (9, 1)]
        for (number, version), facts in held.items():
            assert facts_again(session, house.catalogue, cast.hers, number, version) == facts
    assert ("mock-assessment", "not_met", "waived") in [(one.id, one.then, one.now) for one in held[9, 1].checks_moved]


STEPS: tuple[Callable[[Table], Any], ...] = (
    lambda t: t.do(t.cast.priya, partial(choose_piece, included=False), 1),
    lambda t: t.do(t.cast.chloe, partial(choose_piece, included=True), 1),
    lambda t: t.do(t.cast.priya, order_pieces, [2, 1]),
    lambda t: t.do(t.cast.priya, partial(evidence.clear_evidence, version=1, cleared=False), 2),
    lambda t: t.do(t.cast.priya, partial(evidence.clear_evidence, version=1, cleared=True, looked=True), 2),
    lambda t: t.do(t.cast.priya, freeze_portfolio, FOR_GATEWAY),
    lambda t: t.do(t.cast.priya, breaches.quarantine_evidence, 4, FindingKind.NAME, "A name."),
    lambda t: t.do(t.cast.adele, breaches.release_evidence, 1, "None."),
    lambda t: t.do(t.cast.priya, waive_check, "mock-assessment", Waiving("Two at her last provider.")),
    lambda t: t.do(t.cast.priya, take_back_waiver, 1, "There is time."),
    lambda t: t.do(t.cast.priya, partial(training_plan.plan_activity, title="Logs"), PlanKind.TUTORIAL, YESTERDAY),
    lambda t: t.do(t.cast.priya, training_plan.hold_activity, 1, YESTERDAY),
    lambda t: t.do(t.cast.priya, training_plan.record_subject, FunctionalSkill.MATHS, SubjectSaid("no")),
    lambda t: t.do(t.cast.priya, training_plan.record_subject, FunctionalSkill.MATHS, SubjectSaid("yes")),
    lambda t: t.do(t.cast.priya, training_plan.put_plan_to_sign, 1),
    lambda t: t.do(t.cast.priya, partial(keep_learner_record, **RECORD)),
    lambda t: t.do(t.cast.adele, change_terms, TODAY, {"planned_minutes": 30_000}, "More to learn."),
    lambda t: t.do(t.cast.priya, reviews.miss_review, 8, "Nobody came."),
    lambda t: t.do(t.cast.priya, reviews.revise_review, 9, "A slip."),
)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(STEPS))), held_after=st.integers(0, len(STEPS)))
def test_whatever_is_done_in_whatever_order_a_review_held_between_tells_its_facts_again(
    order: list[int], held_after: int, template: Any, house: Any, cast: Cast, prepared: Table, pieces: Any, clock: Any
) -> None:
    def do(step: Callable[[Table], Any]) -> None:
        clock.now += timedelta(minutes=1)
        with suppress(BadInput, NotFound, WrongState):
            step(prepared)

    for place, step in enumerate(order):
        if place == held_after:
            do(lambda t: t.hold())
        do(STEPS[step])
    do(lambda t: t.hold())
    do(lambda t: t.do(t.cast.adele, set_status, ApprenticeshipStatus.WITHDRAWN, TODAY))
    with house.database.reading() as session:
        held = [one for one in versions_of(session, cast.hers) if one.facts]
        for one in held:
            again = facts_again(session, house.catalogue, cast.hers, one.review.number, one.review.version)
            assert again == one.facts
    assert held
