"""Why a file may not come in, and what to do instead: one plain sentence each, or two."""

from enum import Enum


class Why(Enum):
    """A reason, with the words for people; `{}` stands for what only the file can tell."""

    EMPTY = "is empty. Choose another file."
    MACROS = (
        "holds macros, which are small programs that run when it is opened. "
        "Save it without macros (as .docx, .xlsx or .pptx) or as a PDF, and choose that."
    )
    PROGRAM = (
        "is a program or a script, which may not be kept here. "
        "Show it with a screenshot, or with words in a text file, and choose that."
    )
    WEB_PAGE = (
        "is a web page or a drawing that can hold scripts (HTML or SVG). "
        "Print it to a PDF or take a screenshot, and choose that."
    )
    ARCHIVE = "is an archive, with other files packed in it. Unpack it, and choose the files that were in it."
    LOCKED = "is encrypted, so nobody else could open it. Save it without a password, and choose that."
    INSIDE = (
        "holds another file inside it that cannot be looked at, such as an archive, a program or a packed attachment. "
        "Take that out or save it as a PDF, and choose that."
    )
    FETCHES = (
        "fetches something from elsewhere when it is opened, such as its template. Save it as a PDF, and choose that."
    )
    UNPACKS = "would unpack to far more than it should hold. Save it as a PDF, and choose that."
    TWO_IN_ONE = "is two kinds of file in one, which can hide something. Save or export it anew, and choose that."
    BROKEN = "is damaged or not complete, so it could not be looked at. Open it, save it again, and choose the new one."
    LARGE_PICTURE = (
        "is too large a picture to be made ready here (at most 200 MB and 100 million pixels). "
        "Make it smaller, and choose that."
    )
    INFECTED = (
        "was found to hold something harmful (a virus, or what looks like one), so it was not kept. "
        "Choose a clean copy, and have whoever looks after your computer check it."
    )
    UNKNOWN = (
        "is not a kind of file that can be kept here. "
        "Save it as a PDF, a Word document, a picture, or an MP3 or MP4 recording, and choose that."
    )
    ENDING = "is {}, but its name ends like a file that can do harm. Give it the ending {}, and choose it again."


class NotTaken(Exception):
    """A file may not come in. `sentence` names it and says why and what to do instead."""

    def __init__(self, why: Why, name: str = "", detail: tuple[str, ...] = ()) -> None:
        self.why = why
        self.detail = detail
        self.sentence = f"“{name}” {why.value.format(*detail)}" if detail else f"“{name}” {why.value}"
        super().__init__(self.sentence)
