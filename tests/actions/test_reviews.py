"""A milestone review from its first word to its revision: who may do what, what is frozen, and what is never lost."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.actions import off_the_job as time
from app.actions import reviews
from app.actions.training_plan import hold_activity, plan_activity
from app.answers.reviews import facts_again, sheet_of
from app.db import apprenticeships, history
from app.db import reviews as db
from app.db import signatures as signed
from app.domain.people import Role
from app.domain.rag import Colour
from app.domain.refusals import BadInput, NotFound, NotPermitted, WrongState
from app.domain.reviews import Meeting, ReviewState, WrittenMeanwhile
from app.domain.signatures import RecordKey, RecordKind, record_sha256
from app.domain.training_plan.values import PlanKind
from tests.cast import TODAY, Cast
from tests.portfolios import Piece, keep_pieces

EVERYBODY = (Role.APPRENTICE, Role.TUTOR, Role.EMPLOYER)
HELD = Meeting(TODAY, EVERYBODY, Colour.RED)
PRIVATE = "I do not want this to reach the office."


class Table:
    """Shorthand for doing things with Chloe's reviews, each in a transaction of its own."""

    def __init__(self, house, cast: Cast):
        self.house = house
        self.cast = cast

    def do(self, who, action, *given):
        with self.house.acting(who) as acting:
            return action(acting, self.cast.hers, *given)

    def write(self, who, section, words, base=0, number=9, role=None):
        return self.do(who, reviews.write_section, number, section, words, base, role)

    def hold(self, meeting=HELD, number=9, who=None):
        return self.do(who or self.cast.priya, reviews.hold_review, number, meeting)

    def sheet(self, name, number=9, version=None):
        with self.house.database.reading() as session:
            member = apprenticeships.member(session, self.cast.everybody[name], self.cast.hers, TODAY)
            return sheet_of(session, self.house.catalogue, member, number, TODAY, version)

    def texts(self, name, number=9):
        return {one.section.code: [text.words for text in one.texts] for one in self.sheet(name, number).sections}

    def content(self, version=1, number=9):
        with self.house.database.reading() as session:
            return signed.content(session, RecordKey(self.cast.hers, RecordKind.REVIEW, number, version))

    def told(self):
        with self.house.database.reading() as session:
            return [row.action for row in history.happenings(session, self.cast.hers, limit=100)]


@pytest.fixture
def table(house, cast: Cast) -> Table:
    return Table(house, cast)


@pytest.fixture
def prepared(table: Table, cast: Cast) -> Table:
    """All three have written; apprentice and tutor something for each other alone too."""
    table.write(cast.chloe, "apprentice_preparation", "E2 took me three drafts.")
    table.write(cast.mark, "employer_preparation", "She now leads first visits.")
    table.write(cast.priya, "progress", "E2 accepted for K2 on 12 October.")
    table.write(cast.chloe, "apprentice_and_tutor", PRIVATE)
    return table


def test_the_first_word_makes_a_draft_and_everybody_writes_their_own(prepared: Table, cast: Cast) -> None:
    sheet = prepared.sheet("priya")
    assert (sheet.state, sheet.version, sheet.may_hold) == (ReviewState.DRAFT, 1, True)
    written = {one.section.code: one for one in sheet.sections}
    assert written["progress"].writes_as is Role.TUTOR
    assert (written["progress"].words, written["progress"].revision) == ("E2 accepted for K2 on 12 October.", 1)
    assert written["apprentice_preparation"].writes_as is None
    with pytest.raises(NotPermitted, match="Others write this section"):
        prepared.write(cast.priya, "apprentice_preparation", "Let me put that better.", 1)
    prepared.write(cast.mark, "concerns", "None.")
    prepared.write(cast.chloe, "concerns", "Too little time on Fridays.")
    assert prepared.texts("mark")["concerns"] == ["Too little time on Fridays.", "None."]


