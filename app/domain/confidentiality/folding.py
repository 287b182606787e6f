"""Names folded to one spelling, so that a keyed hash of one meets every way it is written."""

import itertools
import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]{1,60}(?:[’'`-][^\W\d_]{1,60}){0,4}")
# Letters that are no letter with an accent, and what joins the parts of a name.
_PLAIN = str.maketrans(
    dict(zip("łŁøØđĐıðþæÆœ", ("l", "L", "o", "O", "d", "D", "i", "d", "th", "ae", "Ae", "oe"), strict=True))
)
_INSIDE = str.maketrans("", "", "’‘'`-")
_MOST_NAME = 200


def fold(words: str) -> str:
    """Small letters without accents, apostrophes and hyphens, one space between words: "O’Brien-Zoë" is "obrienzoe"."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", words) if not unicodedata.combining(one))
    return " ".join(plain.translate(_PLAIN).translate(_INSIDE).casefold().split())


def watch_keys(name: str) -> tuple[str, ...]:
    """What to keep a keyed hash of, for a name on a watch list: each word of it, and each pair that stands together.

    "Mary Jane Watson" gives "mary", "jane", "watson", "mary jane", "jane watson" and "mary watson". Words of one letter
    say nothing alone. Empty where there is no name in it.
    """
    words = [fold(found[0]) for found in _WORD.finditer(name[:_MOST_NAME])]
    alone = [word for word in words if len(word) > 1]
    pairs = [f"{one} {two}" for one, two in itertools.pairwise(words)]
    if len(words) > 2:
        pairs.append(f"{words[0]} {words[-1]}")
    return tuple(dict.fromkeys(alone + pairs))
