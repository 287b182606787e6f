"""How far an apprentice's evidence reaches over the standard, asked of the records."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.catalogue import Catalogue
from app.db import coverage as tags
from app.db import off_the_job
from app.domain.apprenticeships import Apprenticeship
from app.domain.coverage import Coverage, coverage
from app.domain.standards import Standard


class Standards:
    """The catalogue's standards with what an administrator confirmed laid over them: one statement, however many."""

    def __init__(self, session: Session, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._splits = tags.confirmed_splits(session)
        self._found: dict[tuple[str, str], Standard] = {}

    def of(self, apprenticeship: Apprenticeship) -> Standard:
        """The standard that an apprenticeship is on. Raises NotFound where the catalogue has it no longer."""
        named = apprenticeship.standard, apprenticeship.version
        if named not in self._found:
            self._found[named] = self._with_split(self._catalogue.standard(*named))
        return self._found[named]

    def _with_split(self, standard: Standard) -> Standard:
        split = self._splits.get(subject_of(standard))
        return standard.with_method_mapping(split) if split else standard


def subject_of(standard: Standard) -> str:
    """What a confirmed fact about a standard is filed under: “ST0868/1.0”."""
    return f"{standard.reference}/{standard.version}"


def standard_of(session: Session, catalogue: Catalogue, apprenticeship: Apprenticeship) -> Standard:
    """The standard that an apprenticeship is on, with the split of its KSBs where that is confirmed."""
    return Standards(session, catalogue).of(apprenticeship)


def coverage_of(
    session: Session,
    catalogue: Catalogue,
    apprenticeship: Apprenticeship,
    *,
    standard: Standard | None = None,
    duty_minutes: Mapping[str, int] | None = None,
) -> Coverage:
    """The coverage of one apprenticeship, in one statement over its tags.

    `standard` and the confirmed `duty_minutes` are read, a statement each, where the caller does not give them; who
    has no use for the duties' hours gives none.
    """
    asked = standard or standard_of(session, catalogue, apprenticeship)
    if duty_minutes is None:
        duty_minutes = off_the_job.confirmed_by_duty(session, apprenticeship.id)
    return coverage(
        asked,
        tags.tag_counts(session, apprenticeship.id),
        duty_minutes,
        day_minutes=catalogue.programme(apprenticeship.programme).day_minutes,
    )
