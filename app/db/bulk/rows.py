"""Domain values as rows, gathered table by table and written in the order in which they refer to each other."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.bulk.chain import Chain
from app.db.bulk.writing import write
from app.db.people import folded, folded_name
from app.db.tables import core, metadata
from app.domain.apprenticeships import Terms
from app.domain.evidence import Evidence, EvidenceVersion
from app.domain.off_the_job.entries import TimeEntry
from app.domain.people import ApprenticeshipStatus, Role

MOST_HELD = 50_000
"""Rows held in memory before they are written."""


class Rows:
    """Rows on their way into the database, in one transaction: gather, then `write`."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.written = 0
        self._held: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def write(self, *, unless_few: bool = False) -> None:
        """Write everything gathered so far; `unless_few` waits until there is enough to be worth it."""
        held = sum(len(rows) for rows in self._held.values())
        if unless_few and held < MOST_HELD:
            return
        for table in metadata.sorted_tables:
            write(self.session, table, self._held.pop(table.name, ()))
        self.written += held

    def history(self, chain: Chain) -> None:
        """What was added to a chain."""
        self._held[core.history.name] += chain.taken()

    def person(self, person: UUID, name: str, email: str, born: date | None, at: datetime) -> None:
        """Somebody with an account and no password yet."""
        self._add(
            core.person.name,
            id=person,
            email=folded(email),
            name=name.strip(),
            date_of_birth=born,
            password_hash=None,
            created_at=at,
            ended_at=None,
        )

    def organisation(self, organisation: UUID, name: str) -> None:
        """An employer's organisation."""
        self._add(
            core.organisation.name, id=organisation, name=" ".join(name.split()), folded_name=folded_name(name)
        )

    def apprenticeship(
        self,
        apprenticeship: UUID,
        apprentice: UUID,
        *,
        standard: str,
        version: str,
        programme: str,
        rule_id: str,
        start: date,
        at: datetime,
    ) -> None:
        """Somebody on a standard from a date on."""
        self._add(
            core.apprenticeship.name,
            id=apprenticeship,
            apprentice_id=apprentice,
            standard=standard,
            version=version,
            programme=programme,
            rule_id=rule_id,
            start=start,
            original_start=start,
            created_at=at,
        )

    def terms(self, apprenticeship: UUID, seq: int, terms: Terms, *, by: UUID, at: datetime, reason: str) -> None:
        """What was agreed from a date on."""
        self._add(
            core.terms.name,
            apprenticeship_id=apprenticeship,
            effective_on=terms.effective_on,
            seq=seq,
            planned_end=terms.planned_end,
            weekly_minutes=terms.weekly_minutes,
            days_a_week=terms.days_a_week,
            weeks_a_year=terms.weeks_a_year,
            planned_minutes=terms.planned_minutes,
            employer_id=terms.employer.id,
            prior_learning_minutes=terms.prior_learning_minutes,
            by=by,
            at=at,
            reason=reason,
        )

    def status(
        self,
        apprenticeship: UUID,
        seq: int,
        status: ApprenticeshipStatus,
        since: date,
        *,
        by: UUID,
        at: datetime,
        reason: str = "",
    ) -> None:
        """What an apprenticeship is from a date on."""
        self._add(
            core.status.name,
            apprenticeship_id=apprenticeship,
            since=since,
            seq=seq,
            status=status.value,
            by=by,
            at=at,
            reason=reason,
        )

    def membership(self, apprenticeship: UUID, person: UUID, role: Role, since: date) -> None:
        """Whoever leads in a role from a date on."""
        self._add(
            core.membership.name,
            apprenticeship_id=apprenticeship,
            person_id=person,
            role=role.value,
            since=since,
            ended_on=None,
            leading=True,
        )

    def piece(self, evidence: Evidence, at: datetime) -> None:
        """A piece of evidence with every version of it, begun at this moment."""
        self._add(
            core.evidence.name,
            apprenticeship_id=evidence.apprenticeship,
            number=evidence.number,
            id=evidence.id,
            counting_version=evidence.counting_version,
            draft_version=evidence.draft_version,
            withdrawn_at=evidence.withdrawn_at,
            withdrawal_reason=evidence.withdrawal_reason,
            created_at=at,
        )
        for version in evidence.versions:
            self._version(evidence, version)

    def stored_file(self, apprenticeship: UUID, sha256: str, size: int, media_type: str, at: datetime) -> None:
        """A file that lies in the store."""
        self._add(
            core.stored_file.name,
            apprenticeship_id=apprenticeship,
            sha256=sha256,
            size=size,
            media_type=media_type,
            stored_at=at,
        )

    def tag_decision(
        self, evidence: Evidence, seq: int, ksb: str, verdict: str, feedback: str, *, salt: str, by: UUID, at: datetime
    ) -> None:
        """What a tutor decided on the version that counts."""
        self._add(
            core.tag_decision.name,
            apprenticeship_id=evidence.apprenticeship,
            seq=seq,
            ksb=ksb,
            number=evidence.number,
            version=evidence.counting_version,
            verdict=verdict,
            feedback=feedback,
            salt=salt,
            by=by,
            at=at,
        )

    def time_entry(self, apprenticeship: UUID, entry: TimeEntry, salt: str) -> None:
        """Off-the-job time on one day, with the KSBs that it served."""
        logged = entry.logged
        self._add(
            core.time_entry.name,
            apprenticeship_id=apprenticeship,
            number=entry.number,
            id=entry.id,
            happened_on=logged.happened_on,
            minutes=logged.minutes,
            activity=logged.activity,
            duty=logged.duty,
            evidence_number=entry.evidence_number,
            evidence_version=entry.evidence_version,
            description=logged.description,
            counts=logged.counting.counts,
            why_not=logged.counting.why_not,
            state=entry.state.value,
            logged_by=entry.logged_by,
            logged_at=entry.logged_at,
            supersedes=entry.supersedes,
            salt=salt,
        )
        for ksb in logged.ksbs:
            self._add(core.time_entry_ksb.name, apprenticeship_id=apprenticeship, number=entry.number, ksb=ksb)

    def time_decision(
        self, apprenticeship: UUID, seq: int, number: int, verdict: str, *, salt: str, by: UUID, at: datetime
    ) -> None:
        """One thing done to an entry, without a note."""
        self._add(
            core.time_decision.name,
            apprenticeship_id=apprenticeship,
            seq=seq,
            number=number,
            verdict=verdict,
            note="",
            salt=salt,
            by=by,
            at=at,
        )

    def _version(self, evidence: Evidence, version: EvidenceVersion) -> None:
        key = {
            "apprenticeship_id": evidence.apprenticeship,
            "number": evidence.number,
            "version": version.version,
        }
        self._add(
            core.evidence_version.name,
            **key,
            state=version.state.value,
            title=version.title,
            kind=version.kind.value,
            happened_on=version.happened_on,
            description=version.description,
            statement=version.statement,
            salt=version.salt,
            revision=version.revision,
            created_at=version.created_at,
            submitted_at=version.submitted_at,
            cleared_by=version.cleared_by,
            cleared_at=version.cleared_at,
        )
        for duty in version.duties:
            self._add(core.evidence_duty.name, **key, duty=duty)
        for position, file in enumerate(version.files, start=1):
            self._add(
                core.evidence_file.name,
                **key,
                position=position,
                id=file.id,
                sha256=file.sha256,
                name=file.name,
                size=file.size,
                media_type=file.media_type,
            )
        counts = version.version == evidence.counting_version and evidence.withdrawn_at is None
        for tag in version.tags:
            self._add(
                core.tag.name,
                **key,
                ksb=tag.ksb,
                state=tag.state.value,
                counts=counts,
                place=tag.where,
                how=tag.how,
                feedback=tag.feedback,
                decided_by=tag.decided_by,
                decided_at=tag.decided_at,
                carried_from=tag.carried_from,
            )

    def _add(self, table: str, **row: Any) -> None:
        self._held[table].append(row)
