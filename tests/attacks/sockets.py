"""A real server on a socket, in this process, and clients that write to it byte by byte."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from app.web.protocol import BoundedProtocol

PATIENCE_SECONDS = 60
"""How long a test waits for an answer before it fails."""


class Hasty(BoundedProtocol):
    """The protocol with waits that a test can sit out."""

    head_seconds = 0.4
    leftover_seconds = 0.4


class Server:
    """An application served on a free port, until stopped."""

    def __init__(self, app: Any, protocol: type = BoundedProtocol) -> None:
        self.begun = threading.Event()
        config = uvicorn.Config(app, port=0, http=protocol, log_level="critical", lifespan="off")
        self.server = uvicorn.Server(config)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self.server.run, args=([self.listening],), daemon=True)

    def connect(self) -> socket.socket:
        """A connection to it; the kernel keeps one waiting until the server answers."""
        return socket.create_connection(self.listening.getsockname(), timeout=PATIENCE_SECONDS)

    def ask(self, *parts: bytes) -> bytes:
        """All that is answered to these bytes, up to the end of the connection."""
        with self.connect() as client:
            return exchange(client, *parts)


def exchange(client: socket.socket, *parts: bytes) -> bytes:
    """Send these bytes one after the other, and read until the connection ends."""
    try:
        for part in parts:
            client.sendall(part)
    except (BrokenPipeError, ConnectionResetError):
        pass  # told to go while still sending
    return rest(client)


def rest(client: socket.socket) -> bytes:
    """What still comes, up to the end of the connection."""
    came = bytearray()
    try:
        while more := client.recv(65_536):
            came += more
    except ConnectionResetError:
        pass
    return bytes(came)


def status(answer: bytes) -> int:
    """The status of an answer; 0 where there was none."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0


@contextmanager
def served(app: Any, protocol: type = BoundedProtocol) -> Iterator[Server]:
    """`with served(app) as server`: stopped at the end."""
    server = Server(app, protocol)
    server.thread.start()
    try:
        yield server
    finally:
        server.server.should_exit = True
        server.thread.join(PATIENCE_SECONDS)
        server.listening.close()


Serve = Callable[..., Server]
