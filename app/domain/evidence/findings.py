"""What was found in a version that may identify somebody, and what has become of it.

Of each only where it stands and what it looks like is kept. The words themselves are read again where they are needed.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from app.domain.confidentiality import FindingKind, FindingState, Found, Known, find, find_in_name
from app.domain.evidence.places.values import Cells, Place, Words, places_in
from app.domain.evidence.values import EvidenceVersion, KsbTag
from app.domain.refusals import BadInput, Fault, WrongState

TITLE, DESCRIPTION, AI_WORDS, FILE, FILE_NAME = "title", "description", "ai_words", "file", "file_name"
HOW, WHERE = "how", "where"
"""What was said of a KSB: how it is shown, and the words that its places quote. The finding's place is its code."""
REASON = "keep-"
"""How the name of a field begins in which a reason for keeping something is typed."""
LONGEST_KEEPING = 500
_MOST_PLACES = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a version: in which field or file, at which place of it, from which character, how many.

    `field` is one of the codes above; a file's has the file's hash. `decided_by` kept it with `reason`.
    """

    id: UUID
    field: str
    sha256: str | None
    kind: FindingKind
    place: str
    start: int | None
    length: int | None
    state: FindingState
    reason: str = ""
    salt: str = ""
    found_at: datetime | None = None
    decided_by: UUID | None = None
    decided_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still keeps the evidence from being sent."""
        return self.state is FindingState.OPEN


@dataclass(frozen=True, slots=True)
class Spotted:
    """One thing as the check sees it, with its words while they are at hand: they are never kept.

    Where several things of a file stand at one place, `place` numbers them and `unnumbered` is what all of them share.
    """

    field: str
    sha256: str | None
    kind: FindingKind
    place: str
    start: int
    length: int
    words: str
    why: str = ""
    unnumbered: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same thing at the next check: in what was typed its words, in a file its place."""
        if self.field == FILE:
            return (self.field, self.sha256, self.kind, self.place, self.start)
        return (self.field, self.sha256, self.kind, self.words.casefold())

    @property
    def key_unnumbered(self) -> tuple[object, ...]:
        """What made it the same thing while places were not numbered."""
        return replace(self, place=self.unnumbered or self.place).key

    @property
    def field_of_reason(self) -> str:
        """The field of a form in which a reason for keeping it is typed: the same while the words are."""
        said = f"{self.field}\x1f{self.kind}\x1f{self.words.casefold()}"
        return f"{REASON}{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def spotted_in_words(version: EvidenceVersion, known: Known) -> tuple[Spotted, ...]:
    """What may identify somebody in what was typed: title, description, AI, files' names, and what is said of KSBs."""
    typed = ((TITLE, version.title), (DESCRIPTION, version.description), (AI_WORDS, version.statements.ai_words))
    found = [spotted for field, words in typed for spotted in spotted_in_text(field, words, known)]
    for file in version.files:
        found += _spotted(FILE_NAME, file.sha256, "", file.name, find_in_name(file.name, known))
    # Words of the description that a place quotes are found in the description already.
    told = {(one.kind, one.words.casefold()) for one in found if one.field == DESCRIPTION}
    for tag in version.tags:
        found += spotted_in_text(HOW, tag.how, known, place=tag.ksb)
        quoted = spotted_in_text(WHERE, quoted_in(places_in(tag.where)), known, place=tag.ksb)
        found += [one for one in quoted if (one.kind, one.words.casefold()) not in told]
    return tuple(found)


def spotted_in_placing(
    before: KsbTag, after: KsbTag, quoted: Iterable[Place], known: Known
) -> tuple[Sequence[Spotted], Sequence[Spotted]]:
    """What may identify somebody in what is newly said of a KSB: in how it is shown, and in what its places quote."""
    how = spotted_in_text(HOW, after.how, known, place=after.ksb) if after.how != before.how else ()
    return how, spotted_in_text(WHERE, quoted_in(quoted), known, place=after.ksb)


def quoted_in(places: Iterable[Place]) -> str:
    """The words that places hold, a line each: quoted ones, and names of sheets."""
    parts = [place.part for place in places]
    return "\n".join(
        part.text if isinstance(part, Words) else part.sheet for part in parts if isinstance(part, Words | Cells)
    )


def spotted_in_text(
    field: str, words: str, known: Known, sha256: str | None = None, place: str = ""
) -> tuple[Spotted, ...]:
    """What may identify somebody in the words of one field, or of one place of a file, each thing once."""
    return _spotted(field, sha256, place, words, find(words, known)) if words.strip() else ()


def in_one_place(spotted: Iterable[Spotted]) -> tuple[Spotted, ...]:
    """Of the same words of a kind in one file, the first, with every page they stand on in its place."""
    first: dict[tuple[object, ...], list[Spotted]] = {}
    for one in spotted:
        first.setdefault((one.field, one.sha256, one.kind, one.words.casefold()), []).append(one)
    return tuple(
        replace(
            ones[0],
            place=_places([one.place for one in ones]),
            unnumbered=_places([one.unnumbered or one.place for one in ones]),
        )
        for ones in first.values()
    )


def numbered(places: Sequence[str]) -> list[str]:
    """Places of a file as they are told apart: those that are called the same get a number, “header (1 of 2)”."""
    times, met = Counter(places), Counter[str]()
    told = []
    for place in places:
        met[place] += 1
        told.append(f"{place} ({met[place]} of {times[place]})".lstrip() if times[place] > 1 else place)
    return told


def kept(finding: Finding, reason: str, by: UUID, at: datetime, salt: str) -> Finding:
    """A finding that stays, for a reason on record. Raises BadInput without one, WrongState where it is fixed."""
    if not reason.strip():
        raise BadInput([Fault("reason", "Say why this may stay, so that your tutor can judge it.")])
    if len(reason) > LONGEST_KEEPING:
        raise BadInput([Fault("reason", f"Use at most {LONGEST_KEEPING} characters.")])
    if finding.state is FindingState.FIXED:
        raise WrongState("These words are not in the evidence any more, so there is nothing to keep.")
    return replace(finding, state=FindingState.KEPT, reason=reason.strip(), salt=salt, decided_by=by, decided_at=at)


def words_of(version: EvidenceVersion, one: Finding) -> str:
    """The whole text that a finding in what was typed points into; "" for one in a file."""
    if one.field == FILE_NAME:
        return next((file.name for file in version.files if file.sha256 == one.sha256), "")
    if one.field in (HOW, WHERE):
        tag = version.tag(one.place)
        return "" if tag is None else tag.how if one.field == HOW else quoted_in(places_in(tag.where))
    typed = {TITLE: version.title, DESCRIPTION: version.description, AI_WORDS: version.statements.ai_words}
    return typed.get(one.field, "")


def _spotted(field: str, sha256: str | None, place: str, words: str, found: Iterable[Found]) -> tuple[Spotted, ...]:
    once: dict[tuple[object, ...], Spotted] = {}
    for one in found:
        said = words[one.start : one.end]
        spotted = Spotted(field, sha256, one.kind, place, one.start, one.length, said, one.why)
        once.setdefault((one.kind, said.casefold()), spotted)
    return tuple(once.values())


def _places(places: Sequence[str]) -> str:
    told = list(dict.fromkeys(place for place in places if place))
    if len(told) < 2:
        return told[0] if told else ""
    more = f" and {len(told) - _MOST_PLACES} more" if len(told) > _MOST_PLACES else ""
    return ", ".join(told[:_MOST_PLACES]) + more
