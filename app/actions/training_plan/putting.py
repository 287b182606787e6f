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
from app.domain.training_plan.content import canonical, read_content
from app.domain.training_plan.putting import SIGNERS, insist_why


def put_plan_to_sign(
    acting: Acting, apprenticeship: UUID, version: int, *, because: Collection[str] = (), why: str = ""
) -> None:
    """Put the plan before apprentice, employer and tutor. `version` is the number that this one is to have.

    The same once more by the same person changes nothing. Raises WrongState where another version was put meanwhile,
    BadInput by `because` and `why`.
    """
    acting.insist(Permission.CHANGE_PLAN, apprenticeship)
    acting.lock(apprenticeship)
    before = db.versions(acting.session, apprenticeship)
    newest = before[0].number if before else 0
    insist_why(version, tuple(because), why, acting.catalogue.funding_rules.training_plan)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    parts = parts_of(acting.session, acting.catalogue, one)
    content = canonical(parts, version=version, because=tuple(because), why=why.strip(), salt=history.new_salt())
    if before and version == newest and before[0].put_by_id == acting.person.id and _same(before[0].content, content):
        return
    if version != newest + 1:
        stands = f"Version {newest} is the newest by now." if newest else "No version was put before anybody yet."
        raise WrongState(f"{stands} Open the plan again, and read it first.")
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


def _same(before: str, now: str) -> bool:
    """Whether two versions say the same, whatever salt each has."""
    then, said = read_content(before), read_content(now)
    return bool(then) and {**then, "salt": ""} == {**said, "salt": ""}
