"""What was read of a file."""

from dataclasses import dataclass

COULD_NOT = "We could not read this one: look through it yourself."
NO_WORDS = "There are no words here that a machine can read, as in a scan or a photo: look through it yourself."
SOME_WITHOUT = "Some pages have no words that a machine can read, as in a scan: look through those yourself."
OLD_KIND = (
    "This is an old kind of file, and its comments and changes cannot be looked at: "
    "save it anew as .docx, .xlsx or .pptx, or look through it yourself."
)
INSIDE = "Something inside it could not be read: look through it yourself."


@dataclass(frozen=True, slots=True)
class Page:
    """The words of one place of a file: "page 3", "slide 2", "sheet Budget", "header"; "" where a file has no places.

    `readable` is False for a page without words beside others that have some: a scan, most often.
    """

    place: str
    words: str
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Hidden:
    """What does not show when the file is opened or printed: `what` it is ("comment"), where, and its words."""

    what: str
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Read:
    """The words of a file and what hides in it.

    `page_count` (pages of a PDF, slides) and `sheets` are exact; a Word file has no pages until it is printed, so None.
    `readable` False: a person has to look, for the reason in `why_not` (a sentence for people); what was read all
    the same is there. `english` False: words were read, but the rules know no other language, so the same.
    `pictures` counts those inside a document, which no machine looks at.
    """

    pages: tuple[Page, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    page_count: int | None = None
    sheets: tuple[str, ...] = ()
    readable: bool = True
    why_not: str = ""
    english: bool = True
    pictures: int = 0
