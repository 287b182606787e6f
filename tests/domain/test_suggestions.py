"""Suggestions: which KSBs a piece may show, by the words that its apprentice wrote, and why."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalogue import STANDARD_DATA, read_catalogue
from app.domain.suggestions import (
    MOST_CHARACTERS,
    AcceptedPiece,
    Learnt,
    Sign,
    Suggestion,
    Told,
    cue,
    learnt_from,
    lexicon,
    suggested,
)
from app.domain.suggestions.words import EVERYDAY, stem, words_of

CATALOGUE = read_catalogue(STANDARD_DATA)
KNOWN = CATALOGUE.lexicon("ST0868", "1.0")
CODES = [ksb.code for ksb in KNOWN.standard.ksbs]
HOUSING = Told(
    title="Housing options for a young couple",
    description="They asked what I would do. I stayed impartial, laid out three options and left the choice to them.",
    duties=("D6",),
    kind="work_product",
)


def of(ksb: str, told: Told, learnt: Learnt | None = None) -> Suggestion:
    """The suggestion of one KSB, which has to be there."""
    return next(one for one in suggested(KNOWN, told, learnt) if one.ksb == ksb)


def first_five(told: Told, learnt: Learnt | None = None) -> list[str]:
    return [one.ksb for one in suggested(KNOWN, told, learnt)[:5]]


def test_what_was_done_is_recognised_without_being_named_and_the_words_that_led_there_are_told() -> None:
    assert {"S14", "S3"} <= set(first_five(HOUSING))
    assert {"impartial", "options"} <= set(of("S14", HOUSING).words)


def test_the_reasons_are_words_that_the_person_wrote_as_she_wrote_them() -> None:
    told = Told(title="GDPR   and me", description="I rang the DUTY desk,\nthen Wrote  Up the visit the same day.")
    text = " ".join(f"{told.title} {told.description}".split())
    found = suggested(KNOWN, told)
    assert found
    assert all(words in text for one in found for words in one.words)
    assert "GDPR" in of("K1", told).words


def test_a_duty_is_one_more_reason_and_named_where_it_asks_for_the_ksb() -> None:
    assert of("S14", HOUSING).duties == ("D6",)
    elsewhere = Told(HOUSING.title, HOUSING.description, ("D2",))
    assert of("S14", elsewhere).duties == ()
    assert of("S14", HOUSING).score > of("S14", elsewhere).score


def test_a_duty_alone_suggests_nothing() -> None:
    assert suggested(KNOWN, Told(duties=("D1",), kind="supervision_record")) == ()


def test_a_duty_or_kind_that_nobody_knows_is_no_reason_and_no_trouble() -> None:
    odd = Told(HOUSING.title, HOUSING.description, ("D99", ""), "dance")
    assert all(one.duties == () for one in suggested(KNOWN, odd))


def test_up_to_two_other_words_may_stand_within_a_phrase_and_endings_do_not_matter() -> None:
    assert "weighed it all up" in of("S15", Told(description="I weighed it all up.")).words
    assert not [
        one
        for one in suggested(KNOWN, Told(description="I weighed the baby, the bag and then the cot up."))
        if any(words.endswith("up") for words in one.words)
    ]


def test_the_same_is_told_the_same_each_time() -> None:
    assert suggested(KNOWN, HOUSING) == suggested(KNOWN, HOUSING)


def test_a_standard_for_which_nobody_wrote_cues_is_suggested_for_by_its_wording() -> None:
    plain = lexicon(KNOWN.standard)
    found = suggested(plain, Told(description="We practised conflict resolution."))
    assert found[0].ksb == "K17"
    assert "conflict" in found[0].words


LEEKS = [
    AcceptedPiece("Leeks with Mr D, who shows me the allotment and its seedlings", frozenset({"B3"})),
    AcceptedPiece("Rain at the allotment, so we did the seedlings indoors", frozenset({"B3"})),
    AcceptedPiece("Minutes of the core group", frozenset({"S10", "K2"})),
    AcceptedPiece("Rota and minutes for the hall", frozenset({"S10"})),
]
ALLOTMENT = Told(description="Back at the allotment.")


def test_this_records_accepted_tags_teach_words_that_no_cue_knows() -> None:
    assert "B3" not in first_five(ALLOTMENT)
    learnt = learnt_from(LEEKS)
    assert first_five(ALLOTMENT, learnt)[0] == "B3"
    assert of("B3", ALLOTMENT, learnt).learnt == ("allotment",)


def test_two_accepted_pieces_teach_nothing_and_neither_does_a_word_that_stands_in_all_of_them() -> None:
    assert learnt_from(LEEKS[:2]) == Learnt()
    everywhere = learnt_from([AcceptedPiece("allotment", frozenset({ksb})) for ksb in ("B3", "B3", "S10", "S10")])
    assert everywhere.of("B3") == {}


def test_what_was_learnt_only_adds_and_never_outweighs_plain_words_without_end() -> None:
    learnt = learnt_from(LEEKS)
    told = Told(description="allotment seedlings " * 50)
    assert 0 < of("B3", told, learnt).score <= 3


PIECES = ["I", "we", "asked", "the manager", "two", "7", "weighed", "up", "baby’s", "GDPR", "\n", ",", "'", "#*"]
TEXT = st.text(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=80).map(" ".join)


@given(
    title=TEXT,
    description=TEXT,
    duties=st.lists(st.sampled_from(["D1", "D6", "D99"]), max_size=3),
    kind=st.sampled_from(["", "certificate", "x"]),
)
@settings(max_examples=150, deadline=None)
def test_whatever_is_typed_each_suggestion_is_a_ksb_once_with_a_reason_from_the_text(
    title: str, description: str, duties: list[str], kind: str
) -> None:
    found = suggested(KNOWN, Told(title, description, tuple(duties), kind))
    codes = [one.ksb for one in found]
    assert len(set(codes)) == len(codes)
    assert set(codes) <= set(CODES)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    text = " ".join(f"{title}\n{description}".split())
    for one in found:
        assert one.words
        assert all(words.rstrip("…") in text for words in one.words)


@given(filler=st.sampled_from(["a", "my ", "risk ", "I asked my manager what was behind it. ", "'", "two ", "𝔘 "]))
@settings(max_examples=7, deadline=None)
def test_twenty_thousand_characters_are_read_in_bounded_time(filler: str) -> None:
    long = (filler * MOST_CHARACTERS)[: 5 * MOST_CHARACTERS]
    begun = time.process_time()
    suggested(KNOWN, Told(long, long))
    assert time.process_time() - begun < 10


@given(word=st.text(alphabet="abcdeginrstuy'", max_size=12))
def test_a_word_keeps_its_beginning_when_its_ending_goes(word: str) -> None:
    assert word.startswith(stem(word)[:-1])


def test_endings_that_mean_the_same_are_one_stem() -> None:
    for forms in ("visit visits visited visiting", "plan planned planning plans", "policy policies", "weigh weighed"):
        assert len({stem(form) for form in forms.split()}) == 1, forms


def test_numbers_from_two_are_numbers_however_they_are_written() -> None:
    assert [word.is_number for word in words_of("1 two 12 twelve families")] == [False, True, True, True, False]
    assert cue("S8", "# families", Sign.STRONG).steps[0].takes(words_of("eleven")[0])


def test_no_ksb_is_suggested_because_of_everyday_words_alone() -> None:
    day = Told("This week", "I met mum on Monday and wrote to dad. We met again the next week, and mum said so too.")
    assert suggested(KNOWN, day) == ()
    more = Told(day.title, f"{day.description} I stayed impartial.")
    assert all(not {word.lower() for word in one.words} & EVERYDAY for one in suggested(KNOWN, more))


def test_what_she_writes_every_week_teaches_nothing() -> None:
    learnt = learnt_from(
        [
            AcceptedPiece("Mum met us this week at the allotment", frozenset({"B3"})),
            AcceptedPiece("Another week with mum at the allotment", frozenset({"B3"})),
            AcceptedPiece("Minutes of the core group", frozenset({"S10"})),
        ]
    )
    found = suggested(KNOWN, Told("A week with mum"), learnt)
    assert "B3" not in [one.ksb for one in found]
    assert of("B3", Told("A week at the allotment"), learnt).learnt == ("allotment",)
