"""What one rendering of the evidence form is for, and what it is shown again with."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.domain.evidence import EvidenceFile, EvidenceVersion
from app.domain.refusals import Fault
from app.web.forms import Typed


@dataclass(frozen=True, slots=True)
class Use:
    """One use of the form. `own` are the files the piece has already; `typed` what the fields begin with.

    `draft` is the one it changes, `before` are the numbers of the piece and of the version it begins from;
    `name` is that of the piece, such as E13.
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
