"""What a party answers to a record: a signature, a refusal; or the tutor's word that it cannot be had.

Each answer is given by a person under their own name, known by their account or by the link that was e-mailed to them,
and binds to the SHA-256 of exactly what they were shown. Whoever signs or refuses is given a receipt.
"""

import secrets
from dataclasses import dataclass, replace

from app.actions.acting import Acting
from app.actions.signatures.telling import mail_receipt
from app.actions.words_beside import look_through
from app.answers.declaration import changes_since_put
from app.db import apprenticeships, portfolio
from app.db import signatures as db
from app.domain.gateway import insist_still_true
from app.domain.gateway.statement import insist_on_newest
from app.domain.people import Role
from app.domain.permissions import Permission
from app.domain.receipts import CODE_GROUPS, CODE_LETTERS, GROUP, Means, code_of
from app.domain.refusals import BadInput, NotFound, WrongState
from app.domain.signatures import (
    OTHER_WORDS,
    Answer,
    RecordKey,
    RecordKind,
    Signature,
    Standing,
    earlier_answer,
    faults_of_giving_up,
    faults_of_name,
    insist_answerable,
    insist_holds,
    insist_not_oneself,
    insist_one_party,
    insist_reason,
    insist_same,
    insist_same_reason,
    insist_unanswered,
    record_sha256,
    signature_sha256,
)
from app.domain.words_erased import name_of_record

SIGNS = {
    RecordKind.REVIEW: Permission.SIGN_REVIEW,
    RecordKind.TRAINING_PLAN: Permission.SIGN_PLAN,
    RecordKind.DECLARATION: Permission.DECLARE_GATEWAY,
    RecordKind.EMPLOYER_STATEMENT: Permission.STATE_PORTFOLIO,
}


@dataclass(frozen=True, slots=True)
class Signing:
    """A signature as it is given: in which role, what was typed, and the record's hash and sentence as shown."""

    role: Role
    name: str
    sha256: str
    statement: str


def sign(acting: Acting, key: RecordKey, given: Signing, means: Means) -> str:
    """Sign exactly the version that was read; returns the receipt's code, the same one where it is sent twice.

    Raises NotPermitted in a role not held today, WrongState for an outdated or changed record, one signed already or
    by whoever answered for another party, BadInput by the path `name`.
    """
    standing = _held(acting, key, given.role)
    if earlier := earlier_answer(standing, given.role, Answer.SIGNED, acting.person.id):
        return earlier.code
    _insist_may_answer(acting, standing, given.role, given.sha256)
    statement = statement_for(acting, key, given.role)
    if given.statement != statement:
        raise WrongState(OTHER_WORDS)
    if key.kind is RecordKind.DECLARATION:
        insist_still_true(changes_since_put(acting.session, acting.catalogue, key.apprenticeship, acting.today))
    if faults := faults_of_name(given.name, acting.person.name):
        raise BadInput(faults)
    name = " ".join(given.name.split())
    signed = _answer(acting, standing, given.role, Answer.SIGNED, means, name=name, statement=statement)
    _keep(acting, standing, signed, "record_signed")
    mail_receipt(acting, key, signed)
    return signed.code


def refuse(acting: Acting, key: RecordKey, role: Role, reason: str, sha256: str, means: Means) -> str:
    """Refuse to sign the version that was read, and say why; returns the receipt's code, as `sign` does.

    Who refused may still sign the same version: both are kept.
    """
    standing = _held(acting, key, role)
    if earlier := earlier_answer(standing, role, Answer.REFUSED, acting.person.id):
        insist_same_reason(earlier, reason)
        return earlier.code
    _insist_may_answer(acting, standing, role, sha256)
    given = standing.answer_of(role)
    if given is not None and given.answer is Answer.REFUSED:
        insist_unanswered(standing, role)
    insist_reason(reason)
    look_through(acting, key.apprenticeship, name_of_record(key), {"reason": reason})
    refused = _answer(acting, standing, role, Answer.REFUSED, means, name=acting.person.name, reason=reason.strip())
    _keep(acting, standing, refused, "record_refused")
    mail_receipt(acting, key, refused)
    return refused.code


