"""Whose word confirms an entry: by where it came from, and what the provider asks the employer about."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from app.domain.off_the_job.confirming import (
    insist_employer,
    own_word_confirms,
    own_word_reason,
    source_of,
    tutor_word_confirms,
)
from app.domain.off_the_job.entries import Counting, Logged, log
from app.domain.provider_settings import TimeSource
from app.domain.refusals import WrongState

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


@pytest.mark.parametrize("source", TimeSource)
def test_the_tutor_s_word_confirms_what_the_provider_does_not_ask_the_employer_about(source):
    assert tutor_word_confirms(source, None)
    assert tutor_word_confirms(source, ALL - {source})
    assert not tutor_word_confirms(source, {source})


def test_the_refusal_says_who_has_to_confirm():
    with pytest.raises(WrongState, match="hours logged alone, so the employer has to confirm these"):
        insist_employer(TimeSource.LOG)
