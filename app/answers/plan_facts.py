"""The facts of an assessment plan as they hold here: value, whose word it is, and every confirmation there was."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.catalogue import Catalogue
from app.db import confirmed_facts
from app.domain.assessment import (
    PLAN_FACTS,
    AssessmentPlan,
    PlanFact,
    confirmed_plan,
    confirmed_standard,
    conflicts_of,
    plan_fact,
    source_of,
    value_of,
)
from app.domain.confirmed_facts import ConfirmedFact
from app.domain.standards import Source, Standard


@dataclass(frozen=True, slots=True)
class FactStanding:
    """One fact. `source` is None where no plan here has it; `said` is every word on it, newest first.

    `holds` is the confirmation it goes by, None where it goes by what was published.
    """

    fact: PlanFact
    value: Any
    source: Source | None
    conflicts: tuple[str, ...]
    said: tuple[ConfirmedFact, ...]

    @property
    def holds(self) -> ConfirmedFact | None:
        """The confirmation that it goes by."""
        return self.said[0] if self.said and not self.said[0].taken_back else None

    @property
    def confirmed(self) -> bool:
        """Whether it was found for this very standard."""
        return self.source is not None and self.source.confirmed

    @property
    def seen(self) -> int:
        """The number of the newest word on it, 0 before any."""
        return self.said[0].seq if self.said else 0


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """A standard with what is confirmed of it, and the facts of its assessment plan in order."""

    standard: Standard
    facts: tuple[FactStanding, ...]


def value_said(one: ConfirmedFact) -> Any:
    """The value that a confirmation gives, None for one that takes back."""
    return None if one.taken_back else json.loads(one.value)


def plan_standing(session: Session, catalogue: Catalogue, reference: str, version: str) -> PlanStanding:
    """Every fact of a standard’s plan, in one statement. Raises NotFound."""
    published = catalogue.standard(reference, version)
    said = confirmed_facts.of_subject(session, confirmed_facts.subject_of(reference, version))
    standard = confirmed_standard(published, said)
    plan = confirmed_plan(catalogue.assessment_plan(reference, version), said)
    return PlanStanding(standard, tuple(_standing(fact, plan, standard, said) for fact in PLAN_FACTS))


def fact_standing(
    session: Session, catalogue: Catalogue, reference: str, version: str, name: str
) -> tuple[Standard, FactStanding]:
    """One fact, in one statement. Raises NotFound."""
    fact = plan_fact(name)
    found = plan_standing(session, catalogue, reference, version)
    return found.standard, next(one for one in found.facts if one.fact is fact)


def _standing(
    fact: PlanFact, plan: AssessmentPlan, standard: Standard, said: tuple[ConfirmedFact, ...]
) -> FactStanding:
    return FactStanding(
        fact,
        value_of(fact, plan, standard),
        source_of(fact, plan, standard),
        conflicts_of(fact, plan, standard),
        tuple(one for one in said if one.key == fact.name),
    )
