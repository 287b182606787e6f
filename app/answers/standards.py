"""Standards and assessment plans as they are used here: the published files, with what was confirmed laid over them."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.catalogue import Catalogue
from app.db import confirmed_facts
from app.db.confirmed_facts import subject_of
from app.domain.apprenticeships import Apprenticeship
from app.domain.assessment import AssessmentPlan, confirmed_plan, confirmed_standard
from app.domain.confirmed_facts import ConfirmedFact
from app.domain.standards import Standard


class Standards:
    """The catalogue's standards with what an administrator confirmed laid over them: one statement, however many."""

    def __init__(self, session: Session, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._facts = confirmed_facts.of_all(session)
        self._found: dict[tuple[str, str], Standard] = {}

    def of(self, apprenticeship: Apprenticeship) -> Standard:
        """The standard that an apprenticeship is on. Raises NotFound where the catalogue has it no longer."""
        named = apprenticeship.standard, apprenticeship.version
        if named not in self._found:
            self._found[named] = self.confirmed(self._catalogue.standard(*named))
        return self._found[named]

    def confirmed(self, published: Standard) -> Standard:
        """A published standard with what was confirmed of it here."""
        return confirmed_standard(published, self._facts.get(subject_of(published.reference, published.version), ()))


def standard_of(session: Session, catalogue: Catalogue, apprenticeship: Apprenticeship) -> Standard:
    """The standard that an apprenticeship is on, with the split of its KSBs where that is confirmed.

    No statement where the apprenticeship was loaded alone, else one.
    """
    named = apprenticeship.standard, apprenticeship.version
    return confirmed_standard(catalogue.standard(*named), _facts_of(session, apprenticeship, *named))


def standard_then(
    session: Session, catalogue: Catalogue, one: Apprenticeship | None, reference: str, version: str, then: datetime
) -> Standard:
    """A standard with what was confirmed of it by a moment; no statement where the apprenticeship is still on it."""
    published = catalogue.standard(reference, version)
    return confirmed_standard(published, _facts_of(session, one, reference, version), then)


def plan_of(session: Session, catalogue: Catalogue, apprenticeship: Apprenticeship) -> AssessmentPlan:
    """The assessment plan of an apprenticeship's standard, with what was confirmed of it; statements as above."""
    named = apprenticeship.standard, apprenticeship.version
    return confirmed_plan(catalogue.assessment_plan(*named), _facts_of(session, apprenticeship, *named))


def plans_since(
    session: Session, catalogue: Catalogue, one: Apprenticeship, then: datetime
) -> list[tuple[datetime, AssessmentPlan]]:
    """The assessment plan as it was known at a moment, and after each later word on it; statements as above."""
    named = one.standard, one.version
    published, facts = catalogue.assessment_plan(*named), _facts_of(session, one, *named)
    moments = [then, *sorted({fact.at for fact in facts if fact.at > then})]
    return [(moment, confirmed_plan(published, facts, moment)) for moment in moments]


def standards_as_confirmed(session: Session, catalogue: Catalogue) -> list[Standard]:
    """Every standard held here, in one statement."""
    here = Standards(session, catalogue)
    return [here.confirmed(one) for one in catalogue.standards]


def standard_as_confirmed(session: Session, catalogue: Catalogue, reference: str, version: str) -> Standard:
    """One version of one standard, in one statement. Raises NotFound."""
    return standard_with_plan(session, catalogue, reference, version)[0]


def standard_with_plan(
    session: Session, catalogue: Catalogue, reference: str, version: str
) -> tuple[Standard, AssessmentPlan]:
    """One version of one standard and its assessment plan, in one statement. Raises NotFound."""
    published = catalogue.standard(reference, version)
    facts = confirmed_facts.of_subject(session, subject_of(reference, version))
    plan = confirmed_plan(catalogue.assessment_plan(reference, version), facts)
    return confirmed_standard(published, facts), plan


def _facts_of(session: Session, one: Apprenticeship | None, reference: str, version: str) -> tuple[ConfirmedFact, ...]:
    if one is not None and one.confirmed is not None and (one.standard, one.version) == (reference, version):
        return one.confirmed
    return confirmed_facts.of_subject(session, subject_of(reference, version))
