"""Who somebody is, as entered: names, email addresses and reasons."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Annotated

from pydantic import AfterValidator

from app.db.people import folded
from app.domain.refusals import Fault
from app.web.forms import Form

LONGEST_NAME = 200
LONGEST_REASON = 500
# A full check is the mail itself; this keeps out what no mail program could take.
_EMAIL = re.compile(r"[^\s@<>(),;:\"\[\]\\]{1,64}@[^\s@<>(),;:\"\[\]\\]{1,255}")


def _one_line(text: str) -> str:
    """Text on one line: runs of spaces are one space, and nothing is kept that cannot be seen or turns words around."""
    return " ".join("".join(c for c in text if c.isspace() or _shows(c)).split())


def _shows(letter: str) -> bool:
    # Joiners stay: some names are spelt with them.
    return letter in "\u200c\u200d" or unicodedata.category(letter) not in ("Cc", "Cf", "Cs")


def _name(text: str) -> str:
    line = _one_line(text)
    if not any(letter.isalnum() for letter in line):
        raise ValueError("Enter a name.")
    if len(line) > LONGEST_NAME:
        raise ValueError(f"Use at most {LONGEST_NAME} characters.")
    return line


def _email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise ValueError("Enter an email address, such as name@example.org.")
    return folded(text)


def _reason(text: str) -> str:
    line = _one_line(text)
    if len(line) > LONGEST_REASON:
        raise ValueError(f"Use at most {LONGEST_REASON} characters.")
    return line


PersonName = Annotated[str, AfterValidator(_name)]
EmailAddress = Annotated[str, AfterValidator(_email)]
Reason = Annotated[str, AfterValidator(_reason)]


class PersonBody(Form):
    """Somebody by name and email address."""

    name: PersonName
    email: EmailAddress


def placed(faults: Iterable[Fault], fields: Sequence[str]) -> tuple[Fault, ...]:
    """Faults in the order of a page’s fields; one about anything else belongs to the whole form and comes first."""
    own = [fault if fault.path in fields else replace(fault, path="") for fault in faults]
    return tuple(sorted(own, key=lambda fault: fields.index(fault.path) if fault.path else -1))
