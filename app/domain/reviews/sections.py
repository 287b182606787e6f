"""The words of a review, section by section, each author’s own. Two who write at once lose nothing."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.apprenticeships import Named
from app.domain.people import Member, Role
from app.domain.programmes import ReviewSection
from app.domain.refusals import BadInput, Fault, NotPermitted, WrongState
from app.domain.wording import number

LONGEST_WORDS = 5_000


@dataclass(frozen=True, slots=True)
class SectionWords:
    """What one party wrote in one section. `revision` counts the writings: 1 is the first, 0 where there is none."""

    section: str
    role: Role
    words: str
    revision: int
    by: Named
    at: datetime


class WrittenMeanwhile(WrongState):
    """Somebody, or the same person in another tab, wrote here since it was opened. Both texts are carried."""

    def __init__(self, theirs: SectionWords, yours: str) -> None:
        super().__init__(
            f"{theirs.by.name} wrote here since you opened it. Both texts are shown: nothing is lost. Bring them "
            "together and save again."
        )
        self.theirs = theirs
        self.yours = yours


def write(before: SectionWords | None, written: SectionWords, base_revision: int) -> SectionWords:
    """The words as they stand after one writing on top of revision `base_revision`.

    The same words once more change nothing, and no words where there were none are none: revision 0. Raises BadInput
    by the path `words`, and WrittenMeanwhile.
    """
    words = as_kept(written.words)
    if len(words) > LONGEST_WORDS:
        raise BadInput([Fault("words", f"Use at most {number(LONGEST_WORDS)} characters.")])
    if before is not None and before.words == words:
        return before
    revision = before.revision if before is not None else 0
    if base_revision != revision:
        if before is None:
            raise BadInput([Fault("base_revision", "Nothing is written here yet, so the revision is 0.")])
        raise WrittenMeanwhile(before, words)
    if before is None and not words:
        return replace(written, words="", revision=0)
    return replace(written, words=words, revision=revision + 1)


def as_kept(words: str) -> str:
    """Words as they are kept, however a browser sent them."""
    return words.replace("\r\n", "\n").strip()


def writes_as(section: ReviewSection, member: Member, role: Role | None = None) -> Role:
    """In which of their roles somebody writes here: the one named, or the first that may. Raises NotPermitted."""
    own = [one for one in section.written_by if one in member.roles and role in (None, one)]
    if not own:
        raise NotPermitted("Others write this section. You may not write in it.")
    return own[0]


def sees(section: ReviewSection, member: Member) -> bool:
    """Whether somebody may read this section at all."""
    return section.seen_in(member.all_roles)


def who_sees(section: ReviewSection) -> str:
    """Who reads this section, in a sentence to be read before anything is typed."""
    named = [_READERS[role.value] for role in section.seen_by]
    listed = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else named[0]
    sentence = f"{listed[0].upper()}{listed[1:]} can read this."
    hidden = [_READERS[role.value] for role in (Role.APPRENTICE, Role.EMPLOYER) if role not in section.seen_by]
    return f"{sentence[:-1]}; {' and '.join(hidden)} cannot." if hidden else sentence


_READERS = {
    "apprentice": "the apprentice",
    "tutor": "the tutor",
    "employer": "the employer",
    "quality_assurer": "quality assurers",
    "administrator": "administrators",
}
