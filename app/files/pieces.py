"""Pieces of a file that is still on its way, each a file of its own in the store.

Every piece begins with a mark that is its own, so that its hash is no other file's: it can be removed as soon as it
is not needed, whoever keeps the same bytes for good.
"""

from uuid import UUID

from app.files.store import FileStore, Pieces, Sink

MARK = 24
"""Bytes before the file’s own in each piece."""


def open_piece(store: FileStore, apprenticeship: UUID, turn: UUID, start: int) -> Sink:
    """Somewhere to write the piece that begins at this byte of the file; `turn` is of whoever sends it."""
    sink = store.sink(apprenticeship)
    sink.write(turn.bytes + start.to_bytes(MARK - len(turn.bytes), "big"))
    return sink


def read_piece(store: FileStore, apprenticeship: UUID, sha256: str) -> Pieces:
    """The file's own bytes in a piece."""
    return store.read(apprenticeship, sha256, MARK)
