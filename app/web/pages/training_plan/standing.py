"""Where the versions of a plan stand, in sentences."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from app.answers.training_plan import TrainingPlan
from app.db.training_plan import PlanVersion
from app.domain.london import london_date
from app.domain.people import Role
from app.domain.signatures import Answer
from app.domain.training_plan.content import LABELS, stated
from app.rendering.frame import Link
from app.rendering.words import date_words, in_words
from app.web.plan_words import plan_address
from app.web.record import record_address

_PARTY = {
    Role.APPRENTICE: "the apprentice",
    Role.TUTOR: "the tutor",
    Role.EMPLOYER: "the employer",
    Role.ASSESSOR: "the assessor",
}
_SHOWN = ("planned_minutes", "organisation", "contact", "induction_shape", "arrangements", "subcontractor", "price")
"""What the plan states beside the terms, which stand on the overview."""


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the list: its name, its page, when and by whom it was put, and where it stands."""

    name: str
    address: str
    put: str
    words: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the plan stands. `stale` are (what the rules call it, what changed) pairs; `since` other changes."""

    words: str
    late: str
    stale: tuple[tuple[str, str], ...]
    since: tuple[str, ...]
    organisation: str
    newest: Link | None
    put: Link | None
    details: tuple[tuple[str, str], ...]
    details_address: str
    versions: tuple[VersionLine, ...]


def standing(plan: TrainingPlan, *, may_change: bool, signs: Collection[Role] = ()) -> Standing:
    """Where it stands today. `signs` are the reader’s own parts: whoever is waited for goes straight to signing it."""
    found, id_ = plan.standing, plan.parts.apprenticeship.id
    newest = found.newest
    said = stated(plan.parts)
    return Standing(
        words=version_words(newest) if newest else "No version of this plan has been put before its signers yet.",
        late=found.late,
        stale=tuple((rule, change.words) for rule, change in found.stale),
        since=tuple(change.words for change in found.since),
        organisation=found.organisation,
        newest=_newest(plan, signs),
        put=_put(plan) if may_change else None,
        details=tuple((LABELS[code], said[code]) for code in _SHOWN),
        details_address=plan_address(id_, "details") if may_change else "",
        versions=tuple(_line(plan, one) for one in plan.versions),
    )


def _put(plan: TrainingPlan) -> Link:
    address = plan_address(plan.parts.apprenticeship.id, "versions/new")
    newest = plan.standing.newest
    return Link(f"Put version {newest.number + 1 if newest else 1} before its signers", address)


def _line(plan: TrainingPlan, one: PlanVersion) -> VersionLine:
    address = plan_address(plan.parts.apprenticeship.id, f"versions/{one.number}")
    put = f"{date_words(london_date(one.standing.put_at))}, {one.put_by}"
    return VersionLine(f"Version {one.number}", address, put, version_words(one))


def version_words(one: PlanVersion) -> str:
    """Where a version stands: who signed, who has still to, and whether it was superseded."""
    held = one.standing
    if held.erased_at is not None:
        on = date_words(london_date(held.erased_at))
        again = "" if held.newest > one.number else " Put a new version before its signers."
        return f"What version {one.number} said was erased for good on {on}.{again}"
    answered = [(role, given) for role in held.asked if (given := held.answer_of(role)) is not None]
    signed = [_PARTY[role] for role, given in answered if given.answer is Answer.SIGNED]
    outdated = f"Version {held.newest} has taken its place. " if held.is_outdated else ""
    which = f"{outdated}Version {one.number}"
    if held.is_signed_by_all and held.completed_at:
        return f"{which} is signed by all {len(held.asked)}, the last on {_day(held.completed_at)}."
    said = f"{which} is signed by {in_words(signed)}." if signed else f"{which} is not signed by anybody yet."
    for role, given in answered:
        if given.answer is Answer.REFUSED:
            said += f" Refused by {_PARTY[role]} on {_day(given.at)}."
        elif given.answer is Answer.UNOBTAINABLE:
            said += f" The signature of {_PARTY[role]} could not be had."
    if held.waiting_for:
        said += f" It waits for {in_words(_PARTY[role] for role in held.waiting_for)}."
    return said


def _newest(plan: TrainingPlan, signs: Collection[Role]) -> Link | None:
    one, id_ = plan.standing.newest, plan.parts.apprenticeship.id
    if one is None:
        return None
    if set(one.standing.waiting_for) & set(signs):
        address = record_address(id_, f"signing/training_plan/{one.standing.key.number}/{one.number}")
        return Link(f"Read and sign version {one.number}", address)
    return Link(f"Read version {one.number}", plan_address(id_, f"versions/{one.number}"))


def _day(at: datetime) -> str:
    return date_words(london_date(at))
