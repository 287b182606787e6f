"""Nearly the same words are told from signatures, from which no words come back."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.evidence.likeness import NEARLY_THE_SAME, alike, comparable, signature

ACCOUNT = """I met the mother at the Family Hub after the school had called about attendance. She said that mornings
were hardest, since the baby wakes at five and the bus is full by eight. We wrote down what happens from six
to nine, one line for each ten minutes, and she saw by herself where the time goes. I offered to ask the school about
breakfast club, and she wanted to make that call. We agreed to meet in two weeks and to look at the same list again."""
OTHER = """Today I shadowed the duty worker and listened to four calls. In each the person had tried elsewhere first,
and what helped was to be told plainly what would happen next and when. I learned to summarise before I advise, and to
say so when I do not know. Then we talked about thresholds, and why two calls with the same words went two ways."""


def test_the_same_words_are_the_same_whatever_their_capitals_and_spaces():
    assert alike(signature(ACCOUNT), signature(ACCOUNT.upper().replace("\n", "  "))) == 1


def test_an_account_with_a_few_words_changed_is_nearly_the_same():
    changed = ACCOUNT.replace("mother", "father").replace("two weeks", "ten days")
    assert NEARLY_THE_SAME <= alike(signature(ACCOUNT), signature(changed)) < 1


def test_an_account_with_a_sentence_more_is_nearly_the_same():
    assert alike(signature(ACCOUNT), signature(ACCOUNT + " I felt that the plan was hers.")) >= NEARLY_THE_SAME


def test_another_account_is_not():
    assert alike(signature(ACCOUNT), signature(OTHER)) < 0.1


def test_too_few_words_have_no_signature_and_are_like_nothing():
    assert signature("See attached.") == signature("") == ""
    assert alike("", "") == alike("", signature(ACCOUNT)) == 0


def test_short_notes_are_not_compared_since_many_say_the_same():
    assert comparable("Notes of my supervision with Priya, as agreed in our last review.") == ""
    assert comparable(ACCOUNT) == signature(ACCOUNT)


def test_a_signature_is_the_same_for_ever():
    assert signature("one two three four")[:16] == "0f0c6d5cfed2ff2c"


def test_a_signature_has_one_length_and_no_words():
    assert len(signature(ACCOUNT)) == len(signature(OTHER * 50)) == 256
    assert set(signature(ACCOUNT)) <= set("0123456789abcdef")


@given(st.text(max_size=400), st.text(max_size=400))
def test_of_any_words_the_share_is_a_share_and_the_same_both_ways(one: str, other: str):
    first, second = signature(one), signature(other)
    assert 0 <= alike(first, second) <= 1
    assert alike(first, second) == alike(second, first)
    assert alike(first, first) == (1 if first else 0)


def test_what_is_no_signature_is_like_nothing():
    assert alike("zz", signature(ACCOUNT)) == alike(signature(ACCOUNT)[:-4], signature(ACCOUNT)) == 0
