"""Writing, sending and withdrawing evidence: a draft changes nothing until it is sent, and sending supersedes."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from app.domain.evidence.places import faults_of_places
from app.domain.evidence.reading import insist_not_closed
from app.domain.evidence.values import (
    Evidence,
    EvidenceDetails,
    EvidenceVersion,
    KsbTag,
    TagState,
    VersionState,
)
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.wording import day_words

LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 20_000
LONGEST_REASON = 5_000
NOTHING_TO_SEND = (
    "Add a file, or a recording of yourself saying or signing it, or describe what you did and what you learned."
)


def faults_of_details(
    details: EvidenceDetails,
    *,
    duties: Collection[str],
    ksbs: Collection[str],
    standard: str,
    start: date,
    today: date,
) -> list[Fault]:
    """What cannot be taken even as a draft: words too long, a day that cannot be, codes the standard does not have.

    `duties` and `ksbs` are the codes of the standard, `standard` its name in words, `start` the first day of the
    apprenticeship.
    """
    faults = []
    if len(details.title) > LONGEST_TITLE:
        faults.append(Fault("title", f"Use at most {LONGEST_TITLE} characters for the title."))
    if len(details.description) > LONGEST_DESCRIPTION:
        faults.append(Fault("description", f"Use at most {LONGEST_DESCRIPTION:,} characters, or attach it as a file."))
    faults += _faults_of_date(details.happened_on, start, today)
    faults += _unknown("duty", details.duties, duties, f"is not a duty of {standard}")
    faults += _unknown("ksb", details.ksbs, ksbs, f"is not a KSB of {standard}")
    return faults


def faults_of_sending(details: EvidenceDetails, files: int) -> list[Fault]:
    """What a piece still lacks before it can be sent: a title, a date, one KSB, and a file or a description."""
    faults = []
    if not details.title.strip():
        faults.append(Fault("title", "Enter a title for this evidence."))
    if details.happened_on is None:
        faults.append(Fault("happened_on", "Enter the date of the activity."))
    if not details.ksbs:
        faults.append(Fault("ksb", "Choose at least one KSB that this evidence shows."))
    if not files and not details.description.strip():
        faults.append(Fault("file", NOTHING_TO_SEND))
    return faults


def details_of(version: EvidenceVersion) -> EvidenceDetails:
    """What the apprentice wrote of this version."""
    return EvidenceDetails(
        version.title,
        version.kind,
        version.happened_on,
        version.description,
        version.statement,
        version.duties,
        tuple(tag.ksb for tag in version.tags if tag.state is not TagState.SUGGESTED),
        version.statements,
    )


def draft_opened(evidence: Evidence) -> None:
    """Insist that a new version may be begun: one draft at a time, and none of a withdrawn piece."""
    _insist_not_withdrawn(evidence, "have a new version")
    if evidence.versions and evidence.versions[-1].made_by is not None:
        raise WrongState(f"{evidence.name} is your tutor’s observation, in their words. Ask for another one.")
    if evidence.draft is not None:
        raise WrongState(f"{evidence.name} has a draft open already. Change or send that one.")


def draft_changed(evidence: Evidence, revision: int | None) -> EvidenceVersion:
    """The draft that may be changed. `revision` is the one that was read, None where nobody compared.

    Raises WrongState where there is no draft, or where it was changed since it was read.
    """
    _insist_not_withdrawn(evidence, "be changed")
    if evidence.draft is None:
        raise WrongState(f"{evidence.name} has been sent, so it cannot be changed. Add a new version instead.")
    if revision is not None and revision != evidence.draft.revision:
        raise WrongState(
            f"{evidence.name} was changed in another window since you opened it. "
            "What you typed is kept here: compare the two, then save again to replace the other."
        )
    return evidence.draft


def is_sent_already(evidence: Evidence) -> bool:
    """Whether sending it again says nothing new: it was sent, and no draft has been opened since."""
    return evidence.withdrawn_at is None and evidence.draft is None and evidence.counting is not None


def sent(evidence: Evidence, at: datetime) -> EvidenceVersion:
    """The draft as it stands once sent: every claimed KSB awaits, or is carried from the version before.

    Raises WrongState where there is no draft or the piece is withdrawn, BadInput where something is still missing.
    """
    _insist_not_withdrawn(evidence, "be sent")
    if evidence.draft is None:
        raise WrongState(f"{evidence.name} has no draft to send. It has been sent already.")
    faults = faults_of_sending(details_of(evidence.draft), len(evidence.draft.files))
    if faults := [*faults, *faults_of_places(evidence.draft)]:
        raise BadInput(faults)
    claimed = tuple(
        _carried(tag, evidence, evidence.draft) or KsbTag(tag.ksb, TagState.AWAITING, tag.where, tag.how)
        for tag in evidence.draft.tags
        if tag.state is not TagState.SUGGESTED
    )
    tags = claimed + _open_suggestions(evidence, evidence.draft)
    return replace(evidence.draft, state=VersionState.SUBMITTED, tags=tags, submitted_at=at)


def observed(draft: EvidenceVersion, by: UUID, at: datetime) -> EvidenceVersion:
    """An observation as it stands at once: sent, by whoever saw it, each KSB suggested until the apprentice agrees."""
    tags = tuple(KsbTag(tag.ksb, TagState.SUGGESTED) for tag in draft.tags)
    return replace(draft, state=VersionState.SUBMITTED, tags=tags, submitted_at=at, made_by=by)


def withdrawn(evidence: Evidence, reason: str) -> None:
    """Insist that a piece may be withdrawn. Raises WrongState where it was already, BadInput without a reason."""
    if not reason.strip():
        raise BadInput([Fault("reason", "Give a reason for withdrawing this evidence.")])
    insist_not_closed(evidence)
    if evidence.withdrawn_at is not None:
        raise WrongState(f"{evidence.name} was withdrawn already.")


def _carried(claim: KsbTag, evidence: Evidence, after: EvidenceVersion) -> KsbTag | None:
    """An accepted tag goes along when the new version keeps what it was accepted on, with where and how it shows.

    That is every file of the version it was accepted on; where that version had none, it was accepted for its words,
    so the new description must still hold them. Where the new claim says more of where and how, that stands.
    """
    before = evidence.counting
    tag = before.tag(claim.ksb) if before else None
    if before is None or tag is None or tag.state is not TagState.ACCEPTED:
        return None
    accepted_on = evidence.at(tag.carried_from or before.version)
    if accepted_on is None or not accepted_on.hashes <= after.hashes:
        return None
    if not accepted_on.files and accepted_on.description.strip() not in after.description:
        return None
    return replace(tag, where=claim.where or tag.where, how=claim.how or tag.how, carried_from=accepted_on.version)


def _open_suggestions(evidence: Evidence, after: EvidenceVersion) -> tuple[KsbTag, ...]:
    """The tutor's suggestions that nobody has answered yet and that the new version does not claim by itself."""
    if evidence.counting is None:
        return ()
    return tuple(tag for tag in evidence.counting.tags if tag.state is TagState.SUGGESTED and tag.ksb not in after.ksbs)


def _faults_of_date(happened_on: date | None, start: date, today: date) -> list[Fault]:
    if happened_on is None:
        return []
    if happened_on > today:
        return [Fault("happened_on", "The date of the activity must be today or earlier.")]
    if happened_on < start:
        return [
            Fault(
                "happened_on",
                f"The date of the activity must be on or after {day_words(start)}, when the apprenticeship started.",
            )
        ]
    return []


def _unknown(path: str, codes: Iterable[str], known: Collection[str], said: str) -> list[Fault]:
    unknown = [code for code in codes if code not in known]
    faults = [Fault(path, f"“{code[:20]}” {said}.") for code in unknown[:5]]
    if len(unknown) > 5:
        faults.append(Fault(path, f"{len(unknown) - 5:,} more are unknown as well."))
    return faults


def _insist_not_withdrawn(evidence: Evidence, do: str) -> None:
    insist_not_closed(evidence)
    if evidence.withdrawn_at is not None:
        raise WrongState(f"{evidence.name} was withdrawn, so it cannot {do}.")
