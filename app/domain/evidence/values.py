"""What a piece of evidence is made of: kinds, states, files, tags and versions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.evidence.arrived import Checked, Scan
from app.domain.evidence.statements import NOTHING_STATED, Statements
from app.domain.refusals import WrongState


class EvidenceKind(StrEnum):
    """What sort of thing a piece of evidence is."""

    WORK_PRODUCT = "work_product"
    OBSERVATION = "observation"
    WITNESS_TESTIMONY = "witness_testimony"
    REFLECTIVE_ACCOUNT = "reflective_account"
    PROFESSIONAL_DISCUSSION = "professional_discussion"
    SUPERVISION_RECORD = "supervision_record"
    TRAINING_RECORD = "training_record"
    CERTIFICATE = "certificate"
    RECORDING = "recording"
    OTHER = "other"


class VersionState(StrEnum):
    """What has become of one version of a piece."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class TagState(StrEnum):
    """Where the decision on one KSB of one version stands.

    `proposed` is a claim on a draft, not sent yet; `suggested` is a tutor's suggestion that waits for the apprentice.
    """

    PROPOSED = "proposed"
    SUGGESTED = "suggested"
    AWAITING = "awaiting"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    DECLINED = "declined"


class Verdict(StrEnum):
    """What a tutor may decide of a tag."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    DECLINED = "declined"


class EvidenceState(StrEnum):
    """The state of a whole piece, derived from its counting version and that version's tags."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


DECIDED = frozenset({TagState.ACCEPTED, TagState.RETURNED, TagState.DECLINED})


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One file of one version, and what was learnt of it since it arrived.

    `sha256` is in lower-case hexadecimal, `size` in bytes. `original_sha256` is the hash of a photo as it was before
    its place was taken out. `milliseconds` is the length of sound or video, `sheets` the names of a spreadsheet's.
    """

    id: UUID
    name: str
    sha256: str
    size: int
    media_type: str
    original_sha256: str | None = None
    scan: Scan = Scan.PENDING
    checked: Checked = Checked.PENDING
    pages: int | None = None
    milliseconds: int | None = None
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KsbTag:
    """A claim that one version of a piece shows one KSB. `carried_from` is the version it was accepted on."""

    ksb: str
    state: TagState
    where: str = ""
    how: str = ""
    feedback: str = ""
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    carried_from: int | None = None


@dataclass(frozen=True, slots=True)
class EvidenceDetails:
    """What an apprentice writes of a piece. `happened_on` is None only while it is a draft.

    `statement`: whether the confidentiality statement was made; None where nothing was said.
    """

    title: str
    kind: EvidenceKind
    happened_on: date | None
    description: str
    statement: bool | None
    duties: tuple[str, ...]
    ksbs: tuple[str, ...]
    statements: Statements = NOTHING_STATED


@dataclass(frozen=True, slots=True)
class EvidenceVersion:
    """One version of a piece, as written. `revision` counts how often a draft was changed.

    `salt` goes into the digests that the history keeps of these words. `made_by` is whoever wrote it where that is not
    the apprentice. `checked_at` is when words and files were last looked through for what identifies somebody;
    `tutor_looked`: whoever cleared it looked at what no machine could read.
    """

    version: int
    state: VersionState
    title: str
    kind: EvidenceKind
    happened_on: date | None
    description: str
    statement: bool | None
    duties: tuple[str, ...]
    files: tuple[EvidenceFile, ...]
    tags: tuple[KsbTag, ...]
    revision: int = 0
    salt: str = ""
    created_at: datetime | None = None
    submitted_at: datetime | None = None
    cleared_by: UUID | None = None
    cleared_at: datetime | None = None
    statements: Statements = NOTHING_STATED
    made_by: UUID | None = None
    checked_at: datetime | None = None
    tutor_looked: bool | None = None

    @property
    def ksbs(self) -> frozenset[str]:
        """Codes of the KSBs this version claims."""
        return frozenset(tag.ksb for tag in self.tags if tag.state is not TagState.SUGGESTED)

    @property
    def hashes(self) -> frozenset[str]:
        """SHA-256 of every file."""
        return frozenset(file.sha256 for file in self.files)

    def tag(self, ksb: str) -> KsbTag | None:
        """The tag for a KSB's code, or None."""
        return next((tag for tag in self.tags if tag.ksb == ksb), None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence: its number said aloud as E13, every version of it, oldest first.

    `counting_version` is the one last sent, `draft_version` the open draft, each None where there is none. A piece
    withdrawn before it was ever sent keeps its only version. `provider_only` is kept from the employer even when it is
    cleared; `quarantined_at` is when it was closed because somebody may be identified.
    """

    id: UUID
    apprenticeship: UUID
    number: int
    versions: tuple[EvidenceVersion, ...]
    counting_version: int | None = None
    draft_version: int | None = None
    withdrawn_at: datetime | None = None
    withdrawal_reason: str = ""
    provider_only: bool = False
    quarantined_at: datetime | None = None

    @property
    def name(self) -> str:
        """What people call it: E13."""
        return f"E{self.number}"

    @property
    def counting(self) -> EvidenceVersion | None:
        """The version last sent."""
        return self._version(self.counting_version)

    @property
    def draft(self) -> EvidenceVersion | None:
        """The draft that is open."""
        return self._version(self.draft_version)

    @property
    def state(self) -> EvidenceState:
        """The state of the whole piece."""
        if self.withdrawn_at is not None:
            return EvidenceState.WITHDRAWN
        if self.counting is None:
            return EvidenceState.DRAFT
        return evidence_state([tag.state for tag in self.counting.tags])

    @property
    def shown(self) -> EvidenceVersion:
        """The version that counts; where nothing was ever sent, the only one there is."""
        if not self.versions:
            raise WrongState(f"{self.name} has no version to show.")
        return self.counting or self.draft or self.versions[-1]

    def at(self, version: int) -> EvidenceVersion | None:
        """One version by its number."""
        return self._version(version)

    def _version(self, version: int | None) -> EvidenceVersion | None:
        return next((one for one in self.versions if one.version == version), None)


def evidence_state(tags: Collection[TagState]) -> EvidenceState:
    """The state of a sent piece from the states of its counting version's tags.

    Submitted while any awaits; then returned where any was returned; then accepted where at least one was accepted;
    declined where all were. A tutor's suggestion says nothing yet.
    """
    if TagState.AWAITING in tags:
        return EvidenceState.SUBMITTED
    if TagState.RETURNED in tags:
        return EvidenceState.RETURNED
    if TagState.ACCEPTED in tags:
        return EvidenceState.ACCEPTED
    if TagState.DECLINED in tags:
        return EvidenceState.DECLINED
    return EvidenceState.SUBMITTED
