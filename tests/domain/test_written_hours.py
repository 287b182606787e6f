"""Days and times as people write them in spreadsheets: what is read, and what is never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.off_the_job.written import Unit, day_in, minutes_in

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-18", date(2026, 11, 18)),
        ("2026-11-18 00:00:00", date(2026, 11, 18)),
        ("18/11/2026", date(2026, 11, 18)),
        ("18.11.26", date(2026, 11, 18)),
        ("8-1-2026", date(2026, 1, 8)),
        ("03/04/2026", date(2026, 4, 3)),
        ("18 Nov 2026", date(2026, 11, 18)),
        ("Wed 18th november 2026", date(2026, 11, 18)),
        ("18-Sept-25", date(2025, 9, 18)),
        ("11/18/2026", None),
        ("31/02/2026", None),
        ("18/11", None),
        ("46344", None),
        ("", None),
        ("yesterday", None),
    ],
)
def test_a_day_is_read_day_first_or_as_iso_and_nothing_else(text: str, day: date | None) -> None:
    assert day_in(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "unit", "minutes"),
    [
        ("90", Unit.MINUTES, 90),
        ("1.5", Unit.HOURS, 90),
        ("1,5", Unit.HOURS, 90),
        ("2", Unit.HOURS, 120),
        ("1:30", Unit.MINUTES, 90),
        ("01:30:00", Unit.MINUTES, 90),
        ("1h30", Unit.MINUTES, 90),
        ("1 h 30 min", Unit.MINUTES, 90),
        ("1.5 h", Unit.MINUTES, 90),
        ("2 hours", Unit.MINUTES, 120),
        ("90 min", Unit.HOURS, 90),
        ("0.01", Unit.HOURS, 1),
        ("0", Unit.MINUTES, 0),
        ("1:75", Unit.MINUTES, None),
        ("-5", Unit.MINUTES, None),
        ("=1+1", Unit.MINUTES, None),
        ("a while", Unit.MINUTES, None),
        ("", Unit.MINUTES, None),
    ],
)
def test_a_time_is_read_with_its_own_unit_or_the_chosen_one(text: str, unit: Unit, minutes: int | None) -> None:
    assert minutes_in(text, unit) == minutes


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_as_it_was_written(day: date) -> None:
    for text in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}", f"{day:%d %b %Y}"):
        assert day_in(text, TODAY) == day


@given(st.integers(1, 1440))
def test_every_length_is_read_as_it_was_written(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    for text in (str(minutes), f"{minutes} min", f"{hours}:{rest:02}", f"{hours}h{rest:02}", f"{hours} h {rest} m"):
        assert minutes_in(text, Unit.MINUTES) == minutes


@given(st.text(max_size=40))
def test_any_text_is_a_day_and_a_time_or_none(text: str) -> None:
    day_in(text, TODAY)
    minutes_in(text, Unit.HOURS)
