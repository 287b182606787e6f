"""Looking evidence through for what identifies somebody: its words as they are saved, its files once they are read.

A file is read outside of any transaction, and what was found is saved in a short one. A check that dies is done again;
the same result a second time changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.actions.acting import Acting
from app.answers.confidentiality import known_of
from app.db import evidence as db
from app.db import installation as jobs
from app.domain.confidentiality import FindingKind, Known
from app.domain.confidentiality.hidden import is_quiet
from app.domain.evidence import Checked, Evidence, EvidenceFile, EvidenceVersion
from app.domain.evidence.checking import checked_again, known_before
from app.domain.evidence.findings import (
    FILE,
    Finding,
    Spotted,
    in_one_place,
    numbered,
    spotted_in_text,
    spotted_in_words,
)
from app.domain.evidence.likeness import comparable
from app.files.reading import Read, checked, read
from app.files.store import FileStore

JOB = "check"
SOON = timedelta(seconds=20)
"""How long a job leaves the check to whoever has just saved, who mostly does it at once."""


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """What looking one file through gave: whether a machine could, what it spotted, how long the file is.

    `signature` tells files with nearly the same words, "" where there are none or few. `known` is what was known then.
    """

    checked: Checked
    known: Known
    spotted: tuple[Spotted, ...] = ()
    pages: int | None = None
    sheets: tuple[str, ...] = ()
    signature: str = ""


def look_through(
    store: FileStore, apprenticeship: UUID, files: Iterable[EvidenceFile], known: Known
) -> Mapping[str, LookedThrough]:
    """Read files and look for what identifies somebody, by their hash. Takes a while: never within a transaction."""
    found: dict[str, LookedThrough] = {}
    for file in files:
        if file.sha256 not in found:
            pieces = store.read(apprenticeship, file.sha256)
            found[file.sha256] = looked_through(file, read(pieces, file.media_type, file.name), known)
    return found


def looked_through(file: EvidenceFile, was_read: Read, known: Known) -> LookedThrough:
    """What a file's words come to, once they are read."""
    spotted = in_one_place(_spotted_in(file.sha256, was_read, known))
    plain = was_read.readable and was_read.english
    state = Checked.MACHINE if plain else Checked.NOT_BY_MACHINE if was_read.readable else Checked.UNREADABLE
    words = comparable("\n".join(page.words for page in was_read.pages))
    return LookedThrough(state, known, spotted, was_read.page_count, was_read.sheets, words)


def can_be_read(file: EvidenceFile) -> bool:
    """Whether a file has words that a machine can read at all; pictures, sound and film have none."""
    return checked(file.media_type)


def files_as_known(files: Sequence[EvidenceFile], looked: Mapping[str, LookedThrough]) -> tuple[EvidenceFile, ...]:
    """Files with what is known of them by now: what was just read, and of which types none can be read."""
    return tuple(_as_known(file, looked.get(file.sha256)) for file in files)


def check_draft(
    draft: EvidenceVersion,
    before: EvidenceVersion | None,
    found_before: Sequence[Finding],
    looked: Mapping[str, LookedThrough],
    known: Known,
    at: datetime,
) -> tuple[EvidenceVersion, list[Finding]]:
    """The draft as its check stands at this moment, and what was found in it.

    `before` is the same draft as it was, or the version it began from. What was read with that is not read again, and
    what was kept there stays kept. What was read before more was known is to be read again.
    """
    looked = {sha256: seen for sha256, seen in looked.items() if seen.known == known}
    done = {file.sha256 for file in before.files} if before is not None and before.checked_at is not None else set()
    by_machine = [file.sha256 for file in draft.files if can_be_read(file)]
    old = known_before(before, found_before) if before is not None else {}
    same = before is not None and before.version == draft.version
    if not same:
        old = {key: replace(one, id=uuid4()) for key, one in old.items()}
    spotted = [*spotted_in_words(draft, known), *_spotted_of(draft.files, looked)]
    not_read_now = {file.sha256 for file in draft.files} - set(looked)
    standing, gone = checked_again(old, spotted, not_read_now, at, _ids())
    whole = all(sha256 in looked or sha256 in done for sha256 in by_machine)
    return replace(draft, checked_at=at if whole else None), [*standing, *(gone if same else ())]


