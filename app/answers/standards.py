"""Standards as they are used here: the published file, with what an administrator confirmed laid over it."""

from sqlalchemy.orm import Session

from app.catalogue import Catalogue
from app.db.coverage import confirmed_splits
from app.domain.standards import Standard


def standards_as_confirmed(session: Session, catalogue: Catalogue) -> list[Standard]:
    """Every standard held here, in one statement."""
    splits = confirmed_splits(session)
    named = [(one, splits.get(f"{one.reference}/{one.version}")) for one in catalogue.standards]
    return [one.with_method_mapping(split) if split else one for one, split in named]


def standard_as_confirmed(session: Session, catalogue: Catalogue, reference: str, version: str) -> Standard:
    """One version of one standard. Raises NotFound."""
    published = catalogue.standard(reference, version)
    split = confirmed_splits(session).get(f"{reference}/{version}")
    return published.with_method_mapping(split) if split else published
