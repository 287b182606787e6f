"""Plain words."""

from pathlib import Path

from app.files.reading.bounds import MOST_WORDS, TooMuch
from app.files.reading.gathered import Gathered


def gather(path: Path, _media_type: str, gathered: Gathered) -> None:
    """Fill `gathered` from a text."""
    gathered.page("", decoded(path))


def decoded(path: Path) -> str:
    """A text in the coding that it is in: UTF-8 or UTF-16 by its mark, else UTF-8, else that of old Windows."""
    if path.stat().st_size > 4 * MOST_WORDS:
        raise TooMuch
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
