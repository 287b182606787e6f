"""Where the project's own files are, for the tests that walk them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"
TEMPLATES = ROOT / "templates"
MIGRATIONS = ROOT / "migrations" / "versions"


def files(ending: str, *folders: str) -> list[Path]:
    """The project's files with this ending: what git keeps or would keep, below these folders or anywhere."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *folders],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    return [path for name in sorted(set(listed)) if name.endswith(ending) and (path := ROOT / name).is_file()]


def shown(path: Path) -> str:
    """A file's place in the project."""
    return str(path.relative_to(ROOT))
