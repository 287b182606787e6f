"""What is typed of a meeting in one window or in two, before the review is recorded as held."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.filled_in import FilledIn
from app.domain.refusals import BadInput
from app.domain.reviews import MEETING_FIELDS, merge_meeting

said = st.fixed_dictionaries({name: st.text("ab", max_size=3) for name in MEETING_FIELDS})


@given(said, said)
def test_one_window_alone_keeps_exactly_what_it_says_though_a_field_is_emptied(
    first: dict[str, str], then: dict[str, str]
) -> None:
    kept = merge_meeting(FilledIn(), first, then).draft
    assert kept.fields == then
    assert merge_meeting(kept, then, first).draft.fields == first


@given(said, said, said)
def test_of_two_windows_that_began_with_the_same_nothing_is_lost(
    shown: dict[str, str], one: dict[str, str], other: dict[str, str]
) -> None:
    there = merge_meeting(FilledIn(), shown, one).draft
    merged = merge_meeting(there, shown, other)
    for name in MEETING_FIELDS:
        kept = merged.draft.fields[name]
        assert kept == (other[name] if other[name] != shown[name] else one[name])
        if one[name] != shown[name] and one[name] != kept:
            assert merged.clashed[name] == one[name]
    reason = one["rag_reason"]
    if reason.strip() and reason != merged.draft.fields["rag_reason"] and reason != shown["rag_reason"]:
        assert any(reason in words for words in merged.draft.beside["rag_reason"])


def test_what_is_too_long_is_said_by_the_field() -> None:
    with pytest.raises(BadInput) as refused:
        merge_meeting(FilledIn(), {}, {"rag_reason": "x" * 4_001, "rag": "x" * 61, "held_on": "2027-05-03"})
    assert [fault.path for fault in refused.value.faults] == ["rag", "rag_reason"]