def test_what_is_between_apprentice_and_tutor_is_nobody_elses(prepared: Table, cast: Cast) -> None:
    for name in ("chloe", "priya"):
        assert prepared.texts(name)["apprentice_and_tutor"] == [PRIVATE]
    for name in ("mark", "quentin", "adele"):
        assert "apprentice_and_tutor" not in prepared.texts(name)
        assert prepared.texts(name)["employer_preparation"] == ["She now leads first visits."]
    with pytest.raises(NotFound):
        prepared.write(cast.mark, "apprentice_and_tutor", "What is said here?")
    said = {one.section.code: one.who_sees for one in prepared.sheet("chloe").sections}
    assert said["apprentice_and_tutor"] == "The apprentice and the tutor can read this; the employer cannot."
    prepared.hold()
    content = prepared.content()
    assert PRIVATE not in content
    [digest] = json.loads(content)["not_shown_to_all"]
    assert (digest["code"], digest["role"], len(digest["sha256"])) == ("apprentice_and_tutor", "apprentice", 64)


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("quentin", NotPermitted),
        ("adele", NotPermitted),
        ("helen", NotFound),
        ("ben", NotFound),
        ("sadia", NotFound),
    ],
)
def test_nobody_else_writes_or_holds(prepared: Table, cast: Cast, name: str, refusal: type[Exception]) -> None:
    who = cast.everybody[name]
    with pytest.raises(refusal):
        prepared.write(who, "progress", "I was never there.")
    for action, said in (
        (reviews.hold_review, (9, HELD)),
        (reviews.move_review, (9, TODAY + timedelta(days=9), "A clash")),
        (reviews.miss_review, (8, "Nobody came")),
        (reviews.revise_review, (9, "A slip")),
    ):
        with pytest.raises(refusal):
            prepared.do(who, action, *said)
        if name == "quentin":
            with pytest.raises(NotPermitted):
                prepared.do(cast.chloe, action, *said)


def test_two_tabs_lose_neither_text(prepared: Table, cast: Cast) -> None:
    prepared.write(cast.priya, "progress", "From the first tab.", 1)
    with pytest.raises(WrittenMeanwhile) as refused:
        prepared.write(cast.priya, "progress", "From the second tab.", 1)
    assert refused.value.theirs.words == "From the first tab."
    assert refused.value.theirs.revision == 2
    assert refused.value.yours == "From the second tab."
    both = prepared.write(cast.priya, "progress", "From the first tab.\nFrom the second tab.", 2)
    assert both.revision == 3
    again = prepared.write(cast.priya, "progress", "From the first tab.\nFrom the second tab.", 2)
    assert again.revision == 3


def test_holding_freezes_it_and_puts_it_before_all_three(prepared: Table, cast: Cast) -> None:
    held = prepared.hold()
    assert held.state is ReviewState.AWAITING_SIGNATURES
    said = json.loads(prepared.content())
    assert (said["held_on"], said["present"], said["rag"]) == ("2026-11-20", ["apprentice", "tutor", "employer"], "red")
    assert [one["words"] for one in said["sections"]] == [
        "E2 took me three drafts.",
        "She now leads first visits.",
        "E2 accepted for K2 on 12 October.",
    ]
    assert prepared.content() == json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for who in (cast.chloe, cast.priya, cast.mark):
        with pytest.raises(WrongState, match="was held on 20 November 2026, so its words stay"):
            prepared.write(who, "concerns", "One more thing.")
    assert prepared.hold() == held
    assert prepared.told().count("review_held") == prepared.told().count("record_put") == 1
    with pytest.raises(WrongState):
        prepared.hold(replace(HELD, rag=Colour.GREEN, rag_reason="After all"))


