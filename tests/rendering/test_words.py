"""How dates, hours, sizes and lists are said."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rendering import words

REVIEW = date(2026, 11, 23)


def test_a_date_is_said_in_full_and_short_in_tables() -> None:
    assert words.date_words(REVIEW) == "23 November 2026"
    assert words.date_short(REVIEW) == "23 Nov 2026"
    assert words.date_day(REVIEW) == "Monday 23 November 2026"
    assert words.month_short(REVIEW) == "Nov 2026"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 23, 14, 0, tzinfo=UTC), "2pm"),
        (datetime(2026, 11, 23, 16, 12, tzinfo=UTC), "4:12pm"),
        (datetime(2026, 7, 1, 8, 5, tzinfo=UTC), "9:05am"),
        (datetime(2026, 11, 23, 12, 0, tzinfo=UTC), "noon"),
        (datetime(2026, 11, 23, 0, 0, tzinfo=UTC), "midnight"),
        (datetime(2026, 11, 23, 0, 30, tzinfo=UTC), "12:30am"),
    ],
)
def test_times_are_londons_on_a_twelve_hour_clock(at: datetime, said: str) -> None:
    assert words.time_words(at) == said


def test_a_stamp_late_on_a_summer_evening_belongs_to_the_next_day_in_london() -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert words.stamp_words(late) == "1 July 2026, 12:30am"
    assert words.machine_time(late) == "2026-06-30T23:30:00Z"


@pytest.mark.parametrize(
    ("minutes", "long", "short", "column"),
    [
        (0, "0 hours", "0 h", "0"),
        (45, "45 minutes", "45 min", "0.75"),
        (1, "1 minute", "1 min", "0.02"),
        (60, "1 hour", "1 h", "1"),
        (90, "1.5 hours", "1.5 h", "1.5"),
        (140, "2 hours 20 minutes", "2 h 20 min", "2.33"),
        (25110, "418.5 hours", "418.5 h", "418.5"),
        (72000, "1,200 hours", "1,200 h", "1,200"),
        (-570, "−9.5 hours", "−9.5 h", "−9.5"),
    ],
)
def test_minutes_are_said_as_hours(minutes: int, long: str, short: str, column: str) -> None:
    assert (words.hours(minutes), words.hours_short(minutes), words.hours_number(minutes)) == (long, short, column)


@given(st.integers(min_value=0, max_value=10**6))
def test_hours_in_words_lose_no_minute(minutes: int) -> None:
    said = words.hours(minutes).replace(",", "").split()
    unit = {"hour": 60, "minute": 1}
    total = sum(Decimal(said[i]) * unit[said[i + 1].rstrip("s")] for i in range(0, len(said), 2))
    assert total == minutes


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (412_000, "412 KB"),
        (999_999, "1 MB"),
        (2_100_000, "2.1 MB"),
        (38_400_000, "38 MB"),
        (2_147_483_648, "2.1 GB"),
    ],
)
def test_sizes_are_said_as_file_managers_say_them(count: int, said: str) -> None:
    assert words.size(count) == said


def test_counts_agree_with_their_nouns() -> None:
    assert [words.plural(n, "day") for n in (0, 1, 2, 1234)] == ["0 days", "1 day", "2 days", "1,234 days"]
    assert words.plural(2, "entry", "entries") == "2 entries"


def test_days_away() -> None:
    said = [words.days_away(days) for days in (0, 1, -1, 7, -12)]
    assert said == ["today", "tomorrow", "yesterday", "in 7 days", "12 days ago"]


def test_lists_are_said_as_sentences_say_them() -> None:
    assert [words.in_words(["K8", "S7", "B6"][:n]) for n in range(4)] == ["", "K8", "K8 and S7", "K8, S7 and B6"]
    assert words.in_words(["K8", "S7"], "or") == "K8 or S7"
