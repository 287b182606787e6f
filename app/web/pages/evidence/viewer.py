"""From a file and what was read of it to what the viewer shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.apprenticeships import Apprenticeship
from app.domain.evidence import Evidence, EvidenceFile, EvidenceVersion, KsbTag, VersionState, sees_drafts
from app.domain.evidence.places import (
    DESCRIPTION,
    Pages,
    Part,
    Words,
    fragment,
    is_picture,
    is_placeable,
    is_recording,
    is_spreadsheet,
    is_where_settled,
    part_words,
    parts_seen,
    parts_typed,
    places_in,
    reference_of,
    typed,
    typed_of_picture,
)
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.refusals import Fault
from app.domain.standards import Standard
from app.files.kinds import may_show_inline
from app.files.reading import Page, Read
from app.web.forms import Typed
from app.web.ksbs import in_published_order
from app.web.pages.evidence.viewer_view import KsbBeside, Other, ViewerView, WordsOfPage
from app.web.places_shown import places_shown, viewer_address
from app.web.record import evidence_address

UNFOLDED = 3
"""So many KSBs begin with their fields open; of more, each opens for itself."""


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

    def parts_in(self, lines: str, path: str) -> tuple[Part, ...]:
        """The parts of it that somebody typed. Raises BadInput at `path`."""
        return parts_seen(lines, path) if self.of_picture else parts_typed(lines, path)

    def as_typed(self, part: Part) -> str:
        """A part of it as one would type it."""
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


def viewer_view(looked: Looked) -> ViewerView:
    """The viewer's page."""
    evidence, version, file = looked.evidence, looked.version, looked.file
    here = evidence_address(evidence.apprenticeship, evidence.number)
    raw = f"{here}/files/{file.id}" if file else ""
    shows = _shows(looked)
    page = _page(looked)
    pages = _pages(looked)
    says = may(looked.member, Permission.PLACE_TAG)
    ksbs = _ksbs(looked)
    return ViewerView(
        name=evidence.name,
        title=version.title or "Untitled draft",
        piece_address=here,
        heading=file.name if file else "What was written",
        shows=shows,
        source=_source(raw, shows, looked.part, page),
        file_address=raw,
        frame_address=viewer_address(evidence, version, file),
        page=str(page) if page and shows == "pdf" else "",
        pages=pages,
        words_note=looked.read.why_not if looked.read and not looked.read.readable else "",
        words_address=f"{viewer_address(evidence, version, file)}?words=yes" if shows == "pdf" and not pages else "",
        asked=part_words(looked.part) if looked.part else "",
        hint=_hint(looked),
        may_point=shows != "nothing",
        stays=_stays(looked),
        ksbs=ksbs,
        others=_others(looked),
        save_address=f"{here}/places" if says and any(ksb.may for ksb in ksbs) else "",
        file=str(file.id) if file else "",
        version=version.version,
        faults=tuple(looked.faults),
    )


def _shows(looked: Looked) -> str:
    if looked.file is None:
        return "words"
    kind = looked.file.media_type
    if may_show_inline(kind):
        return "pdf" if kind == "application/pdf" else kind.partition("/")[0]
    return "words" if looked.read and looked.read.pages else "nothing"


def _page(looked: Looked) -> int | None:
    if looked.page is not None:
        return looked.page
    if isinstance(looked.part, Pages):
        return looked.part.first
    return looked.part.page if isinstance(looked.part, Words) else None


def _source(raw: str, shows: str, part: Part | None, page: int | None) -> str:
    if shows == "pdf":
        return f"{raw}#page={page}" if page else raw
    at = fragment(part) if part and shows in ("audio", "video") else ""
    return f"{raw}#{at}" if at else raw


def _hint(looked: Looked) -> str:
    if looked.file is None:
        return "Words from it in quotation marks, such as “three options”. One place a line."
    if looked.of_picture:
        return "The whole picture, or what is seen in it, in your words. One place a line."
    if is_recording(looked.file.media_type):
        return "A time, such as 2:10, or from when to when, such as 2:10 to 2:40. One place a line."
    if looked.file.sheets or is_spreadsheet(looked.file.media_type):
        return "A sheet and cells, such as Budget!B2:D9. One place a line."
    return "A page, such as p 2 or p 2–3, or words in quotation marks. One place a line."


def _stays(looked: Looked) -> str:
    """What to know before saving, where that is for good: what was sent is a claim, and stays as it is."""
    if looked.version.state is VersionState.DRAFT:
        return ""
    return "Once saved, this stays as it is." + ("" if looked.is_tutor else " To change it later, add a new version.")


def _ksbs(looked: Looked) -> tuple[KsbBeside, ...]:
    claimed = {tag.ksb: tag for tag in looked.version.tags if tag.ksb in looked.version.ksbs}
    few = len(claimed) <= UNFOLDED
    ordered = sorted(in_published_order(claimed, looked.standard), key=lambda code: code != looked.ksb)
    return tuple(_beside(looked, claimed[code], few) for code in ordered)


def _beside(looked: Looked, tag: KsbTag, few: bool) -> KsbBeside:
    ksb = looked.standard.ksb_by_code.get(tag.ksb)
    here = [place.part for place in places_in(tag.where) if place.file == looked.reference]
    says = may(looked.member, Permission.PLACE_TAG)
    typed_ = looked.typed or Typed()
    settled = is_where_settled(looked.version, tag, tutor=looked.is_tutor)
    faulty = any(fault.path.endswith(f"-{tag.ksb}") for fault in looked.faults)
    return KsbBeside(
        code=tag.ksb,
        short=ksb.short if ksb else "",
        plain=ksb.plain if ksb else "",
        text=ksb.text if ksb else "",
        state=tag.state.value,
        places=places_shown(looked.evidence, looked.version, tag),
        where=typed_.get(f"where-{tag.ksb}", "\n".join(looked.as_typed(part) for part in here)),
        how=typed_.get(f"how-{tag.ksb}", tag.how),
        may=says and is_placeable(looked.evidence, looked.version, tag, tutor=looked.is_tutor),
        settled=settled,
        open=faulty or (not settled and (few or tag.ksb == looked.ksb)),
    )


def _others(looked: Looked) -> tuple[Other, ...]:
    """What else of this version may be looked at."""
    evidence, version = looked.evidence, looked.version
    found = [Other(file.name, viewer_address(evidence, version, file)) for file in version.files if file != looked.file]
    if version.description.strip() and looked.file is not None:
        found.append(Other("What was written", viewer_address(evidence, version, None)))
    return tuple(found)


def _pages(looked: Looked) -> tuple[WordsOfPage, ...]:
    if looked.read is None:
        return ()
    words = looked.part if isinstance(looked.part, Words) else None
    found, marked = [], False
    for page in looked.read.pages:
        span = None if marked or words is None else _span(page, words)
        marked = marked or span is not None
        start, end = span or (len(page.words), len(page.words))
        number = page.place.removeprefix("page ") if page.place.startswith("page ") else ""
        found.append(WordsOfPage(page.place, number, page.words[:start], page.words[start:end], page.words[end:]))
    return tuple(found)


def _span(page: Page, words: Words) -> tuple[int, int] | None:
    """Where the passage stands on this page, whatever the line breaks and quotation marks."""
    if words.page is not None and page.place != f"page {words.page}":
        return None
    said = r"\s+".join(re.sub(r"[\"'“”„‘’]", "[\"'“”„‘’]", re.escape(word)) for word in words.text.split())
    found = re.search(said, page.words, re.IGNORECASE)
    return found.span() if found else None