@pytest.mark.parametrize(
    ("meeting", "path", "sentence"),
    [
        (replace(HELD, held_on=TODAY + timedelta(days=1)), "held_on", "That day is to come"),
        (replace(HELD, held_on=date(2025, 7, 1)), "held_on", "Learning started on 7 July 2025"),
        (replace(HELD, present=()), "present", "Say who was there"),
        (replace(HELD, present=(Role.TUTOR, Role.EMPLOYER)), "present", "without the apprentice was missed"),
        (replace(HELD, rag=Colour.GREEN), "rag_reason", "The record works out red. Say why you choose another."),
    ],
)
def test_what_is_said_of_the_meeting_has_to_hold(prepared: Table, meeting: Meeting, path: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        prepared.hold(meeting)
    [fault] = refused.value.faults
    assert fault.path == path
    assert sentence in fault.sentence
    assert prepared.sheet("priya").state is ReviewState.DRAFT


def test_a_review_in_which_nobody_wrote_cannot_be_held(table: Table) -> None:
    with pytest.raises(WrongState, match="Nothing has been written in review 9 yet"):
        table.hold()
    with pytest.raises(NotFound):
        table.hold(number=40)


def test_a_moved_review_keeps_its_reason_and_the_grid_its_days(table: Table, cast: Cast) -> None:
    later = date(2026, 11, 30)
    table.do(cast.priya, reviews.move_review, 9, later, "Mark is on leave until the 27th.")
    table.do(cast.priya, reviews.move_review, 9, later, "Mark is on leave until the 27th.")
    place = table.sheet("mark").place
    assert (place.due_on, place.on, place.days_overdue) == (date(2026, 11, 23), later, 0)
    [moved] = table.sheet("mark").planned
    assert (moved.from_on, moved.to_on, moved.reason, moved.by.name) == (
        date(2026, 11, 23),
        later,
        "Mark is on leave until the 27th.",
        "Priya Nair",
    )
    assert table.told().count("review_moved") == 1
    for to, reason, path in ((later, "Again", "on"), (TODAY - timedelta(days=1), "x", "on"), (TODAY, " ", "reason")):
        with pytest.raises(BadInput) as refused:
            table.do(cast.priya, reviews.move_review, 9, to, reason)
        assert [fault.path for fault in refused.value.faults] == [path]


def test_a_missed_review_keeps_its_reason_and_takes_no_more_words(table: Table, cast: Cast) -> None:
    table.do(cast.priya, reviews.miss_review, 8, "Chloe was ill all week.")
    table.do(cast.priya, reviews.miss_review, 8, "Chloe was ill all week.")
    sheet = table.sheet("mark", 8)
    assert (sheet.state, sheet.review.missed_reason) == (ReviewState.MISSED, "Chloe was ill all week.")
    assert table.told().count("review_missed") == 1
    with pytest.raises(WrongState, match="Review 8 was missed"):
        table.write(cast.priya, "progress", "After all", 0, 8)
    with pytest.raises(WrongState, match="Review 9 is on 23 November 2026, which is to come"):
        table.do(cast.priya, reviews.miss_review, 9, "She will be away")


def test_that_a_review_was_missed_can_be_taken_back_with_a_reason_and_it_is_held_late(table: Table, cast: Cast) -> None:
    table.write(cast.chloe, "apprentice_preparation", "I led the visit of 3 November, K1.", 0, 8)
    table.do(cast.priya, reviews.miss_review, 8, "Chloe was ill all week.")
    with pytest.raises(BadInput):
        table.do(cast.priya, reviews.reopen_review, 8, " ")
    for who in (cast.chloe, cast.mark):
        with pytest.raises(NotPermitted):
            table.do(who, reviews.reopen_review, 8, "We met")
    for _ in range(2):
        table.do(cast.priya, reviews.reopen_review, 8, "We met on the Friday after all.")
    sheet = table.sheet("mark", 8)
    assert (sheet.state, sheet.review.missed_reason) == (ReviewState.DRAFT, "")
    assert table.told().count("review_reopened") == 1
    missed, back = sheet.planned
    assert (missed.to_on, missed.reason, missed.is_reopening) == (None, "Chloe was ill all week.", False)
    assert (back.reason, back.by.name, back.is_reopening) == ("We met on the Friday after all.", "Priya Nair", True)
    with pytest.raises(WrongState, match="is not recorded as missed"):
        table.do(cast.priya, reviews.reopen_review, 8, "Another reason")
    late = date(2026, 10, 2)
    table.hold(replace(HELD, held_on=late), 8)
    place = table.sheet("mark", 9).place
    assert place.since == late
    assert place.deadline_moved


def test_a_review_in_which_nobody_wrote_is_planned_again_and_late_again(table: Table, cast: Cast) -> None:
    table.do(cast.priya, reviews.miss_review, 8, "Nobody came.")
    assert table.sheet("priya", 8).place.days_overdue == 0
    table.do(cast.priya, reviews.reopen_review, 8, "It was review 7 that was missed.")
    sheet = table.sheet("priya", 8)
    assert sheet.state is ReviewState.PLANNED
    assert sheet.place.days_overdue == (TODAY - sheet.place.due_on).days > 0
    table.do(cast.priya, reviews.move_review, 8, TODAY + timedelta(days=2), "We meet on Sunday.")
    table.do(cast.chloe, reviews.write_section, 8, "apprentice_preparation", "Ready", 0)


def test_what_was_behind_and_out_of_date_in_the_plan_is_frozen_with_the_facts(
    prepared: Table, cast: Cast, clock
) -> None:
    day = TODAY - timedelta(days=9)
    number = prepared.do(cast.priya, partial(plan_activity, title="Records that hold"), PlanKind.TUTORIAL, day)
    assert [one.number for one in prepared.sheet("mark").facts.plan_behind] == [number]
    prepared.hold()
    clock.now += timedelta(minutes=1)
    prepared.do(cast.priya, hold_activity, number, day)
    facts = prepared.sheet("mark").facts
    assert [(one.number, one.planned_on) for one in facts.plan_behind] == [(number, day)]
    assert facts.plan_stale == ()
    assert json.loads(prepared.content())["facts"]["plan_behind"][0]["planned_on"] == day.isoformat()
    with prepared.house.database.reading() as session:
        assert facts_again(session, prepared.house.catalogue, cast.hers, 9, 1) == facts
    prepared.do(cast.priya, reviews.revise_review, 9, "A slip")
    prepared.hold()
    assert prepared.sheet("mark").facts.plan_behind == facts.plan_behind


def test_revising_opens_a_new_version_and_leaves_the_old_one_readable(prepared: Table, cast: Cast) -> None:
    prepared.hold()
    first = prepared.content()
    with pytest.raises(BadInput):
        prepared.do(cast.priya, reviews.revise_review, 9, "")
    prepared.do(cast.priya, reviews.revise_review, 9, "The date of E2 was wrong.")
    prepared.do(cast.priya, reviews.revise_review, 9, "The date of E2 was wrong.")
    sheet = prepared.sheet("mark")
    assert (sheet.state, sheet.version, len(sheet.versions)) == (ReviewState.DRAFT, 2, 2)
    assert sheet.facts == prepared.sheet("mark", version=1).facts is not None
    assert prepared.texts("priya")["apprentice_and_tutor"] == [PRIVATE]
    prepared.write(cast.priya, "progress", "E2 accepted for K2 on 14 October.", 1)
    prepared.hold()
    old = prepared.sheet("mark", version=1)
    assert old.state is ReviewState.SUPERSEDED
    assert ["E2 accepted for K2 on 12 October."] in [
        [text.words for text in one.texts] for one in old.sections if one.section.code == "progress"
    ]
    assert prepared.content(1) == first
    assert json.loads(prepared.content(2))["revision_reason"] == "The date of E2 was wrong."
    assert record_sha256(prepared.content(2)) != record_sha256(first)
    with prepared.house.database.reading() as session:
        standing = signed.find(session, RecordKey(cast.hers, RecordKind.REVIEW, 9, 1))
    assert standing.superseded_at is not None
    with pytest.raises(WrongState, match="so it cannot be missed"):
        prepared.do(cast.priya, reviews.miss_review, 9, "It never was")


def test_a_version_that_is_being_revised_can_be_signed_no_more(prepared: Table, cast: Cast) -> None:
    prepared.hold()
    prepared.do(cast.priya, reviews.revise_review, 9, "A slip")
    with prepared.house.database.reading() as session:
        assert signed.waiting_for(session, [cast.hers], Role.EMPLOYER) == []


def log(table: Table, minutes: int, on: date, confirmed: bool = False) -> int:
    with table.house.acting(table.cast.chloe) as acting:
        number = time.log_time(acting, table.cast.hers, on=on, minutes=minutes, activity="workshop")
    if confirmed:
        with table.house.acting(table.cast.mark) as acting:
            time.confirm(acting, table.cast.hers, number)
    return number


def keep(table: Table, *pieces: Piece, first: int) -> None:
    with table.house.database.writing() as session:
        keep_pieces(session, table.cast.hers, pieces, table.cast.priya.id, first)


def frozen_and_again(table: Table, version: int = 1):
    with table.house.database.reading() as session:
        [frozen] = [one.facts for one in db.versions_of(session, table.cast.hers) if one.review.version == version]
        return frozen, facts_again(session, table.house.catalogue, table.cast.hers, 9, version)


def test_the_facts_can_be_told_again_whatever_happened_since(prepared: Table, cast: Cast, clock) -> None:
    keep(prepared, Piece({"K1": "accepted", "S1": "returned"}, sent_on=date(2026, 10, 10)), first=1)
    early = log(prepared, 300, date(2026, 11, 2), confirmed=True)
    waiting = log(prepared, 60, date(2026, 11, 3))
    clock.now += timedelta(minutes=1)
    prepared.hold()
    frozen, again = frozen_and_again(prepared)
    assert again == frozen
    assert (frozen.evidence_added, frozen.confirmed_minutes, frozen.waiting_minutes) == ((1,), 300, 60)
    assert (frozen.hours_now.confirmed, frozen.hours_now.waiting) == (300, 60)
    clock.now += timedelta(hours=1)
    with prepared.house.acting(cast.mark) as acting:
        time.confirm(acting, cast.hers, waiting)
    with prepared.house.acting(cast.chloe) as acting:
        time.withdraw(acting, cast.hers, early, "Logged twice")
    log(prepared, 120, date(2026, 11, 4))
    keep(prepared, Piece({"K2": "accepted"}, sent_on=TODAY + timedelta(days=1)), first=2)
    clock.now += timedelta(days=3)
    prepared.do(cast.priya, reviews.revise_review, 9, "A slip")
    prepared.hold()
    assert frozen_and_again(prepared) == (frozen, frozen)
    assert frozen_and_again(prepared, 2) == (frozen, frozen)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 400), st.integers(0, 60), st.booleans()), max_size=5))
