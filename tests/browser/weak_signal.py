"""A way to a server that breaks off, as a phone's does: it counts what was sent, and cuts when told."""

import socket
import struct
import threading
from contextlib import suppress

_PIECE = 256 * 1024


class WeakSignal:
    """A port of its own that leads to a server's. It cuts every connection once so many bytes were sent, each once.

    `then_nothing`: after a cut nobody gets through, until this is taken back.
    """

    def __init__(self, address: str, cuts: list[int]) -> None:
        self.sent = 0
        self.cuts = sorted(cuts)
        self.done: list[int] = []
        self.then_nothing = False
        self._to = ("127.0.0.1", int(address.rpartition(":")[2]))
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._take, daemon=True).start()

    def close(self) -> None:
        """Take nobody any more."""
        self._listening.close()
        self._cut()

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                phone, _ = self._listening.accept()
                if self.then_nothing and self.done:
                    phone.close()
                    continue
                server = socket.create_connection(self._to)
                with self._lock:
                    self._open |= {phone, server}
                threading.Thread(target=self._carry, args=(phone, server, True), daemon=True).start()
                threading.Thread(target=self._carry, args=(server, phone, False), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while piece := source.recv(_PIECE):
                target.sendall(piece)
                if counted and self._is_time(len(piece)):
                    self._cut()
        for one in (source, target):
            with suppress(OSError):
                one.close()

    def _is_time(self, size: int) -> bool:
        with self._lock:
            self.sent += size
            if self.cuts and self.sent >= self.cuts[0]:
                self.done.append(self.cuts.pop(0))
                return True
        return False

    def _cut(self) -> None:
        with self._lock:
            gone, self._open = self._open, set()
        for one in gone:
            # At once, without a goodbye: what is still on its way is lost.
            with suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                one.shutdown(socket.SHUT_RDWR)
