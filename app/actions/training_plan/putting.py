"""Putting the plan, as it stands, before its signers as a new version. A version is never changed afterwards."""

from collections.abc import Collection
from uuid import UUID

from app.actions.acting import Acting
from app.actions.signatures import put_to_sign
from app.answers.training_plan import parts_of
from app.db import apprenticeships, history
from app.db import training_plan as db
from app.domain.permissions import Permission
from app.domain.refusals import WrongState
from app.domain.signatures import RecordKind, RecordToSign
from app.domain.training_plan.content import canonical
from app.domain.training_plan.putting import SIGNERS, insist_why


def put_plan_to_sign(
    acting: Acting, apprenticeship: UUID, version: int, *, because: Collection[str] = (), why: str = ""
) -> None:
    """Put the plan before apprentice, employer and tutor. `version` is the number that this one is to have.

    Raises WrongState where somebody else put that version meanwhile, BadInput by `because` and `why`.
    """
    acting.insist(Permission.CHANGE_PLAN, apprenticeship)
    acting.lock(apprenticeship)
    before = db.versions(acting.session, apprenticeship)
    newest = before[0].number if before else 0
    if version != newest + 1:
        raise WrongState(f"Version {newest} is the newest by now. Open the plan again, and read it first.")
    insist_why(version, tuple(because), why, acting.catalogue.funding_rules.training_plan)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    parts = parts_of(acting.session, acting.catalogue, one)
    content = canonical(parts, version=version, because=tuple(because), why=why.strip(), salt=history.new_salt())
    put_to_sign(
        acting,
        RecordToSign(
            apprenticeship,
            RecordKind.TRAINING_PLAN,
            db.PLAN_NUMBER,
            version,
            content,
            SIGNERS,
            acting.person.id,
            acting.now,
        ),
    )
