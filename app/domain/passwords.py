"""What makes a new password too easy to guess: its length, and the words that anybody would try first.

Any characters may be used, and none must be: long and unexpected is what counts.
"""

import re
import unicodedata
from collections.abc import Iterable

from app.domain.refusals import Fault

SHORTEST = 10
LONGEST = 200
FEWEST_LETTERS, FEWEST_IN_ALL = 4, 12
"""So many letters, or letters and figures, must be left of a password without the words that would be tried first."""
FEWEST_DIFFERENT = 5
TRIED_FIRST = (
    "password", "passwort", "passw0rd", "p4ssword", "welcome", "letmein", "changeme", "administrator", "admin", "login",
    "qwerty", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "iloveyou", "monkey", "dragon",
    "football", "liverpool", "arsenal", "chelsea", "sunshine", "princess", "summer", "autumn", "winter", "spring",
    "touchmark", "portfolio", "apprenticeship", "apprentice", "evidence", "training", "tutor", "employer", "provider",
    "assessor", "gateway", "council", "college",
)  # fmt: skip
"""Commonest passwords, and the words of this field and this product."""
_LINES = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb")


def password_faults(password: str, known: Iterable[str] = ()) -> list[Fault]:
    """What is wrong with a new password, the first thing only. `known` are names and addresses of whoever chose it."""
    if len(password) < SHORTEST:
        return [_fault(f"Use at least {SHORTEST} characters. Three unrelated words make a good password.")]
    if len(password) > LONGEST:
        return [_fault(f"Use at most {LONGEST} characters.")]
    if len(set(password.casefold())) < FEWEST_DIFFERENT or _is_a_line(password.casefold()):
        return [_fault("This is one of the first that anybody would try. Three unrelated words make a good password.")]
    left = _left_of(password, known)
    if sum(letter.isalpha() for letter in left) < FEWEST_LETTERS and len(left) < FEWEST_IN_ALL:
        said = "This is little more than a name or a word that anybody would try. Add two unrelated words."
        return [_fault(said)]
    return []


def _fault(sentence: str) -> Fault:
    return Fault("password", sentence)


def _is_a_line(text: str) -> bool:
    """Whether keys were pressed one after the other: along the keyboard, the alphabet or the figures, or back."""
    return any(text in (line + line) or text[::-1] in (line + line) for line in _LINES)


def _left_of(password: str, known: Iterable[str]) -> str:
    """The letters, of any alphabet, and figures that are left without what is known and what is tried first."""
    left = _letters_and_figures(password)
    words = {word for text in known for word in re.split(r"\W+", text.casefold()) if len(word) >= 3}
    for word in sorted({*words, *TRIED_FIRST}, key=len, reverse=True):
        left = left.replace(_letters_and_figures(word), "")
    return left


def _letters_and_figures(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKC", text).casefold() if one.isalnum())
