"""How much waits on whom and how long, in a sentence: for a caseload, the provider’s list and an apprentice’s home."""

from collections.abc import Sequence
from datetime import date

from app.domain.chasing import Wait, WaitKind
from app.domain.people import Role
from app.rendering.words import in_words, plural

_PARTIES = {Role.TUTOR: "tutors", Role.EMPLOYER: "employers", Role.APPRENTICE: "apprentices"}


def waits_words(waits: Sequence[Wait], today: date) -> str:
    """What waits on each party, with the longest wait of each."""
    said = [_on(f"on {name}", [one for one in waits if one.role is role], today) for role, name in _PARTIES.items()]
    found = [words for words in said if words]
    if not found:
        return "Nothing waits on anybody."
    waits_ = "thing waits" if len(waits) == 1 else "things wait"
    return f"{len(waits)} {waits_}: {in_words(found)}."


def own_wait_link(wait: Wait) -> tuple[str, str]:
    """What waits on an apprentice in words to herself, and the page of the record where it is done."""
    if wait.kind is WaitKind.SIGNATURE:
        return wait.words(), f"signing/{wait.which.replace('-', '/')}"
    return {
        WaitKind.REVIEW: (f"Your part of review {wait.which} to write", f"reviews/{wait.which}"),
        WaitKind.SCAN: (f"Your ratings to give in skills scan {wait.which}", f"skills-scan/{wait.which}/ratings"),
        WaitKind.PROPOSED_KSBS: (wait.words(), f"evidence/E{wait.which}"),
    }[wait.kind]


def own_waits_words(waits: Sequence[Wait], today: date) -> str:
    """What waits on oneself; "" for nothing."""
    if not waits:
        return ""
    waited = _since(min(one.since for one in waits), today)
    longest = waited if len(waits) == 1 else f"the longest {waited}"
    return f"Others wait for {plural(len(waits), 'thing')} from you, {longest}."


def _on(whom: str, waits: Sequence[Wait], today: date) -> str:
    if not waits:
        return ""
    longest = min(one.since for one in waits)
    return f"{len(waits)} {whom} ({'' if len(waits) == 1 else 'the longest '}{_since(longest, today)})"


def _since(day: date, today: date) -> str:
    days = (today - day).days
    return f"for {plural(days, 'day')}" if days > 0 else "since today"
