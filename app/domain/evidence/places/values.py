"""What a place is, how it is kept, and how it reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote

DESCRIPTION = "description"
"""The reference of the piece's own words, where a file has its hash."""
REFERENCE_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Pages:
    """A page, or a range of them, from 1."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Times:
    """A moment of sound or film in whole seconds, or from there to `end`."""

    start: int
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Cells:
    """A sheet by its name and cells in it (B2, or B2:D9); "" for all of it."""

    sheet: str
    cells: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they stand there, on `page` where that was said."""

    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """All of it."""


Part = Pages | Times | Cells | Words | Whole


@dataclass(frozen=True, slots=True)
class Place:
    """A part of one file or of the description.

    `file` is how the file's SHA-256 begins (`reference_of`), so that a place survives a new version that keeps the
    file; DESCRIPTION for the piece's own words.
    """

    file: str
    part: Part


def reference_of(sha256: str) -> str:
    """How a place names a file."""
    return sha256[:REFERENCE_LENGTH]


def stored(places: Iterable[Place]) -> str:
    """Places as a tag keeps them, a line each: `3fa9c0d1e2b4#page=2-3`. Each stands once."""
    return "\n".join(dict.fromkeys(f"{place.file}#{_kept(place.part)}" for place in places))


def places_in(text: str) -> tuple[Place, ...]:
    """Places from what a tag keeps."""
    pairs = (line.partition("#") for line in text.split("\n") if line)
    return tuple(Place(file, _part(dict(parse_qsl(said, keep_blank_values=True)))) for file, _, said in pairs)


def fragment(part: Part) -> str:
    """What opens a file at this place in a browser's own viewer, after the #; "" where no viewer knows how."""
    if isinstance(part, Pages):
        return f"page={part.first}"
    if isinstance(part, Words) and part.page is not None:
        return f"page={part.page}"
    if isinstance(part, Times):
        return f"t={part.start}" if part.end is None else f"t={part.start},{part.end}"
    return ""


def clock_words(seconds: int) -> str:
    """Seconds as a player shows them: 2:10, 1:02:10."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def part_words(part: Part) -> str:
    """A part as it reads: pages 2–3; 2:10 to 2:40; sheet Budget, B2:D9; “three options”."""
    match part:
        case Pages(first, last):
            return f"page {first}" if first == last else f"pages {first}–{last}"
        case Times(start, None):
            return clock_words(start)
        case Times(start, int(end)):
            return f"{clock_words(start)} to {clock_words(end)}"
        case Cells(sheet, cells):
            return f"sheet {sheet}, {cells}" if cells else f"sheet {sheet}"
        case Words(text, page):
            return f"“{text}”" if page is None else f"page {page}, “{text}”"
    return "all of it"


def place_words(place: Place, name: str) -> str:
    """A place as it reads: Home visit.pdf, page 2. `name` is the file's; the description goes by that word."""
    return f"{'the description' if place.file == DESCRIPTION else name}, {part_words(place.part)}"


def _kept(part: Part) -> str:
    match part:
        case Pages(first, last):
            return f"page={first}" if first == last else f"page={first}-{last}"
        case Times(start, end):
            return f"t={start}" if end is None else f"t={start}-{end}"
        case Cells(sheet, cells):
            return f"sheet={quote(sheet, safe='')}&cells={quote(cells, safe=':')}"
        case Words(text, page):
            said = f"words={quote(text, safe='')}"
            return said if page is None else f"{said}&page={page}"
    return "all"


def _part(said: dict[str, str]) -> Part:
    if "words" in said:
        return Words(said["words"], int(said["page"]) if "page" in said else None)
    if "page" in said:
        first, _, last = said["page"].partition("-")
        return Pages(int(first), int(last or first))
    if "t" in said:
        start, _, end = said["t"].partition("-")
        return Times(int(start), int(end) if end else None)
    if "sheet" in said:
        return Cells(said["sheet"], said.get("cells", ""))
    return Whole()
