"""The checks on what people choose, hold, agree and sign. Until that is recorded they say that nothing is."""

from collections import Counter
from collections.abc import Mapping, Sequence

from app.domain.assessment import portfolio_ksbs
from app.domain.case_study import PARTIES, ScopeRule
from app.domain.gateway.check import Check, CheckState
from app.domain.gateway.facts import GatewayFacts
from app.domain.portfolio import Manifest
from app.domain.standards import Standard
from app.domain.wording import day_words, in_words, plural


def portfolio(facts: GatewayFacts) -> Check:
    """The portfolio that underpins a method: frozen, every piece open to an assessor, and one for each of its KSBs.

    The reason names no piece, since some are kept from the employer; which may not be read is restricted.
    """
    methods = [method.name for method in facts.standard.methods if method.uses_portfolio]
    frozen = facts.portfolio
    shut = _shut(facts, frozen) if frozen else {}
    if not methods:
        state, reason = CheckState.NOT_APPLICABLE, "No assessment method of this standard is known to use a portfolio."
    elif frozen is None:
        state = CheckState.NOT_MET
        reason = "Nothing is frozen yet: the pieces have to be chosen, mapped to KSBs and frozen for the assessor."
    else:
        state, reason = _frozen_verdict(facts.standard, frozen, shut)
    return Check(
        id="portfolio",
        title="The portfolio is complete",
        state=state,
        reason=reason,
        source=_methods_words(methods) if methods else f"{facts.standard.title}, assessment methods",
        figures={} if frozen is None else {"version": frozen.number, "pieces": len(frozen.pieces), "shut": len(shut)},
        restricted_reason=_named(shut) if methods and shut else None,
    )


def _methods_words(names: Sequence[str]) -> str:
    return f"Assessment method{'' if len(names) == 1 else 's'}: {in_words(names)}"


def _shut(facts: GatewayFacts, frozen: Manifest) -> dict[int, str]:
    """The frozen pieces that no assessor may read in the version that is frozen, by number, each with why."""
    standing = {(one.number, one.version): one.shut for one in facts.chosen}
    found = {one.number: standing.get((one.number, one.version), "not cleared") for one in frozen.pieces}
    return {number: why for number, why in found.items() if why}


def _named(shut: Mapping[int, str]) -> str:
    return f"No assessor may read {in_words(f'E{number} ({why})' for number, why in shut.items())}."


def _frozen_verdict(standard: Standard, frozen: Manifest, shut: Mapping[int, str]) -> tuple[CheckState, str]:
    """What the frozen version shows by the pieces that an assessor may read; the others count for nothing."""
    shown = {tag.ksb for piece in frozen.pieces if piece.number not in shut for tag in piece.tags}
    asked = portfolio_ksbs(standard)
    missing = [ksb.code for ksb in asked if ksb.code not in shown]
    said = f"Version {frozen.number} is frozen, with {plural(len(frozen.pieces), 'piece')}"
    if shut:
        counted = in_words(f"{count} {why}" for why, count in Counter(shut.values()).items())
        said = f"{said}, of which no assessor may read {len(shut)}: {counted}"
    whole = f"{len(asked)} KSBs"
    if not standard.method_mapping_confirmed:
        whole = f"all {whole}, since no split between methods is confirmed"
    if missing:
        said = f"{said}. Of {whole}, no {'other ' if shut else ''}piece shows {', '.join(missing)}"
    if shut or missing:
        none_left = len(shut) == len(frozen.pieces)
        return CheckState.NOT_MET if none_left else CheckState.PARTLY, f"{said}."
    return CheckState.MET, f"{said} that show {whole}."


def case_study(facts: GatewayFacts) -> Check:
    """The title and scope that some methods want agreed at gateway: written, and agreed by employer and tutor."""
    rule = facts.scope
    state, reason = _scope_verdict(facts)
    held = facts.case_study
    figures: dict[str, int | str | None] = {"words_at_most": rule.words_at_most} if rule else {}
    if held is not None:
        figures |= {"version": held.version, "agreed": len(held.agreed)}
    return Check(
        id="case-study",
        title="The case study’s title and scope are agreed",
        state=state,
        reason=reason,
        source=_scope_source(rule) if rule else f"{facts.standard.title}, assessment methods",
        figures=figures,
    )


def _scope_verdict(facts: GatewayFacts) -> tuple[CheckState, str]:
    if facts.scope is None:
        reason = "No assessment method of this standard is known to need a title and scope agreed at gateway."
        return CheckState.NOT_APPLICABLE, reason
    held = facts.case_study
    if held is None:
        return CheckState.NOT_MET, "Nothing is recorded yet: the title and scope have to be written and agreed."
    if held.erased:
        return CheckState.NOT_MET, "Title and scope were erased, and have to be written anew."
    said = f"Version {held.version} was written on {day_words(held.written_on)}"
    missing = [role for role in PARTIES if role not in held.agreed]
    if missing:
        waits = " and ".join(f"the {role.value}" for role in missing)
        return CheckState.PARTLY, f"{said}; {waits} {'has' if len(missing) == 1 else 'have'} still to agree."
    after = "Whether it is suitable, the assessment organisation says."
    return CheckState.MET, f"{said}, and the employer and the tutor agreed. {after}"


def _scope_source(rule: ScopeRule) -> str:
    if rule.words_at_most is None or rule.source is None:
        return f"Assessment method: {rule.method}. How long the scope may be is not confirmed."
    limit = f"At most {rule.words_at_most} words: {rule.source.name}"
    return f"Assessment method: {rule.method}. {limit}{'' if rule.confirmed else ', not confirmed for this standard'}."
