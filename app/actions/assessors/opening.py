"""Opening what a grant opens: the frozen version, a file of it, all of it as a pack. Each opening is recorded first.

Whoever holds no open grant of the id is told that there is nothing, whatever the id leads to.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from app.actions.acting import Acting
from app.actions.from_outside import log_once
from app.actions.portfolio import Pack, file_of_version, insist_harmless
from app.answers.portfolio import FrozenShown, frozen_for, signed_statement
from app.db import apprenticeships
from app.db import assessor_grants as db
from app.db.openings import log_opening
from app.domain.access_given import GrantState
from app.domain.assessor_grants import Grant, StatementDue
from app.domain.people import Member, Role
from app.domain.portfolio import FrozenPiece, NamedFile
from app.domain.refusals import NotFound, NotPermitted, WrongState


@dataclass(frozen=True, slots=True)
class GrantedFile:
    """One file of the version, of which piece it is, and the grant that opened it."""

    grant: Grant
    piece: FrozenPiece
    named: NamedFile


def open_version(acting: Acting, grant: UUID, what: str = "") -> tuple[Grant, FrozenShown]:
    """The version as the assessor reads it; `what` says which page or table of it is opened, "" for the first.

    What changed since an earlier version is not told: that is another version. Raises NotFound, StatementDue.
    """
    found = _open(acting, grant)
    shown = frozen_for(acting.session, acting.catalogue, _reader(acting, found), found.ask.version)
    log_opening(acting.session, db.opening(found, what), at=acting.now)
    return found, replace(shown, changed=())


def open_granted_file(acting: Acting, grant: UUID, path: str) -> GrantedFile:
    """One file by its path in the version, whole or a range of it; what is one opening, `ONE_OPENING` says.

    Raises as `open_version`, and WrongState for one that is closed.
    """
    found = _open(acting, grant)
    piece, file = file_of_version(acting, _reader(acting, found), found.ask.version, path)
    log_once(acting, db.opening(found, path))
    return GrantedFile(found, piece, file)


def take_granted_pack(acting: Acting, grant: UUID) -> Pack:
    """All of the version as a pack. Raises as `open_version`, NotPermitted where the grant does not allow that, and
    WrongState while something of it may not be read or is harmful."""
    found = _open(acting, grant)
    if not found.ask.may_take:
        raise NotPermitted("You were given access to read this portfolio here, not to take it along.")
    one = apprenticeships.load(acting.session, found.apprenticeship, acting.today)
    shown = frozen_for(acting.session, acting.catalogue, _reader(acting, found), found.ask.version, one)
    if shown.closed or shown.withheld:
        raise WrongState("A piece of it may not be read now. It can be taken along once that is settled.")
    insist_harmless(acting, shown)
    log_opening(acting.session, db.opening(found, "pack"), at=acting.now)
    return Pack(one, shown, signed_statement(acting.session, found.apprenticeship, shown.stated))


def _open(acting: Acting, grant: UUID) -> Grant:
    found = db.find(acting.session, grant, acting.person.id)
    if found is None or found.state(acting.today) is not GrantState.OPEN:
        raise NotFound
    if found.stated_at is None:
        raise StatementDue
    return found


def _reader(acting: Acting, grant: Grant) -> Member:
    """The assessor as somebody who reads this one version; no membership gives this role."""
    return Member(acting.person, grant.apprenticeship, frozenset({Role.ASSESSOR}))
