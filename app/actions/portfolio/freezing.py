"""Freezing the portfolio: what is chosen becomes a numbered version that no later work can touch."""

from dataclasses import replace
from uuid import UUID

from app.actions.acting import Acting
from app.actions.words_beside import look_through
from app.answers.portfolio import chosen_of
from app.db import apprenticeships, history, signatures, testimony
from app.db import portfolio as db
from app.db.portfolio import FrozenVersion
from app.domain.permissions import Permission
from app.domain.portfolio import Headed, ToFreeze, Words, frozen
from app.domain.refusals import BadInput, Fault
from app.domain.signatures import RecordKey, RecordKind

LONGEST_REASON = 500


def freeze_portfolio(acting: Acting, apprenticeship: UUID, reason: str) -> int:
    """Freeze what is chosen now; returns the version's number. What has not changed since is not frozen twice.

    Raises WrongState where a chosen piece is not cleared or not accepted, BadInput without a reason, Unsettled.
    """
    acting.insist(Permission.FREEZE_PORTFOLIO, apprenticeship)
    acting.lock(apprenticeship)
    said = reason.strip()
    if not said or len(said) > LONGEST_REASON:
        raise BadInput([Fault("reason", "Say what this version is for, in 500 characters or fewer.")])
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    chosen, _ = chosen_of(acting.session, acting.catalogue, one)
    pieces = [each.evidence for each in chosen if each.included]
    before = db.newest(acting.session, apprenticeship)
    asked = ToFreeze(
        apprenticeship=apprenticeship,
        number=before.number + 1 if before else 1,
        standard=one.standard,
        standard_version=one.version,
        at=acting.now,
        headed=Headed(one.apprentice.name, one.terms.employer.name, acting.settings.provider_name),
        reason=said,
        testimonies=tuple(testimony.signed(acting.session, apprenticeship)),
        previous=before.sha256 if before else "",
    )
    manifest, words = frozen(asked, pieces, history.new_salt)
    if before is not None and before.manifest.pieces == manifest.pieces and _same_words(acting, before, words):
        return before.number
    look_through(acting, apprenticeship, f"portfolio {manifest.number}", {"reason": said})
    sha256 = db.add(acting.session, apprenticeship, manifest, words, by=acting.person.id, at=acting.now)
    if before is not None:
        _end_asking(acting, before)
    acting.record(apprenticeship, "portfolio_frozen", f"portfolio {manifest.number}", pieces=len(pieces), sha256=sha256)
    return manifest.number


def _end_asking(acting: Acting, before: FrozenVersion) -> None:
    """Nobody is waited for any more who was asked for a statement on the version before."""
    key = RecordKey(before.apprenticeship, RecordKind.EMPLOYER_STATEMENT, before.number, 0)
    newest = signatures.newest_version(acting.session, key.apprenticeship, key.kind, key.number)
    if newest and not before.stated:
        signatures.supersede(acting.session, replace(key, version=newest), acting.now)


def _same_words(acting: Acting, before: FrozenVersion, words: Words) -> bool:
    """Whether every text but the reason is what stood there; one that was erased since is another."""
    then = db.words_of(acting.session, before.apprenticeship, before.number)
    return {key: text for key, (_, text) in then.items() if key != "reason"} == {
        key: text for key, (_, text) in words.items() if key != "reason"
    }
