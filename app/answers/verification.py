"""Whether everything kept is what was kept: files against their hashes, the history's chains, signed testimonies
and records, receipts, concerns."""

import hashlib
from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.answers.signatures import discrepancies_of_signatures
from app.db import concerns, history, kept_files, portfolio, receipts, testimony
from app.domain.portfolio import digest_of_words, manifest_from, manifest_sha256
from app.domain.receipts import receipt_sha256
from app.domain.testimony import record_sha256
from app.files.store import FileStore, StoreFault


def discrepancies(session: Session, store: FileStore) -> Iterator[str]:
    """A sentence for each thing that is not as it was written; nothing when all is well."""
    yield from _files(session, store)
    for chain in history.chains(session):
        for broken in history.broken_links(session, chain):
            yield broken.sentence
    for signed in testimony.signed(session):
        if record_sha256(signed) != signed.signed_sha256:
            yield f"Testimony {signed.apprenticeship}/E{signed.number}/{signed.seq} is not what was signed."
    yield from discrepancies_of_signatures(session)
    yield from _receipts(session)
    yield from _concerns(session)
    yield from _portfolios(session)


def _portfolios(session: Session) -> Iterator[str]:
    """Every frozen version: its one hash, and each of its texts that was not erased."""
    for apprenticeship, number, text, sha256 in portfolio.every(session):
        named = f"Portfolio {apprenticeship}, version {number},"
        if manifest_sha256(text) != sha256:
            yield f"{named} is not what was frozen."
            continue
        words = portfolio.words_of(session, apprenticeship, number)
        erased = {one.what for one in portfolio.tombstones_of(session, apprenticeship, number)}
        for key, digest in manifest_from(text).digests.items():
            if key not in words and key not in erased:
                yield f"{named} lacks the words “{key}”."
            elif key in words and digest_of_words(*words[key]) != digest:
                yield f"{named} has other words for “{key}” than were frozen."


def _receipts(session: Session) -> Iterator[str]:
    for given in receipts.every(session):
        if receipt_sha256(given.words) != given.sha256:
            yield f"Receipt {given.code} is not what was given."
    for code, number in receipts.without_confirmation(session):
        yield f"Receipt {code}: its holder did not confirm entry {number} as it says."


def _concerns(session: Session) -> Iterator[str]:
    told = {
        (row.subject, int(row.body.get("entry", 0))): row.body["digest"]
        for row in concerns.written(session)
        if "digest" in row.body
    }
    kept = {(one.number, one.seq): one.digest for one in concerns.kept_words(session)}
    for (number, seq), digest in told.items():
        what = f"Concern {number}, entry {seq}," if seq else f"Concern {number}"
        if (number, seq) not in kept:
            yield f"{what} is missing."
        elif kept[number, seq] not in ("", digest):
            yield f"{what} is not what was written."
    for number, seq in kept.keys() - told.keys():
        yield f"Concern {number}, entry {seq}, is in no history."


def _files(session: Session, store: FileStore) -> Iterator[str]:
    for apprenticeship, sha256, size in kept_files.stored(session):
        where = f"File {apprenticeship}/{sha256}"
        kept = store.size(apprenticeship, sha256)
        if kept is None:
            yield f"{where} is missing."
            continue
        digest = hashlib.sha256()
        try:
            for piece in store.read(apprenticeship, sha256):
                digest.update(piece)
        except StoreFault as fault:
            yield f"{where}: {fault.sentence}"
            continue
        if digest.hexdigest() != sha256 or kept != size:
            yield f"{where} is not what was uploaded."
