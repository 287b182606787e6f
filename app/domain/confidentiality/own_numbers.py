"""An employer's own case numbers as an administrator writes them: `AA-999999`, A for a capital, 9 for a digit.

A language this small cannot take long on any words, and whoever writes it sees what it means.
"""

import re

from app.domain.confidentiality.cases import employers_numbers, pattern_trouble
from app.domain.refusals import Fault

LONGEST = 40
_SIGNS = {"A": "[A-Z]", "9": r"\d"}
_MAY_BE_MISSING = "?"
_ALLOWED = re.compile(r"(?:[A-Za-z0-9 /.:#_-]\??)+")
_ORDINARY = (
    "On 12/11/2026, 12-11-2026, 12.11.2026 and 2026-11-12 from 10:30 to 11.45, in 2025/26, for 250 of 1500 people"
)
"""What stands in any account of work and is no case number."""
_LITERAL = re.compile(r"([/.:#_ -])")


def regular(pattern: str) -> str:
    """The regular expression that a pattern means; "" for "".

    A small letter stands for itself as a capital: `ehm-9999` is EHM- and four digits. What is before a question mark
    may be missing.
    """
    return "".join(_regular_sign(sign) for sign in pattern)


def faults_of_pattern(pattern: str) -> list[Fault]:
    """What is wrong with a pattern; nothing is wrong with none."""
    if not pattern:
        return []
    if len(pattern) > LONGEST:
        return [Fault("pattern", f"Use at most {LONGEST} characters.")]
    if not _ALLOWED.fullmatch(pattern):
        return [Fault("pattern", "Use A for a letter, 9 for a digit, and the signs between them, such as AA-999999.")]
    if sum(sign == "9" for sign in pattern) < 3:
        return [Fault("pattern", "Use at least three digits (9), or ordinary words would be taken for case numbers.")]
    trouble = pattern_trouble(regular(pattern))
    if not trouble and numbers_in(pattern, _ORDINARY):
        trouble = "Dates or plain numbers would be taken for case numbers. Write the letters and signs that yours have."
    return [Fault("pattern", trouble)] if trouble else []


def numbers_in(pattern: str, words: str) -> tuple[str, ...]:
    """The case numbers of a pattern that stand in some words; `faults_of_pattern` has nothing to say against it."""
    if not pattern:
        return ()
    return tuple(words[one.start : one.end] for one in employers_numbers(words, regular(pattern)))


def _regular_sign(sign: str) -> str:
    if sign == _MAY_BE_MISSING:
        return "?"
    if sign in _SIGNS:
        return _SIGNS[sign]
    return re.escape(sign.upper()) if not _LITERAL.fullmatch(sign) else sign.replace(".", r"\.")
