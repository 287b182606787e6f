"""Files sent in pieces: begun, gone on with by turns, stopped, and arrived as a file of an unsaved form.

No transaction is open while bytes come: a turn is taken in one, each piece is noted in one once it lies in the store,
and whoever has lost the turn meanwhile is told there.
"""

from dataclasses import replace
from uuid import UUID, uuid4

from app.actions.acting import Acting
from app.actions.evidence.files import stage_files
from app.db import evidence as kept
from app.db.evidence import uploads as db
from app.domain import uploads as domain
from app.domain.evidence import EvidenceFile
from app.domain.permissions import Permission
from app.domain.refusals import NotFound, TooOften, WrongState
from app.domain.uploads import Piece, Upload


def begin_upload(acting: Acting, apprenticeship: UUID, form: str, name: str, size: int) -> Upload:
    """Make room for a file of so many bytes, of which nothing has come yet. Raises TooOften where too many wait."""
    acting.insist(Permission.ADD_EVIDENCE, apprenticeship)
    acting.lock(apprenticeship)
    waiting = db.unfinished(acting.session, acting.person.id, apprenticeship, acting.now)
    if len(waiting) >= domain.MOST_AT_ONCE:
        raise TooOften(f"{len(waiting)} files are on their way already. Let one arrive or stop it, then try again.")
    upload = Upload(uuid4(), acting.person.id, apprenticeship, form, name, size, 0, acting.now)
    db.begin(acting.session, upload)
    return upload


def take_turn(acting: Acting, apprenticeship: UUID, upload: UUID, offset: int | None = None) -> Upload:
    """The upload, with a turn to send from `offset`; without one, to look at what is whole.

    What has arrived already takes no turn. Raises NotFound, or WrongState while somebody else has the turn or where
    more or less is here than was thought.
    """
    found = _locked(acting, apprenticeship, upload)
    if offset is None and not found.is_whole:
        raise WrongState(f"Only {found.offset} of {found.size} bytes of “{found.name}” are here.")
    domain.insist_offset(found, found.offset if offset is None else offset)
    if found.staged is not None:
        return found
    domain.insist_free(found, acting.now)
    taken = replace(found, turn=uuid4())
    db.set_turn(acting.session, upload, taken.turn, acting.now)
    return taken


def keep_piece(acting: Acting, upload: Upload, piece: Piece) -> None:
    """Note a piece that lies in the store. Raises WrongState where another took over the turn."""
    found = _on_turn(acting, upload)
    domain.insist_offset(found, piece.start)
    db.keep_piece(acting.session, upload.id, piece, acting.now)


def end_turn(acting: Acting, upload: Upload) -> None:
    """Leave the turn to whoever sends next."""
    found = _locked(acting, upload.apprenticeship, upload.id)
    if found.turn == upload.turn:
        db.set_turn(acting.session, upload.id, None, acting.now)


def go_on_looking(acting: Acting, upload: Upload) -> None:
    """Keep the turn while what is whole is looked at. Raises WrongState where another took it over."""
    _on_turn(acting, upload)
    db.set_turn(acting.session, upload.id, upload.turn, acting.now)


def arrive(acting: Acting, upload: Upload, file: EvidenceFile) -> list[Piece]:
    """Keep what it became for its unsaved form; returns the pieces that are not needed any more."""
    _on_turn(acting, upload)
    pieces = db.pieces(acting.session, upload.id)
    stage_files(acting, upload.apprenticeship, upload.form, [file])
    db.arrived(acting.session, upload.id, file.id, acting.now)
    return pieces


def stop_upload(acting: Acting, apprenticeship: UUID, upload: UUID) -> list[Piece]:
    """Let go of what has come; returns its pieces, for the store to forget. What has arrived stays with its form."""
    found = _locked(acting, apprenticeship, upload)
    pieces = db.pieces(acting.session, found.id)
    db.drop(acting.session, found.id)
    return pieces


def arrived_file(acting: Acting, upload: Upload) -> EvidenceFile:
    """The unsaved form's file that an upload became. Raises NotFound once that is saved or let go."""
    offered = kept.staged(acting.session, acting.person.id, upload.apprenticeship, acting.now)
    found = next((one.file for one in offered if one.file.id == upload.staged), None)
    if found is None:
        raise NotFound
    return found


def _locked(acting: Acting, apprenticeship: UUID, upload: UUID) -> Upload:
    """One's own upload, with nobody else at it until the transaction ends."""
    acting.insist(Permission.ADD_EVIDENCE, apprenticeship)
    acting.lock(apprenticeship)
    found = db.find(acting.session, upload, acting.person.id, apprenticeship, acting.now)
    if found is None:
        raise NotFound
    return found


def _on_turn(acting: Acting, upload: Upload) -> Upload:
    assert upload.turn is not None
    found = _locked(acting, upload.apprenticeship, upload.id)
    domain.insist_turn(found, upload.turn)
    return found
