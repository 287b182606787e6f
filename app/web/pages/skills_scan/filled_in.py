"""Taking what was filled in, the same on the record's own page and at the employer's place."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from app.actions import skills_scan as actions
from app.actions.acting import Acting
from app.answers.skills_scan import ScansSeen
from app.domain.filled_in import Merged
from app.domain.people import Role
from app.domain.skills_scan import CANNOT_SAY_VALUE, may_leave_open, points_in
from app.web.forms import Typed
from app.web.pages.skills_scan.rate_view import kept_words, standing_words
from app.web.skills_scans import rating_words

GIVE, KEEP, REST, SAME = "give", "keep", "rest", "same:"


@dataclass(frozen=True, slots=True)
class TypedView:
    """What was kept of the form as it is filled in. `elsewhere` and `clashed` tell what another window had."""

    standing: str
    kept: str
    elsewhere: tuple[str, ...]
    clashed: tuple[str, ...]


def keep(acting: Acting, apprenticeship: UUID, number: int, typed: Typed, seen: ScansSeen, role: Role) -> Merged:
    """Keep a form, with what its button adds to it: ratings of last time, or that one cannot say."""
    fields = dict(typed.fields)
    base = base_of(typed)
    merged = actions.keep_ratings(acting, apprenticeship, number, fields, base)
    added = _added(typed.get("decision"), merged.draft.fields, seen, role, number)
    if not added:
        return merged
    whole = {**merged.draft.fields, **added}
    return actions.keep_ratings(acting, apprenticeship, number, whole, merged.draft.fields)


def base_of(typed: Typed) -> dict[str, str]:
    """What the form's window last knew to be kept; nothing, where that cannot be read."""
    try:
        said = json.loads(typed.get("base") or "{}")
    except (ValueError, RecursionError):
        return {}
    return {name: value for name, value in said.items() if isinstance(value, str)} if isinstance(said, dict) else {}


def _added(decision: str, fields: Mapping[str, str], seen: ScansSeen, role: Role, number: int) -> Mapping[str, str]:
    """The answers that a button gives to KSBs without one."""
    unrated = [ksb for ksb in seen.standard.ksbs if not fields.get(f"rating.{ksb.code}")]
    if decision == REST and may_leave_open(role):
        return {f"rating.{ksb.code}": CANNOT_SAY_VALUE for ksb in unrated}
    if not decision.startswith(SAME):
        return {}
    last = seen.last_of(role, number)
    before = last[1].ratings if last else {}
    kind = decision.removeprefix(SAME)
    found = {ksb.code: before[ksb.code].points for ksb in unrated if ksb.kind == kind and ksb.code in before}
    return {
        f"rating.{code}": CANNOT_SAY_VALUE if points is None else str(points)
        for code, points in found.items()
        if points is not None or may_leave_open(role)
    }


def typed_view(merged: Merged, seen: ScansSeen) -> TypedView:
    """What was kept, in words."""
    return TypedView(
        standing_words(seen, merged.draft.fields),
        kept_words(merged.draft),
        _others(merged.elsewhere, seen),
        _others(merged.clashed, seen),
    )


def _others(fields: Mapping[str, str], seen: ScansSeen) -> tuple[str, ...]:
    return tuple(_said(name, value, seen) for name, value in fields.items())


def _said(name: str, value: str, seen: ScansSeen) -> str:
    """What another window says of one field: K3: 2, With help."""
    part, _, ksb = name.partition(".")
    if part != "rating":
        return f"{ksb}: “{value}”" if value else f"{ksb}: no note"
    if not value:
        return f"{ksb}: not rated"
    return f"{ksb}: {rating_words(points_in(value, seen.scale), seen.scale)}"
