"""Files are looked through with all that is known as their check is kept, also what comes in while they are read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from app.actions import evidence as actions
from app.actions.acting import Installation
from app.actions.evidence import Written
from app.actions.watching import watch_name
from app.db import evidence as db
from app.db.installation import claim_job
from app.domain.confidentiality import FindingState
from app.domain.evidence import EvidenceDetails, EvidenceFile, EvidenceKind
from app.files.folder import FolderStore
from app.worker import Worker
from tests.cast import Cast
from tests.conftest import Clock

NOTE = b"We looked at three options together and chose one with quillfeather."
FOUND = [("file", FindingState.OPEN)]


class Slow(FolderStore):
    """A store of which a file is read so slowly that something happens meanwhile, once."""

    def __init__(self, store: Any, meanwhile: Callable[[], Any]) -> None:
        super().__init__(store.folder)
        self._meanwhile = [meanwhile]

    def read(self, apprenticeship: UUID, sha256: str, start: int = 0, end: int | None = None) -> Any:
        if self._meanwhile:
            self._meanwhile.pop()()
        return super().read(apprenticeship, sha256, start, end)


def note(house: Installation, cast: Cast) -> EvidenceFile:
    sink = house.store.sink(cast.hers)
    sink.write(NOTE)
    kept = sink.finish()
    return EvidenceFile(uuid4(), "note.txt", kept.sha256, kept.size, "text/plain")


def written(**more: Any) -> Written:
    details = EvidenceDetails("A visit", EvidenceKind.WORK_PRODUCT, date(2026, 11, 2), "What I did.", True, (), ("K1",))
    return Written(details, **more)


def slowly(house: Installation, cast: Cast) -> Installation:
    def watched() -> None:
        with house.acting(cast.priya) as acting:
            watch_name(acting, cast.hers, "Zofia Quillfeather")

    return replace(house, store=Slow(house.store, watched))


def found(house: Installation, cast: Cast) -> tuple[str, list[tuple[str, FindingState]]]:
    with house.database.reading() as session:
        findings = db.findings_in(session, cast.hers, 1, 1)
        return db.load(session, cast.hers, 1).state.value, [(one.field, one.state) for one in findings]


def test_a_name_watched_for_while_a_form_s_files_are_read_holds_what_is_saved_with_them(
    house: Installation, cast: Cast, clock: Clock
) -> None:
    file = note(house, cast)
    looked = actions.looked_at_once(slowly(house, cast), cast.chloe.id, cast.hers, [file])
    assert file.sha256 in looked
    with house.acting(cast.chloe) as acting:
        actions.add_evidence(acting, cast.hers, written(files=[file], looked=looked), send=True)
    assert found(house, cast) == ("draft", [])
    clock.now += timedelta(minutes=1)
    worker = Worker(house)
    while worker.do_one():
        pass
    assert found(house, cast) == ("draft", FOUND)


def test_a_name_watched_for_while_a_job_reads_a_draft_s_files_is_found_in_them(
    house: Installation, cast: Cast, clock: Clock
) -> None:
    with house.acting(cast.chloe) as acting:
        actions.add_evidence(acting, cast.hers, written(files=[note(house, cast)]), send=True)
    with house.database.writing() as session:
        job = claim_job(session, house.now() + timedelta(minutes=1))
    assert job is not None
    actions.do_check(slowly(house, cast), job)
    assert found(house, cast) == ("draft", FOUND)
    clock.now += timedelta(minutes=1)
    worker = Worker(house)
    while worker.do_one():
        pass
    assert found(house, cast) == ("draft", FOUND)
