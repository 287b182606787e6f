"""Whether requirements.lock is in step with pyproject.toml. It asks nothing of the network: the same answer everywhere.

In step means: every package that pyproject.toml asks for, with all its extras, and every package that those ask for,
is in the lock at one version that satisfies whoever asks; nothing else is in it; each has hashes; no index is named.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
_PIN = re.compile(r"(?m)^([A-Za-z0-9._-]+)==(\S+)(?: ; (.+?))?(?: \\)?((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)*)$")


@dataclass(frozen=True)
class Pin:
    """One package of the lock. `marker` says on which machines it is wanted; "" on all."""

    version: str
    marker: str
    hashed: bool

    @property
    def wanted_here(self) -> bool:
        """Whether this machine is one of them."""
        return not self.marker or bool(Requirement(f"x ; {self.marker}").marker.evaluate())


def pins(lock: str) -> dict[str, Pin]:
    """What a lock pins, by canonical name."""
    return {
        canonicalize_name(name): Pin(version, marker, bool(hashes))
        for name, version, marker, hashes in _PIN.findall(lock)
    }


def asked_for(project: dict) -> list[Requirement]:
    """What pyproject.toml asks for, every extra included."""
    extras = project.get("optional-dependencies", {}).values()
    return [Requirement(line) for line in [*project["dependencies"], *(line for extra in extras for line in extra)]]


def faults(project: dict, lock: str) -> Iterator[str]:
    """What is not in step, a sentence each."""
    pinned = pins(lock)
    if "://" in re.sub(r"(?m)^\s*#.*$", "", lock):
        yield "An address is written in the lock: leave it to each machine where packages come from."
    yield from (f"{name} has no hash in the lock." for name, pin in pinned.items() if not pin.hashed)
    waiting, reached = [(one, "pyproject.toml") for one in asked_for(project)], set()
    seen: set[tuple[str, str]] = set()
    while waiting:
        wanted, by = waiting.pop()
        name = canonicalize_name(wanted.name)
        pin = pinned.get(name)
        if pin is None:
            yield f"{name} is asked for by {by} and is not in the lock."
            continue
        reached.add(name)
        if not wanted.specifier.contains(pin.version, prereleases=True):
            yield f"{by} asks for {name}{wanted.specifier}, and the lock has {pin.version}."
        for extra in {"", *wanted.extras}:
            if pin.wanted_here and (name, extra) not in seen:
                seen.add((name, extra))
                needs = _needs(name, pin, extra)
                if needs is None:
                    yield f"{name} {pin.version} is in the lock and not installed: run make setup."
                waiting += [(need, name) for need in needs or ()]
    for name in sorted(pinned.keys() - reached):
        if pinned[name].wanted_here:
            yield f"{name} is in the lock and nothing asks for it."


def _needs(name: str, pin: Pin, extra: str) -> list[Requirement] | None:
    """What the installed package asks for on this machine with this extra; None where it is not installed so."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return None
    if found.version != pin.version:
        return None
    needs = [Requirement(line) for line in found.requires or ()]
    return [need for need in needs if need.marker is None or need.marker.evaluate({"extra": extra})]


def main() -> int:
    """Say what is not in step on standard error; 1 if anything is."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wrong = list(faults(project, (ROOT / "requirements.lock").read_text()))
    for sentence in wrong:
        sys.stderr.write(sentence + "\n")
    if wrong:
        sys.stderr.write("Run make lock to put requirements.lock in step.\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
