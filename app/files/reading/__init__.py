"""The words of a file, place by place, and what it hides: read in a process of its own that cannot do harm.

`read` never raises for what a file holds, and always ends in time. A file that cannot be read, is too large or takes
too long is `readable` False with the reason in `why_not`: then a person has to look through it. `checked` says of which
types that is tried at all; pictures, sound and film are not (“not checked by machine”).

Word, Excel, PowerPoint and OpenDocument are read by ourselves, because what identifies people most often hides in parts
that readers for searching leave out: headers, comments, changes, hidden rows, notes. PDF and files of the old kinds are
read by kreuzberg, and what a PDF hides by pypdf.
"""

from collections.abc import Iterable

from app.domain.confidentiality import is_english
from app.files.reading.apart import answer
from app.files.reading.bounds import BOUNDS, Bounds
from app.files.reading.kinds import READERS
from app.files.reading.values import COULD_NOT, Hidden, Page, Read

__all__ = ["BOUNDS", "COULD_NOT", "Bounds", "Hidden", "Page", "Read", "checked", "read"]


def checked(media_type: str) -> bool:
    """Whether files of this type have words that a machine can read."""
    return media_type in READERS


def read(pieces: Iterable[bytes], media_type: str, name: str = "", bounds: Bounds = BOUNDS) -> Read:
    """What stands in the file that these pieces are, in order. Raises only what `pieces` raises (StoreFault)."""
    if not checked(media_type):
        return Read(readable=False, why_not=COULD_NOT)
    said = answer(pieces, media_type, bounds)
    if said is None:
        return Read(readable=False, why_not=COULD_NOT)
    pages = tuple(Page(str(place), str(words), bool(readable)) for place, words, readable in said["pages"])
    return Read(
        pages=pages,
        hidden=tuple(Hidden(str(what), str(place), str(words)) for what, place, words in said["hidden"]),
        page_count=said["page_count"],
        sheets=tuple(map(str, said["sheets"])),
        readable=not said["why_not"],
        why_not=str(said["why_not"]),
        english=is_english("\n".join(page.words for page in pages)),
        pictures=int(said["pictures"]),
    )
