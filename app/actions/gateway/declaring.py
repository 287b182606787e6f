"""Putting the declaration before employer, apprentice and provider, once every other check is settled."""

from uuid import UUID

from app.actions.acting import Acting
from app.actions.signatures import put_to_sign
from app.actions.words_beside import look_through
from app.answers.readiness import readiness_of
from app.db import apprenticeships, history, portfolio
from app.db import signatures as db
from app.domain.gateway import ToDeclare, changes_since, insist_made_sure, insist_open
from app.domain.gateway.declaration import NUMBER, canonical
from app.domain.permissions import Permission
from app.domain.refusals import WrongState
from app.domain.signatures import SIGNED_BY, RecordKey, RecordKind, RecordToSign
from app.domain.words_erased import name_of_record


def put_declaration(acting: Acting, apprenticeship: UUID, version: int, made_sure: str = "") -> None:
    """Put the declaration before all three, with how every check stands now. `version` is the number it is to have.

    `made_sure` says how somebody made sure of what is not confirmed. The same once more by the same person changes
    nothing. Raises WrongState while a check is partly met or not met, or waits for what somebody here can record, while
    the newest version still holds, and where another was put meanwhile; BadInput by `made_sure`.
    """
    acting.insist(Permission.PUT_DECLARATION, apprenticeship)
    acting.lock(apprenticeship)
    newest = db.newest_version(acting.session, apprenticeship, RecordKind.DECLARATION, NUMBER)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    found = readiness_of(acting.session, acting.catalogue, one, acting.today)
    declared = found.declaration
    asked_for = [ksb.code for ksb in found.behaviours]
    holds = declared is not None and not changes_since(declared, found.checks, found.frozen, asked_for)
    last = (
        db.find(acting.session, RecordKey(apprenticeship, RecordKind.DECLARATION, NUMBER, newest)) if newest else None
    )
    if holds and last is not None and version == newest and last.put_by == acting.person.id:
        return
    if version != newest + 1:
        raise WrongState(f"Version {newest} of the declaration is the newest by now. Open the page again.")
    if holds and last is not None and not last.unsigned_by:
        raise WrongState(f"Version {newest} still says how everything stands, so it needs no new one.")
    insist_open(found.checks)
    insist_made_sure(found.checks, made_sure)
    key = RecordKey(apprenticeship, RecordKind.DECLARATION, NUMBER, version)
    look_through(acting, apprenticeship, name_of_record(key), {"made_sure": made_sure})
    frozen = portfolio.newest(acting.session, apprenticeship)
    asked = ToDeclare(
        apprenticeship=apprenticeship,
        version=version,
        on=acting.today,
        apprentice=one.apprentice.name,
        employer=one.terms.employer.name,
        provider=acting.settings.provider_name,
        standard=f"{one.standard} version {one.version}",
        portfolio=(frozen.number, frozen.sha256) if frozen else None,
        made_sure=" ".join(made_sure.split()),
        behaviours=tuple((ksb.code, ksb.text) for ksb in found.behaviours),
    )
    put_to_sign(
        acting,
        RecordToSign(
            apprenticeship,
            RecordKind.DECLARATION,
            NUMBER,
            version,
            canonical(asked, found.checks, history.new_salt()),
            SIGNED_BY[RecordKind.DECLARATION],
            acting.person.id,
            acting.now,
        ),
    )