def record_unobtainable(
    acting: Acting, key: RecordKey, role: Role, *, name: str, reason: str, attempts: str, sha256: str
) -> None:
    """Record that a party's signature cannot be had: who was not to be reached, why, and what was tried.

    Nobody says so of a signature of their own. Whoever comes back may still sign: both are kept.
    """
    member = acting.insist(Permission.RECORD_UNOBTAINABLE, key.apprenticeship)
    standing = _locked(acting, key)
    if earlier_answer(standing, role, Answer.UNOBTAINABLE, acting.person.id):
        return
    insist_not_oneself(role, member.roles)
    _insist_newest_portfolio(acting, key)
    insist_answerable(standing, role)
    insist_unanswered(standing, role)
    insist_same(standing, sha256, record_sha256(db.content(acting.session, key) or ""))
    if faults := faults_of_giving_up(name, reason, attempts):
        raise BadInput(faults)
    words = {"why": reason, "attempts": attempts}
    look_through(acting, key.apprenticeship, name_of_record(key), words)
    noted = _answer(
        acting, standing, role, Answer.UNOBTAINABLE, Means.ACCOUNT, name=" ".join(name.split()), reason=reason.strip()
    )
    _keep(acting, standing, replace(noted, attempts=attempts.strip()), "record_unobtainable")


def statement_for(acting: Acting, key: RecordKey, role: Role) -> str:
    """The sentence that a role signs this record under."""
    one = apprenticeships.load(acting.session, key.apprenticeship, acting.today)
    return acting.catalogue.programme(one.programme).signing_statement(key.kind, role)


def _held(acting: Acting, key: RecordKey, role: Role) -> Standing:
    """The record, held, for somebody who is this party today. Raises NotFound."""
    member = acting.insist(SIGNS[key.kind], key.apprenticeship)
    insist_holds(role, member.roles)
    return _locked(acting, key)


def _locked(acting: Acting, key: RecordKey) -> Standing:
    acting.lock(key.apprenticeship)
    standing = db.find(acting.session, key)
    if standing is None:
        raise NotFound
    return standing


def _insist_may_answer(acting: Acting, standing: Standing, role: Role, sha256: str) -> None:
    key = standing.key
    _insist_newest_portfolio(acting, key)
    insist_answerable(standing, role)
    insist_one_party(role, db.answered_as(acting.session, key.apprenticeship, acting.person.id))
    insist_same(standing, sha256, record_sha256(db.content(acting.session, key) or ""))


def _insist_newest_portfolio(acting: Acting, key: RecordKey) -> None:
    """Raises WrongState for a statement on a frozen portfolio that is not the newest."""
    if key.kind is RecordKind.EMPLOYER_STATEMENT:
        newest = portfolio.newest(acting.session, key.apprenticeship)
        insist_on_newest(key.number, newest.number if newest else None)


def _answer(
    acting: Acting,
    standing: Standing,
    role: Role,
    answer: Answer,
    means: Means,
    *,
    name: str,
    statement: str = "",
    reason: str = "",
) -> Signature:
    return Signature(
        role=role,
        answer=answer,
        by=acting.person.id,
        name=name,
        at=acting.now,
        means=means,
        sha256=standing.sha256,
        statement=statement,
        reason=reason,
        code=code_of(secrets.choice(CODE_LETTERS) for _ in range(CODE_GROUPS * GROUP)),
    )


def _keep(acting: Acting, standing: Standing, given: Signature, action: str) -> None:
    """Keep an answer and tell of it. Its digest is that of the receipt's words, which the code in them salts."""
    key = standing.key
    db.add_signature(acting.session, key, given)
    if replace(standing, signatures=(*standing.signatures, given)).is_complete:
        db.complete(acting.session, key, acting.now)
    acting.record(
        key.apprenticeship,
        action,
        f"{key.kind.value} {key.number}",
        version=key.version,
        role=given.role.value,
        means=given.means.value,
        sha256=given.sha256,
        digest=signature_sha256(key, given),
    )
