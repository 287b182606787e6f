"""What speaks for a name: who stands before it, what comes after it, what it does and owns."""

import re
from collections.abc import Callable

from app.domain.confidentiality.names.runs import Run
from app.domain.confidentiality.names.tokens import Token
from app.domain.confidentiality.names.words import (
    BEING,
    CALLED,
    FAMILY,
    GREETINGS,
    KIN,
    LABELS,
    PERSONS_OWN,
    PERSONS_VERBS,
    ROLES,
    SIGN_OFFS,
    SPOKEN,
    TOWARDS,
    WITH,
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
_MADE_UP = re.compile(
    r"[“\"'‘]?([A-Z][\w’'-]{1,30}(?:[ ][A-Z][\w’'-]{1,30})?)[”\"'’]?(?:[ ]here)?,?[ ]\(?(?:which[ ]is[ ])?"
    r"(?:(?:this[ ]is[ ])?not[ ](?:his|her|their|the)[ ](?:child[’']s[ ])?(?:real|actual|true)[ ]name|"
    r"a[ ]pseudonym|pseudonym|"
    r"name[ ](?:has[ ]been[ ])?changed|not[ ]real[ ]name)"
)
_I_CALL = re.compile(
    r"\b(?:pseudonym(?:s)?(?:[ ]of)?|whom?[ ]I[ ](?:shall|will|[’']ll)[ ]call|I[ ](?:shall|will|have|"
    r"am[ ]going[ ]to)[ ](?:call(?:ed)?|refer[ ]to)[ ]"
    r"(?:her|him|them|the[ ]\w{1,15})(?:[ ]as)?|(?:will|shall)[ ]be[ ](?:called|referred[ ]to[ ]as|known[ ]as)|"
    r"changed[ ](?:her|his|their)[ ]name[ ]to)"
    r"[ ][“\"'‘]?([A-Z][\w’'-]{1,30})"
)
_STRONG_SPEECH = frozenset(
    """said says told asked cried disclosed explained admitted denied replied nodded shrugged texted phoned rang shouted
    screamed laughed smiled whispered insisted apologised confided lives lived attends loves hates""".split()
)
_JOINS = frozenset(
    (" ", ", ", ": ", " (", " - ", " – ", " — ", ",", ":", " : ", "\u00a0", ":  ", "/", " “", ' "', " ‘", " '")
)
_HOUSE_WORDS = frozenset("mum mummy mam dad daddy nan nana nanna gran auntie aunty aunt uncle grandad grandma".split())
_PLACE_BEFORE = frozenset("in at near around into outside across".split())
_MONTHS = frozenset("april may june august summer autumn winter".split())


def why_name(words: str, run: Run) -> str:
    """The first sign that this is a name, in plain words; "" where there is none."""
    return next((why for sign, why in _SIGNS if sign(words, run)), "")


def made_up(words: str) -> frozenset[str]:
    """Names that the writer says are not the real ones, in small letters."""
    found = [*_MADE_UP.finditer(words), *_I_CALL.finditer(words)]
    return frozenset(match[1].removesuffix("’s").removesuffix("'s").casefold() for match in found)


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
    return run.last.is_surname and not (first.begins and _is_verb(first))


def _is_verb(token: Token) -> bool:
    return token.folded.endswith(("ed", "ing", "ly", "tion", "ment"))


def _is_after_who(run: Run) -> bool:
    before, earlier = run.before(), run.before(2)
    if before is None or run.head.gap not in _JOINS or run.head.initial:
        return False
    if before.folded in ("is", "was", "are", "as", "be", "and", "&", "being") and earlier is not None:
        if before.folded == "as":
            return earlier.folded in ("known", "knows", "named")
        leads = earlier.folded in KIN or earlier.folded in ("name", "names", "called")
        return leads and before.gap == " " and run.head.gap == " " and not run.head.begins
    if before.folded in CALLED:
        return _is_called(before, earlier)
    if before.folded not in KIN and before.folded not in ROLES:
        return False
    return _is_named_so(run, before)


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
    if after is None or after.gap != " " or after.folded not in FAMILY or after.capital:
        return False
    return not run.head.begins or run.head.is_surname


def _does_or_owns(run: Run) -> bool:
    after, before, head = run.next(), run.before(), run.head
    if before is not None and before.folded in _PLACE_BEFORE and head.gap == " ":
        return False
    if before is not None and before.folded in ("the", "a", "an", "this", "our") and head.gap == " ":
        return False
    if after is not None and run.last.own and after.gap == " ":
        return after.folded in PERSONS_OWN and not after.capital and (head.folded not in _MONTHS)
    if after is not None and after.gap == " " and _acts(run, after):
        return True
    return not head.begins and before is not None and head.gap == " " and _is_met(run, before)


def _acts(run: Run, after: Token) -> bool:
    """What it does: only people say and cry; at the beginning of a sentence a capital counts for nothing."""
    head = run.head
    if after.capital:
        return False
    if head.begins and not (head.is_ordinary or head.is_surname):
        return after.folded in _STRONG_SPEECH and not head.folded.endswith("s") and not _is_verb(head)
    if after.folded in PERSONS_VERBS:
        return True
    return head.is_ordinary and not head.begins and head.folded not in _MONTHS and after.folded in BEING


def _is_met(run: Run, before: Token) -> bool:
    """“told Xyz”, “spoke to Xyz”, “a visit with Xyz”."""
    if run.head.folded in _MONTHS and before.folded not in TOWARDS:
        return False
    if before.folded in TOWARDS:
        return True
    earlier = run.before(2)
    return before.folded in WITH and earlier is not None and earlier.folded in SPOKEN


_SIGNS: tuple[tuple[Callable[[str, Run], bool], str], ...] = (
    (lambda _, run: _is_pair(run), "a first name and a surname"),
    (lambda _, run: run.head.is_given, "a given name"),
    (lambda _, run: _is_after_who(run), "a name after a word for family or role"),
    (lambda _, run: _is_labelled(run), "a name after its label, greeting or closing"),
    (
        lambda words, run: bool(_SAID_AFTER.match(words, run.last.end, run.last.end + 60)),
        "a name with an age or a relation",
    ),
    (lambda _, run: _is_of_family(run), "a family’s name"),
    (lambda _, run: _does_or_owns(run), "a name, from what stands around it"),
)
