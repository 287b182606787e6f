"""Words as people write them, and what is left of each once its ending is off."""

import re
from dataclasses import dataclass
from functools import lru_cache

ANY_NUMBER = "#"
LONGEST_WORD = 40
"""Letters looked at: whatever is longer is no word."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_IN_LETTERS = """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty
"""
_NUMBERS = frozenset(_IN_LETTERS.split())
_EMPTY = """
    a about after all also am an and any are as at be before been but by can could did do does for from had has have
    he her his how i if in into is it its just may me more most my no not of on or our out over own she should so some
    than that the their them then there these they this those to up us very was we were what when where which who will
    with would you your
"""
EMPTY = frozenset(_EMPTY.split())
"""Words that say nothing by themselves of what was done."""
_EVERYDAY = """
    again another ask asked bit came come dad daddy day days did evening everyone everything father first friday
    gave get getting give go going good got group hour hours kid kids last later look looked lot made make meet
    met minute minutes monday month months morning mother mum mummy new next night one other people put said
    saturday saw say see someone something sunday take tell thing things thursday time times today told tomorrow
    took tuesday twice use used wednesday week weekly weeks went work worked write written wrote year years
    yesterday
"""
EVERYDAY = frozenset(_EVERYDAY.split())
"""Words that stand in any account of any day: none of them alone is a reason for a KSB."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `plain` in small letters, `stem` without its ending, and where it stands in the text."""

    plain: str
    stem: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is a number from two, in figures or in letters."""
        return self.plain in _NUMBERS or (self.plain.isdecimal() and self.plain not in ("0", "1"))


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order; a hyphen parts two of them."""
    found = []
    for match in _WORD.finditer(text):
        plain = match.group()[:LONGEST_WORD].lower().replace("’", "'")
        found.append(Word(plain, stem(plain), match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word in small letters without its ending: visits, visited and visiting are all visit."""
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) <= 3:
        return word
    word = _without_verb_ending(_without_plural(word))
    if word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    if word.endswith("ment") and len(word) > 7:
        word = word[:-4]
    if word.endswith("e") and len(word) > 3 and word[:-1] not in EMPTY:
        word = word[:-1]
    return f"{word[:-1]}y" if word.endswith("i") and len(word) > 3 else word


def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_verb_ending(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and any(letter in "aeiouy" for letter in rest):
            doubled = len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "ls"
            return rest[:-1] if doubled else rest
    return word
