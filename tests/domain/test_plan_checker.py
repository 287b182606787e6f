"""The plan checker by the invented plan of the tests: each finding months early, what to do, and what ends it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue import read_catalogue
from app.domain.assessment import (
    ChosenFile,
    ChosenPiece,
    ChosenTag,
    Portfolio,
    check_portfolio,
    portfolio_ksbs,
)
from tests.catalogue.folders import copy_of_standard_data


@pytest.fixture(scope="module")
def invented(tmp_path_factory):
    """ST9001: an interview underpinned by the portfolio, an observation that the provider marks; 4 to 12 pieces."""
    catalogue = read_catalogue(copy_of_standard_data(tmp_path_factory.mktemp("standards")))
    return catalogue.standard("ST9001", "2.1"), catalogue.assessment_plan("ST9001", "2.1")


def piece(number, *ksbs, kind="work_product", minutes=None, placed=True):
    tags = tuple(ChosenTag(code, accepted=True, placed=placed) for code in ksbs)
    seconds = None if minutes is None else minutes * 60
    return ChosenPiece(number, kind, kind.replace("_", " "), tags, (ChosenFile(f"E{number}.mp4", seconds),))


SOUND = Portfolio((piece(1, "K1"), piece(2, "K40"), piece(3, "S1"), piece(4, "K1", "S1")))


def strict(plan):
    """The same plan with a kind it does not accept, and with an employer’s statement."""
    rules = replace(plan.portfolio, kinds_not_accepted=("reflective_account",), employer_statement=True)
    return replace(plan, portfolio=rules)


def test_a_portfolio_that_keeps_to_the_invented_plan_has_nothing_to_mend(invented):
    assert check_portfolio(*invented, SOUND) == ()
    standard, plan = invented
    assert check_portfolio(standard, strict(plan), replace(SOUND, employer_statement=True)) == ()


def more(*pieces):
    return Portfolio((*SOUND.pieces, *pieces), employer_statement=True)


CASES = {
    "a KSB of the interview without a piece": (
        Portfolio((piece(1, "K1"), piece(2, "K40"), piece(3, "K1"), piece(4, "K40")), employer_statement=True),
        "portfolio.one_for_each_ksb",
        "No chosen piece shows S1, Work a sluice.",
        "Choose a piece that shows S1, or add one.",
    ),
    "too few": (
        Portfolio((piece(1, "K1", "K40", "S1"),), employer_statement=True),
        "portfolio.fewest_pieces",
        "1 piece is chosen; the plan asks for at least 4.",
        "Choose more.",
    ),
    "more than are typical": (
        more(*(piece(number, "K1") for number in range(5, 10))),
        "portfolio.typical_pieces",
        "9 pieces are chosen; a portfolio typically has 8, and quality goes before quantity.",
        "Take out those that show nothing the others do not.",
    ),
    "too many": (
        more(*(piece(number, "K1") for number in range(5, 14))),
        "portfolio.most_pieces",
        "13 pieces are chosen; the plan allows 12 at most.",
        "Take out those that show nothing the others do not.",
    ),
    "too long a clip": (
        more(piece(5, "K1", kind="recording", minutes=11)),
        "portfolio.longest_clip_minutes",
        "“E5.mp4” in E5 lasts 0:11:00; the plan allows 10 minutes.",
        "Cut it to the part that shows the KSBs, and add that as a new version.",
    ),
    "a banned kind": (
        more(piece(5, "K1", kind="reflective_account")),
        "portfolio.kinds_not_accepted",
        "E5 is of the kind “reflective account”, which is not accepted in the portfolio.",
        "Take it out, and choose a piece that shows the same at work.",
    ),
    "for another method alone": (
        more(piece(5, "S2", "B1")),
        "method_mapping",
        "E5 shows only S2, B1, which another method of the assessment covers.",
        "Take it out of the portfolio.",
    ),
    "for another method too": (
        more(piece(5, "K1", "S2", "S1", "B1")),
        "method_mapping",
        "E5 also shows S2, B1, which another method of the assessment covers.",
        "It may stay for K1, S1; nothing in the portfolio counts for S2, B1.",
    ),
    "no place": (
        more(piece(5, "K1", "S1", placed=False)),
        "portfolio.mapping_annex",
        "E5 does not say where it shows K1, S1.",
        "Say the page, the time or the words, so that the assessor finds it.",
    ),
    "no statement": (
        SOUND,
        "portfolio.employer_statement",
        "The employer has not stated yet that the evidence is valid and the apprentice’s own.",
        "Ask the employer for the statement.",
    ),
}


@pytest.mark.parametrize(("portfolio", "rule", "sentence", "to_do"), CASES.values(), ids=CASES)
def test_each_thing_that_would_not_stand_is_told_by_itself_with_what_to_do(invented, portfolio, rule, sentence, to_do):
    standard, plan = invented
    [found] = check_portfolio(standard, strict(plan), portfolio)
    assert (found.rule, found.sentence, found.to_do) == (rule, sentence, to_do)
    assert found.confirmed and found.doubt == ""


def test_on_the_first_day_it_says_what_the_portfolio_will_need(invented):
    standard, plan = invented
    found = check_portfolio(standard, strict(plan), Portfolio(()))
    wanted = [ksb.code for ksb in portfolio_ksbs(standard)]
    assert [one.ksb for one in found if one.ksb] == wanted == ["K1", "K40", "S1"]
    assert {one.rule for one in found if not one.ksb} == {"portfolio.fewest_pieces", "portfolio.employer_statement"}
    assert all(one.to_do for one in found)


@pytest.mark.parametrize(
    ("agreed", "minutes", "said"),
    [
        (15, 15, None),
        (15, 16, "the agreed adjustment allows 15 minutes."),
        (5, 10, None),
        (5, 11, "the plan allows 10 minutes."),
        (None, 11, "the plan allows 10 minutes."),
    ],
)
def test_an_agreed_length_of_clips_allows_more_than_the_plan_and_never_less(invented, agreed, minutes, said):
    portfolio = replace(more(piece(5, "K1", kind="recording", minutes=minutes)), longest_clip_minutes=agreed)
    found = [one.sentence for one in check_portfolio(*invented, portfolio)]
    assert found == [] if said is None else (len(found) == 1 and found[0].endswith(said))


def test_an_agreed_length_holds_where_the_plan_sets_none(invented):
    standard, plan = invented
    silent = replace(plan, portfolio=replace(plan.portfolio, longest_clip_minutes=None))
    clip = more(piece(5, "K1", kind="recording", minutes=20))
    assert check_portfolio(standard, silent, clip) == ()
    [found] = check_portfolio(standard, silent, replace(clip, longest_clip_minutes=15))
    assert found.sentence.endswith("the agreed adjustment allows 15 minutes.")


@given(st.none() | st.integers(1, 240), st.integers(0, 300))
def test_agreeing_to_longer_clips_never_finds_more(invented, agreed, minutes):
    clip = more(piece(5, "K1", kind="recording", minutes=minutes))
    plain = check_portfolio(*invented, clip)
    assert len(check_portfolio(*invented, replace(clip, longest_clip_minutes=agreed))) <= len(plain)


def test_whoever_reads_it_knows_that_a_rule_was_found_in_another_standards_plan(invented):
    standard, plan = invented
    doubtful = {name: replace(source, confirmed=False) for name, source in plan.sources.items()}
    found = check_portfolio(standard, replace(plan, sources=doubtful), Portfolio(()))
    assert all("Another standard’s rule (Invented for the tests)" in one.doubt for one in found)
