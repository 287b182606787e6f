"""What an apprentice takes along of her record, for a copy that needs no Touchmark to be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.answers.assessment import AssessmentStanding, assessment_of
from app.answers.exported import EntryExported, entries_exported
from app.answers.skills_scan import ScansSeen, scans_seen
from app.catalogue import Catalogue
from app.db import adjustments, evidence, signatures, targets, testimony
from app.db.evidence import DecisionRecord
from app.db.gateway import case_studies
from app.domain.apprenticeships import Apprenticeship
from app.domain.assessment import Adjustment
from app.domain.case_study import CaseStudy
from app.domain.evidence import Evidence
from app.domain.people import Person, Role
from app.domain.signatures import RecordKind, Standing
from app.domain.targets import Target
from app.domain.testimony import Testimony


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """One version of a signed record: its exact text, "" where it was erased, and who answered what."""

    standing: Standing
    content: str


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """What goes into it. `closed` are pieces that nobody reads now, since they may identify somebody.

    `case_studies` are its versions, the newest first; of `scans` what she may see of them as the apprentice.
    """

    apprenticeship: Apprenticeship
    pieces: tuple[Evidence, ...]
    closed: tuple[str, ...]
    testimonies: tuple[Testimony, ...]
    decisions: Mapping[int, Sequence[DecisionRecord]]
    entries: tuple[EntryExported, ...]
    records: tuple[KeptRecord, ...]
    assessment: AssessmentStanding
    case_studies: tuple[CaseStudy, ...]
    targets: tuple[Target, ...]
    scans: ScansSeen
    adjustments: tuple[Adjustment, ...]


def own_copy_of(session: Session, catalogue: Catalogue, one: Apprenticeship, apprentice: Person) -> OwnCopy:
    """What its apprentice takes along of one record; a number of statements that does not grow with pieces."""
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
        testimonies=tuple(testimony.signed(session, one.id)),
        decisions=evidence.decisions_by_piece(session, one.id),
        entries=tuple(entries_exported(session, one.id, apprentice)),
        records=tuple(records),
        assessment=assessment_of(session, catalogue, one),
        case_studies=case_studies(session, one.id),
        targets=targets.targets_of(session, one.id),
        scans=scans_seen(session, catalogue, one, [Role.APPRENTICE]),
        adjustments=adjustments.all_of(session, one.id),
    )
