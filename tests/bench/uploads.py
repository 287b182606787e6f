"""A file of 1 GiB sent to Touchmark and to FastAPI's `UploadFile`: time, memory and what is written to the disk."""

import shutil
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.bench.serving import a_site, plain_server, send_file

MEBIBYTES = 1024
ROUNDS = 3
GOAL = 0.7
MOST_GROWTH_MIB = 32


@dataclass(frozen=True)
class Upload:
    """What one upload took: seconds, resident growth in MiB, and bytes written to the disk over bytes sent."""

    seconds: float
    grown_mib: float
    written: float


def uploads() -> list[str]:
    """Rows for the table of figures: time as a ratio, memory in MiB, writing as a multiple of the file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, theirs = [], []
        with a_site(folder) as site, plain_server(folder) as (plain, plain_process):
            address = site.machine.serve()
            process = site.machine.started[-1].pid
            for number in range(ROUNDS):  # by turns, so that a busy moment of the machine meets both
                theirs.append(_measured(plain_process, plain, "/upload", {}, "plain"))
                _emptied(folder / "plain")
                ours.append(_measured(process, address, f"{site.record}/evidence", site.bearer, f"Film {number}"))
                _emptied(folder / "machine" / "var" / "files")
    time = statistics.median(mine.seconds / other.seconds for mine, other in zip(ours, theirs, strict=True))
    grown, theirs_grown = max(one.grown_mib for one in ours), max(one.grown_mib for one in theirs)
    written, theirs_written = max(one.written for one in ours), max(one.written for one in theirs)
    return [
        f"upload of {MEBIBYTES} MiB, time over UploadFile's: {time:.2f} × (goal: at most {GOAL} ×)",
        f"upload of {MEBIBYTES} MiB, resident growth: {grown:.0f} MiB (goal: under {MOST_GROWTH_MIB} MiB; "
        f"UploadFile: {theirs_grown:.0f} MiB)",
        f"upload of {MEBIBYTES} MiB, written to the disk: {written:.2f} × the file "
        f"(UploadFile: {theirs_written:.2f} ×)",
    ]


def _measured(process: int, address: str, path: str, headers: dict[str, str], title: str) -> Upload:
    status, io = Path(f"/proc/{process}/status"), Path(f"/proc/{process}/io")
    Path(f"/proc/{process}/clear_refs").write_text("5")  # the highest resident size counts anew from here
    before, written = _figure(status, "VmRSS"), _figure(io, "write_bytes")
    seconds = send_file(address, path, MEBIBYTES, headers, title)
    grown = (_figure(status, "VmHWM") - before) / 1024
    return Upload(seconds, grown, (_figure(io, "write_bytes") - written) / (MEBIBYTES * 1024 * 1024))


def _figure(file: Path, name: str) -> int:
    return next(int(line.split()[1]) for line in file.read_text().splitlines() if line.startswith(f"{name}:"))


def _emptied(folder: Path) -> None:
    for one in folder.iterdir():
        shutil.rmtree(one) if one.is_dir() else one.unlink()


if __name__ == "__main__":
    print("\n".join(uploads()))
