"""The malware scanner, clamd, asked in its own protocol (INSTREAM): a file goes to it piece by piece.

Whatever is not a clear answer means *not scanned*: no scanner, one that is away or breaks off, a file over its limit.
clamd passes what is larger than its MaxFileSize as clean unless it is told `AlertExceedsMax yes`; what it says then
means not scanned too.
"""

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.domain.evidence import Scan

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 120.0
"""How long the scanner may be silent."""
_PIECE = 1024 * 1024
_LIMITS = "Heuristics.Limits.Exceeded"


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a scan. `too_large`: it is over the scanner's limit, so trying again soon helps nobody."""

    scan: Scan
    too_large: bool = False


NOT_SCANNED = Said(Scan.NOT_SCANNED)


@dataclass(frozen=True, slots=True)
class Scanner:
    """A clamd at `tcp://host:port` or `unix:/path`."""

    address: str

    def scan(self, pieces: Iterable[bytes]) -> Said:
        """What it says of the file that these pieces are. Raises only what reading them raises."""
        try:
            connection = self._connected()
        except OSError:
            return NOT_SCANNED
        with connection:
            return _understood(_asked(connection, pieces))

    def _connected(self) -> socket.socket:
        where = urlsplit(self.address)
        if where.scheme == "tcp":
            found = socket.create_connection((where.hostname or "", where.port or 3310), CONNECT_SECONDS)
        else:
            found = socket.socket(socket.AF_UNIX)
            found.settimeout(CONNECT_SECONDS)
            try:
                found.connect(self.address.removeprefix("unix:").removeprefix("//"))
            except OSError:
                found.close()
                raise
        found.settimeout(ANSWER_SECONDS)
        return found


def scanner_for(address: str) -> Scanner | None:
    """The scanner at this address of the settings; None where there is none."""
    return Scanner(address) if address else None


def _asked(connection: socket.socket, pieces: Iterable[bytes]) -> str:
    """The scanner's answer; "" where there is none."""
    if _sent(connection, b"zINSTREAM\0"):
        for piece in pieces:
            # It hangs up on what is over its limit, having said so.
            if not all(_sent(connection, _framed(piece[at : at + _PIECE])) for at in range(0, len(piece), _PIECE)):
                break
        else:
            _sent(connection, _framed(b""))
    answer = b""
    try:
        while len(answer) < 4096 and b"\0" not in answer:
            more = connection.recv(4096)
            if not more:
                break
            answer += more
    except OSError:
        pass
    said, end, _ = answer.partition(b"\0")
    return said.decode("utf-8", "replace").strip() if end else ""


def _sent(connection: socket.socket, data: bytes) -> bool:
    try:
        connection.sendall(data)
    except OSError:
        return False
    return True


def _framed(piece: bytes) -> bytes:
    return len(piece).to_bytes(4, "big") + piece


def _understood(answer: str) -> Said:
    if answer == "stream: OK":
        return Said(Scan.CLEAN)
    if "size limit exceeded" in answer or _LIMITS in answer:
        return Said(Scan.NOT_SCANNED, too_large=True)
    return Said(Scan.INFECTED) if answer.startswith("stream: ") and answer.endswith(" FOUND") else NOT_SCANNED
