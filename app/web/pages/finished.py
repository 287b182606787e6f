"""The landing of an apprentice who is through: the whole of the assessment passed, or the apprenticeship ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.answers.finished import Finished
from app.db.chasing import WaitingRow
from app.domain.apprenticeships import Apprenticeship
from app.domain.chasing import Wait, WaitKind
from app.domain.london import london_date
from app.rendering.frame import Link
from app.web.finished_words import finished_words
from app.web.record import record_address
from app.web.waits_words import own_wait_link


@dataclass(frozen=True, slots=True)
class FinishedView:
    """The landing of an apprentice who is through. `waiting` is what is still to be signed."""

    heading: str
    lede: str
    waiting: tuple[Link, ...]
    assessment: str
    copy: str
    record: tuple[Link, ...]
    others: tuple[Link, ...]


def finished_view(
    one: Apprenticeship, done: Finished, waiting: Sequence[WaitingRow], name: str, others: tuple[Link, ...]
) -> FinishedView:
    """Told first and warmly; what is still to be signed stays within reach, and nothing else is asked for."""
    waits = (
        Wait(one.id, row.kind, row.role, row.which, row.count, london_date(row.since))
        for row in waiting
        if row.kind is WaitKind.SIGNATURE
    )
    pages = (("Your evidence", "evidence"), ("Coverage", "coverage"), ("Hours", "off-the-job"), ("Reviews", "reviews"))
    return FinishedView(
        heading=f"{'Congratulations' if done.is_passed else 'Hello'}, {name}",
        lede=finished_words(done),
        waiting=tuple(Link(words, record_address(one.id, at)) for words, at in map(own_wait_link, waits)),
        assessment=record_address(one.id, "assessment"),
        copy=record_address(one.id, "copy"),
        record=tuple(Link(words, record_address(one.id, at)) for words, at in pages),
        others=others,
    )
