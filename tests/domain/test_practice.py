"""What a portfolio covers of a vocabulary, what it lacks, and which terms may be used."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.practice import (
    MOST_TERMS,
    Facet,
    FacetTerms,
    Mark,
    Owning,
    Rank,
    Term,
    Vocabulary,
    breadth,
    faults_of_marks,
)

OUTCOMES = FacetTerms(Facet.OUTCOME, (Term("strong", "Strong"), Term("safe", "Safe")))
PRIORITIES = FacetTerms(Facet.PRIORITY, (Term("school", "School readiness", rank=Rank.PRIMARY),))
WORDS = Vocabulary(
    code="ours",
    title="Our words",
    belongs_to=Owning.EMPLOYER,
    owner="",
    place="",
    years="",
    vision="",
    purpose="",
    definitions=(),
    principles=(),
    service_areas=(),
    organisational_priorities=(),
    facets=(OUTCOMES, PRIORITIES),
)
TERMS = sorted(WORDS.term_by_code)


def test_pieces_are_counted_by_term_and_candidates_for_the_case_study_beside_them() -> None:
    outcomes, priorities = breadth(WORDS, {1: {"strong"}, 2: {"strong", "school"}, 3: ()}, candidates={2})
    assert [(one.term.code, one.pieces, one.candidates) for one in outcomes.terms] == [("strong", 2, 1), ("safe", 0, 0)]
    assert (outcomes.covered, outcomes.lacking) == (1, 1)
    assert (priorities.covered, priorities.lacking) == (1, 0)


@given(st.dictionaries(st.integers(1, 30), st.sets(st.sampled_from(TERMS))), st.sets(st.integers(1, 30)))
def test_candidates_are_never_more_than_pieces_and_every_term_is_covered_or_lacking(
    pieces: dict[int, set[str]], candidates: set[int]
) -> None:
    for facet in breadth(WORDS, pieces, candidates):
        assert facet.covered + facet.lacking == len(facet.terms)
        for one in facet.terms:
            assert 0 <= one.candidates <= one.pieces <= len(pieces)


def test_a_term_of_a_vocabulary_in_use_may_be_chosen() -> None:
    assert faults_of_marks([Mark("ours", "safe")], {"ours": WORDS}) == []


def test_a_term_that_is_not_there_or_of_a_vocabulary_not_in_use_may_not() -> None:
    for mark, usable in ((Mark("ours", "tall"), {"ours": WORDS}), (Mark("ours", "safe"), {})):
        assert [fault.path for fault in faults_of_marks([mark], usable)] == ["practice"]


def test_so_many_terms_say_nothing() -> None:
    many = [Mark("ours", "safe")] * (MOST_TERMS + 1)
    assert "at most 40" in faults_of_marks(many, {"ours": WORDS})[0].sentence
