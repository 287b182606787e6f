"""The sections of a review as one person sees them: their own boxes to write in, and what the others wrote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType

from app.answers.reviews import SectionSheet
from app.domain.apprenticeships import Apprenticeship
from app.domain.fits_anybody import Hint, Known, hint_of
from app.domain.people import Role
from app.domain.reviews import SectionWords
from app.domain.signatures import ROLE_WORDS
from app.rendering.words import stamp_words

BETWEEN_TWO = frozenset({Role.APPRENTICE, Role.TUTOR})
"""Who reads a section that is kept between apprentice and tutor."""


@dataclass(frozen=True, slots=True)
class Own:
    """A box that is this person’s to write in. `was` is a digest of what stood in it, by which the server knows whether
    anything was changed here; `saved` says when and by whom it was saved, "" where nothing is written yet, and `hint`
    that what was saved would fit anybody. Where another text came between, `theirs` is that one, `yours` what was
    typed, and `words` both."""

    field: str
    address: str
    words: str
    revision: int
    was: str
    saved: str
    hint: Hint | None = None
    theirs: str = ""
    theirs_by: str = ""
    yours: str = ""


@dataclass(frozen=True, slots=True)
class Retyped:
    """A box that is shown again: the words typed, the revision that they go on top of, and what came between."""

    words: str
    revision: int
    theirs: SectionWords | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What another party wrote; `words` is "" where they have not written yet. `who` is a name with its role."""

    who: str
    words: str
    at: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section. `readers` says who reads it, before anything is typed; `private` is it between apprentice and tutor
    alone. `own` is None where the person writes nothing here."""

    code: str
    title: str
    questions: tuple[str, ...]
    readers: str
    private: bool
    own: Own | None
    said: tuple[Said, ...]


def section_views(
    sheets: Sequence[SectionSheet],
    one: Apprenticeship,
    address: str,
    again: Mapping[str, Retyped] = MappingProxyType({}),
    *,
    open_: bool,
    about: Known | None = None,
) -> tuple[SectionView, ...]:
    """Every section that this person may read; `address` is where its words are saved, boxes in `again` are shown as
    they were typed, and a saved comment that would fit anybody, by what is known in `about`, has a hint. Of a review
    that is closed, sections in which nobody wrote are left out."""
    views = (_section(sheet, one, address, again, about, open_=open_) for sheet in sheets)
    return tuple(view for view in views if view.own or view.said)


def digest(words: str) -> str:
    """By what a form knows again the words that it was opened with."""
    return sha256(words.replace("\r\n", "\n").strip().encode()).hexdigest()


def who_words(role: Role, one: Apprenticeship) -> str:
    """A party with its name today: Chloe Marsden, apprentice."""
    named = {Role.APPRENTICE: one.apprentice, Role.TUTOR: one.tutor, Role.EMPLOYER: one.employer_contact}.get(role)
    return f"{named.name}, {ROLE_WORDS[role]}" if named else f"The {ROLE_WORDS[role]}"


def _section(
    sheet: SectionSheet,
    one: Apprenticeship,
    address: str,
    again: Mapping[str, Retyped],
    about: Known | None,
    *,
    open_: bool,
) -> SectionView:
    section, mine = sheet.section, sheet.writes_as
    written = {text.role: text for text in sheet.texts}
    return SectionView(
        code=section.code,
        title=section.title,
        questions=section.questions if open_ else (),
        readers=sheet.who_sees,
        private=set(section.seen_by) == BETWEEN_TWO,
        own=_own(sheet, written.get(mine), address, again.get(section.code), about) if mine else None,
        said=tuple(
            _said(written.get(role), role, one)
            for role in section.written_by
            if role is not mine and (open_ or role in written)
        ),
    )


def _own(
    sheet: SectionSheet, there: SectionWords | None, address: str, again: Retyped | None, about: Known | None
) -> Own:
    code = sheet.section.code
    if again is not None:
        return _once_more(code, address, again)
    return Own(
        field=f"words.{code}",
        address=f"{address}/{code}",
        words=sheet.words,
        revision=sheet.revision,
        was=digest(sheet.words),
        saved=f"Saved on {stamp_words(there.at)}, by {there.by.name}." if there else "",
        hint=hint_of(sheet.words, about) if about else None,
    )


def _once_more(code: str, address: str, again: Retyped) -> Own:
    theirs = again.theirs
    return Own(
        field=f"words.{code}",
        address=f"{address}/{code}",
        words=f"{theirs.words}\n\n{again.words}" if theirs else again.words,
        revision=again.revision,
        was="",
        saved="",
        theirs=theirs.words if theirs else "",
        theirs_by=f"{theirs.by.name}, {stamp_words(theirs.at)}" if theirs else "",
        yours=again.words,
    )


def _said(there: SectionWords | None, role: Role, one: Apprenticeship) -> Said:
    if there is None:
        return Said(who_words(role, one), "", "")
    return Said(f"{there.by.name}, {ROLE_WORDS[role]}", there.words, stamp_words(there.at))
