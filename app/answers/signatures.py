"""Whether records and signatures are as they were: against their hashes, and against what history tells of them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from sqlalchemy.orm import Session

from app.db import reviews
from app.db import signatures as db
from app.db.reviews import SectionKept
from app.db.signatures import Told
from app.domain.reviews import not_as_put
from app.domain.signatures import (
    Answer,
    RecordKey,
    RecordKind,
    Signature,
    record_name,
    record_sha256,
    signature_sha256,
)

ACTIONS = {
    Answer.SIGNED: "record_signed",
    Answer.REFUSED: "record_refused",
    Answer.UNOBTAINABLE: "record_unobtainable",
}
_Told = Mapping[tuple[str, int, str, str], Told]


def discrepancies_of_signatures(session: Session) -> Iterator[str]:
    """A sentence for each record or signature that is not as it was; one apprenticeship in memory at a time."""
    for apprenticeship, records in groupby(db.contents(session), key=lambda one: one[0].apprenticeship):
        told = {(one.subject, one.version, one.action, one.role): one for one in db.told_of(session, apprenticeship)}
        answers = db.answers_on(session, apprenticeship)
        words = reviews.words_of_all(session, apprenticeship)
        there = set()
        for key, content, sha256, erased in records:
            given = answers.get(key, [])
            yield from _of_record(key, content, sha256, erased, told)
            if key.kind is RecordKind.REVIEW and record_sha256(content) == sha256:
                yield from _of_words(key, content, words.get((key.number, key.version), ()))
            yield from _of_answers(key, given, sha256, erased, told)
            there.add((*_which(key), "record_put", ""))
            there.update((*_which(key), ACTIONS[one.answer], one.role.value) for one in given)
        for subject, version, action, role in told:
            if (subject, version, action, role) not in there and action != "record_erased":
                what = f"the answer of the {role}" if role else "a record"
                yield f"Record {apprenticeship}/{subject}/{version}: history tells of {what} that is not there."
    for chain in db.chains_without_records(session):
        yield f"History {chain} tells of records to sign that are not there."


def _of_record(key: RecordKey, content: str, sha256: str, erased: bool, told: _Told) -> Iterator[str]:
    where = _where(key)
    if erased:
        if content or (*_which(key), "record_erased", "") not in told:
            yield f"{where}, is marked as erased, and history tells of no erasing."
    elif record_sha256(content) != sha256:
        yield f"{where}, is not what was put to be signed."
    put = told.get((*_which(key), "record_put", ""))
    if put is None or put.sha256 != sha256:
        yield f"{where}: history tells of another record than this."


def _of_words(key: RecordKey, content: str, kept: Sequence[SectionKept]) -> Iterator[str]:
    """A review’s page shows its words from where they were written, and some of them stand nowhere else."""
    for code in not_as_put(content, [(one.words, one.salt) for one in kept]):
        yield f"{_where(key)}, has other words in the section {code} than were put to be signed."


def _of_answers(key: RecordKey, given: list[Signature], sha256: str, erased: bool, told: _Told) -> Iterator[str]:
    for one in given:
        whose = f"{_where(key)}: the answer of the {one.role.value}"
        if one.sha256 != sha256:
            yield f"{whose} is to another record than this."
        row = told.get((*_which(key), ACTIONS[one.answer], one.role.value))
        if row is None:
            yield f"{whose} is not in the history."
        # What was written with it went with the record's words.
        elif not erased and row.digest != signature_sha256(key, one):
            yield f"{whose} is not what was given."


def _which(key: RecordKey) -> tuple[str, int]:
    return f"{key.kind.value} {key.number}", key.version


def _where(key: RecordKey) -> str:
    return f"Record {key.apprenticeship}, {record_name(key)}"
