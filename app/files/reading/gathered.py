"""What a reader gathers of one file, within its bounds."""

import re
from dataclasses import dataclass, field

from app.files.reading.bounds import MOST_PAGES, MOST_WORDS, TooMuch
from app.files.reading.values import NO_WORDS, SOME_WITHOUT

_DEEPEST = 1
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b-\x1f\x7f]")


@dataclass
class Said:
    """The answer, as it goes out in JSON."""

    pages: list[tuple[str, str, bool]] = field(default_factory=list)
    hidden: list[tuple[str, str, str]] = field(default_factory=list)
    page_count: int | None = None
    sheets: list[str] = field(default_factory=list)
    why_not: str = ""
    pictures: int = 0


class Gathered:
    """Raises TooMuch where a file gives more words or pages than it may.

    Characters that nobody sees (soft hyphens, zero-width spaces) are taken out: they split words for machines only.
    """

    def __init__(self, depth: int = 0) -> None:
        self._said = Said()
        self._left = MOST_WORDS
        self.depth = depth

    @property
    def may_go_deeper(self) -> bool:
        """Whether a document inside this one is read, too."""
        return self.depth < _DEEPEST

    def page(self, place: str, words: str) -> None:
        """The words of one place, in order."""
        if len(self._said.pages) >= MOST_PAGES:
            raise TooMuch
        self._said.pages.append((place, self._seen(words), True))

    def hide(self, what: str, place: str, words: str) -> None:
        """Something that does not show; without words it is left out."""
        if (seen := self._seen(words).strip()) and len(self._said.hidden) < MOST_PAGES:
            self._said.hidden.append((what, place, seen))

    def flag(self, what: str, place: str) -> None:
        """Something that does not show and cannot be read."""
        self._said.hidden.append((what, place, ""))

    def count(self, pages: int) -> None:
        """How many pages or slides there are."""
        self._said.page_count = pages

    def sheet(self, name: str) -> None:
        """One more sheet, by its name, in order."""
        self._said.sheets.append(name)

    def picture(self) -> None:
        """One more picture that no machine looks at."""
        self._said.pictures += 1

    def look_yourself(self, why: str) -> None:
        """The first reason why a person has to look."""
        self._said.why_not = self._said.why_not or why

    def take(self, inner: "Gathered", what: str, place: str) -> None:
        """All that a document inside this one holds, as something hidden in it."""
        for where, words, _ in inner._said.pages:
            self.hide(what, f"{place}, {where}" if where else place, words)
        for hidden, where, words in inner._said.hidden:
            self.hide(f"{hidden} in {what}", f"{place}, {where}" if where else place, words)
        if inner._said.why_not:
            self.look_yourself(inner._said.why_not)

    def whole(self) -> Said:
        """All of it. Pages without words are marked, and a file without any says so."""
        said = self._said
        empty = [not words.strip() for _, words, _ in said.pages]
        if all(empty) and not said.hidden:
            self.look_yourself(NO_WORDS)
        elif said.page_count and any(empty):
            self.look_yourself(SOME_WITHOUT)
        said.pages = [(place, words, not without) for (place, words, _), without in zip(said.pages, empty, strict=True)]
        return said

    def _seen(self, words: str) -> str:
        self._left -= len(words)
        if self._left < 0:
            raise TooMuch
        return _UNSEEN.sub("", words.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
