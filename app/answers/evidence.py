"""Evidence as it is asked for: a record's list, one piece with everything about it, and a tutor's queue."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.history_words import ABOUT_DRAFTS
from app.answers.likenesses import Likeness, likenesses
from app.answers.practice import Marked, marked
from app.answers.same_time import same_time
from app.catalogue import Catalogue
from app.db import apprenticeships
from app.db import evidence as db
from app.db.evidence import AlsoShown, DecisionRecord, HoursWith, Listed, ListedTag, Part, PieceHappening, QueueItem
from app.db.evidence.doubles import Double
from app.domain.apprenticeships import Apprenticeship
from app.domain.evidence import Evidence, EvidenceState, EvidenceVersion, may_read, may_see, sees_drafts
from app.domain.evidence.findings import Finding
from app.domain.off_the_job.doubles import Double as SameTime
from app.domain.people import ENDED, Member
from app.domain.permissions import Permission, may, reads_uncleared
from app.domain.programmes import Programme
from app.domain.refusals import NotFound
from app.domain.standards import Standard
from app.domain.testimony import Testimony

PAGE = 50
_NUMBER = re.compile(r"[Ee]?(\d{1,9})")


@dataclass(frozen=True, slots=True)
class EvidenceList:
    """One page of a record's evidence. `next` is the number to go on from, None at the end."""

    apprenticeship: Apprenticeship
    standard: Standard
    programme: Programme
    pieces: tuple[Listed, ...]
    tags: Mapping[int, Sequence[ListedTag]]
    next: int | None


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece with everything about it that this member may see.

    `versions` are those that exist for the member, oldest first; `readable` the numbers of those whose words and
    files may be read. `names` are people's names by id, `findings` what was found by version, for those who may read
    what is not cleared; `same_time` what is asked of whoever looks about entries of `hours` beside others.
    """

    evidence: Evidence
    member: Member
    apprenticeship: Apprenticeship
    standard: Standard
    programme: Programme
    versions: tuple[EvidenceVersion, ...]
    readable: frozenset[int]
    decisions: tuple[DecisionRecord, ...]
    hours: tuple[HoursWith, ...]
    same_time: tuple[SameTime, ...]
    happenings: tuple[PieceHappening, ...]
    also: tuple[AlsoShown, ...]
    names: Mapping[UUID, str]
    practice: Marked
    findings: Mapping[int, Sequence[Finding]]
    testimonies: tuple[Testimony, ...]
    doubles: tuple[Double, ...]
    likenesses: tuple[Likeness, ...]
    now: datetime

    @property
    def shown(self) -> EvidenceVersion:
        """The version that counts, or the only one there is."""
        return self.evidence.shown

    @property
    def compares(self) -> bool:
        """Whether whoever asks is told what is twice in the record: its maker, and whoever decides on it."""
        return _compares(self.member, self.evidence)

    def may(self, permission: Permission) -> bool:
        """Whether whoever asks may do this here."""
        return may(self.member, permission)


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for a tutor's decision, longest waiting first. `total` counts every page."""

    items: tuple[QueueItem, ...]
    apprenticeships: Mapping[UUID, Apprenticeship]
    total: int
    next: tuple[datetime, UUID, int] | None


def number_from(session: Session, apprenticeship: UUID, said: str) -> int:
    """The number of the piece that an address names: E13, 13, or its id. Raises NotFound."""
    if found := _NUMBER.fullmatch(said):
        return int(found[1])
    try:
        return db.number_of(session, apprenticeship, UUID(said))
    except ValueError:
        raise NotFound from None


def piece_seen(session: Session, member: Member, said: str) -> Evidence:
    """A piece that exists for this member. Raises NotFound where it does not."""
    evidence = db.load(session, member.apprenticeship, number_from(session, member.apprenticeship, said))
    if not may_see(member, evidence):
        raise NotFound
    return evidence


def evidence_list(
    session: Session,
    catalogue: Catalogue,
    member: Member,
    today: date,
    *,
    state: EvidenceState | None = None,
    ksb: str = "",
    after: int | None = None,
    outside: bool = False,
) -> EvidenceList:
    """A page of a record's pieces, newest first, in four statements; `outside`: as somebody from outside has it."""
    one = apprenticeships.load(session, member.apprenticeship, today)
    found = db.listed(
        session,
        one.id,
        drafts=sees_drafts(member),
        state=state,
        ksb=ksb or None,
        after=after,
        limit=PAGE + 1,
        outside=outside,
    )
    pieces = tuple(found[:PAGE])
    tags = db.listed_tags(session, one.id, [(piece.number, piece.version) for piece in pieces])
    return EvidenceList(
        one,
        catalogue.standard(one.standard, one.version),
        catalogue.programme(one.programme),
        pieces,
        tags,
        pieces[-1].number if len(found) > PAGE else None,
    )


