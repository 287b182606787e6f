"""Confirmed facts of an assessment plan: what is confirmed is what holds, and the newest word by a moment counts."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue import STANDARD_DATA, read_catalogue
from app.domain.assessment import (
    NO_PLAN,
    PLAN_FACTS,
    Sort,
    checked,
    confirmed_plan,
    confirmed_standard,
    plan_fact,
    source_of,
    value_of,
)
from app.domain.confirmed_facts import TAKEN_BACK, ConfirmedFact, holding, is_line
from app.domain.evidence import EvidenceKind
from app.domain.refusals import BadInput, NotFound

CATALOGUE = read_catalogue(STANDARD_DATA)
STANDARD = CATALOGUE.standard("ST0868", "1.0")
PLAN = CATALOGUE.assessment_plan("ST0868", "1.0")
METHODS = [method.code for method in STANDARD.methods]
GRADES = ["fail", "pass", "distinction"]
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

lines = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=60).filter(lambda s: s.strip())
rules = st.fixed_dictionaries({one: st.sampled_from(["", *GRADES]) for one in ("if_any", "if_all")}) | st.just({})
VALUES = {
    Sort.SPLIT: st.fixed_dictionaries(
        {ksb.code: st.lists(st.sampled_from(METHODS), min_size=1, unique=True) for ksb in STANDARD.ksbs}
    ),
    Sort.COUNT: st.none() | st.integers(1, 999),
    Sort.PERCENT: st.none() | st.integers(0, 100),
    Sort.YES_NO: st.booleans(),
    Sort.KINDS: st.lists(st.sampled_from([kind.value for kind in EvidenceKind])),
    Sort.TEXT: lines,
    Sort.WORDS: st.fixed_dictionaries(dict.fromkeys(("organisation", "assessment", "gateway"), lines)),
    Sort.COMPONENTS: st.lists(
        st.fixed_dictionaries(
            {
                "code": st.from_regex(r"[a-z][a-z0-9_]{0,39}", fullmatch=True),
                "name": lines,
                "method": st.sampled_from(["", *METHODS]),
                "words_at_most": st.none() | st.integers(1, 100_000),
                "may_be_waived": st.none() | st.booleans(),
            }
        ),
        min_size=1,
        max_size=5,
        unique_by=lambda one: one["code"],
    ),
    Sort.WEIGHTS: st.integers(0, 100).map(lambda one: dict(zip(METHODS, (one, 100 - one), strict=True)))
    | st.fixed_dictionaries({METHODS[0]: st.integers(0, 100), METHODS[1]: st.none()}),
    Sort.LENGTHS: st.fixed_dictionaries({code: st.none() | st.integers(1, 10_000) for code in METHODS}),
    Sort.EACH: st.fixed_dictionaries(dict.fromkeys(METHODS, st.booleans())),
    Sort.RESITS: st.fixed_dictionaries(
        {
            "resit_months": st.none() | st.integers(1, 999),
            "retake_months": st.none() | st.integers(1, 999),
            "capped_at": st.sampled_from(["", *GRADES]),
            "employer_agrees": st.booleans(),
        }
    ),
    Sort.GRADES: st.tuples(st.lists(rules, max_size=4), st.sampled_from(GRADES)).map(
        lambda pair: [*({"grade": pair[1], **rule} for rule in pair[0]), {"grade": pair[1]}]
    ),
    Sort.MARKS: st.fixed_dictionaries(
        {code: st.sampled_from(["assessor", "provider", "employer"]) for code in METHODS}
    ),
}


def said(name, value, seq=1, at=NOON):
    text = TAKEN_BACK if value is TAKEN_BACK else json.dumps(value)
    return ConfirmedFact(name, seq, text, "AP02, page 9", date(2026, 11, 19), "Adele Brook", at)


@pytest.mark.parametrize("fact", PLAN_FACTS, ids=lambda fact: fact.name)
@given(data=st.data())
def test_what_is_confirmed_is_what_holds_and_names_whose_word_it_is(fact, data):
    value = checked(fact, data.draw(VALUES[fact.sort]), STANDARD)
    assert checked(fact, value, STANDARD) == value
    for plan in (PLAN, NO_PLAN):
        facts = (said(fact.name, value),)
        over, standard = confirmed_plan(plan, facts), confirmed_standard(STANDARD, facts)
        assert value_of(fact, over, standard) == value
        source = source_of(fact, over, standard)
        assert source.confirmed and "confirmed by Adele Brook on 20 November 2026" in source.name
        others = [one for one in PLAN_FACTS if one is not fact]
        assert all(value_of(one, over, standard) == value_of(one, plan, STANDARD) for one in others)


@given(st.lists(st.tuples(st.integers(0, 20), st.booleans()), max_size=6), st.integers(0, 20))
def test_the_newest_word_by_a_moment_holds(words, hour):
    facts = [
        said(
            "months_to_finish", TAKEN_BACK if back else seq, seq, NOON + timedelta(hours=sum(h for h, _ in words[:seq]))
        )
        for seq, (_, back) in enumerate(words, start=1)
    ]
    until = NOON + timedelta(hours=hour)
    then = [one for one in facts if one.at <= until]
    expected = {} if not then or then[-1].taken_back else {"months_to_finish": then[-1]}
    assert holding(reversed(facts), until) == expected


def test_a_split_that_fits_the_standard_no_more_holds_no_more():
    assert confirmed_standard(STANDARD, (said("assessed_by", {"K1": ["interview"]}),)) is STANDARD


def test_weights_of_methods_that_left_the_standard_hold_no_more_and_parts_go_with_a_length_they_do_not_make():
    assert confirmed_standard(STANDARD, (said("method_weights", {"interview": 100}),)) is STANDARD
    for minutes, parts in ((45, 2), (60, 0), (None, 0)):
        found = confirmed_standard(STANDARD, (said("method_minutes", dict.fromkeys(METHODS, minutes)),))
        case_study = found.method_by_code["case_study"]
        assert (case_study.minutes, len(case_study.parts), case_study.weight_percent) == (minutes, parts, 50)


def test_a_method_had_its_length_of_the_day_before_it_was_confirmed():
    facts = (said("method_minutes", dict.fromkeys(METHODS, 90)), said("method_minutes", TAKEN_BACK, 2, NOON))
    for moment, minutes in ((NOON - timedelta(minutes=1), 60), (NOON, 90)):
        then = confirmed_standard(STANDARD, facts[:1], moment)
        assert then.method_by_code["professional_discussion"].minutes == minutes
    assert confirmed_standard(STANDARD, facts) is STANDARD


def test_weights_of_every_method_make_a_hundred():
    fact = plan_fact("method_weights")
    with pytest.raises(BadInput, match="These make 90 percent"):
        checked(fact, dict(zip(METHODS, (50, 40), strict=True)), STANDARD)
    assert checked(fact, dict(zip(METHODS, (50, None), strict=True)), STANDARD)[METHODS[1]] is None


def test_there_is_no_other_fact():
    with pytest.raises(NotFound):
        plan_fact("portfolio.colour")


@pytest.mark.parametrize("text", ["", "  ", "two\nlines", "bell\x07", "\x1e", "x" * 301, "\ud800", None, 7])
def test_a_source_is_one_line_that_can_be_written_down(text):
    assert not is_line(text, 300)
    assert is_line("Annex C\xa0– “AP02”, page 9", 300)


ODD = [["pass"], {"pass": "pass"}, [], {}, 7, None, True]


@pytest.mark.parametrize("odd", ODD, ids=str)
@pytest.mark.parametrize(
    ("sort", "made"),
    [
        (Sort.COMPONENTS, lambda odd: [{"code": "slides", "name": "Slides", "method": odd}]),
        (Sort.COMPONENTS, lambda odd: [{"code": odd, "name": odd, "method": ""}]),
        (Sort.RESITS, lambda odd: {"capped_at": odd, "employer_agrees": True}),
        (Sort.GRADES, lambda odd: [{"grade": odd}]),
        (Sort.GRADES, lambda odd: [{"grade": "pass", "if_any": odd, "if_all": odd}, {"grade": "fail"}]),
        (Sort.MARKS, lambda odd: dict.fromkeys(METHODS, odd)),
        (Sort.KINDS, lambda odd: [odd]),
        (Sort.WEIGHTS, lambda odd: {METHODS[0]: odd, METHODS[1]: "half"}),
        (Sort.LENGTHS, lambda odd: {METHODS[0]: odd, METHODS[1]: 0}),
        (Sort.EACH, lambda odd: {METHODS[0]: odd, METHODS[1]: "half"}),
        (Sort.SPLIT, lambda odd: {"K1": [odd]}),
    ],
)
def test_a_list_or_an_object_where_a_code_belongs_is_told_in_a_sentence(sort, made, odd):
    fact = next(one for one in PLAN_FACTS if one.sort is sort)
    with pytest.raises(BadInput) as wrong:
        checked(fact, made(odd), STANDARD)
    assert all(fault.sentence for fault in wrong.value.faults)
