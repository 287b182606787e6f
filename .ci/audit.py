"""Whether a package of requirements.lock is known to be vulnerable, as pip-audit learns it from the package index.

A vulnerability fails. Where the index cannot be reached, or knows nothing of a package, one line says what could not be
audited, and that is no failure: a check that needs a service would fail on the day the service does. With
TOUCHMARK_AUDIT=required it is a failure, and the answer of before is not taken; anywhere else one holds for a day and
for one lock.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
KEPT = ROOT / ".venv" / "audited.json"
PATIENCE_SECONDS = 30
Report = list[dict]
"""pip-audit's answer: a dictionary for each package, with `vulns`, or with `skip_reason` where it was not audited."""


def vulnerabilities(report: Report) -> Iterator[str]:
    """A sentence for each vulnerability that is known."""
    for package in report:
        for one in package.get("vulns", ()):
            mended = f"mended in {', '.join(one['fix_versions'])}" if one.get("fix_versions") else "not mended yet"
            yield f"{package['name']} {package['version']} is vulnerable: {one['id']}, {mended}."


def not_audited(report: Report | None, names: set[str]) -> str:
    """What could not be audited, in one line; "" where everything was. No report at all audits nothing."""
    audited = {package["name"].lower() for package in report or () if "skip_reason" not in package}
    left = sorted(names - audited)
    if not left:
        return ""
    named = "any of its packages" if len(left) == len(names) else ", ".join(left)
    return f"The audit could not learn of vulnerabilities in {named} ({len(left)} of {len(names)})."


def ask() -> Report | None:
    """What pip-audit says of the lock; None where it does not come to an answer in time."""
    program = Path(sys.executable).with_name("pip-audit")
    wanted = [
        "--requirement",
        LOCK,
        "--require-hashes",
        "--disable-pip",
        "--progress-spinner",
        "off",
        "--format",
        "json",
    ]
    try:
        ran = subprocess.run(  # noqa: S603 - nothing in it comes from outside
            [program, *wanted, "--timeout", "5"], capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False
        )
        found: Report = json.loads(ran.stdout)["dependencies"]
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError):
        return None
    return found


def answer(kept: Path, digest: str, today: str, asked: Callable[[], Report | None], *, anew: bool) -> Report | None:
    """The answer of today for this lock: kept from before, else asked for and kept."""
    try:
        before = json.loads(kept.read_text())
    except (OSError, ValueError):
        before = {}
    if not anew and before.get("of") == [digest, today]:
        return before["report"]
    report = asked()
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps({"of": [digest, today], "report": report}))
    return report


def main(asked: Callable[[], Report | None] = ask, kept: Path = KEPT) -> int:
    """Say what is vulnerable and what could not be audited, on standard error; 1 where that is a failure."""
    required = os.environ.get("TOUCHMARK_AUDIT") == "required"
    text = LOCK.read_text()
    names = {line.partition("==")[0].lower() for line in text.splitlines() if "==" in line and line[0].isalnum()}
    digest, today = hashlib.sha256(text.encode()).hexdigest(), datetime.now(UTC).date().isoformat()
    report = answer(kept, digest, today, asked, anew=required)
    found, left = list(vulnerabilities(report or [])), not_audited(report, names)
    for sentence in [*found, left]:
        if sentence:
            sys.stderr.write(sentence + "\n")
    return 1 if found or (left and required) else 0


if __name__ == "__main__":
    sys.exit(main())
