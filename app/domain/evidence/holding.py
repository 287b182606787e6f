"""What keeps a draft with its maker: something open in it, a file still being read, a case that may not leave yet."""

from collections.abc import Sequence
from datetime import date

from app.domain.evidence.arrived import Checked
from app.domain.evidence.findings import Finding
from app.domain.evidence.statements import LegalMatter, OthersAppear, Statements
from app.domain.evidence.values import Evidence, EvidenceFile, EvidenceVersion
from app.domain.refusals import Fault, WrongState
from app.domain.wording import day_words


def is_held(version: EvidenceVersion, findings: Sequence[Finding]) -> bool:
    """Whether a draft cannot be sent yet: it has an open finding, or was not looked through to its end."""
    return version.checked_at is None or any(one.is_open for one in findings)


def insist_not_held(evidence: Evidence, version: EvidenceVersion, findings: Sequence[Finding]) -> None:
    """Raises WrongState, with what is to be done, where a draft is held."""
    open_ones = sum(one.is_open for one in findings)
    if open_ones:
        things = "one thing" if open_ones == 1 else f"{open_ones} things"
        raise WrongState(
            f"{evidence.name} holds {things} that may identify somebody, so it was not sent. "
            "Take the words out, or keep them with a reason, and send it then."
        )
    if version.checked_at is None:
        raise WrongState(
            f"We are still reading {_files(len(to_be_read(version)))} of {evidence.name} for what identifies somebody. "
            "Send it again in a minute."
        )


def to_be_read(version: EvidenceVersion) -> tuple[EvidenceFile, ...]:
    """The files of a draft whose words were not looked through yet."""
    waiting = tuple(file for file in version.files if file.checked is Checked.PENDING)
    return waiting or (version.files if version.checked_at is None else ())


def to_be_looked_at(files: Sequence[EvidenceFile]) -> tuple[EvidenceFile, ...]:
    """The files that no machine can check, so that a person looks at them, or listens."""
    return tuple(file for file in files if file.checked in (Checked.NOT_BY_MACHINE, Checked.UNREADABLE))


def faults_of_looking(stated: Statements, files: Sequence[EvidenceFile]) -> list[Fault]:
    """What is still to be stated before files that no machine checked are sent."""
    unchecked = to_be_looked_at(files)
    if not unchecked:
        return []
    faults = []
    if not stated.looked:
        named = ", ".join(dict.fromkeys(f"“{file.name}”" for file in unchecked[:5]))
        said = "Look at, or listen to, every file that was not checked by machine, and tick that you did."
        said += f" A machine could not read all of {named}, or it did not look like English."
        faults.append(Fault("looked", said))
    if stated.others_appear not in set(OthersAppear):
        faults.append(
            Fault("others_appear", "Say whether anyone else can be seen, heard or recognised in these files.")
        )
    return faults


def is_kept_out(stated: Statements) -> bool:
    """Whether a case may not come in: it is in an enquiry, before a court or the police, and no manager let it out."""
    return stated.legal_matter == LegalMatter.YES.value and not (stated.clearance_by and stated.clearance_on)


def faults_of_clearance(stated: Statements, today: date, *, whole: bool) -> list[Fault]:
    """What is missing of a manager's clearance for a case that may not leave without one.

    Where it need not be `whole`, only what cannot be is told.
    """
    if stated.legal_matter != LegalMatter.YES.value:
        return []
    faults = []
    if whole and not stated.clearance_by:
        said = "Not without your manager’s clearance: enter who gave it and when, and tick that you have it."
        faults.append(Fault("clearance_by", said))
    if whole and stated.clearance_by and stated.clearance_on is None:
        faults.append(Fault("clearance_on", "Enter the date on which your manager gave it."))
    if stated.clearance_on and stated.clearance_on > today:
        faults.append(Fault("clearance_on", f"Your manager’s clearance must be from {day_words(today)} or earlier."))
    return faults


def _files(count: int) -> str:
    return "one file" if count == 1 else f"{count} files"
