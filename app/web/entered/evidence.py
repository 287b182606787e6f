"""The evidence form as people and programs send it: what was typed, checked, with every fault told at once."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Literal, TypeVar
from uuid import UUID, uuid4

from pydantic import Field, field_validator

from app.actions.evidence import TimeSpent, Written
from app.domain.evidence import EvidenceDetails, EvidenceFile, EvidenceKind
from app.domain.programmes import PaidTime
from app.domain.refusals import BadInput, Fault
from app.web.entered.practice import PracticeFields
from app.web.entered.stated import StatedForm
from app.web.forms import Form, Typed, checked
from app.web.once import form_hash
from app.web.uploads import ReceivedForm

KEY_LENGTH = 64
OF_THE_WINDOW = ("draft_revision", "shown")
"""What a page says of itself, which makes its content no other."""


class EvidenceForm(StatedForm):
    """One sending, over either face. Everything may be missing here: what a draft or a sending needs, the rules say."""

    title: str = ""
    kind: EvidenceKind | None = None
    happened_on: date | None = None
    description: str = ""
    ksb: list[str] = Field(default_factory=list)
    duty: list[str] = Field(default_factory=list)
    off_the_job_minutes: int | None = None
    off_the_job_activity: str = ""
    off_the_job_paid_time: str = PaidTime.IN_PAID_HOURS.value
    confidentiality_statement: bool | None = None
    kept: list[UUID] = Field(default_factory=list)
    submit: bool = False

    @field_validator("kind", "happened_on", "off_the_job_minutes", "confidentiality_statement", mode="before")
    @classmethod
    def _blank_is_nothing(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @property
    def minutes(self) -> int | None:
        """The off-the-job time in minutes, None where none was entered."""
        return self.off_the_job_minutes

    @property
    def record_only(self) -> bool:
        """Whether time that does not count is kept as a record. A program that sends it wants that."""
        return True


class EvidencePageForm(PracticeFields, EvidenceForm):
    """The same as a page sends it, with the form's own key and the draft's revision that was read.

    `draft_revision` is that of what was typed under the key and not saved, as this window knows it; `shown` are the
    files that it offered, ticked or not.
    """

    form: str = Field(default="", max_length=KEY_LENGTH)
    revision: int | None = None
    draft_revision: int | None = None
    shown: list[UUID] = Field(default_factory=list)
    otj: Literal["yes", "no"] = "no"
    off_the_job_hours: int | None = None
    off_the_job_record_only: bool = False
    suggest: str = ""
    check: str = ""

    @field_validator("off_the_job_hours", "revision", "draft_revision", mode="before")
    @classmethod
    def _blank_is_none(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @property
    def minutes(self) -> int | None:
        """Hours and minutes together, None where the answer was that there were none."""
        if self.otj == "no":
            return None
        return (self.off_the_job_hours or 0) * 60 + (self.off_the_job_minutes or 0)

    @property
    def record_only(self) -> bool:
        """Whether that was ticked."""
        return self.off_the_job_record_only


F = TypeVar("F", bound=Form)


def new_key() -> str:
    """The key of one rendering of the form, so that sending it twice saves it once."""
    return secrets.token_urlsafe(18)


def read_form(form: type[F], typed: Typed) -> tuple[F, list[Fault]]:
    """The form, without the fields that cannot be read, and a fault for each of those."""
    try:
        return checked(form, typed), []
    except BadInput as wrong:
        unreadable = {fault.path.partition(".")[0] for fault in wrong.faults}
        rest = Typed([(name, value) for name, value in typed.fields if name not in unreadable])
        return checked(form, rest), [_told(fault) for fault in wrong.faults]


def written(
    form: EvidenceForm,
    received: ReceivedForm,
    faults: list[Fault],
    key: str = "",
    files: Sequence[EvidenceFile] | None = None,
) -> Written:
    """What an action takes, from the form and what arrived with it. A missing kind is one more fault."""
    told = {fault.path for fault in faults}
    if form.kind is None and "kind" not in told:
        faults = [*faults, Fault("kind", "Choose the type of evidence.")]
    return Written(
        details=EvidenceDetails(
            title=" ".join(form.title.split()),
            kind=form.kind or EvidenceKind.OTHER,
            happened_on=form.happened_on,
            description=form.description.replace("\r\n", "\n"),
            statement=form.confidentiality_statement,
            duties=tuple(dict.fromkeys(code for code in form.duty if code)),
            ksbs=tuple(dict.fromkeys(code for code in form.ksb if code)),
            statements=form.statements,
        ),
        files=arrived(received) if files is None else files,
        kept=frozenset(form.kept),
        time=_time(form, told),
        faults=[*received.faults, *faults],
        form=key,
        practice=form.marks if isinstance(form, PracticeFields) else (),
    )


def arrived(received: ReceivedForm) -> tuple[EvidenceFile, ...]:
    """The files that lie in the store now."""
    return tuple(
        EvidenceFile(
            uuid4(),
            file.name,
            file.sha256,
            file.size,
            file.media_type.type,
            file.taken.original_sha256,
            file.taken.scan,
            milliseconds=file.taken.milliseconds,
        )
        for file in received.files
        if file.field == "file"
    )


def body_hash(path: str, received: ReceivedForm, *, keyless: bool = False, unsaved: Sequence[EvidenceFile] = ()) -> str:
    """The digest of what was sent: its fields (`keyless` without the form's own key), its files by name and content.

    A ticked file of `unsaved` ones counts as if it had come with the form.
    """
    waiting = {str(file.id): file for file in unsaved}
    left_out = (*OF_THE_WINDOW, "form") if keyless else OF_THE_WINDOW
    fields = [(name, value) for name, value in received.fields if name not in left_out]
    ticked = [waiting[value] for name, value in fields if name == "kept" and value in waiting]
    files = [(f"file {file.field}", f"{file.sha256} {file.name}") for file in received.files]
    files += [("file file", f"{file.sha256} {file.name}") for file in ticked]
    return form_hash(path, [*((n, v) for n, v in fields if n != "kept" or v not in waiting), *files])


def _time(form: EvidenceForm, unreadable: set[str]) -> TimeSpent | None:
    minutes = form.minutes
    if minutes is None or unreadable & {"off_the_job_minutes", "off_the_job_hours"}:
        return None
    return TimeSpent(minutes, form.off_the_job_activity, form.off_the_job_paid_time, form.record_only)


def _told(fault: Fault) -> Fault:
    """A fault of one of several values is told at the field; choices by their words, not their codes."""
    path = fault.path.partition(".")[0]
    if path == "kind":
        return Fault(path, "Choose the type of evidence.")
    if path == "kept":
        return Fault("file", "A file that was kept before is not here any more. Choose it again.")
    return Fault(path, fault.sentence)
