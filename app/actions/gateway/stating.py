"""Asking the employer for their statement on a frozen portfolio."""

from uuid import UUID

from app.actions.acting import Acting
from app.actions.signatures import put_to_sign
from app.answers.standards import plan_of
from app.db import apprenticeships, evidence, history, portfolio
from app.db import signatures as db
from app.db.gateway.statement import statements_on
from app.domain.assessment import AssessmentPlan
from app.domain.gateway.statement import ToState, canonical, insist_to_be_asked
from app.domain.permissions import Permission
from app.domain.programmes import Programme
from app.domain.signatures import SIGNED_BY, RecordKey, RecordKind, RecordToSign

RULE = "portfolio.employer_statement"
WORDING = "signing.employer_statement.employer"


def ask_statement(acting: Acting, apprenticeship: UUID, number: int) -> int:
    """Put a statement on this frozen version before the employer; returns the statement's version.

    The same once more by the same person changes nothing. Raises NotFound, WrongState for a version that is not the
    newest, and where the employer has signed already or another asked them.
    """
    acting.insist(Permission.ASK_STATEMENT, apprenticeship)
    acting.lock(apprenticeship)
    frozen = portfolio.load(acting.session, apprenticeship, number)
    newest = portfolio.newest(acting.session, apprenticeship)
    stands = statements_on(acting.session, apprenticeship).get(number)
    if stands is not None and stands.answer is None and newest is not None and newest.number == number:
        key = RecordKey(apprenticeship, RecordKind.EMPLOYER_STATEMENT, number, stands.version)
        last = db.find(acting.session, key)
        if last is not None and last.put_by == acting.person.id:
            return stands.version
    insist_to_be_asked(number, newest.number if newest else None, stands)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    programme = acting.catalogue.programme(one.programme)
    asked = ToState(
        apprenticeship=apprenticeship,
        version=stands.version + 1 if stands else 1,
        apprentice=one.apprentice.name,
        employer=one.terms.employer.name,
        standard=f"{one.standard} version {one.version}",
        sha256=frozen.sha256,
        kinds={kind.code: kind.name for kind in programme.evidence_kinds},
        hidden=evidence.held_back(acting.session, apprenticeship).provider_only,
        asked_by=_asked_by(plan_of(acting.session, acting.catalogue, one)),
        wording=_wording(programme),
    )
    put_to_sign(
        acting,
        RecordToSign(
            apprenticeship,
            RecordKind.EMPLOYER_STATEMENT,
            number,
            asked.version,
            canonical(asked, frozen.manifest, history.new_salt()),
            SIGNED_BY[RecordKind.EMPLOYER_STATEMENT],
            acting.person.id,
            acting.now,
        ),
    )
    return asked.version


def _asked_by(plan: AssessmentPlan) -> str:
    source = plan.source(RULE)
    if source is None or not plan.portfolio.employer_statement:
        return "The training provider"
    return source.name if source.confirmed else f"{source.name}. For this standard it is not confirmed."


def _wording(programme: Programme) -> str:
    source = programme.sources.get(WORDING)
    return f"{source.name}. {source.note}".strip() if source else "The training provider’s own"
