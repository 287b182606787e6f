"""The check on confidentiality: nothing that goes to the assessor may identify a child, a family or a colleague."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.domain.evidence import for_assessment_by_default
from app.domain.gateway.check import Check, CheckState
from app.domain.gateway.facts import GatewayFacts, PieceStanding
from app.domain.portfolio import Manifest
from app.domain.programmes import EvidenceKindWords
from app.domain.standards import Standard
from app.domain.wording import plural


def chosen_for_assessor(
    pieces: Iterable[PieceStanding], kinds: Mapping[str, EvidenceKindWords], frozen: Manifest | None = None
) -> tuple[PieceStanding, ...]:
    """The pieces in the portfolio: those taken in, and of those that nobody spoke of the ones that go in by default.

    With them what the newest frozen portfolio holds, in the versions that it holds, since that is what is declared.
    """
    held = {(one.number, one.version) for one in frozen.pieces} if frozen else set()
    found = []
    for one in pieces:
        if one.counts and _goes_in(one, kinds):
            found.append(one)
        elif (one.number, one.version) in held:
            found.append(replace(one, only_frozen=True))
    return tuple(found)


def _goes_in(one: PieceStanding, kinds: Mapping[str, EvidenceKindWords]) -> bool:
    if one.said is not None:
        return one.said
    kind = kinds.get(one.kind)
    return one.accepted and (kind is None or for_assessment_by_default(kind).included)


def confidentiality(facts: GatewayFacts) -> Check:
    """Every chosen piece cleared by the tutor, none closed, and no place left that may identify somebody.

    What was withdrawn or erased goes to nobody, so it asks for nothing here. The reason counts and names no piece,
    since some are kept from the employer.
    """
    chosen = [one for one in facts.chosen if not one.withdrawn and not one.erased]
    uncleared = sum(not one.cleared and not one.closed for one in chosen)
    closed = sum(one.closed for one in chosen)
    places = sum(one.open_findings for one in chosen if not one.closed)
    state, reason = _verdict(facts.standard, chosen, uncleared, closed, places)
    return Check(
        id="confidentiality",
        title="Confidentiality of the chosen pieces is cleared",
        state=state,
        reason=reason,
        source="Touchmark’s own: no client, relative or colleague may be identifiable, and a tutor reads each piece "
        "before anybody outside does.",
        figures={"chosen": len(chosen), "not_cleared": uncleared, "closed": closed, "places_found": places},
    )


def _verdict(
    standard: Standard, pieces: Sequence[PieceStanding], uncleared: int, closed: int, places: int
) -> tuple[CheckState, str]:
    chosen = len(pieces)
    if not any(method.uses_portfolio for method in standard.methods):
        return CheckState.NOT_APPLICABLE, "No assessment method of this standard is known to use a portfolio."
    if not chosen:
        return CheckState.NOT_MET, "Nothing is chosen for the assessor yet."
    said = []
    if uncleared:
        said.append(f"{uncleared} of {plural(chosen, 'chosen piece')} {_is(uncleared)} not cleared by the tutor.")
    if places:
        said.append(f"{plural(places, 'place')} that may identify somebody {_is(places)} still open.")
    if closed:
        said.append(f"{plural(closed, 'chosen piece')} {_is(closed)} closed, because somebody may be identified.")
    if not said:
        if chosen == 1:
            return CheckState.MET, "The one chosen piece is cleared, and nothing found in it is open."
        return CheckState.MET, f"All {chosen} chosen pieces are cleared, and nothing found in them is open."
    if any(one.only_frozen and (one.closed or one.open_findings or not one.cleared) for one in pieces):
        said.append("Some of that is in the newest frozen portfolio only, which has to be frozen anew without it.")
    clean = any(one.cleared and not one.closed and not one.open_findings for one in pieces)
    return CheckState.PARTLY if clean else CheckState.NOT_MET, " ".join(said)


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
