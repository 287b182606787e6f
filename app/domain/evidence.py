"""Evidence, its versions and its KSB tags: every state, every transition, and why others are refused.

The states and transitions are those of the model: a draft changes nothing until it is sent; sending supersedes the
version before it; a tag on a sent version awaits the tutor's decision; an accepted tag is carried to a new version
that still claims its KSB and keeps every file of the accepted one.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.refusals import BadInput, Fault, WrongState


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
    """One file of one version. `sha256` is in lower-case hexadecimal, `size` in bytes."""

    id: UUID
    name: str
    sha256: str
    size: int
    media_type: str
    position: int = 0


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
class EvidenceVersion:
    """One version of a piece, as written. `statement`: whether the confidentiality statement was made; None: not stated."""

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
    submitted_at: datetime | None = None
    cleared_by: UUID | None = None
    cleared_at: datetime | None = None

    @property
    def ksbs(self) -> frozenset[str]:
        """Codes of the KSBs this version claims."""
        return frozenset(tag.ksb for tag in self.tags if tag.state is not TagState.SUGGESTED)

    def tag(self, ksb: str) -> KsbTag | None:
        """The tag for a KSB's code, or None."""
        return next((tag for tag in self.tags if tag.ksb == ksb), None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence: its number said aloud as E13, its counting version and its open draft, if any.

    `files_of` holds the SHA-256 of every file of every version, by version.
    """

    id: UUID
    apprenticeship: UUID
    number: int
    counting: EvidenceVersion | None
    draft: EvidenceVersion | None
    withdrawn_at: datetime | None = None
    files_of: Mapping[int, frozenset[str]] = field(default_factory=dict)

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
        """The version that counts, or the draft where nothing has been sent."""
        version = self.counting or self.draft
        if version is None:
            raise WrongState(f"E{self.number} has no version to show.")
        return version


def evidence_state(tags: Collection[TagState]) -> EvidenceState:
    """The state of a sent piece from the states of its counting version's tags.

    Submitted while any awaits; then returned where any was returned; then accepted where at least one was accepted;
    declined where all were.
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


def faults_of_sending(version: EvidenceVersion) -> list[Fault]:
    """What a draft still lacks before it can be sent: a title, a date, one KSB, and a file or a description."""
    faults = []
    if not version.title.strip():
        faults.append(Fault("title", "Enter a title for this evidence."))
    if version.happened_on is None:
        faults.append(Fault("happened_on", "Enter the date of the activity."))
    if not version.ksbs:
        faults.append(Fault("ksb", "Choose at least one KSB that this evidence shows."))
    if not version.files and not version.description.strip():
        faults.append(Fault("file", "Add a file, or describe what you did and what you learned."))
    return faults


def sent(evidence: Evidence, at: datetime) -> EvidenceVersion:
    """The draft as it stands once sent: every claimed KSB awaits, or is carried from the version before.

    Raises WrongState where there is no draft or the piece is withdrawn, BadInput where something is still missing.
    """
    if evidence.withdrawn_at is not None:
        raise WrongState(f"E{evidence.number} was withdrawn, so it cannot be sent.")
    if evidence.draft is None:
        raise WrongState(f"E{evidence.number} has no draft to send. It has been sent already.")
    faults = faults_of_sending(evidence.draft)
    if faults:
        raise BadInput(faults)
    tags = tuple(
        _carried(tag.ksb, evidence, evidence.draft) or KsbTag(tag.ksb, TagState.AWAITING, tag.where, tag.how)
        for tag in evidence.draft.tags
        if tag.state is not TagState.SUGGESTED
    )
    return replace(evidence.draft, state=VersionState.SUBMITTED, tags=tags, submitted_at=at)


def _carried(ksb: str, evidence: Evidence, after: EvidenceVersion) -> KsbTag | None:
    """An accepted tag goes along when the new version keeps every file of the version it was accepted on."""
    before = evidence.counting
    tag = before.tag(ksb) if before else None
    if before is None or tag is None or tag.state is not TagState.ACCEPTED:
        return None
    accepted_on = tag.carried_from or before.version
    if not evidence.files_of.get(accepted_on, frozenset()) <= {f.sha256 for f in after.files}:
        return None
    return replace(tag, carried_from=accepted_on)


def decided(
    evidence: Evidence, ksb: str, verdict: Verdict, feedback: str, version: int | None, by: UUID, at: datetime
) -> KsbTag:
    """A tag as it stands once its tutor has decided it.

    `version` names the version the tutor read; an older one than the counting version is WrongState, as is a tag
    that does not await. Returning without feedback is BadInput.
    """
    tag = _sent_tag(evidence, ksb, version)
    if tag.state is not TagState.AWAITING:
        raise WrongState(f"{ksb} on E{evidence.number} was decided already. Reopen it to decide again.")
    if verdict is Verdict.RETURNED and not feedback.strip():
        raise BadInput([Fault("feedback", f"Say what {ksb} still needs, so that the apprentice knows what to do.")])
    return replace(tag, state=TagState(verdict.value), feedback=feedback, decided_by=by, decided_at=at)


def reopened(evidence: Evidence, ksb: str, reason: str) -> KsbTag:
    """A decided tag that awaits again. Raises BadInput without a reason, WrongState where it awaits already."""
    tag = _sent_tag(evidence, ksb, None)
    if tag.state not in DECIDED:
        raise WrongState(f"{ksb} on E{evidence.number} has no decision to reopen.")
    if not reason.strip():
        raise BadInput([Fault("reason", "Give a reason for reopening this decision.")])
    return KsbTag(ksb, TagState.AWAITING, tag.where, tag.how)


def withdrawn(evidence: Evidence, reason: str) -> None:
    """Insist that a piece may be withdrawn. Raises WrongState where it was already, BadInput without a reason."""
    if evidence.withdrawn_at is not None:
        raise WrongState(f"E{evidence.number} was withdrawn already.")
    if not reason.strip():
        raise BadInput([Fault("reason", "Give a reason for withdrawing this evidence.")])


def draft_opened(evidence: Evidence) -> None:
    """Insist that a new version may be begun: one draft at a time, and none of a withdrawn piece."""
    if evidence.withdrawn_at is not None:
        raise WrongState(f"E{evidence.number} was withdrawn, so it cannot have a new version.")
    if evidence.draft is not None:
        raise WrongState(f"E{evidence.number} has a draft open already. Change or send that one.")


def suggested(evidence: Evidence, ksb: str) -> KsbTag:
    """A KSB that the tutor suggests for a sent piece; it counts for nothing until the apprentice agrees."""
    if evidence.counting is None or evidence.withdrawn_at is not None:
        raise WrongState(f"E{evidence.number} has not been sent, so no KSB can be suggested for it.")
    if evidence.counting.tag(ksb) is not None:
        raise WrongState(f"E{evidence.number} is tagged to {ksb} already.")
    return KsbTag(ksb, TagState.SUGGESTED)


def agreed(evidence: Evidence, ksb: str) -> KsbTag:
    """A suggested KSB the apprentice agrees to claim: it now awaits the tutor's decision."""
    tag = _sent_tag(evidence, ksb, None)
    if tag.state is not TagState.SUGGESTED:
        raise WrongState(f"{ksb} on E{evidence.number} is not a suggestion any more.")
    return replace(tag, state=TagState.AWAITING)


def unknown_codes(codes: Iterable[str], known: Mapping[str, object], path: str, standard: str) -> list[Fault]:
    """A fault for each code that the standard does not have."""
    what = {"ksb": "KSB", "duty": "duty"}[path]
    return [Fault(path, f"{code[:20]} is not a {what} of {standard}.") for code in codes if code not in known]


def _sent_tag(evidence: Evidence, ksb: str, version: int | None) -> KsbTag:
    if evidence.withdrawn_at is not None:
        raise WrongState(f"E{evidence.number} was withdrawn, so nothing on it can be decided.")
    if evidence.counting is None:
        raise WrongState(f"E{evidence.number} has not been sent yet.")
    if version is not None and version != evidence.counting.version:
        raise WrongState(
            f"E{evidence.number} has a newer version, {evidence.counting.version}. Read that one before deciding."
        )
    tag = evidence.counting.tag(ksb)
    if tag is None:
        raise WrongState(f"E{evidence.number} is not tagged to {ksb[:20]}.")
    return tag
