"""What the evidence form shows of what was not saved: words typed before, here or elsewhere, and files half sent."""

from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten

from sqlalchemy.orm import Session

from app.db.evidence import BesideForm, form_drafts
from app.domain.form_drafts import FormDraft
from app.domain.london import london_date
from app.domain.people import Member
from app.domain.uploads import Upload
from app.rendering.words import date_day, time_words
from app.web.record import record_address

SHOWN = 3
"""So many offers at most: whoever has more takes up, or throws away, the newest first."""

FIRST_WORDS = 50
"""Characters of a form without a title, by which it is known again."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A file of which `here` of `size` bytes have come, and until when they wait for the rest."""

    id: str
    name: str
    here: int
    size: int
    until: datetime
    removal_address: str


@dataclass(frozen=True, slots=True)
class TypedBefore:
    """A form that was typed and not saved: when, by what it is known, where to carry on or throw it away."""

    at: str
    words: str
    address: str
    removal_address: str


@dataclass(frozen=True, slots=True)
class UnsavedView:
    """`uploads` and `drafts` are where the page's scripts send files in pieces, and what is typed, as it is typed.

    `person` keys what they keep on the device; `use` and `revision` are those of what is typed. `shown` is what this
    page was filled in with; `offers` what it may be filled in with instead.
    """

    uploads: str
    drafts: str
    person: str
    use: str
    revision: int
    shown: TypedBefore | None
    offers: tuple[TypedBefore, ...]
    unfinished: tuple[Unfinished, ...]


def unsaved_view(
    beside: BesideForm, member: Member, at: datetime, *, use: str, form: str, address: str, first: bool
) -> UnsavedView:
    """What this person has begun for this apprenticeship; on a form that is shown again, nothing is offered.

    `form` is the form's key, `address` where it is shown.
    """
    typed = [one for one in beside.typed if one.use == use]
    shown = next((one for one in typed if one.form == form), None)

    def before(one: FormDraft) -> TypedBefore:
        removal = record_address(member.apprenticeship, f"form-drafts/{one.id}/removal")
        return TypedBefore(when(one.saved_at, at), _begins(one), f"{address}?draft={one.id}", removal)

    return UnsavedView(
        uploads=record_address(member.apprenticeship, "uploads"),
        drafts=record_address(member.apprenticeship, "form-drafts"),
        person=str(member.person.id),
        use=use,
        revision=shown.revision if shown else 0,
        shown=before(shown) if shown and first else None,
        offers=tuple(before(one) for one in typed if one is not shown)[:SHOWN] if first else (),
        unfinished=tuple(_unfinished(one, member) for one in beside.uploads),
    )


def taken_up(session: Session, member: Member, at: datetime, *, use: str, asked: str) -> FormDraft | None:
    """What was typed before and is asked for by its id; None where there is no such thing of this person's."""
    typed = form_drafts.of(session, member.person.id, member.apprenticeship, at)
    return next((one for one in typed if str(one.id) == asked and one.use == use), None)


def when(at: datetime, now: datetime) -> str:
    """A moment of the last week as people say it: “at 4:12pm on Monday”, “at 4:12pm” today."""
    day = london_date(at)
    weekday = date_day(day).partition(" ")[0]
    return f"at {time_words(at)}" + ("" if day == london_date(now) else f" on {weekday}")


def _begins(one: FormDraft) -> str:
    """What it is known by: its title, else the first words of what was typed; "" where there are none."""
    return one.value("title").strip() or shorten(one.value("description"), FIRST_WORDS, placeholder="…")


def _unfinished(one: Upload, member: Member) -> Unfinished:
    removal = record_address(member.apprenticeship, f"uploads/{one.id}/removal")
    return Unfinished(str(one.id), one.name, one.offset, one.size, one.forgotten_at, removal)