def save_check(
    session: Session,
    at: datetime,
    evidence: tuple[UUID, int],
    draft: EvidenceVersion,
    findings: Sequence[Finding],
    looked: Mapping[str, LookedThrough],
) -> None:
    """Write down what was found in a draft, and what was learnt of its files."""
    apprenticeship, number = evidence
    db.lay_findings(session, apprenticeship, number, draft.version, findings)
    db.set_checked(session, apprenticeship, number, draft.version, draft.checked_at)
    for file in draft.files:
        seen = looked.get(file.sha256)
        if seen is not None or not can_be_read(file):
            db.learn_of_file(
                session,
                apprenticeship,
                file.sha256,
                checked=seen.checked if seen else Checked.NOT_BY_MACHINE,
                pages=seen.pages if seen else None,
                sheets=seen.sheets if seen else (),
                signature=seen.signature if seen else "",
                at=at,
            )


def check_later(
    acting: Acting, evidence: tuple[UUID, int], draft: EvidenceVersion, *, send: bool, looking: bool
) -> None:
    """Leave what is still to be read to a job, which sends the draft where that was asked and it is as it was then.

    `looking`: whoever sends it states that files which no machine can read were looked at.
    """
    body = {
        "apprenticeship": str(evidence[0]),
        "number": evidence[1],
        "version": draft.version,
        "revision": draft.revision,
        "send_for": str(acting.person.id) if send else "",
        "looking": looking,
    }
    jobs.add_job(acting.session, JOB, body, acting.now + SOON)


def check_drafts_again(acting: Acting, apprenticeship: UUID) -> None:
    """Look every open draft through again, since more is known by now: words at once, files by a job.

    Until its files are read again, a draft is held.
    """
    known = known_to(acting, apprenticeship)
    found = db.with_open_drafts(acting.session, apprenticeship)
    findings_of = db.findings_of(acting.session, apprenticeship, found) if found else {}
    for evidence in db.load_many(acting.session, apprenticeship, found):
        draft = evidence.draft
        if draft is not None and evidence.quarantined_at is None:
            _check_again(acting, evidence, draft, findings_of.get((evidence.number, draft.version), ()), known)


def check_opened_again(acting: Acting, apprenticeship: UUID, number: int) -> None:
    """Look the open draft of a piece through that was closed until now: meanwhile more may be known, and nobody looked.

    Its words at once, its files by a job; until then it is held.
    """
    evidence = db.load(acting.session, apprenticeship, number)
    draft = evidence.draft
    if draft is not None:
        found = db.findings_in(acting.session, apprenticeship, number, draft.version)
        _check_again(acting, evidence, draft, found, known_to(acting, apprenticeship))


def _check_again(
    acting: Acting, evidence: Evidence, draft: EvidenceVersion, found: Sequence[Finding], known: Known
) -> None:
    key, unread = (evidence.apprenticeship, evidence.number), replace(draft, checked_at=None)
    checked_now, findings = check_draft(unread, unread, found, {}, known, acting.now)
    save_check(acting.session, acting.now, key, checked_now, findings, {})
    if checked_now.checked_at is None:
        check_later(acting, key, checked_now, send=False, looking=False)


def known_to(acting: Acting, apprenticeship: UUID) -> Known:
    """What the check knows of this apprenticeship."""
    return known_of(acting.session, acting.settings, apprenticeship)


def _as_known(file: EvidenceFile, seen: LookedThrough | None) -> EvidenceFile:
    if seen is not None:
        return replace(file, checked=seen.checked, pages=seen.pages or file.pages, sheets=seen.sheets or file.sheets)
    return file if can_be_read(file) else replace(file, checked=Checked.NOT_BY_MACHINE)


def _spotted_of(files: Sequence[EvidenceFile], looked: Mapping[str, LookedThrough]) -> Iterator[Spotted]:
    for sha256 in dict.fromkeys(file.sha256 for file in files):
        if sha256 in looked:
            yield from looked[sha256].spotted


def _spotted_in(sha256: str, was_read: Read, known: Known) -> Iterator[Spotted]:
    # Everything that stands at a place is numbered, whether it says something or not: the numbers stay as they are when
    # a name is watched for from now on, so that no reason for keeping one becomes another's.
    pages = [page.place for page in was_read.pages]
    for page, place in zip(was_read.pages, numbered(pages), strict=True):
        for spotted in spotted_in_text(FILE, page.words, known, sha256, place):
            yield replace(spotted, unnumbered=page.place)
    hides = [f"{one.what}, {one.place}" if one.place else one.what for one in was_read.hidden]
    for one, bare, place in zip(was_read.hidden, hides, numbered(hides), strict=True):
        if not is_quiet(one.what, one.words, known):
            size = len(one.words)
            yield Spotted(FILE, sha256, FindingKind.HIDDEN, place, 0, size, one.words, unnumbered=bare)


def _ids() -> Iterator[UUID]:
    while True:
        yield uuid4()
