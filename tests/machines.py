"""A machine with Touchmark on it, as whoever runs it meets it: a folder, the command line, and servers of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import httpx

PROGRAM = str(Path(sys.executable).with_name("touchmark"))
PATIENCE_SECONDS = 120


class Machine:
    """A machine with one installation on it: its settings, its command line, and the servers started on it."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TOUCHMARK_")}
        own = {"DATA_DIR": str(folder / "var")} | settings
        self.environment = kept | {f"TOUCHMARK_{name}": value for name, value in own.items()}
        self.started: list[subprocess.Popen[bytes]] = []

    def run(self, *words: str, status: int = 0) -> str:
        """What a command says on its standard output, having ended so; where it refused, its one sentence."""
        ran = subprocess.run(
            [PROGRAM, *words], env=self.environment, cwd=self.folder, capture_output=True, text=True, check=False,
            timeout=PATIENCE_SECONDS,
        )  # fmt: skip
        assert ran.returncode == status, ran.stdout + ran.stderr
        assert "Traceback" not in ran.stderr
        if status:
            assert len(ran.stderr.splitlines()) == 1, ran.stderr
            return ran.stderr.strip()
        return ran.stdout

    def token(self, email: str) -> str:
        """A bearer token for somebody."""
        return self.run("token", email).splitlines()[-1]

    def start(self, *words: str, **more: str) -> subprocess.Popen[bytes]:
        """Begin a command and let it run, in a group of processes of its own; what it says goes into `said`."""
        environment = self.environment | {f"TOUCHMARK_{name}": value for name, value in more.items()}
        with (self.folder / "said").open("ab") as said:
            self.started.append(
                subprocess.Popen(
                    [PROGRAM, *words], env=environment, cwd=self.folder, stdout=said, stderr=said, process_group=0
                )
            )
        return self.started[-1]

    def said(self) -> str:
        """Everything that commands which were started said."""
        return (self.folder / "said").read_text()

    def serve(self, *words: str, **more: str) -> str:
        """The address of a server that answers."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        server = self.start("serve", "--port", str(port), *words, **more)
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            assert server.poll() is None, f"the server ended: {self.said()}"
            try:
                httpx.get(f"{address}/health", timeout=10)
            except httpx.TransportError:
                wait_for_the_end(server, 0.1)
            else:
                return address
        raise AssertionError("the server did not answer")

    def stop(self) -> None:
        """Ask everything that was started to end, and wait until it has."""
        for one in self.started:
            if one.poll() is None:
                one.terminate()
        for one in self.started:
            one.wait(PATIENCE_SECONDS)
        self.started.clear()

    def kill(self) -> None:
        """End everything that was started, with the processes it started, without a word."""
        for one in self.started:
            with suppress(ProcessLookupError):  # it has ended already, and what it started with it
                os.killpg(one.pid, signal.SIGKILL)
            one.wait(PATIENCE_SECONDS)
        self.started.clear()


def wait_for_the_end(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Whether a process ended within so many seconds."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def program(address: str, token: str) -> httpx.Client:
    """A program that calls a server with somebody's token."""
    return httpx.Client(base_url=f"{address}/api/v1/", headers={"authorization": f"Bearer {token}"}, timeout=60)
