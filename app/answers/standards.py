"""Standards as they are used here: the published file, with what an administrator confirmed laid over it."""

from sqlalchemy.orm import Session

from app.catalogue import Catalogue
from app.db.confirmed_facts import confirmed_splits
from app.domain.apprenticeships import Apprenticeship
from app.domain.standards import Standard


class Standards:
    """The catalogue's standards with what an administrator confirmed laid over them: one statement, however many."""

    def __init__(self, session: Session, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._splits = confirmed_splits(session)
        self._found: dict[tuple[str, str], Standard] = {}

    def of(self, apprenticeship: Apprenticeship) -> Standard:
        """The standard that an apprenticeship is on. Raises NotFound where the catalogue has it no longer."""
        named = apprenticeship.standard, apprenticeship.version
        if named not in self._found:
            self._found[named] = self.confirmed(self._catalogue.standard(*named))
        return self._found[named]

    def confirmed(self, published: Standard) -> Standard:
        """A published standard with what was confirmed of it here."""
        split = self._splits.get(f"{published.reference}/{published.version}")
        return published.with_method_mapping(split) if split else published


def standard_of(session: Session, catalogue: Catalogue, apprenticeship: Apprenticeship) -> Standard:
    """The standard that an apprenticeship is on, with the split of its KSBs where that is confirmed."""
    return Standards(session, catalogue).of(apprenticeship)


def standards_as_confirmed(session: Session, catalogue: Catalogue) -> list[Standard]:
    """Every standard held here, in one statement."""
    here = Standards(session, catalogue)
    return [here.confirmed(one) for one in catalogue.standards]


def standard_as_confirmed(session: Session, catalogue: Catalogue, reference: str, version: str) -> Standard:
    """One version of one standard. Raises NotFound."""
    return Standards(session, catalogue).confirmed(catalogue.standard(reference, version))
