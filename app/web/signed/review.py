"""A milestone review as it was signed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.documents.papers import Grid, Part, Said
from app.domain.signatures import ROLE_WORDS
from app.rendering.words import hours, hours_short, in_words, sentence_case, stamp_words
from app.web.signed.document import UNSAID, Content, Document, grid_of, label_of, spoken

_ROLES = {role.value: words for role, words in ROLE_WORDS.items()}
_COUNTED = (
    ("evidence_added", "Evidence added"),
    ("evidence_accepted", "Evidence accepted"),
    ("evidence_returned", "Evidence returned"),
)
_CHECKS = {
    "met": "Met",
    "partly": "Partly",
    "not_met": "Not yet",
    "waived": "Exception",
    "not_applicable": "Does not apply",
    "not_confirmed": "Not confirmed",
}


def review_document(text: str) -> Document:
    """A review's content, whole."""
    content = Content(text)
    content.take("kind")
    held = spoken(content.take("held_on")) or UNSAID
    present = in_words([_ROLES.get(one, one) for one in content.take("present", [])])
    of = spoken(content.take("apprentice")) or UNSAID
    parts = [_about(content, of, held, present), _rated(content)]
    facts = content.take("facts")
    parts += _facts(facts) if isinstance(facts, Mapping) else []
    parts.append(Part("What was written", said=tuple(_said(one) for one in content.take("sections", []))))
    hidden = content.take("not_shown_to_all", [])
    rest = content.rest()
    if hidden:
        rows = tuple((label_of(one["code"]), _ROLES.get(one["role"], one["role"]), one["sha256"]) for one in hidden)
        grid = Grid("Parts that not all three read, by their SHA-256", ("Part", "Written by", "SHA-256"), rows)
        rest = (*rest, Part("Not shown to all", grids=(grid,)))
    number = f"Held on {held}, with {present or 'nobody named'}."
    return Document(number, tuple(part for part in (*parts, *rest) if _holds(part)))


def _about(content: Content, of: str, held: str, present: str) -> Part:
    facts = [
        ("Apprentice", of),
        *content.fact("employer", "Employer"),
        *content.fact("standard", "Standard"),
        *content.fact("programme", "Programme"),
        *content.fact("number", "Review"),
        *content.fact("version", "Version"),
        *content.fact("revision_reason", "Why it was revised"),
        *content.fact("due_on", "Due by the programme"),
        *content.fact("moved_to", "Moved to"),
        *content.fact("moved_reason", "Why it was moved"),
        *content.fact("rule_deadline", "Due by the funding rule"),
        *content.fact("rule_reason", "How that is worked out"),
        ("Held on", held),
        ("Present", sentence_case(present) or UNSAID),
    ]
    return Part("The review", facts=tuple(facts))


def _rated(content: Content) -> Part:
    reasons = content.take("computed_reasons", [])
    given = sentence_case(spoken(content.take("rag")))
    worked_out = sentence_case(spoken(content.take("computed_rag")))
    facts = [("The tutor’s rating", given or UNSAID), *content.fact("rag_reason", "Why the tutor chose it")]
    facts.append(("Worked out from the record", worked_out or "No rating"))
    return Part("On course?", facts=tuple(facts), items=tuple(reasons))


def _facts(facts: Mapping[str, Any]) -> list[Part]:
    left = Content("{}")
    left.left = dict(facts)
    since, until = spoken(left.take("since")), spoken(left.take("until"))
    for name in ("since_at", "until_at"):
        left.take(name)
    told: list[tuple[str, str]] = []
    for name, label in _COUNTED:
        pieces = left.take(name, [])
        told.append((label, in_words([f"E{one}" for one in pieces]) if pieces else "None"))
    moved = left.take("ksbs_moved", [])
    told.append(("KSBs that moved", in_words(moved) if moved else "None"))
    then, now = left.take("ksbs_accepted_then"), left.take("ksbs_accepted_now")
    if now is not None:
        told.append(("KSBs accepted", f"{now}; {then} at the last review" if then is not None else str(now)))
    for name, label in (
        ("confirmed_minutes", "Hours confirmed"),
        ("waiting_minutes", "Hours waiting"),
        ("queried_minutes", "Hours queried"),
    ):
        told.append((label, hours(left.take(name, 0))))
    grids = _grids(left)
    checks = left.take("checks") or {}
    stood = tuple((label_of(name.replace("-", "_")), _check(state)) for name, state in checks.items())
    plan = _plan(left)
    heading = f"What the record says, from {since} to {until}" if since and until else "What the record says"
    return [
        Part(heading, facts=tuple(told), grids=tuple(grids)),
        Part("Gateway checks", facts=stood),
        plan,
        *left.rest(),
    ]


def _plan(left: Content) -> Part:
    """How the training plan stood; a part without anything where no review kept that yet, or nothing was behind."""
    behind, stale = left.take("plan_behind") or [], left.take("plan_stale") or []
    rows = tuple((str(one["name"]), spoken(one["planned_on"])) for one in behind)
    grids = (Grid("Behind", ("Activity", "Planned for"), rows),) if rows else ()
    return Part("The training plan", grids=grids, items=tuple(f"To be signed again. {words}" for words in stale))


def _grids(left: Content) -> list[Grid]:
    found = []
    if kinds := left.take("kinds", []):
        labels = {"kind": "Kind", "total": "In all", "then": "At the last review", "now": "Now"}
        found.append(grid_of("KSBs accepted, by kind", [_kind(one) for one in kinds], labels))
    standing = [
        (words, left.take(name)) for name, words in (("hours_then", "At the last review"), ("hours_now", "Now"))
    ]
    if rows := [(words, *_hours(one)) for words, one in standing if one]:
        head = ("Off-the-job hours", "Confirmed", "Waiting", "Queried", "Planned", "Expected")
        found.append(Grid("Off-the-job hours, from the start", head, tuple(rows)))
    if sessions := left.take("sessions", []):
        rows_of = [(spoken(one["on"]), one["activity"], hours_short(one["minutes"])) for one in sessions]
        found.append(Grid("Sessions attended", ("Day", "Activity", "Time"), tuple(rows_of)))
    if moved := left.take("checks_moved", []):
        changed = [(one["title"], _check(one["then"]), _check(one["now"])) for one in moved]
        found.append(Grid("Gateway checks that changed", ("Check", "At the last review", "Now"), tuple(changed)))
    if targets := left.take("targets", []):
        labels = {"number": "Target", "what": "What", "who": "Who", "due_on": "By", "ksbs": "KSBs"}
        targets = [{**one, "then": one.get("then") or "new since"} for one in targets]
        found.append(grid_of("Targets", targets, labels | {"then": "At the last review", "now": "Now"}))
    return found


def _kind(one: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**one, "kind": sentence_case(str(one.get("kind", "")))}


def _hours(one: Mapping[str, Any]) -> tuple[str, ...]:
    values = (one.get(name) for name in ("confirmed", "waiting", "queried", "planned", "expected"))
    return tuple("Not planned" if value is None else hours_short(value) for value in values)


def _check(state: str) -> str:
    return _CHECKS.get(state, state)


def _said(one: Mapping[str, Any]) -> Said:
    at = stamp_words(datetime.fromisoformat(one["at"])) if one.get("at") else ""
    who = f"{one.get('by', UNSAID)}, {_ROLES.get(one.get('role', ''), one.get('role', ''))}"
    return Said(one.get("title", UNSAID), f"{who}, {at}" if at else who, one.get("words", ""))


def _holds(part: Part) -> bool:
    return bool(part.facts or part.said or part.grids or part.items)
