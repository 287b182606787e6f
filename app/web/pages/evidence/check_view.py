"""What was found in a draft that may identify somebody, as its maker is shown it: where, the words, what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.domain.confidentiality import FindingState
from app.domain.evidence import Checked, EvidenceFile, EvidenceVersion, VersionState
from app.domain.evidence.findings import AI_WORDS, DESCRIPTION, FILE, FILE_NAME, HOW, TITLE, WHERE, Finding, Spotted
from app.domain.evidence.holding import to_be_read
from app.domain.refusals import Fault

_FIELDS = {TITLE: "Title", DESCRIPTION: "Description", AI_WORDS: "What you said of AI"}
_KINDS = {
    "name": "a name",
    "email": "an e-mail address",
    "phone": "a phone number",
    "postcode": "a postcode",
    "address": "a street address",
    "nhs_number": "an NHS number",
    "ni_number": "a National Insurance number",
    "date_of_birth": "a date of birth",
    "case_number": "a case number",
    "marking": "a protective marking, or a print-out of a case system",
    "hidden": "something that does not show when the file is opened",
    "other": "something that leads to one person",
}
_CHECKED = {
    Checked.PENDING: "still being read",
    Checked.MACHINE: "checked by machine",
    Checked.NOT_BY_MACHINE: "not checked by machine",
    Checked.UNREADABLE: "could not be read by machine",
}
Refused = tuple[UUID, str, tuple[Fault, ...]]
"""A reason for keeping that could not be taken: of which finding, what was typed, what is wrong."""
Words = Mapping[UUID, tuple[str, str]]
"""The words of findings, and what they look like, by the finding's id."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One finding. `words` are "" for everybody but the maker; `address` is where it is kept, "" where it cannot be."""

    element: str
    where: str
    words: str
    looks: str
    do: str
    reason: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class CheckView:
    """What was found: what is open, what was kept and why, how much is gone, how many files are still being read.

    `here` is the page of the evidence, `edit_address` where the words are changed.
    `refused` is the finding whose reason could not be taken.
    """

    open: tuple[FoundRow, ...] = ()
    kept: tuple[FoundRow, ...] = ()
    fixed: int = 0
    reading: int = 0
    here: str = ""
    edit_address: str = ""
    refused: str = ""
    typed: str = ""
    faults: tuple[Fault, ...] = ()
    held: bool = False

    def __bool__(self) -> bool:
        return bool(self.open or self.kept or self.fixed or self.reading)


def check_view(
    version: EvidenceVersion,
    findings: Sequence[Finding],
    words: Words,
    *,
    here: str,
    maker: bool,
    refused: Refused | None = None,
) -> CheckView:
    """What was found in a version. Whoever is not its maker sees where and why it was kept, never the words."""
    rows = {one.id: _row(version, one, words.get(one.id, ("", "")), here=here, maker=maker) for one in findings}
    draft = version.state is VersionState.DRAFT
    return CheckView(
        tuple(rows[one.id] for one in findings if one.is_open),
        tuple(rows[one.id] for one in findings if one.state is FindingState.KEPT),
        sum(one.state is FindingState.FIXED for one in findings) if maker and draft else 0,
        len(to_be_read(version)) if draft and version.checked_at is None else 0,
        here,
        f"{here}/edit" if maker and draft else "",
        f"found-{refused[0]}" if refused else "",
        refused[1] if refused else "",
        refused[2] if refused else (),
        held=draft and (version.checked_at is None or any(one.is_open for one in findings)),
    )


def typed_view(spotted: Sequence[Spotted]) -> CheckView:
    """What stands in words that are being typed and were not saved."""
    rows = (
        FoundRow(f"typed-{number}", _FIELDS.get(one.field, ""), one.words, one.why or _KINDS[one.kind.value], "")
        for number, one in enumerate(spotted, 1)
    )
    return CheckView(tuple(rows))


def checked_words(file: EvidenceFile, version: EvidenceVersion) -> str:
    """Whether a machine has read a file for what identifies somebody, in a few words."""
    if version.checked_at is None and version.state is not VersionState.DRAFT and file.checked is Checked.PENDING:
        return "sent before files were checked"
    return _CHECKED[file.checked]


def _row(version: EvidenceVersion, one: Finding, said: tuple[str, str], *, here: str, maker: bool) -> FoundRow:
    words, why = said
    keeps = maker and one.is_open and version.state is VersionState.DRAFT
    return FoundRow(
        f"found-{one.id}",
        _where(version, one),
        words if maker else "",
        why if maker and why else _KINDS[one.kind.value],
        _to_do(one),
        one.reason,
        f"{here}/findings/{one.id}/keeping" if keeps else "",
    )


def _where(version: EvidenceVersion, one: Finding) -> str:
    if one.field in _FIELDS:
        return _FIELDS[one.field]
    if one.field in (HOW, WHERE):
        return f"How it shows {one.place}" if one.field == HOW else f"The words quoted for {one.place}"
    name = next((file.name for file in version.files if file.sha256 == one.sha256), "A file")
    if one.field == FILE_NAME:
        return f"The name of the file {name}"
    return f"{name}, {one.place}" if one.place else name


def _to_do(one: Finding) -> str:
    if one.field == FILE:
        return "Take it out of the file and choose the file again, or leave the file out."
    if one.field == FILE_NAME:
        return "Give the file another name and choose it again."
    if one.field in (HOW, WHERE):
        return f"Change what you said of {one.place} beside the file or the description."
    return "Change the words, such as to initials or “Parent A”."
