"""What the page of a piece shows of its witnesses."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.refusals import Fault


@dataclass(frozen=True, slots=True)
class WitnessRow:
    """One witness. `words` are "" until signed, and for whoever may not read them; `end_address` takes the ask back.

    `clear_address` is where a tutor clears what was signed, or takes that back where `cleared`; `field` names it where
    something is found in it.
    """

    name: str
    email: str
    state: str
    about: str
    words: str
    version: int
    signed_at: datetime | None
    sha256: str
    end_address: str
    cleared: bool
    clear_address: str
    field: str


@dataclass(frozen=True, slots=True)
class TestimoniesShown:
    """The section. `ask_address` is "" where nobody may be asked, and `note` then says why not, or what happens."""

    __test__ = False
    rows: tuple[WitnessRow, ...]
    ask_address: str
    note: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class AskView:
    """The form that asks a witness, with what was typed."""

    heading: str
    title: str
    address: str
    cancel_address: str
    witness_name: str
    witness_email: str
    words: str
    days: int
    faults: tuple[Fault, ...]
