"""The words of a file, page by page, as a machine reads them: read anew each time, and kept nowhere."""

from threading import BoundedSemaphore
from uuid import UUID

from app.domain.evidence import EvidenceFile
from app.files.reading import Page, Read, checked, read
from app.files.store import FileStore, StoreFault

MOST_BYTES = 20 * 1024 * 1024
"""A larger file is not read while somebody waits for its page."""
READING_AT_ONCE = 2
TURN_SECONDS = 5.0
TOO_LARGE = "This file is too large to show its words here. Open the file itself."
BUSY = "Its words cannot be read just now. Open the file itself, or try again in a minute."
_turns = BoundedSemaphore(READING_AT_ONCE)


def has_words(file: EvidenceFile) -> bool:
    """Whether a machine can read words in files of this type."""
    return checked(file.media_type)


def words_of(store: FileStore, apprenticeship: UUID, file: EvidenceFile) -> Read:
    """The file as it is read now; not readable, with the reason, where it is too large or too much is read already.

    Never call it while a transaction is open: it takes seconds.
    """
    if file.size > MOST_BYTES:
        return Read(readable=False, why_not=TOO_LARGE)
    if file.media_type.startswith("text/"):
        return _plain(store, apprenticeship, file)
    if not _turns.acquire(timeout=TURN_SECONDS):
        return Read(readable=False, why_not=BUSY)
    try:
        return read(store.read(apprenticeship, file.sha256), file.media_type, file.name)
    except StoreFault:
        return Read(readable=False, why_not=BUSY)
    finally:
        _turns.release()


def text_of(found: Read) -> str | None:
    """All of its words, to look for a passage in; None where not every page could be read."""
    if not found.readable or not all(page.readable for page in found.pages):
        return None
    return "\n".join(page.words for page in found.pages)


def _plain(store: FileStore, apprenticeship: UUID, file: EvidenceFile) -> Read:
    """Plain text is its own words, and takes no other process to read."""
    try:
        content = b"".join(store.read(apprenticeship, file.sha256))
    except StoreFault:
        return Read(readable=False, why_not=BUSY)
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = content.decode("cp1252", "replace")
    return Read(pages=(Page("", words.replace("\r\n", "\n")),))


def description_as_read(words: str) -> Read:
    """A piece's own words as if they were read of a file."""
    return Read(pages=(Page("", words),))