def piece(session: Session, catalogue: Catalogue, member: Member, said: str, today: date, now: datetime) -> Piece:
    """One piece with everything about it. Raises NotFound where it does not exist for this member."""
    evidence = piece_seen(session, member, said)
    one = apprenticeships.load(session, member.apprenticeship, today)
    beside = db.beside_piece(session, evidence, *_parts(member, evidence))
    versions = tuple(v for v in evidence.versions if v.submitted_at is not None or sees_drafts(member))
    readable = frozenset(v.version for v in versions if may_read(member, evidence, v))
    shown = {version.version for version in versions}
    return Piece(
        evidence=evidence,
        member=member,
        apprenticeship=one,
        standard=catalogue.standard(one.standard, one.version),
        programme=catalogue.programme(one.programme),
        versions=versions,
        readable=readable,
        decisions=tuple(_decision(each, readable) for each in beside.decisions),
        hours=beside.hours,
        same_time=same_time(session, member, one, beside.hours),
        happenings=tuple(each for each in beside.happenings if sees_drafts(member) or each.action not in ABOUT_DRAFTS),
        also=beside.also,
        names=beside.names,
        practice=marked(catalogue, member, evidence, beside),
        findings=beside.findings,
        testimonies=tuple(each for each in beside.testimonies if each.version in shown),
        doubles=beside.doubles,
        likenesses=_likenesses(session, member, evidence),
        now=now,
    )


def _parts(member: Member, evidence: Evidence) -> list[Part]:
    """What of it this member may see."""
    parts = [Part.DECISIONS, Part.TESTIMONIES, Part.MARKS, Part.NAMES]
    parts += [Part.HOURS] if may(member, Permission.VIEW_HOURS) else []
    parts += [Part.HAPPENINGS] if may(member, Permission.VIEW_HISTORY) else []
    parts += [Part.ALSO] if may(member, Permission.DECIDE_TAG) else []
    parts += [Part.FINDINGS] if reads_uncleared(member) else []
    if evidence.shown.files and _compares(member, evidence):
        parts += [Part.OWN_DOUBLES if sees_drafts(member) else Part.DOUBLES]
    return parts


def queue_for(
    session: Session, tutored: Sequence[UUID], today: date, *, after: tuple[datetime, UUID, int] | None = None
) -> Queue:
    """What waits for the decision of whoever teaches these apprenticeships, in four statements.

    Those that were withdrawn, transferred or completed ask for nothing any more.
    """
    running = {one.id: one for one in apprenticeships.load_many(session, today, tutored) if one.status not in ENDED}
    found = db.queue(session, list(running), after=after, limit=PAGE + 1)
    items = tuple(found[:PAGE])
    last = items[-1] if len(found) > PAGE else None
    return Queue(
        items,
        running,
        awaiting(session, tutored, today),
        (last.submitted_at, last.apprenticeship, last.number) if last else None,
    )


def awaiting(session: Session, tutored: Sequence[UUID], today: date) -> int:
    """How many pieces wait for the decision of whoever teaches these apprenticeships, in one statement."""
    return db.queue_length(session, tutored, today)


def _decision(decision: DecisionRecord, readable: Collection[int]) -> DecisionRecord:
    """A decision without its words where the version they are about may not be read: they speak of what is in it."""
    return decision if decision.version in readable else replace(decision, feedback="")


def _likenesses(session: Session, member: Member, evidence: Evidence) -> tuple[Likeness, ...]:
    """Which other pieces say nearly the same, for the same people."""
    if not _compares(member, evidence):
        return ()
    key = evidence.apprenticeship, evidence.number, evidence.shown.version
    return likenesses(session, *key, drafts=sees_drafts(member))


def _compares(member: Member, evidence: Evidence) -> bool:
    """Nobody while it is closed: what it is compared by names its files."""
    return evidence.quarantined_at is None and (sees_drafts(member) or may(member, Permission.DECIDE_TAG))
