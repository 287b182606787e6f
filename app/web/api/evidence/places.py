"""Where and how a piece shows a KSB, as a program says it."""

from collections.abc import Sequence

from fastapi import APIRouter, Depends, Request
from pydantic import Field

from app.actions import evidence as actions
from app.actions.evidence import Placing
from app.answers.evidence import piece_seen
from app.answers.file_words import has_words, text_of, words_of
from app.db import evidence as db
from app.domain.evidence import Evidence, EvidenceFile, EvidenceVersion, sees_drafts
from app.domain.evidence.places import DESCRIPTION, LONGEST_HOW, Place, Words, part_typed, reference_of
from app.domain.people import Member
from app.domain.permissions import Permission, reads_uncleared
from app.domain.refusals import BadInput, Fault, NotFound
from app.web.access import acting, installation, member_who_may, reading
from app.web.api.bodies import SentJson, sent_json
from app.web.api.evidence.said import Json, evidence_said
from app.web.forms import Form

router = APIRouter(prefix="/apprenticeships/{apprenticeship}/evidence", tags=["evidence"])


class PlaceBody(Form):
    """One place. `file` is the file's id or name, or “description”; "" where the version has one file or none.

    In it either `at`, as people type it (p 2–3, 2:10 to 2:40, Budget!B2:D9, “three options”), or one of the others:
    pages from 1, times in seconds.
    """

    file: str = Field(default="", max_length=300)
    at: str = Field(default="", max_length=1_000)
    page: int | None = Field(default=None, ge=1, le=99_999)
    to_page: int | None = Field(default=None, ge=1, le=99_999)
    start: int | None = Field(default=None, ge=0, le=359_999)
    end: int | None = Field(default=None, ge=0, le=359_999)
    words: str = Field(default="", max_length=1_000)
    sheet: str = Field(default="", max_length=100)
    cells: str = Field(default="", max_length=20)

    @property
    def typed(self) -> str:
        """The place within its file as people would type it."""
        if self.at:
            return self.at
        page = "" if self.page is None else f"p {self.page}" + (f"–{self.to_page}" if self.to_page else "")
        if self.words:
            return f"{page}: “{self.words}”" if page else f"“{self.words}”"
        if self.start is not None:
            return _clock(self.start) + ("" if self.end is None else f" to {_clock(self.end)}")
        if self.sheet:
            name = "'" + self.sheet.replace("'", "''") + "'"
            return f"{name}!{self.cells}" if self.cells else f"sheet {name}"
        return page or "all of it"


class PlacesBody(Form):
    """Every place of the KSB, in place of those that were said; and how the piece shows it."""

    where: list[PlaceBody] = Field(default_factory=list, max_length=50)
    how: str = Field(default="", max_length=LONGEST_HOW)


@router.put("/{evidence}/tags/{ksb}/place")
def say_place(
    request: Request,
    evidence: str,
    ksb: str,
    member: Member = member_who_may(Permission.PLACE_TAG),
    sent: SentJson = Depends(sent_json),
) -> Json:
    """Say where and how a piece shows a KSB: on the open draft for its writer, else on the version that counts."""
    with reading(request) as session:
        found = piece_seen(session, member, evidence)
    version = _version(found, member)
    if version.tag(ksb) is None:
        raise NotFound
    body = sent.as_form(PlacesBody)
    placing = Placing(ksb, _places(version, body.where), body.how)
    texts = _texts(request, member, version, placing.places)
    with acting(request) as who:
        actions.place_tags(who, member.apprenticeship, found.number, version.version, [placing], texts)
        held = db.findings_of(who.session, member.apprenticeship, [found.number]) if reads_uncleared(member) else {}
        return evidence_said(db.load(who.session, member.apprenticeship, found.number), member, held)


def _version(evidence: Evidence, member: Member) -> EvidenceVersion:
    return (evidence.draft if sees_drafts(member) else None) or evidence.shown


def _places(version: EvidenceVersion, said: Sequence[PlaceBody]) -> tuple[Place, ...]:
    """The places as they are kept. Raises BadInput with every one that cannot be read."""
    faults: list[Fault] = []
    found = []
    for number, one in enumerate(said):
        path = f"where.{number}"
        try:
            found.append(Place(_file(version, one.file, f"{path}.file"), part_typed(one.typed, path)))
        except BadInput as wrong:
            faults += wrong.faults
    if faults:
        raise BadInput(faults)
    return tuple(dict.fromkeys(found))


def _file(version: EvidenceVersion, said: str, path: str) -> str:
    if said == DESCRIPTION or (not said and not version.files):
        return DESCRIPTION
    if not said and len(version.files) == 1:
        return reference_of(version.files[0].sha256)
    for file in version.files:
        if said in (str(file.id), file.name, file.sha256):
            return reference_of(file.sha256)
    raise BadInput([Fault(path, "Name a file of this version by its id or name, or say “description”.")])


def _texts(request: Request, member: Member, version: EvidenceVersion, places: Sequence[Place]) -> dict[str, str]:
    """The words of each file that words were quoted from, read while no transaction is open."""
    quoted = {place.file for place in places if isinstance(place.part, Words)}
    files: list[EvidenceFile] = [
        file for file in version.files if reference_of(file.sha256) in quoted and has_words(file)
    ]
    found = {}
    for file in files[:5]:
        text = text_of(words_of(installation(request).store, member.apprenticeship, file))
        if text is not None:
            found[reference_of(file.sha256)] = text
    return found


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
