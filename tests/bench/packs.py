"""A portfolio of 5 GiB taken along as a pack and checked: how much the server and the check grow meanwhile."""

import hashlib
import os
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import httpx
from sqlalchemy import text

from app.db import portfolio
from app.db.database import Database
from app.domain.portfolio import FrozenFile, FrozenPiece, FrozenTag, Manifest, digest_of_words
from app.settings import Settings
from tests.bench.serving import a_site
from tests.machines import PROGRAM
from tests.running.site import URL, Site

PIECES = 10
FILE_MIB = 512
MOST_GROWTH_MIB = 48
_PIECE = 1024 * 1024


def packs() -> list[str]:
    """Rows for the table of figures: resident growth in MiB while a pack leaves, and the memory of its check."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with a_site(folder) as site:
            sha256 = _frozen(site, PIECES)
            grown, received = _taken(site, folder / "pack.zip")
        checked, most = _checked(folder / "pack.zip", sha256)
    gibibytes = received / 1024**3
    return [
        f"pack of {gibibytes:.1f} GiB, resident growth of the server: {grown:.0f} MiB "
        f"(goal: under {MOST_GROWTH_MIB} MiB)",
        f"pack of {gibibytes:.1f} GiB, checked: {checked}; the command took {most:.0f} MiB at the most",
    ]


def _frozen(site: Site, pieces: int) -> str:
    """A version of so many films, all of them the same file that takes no room; its hash over all."""
    apprenticeship = UUID(site.record.rpartition("/")[2])
    sha256 = _film(site.machine.folder / "var" / "files" / str(apprenticeship))
    words = {f"E{number}.title": (f"salt-{number}", "A film") for number in range(1, pieces + 1)}
    manifest = Manifest(
        apprenticeship=str(apprenticeship),
        number=1,
        standard="ST0868",
        standard_version="1.0",
        frozen_at="2026-11-30T09:00:00+00:00",
        pieces=tuple(
            FrozenPiece(
                number,
                1,
                "recording",
                "2026-03-02",
                (FrozenFile(f"files/E{number:02}/1.mp4", sha256, FILE_MIB * _PIECE, "video/mp4"),),
                (FrozenTag("S4", "2026-03-09"),),
            )
            for number in range(1, pieces + 1)
        ),
        digests={key: digest_of_words(*pair) for key, pair in words.items()},
    )
    database = Database(Settings(_env_file=None, database_url=site.machine.environment[URL]).database)
    with database.writing() as session:
        who = UUID(str(session.execute(text("SELECT id FROM person WHERE email = 'chloe@example.org'")).scalar_one()))
        over_all = portfolio.add(session, apprenticeship, manifest, words, by=who, at=datetime.now(UTC))
    database.close()
    return over_all


def _film(folder: Path) -> str:
    """A file of nothing but zeros in the store, kept under its hash."""
    folder.mkdir(parents=True, exist_ok=True)
    digest, zeros = hashlib.sha256(), bytes(_PIECE)
    for _ in range(FILE_MIB):
        digest.update(zeros)
    with (folder / digest.hexdigest()).open("wb") as film:
        film.truncate(FILE_MIB * _PIECE)
    return digest.hexdigest()


def _taken(site: Site, to: Path) -> tuple[float, int]:
    """Resident growth in MiB of the server while the pack leaves, and how many bytes came."""
    with site.client(site.machine.serve()) as client:
        here = f"{site.record}/portfolio/1"
        shown = client.get(here)
        assert shown.status_code == httpx.codes.OK, shown.text
        status = Path(f"/proc/{site.machine.started[-1].pid}/status")
        Path(f"/proc/{site.machine.started[-1].pid}/clear_refs").write_text("5")  # the highest size counts from here
        before = _figure(status, "VmRSS")
        with client.stream("GET", f"{here}/pack.zip") as answer, to.open("wb") as pack:
            assert answer.status_code == httpx.codes.OK
            for piece in answer.iter_raw(_PIECE):
                pack.write(piece)
        return (_figure(status, "VmHWM") - before) / 1024, to.stat().st_size


def _checked(pack: Path, sha256: str) -> tuple[str, float]:
    """What `touchmark verify-pack` says first, and the most memory it took, in MiB."""
    words = [PROGRAM, "verify-pack", str(pack), "--hash", sha256]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as command:
        assert command.stdout is not None
        said = command.stdout.readline().strip()
        _, status, used = os.wait4(command.pid, 0)
        command.returncode = os.waitstatus_to_exitcode(status)
    assert command.returncode == 0, said
    return said.rstrip("."), used.ru_maxrss / 1024


def _figure(file: Path, name: str) -> int:
    return next(int(line.split()[1]) for line in file.read_text().splitlines() if line.startswith(f"{name}:"))


if __name__ == "__main__":
    print("\n".join(packs()))
