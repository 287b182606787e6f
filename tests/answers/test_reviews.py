"""The facts of a review, told from the story of the evidence: what moved between two days, and what only seems to."""

from datetime import UTC, date, datetime

from app.answers.reviews import Window, facts_between
from app.catalogue import Catalogue
from app.db.reviews import EvidenceStory, SentTag, SentVersion, TagDecided, TimeStory, ToldEntry
from app.domain.apprenticeships import Break
from app.domain.evidence import Verdict
from app.domain.off_the_job.entries import TimeState
from app.domain.reviews import FactsSince

SINCE, UNTIL = date(2026, 9, 28), date(2026, 11, 20)
BEFORE, DURING = date(2026, 9, 1), date(2026, 10, 15)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def sent(number: int, day: date, *, version: int = 1, withdrawn: date | None = None) -> SentVersion:
    return SentVersion(number, version, noon(day), noon(withdrawn) if withdrawn else None)


def decided(number: int, ksb: str, verdict: Verdict | None, day: date, *, version: int = 1) -> TagDecided:
    return TagDecided(number, version, ksb, verdict, noon(day))


def logged(on: date, minutes: int, state: TimeState, *, counts: bool = True) -> ToldEntry:
    done = () if state is TimeState.WAITING else ((noon(on), state),)
    return ToldEntry(1, on, minutes, "workshop", None, counts, None, noon(on), done)


def facts(
    catalogue: Catalogue,
    versions: list[SentVersion],
    tags: list[SentTag],
    decisions: list[TagDecided],
    time: tuple[ToldEntry, ...] = (),
    breaks: tuple[Break, ...] = (),
) -> FactsSince:
    standard = catalogue.standard("ST0868", "1.0")
    story = EvidenceStory(tuple(versions), tuple(tags), tuple(decisions))
    return facts_between(standard, story, TimeStory(time), breaks, Window.of(SINCE, UNTIL))


def test_a_decision_moves_a_ksb(catalogue: Catalogue) -> None:
    found = facts(
        catalogue,
        [sent(1, BEFORE)],
        [SentTag(1, 1, "K1", None), SentTag(1, 1, "K2", None), SentTag(1, 1, "S1", None)],
        [decided(1, "K1", Verdict.ACCEPTED, DURING), decided(1, "K2", Verdict.RETURNED, DURING)],
    )
    assert (found.evidence_added, found.evidence_accepted, found.evidence_returned) == ((), (1,), (1,))
    assert found.ksbs_moved == ("K1", "K2")
    assert (found.ksbs_accepted_then, found.ksbs_accepted_now) == (0, 1)


def test_what_was_accepted_and_carried_has_not_moved(catalogue: Catalogue) -> None:
    found = facts(
        catalogue,
        [sent(1, BEFORE), sent(1, DURING, version=2)],
        [SentTag(1, 1, "K1", None), SentTag(1, 2, "K1", 1)],
        [decided(1, "K1", Verdict.ACCEPTED, BEFORE)],
    )
    assert (found.evidence_added, found.ksbs_moved) == ((), ())


def test_a_new_version_that_lost_its_acceptance_has_moved(catalogue: Catalogue) -> None:
    found = facts(
        catalogue,
        [sent(1, BEFORE), sent(1, DURING, version=2)],
        [SentTag(1, 1, "K1", None), SentTag(1, 2, "K1", None)],
        [decided(1, "K1", Verdict.ACCEPTED, BEFORE)],
    )
    assert found.ksbs_moved == ("K1",)
    assert (found.ksbs_accepted_then, found.ksbs_accepted_now) == (1, 0)


def test_withdrawing_and_reopening_move_a_ksb_back(catalogue: Catalogue) -> None:
    found = facts(
        catalogue,
        [sent(1, BEFORE, withdrawn=DURING), sent(2, BEFORE)],
        [SentTag(1, 1, "K1", None), SentTag(2, 1, "S1", None)],
        [
            decided(1, "K1", Verdict.ACCEPTED, BEFORE),
            decided(2, "S1", Verdict.ACCEPTED, BEFORE),
            decided(2, "S1", None, DURING),
        ],
    )
    assert found.ksbs_moved == ("K1", "S1")
    assert (found.ksbs_accepted_then, found.ksbs_accepted_now) == (2, 0)


def test_a_declined_tag_counts_for_nothing(catalogue: Catalogue) -> None:
    found = facts(
        catalogue,
        [sent(1, DURING)],
        [SentTag(1, 1, "K1", None)],
        [decided(1, "K1", Verdict.DECLINED, DURING)],
    )
    assert (found.evidence_added, found.ksbs_moved) == ((1,), ())


def test_the_last_days_own_evening_is_in_and_the_day_before_first_is_not(catalogue: Catalogue) -> None:
    found = facts(catalogue, [sent(1, SINCE), sent(2, UNTIL)], [], [])
    assert found.evidence_added == (2,)


def test_hours_are_those_of_its_days_outside_every_break(catalogue: Catalogue) -> None:
    time = (
        logged(SINCE, 10, TimeState.CONFIRMED),
        logged(DURING, 20, TimeState.CONFIRMED),
        logged(UNTIL, 40, TimeState.WAITING),
        logged(date(2026, 11, 2), 80, TimeState.CONFIRMED),
        logged(DURING, 160, TimeState.QUERIED, counts=False),
    )
    pause = (Break(date(2026, 11, 1), date(2026, 11, 9)),)
    found = facts(catalogue, [], [], [], time, pause)
    assert (found.confirmed_minutes, found.waiting_minutes, found.queried_minutes) == (20, 40, 0)
