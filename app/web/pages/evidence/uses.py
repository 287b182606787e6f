"""What one rendering of the evidence form is for, and what it is shown again with."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.evidence import BesidePiece, HoursWith, Part, beside_piece
from app.domain.evidence import Evidence, EvidenceFile, EvidenceVersion, draft_changed, draft_opened
from app.domain.evidence.findings import Finding
from app.domain.refusals import Fault
from app.web.forms import Typed
from app.web.pages.evidence.own_work import own_work_fields
from app.web.pages.evidence.stated_view import stated_fields
from app.web.pages.off_the_job.verdict import WITH_EVIDENCE
from app.web.record import evidence_address, record_address


@dataclass(frozen=True, slots=True)
class Use:
    """One use of the form. `own` are the files the piece has already; `typed` what the fields begin with.

    `draft` is the one it changes, `before` are the numbers of the piece and of the version it begins from;
    `name` is that of the piece, such as E13; `findings` what was found in that draft, `marks` the keys of the terms of
    practice that version is marked with.
    """

    heading: str
    lede: str
    address: str
    cancel_address: str
    typed: Typed
    own: tuple[EvidenceFile, ...] = ()
    revision: int | None = None
    draft: EvidenceVersion | None = None
    before: tuple[int, int] | None = None
    provider_only: bool = False
    name: str = "new"
    findings: tuple[Finding, ...] = ()
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Again:
    """A form that could not be saved: what was typed, what is wrong, which files are ticked.

    `saved` is the name and address of what the same form had saved before. Not `sent`: what was typed is taken up.
    """

    typed: Typed
    faults: Sequence[Fault]
    ticked: Collection[UUID]
    key: str
    saved: tuple[str, str] | None = None
    sent: bool = True


def use_new(apprenticeship: UUID, today: date) -> Use:
    """Adding a piece."""
    return Use(
        "Add evidence",
        "One form does three jobs: it stores the work, maps it to KSBs, and logs your off-the-job hours.",
        record_address(apprenticeship, "evidence/new"),
        record_address(apprenticeship, "evidence"),
        Typed([("happened_on", today.isoformat())]),
    )


def use_draft(session: Session, evidence: Evidence) -> Use:
    """Changing the open draft. Raises WrongState where there is none."""
    draft = draft_changed(evidence, None)
    beside = beside_piece(session, evidence, Part.HOURS, Part.FINDINGS, Part.MARKS)
    return Use(
        f"Change your draft of {evidence.name}",
        "Nobody but you sees a draft. Send it when it is ready.",
        evidence_address(evidence.apprenticeship, evidence.number) + "/edit",
        evidence_address(evidence.apprenticeship, evidence.number),
        Typed(_stated(draft) + _time_fields(beside.hours, draft)),
        draft.files,
        draft.revision,
        draft,
        (evidence.number, draft.version),
        evidence.provider_only,
        evidence.name,
        tuple(beside.findings.get(draft.version, ())),
        _marked(beside, draft),
    )


def use_version(session: Session, evidence: Evidence) -> Use:
    """Adding a version to what was sent. Raises WrongState where a draft is open or the piece is withdrawn."""
    draft_opened(evidence)
    before = evidence.shown
    fields = [*_fields(before), *stated_fields(before.statements, again=True)]
    fields += [pair for pair in own_work_fields(before.statements) if pair[0] != "authenticity"]
    return Use(
        f"New version of {evidence.name}",
        f"Version {before.version} stays as it is until you send this one. What was accepted stays accepted when you "
        "keep its KSB and its files.",
        evidence_address(evidence.apprenticeship, evidence.number) + "/versions/new",
        evidence_address(evidence.apprenticeship, evidence.number),
        Typed(fields),
        before.files,
        before=(evidence.number, before.version),
        provider_only=evidence.provider_only,
        name=evidence.name,
        marks=_marked(beside_piece(session, evidence, Part.MARKS), before),
    )


def _fields(version: EvidenceVersion) -> list[tuple[str, str]]:
    """A version as the form would have typed it."""
    return [
        ("title", version.title),
        ("description", version.description),
        ("happened_on", version.happened_on.isoformat() if version.happened_on else ""),
        ("kind", version.kind.value),
        *(("duty", code) for code in version.duties),
        *(("ksb", code) for code in sorted(version.ksbs)),
    ]


def _stated(draft: EvidenceVersion) -> list[tuple[str, str]]:
    """A draft with what was stated of it."""
    stated = [("confidentiality_statement", "true")] if draft.statement else []
    again = stated_fields(draft.statements, again=False)
    return [*_fields(draft), *stated, *again, *own_work_fields(draft.statements)]


def _marked(beside: BesidePiece, version: EvidenceVersion) -> frozenset[str]:
    return frozenset(mark.key for mark in beside.marks.get(version.version, ()))


def _time_fields(logged: Sequence[HoursWith], draft: EvidenceVersion) -> list[tuple[str, str]]:
    """The hours logged with a draft, as the form would have typed them."""
    hours = [one for one in logged if one.version == draft.version and one.state == "draft"]
    if not hours:
        return []
    return [
        ("otj", "yes"),
        ("off_the_job_hours", str(hours[0].minutes // 60)),
        ("off_the_job_minutes", str(hours[0].minutes % 60)),
        ("off_the_job_activity", hours[0].activity),
        ("off_the_job_paid_time", hours[0].paid_time),
        *(() if hours[0].counts else ((WITH_EVIDENCE, "true"),)),
    ]
