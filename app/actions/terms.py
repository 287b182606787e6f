"""Changing what was agreed from a day on: hours, days, weeks, the planned end, planned hours, prior learning."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from app.actions.acting import Acting
from app.db import apprenticeships
from app.domain.agreed import changed_fields, holding_on, over_time, revise, revision_faults
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault

NOTHING_NEW = "Nothing of what was agreed would change. Enter what is different from that day on."


def change_terms(acting: Acting, apprenticeship: UUID, since: date, changes: Mapping[str, Any], reason: str) -> None:
    """Lay a revision over what was agreed; what was agreed before stays as it was.

    `changes` holds new values by the names of the fields of `Terms`, in minutes; the employer is changed elsewhere.
    The funding rule is that of the start and is never chosen again. Raises BadInput, by those names, `effective_on`
    and `reason`.
    """
    acting.insist(Permission.CHANGE_TERMS, apprenticeship)
    acting.lock(apprenticeship)
    start = apprenticeships.load(acting.session, apprenticeship, acting.today).start
    if faults := revision_faults(start, since, acting.today, changes, reason):
        raise BadInput(faults)
    changed = lay(acting, apprenticeship, since, changes, reason)
    if not changed:
        raise BadInput([Fault("", NOTHING_NEW)])
    acting.record(
        apprenticeship,
        "terms_changed",
        str(apprenticeship),
        since=since.isoformat(),
        changed=" ".join(changed),
        **{name: _said(changes[name]) for name in changed},
    )


def lay(acting: Acting, apprenticeship: UUID, since: date, changes: Mapping[str, Any], reason: str) -> tuple[str, ...]:
    """Keep these changes, carried through what was recorded for later days; the names of the fields that changed.

    The caller holds the lock and records it in the history.
    """
    recorded = [one.terms for one in apprenticeships.revisions(acting.session, apprenticeship)]
    before, laid = holding_on(over_time(recorded), since), revise(recorded, since, changes)
    for terms in laid:
        apprenticeships.add_terms(
            acting.session, apprenticeship, terms, by=acting.person.id, at=acting.now, reason=reason
        )
    return changed_fields(before, laid[0]) if laid else ()


def _said(value: Any) -> int | str | None:
    """A value of terms as the history keeps it."""
    if value is None or isinstance(value, int):
        return value
    return value.isoformat() if isinstance(value, date) else f"{value:g}"
