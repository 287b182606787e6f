"""Everything of an apprentice's record that she may keep, for a copy that needs no Touchmark to be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.answers.assessment import AssessmentStanding, assessment_of
from app.answers.exported import EntryExported, entries_exported
from app.catalogue import Catalogue
from app.db import evidence, signatures
from app.db.evidence import DecisionRecord
from app.domain.apprenticeships import Apprenticeship
from app.domain.evidence import Evidence
from app.domain.people import Person
from app.domain.signatures import RecordKind, Standing


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """One version of a signed record: its exact text, "" where it was erased, and who answered what."""

    standing: Standing
    content: str


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """What goes into it. `closed` are pieces that nobody reads now, since they may identify somebody."""

    apprenticeship: Apprenticeship
    pieces: tuple[Evidence, ...]
    closed: tuple[str, ...]
    decisions: Mapping[int, Sequence[DecisionRecord]]
    entries: tuple[EntryExported, ...]
    records: tuple[KeptRecord, ...]
    assessment: AssessmentStanding


def own_copy_of(session: Session, catalogue: Catalogue, one: Apprenticeship, apprentice: Person) -> OwnCopy:
    """All of one record that its apprentice may keep; a number of statements that does not grow with pieces."""
    numbers = sorted(evidence.ordered_numbers(session, one.id, drafts=True))
    pieces = evidence.load_many(session, one.id, numbers)
    contents = {key: content for key, content, _, _ in signatures.contents(session, one.id)}
    records = [
        KeptRecord(standing, contents[standing.key])
        for kind in RecordKind
        for standing in signatures.standings(session, [one.id], kind)
    ]
    return OwnCopy(
        apprenticeship=one,
        pieces=tuple(each for each in pieces if each.quarantined_at is None and each.versions),
        closed=tuple(each.name for each in pieces if each.quarantined_at is not None),
        decisions=evidence.decisions_by_piece(session, one.id),
        entries=tuple(entries_exported(session, one.id, apprentice)),
        records=tuple(records),
        assessment=assessment_of(session, catalogue, one),
    )
