"""Keeping words that may identify somebody, for a reason on record: the one alternative to taking them out."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from app.actions.acting import Acting
from app.db import evidence as db
from app.db import history
from app.domain.confidentiality import FindingState
from app.domain.evidence.findings import Finding, kept
from app.domain.permissions import Permission
from app.domain.refusals import NotFound, WrongState


def keep_finding(acting: Acting, apprenticeship: UUID, number: int, finding: UUID, reason: str) -> None:
    """Keep one finding of the open draft, with a reason. Saying the same again changes nothing.

    Raises NotFound where the piece has no such finding, WrongState where it is fixed or the piece was sent.
    """
    acting.insist(Permission.CHANGE_DRAFT, apprenticeship)
    acting.lock(apprenticeship)
    evidence = db.load(acting.session, apprenticeship, number)
    found = db.findings_of(acting.session, apprenticeship, [number])
    version, one = _named(found, finding)
    if one.state is FindingState.KEPT and (one.reason, one.decided_by) == (reason.strip(), acting.person.id):
        return
    if evidence.draft is None or evidence.draft.version != version or evidence.withdrawn_at is not None:
        raise WrongState(f"{evidence.name} is no draft any more, so what was found in it stays as it is.")
    after = kept(one, reason, acting.person.id, acting.now, history.new_salt())
    db.lay_findings(acting.session, apprenticeship, number, version, [after])
    record_kept(acting, apprenticeship, evidence.name, version, after)


def record_kept(acting: Acting, apprenticeship: UUID, piece: str, version: int, one: Finding) -> None:
    """Put into the history that a finding is kept."""
    acting.record(
        apprenticeship,
        "finding_kept",
        piece,
        version=version,
        kind=one.kind.value,
        field=one.field,
        digest=history.salted_digest(one.salt, one.reason),
    )


def _named(found: Mapping[tuple[int, int], Sequence[Finding]], finding: UUID) -> tuple[int, Finding]:
    for (_, version), findings in found.items():
        for one in findings:
            if one.id == finding:
                return version, one
    raise NotFound