def test_any_hours_logged_later_leave_the_facts_alone(table: Table, later: list[tuple[int, int, bool]]) -> None:
    table.house.clock.now += timedelta(minutes=1)
    if table.sheet("priya").state is ReviewState.PLANNED:
        table.write(table.cast.priya, "progress", "As planned.")
        log(table, 90, date(2026, 11, 2), confirmed=True)
        table.house.clock.now += timedelta(minutes=1)
        table.hold()
        table.house.clock.now += timedelta(minutes=1)
    for minutes, days, confirmed in later:
        log(table, minutes, TODAY - timedelta(days=days), confirmed)
    frozen, again = frozen_and_again(table)
    assert again == frozen


def test_of_two_who_write_at_the_same_moment_one_is_shown_both_texts(table: Table, cast: Cast) -> None:
    def write(words: str) -> str:
        try:
            return table.write(cast.priya, "progress", words).words
        except WrittenMeanwhile as met:
            return f"{met.theirs.words} | {met.yours}"

    with ThreadPoolExecutor(2) as both:
        said = sorted(both.map(write, ("One.", "Two.")), key=len)
    assert said[0] in ("One.", "Two.")
    assert said[1] in ("One. | Two.", "Two. | One.")
    assert table.texts("priya")["progress"] == [said[0]]


def test_a_sheet_takes_few_statements_however_much_is_on_record(
    prepared: Table, cast: Cast, statements: Callable[[], object]
) -> None:
    counts = []
    for first in (1, 41):
        keep(prepared, *[Piece({"K1": "accepted", "S1": "awaiting"}) for _ in range(40)], first=first)
        with statements() as ran:
            prepared.sheet("priya")
        counts.append(len(ran))
    # One of them is of who is asking.
    assert counts[0] == counts[1] <= 9
    prepared.hold()
    with statements() as ran:
        prepared.sheet("mark")
    assert len(ran) <= 4
