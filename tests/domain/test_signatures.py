"""Where a record stands whatever is answered in whatever order, and which names are somebody's own."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.people import Role
from app.domain.receipts import Means
from app.domain.refusals import WrongState
from app.domain.signatures import (
    Answer,
    RecordKey,
    RecordKind,
    Signature,
    Standing,
    canonical_text,
    faults_of_name,
    insist_answerable,
    insist_one_party,
    record_sha256,
    signature_sha256,
    signature_words,
)

ASKED = (Role.TUTOR, Role.APPRENTICE, Role.EMPLOYER)
KEY = RecordKey(UUID(int=1), RecordKind.REVIEW, 9, 1)
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
answers = st.lists(st.tuples(st.sampled_from(ASKED), st.sampled_from(Answer)), unique=True, max_size=9)


def said(role, answer, minutes=0, **more):
    at = AT + timedelta(minutes=minutes)
    return Signature(role, answer, UUID(int=2), "Mark Ellis", at, Means.ACCOUNT, "0" * 64, "I agree.", **more)


def standing(given=(), **more):
    signatures = tuple(said(role, answer, minutes) for minutes, (role, answer) in enumerate(given))
    return Standing(KEY, "0" * 64, ASKED, UUID(int=3), AT, 1, signatures, **more)


@given(answers)
def test_it_is_complete_once_nobody_is_waited_for_and_signed_by_all_once_nobody_is_missing(given_):
    found = standing(given_)
    assert found.is_complete == (not found.waiting_for)
    assert set(found.waiting_for) == set(ASKED) - {role for role, _ in given_}
    assert found.is_signed_by_all == all((role, Answer.SIGNED) in given_ for role in ASKED)


@given(answers)
def test_a_signature_counts_before_anything_else_and_everything_stays_on_record(given_):
    found = standing(given_)
    for role in ASKED:
        own = [answer for one, answer in given_ if one is role]
        counted = found.answer_of(role)
        assert (counted is None) == (not own)
        if own:
            assert counted.answer is (Answer.SIGNED if Answer.SIGNED in own else own[-1])
    assert len(found.signatures) == len(given_)


@given(answers)
def test_an_outdated_version_waits_for_nobody_and_takes_no_answer(given_):
    found = standing(given_, superseded_at=AT)
    assert found.waiting_for == ()
    for role in ASKED:
        with pytest.raises(WrongState):
            insist_answerable(found, role)


@given(st.sets(st.sampled_from(Role)), st.sampled_from(Role))
def test_nobody_answers_for_a_second_party(before, role):
    if before - {role}:
        with pytest.raises(WrongState):
            insist_one_party(role, before)
    else:
        insist_one_party(role, before)


@given(st.dictionaries(st.text(), st.one_of(st.text(), st.integers(), st.none(), st.lists(st.text()))))
def test_the_same_content_has_one_text_and_one_hash_in_whatever_order_it_was_put_together(content):
    backwards = dict(reversed(content.items()))
    assert record_sha256(canonical_text(content)) == record_sha256(canonical_text(backwards))


@given(st.text(min_size=1), st.text(min_size=1))
def test_whatever_is_changed_in_an_answer_changes_its_receipt(name, other):
    one, two = (said(Role.EMPLOYER, Answer.REFUSED, reason=words) for words in (name, other))
    same = " ".join(name.split()) == " ".join(other.split())
    assert (signature_sha256(KEY, one) == signature_sha256(KEY, two)) == same


def test_the_words_of_a_receipt_are_one_fact_a_line():
    words = signature_words(KEY, said(Role.EMPLOYER, Answer.SIGNED, code="K7QF3-M2DXW-9T4HC"))
    assert words.splitlines() == [
        "Receipt K7QF3-M2DXW-9T4HC",
        "Record: milestone review 9, version 1",
        "Apprenticeship: 00000000-0000-0000-0000-000000000001",
        f"SHA-256 of the record: {'0' * 64}",
        "Name: Mark Ellis",
        "As: the employer",
        "Answer: signed",
        "When: 2026-11-20T09:00:00+00:00",
        "Known by: their account, signed in",
        "Statement: I agree.",
    ]


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("siân llŷr", "Siân Llŷr Ó Conaire"),
        ("Sian", "Siân Llŷr"),
        ("ŁUKASZ Nowak", "Lukasz Nowak"),
        ("Dr. Aoife O’Neill", "Aoife O’Neill"),
        ("李 Wei", "Wei Li"),
    ],
)
def test_people_write_their_own_names_in_many_ways(typed, known):
    assert faults_of_name(typed, known) == ()


@pytest.mark.parametrize("typed", ["Priya Nair", "M", "the manager", "x"])
def test_another_name_is_not_ones_own(typed):
    assert faults_of_name(typed, "Mark Ellis")
