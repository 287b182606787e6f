"""Coverage: what a KSB's tags make of it, and how that adds up by kind, duty and assessment method."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.coverage import Coverage, KsbState, TagCount, coverage, coverage_in_brief, ksb_state
from app.domain.standards import AssessmentMethod, Duty, Ksb, KsbKind, Standard

DAY = 420


def ksb(code: str, kind: str, *methods: str, needed: int = 1, option: str | None = None) -> Ksb:
    return Ksb(code=code, kind=kind, text=code, short=code, assessed_by=methods, needed=needed, option=option)


CANAL_KEEPER = Standard(
    reference="ST9001",
    version="1.2",
    title="Canal keeper",
    level=3,
    lars_code=None,
    typical_months_to_gateway=15,
    typical_months_of_assessment=None,
    kinds=(KsbKind("knowledge", "Knowledge", "K"), KsbKind("skill", "Skills", "S")),
    ksbs=(
        ksb("K1", "knowledge", "discussion"),
        ksb("K2", "knowledge", "discussion", "observation", needed=2),
        ksb("S1", "skill", "observation"),
        ksb("S2", "skill", "observation", option="locks"),
        ksb("S3", "skill", "observation", option="bridges"),
    ),
    duties=(
        Duty("D1", "Keep locks", "Locks", ("K1", "S1", "S2"), otj_days=4),
        Duty("D2", "Keep banks", "Banks", ("K2", "S3"), otj_days=None),
    ),
    methods=(
        AssessmentMethod("discussion", "Discussion", "Discussion", 50, 60),
        AssessmentMethod("observation", "Observation", "Observation", 50, 90),
    ),
    method_mapping_confirmed=True,
    english_and_maths="",
)
UNCONFIRMED = replace(CANAL_KEEPER, method_mapping_confirmed=False)


def of(standard: Standard, *counts: TagCount, option: str | None = None) -> Coverage:
    return coverage(standard, counts, {"D1": 90}, day_minutes=DAY, option=option)


@pytest.mark.parametrize(
    ("count", "state"),
    [
        (TagCount("K1"), KsbState.NOT_STARTED),
        (TagCount("K1", returned=1), KsbState.RETURNED),
        (TagCount("K1", awaiting=1), KsbState.TAGGED),
        (TagCount("K1", awaiting=1, returned=3), KsbState.TAGGED),
        (TagCount("K1", accepted=1), KsbState.ACCEPTED),
        (TagCount("K1", accepted=1, awaiting=2, returned=2), KsbState.ACCEPTED),
    ],
)
def test_a_ksb_takes_the_first_state_that_holds(count: TagCount, state: KsbState) -> None:
    assert ksb_state(count) is state


def test_a_ksb_that_asks_for_two_accepted_pieces_is_not_accepted_with_one() -> None:
    one = of(CANAL_KEEPER, TagCount("K2", accepted=1, evidence=(4,)))
    assert one.state_of("K2") is KsbState.TAGGED
    assert one.ksbs[1].why == "It has 1 of the 2 accepted pieces it needs."
    assert of(CANAL_KEEPER, TagCount("K2", accepted=2)).state_of("K2") is KsbState.ACCEPTED


def test_later_weak_evidence_leaves_an_accepted_ksb_accepted() -> None:
    assert of(CANAL_KEEPER, TagCount("S1", accepted=1, returned=1)).state_of("S1") is KsbState.ACCEPTED


def test_every_state_says_why() -> None:
    covered = of(
        CANAL_KEEPER,
        TagCount("K1", accepted=2, evidence=(9, 3)),
        TagCount("K2", awaiting=1, accepted=1),
        TagCount("S1", returned=2),
    )
    assert [row.why for row in covered.ksbs[:4]] == [
        "Accepted on 2 pieces of evidence.",
        "1 piece of evidence waits for the tutor’s decision. It has 1 of the 2 accepted pieces it needs.",
        "2 pieces of evidence need more, and nothing else waits.",
        "No evidence that has been sent is tagged to it yet.",
    ]
    assert covered.ksbs[0].evidence == (3, 9)


def test_percentages_are_rounded_down() -> None:
    covered = of(CANAL_KEEPER, TagCount("K1", accepted=1), TagCount("S1", accepted=1))
    assert (covered.accepted, covered.total, covered.percent) == (2, 5, 40)
    assert (covered.kinds["skill"].accepted, covered.kinds["skill"].percent) == (1, 33)
    assert (covered.duties[0].accepted, covered.duties[0].total, covered.duties[0].percent) == (2, 3, 66)


def test_a_duty_sets_its_days_against_the_hours_confirmed_for_it() -> None:
    locks, banks = of(CANAL_KEEPER).duties
    assert (locks.target_minutes, locks.confirmed_minutes) == (4 * DAY, 90)
    assert (banks.target_minutes, banks.confirmed_minutes) == (None, 0)


def test_a_confirmed_split_is_counted_by_method_and_a_ksb_may_sit_in_two() -> None:
    methods = of(CANAL_KEEPER, TagCount("K2", accepted=2)).methods
    assert methods is not None
    assert [(method.code, method.accepted, method.total) for method in methods] == [
        ("discussion", 1, 2),
        ("observation", 1, 4),
    ]


def test_while_the_split_is_not_confirmed_there_is_none_and_every_ksb_counts() -> None:
    covered = of(UNCONFIRMED)
    assert covered.methods is None
    assert covered.total == 5


def test_ksbs_of_an_option_not_taken_are_left_out() -> None:
    covered = of(CANAL_KEEPER, option="bridges")
    assert [row.code for row in covered.ksbs] == ["K1", "K2", "S1", "S3"]
    assert covered.duties[0].total == 2


def test_a_tag_for_a_ksb_of_another_standard_is_a_mistake_and_never_silently_dropped() -> None:
    with pytest.raises(ValueError, match=r"ST9001 version 1\.2 has no B6\."):
        of(CANAL_KEEPER, TagCount("B6", accepted=1))


def test_a_standard_with_nothing_in_it_is_nought_percent() -> None:
    bare = replace(CANAL_KEEPER, ksbs=(), duties=())
    assert (of(bare).total, of(bare).percent) == (0, 0)


counts = st.builds(
    lambda numbers: tuple(TagCount(one.code, *three) for one, three in zip(CANAL_KEEPER.ksbs, numbers, strict=True)),
    st.lists(st.tuples(*[st.integers(0, 3)] * 3), min_size=5, max_size=5),
)


def slow_state(tags: list[str], needed: int) -> str:
    """The contract's sentence, read off a list of single tags."""
    if tags.count("accepted") >= needed:
        return "accepted"
    for tag in tags:
        if tag == "awaiting":
            return "tagged"
    for tag in tags:
        if tag == "returned":
            return "returned"
    return "tagged" if tags else "not_started"


