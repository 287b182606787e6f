"""Files that could not be scanned when they arrived, scanned later: by the installation itself, in nobody's name."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.actions.acting import Installation
from app.db import apprenticeships, history, installation, people, scans
from app.db.scans import Waiting
from app.domain.evidence import Scan
from app.files.scanning import Said, Scanner

ANY_SIZE = 1 << 62


def scan_one(house: Installation, scanner: Scanner, *, smaller_than: int = ANY_SIZE) -> tuple[Waiting, Said] | None:
    """Scan the file that has waited longest and note what was said; None where none is due.

    No transaction is open while the file goes to the scanner. Raises StoreFault where the file cannot be read.
    """
    with house.database.writing() as session:
        file = scans.take_waiting(session, house.now(), smaller_than)
    if file is None:
        return None
    said = scanner.scan(house.store.read(file.apprenticeship, file.sha256))
    _note(house, file, said.scan)
    return file, said


def _note(house: Installation, file: Waiting, scan: Scan) -> None:
    with house.database.writing() as session:
        apprenticeships.lock(session, file.apprenticeship)
        if not scans.keep_scan(session, file, scan, house.now()):
            return
        for number, sent in scans.pieces_with(session, file):
            history.append(
                session,
                file.apprenticeship,
                at=house.now(),
                by=None,
                action="file_scanned" if sent else "draft_scanned",
                subject=f"E{number}",
                body={"scan": scan.value},
            )
            if scan is Scan.INFECTED:
                _tell(house, session, file.apprenticeship, number, sent=sent)


def _tell(house: Installation, session: Session, apprenticeship: UUID, number: int, *, sent: bool) -> None:
    """Tell its maker, and the tutor where she knows of the piece."""
    one = apprenticeships.load(session, apprenticeship, house.today())
    address = f"{house.settings.base_url}/a/{apprenticeship}/evidence/E{number}"
    for named in [one.apprentice, *([one.tutor] if one.tutor and sent else [])]:
        if person := people.find(session, named.id, house.today()):
            words = {"name": person.first_name, "piece": f"E{number}", "address": address}
            mail = {"to": person.email, "template": "infected", **words}
            installation.add_job(session, "mail", mail, house.now())
