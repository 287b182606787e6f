"""What the record says happened since the last review, with where each of it is to be seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.domain.apprenticeships import Apprenticeship
from app.domain.programmes import Programme
from app.domain.reviews import FactsSince
from app.domain.standards import Standard
from app.rendering.states import CHECK_STATES
from app.rendering.words import date_short, date_words, hours, hours_short
from app.web.record import PieceLink, piece_link, record_address

KIND_WORDS = {"knowledge": "knowledge", "skill": "skills", "behaviour": "behaviours"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what it counts, how much, words under it, and the pieces that it is made of."""

    what: str
    figure: str
    under: str
    pieces: tuple[PieceLink, ...] = ()


@dataclass(frozen=True, slots=True)
class FactsView:
    """The facts of a review. `heading` says since when; `frozen` that they stand as they were when it was held."""

    heading: str
    until: str
    frozen: bool
    figures: tuple[Figure, ...]
    moved: tuple[tuple[str, str], ...]
    kinds: str
    sessions: tuple[tuple[str, str, str], ...]
    checks: tuple[tuple[str, str, str], ...]
    plan: tuple[str, ...]
    coverage_address: str
    hours_address: str


def facts_view(
    facts: FactsSince,
    number: int,
    one: Apprenticeship,
    standard: Standard,
    programme: Programme,
    *,
    frozen: bool,
    links: bool = True,
) -> FactsView:
    """The facts of review `number`. `links` is whether the person may follow them to the record."""
    before = "the start" if number == 1 else f"review {number - 1}"
    return FactsView(
        heading=f"Since {before}, {date_words(facts.since)}",
        until=date_words(facts.until),
        frozen=frozen,
        figures=_figures(facts, one.id if links else None),
        moved=tuple((code, standard.ksb_by_code[code].short) for code in facts.ksbs_moved),
        kinds="; ".join(
            f"{KIND_WORDS.get(k.kind, k.kind)} {k.then} then, {k.now} now of {k.total}" for k in facts.kinds
        ),
        sessions=tuple(
            (date_short(s.on), _activity(programme, s.activity), hours_short(s.minutes)) for s in facts.sessions
        ),
        checks=tuple((c.title, _state(c.then), _state(c.now)) for c in facts.checks_moved),
        plan=_plan(facts) if frozen else (),
        coverage_address=record_address(one.id, "coverage") if links else "",
        hours_address=record_address(one.id, "off-the-job") if links else "",
    )


def _plan(facts: FactsSince) -> tuple[str, ...]:
    """How the training plan stood when the review was held, a sentence for each thing."""
    if facts.plan_behind is None or facts.plan_stale is None:
        return ()
    behind = [f"Behind: {one.name}, planned for {date_words(one.planned_on)}." for one in facts.plan_behind]
    return (*behind, *(f"To be signed again. {words}" for words in facts.plan_stale))


def _figures(facts: FactsSince, record: UUID | None) -> tuple[Figure, ...]:
    waits = facts.waiting_minutes + facts.queried_minutes
    return (
        Figure("Off-the-job confirmed", hours_short(facts.confirmed_minutes), _hours_under(facts)),
        Figure("Hours waiting", hours_short(waits), "waiting or queried, of these weeks" if waits else ""),
        _pieces("Evidence added", facts.evidence_added, record),
        _pieces("Evidence accepted", facts.evidence_accepted, record),
        _pieces("Needs more", facts.evidence_returned, record),
        Figure(
            "KSBs accepted", str(facts.ksbs_accepted_now or 0), f"{facts.ksbs_accepted_then or 0} at the last review"
        ),
        Figure("Sessions attended", str(len(facts.sessions)), hours(sum(s.minutes for s in facts.sessions))),
        Figure("Gateway checks changed", str(len(facts.checks_moved)), ""),
    )


def _hours_under(facts: FactsSince) -> str:
    now = facts.hours_now
    if now is None:
        return ""
    planned = f" of {hours_short(now.planned)}" if now.planned is not None else ""
    expected = f". Expected {hours_short(now.expected)}" if now.expected is not None else ""
    return f"{hours_short(now.confirmed)}{planned} in all{expected}"


def _pieces(what: str, numbers: Iterable[int], record: UUID | None) -> Figure:
    found = tuple(numbers)
    if record is None:
        return Figure(what, str(len(found)), ", ".join(f"E{number}" for number in found))
    return Figure(what, str(len(found)), "", tuple(piece_link(record, number) for number in found))


def _activity(programme: Programme, code: str) -> str:
    found = programme.activity_by_code.get(code)
    return found.name if found else code


def _state(code: str) -> str:
    return CHECK_STATES[code].word.lower()
