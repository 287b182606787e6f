"""Keep the files that others wrote as VENDOR.toml names them.

    python .ci/vendor.py --check     every vendored file still has its SHA-256, and none is unnamed (no network)
    python .ci/vendor.py             fetch each named package with `npm pack` and write its files again

To move to another version, change version and sha256 in VENDOR.toml and run it without --check; a file whose hash is
not the one named is refused, and the hash found is printed.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "app" / "web" / "static" / "vendor"
MANIFEST = FOLDER / "VENDOR.toml"


def entries() -> list[dict[str, Any]]:
    """What VENDOR.toml names, one entry for each file."""
    return list(tomllib.loads(MANIFEST.read_text())["file"])


def digest(content: bytes) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def faults() -> list[str]:
    """Everything that does not agree with VENDOR.toml, a sentence each."""
    named = {entry["name"]: entry for entry in entries()}
    there = {path.name for path in FOLDER.iterdir()} - {MANIFEST.name}
    found = [f"{name} is in the folder but not in VENDOR.toml." for name in sorted(there - named.keys())]
    found += [f"{name} is in VENDOR.toml but not in the folder." for name in sorted(named.keys() - there)]
    for name in sorted(named.keys() & there):
        if digest((FOLDER / name).read_bytes()) != named[name]["sha256"]:
            found.append(f"{name} is not the file that VENDOR.toml names: its SHA-256 differs.")
    return found


def fetch(package: str, version: str, into: Path) -> tarfile.TarFile:
    """The packed package, from whichever registry npm is set up to use."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is not installed: it is needed only to fetch vendored files again.")
    packed = subprocess.run(  # noqa: S603  # the names come from our own VENDOR.toml
        [npm, "pack", "--silent", "--pack-destination", str(into), f"{package}@{version}"],
        check=True,
        capture_output=True,
        text=True,
    )
    return tarfile.open(into / packed.stdout.split()[-1])


def refresh() -> list[str]:
    """Write every file from its package again; a file with another hash than the one named is not written."""
    found = []
    for entry in entries():
        with tempfile.TemporaryDirectory() as folder, fetch(entry["source"], entry["version"], Path(folder)) as package:
            member = package.extractfile(f"package/{entry['path']}")
            content = member.read() if member else b""
        if digest(content) == entry["sha256"]:
            (FOLDER / entry["name"]).write_bytes(content)
        else:
            found.append(f"{entry['name']}: VENDOR.toml names another SHA-256 than {digest(content)}.")
    return found


def main() -> int:
    """Say what is wrong on standard error, one line each; 1 if anything is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare hashes only; needs no network")
    wrong = faults() if parser.parse_args().check else refresh()
    for sentence in wrong:
        sys.stderr.write(sentence + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
