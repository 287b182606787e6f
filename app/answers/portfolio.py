"""The portfolio as it is asked for: what is chosen, what the plan checker says of it, and its frozen versions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.answers.standards import plan_of, standard_of, standard_then
from app.catalogue import Catalogue
from app.db import evidence, signatures
from app.db import portfolio as db
from app.db.evidence import HeldBack
from app.db.gateway.statement import statements_on
from app.db.portfolio import FrozenVersion
from app.domain.apprenticeships import Apprenticeship
from app.domain.assessment import AssessmentPlan, PlanFinding, check_portfolio
from app.domain.evidence import may_read
from app.domain.gateway.statement import Stated
from app.domain.people import Member, Role
from app.domain.permissions import Permission, may, reads_provider_only, reads_uncleared
from app.domain.portfolio import (
    Annex,
    Candidate,
    FrozenPiece,
    Manifest,
    Tombstone,
    Words,
    annex,
    candidates,
    changes,
    is_said_in,
    key_of,
    portfolio_of,
    without_testimonies,
)
from app.domain.refusals import NotFound
from app.domain.signatures import RecordKey, RecordKind, signature_words
from app.domain.standards import Standard


@dataclass(frozen=True, slots=True)
class PortfolioStanding:
    """What is chosen for the assessor today, and what of it would not stand before the plan."""

    standard: Standard
    plan: AssessmentPlan
    candidates: tuple[Candidate, ...]
    findings: tuple[PlanFinding, ...]
    versions: tuple[FrozenVersion, ...]


def chosen_of(session: Session, catalogue: Catalogue, one: Apprenticeship) -> tuple[tuple[Candidate, ...], int | None]:
    """Every piece that could go to the assessor, those in the portfolio first and in order; in one statement.

    And how many minutes a clip may last by what is agreed for this apprentice, None where nothing is.
    """
    pieces, choices, longest_clip = db.sent_pieces(session, one.id)
    return candidates(pieces, choices, catalogue.programme(one.programme).evidence_kind_by_code), longest_clip


def standing(session: Session, catalogue: Catalogue, one: Apprenticeship) -> PortfolioStanding:
    """The portfolio of one apprentice as it stands, in six statements however many pieces there are.

    The plan checker goes by the length of a clip that is agreed for this apprentice, and by whether the employer stands
    by the newest frozen version.
    """
    standard, plan = standard_of(session, catalogue, one), plan_of(session, catalogue, one)
    chosen, longest_clip = chosen_of(session, catalogue, one)
    versions = tuple(db.versions_of(session, one.id))
    portfolio = portfolio_of(
        chosen,
        catalogue.programme(one.programme).evidence_kind_by_code,
        employer_statement=bool(versions) and versions[-1].stated,
        longest_clip_minutes=longest_clip,
    )
    return PortfolioStanding(standard, plan, chosen, check_portfolio(standard, plan, portfolio), versions)


def seen_by(member: Member, found: PortfolioStanding) -> PortfolioStanding:
    """The same for one reader: without what is kept from them, and without findings in what they may not read."""
    seen = tuple(one for one in found.candidates if reads_provider_only(member) or not one.evidence.provider_only)
    read = {one.evidence.number for one in seen if may_read(member, one.evidence, one.evidence.shown)}
    # What is found in a piece is said to whoever may read it: a finding can name one of its files.
    findings = tuple(each for each in found.findings if each.piece is None or each.piece in read)
    return replace(found, candidates=seen, findings=findings)


@dataclass(frozen=True, slots=True)
class FrozenShown:
    """One frozen version as one reader may read it. `closed` pieces stop a pack from being made; of those `unread` this
    reader is told no more than titles and KSBs, and of those `unsaid` not what a witness signed.

    `words` are all of its texts and `tombstones` what was erased of it, whoever reads: they are what a pack is made of.
    `stated` is where the employer’s statement on it stands, beside the version and never in it; `newest`: no later
    version is frozen.
    """

    version: FrozenVersion
    annex: Annex
    changed: tuple[str, ...]
    closed: tuple[int, ...]
    unread: tuple[int, ...]
    unsaid: tuple[int, ...]
    words: Mapping[str, tuple[str, str]]
    tombstones: tuple[Tombstone, ...]
    stated: Stated | None = None
    newest: bool = True

    @property
    def withheld(self) -> tuple[int, ...]:
        """The pieces of which something is there that this reader may not read: what was erased is there no more."""
        erased = {stone.what for stone in self.tombstones}
        return tuple(piece for piece in (*self.unread, *self.unsaid) if f"E{piece}.title" not in erased)


def frozen_for(
    session: Session, catalogue: Catalogue, member: Member, number: int, one: Apprenticeship | None = None
) -> FrozenShown:
    """One frozen version for one reader, in five statements. What is kept from the employer is not there for them.

    Where the apprenticeship was loaded alone, `one` saves a statement.

    Which KSBs it had to show is what was confirmed when it was frozen.

    Raises NotFound.
    """
    record = member.apprenticeship
    versions = {each.number: each for each in db.versions_of(session, record, number - 1, number, number + 1)}
    if number not in versions:
        raise NotFound
    found, before = versions[number], versions.get(number - 1)
    manifest = found.manifest
    held = evidence.held_back(session, record)
    hidden = hidden_from(member, held)
    unread = [piece.number for piece in manifest.pieces if not reads(member, held, piece)]
    named = manifest.standard, manifest.standard_version
    standard = standard_then(session, catalogue, one, *named, found.frozen_at)
    told = db.told_of(session, record, number - 1, number)
    words, stones = told[number]
    erased = {stone.what for stone in stones}
    unsaid = _unsaid(member, held, words)
    told_here = without_testimonies(words, unsaid)
    made = annex(manifest, told_here, standard, erased=erased, closed=held.closed, without=hidden, unread=unread)
    closed = tuple(piece.number for piece in manifest.pieces if piece.number in held.closed - hidden)
    pair = (_without(before.manifest, hidden), _without(manifest, hidden)) if before else None
    changed = changes(*pair, told[number - 1][0], words) if pair else ()
    stated = statements_on(session, record).get(number)
    newest = number + 1 not in versions
    not_said = tuple(number for number, _ in unsaid)
    return FrozenShown(found, made, changed, closed, tuple(unread), not_said, words, stones, stated, newest)


def _unsaid(member: Member, held: HeldBack, words: Words) -> list[tuple[int, int]]:
    """The testimonies in these words whose clearing was taken back, for whoever reads only what is cleared."""
    return [] if reads_uncleared(member) else [one for one in sorted(held.unsaid) if is_said_in(key_of(*one), words)]


@dataclass(frozen=True, slots=True)
class FrozenHere:
    """A version that was frozen here and never changed. `erased` are the paths and keys of what is gone since, and
    `statement` the employer’s on it, as a pack has it, once it is signed."""

    number: int
    frozen_at: datetime
    erased: frozenset[str]
    statement: tuple[str, str] | None = None


def frozen_here(session: Session, sha256: str) -> FrozenHere | None:
    """What was frozen here under a hash over all, for whoever knows it; whose it is, is not told."""
    found = db.by_hash(session, sha256)
    if found is None:
        return None
    apprenticeship, number, at = found
    erased = frozenset(one.what for one in db.tombstones_of(session, apprenticeship, number))
    stated = statements_on(session, apprenticeship).get(number)
    return FrozenHere(number, at, erased, signed_statement(session, apprenticeship, stated))


def signed_statement(session: Session, apprenticeship: UUID, stated: Stated | None) -> tuple[str, str] | None:
    """The employer’s statement as a pack has it, its text and the words of the signature; None until it is signed."""
    if stated is None or not stated.is_signed:
        return None
    key = RecordKey(apprenticeship, RecordKind.EMPLOYER_STATEMENT, stated.portfolio, stated.version)
    standing, content = signatures.find(session, key), signatures.content(session, key)
    given = standing.answer_of(Role.EMPLOYER) if standing else None
    return (content, signature_words(key, given)) if content and given else None


def hidden_from(member: Member, held: HeldBack) -> frozenset[int]:
    """The pieces that are not there at all for this reader: those that are kept from the employer."""
    return frozenset() if reads_provider_only(member) else held.provider_only


def reads(member: Member, held: HeldBack, piece: FrozenPiece) -> bool:
    """Whether this reader may read what is in a frozen piece, beyond its title and KSBs.

    Whoever reads only cleared evidence does not go on reading here what is cleared no more, or was withdrawn.
    """
    may_at_all = may(member, Permission.READ_EVIDENCE) or may(member, Permission.READ_GRANTED_VERSION)
    if not may_at_all or piece.number in held.closed | hidden_from(member, held):
        return False
    return reads_uncleared(member) or (piece.number, piece.version) not in held.uncleared


def _without(manifest: Manifest, hidden: frozenset[int]) -> Manifest:
    return replace(manifest, pieces=tuple(piece for piece in manifest.pieces if piece.number not in hidden))
