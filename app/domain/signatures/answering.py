"""Whether a party may sign, refuse, or be recorded as not to be had: each refusal is one sentence."""

import unicodedata
from collections.abc import Collection
from uuid import UUID

from app.domain.people import Role
from app.domain.refusals import BadInput, Fault, NotPermitted, WrongState
from app.domain.signatures.standing import ROLE_WORDS, Standing
from app.domain.signatures.values import Answer, Signature

LONGEST_NAME = 200
LONGEST_REASON = 2000

CHANGED = (
    "This record is not what was put before you any more, so nothing was signed. "
    "Tell your training provider: somebody has to look into it."
)
OTHER_WORDS = "The sentence above the signature has changed meanwhile. Read it again, then sign."


def earlier_answer(standing: Standing, role: Role, answer: Answer, by: UUID) -> Signature | None:
    """What this person answered already: sent twice, it answers as the first time did."""
    found = (one for one in standing.signatures if (one.role, one.answer, one.by) == (role, answer, by))
    return next(found, None)


def insist_holds(role: Role, held: Collection[Role]) -> None:
    """Raises NotPermitted where somebody would answer in a role that they do not hold today."""
    if role not in held:
        raise NotPermitted(f"You are not the {ROLE_WORDS[role]} on this apprenticeship today.")


def insist_answerable(standing: Standing, role: Role) -> None:
    """Raises WrongState where this version waits for no answer of this party: outdated, erased, not asked, signed."""
    if standing.is_outdated:
        newest = standing.newest
        raise WrongState(f"Version {newest} is the newest of this record. Read that one, and answer there.")
    if standing.erased_at is not None:
        raise WrongState("The words of this record were erased, so it cannot be signed any more.")
    if role not in standing.asked:
        raise WrongState(f"The {ROLE_WORDS[role]} is not asked to sign this record.")
    given = standing.answer_of(role)
    if given is not None and given.answer is Answer.SIGNED:
        raise WrongState(f"{given.name} has signed as the {ROLE_WORDS[role]} already.")


def insist_one_party(role: Role, answered_as: Collection[Role]) -> None:
    """Raises WrongState where this person answered for another party on the same apprenticeship."""
    others = [other for other in Role if other in answered_as and other is not role]
    if others:
        raise WrongState(
            f"You have answered on this apprenticeship as the {ROLE_WORDS[others[0]]}. "
            f"Somebody else has to answer as the {ROLE_WORDS[role]}."
        )


def insist_same(standing: Standing, shown_sha256: str, kept_sha256: str) -> None:
    """Raises WrongState unless what was shown, what was put and what is kept now are the same record."""
    if not standing.sha256 == shown_sha256 == kept_sha256:
        raise WrongState(CHANGED)


def faults_of_name(typed: str, known: str) -> tuple[Fault, ...]:
    """What is wrong with a typed name: it is one's own, in at least one of its words."""
    if not typed.strip():
        return (Fault("name", "Type your name. That is your signature."),)
    if len(typed) > LONGEST_NAME:
        return (Fault("name", f"Keep your name to {LONGEST_NAME} characters."),)
    if not _words(typed) & _words(known):
        return (Fault("name", f"Type your own name. Your account is {known}’s."),)
    return ()


def insist_reason(reason: str, path: str = "reason", ask: str = "Say why you do not sign.") -> None:
    """Raises BadInput where there is no reason, or one too long to be one."""
    if not reason.strip():
        raise BadInput([Fault(path, ask)])
    if len(reason) > LONGEST_REASON:
        raise BadInput([Fault(path, f"Keep this to {LONGEST_REASON} characters.")])


def insist_same_reason(earlier: Signature, reason: str) -> None:
    """Raises WrongState where a refusal is sent once more with another reason, which would not be kept."""
    if earlier.reason != reason.strip():
        raise WrongState("You refused to sign this version already, and said why: that stays on record as it was.")


def insist_unanswered(standing: Standing, role: Role) -> None:
    """Raises WrongState where a party has answered, so that nobody need be given up on."""
    given = standing.answer_of(role)
    if given is not None:
        said = {Answer.SIGNED: "has signed", Answer.REFUSED: "has refused to sign"}
        done = said.get(given.answer, "is recorded as not to be had")
        raise WrongState(f"The {ROLE_WORDS[role]} {done} already.")


def faults_of_giving_up(name: str, reason: str, attempts: str) -> tuple[Fault, ...]:
    """What is missing where a signature is recorded as not to be had."""
    asked = (
        ("name", name, "Say who could not be reached.", LONGEST_NAME),
        ("reason", reason, "Say why the signature cannot be had.", LONGEST_REASON),
        ("attempts", attempts, "Say what was tried, and when.", LONGEST_REASON),
    )
    return tuple(
        Fault(path, ask if not typed.strip() else f"Keep this to {most} characters.")
        for path, typed, ask, most in asked
        if not typed.strip() or len(typed) > most
    )


def insist_not_oneself(role: Role, held: Collection[Role]) -> None:
    """Raises WrongState where somebody would record of their own signature that it cannot be had."""
    if role in held:
        raise WrongState("This is your own signature: sign, or refuse to.")


def _words(name: str) -> set[str]:
    """The words of a name without accents, however they were typed."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return {word.strip(".,’'").casefold() for word in plain.split()}
