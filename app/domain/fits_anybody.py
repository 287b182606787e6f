"""Whether a comment would fit any apprentice: it names no KSB, piece, date, duty, session, target, figure or act.

A net under the person who writes, never a gate: what it says is a hint. It goes by the words alone, so the same words
give the same hint, and it takes time in proportion to them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.standards import Standard
from app.domain.wording import MONTHS, in_words

FEWEST_WORDS = 4
"""Shorter answers are looked through no further: “No change.”"""
MOST_EXAMPLES = 4
SHORTEST_TITLE = 6
"""A shorter title of a session is found by chance."""

_WORD = re.compile(r"[\w’'-]+")
_PIECE = re.compile(r"\bE\d{1,4}\b|\b(?:evidence|piece)\s+(?:number\s+|no\.?\s+)?\d", re.IGNORECASE)
_CODE = re.compile(r"\b[A-Z]{1,2}\d{1,3}\b")
_DUTY = re.compile(r"\bduty\s+\d|\bduties\s+\d", re.IGNORECASE)
_TARGET = re.compile(r"\btargets?\s+(?:number\s+)?\d", re.IGNORECASE)
_MONTH = "|".join(MONTHS)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\b|\b(?:{_MONTH})\s+\d{{1,4}}\b|\b\d{{4}}-\d\d-\d\d\b"
    rf"|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b|\b(?:in|from|since|by|until|during|early|late|mid)\s+(?:{_MONTH})\b"
    r"|\b(?:on|last|next)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_FIGURE = re.compile(
    rf"\b(?:\d+(?:\.\d+)?|{_NUMBERS})\s+(?:more\s+|of\s+the\s+)?"
    r"(?:hours?|minutes?|KSBs?|pieces?|claims?|sessions?|workshops?|visits?|cases?|families|parents|appointments|"
    r"referrals?|assessments?|weeks?\s+late|times)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?;\n]+")

_ACTS = frozenset(
    """
    asked assessed booked brought calmed called carried chaired challenged checked chose closed coached co-wrote
    completed created debriefed de-escalated delivered designed drafted escalated explained facilitated handed
    helped identified interviewed introduced invited led listened made mapped mediated met moved negotiated noticed
    observed organised phoned planned prepared presented prevented put ran rang recorded referred reported reviewed
    rewrote said screened sent set shadowed shared signposted spoke spotted stopped supported talked taken took told
    used visited weighed went wrote written
    """.split()
)
"""What somebody did, in the past: “supports families” is said of everybody, “supported a mother” of one day."""

_THINGS = frozenset(
    """
    account agreement appointment assessment aunt baby boy brother call carer case caseload centre chair child
    chronology clinic conference consent conversation corner council court daughter diary discussion doctor family
    father form foster gate genogram girl grandmother grandfather group head home hospital housing interview letter
    mediation meeting mother mum dad nursery officer panel parent partner plan police presentation referral report
    reviewer risk safety school session shelter sister social solicitor son step-down story strategy supervision
    teacher teenager threshold timetable toddler tool visit visitor warden worker workshop year-old
    """.split()
)
"""What such work is about, in the singular: one of something, not families and policies at large."""

_ONE = frozenset(
    """
    a an the this that her his their my our your first second third one another same
    """.split()
)
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What a comment on one apprentice could name: codes of the standard, titles of sessions; `examples` are things of
    this review to suggest, as people say them: “E12”, “K3”. Short names of duties are everybody’s words."""

    codes: frozenset[str]
    sessions: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hint:
    """That a comment would fit anybody: why, and what would make it this apprentice’s own."""

    reason: str
    add: str


def known(standard: Standard, sessions: Iterable[str] = (), examples: Iterable[str] = ()) -> Known:
    """What can be named of an apprentice on a standard."""
    codes = {ksb.code for ksb in standard.ksbs} | {duty.code for duty in standard.duties}
    titles = tuple(title.casefold() for title in sessions if len(title) >= SHORTEST_TITLE)
    return Known(frozenset(codes), titles, tuple(examples)[:MOST_EXAMPLES])


def hint_of(words: str, about: Known) -> Hint | None:
    """The hint that a comment gives rise to; None where it names something, and for an answer of a word or three."""
    if len(_WORD.findall(words)) < FEWEST_WORDS or _names_something(words, about) or _tells_an_act(words):
        return None
    reason = "This would fit any apprentice: it names no KSB, piece of evidence, date, duty, session, target or act."
    such = f", such as {in_words(about.examples, 'or')}" if about.examples else ""
    return Hint(reason, f"Say what it was about{such}, or one thing that was done and when.")


def _names_something(words: str, about: Known) -> bool:
    if any(code in about.codes for code in _CODE.findall(words)):
        return True
    if any(pattern.search(words) for pattern in (_PIECE, _DUTY, _TARGET, _DATE, _FIGURE)):
        return True
    folded = " ".join(words.casefold().split())
    return any(title in folded for title in about.sessions)


def _tells_an_act(words: str) -> bool:
    """Whether some sentence has a thing done in the past, and one thing that it was done to or with."""
    return any(_act_and_thing(_WORD.findall(sentence)) for sentence in _SENTENCE.split(words.casefold()))


def _act_and_thing(words: list[str]) -> bool:
    if not any(word in _ACTS for word in words):
        return False
    return any(
        _base(word) in _THINGS and any(before in _ONE or before.isdigit() for before in words[max(0, at - _NEAR) : at])
        for at, word in enumerate(words)
    )


def _base(word: str) -> str:
    """A word without the ending of possession."""
    return re.sub(r"[’']s$", "", word)
