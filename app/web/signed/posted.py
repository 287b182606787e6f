"""What comes in with the forms beside a record."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from app.actions.signatures import Signing
from app.domain.people import Role
from app.domain.refusals import BadInput, Fault
from app.domain.words_beside import is_reason
from app.web.forms import Typed

FIELDS = {"name": "name", "reason": "reason"}
GIVE_UP_FIELDS = {"name": "who", "reason": "why", "attempts": "attempts", "party": "party"}
"""What the fields of the forms are called, by what the rules call them: the page has both forms."""


class Attempts(TypedDict):
    """What is said of a signature that cannot be had."""

    name: str
    reason: str
    attempts: str
    sha256: str


def signing_in(typed: Typed) -> Signing:
    """A signature as it was typed and shown."""
    return Signing(role_in(typed, "role"), typed.get("name"), typed.get("sha256").strip(), typed.get("statement"))


def refusal_in(typed: Typed) -> tuple[Role, str, str]:
    """A refusal: in which role, why, and the hash that was shown."""
    return role_in(typed, "role"), typed.get("reason"), typed.get("sha256").strip()


def giving_up_in(typed: Typed) -> Attempts:
    """That a signature cannot be had: who, why, what was tried, and the hash that was shown."""
    return Attempts(
        name=typed.get("who"),
        reason=typed.get("why"),
        attempts=typed.get("attempts"),
        sha256=typed.get("sha256").strip(),
    )


def role_in(typed: Typed, field: str) -> Role:
    """The role that a field names. Raises BadInput."""
    try:
        return Role(typed.get(field))
    except ValueError:
        raise BadInput([Fault(field, "Choose whose signature it is.")]) from None


def renamed(faults: Sequence[Fault], fields: Mapping[str, str]) -> tuple[Fault, ...]:
    """Faults by the names that the fields have on the page."""
    return tuple(
        fault if is_reason(fault.path) else Fault(fields.get(fault.path, ""), fault.sentence) for fault in faults
    )
