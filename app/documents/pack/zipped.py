"""A ZIP written as it is sent: no more of it in memory than one piece, whatever its size."""

import zipfile
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from datetime import datetime

STORED_OVERHEAD = 300
"""What an entry takes beside its bytes, at the most, with its name counted twice more."""
CLOSING = 200
"""What the end of a ZIP takes, at the most."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a ZIP. `pieces` gives its bytes; `size` is how many there will be."""

    name: str
    size: int
    pieces: Callable[[], Iterable[bytes]]

    @property
    def most(self) -> int:
        """How many bytes it takes in a ZIP, at the most."""
        return self.size + STORED_OVERHEAD + 2 * len(self.name.encode())


class _Outgoing:
    """What zipfile writes to: a place that only goes forward and is emptied as it fills."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing to close."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        taken, self._waiting = b"".join(self._waiting), []
        return taken


def zipped(entries: Iterable[Entry], at: datetime) -> Generator[bytes, None, None]:
    """The bytes of a ZIP of these entries, stored as they are and stamped with one moment.

    The same entries make the same bytes, so a pack fetched twice is the same file.
    """
    outgoing = _Outgoing()
    with zipfile.ZipFile(outgoing, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for entry in entries:
            info = zipfile.ZipInfo(entry.name, at.timetuple()[:6])
            info.external_attr = 0o644 << 16
            with archive.open(info, "w", force_zip64=entry.size >= zipfile.ZIP64_LIMIT // 2) as inside:
                for piece in entry.pieces():
                    inside.write(piece)
                    yield outgoing.taken()
    yield outgoing.taken()
