"""The portfolio as it is asked for: what is chosen, what the plan checker says of it, and its frozen versions."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.catalogue import Catalogue
from app.db import evidence
from app.db import portfolio as db
from app.db.portfolio import FrozenVersion
from app.domain.apprenticeships import Apprenticeship
from app.domain.assessment import AssessmentPlan, PlanFinding, check_portfolio
from app.domain.portfolio import Candidate, candidates, portfolio_of
from app.domain.standards import Standard


@dataclass(frozen=True, slots=True)
class PortfolioStanding:
    """What is chosen for the assessor today, and what of it would not stand before the plan."""

    standard: Standard
    plan: AssessmentPlan
    candidates: tuple[Candidate, ...]
    findings: tuple[PlanFinding, ...]
    versions: tuple[FrozenVersion, ...]


def chosen_of(session: Session, catalogue: Catalogue, one: Apprenticeship) -> tuple[Candidate, ...]:
    """Every piece that could go to the assessor, those in the portfolio first and in order. In seven statements."""
    numbers = sorted(evidence.ordered_numbers(session, one.id, drafts=False))
    pieces = evidence.load_many(session, one.id, numbers)
    kinds = catalogue.programme(one.programme).evidence_kind_by_code
    return candidates(pieces, db.choices_of(session, one.id), kinds)


def findings_of(catalogue: Catalogue, one: Apprenticeship, chosen: Sequence[Candidate]) -> tuple[PlanFinding, ...]:
    """What the plan checker says of what is chosen."""
    kinds = catalogue.programme(one.programme).evidence_kind_by_code
    standard = catalogue.standard(one.standard, one.version)
    plan = catalogue.assessment_plan(one.standard, one.version)
    return check_portfolio(standard, plan, portfolio_of(chosen, kinds))


def standing(session: Session, catalogue: Catalogue, one: Apprenticeship) -> PortfolioStanding:
    """The portfolio of one apprentice as it stands, in eight statements however many pieces there are."""
    chosen = chosen_of(session, catalogue, one)
    return PortfolioStanding(
        standard=catalogue.standard(one.standard, one.version),
        plan=catalogue.assessment_plan(one.standard, one.version),
        candidates=chosen,
        findings=findings_of(catalogue, one, chosen),
        versions=tuple(db.versions_of(session, one.id)),
    )
