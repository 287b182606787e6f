"""What Touchmark is made of: a known vulnerability stops `make check`, and the bill of materials leaves nothing out."""

import importlib.util
import json
import re
import tomllib
from importlib.metadata import distributions

import pytest
from cyclonedx.model.bom import Bom

from tests.architecture.project import ROOT

LOCK = (ROOT / "requirements.lock").read_text()
PACKAGES = dict(re.findall(r"(?m)^([a-z0-9._-]+)==([^\s;]+)", LOCK))
SOUND = [{"name": name, "version": version, "vulns": []} for name, version in PACKAGES.items()]
NAMELESS = {"axe-playwright-python"}
"""Installed packages that say nowhere what their licence is."""
VULNERABLE = {
    "name": "jinja2",
    "version": "3.1.6",
    "vulns": [{"id": "GHSA-0000-0000-0000", "fix_versions": ["3.1.7"]}],
}


def script(name):
    """A script of .ci as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def audit(monkeypatch, tmp_path, capsys):
    """Audits with what a service said; returns the status and the lines on standard error."""
    monkeypatch.delenv("TOUCHMARK_AUDIT", raising=False)
    module, asked = script("audit"), []

    def run(report):
        status = module.main(lambda: asked.append(report) or report, tmp_path / "kept" / "audited.json")
        return status, capsys.readouterr().err.splitlines()

    run.asked = asked
    return run


def test_a_known_vulnerability_is_named_and_fails(audit):
    assert audit([*(one for one in SOUND if one["name"] != "jinja2"), VULNERABLE]) == (
        1,
        ["jinja2 3.1.6 is vulnerable: GHSA-0000-0000-0000, mended in 3.1.7."],
    )


def test_a_sound_lock_says_nothing(audit):
    assert audit(SOUND) == (0, [])


def test_what_nobody_knows_of_is_said_in_one_line_and_does_not_fail(audit):
    report = [one for one in SOUND if one["name"] != "uvicorn"] + [{"name": "uvicorn", "skip_reason": "not found"}]
    said = f"The audit could not learn of vulnerabilities in uvicorn (1 of {len(PACKAGES)})."
    assert audit(report) == (0, [said])


def test_so_is_a_service_that_does_not_answer(audit):
    said = f"The audit could not learn of vulnerabilities in any of its packages ({len(PACKAGES)} of {len(PACKAGES)})."
    assert audit(None) == (0, [said])


def test_where_the_audit_is_required_a_silent_service_fails(audit, monkeypatch):
    monkeypatch.setenv("TOUCHMARK_AUDIT", "required")
    assert audit(None)[0] == 1
    assert audit(SOUND)[0] == 0


def test_the_same_lock_is_asked_for_once_a_day_unless_it_is_required(audit, monkeypatch):
    assert audit(None) == audit(SOUND)
    assert len(audit.asked) == 1
    monkeypatch.setenv("TOUCHMARK_AUDIT", "required")
    audit(SOUND)
    assert len(audit.asked) == 2


def test_the_check_runs_the_audit():
    check = (ROOT / "Makefile").read_text().split("\ncheck:")[1].split("\n\n")[0]
    assert ".ci/audit.py" in check


@pytest.fixture(scope="module")
def bill():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return script("bill").bill(project, LOCK)


def test_the_bill_names_every_package_with_its_version_and_hashes(bill):
    assert len(PACKAGES) > 50
    assert {one["name"]: one["version"] for one in bill["components"]} == PACKAGES
    found = {found for one in bill["components"] for hash_ in one["hashes"] for found in [hash_["content"]]}
    assert found == set(re.findall(r"sha256:([0-9a-f]{64})", LOCK))
    assert all(one["hashes"] for one in bill["components"])


def test_the_bill_names_the_licence_of_what_is_installed(bill):
    """A package for other machines is not installed here, so its licence is not known here."""
    installed = {one.metadata["Name"].lower().replace("_", "-").replace(".", "-") for one in distributions()}
    without = {one["name"] for one in bill["components"] if not one.get("licenses")}
    assert without & installed <= NAMELESS


def test_the_bill_tells_what_serves_from_what_only_develops(bill):
    scopes = {one["name"]: one["scope"] for one in bill["components"]}
    assert {scopes[name] for name in ("fastapi", "starlette", "sqlalchemy", "psycopg")} == {"required"}
    assert {scopes[name] for name in ("pytest", "schemathesis", "pip-audit", "ruff")} == {"excluded"}


def test_whoever_reads_cyclonedx_can_read_the_bill(bill):
    read = Bom.from_json(json.loads(json.dumps(bill)))
    assert len(read.components) == len(PACKAGES)
    assert read.metadata.component.name == "touchmark"


def test_the_same_lock_makes_the_same_bill(bill):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert script("bill").bill(project, LOCK) == bill
