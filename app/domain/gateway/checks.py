"""All the gateway checks, in the order in which they are shown."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.assessment import portfolio_ksbs
from app.domain.coverage import Coverage, KsbCoverage, KsbState
from app.domain.gateway import confidentiality, duration, english_and_maths, hours, mocks, recorded, reviews
from app.domain.gateway.check import Check, CheckState
from app.domain.gateway.declared import declarations
from app.domain.gateway.facts import GatewayFacts
from app.domain.gateway.learner_record import record_match
from app.domain.gateway.next_steps import next_step
from app.domain.gateway.waivers import waived
from app.domain.standards import Standard
from app.domain.wording import plural


def checks(facts: GatewayFacts) -> tuple[Check, ...]:
    """Every check of one apprentice on one day, each with what comes next where it is open."""
    found = tuple(waived(check, facts.waivers, facts.waivable) for check in _beside_declarations(facts))
    every = (*found, *declarations(facts, found))
    return tuple(replace(check, to_do=next_step(check)) for check in every)


def _beside_declarations(facts: GatewayFacts) -> tuple[Check, ...]:
    """All but the declarations, which say how these stand."""
    return (
        ksb_coverage(facts),
        recorded.portfolio(facts),
        confidentiality.confidentiality(facts),
        hours.off_the_job(facts),
        hours.training_plan_hours(facts),
        duration.minimum_duration(facts),
        english_and_maths.english(facts),
        english_and_maths.maths(facts),
        reviews.reviews(facts),
        mocks.mock_assessment(facts),
        recorded.case_study(facts),
        record_match(facts.learner, facts.account_name),
    )


def ksb_coverage(facts: GatewayFacts) -> Check:
    """Every KSB that the portfolio has to show, accepted; all of them while the split is not confirmed."""
    coverage, standard = facts.coverage, facts.standard
    by_portfolio = _of_portfolio(coverage, standard)
    asked = coverage.ksbs if by_portfolio is None else by_portfolio
    total, accepted = len(asked), sum(ksb.state is KsbState.ACCEPTED for ksb in asked)
    begun = CheckState.PARTLY if accepted else CheckState.NOT_MET
    return Check(
        id="ksb-coverage",
        title="Every KSB is accepted" if by_portfolio is None else "Every portfolio KSB is accepted",
        state=CheckState.MET if total and accepted == total else begun,
        reason=f"{accepted} of {plural(total, 'KSB')} {'is' if accepted == 1 else 'are'} accepted. "
        f"{_which_count(coverage, by_portfolio)}".rstrip(),
        source=f"{standard.title} ({standard.reference} version {standard.version})",
        figures={"total": total, "accepted": accepted} | (_others(coverage) if by_portfolio is None else {}),
    )


def _others(coverage: Coverage) -> dict[str, int | str | None]:
    return {"tagged": coverage.tagged, "returned": coverage.returned, "not_started": coverage.not_started}


def _of_portfolio(coverage: Coverage, standard: Standard) -> Sequence[KsbCoverage] | None:
    """The KSBs of the methods that rest on the portfolio, where the split is confirmed and there is such a method."""
    if coverage.methods is None or not any(method.uses_portfolio for method in standard.methods):
        return None
    shown_by_it = {ksb.code for ksb in portfolio_ksbs(standard)}
    return [ksb for ksb in coverage.ksbs if ksb.code in shown_by_it]


def _which_count(coverage: Coverage, by_portfolio: Sequence[KsbCoverage] | None) -> str:
    if by_portfolio is not None:
        left_out = coverage.total - len(by_portfolio)
        them = "it" if left_out == 1 else "them"
        return f"Left out because only another method assesses {them}: {plural(left_out, 'KSB')}." if left_out else ""
    if coverage.methods is None:
        return f"All {coverage.total} count, because which KSBs each assessment method assesses is not confirmed."
    return f"All {coverage.total} count."
