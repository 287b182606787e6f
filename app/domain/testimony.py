"""Witness testimony: somebody who saw the work writes what they saw, says who they are, and signs it themselves."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.domain.evidence import Evidence, EvidenceKind
from app.domain.people import Member
from app.domain.permissions import reads_uncleared
from app.domain.refusals import BadInput, Fault, WrongState

LASTS = timedelta(days=28)
"""How long a witness may take: a month of somebody who does this beside their own work."""
MOST_OPEN = 5
"""So many witnesses of one piece may be asked at a time."""
LONGEST_NAME = 200
LONGEST_EMAIL = 254
LONGEST_RELATION = 500
LONGEST_WORDS = 20_000


class TestimonyState(StrEnum):
    """What has become of an ask. `ended`: whoever asked took it back."""

    __test__ = False
    ASKED = "asked"
    SIGNED = "signed"
    DECLINED = "declined"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Testimony:
    """One witness of one version of a piece, numbered within the piece.

    `statement` is the wording that the witness signed under, `signed_name` the name as they typed it. `cleared_at` is
    when a tutor had read it and opened it to those who read only what is cleared, None until then.
    """

    __test__ = False
    apprenticeship: UUID
    number: int
    version: int
    seq: int
    state: TestimonyState
    witness_name: str
    witness_email: str
    role: str
    relation: str
    words: str
    asked_by: UUID
    asked_at: datetime
    ends_at: datetime
    signed_name: str = ""
    statement: str = ""
    signed_at: datetime | None = None
    signed_sha256: str = ""
    cleared_by: UUID | None = None
    cleared_at: datetime | None = None

    def is_open(self, at: datetime) -> bool:
        """Whether the witness may still write."""
        return self.state is TestimonyState.ASKED and at < self.ends_at


@dataclass(frozen=True, slots=True)
class Account:
    """What a witness wrote: their words, their role, how they know the work, and the name they sign with."""

    words: str
    role: str
    relation: str
    signed_name: str = ""
    agreed: bool = False

    @property
    def said(self) -> str:
        """All that is looked through for what identifies somebody: the account, the role, how they know the work."""
        return "\n\n".join((self.words, self.role, self.relation))


def insist_may_be_asked(evidence: Evidence, open_now: int) -> None:
    """Raises WrongState where no witness can be asked of this piece.

    A piece that was never sent has not been looked through, and nobody but its writer knows of it.
    """
    if evidence.withdrawn_at is not None:
        raise WrongState(f"{evidence.name} was withdrawn, so nobody can be asked about it.")
    if evidence.quarantined_at is not None:
        raise WrongState(f"{evidence.name} is closed, so nobody can be asked about it.")
    if evidence.counting is None:
        raise WrongState(f"Send {evidence.name} first. A witness is asked about what has been sent.")
    if evidence.counting.kind is not EvidenceKind.WITNESS_TESTIMONY:
        raise WrongState(f"{evidence.name} is not a witness testimony. Add one, or a new version of that type.")
    if open_now >= MOST_OPEN:
        raise WrongState(f"{MOST_OPEN} people have been asked already. Wait for them, or take one ask back.")


def faults_of_asking(name: str, email: str, words: str, own: str) -> list[Fault]:
    """What is wrong with an ask. `own` is the apprentice's e-mail address: nobody is their own witness."""
    faults = []
    if not name.strip() or len(name) > LONGEST_NAME:
        faults.append(Fault("witness_name", "Enter the name of the witness."))
    before, at, after = email.partition("@")
    if (
        not (at and before and "." in after)
        or len(email) > LONGEST_EMAIL
        or any(c.isspace() or c == "," for c in email)
    ):
        faults.append(Fault("witness_email", "Enter the e-mail address of the witness, such as name@example.org."))
    elif email.casefold() == own.casefold():
        faults.append(Fault("witness_email", "Ask somebody else: nobody can be the witness of their own work."))
    if len(words) > LONGEST_WORDS:
        faults.append(Fault("words", f"Use at most {LONGEST_WORDS:,} characters."))
    return faults


def faults_of_keeping(account: Account) -> list[Fault]:
    """What cannot even be kept for later: too much of it."""
    faults = []
    for path, text, most in (
        ("words", account.words, LONGEST_WORDS),
        ("role", account.role, LONGEST_NAME),
        ("relation", account.relation, LONGEST_RELATION),
        ("signed_name", account.signed_name, LONGEST_NAME),
    ):
        if len(text) > most:
            faults.append(Fault(path, f"Use at most {most:,} characters."))
    return faults


def faults_of_signing(account: Account) -> list[Fault]:
    """What is still missing before a witness can sign."""
    faults = faults_of_keeping(account)
    if not account.words.strip():
        faults.append(Fault("words", "Write what you saw, in your own words."))
    if not account.role.strip():
        faults.append(Fault("role", "Enter your role, such as “Team manager”."))
    if not account.relation.strip():
        faults.append(Fault("relation", "Say how you know this work, such as “I was there”."))
    if not account.signed_name.strip():
        faults.append(Fault("signed_name", "Type your name to sign."))
    if not account.agreed:
        faults.append(Fault("agreed", "Tick the statement if it is true. Without it the testimony cannot be signed."))
    return faults


def insist_signable(account: Account) -> None:
    """Raises BadInput with everything that is missing."""
    if faults := faults_of_signing(account):
        raise BadInput(faults)


def may_read_testimony(member: Member, testimony: Testimony) -> bool:
    """Whether a member who reads its version may read what a witness signed about it.

    It may be signed after the version was cleared, when nobody had looked through it.
    """
    signed = testimony.state is TestimonyState.SIGNED
    return not signed or testimony.cleared_at is not None or reads_uncleared(member)


def insist_may_be_cleared(testimony: Testimony) -> None:
    """Raises WrongState for what nobody has signed."""
    if testimony.state is not TestimonyState.SIGNED:
        raise WrongState(f"{testimony.witness_name} has signed nothing, so there is nothing to clear.")


def field_of(testimony: Testimony) -> str:
    """The name under which its words are looked through, which tells several on one page apart."""
    return f"testimony_{testimony.seq}"


def said_by(testimony: Testimony) -> str:
    """All that a witness signed in their own words, to be looked through: the account, the role, how they know it."""
    return Account(testimony.words, testimony.role, testimony.relation).said


def signed_record(testimony: Testimony) -> Mapping[str, int | str]:
    """Exactly what a signature stands under: which work, whose words, as what, under which statement, when."""
    return {
        "apprenticeship": str(testimony.apprenticeship),
        "evidence": testimony.number,
        "version": testimony.version,
        "testimony": testimony.seq,
        "witness": testimony.witness_name,
        "email": testimony.witness_email,
        "role": testimony.role,
        "relation": testimony.relation,
        "words": testimony.words,
        "statement": testimony.statement,
        "signed_name": testimony.signed_name,
        "signed_at": testimony.signed_at.isoformat(timespec="microseconds") if testimony.signed_at else "",
    }


def record_sha256(testimony: Testimony) -> str:
    """SHA-256, in hexadecimal, of the record as canonical JSON: UTF-8, keys sorted, no spaces."""
    said = json.dumps(signed_record(testimony), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()
