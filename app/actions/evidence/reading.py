"""Who may read a piece, beyond its tutor's clearing: what is kept from the employer for good."""

from uuid import UUID

from app.actions.acting import Acting
from app.db import evidence as db
from app.domain import evidence as domain
from app.domain.permissions import Permission
from app.domain.refusals import NotFound


def keep_from_employer(acting: Acting, apprenticeship: UUID, number: int, *, kept: bool = True) -> None:
    """Keep a piece from the employer even when it is cleared, or no longer. Saying it again changes nothing."""
    member = acting.insist(Permission.KEEP_FROM_EMPLOYER, apprenticeship)
    acting.lock(apprenticeship)
    evidence = db.load(acting.session, apprenticeship, number)
    if not domain.may_see(member, evidence):
        raise NotFound
    if evidence.provider_only == kept:
        return
    db.keep_to_provider(acting.session, evidence, provider_only=kept)
    of_draft = "draft_kept_from_employer" if kept else "draft_open_to_employer"
    of_piece = "kept_from_employer" if kept else "open_to_employer"
    action = of_draft if evidence.counting is None else of_piece
    acting.record(apprenticeship, action, evidence.name, version=evidence.shown.version)
