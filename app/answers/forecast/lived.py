"""What everybody here did for gateway, as far as a forecast learns from it; read when forecasts are measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.forecast.asked import parts_of
from app.answers.standards import Standards
from app.catalogue import Catalogue
from app.db.exams import ExamsKept, exams_of_all
from app.db.steps_taken import manifests, steps_taken
from app.domain.assessment import portfolio_ksbs
from app.domain.forecast import (
    ONCE,
    PORTFOLIO,
    StepTaken,
    Whole,
    first_whole,
    steps_to_certificate,
)

NO_EXAMS = ExamsKept()


@dataclass(frozen=True, slots=True)
class Lived:
    """Every step that was taken, and by apprenticeship the exams and the first portfolio that showed everything."""

    steps: tuple[StepTaken, ...] = ()
    exams: Mapping[UUID, ExamsKept] = field(default_factory=dict)
    wholes: Mapping[UUID, Whole] = field(default_factory=dict)

    def first_steps(self) -> Mapping[UUID, Sequence[StepTaken]]:
        """Of each apprenticeship the first step of each kind that meets its check once it is taken."""
        found: dict[UUID, dict[str, StepTaken]] = {}
        for one in sorted(self.steps, key=lambda each: each.ended):
            if one.step in ONCE:
                found.setdefault(one.of, {}).setdefault(one.step, one)
        return {of: tuple(each.values()) for of, each in found.items()}


def lived_here(session: Session, catalogue: Catalogue) -> Lived:
    """All of it, in a handful of statements."""
    exams, wholes = exams_of_all(session), _wholes(session, catalogue)
    steps = steps_taken(session)
    for of, one in exams.items():
        for subject, parts in parts_of(catalogue.programme(one.programme)).items() if one.programme else ():
            if subject in one.seen:
                steps += steps_to_certificate(subject, one.attempts, parts, one.seen[subject], of)
    steps += (StepTaken(PORTFOLIO, one.shown_on, one.frozen_on, of) for of, one in wholes.items())
    return Lived(tuple(steps), exams, wholes)


def _wholes(session: Session, catalogue: Catalogue) -> Mapping[UUID, Whole]:
    standards, found = Standards(session, catalogue), {}
    for of, each in groupby(manifests(session), key=lambda pair: pair[0]):
        frozen = [manifest for _, manifest in each]
        standard = standards.confirmed(catalogue.standard(frozen[0].standard, frozen[0].standard_version))
        whole = first_whole(frozen, [ksb.code for ksb in portfolio_ksbs(standard)])
        if whole is not None:
            found[of] = whole
    return found
