"""Whether words are in English: the rules know no other language, so a page has to be able to say so."""

import re
from collections.abc import Callable

from app.domain.confidentiality.language_words import ELSEWHERE, ENDINGS, OF_THE_WORK, SMALL

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 25
_SHARE_OF_SMALL = 0.18
_SHARE_OF_ENGLISH = 0.45
_MOST_ELSEWHERE = 0.1
_MOST_ELSEWHERE_IN_NOTES = 0.06
_LOOKED_AT = 200_000


def is_english(words: str) -> bool:
    """Whether these are English words; True where there are too few to tell.

    Running English is about half such small words as “the” and “of”; Welsh, Polish or Romanian hardly has any. Notes
    leave them out (“Home visit, mum tired, talked routines”), so there the words of the work count as well, provided
    that hardly any small word of another language stands among them: people say “school” and “meeting” in every one.
    Many small words are shared (Welsh “i”, “a” and “am”, Dutch “was” and “we”), so running words are held to that too.
    """
    found = _WORD.findall(words[:_LOOKED_AT].casefold())
    if len(found) < _FEWEST_WORDS:
        return not _is_other_script(found)
    small, elsewhere = _share(found, _is_small), _share(found, _is_elsewhere)
    if small >= _SHARE_OF_SMALL:
        return elsewhere < _MOST_ELSEWHERE
    return _share(found, _looks_english) >= _SHARE_OF_ENGLISH and elsewhere < _MOST_ELSEWHERE_IN_NOTES


def _share(found: list[str], told: Callable[[str], bool]) -> float:
    return sum(map(told, found)) / len(found)


def _is_small(word: str) -> bool:
    return word in SMALL


def _looks_english(word: str) -> bool:
    return word in SMALL or word in OF_THE_WORK or (len(word) > 4 and word.isascii() and word.endswith(ENDINGS))


def _is_elsewhere(word: str) -> bool:
    return word in ELSEWHERE


def _is_other_script(found: list[str]) -> bool:
    """Letters beyond Latin (Arabic, Bengali, Cyrillic …) need no counting."""
    letters = "".join(found)
    return bool(letters) and sum(one > "\u024f" for one in letters) > len(letters) / 2
