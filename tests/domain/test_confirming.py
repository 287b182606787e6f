"""Whose word confirms an entry: by where it came from, and what the provider asks the employer about."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from app.domain.off_the_job.confirming import own_word_confirms, own_word_reason, source_of
from app.domain.off_the_job.entries import Counting, Logged, log
from app.domain.provider_settings import TimeSource

ALL = frozenset(TimeSource)
LOGGED = Logged(date(2026, 11, 18), 120, "workshop", "Attachment theory", Counting(True))
ALONE = log(LOGGED, number=1, entry_id=UUID(int=1), by=UUID(int=2), at=datetime(2026, 11, 18, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("entry", "source"),
    [
        (ALONE, TimeSource.LOG),
        (replace(ALONE, evidence_number=13, evidence_version=1), TimeSource.EVIDENCE),
        (replace(ALONE, session=UUID(int=9)), TimeSource.SESSION),
    ],
)
def test_an_entry_came_with_evidence_from_a_session_or_alone(entry, source):
    assert source_of(entry) is source


def test_her_own_word_confirms_a_session_alone_and_only_where_no_employer_is_asked():
    assert own_word_confirms(TimeSource.SESSION, ALL - {TimeSource.SESSION})
    assert not own_word_confirms(TimeSource.SESSION, ALL)
    assert not any(own_word_confirms(source, frozenset()) for source in (TimeSource.LOG, TimeSource.EVIDENCE))


def test_the_reason_says_what_the_employer_is_asked_about_instead():
    said = own_word_reason("Chloe", {TimeSource.LOG, TimeSource.EVIDENCE})
    assert said == (
        "Confirmed by Chloe’s own word: this provider asks the employer only for hours logged with evidence and hours "
        "logged alone."
    )
    assert own_word_reason("Chloe", ()).endswith("this provider asks the employer for no hours.")
