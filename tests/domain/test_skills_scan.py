"""Skills scans by rule: what may be begun and given, who sees what, two windows put together, distance travelled."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.apprenticeships import Named
from app.domain.coverage import KsbState
from app.domain.filled_in import FilledIn
from app.domain.people import ApprenticeshipStatus, Role
from app.domain.programmes import ScalePoint, SkillsScale
from app.domain.refusals import BadInput, WrongState
from app.domain.skills_scan import (
    PARTIES,
    Beside,
    GivenRatings,
    KsbRating,
    PriorLearning,
    ScanPurpose,
    SkillsScan,
    distance,
    insist_may_begin,
    insist_open,
    insist_running,
    merge,
    ratings_from,
    seen_of,
    starting_points,
)
from app.domain.skills_scan.distance import tenths
from app.domain.standards import Ksb

A, T, E = Role.APPRENTICE, Role.TUTOR, Role.EMPLOYER
SCALE = SkillsScale("five", tuple(ScalePoint(n, f"word {n}", f"words {n}") for n in range(5)), 1, 3, 2, "Ask.")
CODES = ("K1", "K2", "S1")
KSBS = tuple(Ksb(code, "knowledge" if code[0] == "K" else "skill", "text", "short") for code in CODES)
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
START, TODAY = date(2025, 7, 7), date(2026, 11, 20)
SOMEBODY = Named(UUID(int=1), "Chloe Marsden")

points = st.one_of(st.none(), st.integers(0, 4))
ratings = st.fixed_dictionaries(dict.fromkeys(CODES, points))


def gave(role: Role, said: Mapping[str, int | None], prior: Mapping[str, PriorLearning] | None = None) -> GivenRatings:
    noted = prior or {}
    rated = {ksb: KsbRating(ksb, value, noted.get(ksb, PriorLearning())) for ksb, value in said.items()}
    return GivenRatings(role, SOMEBODY, AT, rated)


def a_scan(number: int, *given: GivenRatings, latest: bool = True, **changed: Any) -> SkillsScan:
    purpose = ScanPurpose.START if number == 1 else ScanPurpose.DURING
    one = SkillsScan(number, purpose, START, SCALE.code, SOMEBODY, AT, given, latest)
    return replace(one, **changed)


def shown(*scans: SkillsScan) -> list[tuple[SkillsScan, tuple[GivenRatings, ...]]]:
    return [(scan, scan.given) for scan in scans]


def begin(scans: Iterable[SkillsScan] = (), purpose: ScanPurpose = ScanPurpose.DURING, on: date = TODAY) -> None:
    insist_may_begin(list(scans), purpose, on, start=START, today=TODAY, scale=SCALE, ksbs=3)


# Beginning


def test_the_first_scan_may_be_of_a_day_before_the_start() -> None:
    begin((), ScanPurpose.START, START - timedelta(days=30))


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (TODAY + timedelta(days=1), "Choose today or a day before it."),
        (START - timedelta(days=400), "Choose a day within a year before the start, 7 July 2025, or later."),
    ],
)
def test_a_day_that_cannot_be_is_refused(on: date, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        begin((), ScanPurpose.START, on)
    assert [fault.sentence for fault in refused.value.faults] == [sentence]


def test_only_the_first_is_the_one_at_the_start_and_none_is_earlier_than_the_one_before() -> None:
    before = a_scan(1, gave(A, {"K1": 1}), on=TODAY)
    with pytest.raises(BadInput) as refused:
        begin([before], ScanPurpose.START, TODAY - timedelta(days=1))
    assert {fault.path for fault in refused.value.faults} == {"on", "purpose"}


def test_while_nobody_gave_anything_there_is_a_scan_to_go_on_with() -> None:
    with pytest.raises(WrongState, match="Go on with scan 1"):
        begin([a_scan(1)])
    begin([a_scan(1, gave(T, {"K1": 1}))])
    begin([a_scan(1, scale="another")])


def test_nothing_is_rated_where_there_is_nothing_to_rate_or_all_has_ended() -> None:
    with pytest.raises(WrongState, match="no statements"):
        insist_may_begin([], ScanPurpose.START, TODAY, start=START, today=TODAY, scale=SCALE, ksbs=0)
    with pytest.raises(WrongState, match="has ended"):
        insist_running(ApprenticeshipStatus.COMPLETED)
    insist_running(ApprenticeshipStatus.ON_A_BREAK)


def test_a_scan_takes_ratings_until_the_next_is_begun_or_the_scale_changes() -> None:
    insist_open(a_scan(1), SCALE)
    with pytest.raises(WrongState, match="A later scan was begun"):
        insist_open(a_scan(1, latest=False), SCALE)
    with pytest.raises(WrongState, match="The scale has changed"):
        insist_open(a_scan(1, scale="another"), SCALE)


# Giving


@given(ratings, st.sampled_from(PARTIES))
def test_a_whole_form_gives_one_rating_for_each_ksb(said: dict[str, int | None], role: Role) -> None:
    fields = {f"rating.{ksb}": "cannot_say" if value is None else str(value) for ksb, value in said.items()}
    if role is A and None in said.values():
        with pytest.raises(BadInput) as refused:
            ratings_from(fields, CODES, SCALE, role)
        left = [ksb for ksb in CODES if said[ksb] is None]
        assert [fault.sentence for fault in refused.value.faults] == [f"Rate {ksb}." for ksb in left]
    else:
        assert ratings_from(fields, CODES, SCALE, role) == tuple(KsbRating(ksb, said[ksb]) for ksb in CODES)


@given(st.dictionaries(st.sampled_from([f"{p}.{k}" for p in ("rating", "what", "when", "seen") for k in CODES]),
                       st.text(max_size=12)))  # fmt: skip
def test_whatever_is_typed_is_taken_whole_or_told_what_is_missing(fields: dict[str, str]) -> None:
    try:
        found = ratings_from(fields, CODES, SCALE, T)
    except BadInput as refused:
        names = {f"{part}.{ksb}" for part in ("rating", "what", "when", "seen") for ksb in CODES}
        assert refused.faults
        assert {fault.path for fault in refused.faults} <= names
    else:
        assert [one.ksb for one in found] == list(CODES)


def test_prior_learning_needs_words_on_what_it_was_and_not_too_many() -> None:
    fields = {f"rating.{ksb}": "1" for ksb in CODES} | {"when.K1": "2021", "what.K2": "x" * 501}
    with pytest.raises(BadInput) as refused:
        ratings_from(fields, CODES, SCALE, A)
    assert [fault.path for fault in refused.value.faults] == ["what.K1", "what.K2"]


# Who sees what


@given(st.lists(st.sets(st.sampled_from(PARTIES)), max_size=4), st.booleans(), st.sampled_from([*PARTIES, None]))
def test_nobody_sees_the_others_ratings_before_giving_their_own_there_or_later(
    gives: list[set[Role]], ended: bool, who: Role | None
) -> None:
    scans = [
        a_scan(number, *(gave(role, {"K1": 2}) for role in sorted(roles)), latest=number == len(gives))
        for number, roles in enumerate(gives, 1)
    ]
    for scan, seen in seen_of(scans, {who} if who else set(), ended=ended):
        if ended or who is None or any(who in roles for roles in gives[scan.number - 1 :]):
            assert seen == scan.given
        else:
            assert seen == ()


def test_beginning_a_scan_opens_none() -> None:
    first = gave(A, {"K1": 2})
    before = [a_scan(1, first)]
    after = [a_scan(1, first, latest=False), a_scan(2)]
    assert [seen for _, seen in seen_of(before, {Role.TUTOR}, ended=False)] == [()]
    assert [seen for _, seen in seen_of(after, {Role.TUTOR}, ended=False)] == [(), ()]


# Two windows

names = st.sampled_from([f"{part}.{ksb}" for part in ("rating", "what") for ksb in CODES])
fields = st.dictionaries(names, st.text("abc", min_size=1, max_size=4))


@given(fields, fields)
def test_one_window_alone_keeps_exactly_what_it_says(before: dict[str, str], typed: dict[str, str]) -> None:
    whole = {name: typed.get(name, "") for name in {*before, *typed}}
    merged = merge(FilledIn(before), before, whole)
    assert dict(merged.draft.fields) == typed
    assert not merged.elsewhere
    assert not merged.clashed


@given(fields, fields, fields)
def test_of_two_windows_nothing_is_lost(base: dict[str, str], other: dict[str, str], typed: dict[str, str]) -> None:
    every = {*base, *other, *typed}
    there = merge(FilledIn(base), base, {name: other.get(name, "") for name in every}).draft
    merged = merge(there, base, {name: typed.get(name, "") for name in every})
    for name in every:
        mine, theirs, known = typed.get(name, ""), other.get(name, ""), base.get(name, "")
        kept = merged.draft.fields.get(name, "")
        assert kept == (theirs if mine == known else mine)
        told = {**merged.elsewhere, **merged.clashed}
        assert theirs in (kept, known) or told[name] == theirs
        if theirs.strip() and theirs not in (kept, known) and not name.startswith("rating."):
            assert any(theirs in words for words in merged.draft.beside[name])


@given(fields, fields, fields)
def test_sending_the_same_again_changes_nothing(
    base: dict[str, str], other: dict[str, str], typed: dict[str, str]
) -> None:
    whole = {name: typed.get(name, "") for name in {*base, *other, *typed}}
    once = merge(FilledIn(other), base, whole).draft
    again = merge(once, whole, whole).draft
    assert (dict(again.fields), dict(again.beside)) == (dict(once.fields), dict(once.beside))


# Distance


@given(st.lists(st.fixed_dictionaries({role: st.one_of(st.none(), ratings) for role in PARTIES}), max_size=4),
       st.dictionaries(st.sampled_from(CODES), st.sampled_from(KsbState)))  # fmt: skip
def test_distance_is_from_each_partys_first_scan_to_its_last(
    said: list[dict[Role, dict[str, int | None] | None]], states: dict[str, KsbState]
) -> None:
    scans = [a_scan(n, *(gave(r, s) for r, s in one.items() if s is not None)) for n, one in enumerate(said, 1)]
    found = distance(KSBS, shown(*scans), states, SCALE)
    assert [row.ksb for row in found.ksbs] == list(CODES)
    for role in PARTIES:
        own = [(n, one[role]) for n, one in enumerate(said, 1) if one[role] is not None]
        assert (role in found.first) == bool(own)
        assert (role in found.latest) == (len(own) > 1)
        for row in found.ksbs:
            party = next((one for one in row.parties if one.role is role), None)
            if own:
                assert party is not None
                assert party.first == own[0][1][row.ksb]
                assert party.latest == (own[-1][1][row.ksb] if len(own) > 1 else None)
    for row in found.ksbs:
        now = next((one.now for one in row.parties if one.role is A), None)
        state = states.get(row.ksb, KsbState.NOT_STARTED)
        assert (row.beside is Beside.HIGH_WITHOUT_EVIDENCE) == (
            now is not None and now >= 3 and state is KsbState.NOT_STARTED
        )
        assert (row.beside is Beside.LOW_WITH_ACCEPTED) == (now is not None and now <= 1 and state is KsbState.ACCEPTED)


@given(st.lists(st.integers(0, 10), min_size=1))
def test_an_average_lies_between_what_it_is_of(said: list[int]) -> None:
    average = tenths(said)
    assert average is not None
    assert 10 * min(said) <= average <= 10 * max(said)
    assert abs(average * len(said) - 10 * sum(said)) * 2 <= len(said)


def test_two_points_apart_is_something_to_talk_about_in_the_newest_scan_of_several() -> None:
    old = a_scan(1, gave(A, {"K1": 4, "K2": 2, "S1": 0}), gave(T, {"K1": 0, "K2": 2, "S1": 0}), latest=False)
    new = a_scan(2, gave(A, {"K1": 3, "K2": 4, "S1": 1}), gave(T, {"K1": 3, "K2": 2, "S1": None}))
    found = distance(KSBS, shown(old, new), {}, SCALE)
    assert found.compared == 2
    assert [row.ksb for row in found.ksbs if row.apart] == ["K2"]
    assert starting_points(KSBS, shown(old, new), SCALE).apart[0].points == ((A, 4), (T, 2))


def test_ratings_on_another_scale_are_not_compared() -> None:
    old = a_scan(1, gave(A, {"K1": 9}), scale="out_of_ten", latest=False)
    found = distance(KSBS, shown(old, a_scan(2, gave(A, {"K1": 3}))), {}, SCALE)
    assert found.first == {A: 2}
    assert found.latest == {}


def test_a_plan_starts_from_what_is_lowest_and_from_prior_learning() -> None:
    diploma = PriorLearning("A diploma", "2021", "Certificate, seen by Priya")
    one = a_scan(1, gave(A, {"K1": 1, "K2": 3, "S1": 0}, {"K2": diploma}))
    found = starting_points(KSBS, shown(one), SCALE)
    assert found.scan == 1
    assert found.lowest == (("S1", 0), ("K1", 1))
    assert [(noted.ksb, noted.role, noted.prior) for noted in found.prior] == [("K2", A, diploma)]


def test_of_nothing_there_is_nothing() -> None:
    assert starting_points(KSBS, [], SCALE).scan == 0
    assert distance(KSBS, shown(a_scan(1)), {}, SCALE).parties == ()
    assert distance((), [], {}, SCALE).kinds == ()
