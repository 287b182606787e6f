"""A life written at once: the rows that acting it out would leave behind, by the same rules of the domain.

What a version, a tag or an hour becomes is asked of `app.domain`, as the actions ask it; what is saved here is only
the asking of the database in between.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from uuid import UUID

from app.actions.evidence import recording as evidence_recording
from app.actions.off_the_job import recording as time_recording
from app.db import bulk
from app.demo.cast import STANDARD, VERSION, Life
from app.demo.enrolled import Enrolled, Register
from app.demo.happenings import Event, Improved, Judged, Paper, Placed, Sent, TimeConfirmed, TimeLogged
from app.demo.papers import pdf, printed
from app.domain import evidence as domain
from app.domain.evidence import (
    Decision,
    Evidence,
    EvidenceDetails,
    EvidenceFile,
    EvidenceVersion,
    KsbTag,
    TagState,
    VersionState,
)
from app.domain.evidence.places import as_placed, reference_of, with_places_of
from app.domain.off_the_job.entries import Counting, Logged, TimeEntry, confirm, counting, log, submit
from app.domain.people import ApprenticeshipStatus
from app.domain.practical_period import PracticalPeriod

PDF = "application/pdf"


def write(register: Register, life: Life, happened: list[Event]) -> None:
    """Gather the rows of one life: enrolled, everything that happened, and its ending where it has one."""
    enrolled = register.enrol(life)
    _Record(register, life, enrolled).let_happen(happened)
    if life.ending:
        register.end(enrolled, ApprenticeshipStatus(life.ending))
    register.rows.add_history(enrolled.chain)


class _Record:
    """One apprentice's record while it is written. Pieces and entries are numbered in the order they come."""

    def __init__(self, register: Register, life: Life, enrolled: Enrolled) -> None:
        self.rows, self.keys, self.enrolled = register.rows, register.keys, enrolled
        self.store = register.house.store
        self.plan = register.house.catalogue.programmes_for(STANDARD, VERSION)[0]
        self.period = PracticalPeriod(life.start, life.planned_end)
        self.numbers: dict[int, int] = {}
        self.pieces: dict[int, Evidence] = {}
        self.begun: dict[int, datetime] = {}
        self.entries: list[tuple[TimeEntry, str]] = []
        self.waiting: list[int] = []
        self.files: dict[Paper, tuple[str, int]] = {}
        self.stored: set[str] = set()
        self.tags_decided = self.times_decided = 0

    def let_happen(self, happened: list[Event]) -> None:
        """Everything in order; then the pieces and hours as they ended up."""
        for event in happened:
            match event:
                case Sent():
                    self._send(event)
                case Improved():
                    self._improve(event)
                case Placed():
                    self._place(event)
                case Judged():
                    self._judge(event)
                case TimeLogged():
                    self._log(event)
                case TimeConfirmed():
                    self._confirm(event)
        for number, piece in self.pieces.items():
            bulk.add_piece(self.rows, piece, self.begun[number])
        for entry, salt in self.entries:
            bulk.add_time_entry(self.rows, self.enrolled.id, entry, salt)

    def _send(self, event: Sent) -> None:
        number = self.numbers[event.piece] = len(self.pieces) + 1
        draft = self._draft(number, 1, event.details, event.paper, event.at)
        piece = Evidence(
            self.keys.identity("evidence", self.enrolled.id, number), self.enrolled.id, number, (draft,), None, 1
        )
        self.begun[number] = event.at
        spent = self._logged_with(event)
        entry = self._entry(spent, event.at, (number, 1))
        self._sent(piece, event.at, entry)

    def _improve(self, event: Improved) -> None:
        piece = self.pieces[self.numbers[event.piece]]
        draft = with_places_of(self._draft(piece.number, 2, event.details, event.paper, event.at), piece.shown)
        self._sent(replace(piece, versions=(*piece.versions, draft), draft_version=2), event.at, None)

    def _sent(self, piece: Evidence, at: datetime, entry: TimeEntry | None) -> None:
        """The draft becomes the version that counts, its hours wait, and the one before is superseded."""
        sent = domain.sent(piece, at)
        if entry is not None:
            self._keep(submit(entry), at)
        self._tell(at, "evidence_submitted", piece.name, evidence_recording.sent_body(sent, piece.counting_version))
        before = tuple(replace(one, state=VersionState.SUPERSEDED) for one in piece.versions[:-1])
        self.pieces[piece.number] = replace(
            piece, versions=(*before, sent), counting_version=sent.version, draft_version=None
        )

    def _place(self, event: Placed) -> None:
        """Where and how the version that was just sent shows each KSB."""
        piece = self.pieces[self.numbers[event.piece]]
        newest = piece.versions[-1]
        tags = {tag.ksb: tag for tag in newest.tags}
        for one in event.shown:
            place = one.place(reference_of(newest.files[0].sha256))
            tags[one.ksb] = as_placed(newest, tags[one.ksb], (place,), one.how, tutor=False)
            body = evidence_recording.placed_body(newest, tags[one.ksb])
            self._tell(event.at, "tag_placed", piece.name, body)
        placed = replace(newest, tags=tuple(tags.values()))
        self.pieces[piece.number] = replace(piece, versions=(*piece.versions[:-1], placed))

    def _judge(self, event: Judged) -> None:
        piece = self.pieces[self.numbers[event.piece]]
        newest = piece.versions[-1]
        tags = {tag.ksb: tag for tag in newest.tags}
        for ksb in event.ksbs:
            tags[ksb] = self._decide(piece, Decision(ksb, event.verdict, event.feedback), event)
        by, at = self.enrolled.tutor, event.at
        cleared = replace(newest, tags=tuple(tags.values()), cleared_by=by, cleared_at=at)
        self.pieces[piece.number] = replace(piece, versions=(*piece.versions[:-1], cleared))
        self._tell(at, "evidence_cleared", piece.name, {"version": event.version}, by)

    def _decide(self, piece: Evidence, decision: Decision, event: Judged) -> KsbTag:
        by, at, verdict, words = self.enrolled.tutor, event.at, decision.verdict, decision.feedback
        tag = domain.decided(piece, decision, None, by, at)
        self.tags_decided += 1
        salt = self.keys.salt("tag_decision", self.enrolled.id, self.tags_decided)
        bulk.add_tag_decision(
            self.rows, piece, self.tags_decided, tag.ksb, verdict.value, words, salt=salt, by=by, at=at
        )
        body = evidence_recording.decided_body(event.version, tag, verdict, words, salt)
        self._tell(at, "tag_decided", piece.name, body, by)
        return tag

    def _log(self, event: TimeLogged) -> None:
        logged = Logged(event.on, event.minutes, event.activity, event.words, self._counting(event), event.duty)
        self._keep(self._entry(logged, event.at, None), event.at)

    def _confirm(self, event: TimeConfirmed) -> None:
        by = self.enrolled.employer
        for number in self.waiting:
            entry, salt = self.entries[number - 1]
            entry = confirm(entry, by)
            self.entries[number - 1] = entry, salt
            self.times_decided += 1
            said = self.keys.salt("time_decision", self.enrolled.id, self.times_decided)
            bulk.add_time_decision(
                self.rows, self.enrolled.id, self.times_decided, number, "confirmed", salt=said, by=by, at=event.at
            )
            self._tell(event.at, "time_confirmed", str(entry.id), time_recording.decided_body(entry, "", said), by)
        self.waiting.clear()

    def _draft(
        self, number: int, version: int, details: EvidenceDetails, paper: Paper, at: datetime
    ) -> EvidenceVersion:
        draft = EvidenceVersion(
            version=version,
            state=VersionState.DRAFT,
            title=details.title,
            kind=details.kind,
            happened_on=details.happened_on,
            description=details.description,
            statement=details.statement,
            statements=details.statements,
            duties=details.duties,
            files=(self._file(number, version, paper, at),),
            tags=tuple(KsbTag(ksb, TagState.PROPOSED) for ksb in details.ksbs),
            salt=self.keys.salt("evidence_version", self.enrolled.id, number, version),
            created_at=at,
            checked_at=at,
        )
        self._tell(at, "draft_added", f"E{number}", evidence_recording.draft_body(draft))
        return draft

    def _file(self, number: int, version: int, paper: Paper, at: datetime) -> EvidenceFile:
        if paper not in self.files:
            sink = self.store.sink(self.enrolled.id)
            sink.write(_printed(paper))
            kept = sink.finish()
            self.files[paper] = kept.sha256, kept.size
            if kept.sha256 not in self.stored:
                pages = printed(paper.title, paper.words)
                bulk.add_stored_file(self.rows, self.enrolled.id, kept.sha256, kept.size, PDF, at, pages=pages)
                self.stored.add(kept.sha256)
        sha256, size = self.files[paper]
        shown = self.keys.identity("evidence_file", self.enrolled.id, number, version, 1)
        return EvidenceFile(shown, paper.name, sha256, size, PDF)

    def _logged_with(self, event: Sent) -> Logged:
        details = event.details
        assert details.happened_on is not None
        duty, ksbs = details.duties[0], tuple(sorted(set(details.ksbs)))
        counts = counting(self.plan.activity(event.activity), details.happened_on, self.period)
        return Logged(details.happened_on, event.minutes, event.activity, details.title, counts, duty, ksbs)

    def _counting(self, event: TimeLogged) -> Counting:
        return counting(self.plan.activity(event.activity), event.on, self.period)

    def _entry(self, logged: Logged, at: datetime, evidence: tuple[int, int] | None) -> TimeEntry:
        number = len(self.entries) + 1
        return log(
            logged,
            number=number,
            entry_id=self.keys.identity("time_entry", self.enrolled.id, number),
            by=self.enrolled.apprentice,
            at=at,
            draft=evidence is not None,
            evidence=evidence,
        )

    def _keep(self, entry: TimeEntry, at: datetime) -> None:
        salt = self.keys.salt("time_entry", self.enrolled.id, entry.number)
        self.entries.append((entry, salt))
        if entry.logged.counting.counts:
            self.waiting.append(entry.number)
        self._tell(at, "time_logged", str(entry.id), time_recording.logged_body(entry, salt))

    def _tell(
        self, at: datetime, action: str, subject: str, body: Mapping[str, int | str | None], by: UUID | None = None
    ) -> None:
        self.enrolled.chain.record(at, by or self.enrolled.apprentice, action, subject, body)


@cache
def _printed(paper: Paper) -> bytes:
    return pdf(paper.title, paper.words)