@given(counts)
def test_coverage_agrees_with_reading_the_tags_one_by_one(given_counts: tuple[TagCount, ...]) -> None:
    covered = of(CANAL_KEEPER, *given_counts)
    slow = {}
    for asked, count in zip(CANAL_KEEPER.ksbs, given_counts, strict=True):
        tags = ["returned"] * count.returned + ["awaiting"] * count.awaiting + ["accepted"] * count.accepted
        slow[asked.code] = slow_state(tags, asked.needed)
    done = [code for code, state in slow.items() if state == "accepted"]
    assert {row.code: row.state.value for row in covered.ksbs} == slow
    assert covered.accepted == len(done)
    assert covered.percent == int(100 * len(done) / 5)
    for kind in CANAL_KEEPER.kinds:
        here = [k.code for k in CANAL_KEEPER.ksbs if k.kind == kind.code]
        assert covered.kinds[kind.code].accepted == len([code for code in here if code in done])
    for duty, row in zip(CANAL_KEEPER.duties, covered.duties, strict=True):
        assert row.accepted == len([code for code in duty.ksbs if code in done])
    for method, tally in zip(CANAL_KEEPER.methods, covered.methods or (), strict=True):
        assert tally.total == len([k for k in CANAL_KEEPER.ksbs if method.code in k.assessed_by])


@given(counts)
def test_every_ksb_is_in_exactly_one_state(given_counts: tuple[TagCount, ...]) -> None:
    covered = of(CANAL_KEEPER, *given_counts)
    assert covered.accepted + covered.tagged + covered.returned + covered.not_started == covered.total == 5


@given(counts, st.integers(0, 4))
def test_one_more_accepted_tag_never_lowers_coverage(given_counts: tuple[TagCount, ...], which: int) -> None:
    more = list(given_counts)
    more[which] = more[which]._replace(accepted=more[which].accepted + 1)
    assert of(CANAL_KEEPER, *more).accepted >= of(CANAL_KEEPER, *given_counts).accepted


@given(counts)
def test_in_brief_says_what_the_whole_says(given_counts: tuple[TagCount, ...]) -> None:
    whole, brief = of(CANAL_KEEPER, *given_counts), coverage_in_brief(CANAL_KEEPER, given_counts)
    for figure in ("total", "accepted", "tagged", "returned", "not_started"):
        assert getattr(brief, figure) == getattr(whole, figure), figure
    assert brief.awaiting == sum(ksb.awaiting for ksb in whole.ksbs)
    for kind, states in brief.kinds:
        assert states == tuple(ksb.state for ksb in whole.ksbs if ksb.kind == kind)
