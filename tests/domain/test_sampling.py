"""Sampling tutors' decisions: drawn so that anybody can draw it again, judged by somebody else, told with numbers."""

from collections import Counter
from math import ceil
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.evidence import Verdict
from app.domain.refusals import BadInput, NotPermitted, WrongState
from app.domain.sampling import (
    Counts,
    DecisionMade,
    Judged,
    Risk,
    Said,
    SampleState,
    Shares,
    answered,
    draw,
    drift_of,
    insist_judge,
    judged,
    settled,
    shares_faults,
    state_of,
)

PRIYA, TOMAS, QUENTIN = UUID(int=1), UUID(int=2), UUID(int=3)
ONE = DecisionMade(UUID(int=9), 1, 4, 1, "K1", "work_product", Verdict.ACCEPTED, PRIYA)
MADE = st.builds(
    DecisionMade,
    apprenticeship=st.sampled_from([UUID(int=n) for n in range(10, 14)]),
    seq=st.integers(1, 500),
    number=st.integers(1, 30),
    version=st.just(1),
    ksb=st.sampled_from(["K1", "K2", "S1", "S2", "B1"]),
    kind=st.sampled_from(["work_product", "observation", "recording"]),
    verdict=st.sampled_from(Verdict),
    tutor=st.sampled_from([PRIYA, TOMAS, QUENTIN]),
    risks=st.frozensets(st.sampled_from(Risk)),
)
DECISIONS = st.lists(MADE, max_size=60, unique_by=lambda one: one.key)
SHARES = st.builds(Shares, percent=st.integers(1, 100), risk_percent=st.integers(1, 100))


@given(DECISIONS, SHARES, st.integers(0, 999_999_999), st.randoms())
def test_the_same_seed_draws_the_same_in_whatever_order_the_decisions_come(decisions, shares, seed, order):
    shuffled = list(decisions)
    order.shuffle(shuffled)
    assert draw(shuffled, shares, seed) == draw(decisions, shares, seed)


@given(DECISIONS, SHARES, st.integers(0, 999_999_999))
def test_every_tutor_has_at_least_the_share_sampled_and_each_sampled_one_says_why(decisions, shares, seed):
    drawn = draw(decisions, shares, seed)
    assert all(one.reasons for one in drawn)
    assert {one.decision.key for one in drawn} <= {one.key for one in decisions}
    by_tutor = Counter(one.decision.tutor for one in drawn if "tutor" in one.reasons)
    for tutor, many in Counter(one.tutor for one in decisions).items():
        assert by_tutor[tutor] == ceil(many * shares.percent / 100)


@given(DECISIONS, SHARES, st.integers(0, 999_999_999))
def test_every_risk_has_its_own_share(decisions, shares, seed):
    drawn = draw(decisions, shares, seed)
    for risk in Risk:
        for tutor in (PRIYA, TOMAS, QUENTIN):
            risky = [one for one in decisions if risk in one.risks and one.tutor == tutor]
            taken = [one for one in drawn if risk.value in one.reasons and one.decision.tutor == tutor]
            assert len(taken) == ceil(len(risky) * shares.risk_percent / 100)


@given(DECISIONS, st.integers(0, 999_999_999), st.sets(st.sampled_from(["K1", "K2", "S1"])))
def test_each_ksb_and_kind_that_no_draw_had_yet_is_sampled(decisions, seed, seen):
    drawn = draw(decisions, Shares(percent=1, risk_percent=1), seed, seen)
    assert {one.ksb for one in decisions} - seen <= {one.decision.ksb for one in drawn}
    assert {one.kind for one in decisions} <= {one.decision.kind for one in drawn}
    assert not [one for one in drawn if "ksb" in one.reasons and one.decision.ksb in seen]


def test_another_seed_draws_others():
    decisions = [DecisionMade(UUID(int=9), n, n, 1, "K1", "other", Verdict.ACCEPTED, PRIYA) for n in range(1, 101)]
    assert len({draw(decisions, Shares(), seed) for seed in range(20)}) == 20


def test_no_decisions_no_sample():
    assert draw([], Shares(), 7) == ()


@pytest.mark.parametrize("percent", [0, 101])
def test_a_share_is_a_percentage(percent):
    assert [fault.path for fault in shares_faults(percent, percent)] == ["percent", "risk_percent"]
    assert shares_faults(1, 100) == []


def said(*what: Said) -> list[Judged]:
    return [Judged(one, "Words", QUENTIN) for one in what]


def test_nobody_samples_their_own_decision():
    insist_judge(PRIYA, QUENTIN)
    with pytest.raises(NotPermitted, match="another quality assurer"):
        insist_judge(QUENTIN, QUENTIN)


def test_disagreeing_says_what_to_do_and_agreeing_needs_no_word():
    assert judged([], agree=True, words="") is Said.AGREED
    assert judged([], agree=False, words="Ask for the date of the visit.") is Said.DISAGREED
    with pytest.raises(BadInput, match="Say what the tutor is to do"):
        judged([], agree=False, words=" ")


def test_a_decision_is_judged_once_until_the_tutor_answers():
    for done in (Said.AGREED, Said.DISAGREED):
        with pytest.raises(WrongState):
            judged(said(done), agree=True, words="")
    asked = said(Said.DISAGREED)
    assert answered(asked, "Reopened it.") is Said.ANSWERED
    back = said(Said.DISAGREED, Said.ANSWERED)
    assert settled(back) is Said.SETTLED
    assert judged(back, agree=False, words="The date is still missing.") is Said.DISAGREED
    with pytest.raises(WrongState, match="Settle it"):
        judged(back, agree=True, words="")


def test_a_tutor_answers_only_what_was_asked_and_nothing_is_settled_without_an_answer():
    for before in ([], said(Said.AGREED), said(Said.DISAGREED, Said.ANSWERED)):
        with pytest.raises(WrongState):
            answered(before, "Done.")
    with pytest.raises(WrongState):
        settled(said(Said.DISAGREED))
    with pytest.raises(BadInput):
        answered(said(Said.DISAGREED), "")
    assert state_of([]) is SampleState.OPEN


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200), st.integers(0, 50))
def test_rates_stand_beside_their_numbers_and_few_decisions_say_so(accepted, returned, declined, sampled):
    (found,) = drift_of({PRIYA: Counts(accepted, returned, declined, sampled, sampled // 2)})
    decided = accepted + returned + declined
    assert found.small == (decided < 30)
    if decided:
        assert abs(found.accepted_percent - 100 * accepted / decided) <= 0.5
        assert 99 <= found.accepted_percent + found.returned_percent + found.declined_percent <= 101
    else:
        assert found.accepted_percent is None
    assert (found.disagreed_percent is None) == (sampled == 0)
