"""A real file system of its own, small enough to be filled."""

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

SIZE = 8 * 2**20


@pytest.fixture
def small(tmp_path):
    """A file system of 8 MiB of its own."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("Only root may mount a file system. To enable: run as root, as .ci/run on a build machine does.")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextmanager
def full(place: Path):
    """Fill what is left of a file system, to the last byte."""
    filler = place / "filler"
    with filler.open("wb", 0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    assert os.statvfs(place).f_bavail == 0
    yield
    filler.unlink()


@contextmanager
def read_only(place: Path):
    """Nothing can be written to a file system, however much room there is."""
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    yield
    subprocess.run(["mount", "-o", "remount,rw", str(place)], check=True)
