"""What is twice in a portfolio, as a piece’s page and the form say it: the same file, and nearly the same words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.answers.evidence import Piece
from app.answers.likenesses import Likeness
from app.db.evidence import staged
from app.db.evidence.doubles import Elsewhere, elsewhere
from app.domain.evidence import EvidenceFile
from app.domain.people import Member
from app.web.record import evidence_address


@dataclass(frozen=True, slots=True)
class DoubleRow:
    """One sentence: what is said of this piece, where else that is, its address, and how it ends."""

    words: str
    where: str = ""
    address: str = ""
    end: str = "."


@dataclass(frozen=True, slots=True)
class DoublesView:
    """Files that are twice, and words that are nearly those of another piece."""

    files: tuple[DoubleRow, ...] = ()
    words: tuple[DoubleRow, ...] = ()


def doubles_view(piece: Piece) -> DoublesView:
    """What the page of a piece says about it, to whoever is told."""
    record = piece.apprenticeship.id
    elsewhere = [
        DoubleRow(f"{one.name} is also in", _where(one.number, one.version), evidence_address(record, one.number))
        for one in piece.doubles
    ]
    here = [DoubleRow(words) for words in _twice_here(piece.shown.files)] if piece.compares else []
    alike = [
        DoubleRow(
            _alike_words(one),
            _where(one.number, one.version),
            evidence_address(record, one.number),
            f" (about {one.percent}%).",
        )
        for one in piece.likenesses
    ]
    return DoublesView((*here, *elsewhere), tuple(alike))


def hint_of(file: EvidenceFile, before: Iterable[EvidenceFile], elsewhere: Sequence[Elsewhere]) -> str:
    """What the form says beside a file that is in the form already, or in another piece; "" otherwise."""
    same = next((one for one in before if one.id != file.id and one.sha256 == file.sha256), None)
    if same:
        return f"The same file as {same.name} above. Untick one of them."
    there = next((one for one in elsewhere if file.sha256 in one.hashes), None)
    return f"This file is also in {_where(there.number, there.version)}." if there else ""


def hint_on_arrival(session: Session, member: Member, file: EvidenceFile, now: datetime) -> str:
    """The same of a file that has just arrived, which may be among those of forms that were not saved."""
    unsaved = staged(session, member.person.id, member.apprenticeship, now)
    there = elsewhere(session, member.apprenticeship, [file], None)
    return hint_of(file, [one.file for one in unsaved], there)


def _twice_here(files: Sequence[EvidenceFile]) -> Iterable[str]:
    first: dict[str, str] = {}
    for file in files:
        if file.sha256 in first:
            yield f"{first[file.sha256]} and {file.name} are the same file"
        first.setdefault(file.sha256, file.name)


def _alike_words(one: Likeness) -> str:
    theirs = f"{one.theirs} in" if one.theirs else "the description of"
    return f"{one.mine or 'The description'} has nearly the same words as {theirs}"


def _where(number: int, version: int) -> str:
    return f"E{number}, version {version}"
