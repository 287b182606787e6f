"""Putting a version of a record before its signers."""

from app.actions.acting import Acting
from app.actions.signatures.telling import tell_those_asked
from app.db import signatures as db
from app.domain.refusals import WrongState
from app.domain.signatures import RecordToSign


def put_to_sign(acting: Acting, record: RecordToSign) -> None:
    """Put a version before those asked; an older one is superseded and stays readable with its signatures.

    Those asked are told by mail, the employer with a link. The caller has insisted on its own permission and holds the
    apprenticeship. Raises WrongState where this is not the version after the newest, because somebody else put one
    meanwhile.
    """
    newest = db.newest_version(acting.session, record.apprenticeship, record.kind, record.number)
    if record.version != newest + 1:
        raise WrongState(f"Version {newest} was put to be signed meanwhile. Read that one first.")
    db.put(acting.session, record)
    acting.record(
        record.apprenticeship,
        "record_put",
        f"{record.kind.value} {record.number}",
        version=record.version,
        asked=" ".join(role.value for role in record.asked),
        sha256=record.sha256,
    )
    tell_those_asked(acting, record.key, record.asked)
