"""What is typed of a meeting before it is recorded: the day, who was there, the colour and the reason, as text."""

from collections.abc import Mapping
from dataclasses import replace

from app.domain.filled_in import FilledIn, Merged, put_together
from app.domain.refusals import BadInput, Fault

MEETING_FIELDS = ("held_on", "present", "rag", "rag_reason")
"""The fields of a meeting; `present` are roles with a space between."""
_MOST_WORDS = 4_000
_MOST = 60


def merge_meeting(there: FilledIn, base: Mapping[str, str], typed: Mapping[str, str]) -> Merged:
    """What is kept of a meeting that is typed in one window or in several, all its fields with the empty ones.

    `base` is what this window showed before anything was typed in it. Raises BadInput for what is too long.
    """
    faults = []
    for name in MEETING_FIELDS:
        most = _MOST_WORDS if name == "rag_reason" else _MOST
        if len(typed.get(name, "")) > most:
            faults.append(Fault(name, f"Use at most {most:,} characters."))
    if faults:
        raise BadInput(faults)
    known = {name: base.get(name, "") for name in MEETING_FIELDS}
    said = {name: typed.get(name, known[name]) for name in MEETING_FIELDS}
    before = there if there.fields else FilledIn(known)
    merged = put_together(before, known, said, lambda name: name == "rag_reason")
    whole = {name: merged.draft.fields.get(name, "") for name in MEETING_FIELDS}
    return replace(merged, draft=replace(merged.draft, fields=whole, saved_at=there.saved_at))
