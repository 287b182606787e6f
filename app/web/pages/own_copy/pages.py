"""The pages of a copy: an index, one for each piece and each signed record, hours as a table; no script anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.actions.acting import Installation
from app.answers.own_copy import KeptRecord, OwnCopy
from app.db.evidence import DecisionRecord
from app.domain.evidence import Evidence, EvidenceFile, EvidenceVersion, TagState
from app.domain.evidence.places import place_words, places_in, reference_of
from app.domain.signatures import signature_words
from app.domain.testimony import Testimony
from app.exchange.csv_table import csv_table
from app.rendering.environment import TEMPLATES, render
from app.rendering.states import EVIDENCE_STATES, TAG_STATES
from app.web.assessment_words import MethodLine, grade_words, method_line
from app.web.hours_tables import ENTRIES, entry_rows
from app.web.pages.own_copy.beside import PageInCopy, beside_pages
from app.web.signed.document import Document
from app.web.signed.page import document_of
from app.web.signed.signatures import record_title


@dataclass(frozen=True, slots=True)
class FileKept:
    """Where a file lies in the copy; `path` is "" where it cannot be in it."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class PieceInCopy:
    """One piece: each version with its KSBs in words and its files as (file, where it lies), what witnesses signed, and
    every decision."""

    piece: Evidence
    path: str
    title: str
    state: str
    kind: str
    versions: tuple[tuple[EvidenceVersion, tuple[tuple[str, str], ...], tuple[tuple[EvidenceFile, str], ...]], ...]
    decisions: tuple[tuple[str, DecisionRecord], ...]
    testimonies: tuple[Testimony, ...]


@dataclass(frozen=True, slots=True)
class RecordInCopy:
    """One version of a signed record. `document` is None where it was erased; `receipts` are words to check."""

    path: str
    title: str
    document: Document | None
    sha256: str
    receipts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopyIndex:
    """The first page. `portfolio` is the folder of the frozen portfolio, "" without one; `beside` are the case study,
    targets, skills scans and adjustments, each where there is any."""

    name: str
    provider: str
    employer: str
    standard: str
    made_at: datetime
    pieces: tuple[PieceInCopy, ...]
    closed: tuple[str, ...]
    records: tuple[RecordInCopy, ...]
    entries: int
    portfolio: str
    assessment: str
    whole: str
    why: str
    methods: tuple[MethodLine, ...]
    beside: tuple[PageInCopy, ...]


def copy_pages(
    house: Installation,
    copy: OwnCopy,
    kept: Mapping[tuple[int, str], FileKept],
    portfolio: str,
    now: datetime,
) -> dict[str, bytes]:
    """Every page by its path in the copy."""
    one, catalogue = copy.apprenticeship, house.catalogue
    standard = copy.assessment.standard
    kinds = {kind.code: kind.name for kind in catalogue.programme(one.programme).evidence_kinds}
    pieces = tuple(_piece(each, copy, kinds, kept) for each in copy.pieces)
    records = tuple(_record(each) for each in copy.records)
    beside = beside_pages(copy, now.date())
    whole = copy.assessment.whole
    index = CopyIndex(
        name=one.apprentice.name,
        provider=house.settings.provider_name,
        employer=one.terms.employer.name,
        standard=f"{standard.title}, {standard.reference} version {standard.version}",
        made_at=now,
        pieces=pieces,
        closed=copy.closed,
        records=records,
        entries=len(copy.entries),
        portfolio=portfolio,
        assessment=copy.assessment.plan.assessment,
        whole=grade_words(whole.grade) if whole.grade else "",
        why=whole.reason,
        methods=tuple(
            method_line(copy.assessment, place, one.id, now.date()) for place in range(len(copy.assessment.methods))
        ),
        beside=beside,
    )
    pages = {
        "index.html": render("pack/own_index.html", view=index),
        "hours.csv": csv_table(ENTRIES, entry_rows(catalogue, copy.entries)),
        "pack.css": Path(TEMPLATES / "pack/pack.css").read_text(encoding="utf-8"),
    }
    for each in pieces:
        pages[each.path] = render("pack/own_piece.html", view=each)
    for other in beside:
        pages[other.path] = render("pack/own_page.html", view=other)
    for shown, found in zip(records, copy.records, strict=True):
        pages[shown.path] = render("pack/own_record.html", view=shown)
        if found.content:
            pages[shown.path.removesuffix(".html") + ".json"] = found.content
    return {path: page.encode() for path, page in pages.items()}


def _piece(
    piece: Evidence, copy: OwnCopy, kinds: Mapping[str, str], kept: Mapping[tuple[int, str], FileKept]
) -> PieceInCopy:
    kind = piece.shown.kind.value
    return PieceInCopy(
        piece=piece,
        path=f"evidence/{piece.name}.html",
        title=piece.shown.title or "No title yet",
        state=EVIDENCE_STATES[piece.state.value].word,
        kind=kinds.get(kind, kind),
        versions=tuple(
            (version, _tags(version), tuple((file, kept[piece.number, file.sha256].path) for file in version.files))
            for version in reversed(piece.versions)
        ),
        decisions=tuple((_verdict(each), each) for each in copy.decisions.get(piece.number, ())),
        testimonies=tuple(each for each in copy.testimonies if each.number == piece.number),
    )


def _tags(version: EvidenceVersion) -> tuple[tuple[str, str], ...]:
    names = {reference_of(file.sha256): file.name for file in version.files}
    return tuple(
        (tag.ksb, ". ".join(words for words in (_state(tag.state), _where(tag.where, names), tag.how) if words))
        for tag in version.tags
    )


def _where(where: str, names: Mapping[str, str]) -> str:
    return "; ".join(place_words(place, names.get(place.file, "")) for place in places_in(where))


def _state(state: TagState) -> str:
    return TAG_STATES[state.value].word if state.value in TAG_STATES else ""


def _verdict(one: DecisionRecord) -> str:
    return TAG_STATES[one.verdict.value].word if one.verdict else "Opened again"


def _record(found: KeptRecord) -> RecordInCopy:
    standing = found.standing
    key = standing.key
    return RecordInCopy(
        path=f"records/{key.kind.value}-{key.number}-{key.version}.html",
        title=record_title(key),
        document=document_of(key.kind, found.content) if found.content else None,
        sha256=standing.sha256,
        receipts=tuple(signature_words(key, given) for given in standing.signatures),
    )
