"""A malware scanner of the suite's own where clamd is installed: it knows nothing but the EICAR test file."""

import atexit
import hashlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from tests.databases import memory_folder, required

ENABLE = "apt-get install -y --no-install-recommends clamav-daemon"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LIMIT = 2 * 1024 * 1024
"""Bytes of the largest file it takes."""
PATIENCE_SECONDS = 60
_CONFIGURATION = """
DatabaseDirectory {folder}/db
LocalSocket {folder}/clamd.sock
TCPSocket {port}
TCPAddr 127.0.0.1
LogFile {folder}/log
Foreground yes
StreamMaxLength 2M
MaxFileSize 1M
MaxScanSize 1M
AlertExceedsMax yes
MaxThreads 4
SelfCheck 0
"""


class Clamd:
    """A scanner that can be started, and stopped as if it had died."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="touchmark-clamd-", dir=memory_folder()))
        (self.folder / "db").mkdir()
        known = f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Test.EICAR.Hash\n"
        (self.folder / "db" / "test.hdb").write_text(known)
        (self.folder / "db" / "test.ndb").write_text(f"Test.EICAR.Body:0:*:{EICAR[20:].hex()}\n")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        (self.folder / "clamd.conf").write_text(_CONFIGURATION.format(folder=self.folder, port=self.port))
        self.address = f"unix:{self.folder}/clamd.sock"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        program = shutil.which("clamd") or "/usr/sbin/clamd"
        asked = [program, "--foreground", f"--config-file={self.folder}/clamd.conf"]
        with (self.folder / "said").open("ab") as said:
            self.process = subprocess.Popen(asked, stdout=said, stderr=said)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            assert time.monotonic() < deadline, (self.folder / "said").read_text()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(0.05)
            assert self.process.poll() is None, (self.folder / "said").read_text()

    def stop(self) -> None:
        """Stop it at once."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def remove(self) -> None:
        """Stop it, and leave nothing behind."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as asking:
            try:
                asking.connect(f"{self.folder}/clamd.sock")
                asking.sendall(b"zPING\0")
                return asking.recv(16) == b"PONG\0"
            except OSError:
                return False


def insist_installed() -> None:
    """Skip by name where there is no clamd, or fail where it is required."""
    if shutil.which("clamd") or Path("/usr/sbin/clamd").exists():
        return
    if required("clamav"):
        pytest.fail(f"clamd is required and not installed: {ENABLE}")
    pytest.skip(f"clamd is not installed. To enable: {ENABLE}")


@cache
def clamd() -> Clamd:
    """The suite's own scanner, started now where it was not."""
    insist_installed()
    found = Clamd()
    atexit.register(found.remove)
    found.start()
    return found
