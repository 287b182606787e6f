"""Write the software bill of materials: every package of requirements.lock as a component of CycloneDX 1.6, in JSON.

Each with its version, its licence as the installed package names it, and the SHA-256 of every file it may be installed
from. The same lock makes the same bill. What only development needs has the scope "excluded".
"""

import hashlib
import json
import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from uuid import UUID, uuid5

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
_PIN = re.compile(r"(?m)^([A-Za-z0-9._-]+)==([^\s;]+)[^\n]*((?:\n    --hash=sha256:[0-9a-f]{64}[^\n]*)*)")
_NAMESPACE = UUID("8f2d7f1e-2b51-4f0c-9d2e-5d1a4c0f7a61")
Json = dict


def pinned(lock: str) -> dict[str, tuple[str, list[str]]]:
    """Version and hashes of every package of a lock, by canonical name."""
    return {
        canonicalize_name(name): (version, re.findall(r"sha256:([0-9a-f]{64})", hashes))
        for name, version, hashes in _PIN.findall(lock)
    }


def needs(name: str, extras: frozenset[str] = frozenset()) -> set[tuple[str, frozenset[str]]]:
    """What an installed package asks for on this machine, each with the extras that it asks for."""
    try:
        lines = distribution(name).requires or ()
    except PackageNotFoundError:
        return set()
    wanted = [Requirement(line) for line in lines]
    return {
        (canonicalize_name(one.name), frozenset(one.extras))
        for one in wanted
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in extras | {""})
    }


def reached(lines: list[str]) -> set[str]:
    """Every package that these requirements come to, through whatever asks for what."""
    waiting = {(canonicalize_name(one.name), frozenset(one.extras)) for one in map(Requirement, lines)}
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        seen |= waiting
        waiting = {need for name, extras in waiting for need in needs(name, extras)} - seen
    return {name for name, _ in seen}


def licence(name: str) -> Json:
    """The licence that an installed package names: an SPDX expression, else its own words; {} where it names none."""
    try:
        told = distribution(name).metadata
    except PackageNotFoundError:
        return {}
    if expression := told.get("License-Expression"):
        return {"licenses": [{"expression": expression}]}
    listed = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    words = listed or [one for one in [(told.get("License") or "").strip()] if one and "\n" not in one]
    return {"licenses": [{"license": {"name": one}} for one in words]} if words else {}


def component(name: str, version: str, hashes: list[str], *, runs: bool) -> Json:
    """One package."""
    return {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}@{version}",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "scope": "required" if runs else "excluded",
        "hashes": [{"alg": "SHA-256", "content": one} for one in hashes],
        **licence(name),
    }


def bill(project: Json, lock: str) -> Json:
    """The whole bill."""
    pins = pinned(lock)
    extras = project.get("optional-dependencies", {})
    served = [*project["dependencies"], *(line for name, one in extras.items() if name != "dev" for line in one)]
    runs = reached(served)
    references = {name: f"pkg:pypi/{name}@{version}" for name, (version, _) in pins.items()}
    itself = f"pkg:pypi/{project['name']}@{project['version']}"
    asked = {canonicalize_name(Requirement(line).name) for line in served}
    graph = [{"ref": itself, "dependsOn": sorted(references[name] for name in asked)}]
    for name, reference in references.items():
        below = {need for need, _ in needs(name)} & references.keys()
        graph.append({"ref": reference, "dependsOn": sorted(references[need] for need in below)})
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(_NAMESPACE, hashlib.sha256(lock.encode()).hexdigest())}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": itself,
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": [component(name, *pin, runs=name in runs) for name, pin in sorted(pins.items())],
        "dependencies": graph,
    }


def main() -> int:
    """Write var/bill-of-materials.json, or the file that is named."""
    to = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "bill-of-materials.json"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    made = bill(project, (ROOT / "requirements.lock").read_text())
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(json.dumps(made, indent=1) + "\n")
    sys.stdout.write(f"{to} names {len(made['components'])} packages.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
