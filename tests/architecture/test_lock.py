"""The check that keeps requirements.lock in step with pyproject.toml finds what is not."""

import importlib.util
import re
import tomllib
from types import ModuleType
from typing import Any

import pytest

from tests.architecture.project import ROOT


@pytest.fixture(scope="module")
def lock() -> ModuleType:
    spec = importlib.util.spec_from_file_location("lock", ROOT / ".ci" / "lock.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return found


PINNED = (ROOT / "requirements.lock").read_text()


def test_the_lock_is_in_step(lock: ModuleType, project: dict[str, Any]) -> None:
    assert len(lock.pins(PINNED)) == len(re.findall(r"(?m)^\S+==", PINNED)) > 50
    assert list(lock.faults(project, PINNED)) == []


def test_a_new_dependency_that_is_not_locked_is_named(lock: ModuleType, project: dict[str, Any]) -> None:
    more = project | {"dependencies": [*project["dependencies"], "pendulum"]}
    assert list(lock.faults(more, PINNED)) == ["pendulum is asked for by pyproject.toml and is not in the lock."]


def test_a_version_that_does_not_satisfy_is_named(lock: ModuleType, project: dict[str, Any]) -> None:
    more = project | {"dependencies": [*project["dependencies"], "jinja2>=99"]}
    assert [fault for fault in lock.faults(more, PINNED) if "jinja2>=99" in fault]


def test_a_package_that_nothing_asks_for_is_named(lock: ModuleType, project: dict[str, Any]) -> None:
    fewer = project | {"dependencies": [line for line in project["dependencies"] if line != "argon2-cffi"]}
    assert "argon2-cffi is in the lock and nothing asks for it." in list(lock.faults(fewer, PINNED))


def test_an_address_and_a_missing_hash_are_named(lock: ModuleType, project: dict[str, Any]) -> None:
    said = list(lock.faults(project, PINNED + "sniffio==1.3.1\n--index-url https://example.org/simple\n"))
    assert "An address is written in the lock: leave it to each machine where packages come from." in said
    assert "sniffio has no hash in the lock." in said
