"""What speaks for a name: who stands before it, what comes after it, what it does and owns."""

import re
from collections.abc import Callable

from app.domain.confidentiality.names.doing import does_or_owns, is_flower
from app.domain.confidentiality.names.runs import Run
from app.domain.confidentiality.names.surnames import ALSO_WORDS, SURNAMES
from app.domain.confidentiality.names.tokens import Token
from app.domain.confidentiality.names.words import (
    CALLED,
    FAMILY,
    GREETINGS,
    KIN,
    LABELS,
    ROLES,
    SIGN_OFFS,
)

_KIN = "|".join(sorted(KIN, key=len, reverse=True))
_AGE = r"\d{1,2}(?:[ ]?(?:years?|yrs?|months?|mths?|weeks?|wks?|y/?o|m|f|y)\b)?"
_SAID_AFTER = re.compile(
    rf"[’'‘]?s?[ ]?(?:\((?:aged?[ ])?{_AGE}[^)\d\n]{{0,20}}\)|,?[ ]aged?[ ]\d|,[ ]{_AGE}(?:[,.;)]|[ ]and\b|[ ]years|$)"
    rf"|[ ]?\((?:the[ ]|her[ ]|his[ ]|their[ ]|my[ ])?(?:\w{{1,12}}[ ])?(?:{_KIN}|client|yp)\b"
    rf"|,[ ](?:the|her|his|their|my|a|our)[ ](?:\w{{1,12}}[ ]){{0,2}}(?:{_KIN}|client|young[ ]person|neighbour|"
    rf"friend)\b"
    rf"|,[ ](?:{_KIN})[ ](?:of|to)\b|,[ ]who[ ](?:is|was|has|had)[ ](?:\d|the[ ](?:{_KIN})))",
    re.I,
)
_JOINS = frozenset(
    (" ", ", ", ": ", " (", " - ", " – ", " — ", ",", ":", " : ", "\u00a0", ":  ", "/", " “", ' "', " ‘", " '")
)
_LINKS = frozenset("is was are as be and being him her them".split())
_HOUSE_WORDS = frozenset("mum mummy mam dad daddy nan nana nanna gran auntie aunty aunt uncle grandad grandma".split())


def why_name(words: str, run: Run) -> str:
    """The first sign that this is a name, in plain words; "" where there is none."""
    return next((why for sign, why in _SIGNS if sign(words, run)), "")


def _is_surname_first(run: Run) -> bool:
    """“Smith, J.” in a list."""
    after = run.next()
    return run.last.is_surname and not run.last.is_no_name and after is not None and after.initial and after.gap == ", "


def _is_pair(run: Run) -> bool:
    """Two words or more, of which one is known: “Jane Xyz”, “J Smith”, “Xyz Smith”."""
    if len(run.tokens) < 2:
        return False
    first, second = run.head, run.tokens[1]
    if first.is_given or (first.is_ordinary and not first.begins):
        return True
    if first.is_ordinary:
        return second.is_surname or second.is_given
    if first.initial:
        last = run.last
        return not last.initial and (last.is_surname or (first.folded not in "ai" and len(last.folded) > 3))
    return run.last.is_surname and not (first.begins and first.is_like_verb)


def _is_after_who(run: Run) -> bool:
    before, earlier = run.before(), run.before(2)
    if before is None or run.head.gap not in _JOINS or run.head.initial:
        return False
    if earlier is not None and run.head.gap == " " and before.folded in _LINKS:
        return _is_linked(run, before, earlier)
    if before.folded in CALLED:
        return _is_called(before, earlier)
    return (before.folded in KIN or before.folded in ROLES) and _is_named_so(run, before)


def _is_linked(run: Run, before: Token, earlier: Token) -> bool:
    """“Mum is Xyz”, “her name was Xyz”, “known as Xyz”, “they call him Xyz”."""
    if before.folded == "as":
        return earlier.folded in ("known", "knows", "named")
    if before.folded in ("him", "her", "them"):
        return earlier.folded in ("call", "calls", "called", "named", "calling")
    leads = earlier.folded in KIN or earlier.folded in ("name", "names", "called")
    return leads and before.gap == " " and not run.head.begins


def _is_called(before: Token, earlier: Token | None) -> bool:
    if before.folded != "called":
        return True
    return earlier is not None and (
        earlier.folded in KIN
        or earlier.folded in ROLES
        or earlier.folded in ("is", "was", "man", "woman", "dog", "be", "gentleman")
    )


def _is_named_so(run: Run, before: Token) -> bool:
    """“Mum Xyz” and “my client Xyz”; in a heading (“Child Xyz”) and after a comma only with more to say for it."""
    known = run.head.is_ordinary or run.head.is_surname or run.last.is_surname
    if before.own:
        return False
    if run.head.gap in (" ", "\u00a0"):
        return known or not before.capital or before.folded in _HOUSE_WORDS
    if run.head.gap == ", ":
        after = run.next()
        closed = after is None or after.gap.startswith((",", ")", ".", ";", " (", " –", " -"))
        return (known and not run.head.begins) or (closed and before.folded not in _HOUSE_WORDS)
    return known or before.folded in KIN or before.folded == "client"


def _is_labelled(run: Run) -> bool:
    before = run.before()
    if before is None or run.head.initial:
        return False
    gap = run.head.gap
    if before.folded in GREETINGS and gap in (" ", ", ") and before.begins and before.capital:
        return not run.head.is_no_name
    if "\n" in gap and gap.lstrip(" ").startswith((",", "\n", ".")) and before.folded in SIGN_OFFS:
        return True
    if before.folded in SIGN_OFFS and gap in (", ", " ") and before.folded in ("regards", "love"):
        return run.head.is_ordinary or before.folded == "regards"
    if before.folded == "from" and gap == " " and (earlier := run.before(2)) is not None:
        return earlier.folded in ("love", "thanks", "text", "voicemail", "message", "call", "email", "letter")
    labelled = before.folded in LABELS and gap.strip() in (":", "-", "–") and len(gap) <= 4
    return labelled and (
        before.folded not in ("to", "from", "cc", "present", "subject", "worker", "re") or run.last.is_surname
    )


def _is_of_family(run: Run) -> bool:
    after = run.next()
    before = run.before()
    if before is not None and before.folded == "the" and run.head.folded.endswith("s"):
        one = run.head.folded[:-1]
        if one in SURNAMES and one not in ALSO_WORDS and len(run.tokens) == 1:
            return True
    if after is None or after.gap != " " or after.folded not in FAMILY or after.capital:
        return False
    return not run.head.begins or run.head.is_surname


_SIGNS: tuple[tuple[Callable[[str, Run], bool], str], ...] = (
    (lambda _, run: _is_pair(run), "a first name and a surname"),
    (lambda _, run: run.head.is_given, "a given name"),
    (lambda _, run: is_flower(run), "a given name"),
    (lambda _, run: _is_surname_first(run), "a surname and an initial"),
    (lambda _, run: _is_after_who(run), "a name after a word for family or role"),
    (lambda _, run: _is_labelled(run), "a name after its label, greeting or closing"),
    (
        lambda words, run: bool(_SAID_AFTER.match(words, run.last.end, run.last.end + 60)),
        "a name with an age or a relation",
    ),
    (lambda _, run: _is_of_family(run), "a family’s name"),
    (lambda _, run: does_or_owns(run), "a name, from what stands around it"),
)
