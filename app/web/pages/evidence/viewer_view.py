"""What the viewer shows: a file, or the description, beside the KSBs of its piece."""

from dataclasses import dataclass

from app.domain.refusals import Fault
from app.web.places_shown import PlaceShown


@dataclass(frozen=True, slots=True)
class WordsOfPage:
    """The words of one page, sheet or slide: `name` is "page 3", `number` 3, each "" where there is none.

    `before` and `after` stand around the `passage` that was asked for, which is "" on every other page.
    """

    name: str
    number: str
    before: str
    passage: str
    after: str


@dataclass(frozen=True, slots=True)
class KsbBeside:
    """One KSB of the piece: its places anywhere, and what is typed of places in this file and of how.

    `may` is whether whoever looks may say more; `question` asks them where it is shown; `settled` whether its places
    stay, so that only how is left to say; `open` whether the field for how begins unfolded.
    """

    code: str
    short: str
    plain: str
    text: str
    state: str
    places: tuple[PlaceShown, ...]
    where: str
    how: str
    may: bool
    question: str
    settled: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Other:
    """Another file of the version, or its description, to look at."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Turn:
    """The page of a PDF that is looked at, of how many (None where nobody knows), and what turns to the page before and
    after it, "" where there is none."""

    page: int
    pages: int | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ViewerView:
    """The viewer. `shows` is pdf, image, audio, video, words or nothing; `source` opens at the place asked for, and
    `ksbs` begin with the one asked for. `ask` is what the person is here to say, "" where that is nothing; `asks_first`
    puts it before what is looked at on a narrow screen; `only_how` is whether no place is left to say.

    `file_address` is the file alone, "" for the description; `words_address` brings the words of a PDF, "" where they
    are there or it has none. `hint` says what to type as a place; `may_point` is whether a button can find one by
    itself; `keeps` says what is saved, by the button `save_words`; `stays` that it stays, "" where it does not. `file`
    and `version` go back with the form, which is sent to `save_address`, "" where whoever looks may say nothing.
    """

    name: str
    title: str
    piece_address: str
    heading: str
    shows: str
    source: str
    file_address: str
    turn: Turn | None
    page: str
    pages: tuple[WordsOfPage, ...]
    words_note: str
    words_address: str
    asked: str
    hint: str
    ask: str
    asks_first: bool
    only_how: bool
    may_point: bool
    keeps: str
    save_words: str
    stays: str
    ksbs: tuple[KsbBeside, ...]
    others: tuple[Other, ...]
    save_address: str
    file: str
    version: int
    faults: tuple[Fault, ...]
