"""What is looked at in the viewer, by whom, and at which place."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.apprenticeships import Apprenticeship
from app.domain.evidence import Evidence, EvidenceFile, EvidenceVersion, sees_drafts
from app.domain.evidence.places import (
    DESCRIPTION,
    Pages,
    Part,
    is_picture,
    parts_seen,
    parts_typed,
    places_in,
    reference_of,
    typed,
    typed_of_picture,
)
from app.domain.people import Member
from app.domain.refusals import Fault
from app.domain.standards import Standard
from app.files.reading import Read
from app.web.forms import Typed


@dataclass(frozen=True)
class Looked:
    """What is looked at: a file of a version, or its description where `file` is None, by whom, and at which place.

    `read` is what was read of it, None where nobody tried; `ksb` and `part` are of the place that was asked for.
    """

    member: Member
    apprenticeship: Apprenticeship
    standard: Standard
    evidence: Evidence
    version: EvidenceVersion
    file: EvidenceFile | None
    read: Read | None = None
    ksb: str = ""
    part: Part | None = None
    page: int | None = None
    typed: Typed | None = None
    faults: Sequence[Fault] = ()

    @property
    def reference(self) -> str:
        """How places name it."""
        return DESCRIPTION if self.file is None else reference_of(self.file.sha256)

    @property
    def of_picture(self) -> bool:
        """Whether it is a picture, of which people say freely what is seen in it."""
        return self.file is not None and is_picture(self.file.media_type)

    @property
    def of_pdf(self) -> bool:
        """Whether it is a PDF, of which the number of a page says enough."""
        return self.file is not None and self.file.media_type == "application/pdf"

    def parts_in(self, lines: str, path: str) -> tuple[Part, ...]:
        """The parts of it that somebody typed. Raises BadInput at `path`."""
        return parts_seen(lines, path) if self.of_picture else parts_typed(lines, path)

    def as_typed(self, part: Part) -> str:
        """A part of it as one would type it."""
        if isinstance(part, Pages) and self.of_pdf:
            return typed(part).removeprefix("p ")
        return typed_of_picture(part) if self.of_picture else typed(part)

    @property
    def is_tutor(self) -> bool:
        """Whether whoever looks adds to somebody else's claims."""
        return not sees_drafts(self.member)


def place_asked(version: EvidenceVersion, ksb: str, number: int | None, reference: str) -> Part | None:
    """The place of a KSB by its number, from 1, where it is one of this file."""
    tag = version.tag(ksb)
    places = places_in(tag.where) if tag else ()
    if number is None or not 1 <= number <= len(places) or places[number - 1].file != reference:
        return None
    return places[number - 1].part
