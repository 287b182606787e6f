"""What the record says happened between two reviews, as it is frozen into the later one when that is held."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, NamedTuple


class KindThenNow(NamedTuple):
    """How many KSBs of one kind were accepted at the last review, and now, of how many."""

    kind: str
    total: int
    then: int
    now: int


class HoursAt(NamedTuple):
    """Off-the-job minutes as they stood at one moment; planned and expected are None where no hours are planned."""

    confirmed: int
    waiting: int
    queried: int
    planned: int | None
    expected: int | None


class SessionAttended(NamedTuple):
    """One session that the apprentice was at, by its register."""

    on: date
    minutes: int
    activity: str


class CheckMoved(NamedTuple):
    """One gateway check whose state is another than it was at the last review."""

    id: str
    title: str
    then: str
    now: str


class TargetFact(NamedTuple):
    """One target that was open at the last review or since: what it asks, and its state then (None before) and now."""

    number: int
    what: str
    who: str
    due_on: date
    ksbs: tuple[str, ...]
    then: str | None
    now: str


class PlanLate(NamedTuple):
    """One activity of the training plan whose day had passed and that was neither held nor missed."""

    number: int
    name: str
    planned_on: date


@dataclass(frozen=True, slots=True)
class FactsSince:
    """What the record says happened from the day after `since` up to `until`; whoever reads the record fills it in.

    `since_at` and `until_at` are the moments up to which the record of those days was looked at, None where nobody
    says: a review held on Monday may be written down on Tuesday. `ksbs_moved` are the codes of KSBs whose state is
    another than it was at `since`; the other lists are numbers of pieces of evidence. `confirmed_minutes` and its like
    are those that count of the days between; `hours_then` and `hours_now` are all of them from the start. `checks` are
    the states of all gateway checks at `until`. `plan_behind` and `plan_stale` are how the training plan stood when the
    review was held: what was behind, and the changes for which it had to be signed again; None in reviews that were
    held before they were kept.
    """

    since: date
    until: date
    since_at: datetime | None = None
    until_at: datetime | None = None
    evidence_added: tuple[int, ...] = ()
    evidence_accepted: tuple[int, ...] = ()
    evidence_returned: tuple[int, ...] = ()
    ksbs_moved: tuple[str, ...] = ()
    ksbs_accepted_then: int | None = None
    ksbs_accepted_now: int | None = None
    kinds: tuple[KindThenNow, ...] = ()
    confirmed_minutes: int = 0
    waiting_minutes: int = 0
    queried_minutes: int = 0
    hours_then: HoursAt | None = None
    hours_now: HoursAt | None = None
    sessions: tuple[SessionAttended, ...] = ()
    targets: tuple[TargetFact, ...] = ()
    checks_moved: tuple[CheckMoved, ...] = ()
    checks: Mapping[str, str] | None = None
    plan_behind: tuple[PlanLate, ...] | None = None
    plan_stale: tuple[str, ...] | None = None


def facts_to_json(facts: FactsSince) -> dict[str, Any]:
    """The same as plain values: dates and moments in ISO form, named tuples as mappings."""
    said: dict[str, Any] = {}
    for name, value in asdict(facts).items():
        said[name] = _plain(value)
    return said


def facts_from_json(said: Mapping[str, Any]) -> FactsSince:
    """Facts as they were frozen. What was not yet frozen in older reviews is absent."""
    read: dict[str, Any] = dict(said)
    for name in ("since", "until"):
        read[name] = date.fromisoformat(said[name])
    for name in ("since_at", "until_at"):
        read[name] = datetime.fromisoformat(said[name]) if said.get(name) else None
    for name in ("evidence_added", "evidence_accepted", "evidence_returned", "ksbs_moved"):
        read[name] = tuple(said.get(name, ()))
    for name in ("hours_then", "hours_now"):
        read[name] = HoursAt(**said[name]) if said.get(name) else None
    read["kinds"] = tuple(KindThenNow(**one) for one in said.get("kinds", ()))
    read["checks_moved"] = tuple(CheckMoved(**one) for one in said.get("checks_moved", ()))
    read["sessions"] = tuple(
        SessionAttended(date.fromisoformat(one["on"]), one["minutes"], one["activity"])
        for one in said.get("sessions", ())
    )
    read["targets"] = tuple(
        TargetFact(**one | {"due_on": date.fromisoformat(one["due_on"]), "ksbs": tuple(one["ksbs"])})
        for one in said.get("targets", ())
    )
    if (behind := said.get("plan_behind")) is not None:
        read["plan_behind"] = tuple(
            PlanLate(one["number"], one["name"], date.fromisoformat(one["planned_on"])) for one in behind
        )
    if (stale := said.get("plan_stale")) is not None:
        read["plan_stale"] = tuple(stale)
    return FactsSince(**read)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(inside) for name, inside in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _plain(inside) for name, inside in value.items()}
    return value.isoformat() if isinstance(value, date) else value
