"""Whether words are in English: the rules know no other language, so a page has to be able to say so."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    """
    a about after all also am an and any are as at be because been but by can could did do for from had has have he
    her him his how i if in into is it its me more my no not of on or our out she so some that the their them then
    there they this to up was we were what when which who will with would you your
    """.split()
)
_FEWEST_WORDS = 25
_SHARE = 0.18
_LOOKED_AT = 200_000


def is_english(words: str) -> bool:
    """Whether these are English words; True where there are too few to tell.

    Running English is about half such small words as “the” and “of”, Welsh, Polish or Romanian hardly has any.
    """
    found = _WORD.findall(words[:_LOOKED_AT].casefold())
    if len(found) < _FEWEST_WORDS:
        return not _is_other_script(found)
    return sum(word in _COMMON for word in found) >= _SHARE * len(found)


def _is_other_script(found: list[str]) -> bool:
    """Letters beyond Latin (Arabic, Bengali, Cyrillic …) need no counting."""
    letters = "".join(found)
    return bool(letters) and sum(one > "\u024f" for one in letters) > len(letters) / 2
