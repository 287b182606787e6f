"""The malware scanner, against a real clamd: clean, infected, and all that means not scanned."""

import socket
import threading

import pytest

from app.domain.evidence import Scan
from app.files.scanning import Said, Scanner, scanner_for
from tests.scanner import EICAR, LIMIT, Clamd, clamd, insist_installed

CLEAN, INFECTED, NOT_SCANNED = Said(Scan.CLEAN), Said(Scan.INFECTED), Said(Scan.NOT_SCANNED)
TOO_LARGE = Said(Scan.NOT_SCANNED, too_large=True)


@pytest.fixture(params=["socket", "port"])
def scanner(request: pytest.FixtureRequest) -> Scanner:
    found = clamd()
    return Scanner(found.address if request.param == "socket" else f"tcp://127.0.0.1:{found.port}")


def test_a_harmless_file_is_clean(scanner: Scanner) -> None:
    assert scanner.scan([b"what ", b"I did"]) == CLEAN
    assert scanner.scan([]) == CLEAN


@pytest.mark.parametrize("content", [EICAR, b"a letter with " + EICAR + b" inside"])
def test_the_test_virus_is_found_however_it_is_cut(scanner: Scanner, content: bytes) -> None:
    assert scanner.scan([content]) == INFECTED
    assert scanner.scan(content[at : at + 1] for at in range(len(content))) == INFECTED


def test_a_file_over_the_limit_is_not_scanned_and_never_passed(scanner: Scanner) -> None:
    """Over what it takes at all, and over what it looks into, which it would call clean by itself."""
    assert scanner.scan([bytes(LIMIT // 2)] * 3) == TOO_LARGE
    assert scanner.scan([b"x" * (LIMIT // 2 + 100)]) == TOO_LARGE


def test_a_scanner_that_is_away_means_not_scanned() -> None:
    assert Scanner("unix:/nowhere/clamd.sock").scan([EICAR]) == NOT_SCANNED
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert Scanner(f"tcp://127.0.0.1:{port}").scan([EICAR]) == NOT_SCANNED


def test_a_scanner_that_dies_meanwhile_means_not_scanned() -> None:
    insist_installed()
    mortal = Clamd()
    mortal.start()

    def pieces():
        yield EICAR
        mortal.stop()
        yield b"the rest"

    assert Scanner(mortal.address).scan(pieces()) == NOT_SCANNED
    mortal.remove()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0",
        b"stream: OK",
        b"stream: COULD BE OK\0",
        b"OK\0",
        b"UNKNOWN COMMAND\0",
        b"stream: x ERROR\0",
        b"\xff\0",
    ],
)
def test_only_a_clear_answer_counts(answer: bytes) -> None:
    """Somebody who is no clamd, or one that was cut off, says nothing of a file."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def say() -> None:
            asking, _ = listening.accept()
            with asking:
                while b"\0\0\0\0" not in asking.recv(65536)[-4:]:
                    pass
                asking.sendall(answer)

        thread = threading.Thread(target=say)
        thread.start()
        said = Scanner(f"tcp://127.0.0.1:{listening.getsockname()[1]}").scan([b"what I did"])
        thread.join()
    assert said == NOT_SCANNED


def test_no_address_is_no_scanner() -> None:
    assert scanner_for("") is None
    assert scanner_for("unix:/run/clamav/clamd.ctl") == Scanner("unix:/run/clamav/clamd.ctl")
