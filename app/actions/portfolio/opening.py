"""Opening what was frozen: a file of it, or all of it as a pack. Each opening is in the access log first."""

from dataclasses import dataclass
from uuid import UUID

from app.actions.acting import Acting
from app.answers.portfolio import FrozenShown, frozen_for, hidden_from, reads, signed_statement
from app.db import apprenticeships, evidence, history
from app.db import portfolio as db
from app.domain.apprenticeships import Apprenticeship
from app.domain.evidence import Scan
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.portfolio import FrozenPiece, NamedFile
from app.domain.refusals import NotFound, WrongState


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack is made of: the version with its annex, its texts, and which texts and files were erased since.

    `statement` is the employer’s, once it is signed: its exact text, and the words of the signature’s receipt. It was
    signed after the version was frozen, so it lies beside the manifest and is not in it.
    """

    apprenticeship: Apprenticeship
    shown: FrozenShown
    statement: tuple[str, str] | None = None


def open_frozen_file(acting: Acting, apprenticeship: UUID, number: int, path: str) -> NamedFile:
    """One file of a frozen version by its path in the pack. Raises NotFound, WrongState for one that is closed."""
    member = acting.insist(Permission.READ_EVIDENCE, apprenticeship)
    _, found = file_of_version(acting, member, number, path)
    _log(acting, apprenticeship, f"portfolio {number} {path}")
    return found


def file_of_version(acting: Acting, member: Member, number: int, path: str) -> tuple[FrozenPiece, NamedFile]:
    """One file of a frozen version for one reader with the piece it is of. The caller records the opening.

    Raises as `open_frozen_file`.
    """
    apprenticeship = member.apprenticeship
    manifest = db.load(acting.session, apprenticeship, number).manifest
    held = evidence.held_back(acting.session, apprenticeship)
    for piece in manifest.pieces:
        for place, file in enumerate(piece.files, start=1):
            if file.path != path:
                continue
            if piece.number in hidden_from(member, held):
                raise NotFound
            if piece.number not in held.closed and not reads(member, held, piece):
                raise NotFound
            _insist_open(acting, apprenticeship, piece.number in held.closed, file.sha256)
            words = db.words_of(acting.session, apprenticeship, number)
            _, name = words.get(f"E{piece.number}.file.{place}", ("", path))
            return piece, NamedFile(file, name)
    raise NotFound


def take_pack(acting: Acting, apprenticeship: UUID, number: int, *, opened: bool = True) -> Pack:
    """All of a frozen version, to be written as a pack; `opened` puts it into the access log.

    Raises WrongState while a piece of it is closed, or a file of it holds something harmful.
    """
    member = acting.insist(Permission.FETCH_PACK, apprenticeship)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    shown = frozen_for(acting.session, acting.catalogue, member, number, one)
    if shown.closed:
        named = ", ".join(f"E{piece}" for piece in shown.closed)
        raise WrongState(
            f"{named} is closed, because it may identify somebody. A pack can be made once that is settled."
        )
    insist_harmless(acting, shown)
    if opened:
        _log(acting, apprenticeship, f"portfolio {number} pack")
    return Pack(one, shown, signed_statement(acting.session, apprenticeship, shown.stated))


def insist_harmless(acting: Acting, shown: FrozenShown) -> None:
    """Raises WrongState while something harmful is known of any file of a version: a pack would hand it on."""
    version = shown.version
    hashes = {file.sha256 for piece in version.manifest.pieces for file in piece.files}
    if db.any_infected(acting.session, version.apprenticeship, hashes):
        raise WrongState("A file of this portfolio was found to hold something harmful, so it cannot be taken along.")


def _insist_open(acting: Acting, apprenticeship: UUID, closed: bool, sha256: str) -> None:
    if closed:
        raise WrongState("This piece is closed, because it may identify somebody.")
    known = db.scan_of(acting.session, apprenticeship, sha256)
    if known is None:
        raise WrongState("This file was erased for good after a breach of confidentiality.")
    if known is Scan.INFECTED:
        raise WrongState("This file was found to hold something harmful, so nobody can open it.")


def _log(acting: Acting, apprenticeship: UUID, subject: str) -> None:
    history.log_access(
        acting.session, at=acting.now, person=acting.person.id, apprenticeship=apprenticeship, subject=subject
    )
