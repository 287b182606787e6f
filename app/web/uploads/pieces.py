"""The bytes of a file that comes in pieces: each piece is kept as soon as it is large or old enough."""

import time
from collections.abc import Callable
from contextlib import suppress

from app.domain.refusals import Refusal, TooLarge
from app.domain.uploads import Piece, Upload
from app.files.store import Sink, StoreFault

PIECE_BYTES = 8 * 1024 * 1024
PIECE_SECONDS = 20.0
"""Whatever happens, no more than this of what was sent is lost."""


class PieceReader:
    """Keeps what comes in one turn; `keep` notes a piece that lies in the store, `remove` has the store forget one.

    A body that breaks off is kept as far as it came, so `finish` is told at the end of every one.
    """

    def __init__(
        self,
        upload: Upload,
        open_piece: Callable[[int], Sink],
        keep: Callable[[Piece], None],
        remove: Callable[[str], None],
        end_turn: Callable[[], None],
    ) -> None:
        self.offset = upload.offset
        self._upload = upload
        self._open_piece = open_piece
        self._keep = keep
        self._remove = remove
        self._end_turn = end_turn
        self._sink: Sink | None = None
        self._size = 0
        self._begun = 0.0
        self._lost = False

    def feed(self, data: bytes) -> None:
        """Write on. Raises TooLarge, WrongState where another has the turn now, StoreFault."""
        if self.offset + self._size + len(data) > self._upload.size:
            raise TooLarge(f"More was sent than “{self._upload.name}” holds. Choose the file again.")
        rest = memoryview(data)
        while rest and not self._lost:
            if self._sink is None:
                self._sink, self._begun = self._open_piece(self.offset), time.monotonic()
            taken = rest[: PIECE_BYTES - self._size]
            self._sink.write(bytes(taken))
            self._size += len(taken)
            rest = rest[len(taken) :]
            if self._size == PIECE_BYTES or time.monotonic() - self._begun > PIECE_SECONDS:
                self._keep_piece()

    def finish(self) -> None:
        """Keep the last piece, and leave the turn to whoever sends next."""
        if self._lost:
            return
        if self._size:
            self._keep_piece()
        self._end_turn()

    def stop(self) -> None:
        """Leave nothing half-written."""
        if self._sink is not None:
            with suppress(StoreFault):
                self._sink.abort()
            self._sink = None

    def _keep_piece(self) -> None:
        assert self._sink is not None
        stored = self._sink.finish()
        self._sink = None
        try:
            self._keep(Piece(self.offset, self._size, stored.sha256))
        except Refusal:
            # Refused before anything was noted, so nobody knows of it.
            self._lost = True
            self._remove(stored.sha256)
            raise
        self.offset += self._size
        self._size = 0
