"""English, maths and the portfolio in a forecast: counted from one’s own exam and pieces, never from nothing."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.forecast import (
    Attempt,
    Exams,
    KnownTimes,
    Moving,
    Offer,
    OwnSteps,
    Pace,
    Range,
    StepTaken,
    StepTime,
    Whole,
    Work,
    attempts_by,
    certificate_range,
    first_whole,
    forecast_then,
    last_sitting,
    levers,
    step_times,
    steps_to_certificate,
)
from app.domain.forecast.pace import Done
from app.domain.forecast.portfolio import days_of, first_shown
from app.domain.portfolio import FrozenPiece, FrozenTag, Manifest
from app.domain.practical_period import PracticalPeriod

TODAY = date(2026, 11, 20)
HERS = UUID(int=1)
ENGLISH = ("english_reading", "english_writing")
HAVE = ["none has", "1 has", *(f"{count} have" for count in range(2, 10))]


def day(ago: int) -> date:
    """So many days before today; below 0 is still to come."""
    return TODAY - timedelta(days=ago)


def tried(part: str, ago: int, *, passed: bool | None = None) -> Attempt:
    """Booked two weeks before it was sat, or is to be sat where that day is still to come."""
    return Attempt(part, day(ago + 14), day(ago), day(ago) if ago >= 0 else None, passed)


def times(step: str, *took: int) -> dict[str, StepTime]:
    """How long such steps took, each of another apprentice."""
    return {one.step: one for one in step_times([StepTaken(step, day(each), TODAY, uuid4()) for each in took])}


ROUND = times("maths-sat", *[10] * 4, *[21] * 4, *[60] * 4)


@pytest.mark.parametrize(
    ("attempts", "on", "unbooked", "why"),
    [
        ([], None, True, ""),
        ([tried("english_reading", 30, passed=True)], None, True, ""),
        ([tried("english_reading", 30, passed=True), tried("english_writing", -12)], day(-12), False, ""),
        ([tried("english_reading", 30, passed=True), tried("english_writing", 5)], day(5), False, ""),
        ([tried("english_reading", 30), tried("english_writing", 5, passed=False)], None, True, ""),
        (
            [tried("english_reading", 3), tried("english_writing", 5, passed=False), tried("english_writing", -9)],
            day(-9),
            False,
            "",
        ),
    ],
)
def test_the_last_exam_is_the_day_on_which_no_part_is_left(attempts, on, unbooked, why):
    found = last_sitting(attempts, ENGLISH, TODAY)
    assert (found.on, found.unbooked, found.why) == (on, unbooked, why)


def test_a_booked_day_that_has_passed_gives_no_day_and_neither_does_a_programme_without_exams():
    overdue = last_sitting([Attempt("maths", day(40), day(2))], ["maths"], TODAY)
    said = "An exam was booked for 18 November 2026, and whether it was sat is not recorded."
    assert (overdue.on, overdue.why) == (None, said)
    assert certificate_range("maths", overdue, ROUND, TODAY) == said
    assert last_sitting([], [], TODAY).why == "The programme has no exam in it."


def test_a_certificate_follows_the_booked_exam_as_it_followed_others():
    sitting = last_sitting([tried("maths", -12)], ["maths"], TODAY)
    assert certificate_range("maths", sitting, ROUND, TODAY) == Range(day(-22), day(-33), day(-72))
    sat = last_sitting([tried("maths", 15)], ["maths"], TODAY)
    assert certificate_range("maths", sat, ROUND, TODAY) == Range(TODAY, day(-6), day(-45))
    unbooked = last_sitting([], ["maths"], TODAY)
    assert certificate_range("maths", unbooked, times("maths", *[30] * 10), TODAY) == Range(*[day(-30)] * 3)


@given(st.integers(0, 9))
def test_of_fewer_than_ten_apprentices_no_certificate_is_forecast(few):
    sitting = last_sitting([tried("maths", -12)], ["maths"], TODAY)
    said = f"Too little history: it takes 10 apprentices who have done this here, and {HAVE[few]} so far."
    assert certificate_range("maths", sitting, times("maths-sat", *[20] * few), TODAY) == said


def test_each_sitting_that_left_no_part_over_is_a_step_to_the_certificate():
    attempts = [
        tried("english_reading", 200, passed=True),
        tried("english_writing", 120, passed=False),
        tried("english_writing", 60, passed=True),
        tried("maths", 300, passed=True),
    ]
    found = list(steps_to_certificate("english", attempts, ENGLISH, day(40), HERS))
    took = {(one.step, (one.ended - one.began).days) for one in found}
    assert took == {("english-sat", 80), ("english-sat", 20), ("english", 94), ("english", 34)}
    assert not list(steps_to_certificate("english", attempts[1:], ENGLISH, day(40), HERS))
    assert not list(steps_to_certificate("english", attempts, ENGLISH, day(130), HERS))


def test_a_step_that_was_entered_after_it_was_done_tells_nothing_of_how_long_it_took():
    sat, entered_late = tried("maths", 60), Attempt("maths", day(50), day(60), day(60), True)
    assert {one.step for one in steps_to_certificate("maths", [sat], ["maths"], day(40), HERS)} == {
        "maths",
        "maths-sat",
    }
    [only] = steps_to_certificate("maths", [entered_late], ["maths"], day(40), HERS)
    assert (only.step, (only.ended - only.began).days) == ("maths-sat", 20)
    part = Attempt("english_reading", day(10), day(200), day(200), True)
    found = list(steps_to_certificate("english", [part, tried("english_writing", 60)], ENGLISH, day(0), HERS))
    assert {(one.step, (one.ended - one.began).days) for one in found} == {("english", 74), ("english-sat", 60)}
    mocks = [StepTaken("mock-assessment", day(20), day(20 - n), uuid4()) for n in (3, 5, -4)]
    assert step_times(mocks) == (StepTime("mock-assessment", 2, people=2),)


def test_an_exam_today_is_booked_until_it_was_sat():
    booked = Attempt("maths", day(14), TODAY)
    assert not last_sitting([booked], ["maths"], TODAY).sat
    assert last_sitting([tried("maths", 0)], ["maths"], TODAY).sat
    both = [tried("english_reading", 0), Attempt("english_writing", day(14), TODAY)]
    assert not last_sitting(both, ENGLISH, TODAY).sat


def test_a_replay_knows_no_attempt_before_it_was_booked_and_no_sitting_before_its_day():
    attempts = [tried("maths", 30, passed=True)]
    assert attempts_by(attempts, day(45)) == ()
    assert attempts_by(attempts, day(31)) == (Attempt("maths", day(44), day(30)),)
    assert attempts_by(attempts, day(30)) == tuple(attempts)


STEADY = tuple(Done(day(8 * n), 1) for n in range(38))
PERIOD = PracticalPeriod(STEADY[-1].on, date(2027, 3, 1), TODAY)


def replayed(own: OwnSteps, known: dict[str, StepTime], ago: int = 90) -> Range | None:
    return forecast_then([Work(38, STEADY)], PERIOD, None, day(ago), known, own)


def test_a_replay_takes_in_the_certificate_the_record_and_the_freezing_as_they_were_open_then():
    plain = replayed(OwnSteps(), {})
    exams = {"maths": Exams([tried("maths", 80, passed=True)], ["maths"], day(-200))}
    late = times("maths-sat", *[250] * 10)
    maths = replayed(OwnSteps(exams=exams), late)
    assert plain and maths and maths.likely == day(80 - 250) > plain.likely
    seen = {"maths": Exams([tried("maths", 120, passed=True)], ["maths"], day(100))}
    assert replayed(OwnSteps(exams=seen), late) == plain
    record = StepTaken("record-match", day(100), day(10), HERS)
    known = times("record-match", *[300] * 10)
    held = replayed(OwnSteps(once=[record]), known)
    assert held and held.likely == day(100 - 300)
    assert replayed(OwnSteps(once=[StepTaken("record-match", day(100), day(95), HERS)]), known) == plain
    shown = {f"K{n}": one.on for n, one in enumerate(STEADY)}
    frozen = replayed(OwnSteps(whole=Whole(shown, TODAY)), times("portfolio", *[12] * 10))
    assert frozen and frozen.likely == plain.likely + timedelta(days=12)
    assert replayed(OwnSteps(whole=Whole(shown, TODAY)), {}) == plain
    done = {code: min(on, day(95)) for code, on in shown.items()}
    assert replayed(OwnSteps(whole=Whole(done, TODAY)), times("portfolio", *[400] * 10)).likely == day(95 - 400)


def test_how_long_steps_took_is_known_by_a_day_from_those_that_were_done_by_then():
    steps = [StepTaken("maths", day(100), day(50 - n), uuid4()) for n in range(12)]
    known = KnownTimes(steps)
    assert known.by(day(60)) == {}
    assert known.by(day(45))["maths"] == StepTime("maths", 6, people=6)
    assert known.by(TODAY)["maths"].enough


def manifest(*pieces: dict[str, int], number: int = 1) -> Manifest:
    frozen = tuple(
        FrozenPiece(
            place, 1, "work_product", "", (), tuple(FrozenTag(ksb, day(ago).isoformat()) for ksb, ago in one.items())
        )
        for place, one in enumerate(pieces, 1)
    )
    return Manifest("", number, "ST0868", "1.0", "2026-11-18T10:00:00+00:00", frozen, {})


def test_a_portfolio_was_whole_when_the_first_version_that_shows_all_was_frozen():
    part, all_of_it = manifest({"K1": 90}), manifest({"K1": 90, "K2": 40}, {"K2": 30, "S1": 20}, number=2)
    found = first_whole([part, all_of_it], ["K1", "K2", "S1"])
    assert found == Whole({"K1": day(90), "K2": day(40), "S1": day(20)}, day(2)) and found.shown_on == day(20)
    assert first_whole([part], ["K1", "K2"]) is None and first_whole([part], []) is None


def test_a_ksb_is_shown_from_the_first_piece_that_was_accepted_for_it():
    shown = first_shown([{"K1": day(9)}, {"K1": day(30), "B2": day(3)}])
    assert days_of(shown, ["K1", "S9"]) == (Done(day(30), 1),)


def test_what_moves_the_pieces_moves_the_portfolio_and_freezing_still_comes_after_it():
    weekly, freezing = Pace((8, 8, 8), 56), times("portfolio", *[6] * 10)["portfolio"]
    portfolio = Moving(4, weekly, (Moving(6, weekly),), freezing)
    assert portfolio.range(TODAY, ()) == Range(*[day(-42 - 6)] * 3)
    two = Offer(("portfolio",), "Two more pieces for K11 and B6", True, units=2, pieces=2)
    [found] = levers({"portfolio": portfolio}, [], [two], TODAY, ())
    assert (found.whole_days, found.check_days) == (14, 14)
    stuck = Moving(4, weekly, (Moving(10**6, weekly),), freezing)
    assert "more than five years" in stuck.range(TODAY, ())
