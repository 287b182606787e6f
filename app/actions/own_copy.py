"""Taking a readable copy of one's own record along. Each is in the access log first."""

from uuid import UUID

from app.actions.acting import Acting
from app.actions.portfolio import Pack, take_pack
from app.answers.own_copy import OwnCopy, own_copy_of
from app.db import apprenticeships, history
from app.db import portfolio as db
from app.domain.permissions import Permission
from app.domain.refusals import WrongState


def take_own_copy(acting: Acting, apprenticeship: UUID) -> tuple[OwnCopy, Pack | None]:
    """What she takes along, and the newest frozen portfolio, None where there is none or it cannot be taken now."""
    acting.insist(Permission.TAKE_COPY, apprenticeship)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    copy = own_copy_of(acting.session, acting.catalogue, one, acting.person)
    newest = db.newest(acting.session, apprenticeship)
    try:
        pack = take_pack(acting, apprenticeship, newest.number) if newest else None
    except WrongState:
        pack = None
    history.log_access(
        acting.session, at=acting.now, person=acting.person.id, apprenticeship=apprenticeship, subject="own copy"
    )
    return copy, pack
