"""The checks on what people choose, hold, agree and sign. Until that is recorded they say that nothing is."""

from collections.abc import Sequence

from app.domain.assessment import portfolio_ksbs
from app.domain.case_study import PARTIES, ScopeRule
from app.domain.gateway.check import Check, CheckState
from app.domain.gateway.facts import GatewayFacts
from app.domain.portfolio import Manifest
from app.domain.standards import Standard
from app.domain.wording import day_words, in_words, plural


def portfolio(facts: GatewayFacts) -> Check:
    """The portfolio that underpins a method of the assessment: frozen, with a piece for each KSB of that method."""
    methods = [method.name for method in facts.standard.methods if method.uses_portfolio]
    frozen = facts.portfolio
    if not methods:
        state, reason = CheckState.NOT_APPLICABLE, "No assessment method of this standard is known to use a portfolio."
    elif frozen is None:
        state = CheckState.NOT_MET
        reason = "Nothing is frozen yet: the pieces have to be chosen, mapped to KSBs and frozen for the assessor."
    else:
        state, reason = _frozen_verdict(facts.standard, frozen)
    return Check(
        id="portfolio",
        title="The portfolio is complete",
        state=state,
        reason=reason,
        source=_methods_words(methods) if methods else f"{facts.standard.title}, assessment methods",
        figures={} if frozen is None else {"version": frozen.number, "pieces": len(frozen.pieces)},
    )


def _methods_words(names: Sequence[str]) -> str:
    return f"Assessment method{'' if len(names) == 1 else 's'}: {in_words(names)}"


def _frozen_verdict(standard: Standard, frozen: Manifest) -> tuple[CheckState, str]:
    shown = {tag.ksb for piece in frozen.pieces for tag in piece.tags}
    asked = portfolio_ksbs(standard)
    missing = [ksb.code for ksb in asked if ksb.code not in shown]
    said = f"Version {frozen.number} is frozen, with {plural(len(frozen.pieces), 'piece')}"
    whole = f"{len(asked)} KSBs"
    if not standard.method_mapping_confirmed:
        whole = f"all {whole}, since no split between methods is confirmed"
    if missing:
        return CheckState.PARTLY, f"{said}. Of {whole}, no piece shows {', '.join(missing)}."
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
