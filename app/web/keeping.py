"""Reasons for which words may stay that look as if they identified somebody: read from what was sent, asked for anew.

An action finds such words and raises `Unsettled`; the page that shows the form again asks for a reason for each.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from fastapi import Request

from app.domain.words_beside import Unsettled
from app.web.forms import Typed


@dataclass(frozen=True, slots=True)
class KeepRow:
    """Words that were found: the field they were typed in, what they look like, and the reason, in a field `name`."""

    name: str
    field: str
    words: str
    looks: str
    reason: str


@dataclass(frozen=True, slots=True)
class Keeps:
    """What a form asks about, and reasons typed before that it carries along unasked, as (name, value)."""

    rows: tuple[KeepRow, ...] = ()
    typed: tuple[tuple[str, str], ...] = ()


def reasons_given(request: Request) -> Mapping[str, str]:
    """The reasons that came with a form or a JSON body, by the field of each."""
    typed: Typed | None = getattr(request.state, "typed", None)
    said: Mapping[str, str] = getattr(request.state, "keeping", {})
    return {**said, **(typed.reasons() if typed is not None else {})}


@contextmanager
def noting_what_is_found(request: Request) -> Iterator[None]:
    """Keep what an action found in words at hand for the page that this request is answered with."""
    try:
        yield
    except Unsettled as wrong:
        request.state.unsettled = wrong.spotted
        raise


def keeps_of(request: Request) -> Keeps:
    """What the form of this answer asks about."""
    reasons = reasons_given(request)
    found = {one.field_of_reason: one for one in getattr(request.state, "unsettled", ())}
    rows = tuple(KeepRow(name, one.field, one.words, one.why, reasons.get(name, "")) for name, one in found.items())
    return Keeps(rows, tuple((name, value) for name, value in reasons.items() if name not in found))
