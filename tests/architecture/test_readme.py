"""The README says what is true: every setting, every dependency, every target, and only paths that exist."""

import re
import tomllib

from app.settings import Settings
from tests.architecture.project import ROOT

README = (ROOT / "README.md").read_text()


def test_every_setting_is_in_the_table_with_its_default() -> None:
    rows = dict(re.findall(r"(?m)^\| `([A-Z0-9_]+)` \| (.+?) \|", README))
    fields = {name.upper(): field for name, field in Settings.model_fields.items()}
    assert len(fields) >= 10
    assert rows.keys() == fields.keys()
    plain = {name: str(field.default) for name, field in fields.items() if field.default not in ("", None)}
    assert {name: said.strip("`") for name, said in rows.items() if name in plain} == {
        name: said.lower() if said in ("True", "False") else said for name, said in plain.items()
    }


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    told = README.split("## What it stands on")[1].split("## Sources")[0]
    extras = project["optional-dependencies"].values()
    asked = [re.split(r"[\[<>=;~ ]", line)[0] for line in project["dependencies"] + [x for e in extras for x in e]]
    assert len(asked) > 20
    untold = {name for name in asked if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", told)}
    assert untold - {"types-pyyaml"} == set()
    named = {word for row in re.findall(r"(?m)^\| ([a-z].*?) \|", told) for word in re.findall(r"[a-z0-9-]+", row)}
    assert named - set(asked) - {"extra", *project["optional-dependencies"]} == set()


def test_the_targets_it_names_are_there() -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text()))
    named = set(re.findall(r"\bmake ([a-z]+)\b", " ".join(re.findall(r"`[^`]+`|(?m:^    .*$)", README))))
    assert {"run", "test", "setup", "check", "help"} <= named <= targets


def test_the_places_it_names_are_there() -> None:
    places = set(re.findall(r"(?m)^    ([a-z_]+(?:/[a-z_]+)?) {2,}", README))
    places |= set(re.findall(r"`((?:app|tests|standard_data|\.ci)/[\w./]+)`", README))
    assert len(places) > 10
    assert {place for place in places if not (ROOT / place).exists()} == set()


def test_it_warns_of_real_client_material_and_of_what_the_check_cannot_do() -> None:
    told = " ".join(README.replace("\n>", "\n").split())
    assert "Anonymised material only." in told
    assert "It finds much and misses some, and reads no picture, sound, film or handwriting" in told
