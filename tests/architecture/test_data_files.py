"""Data that people edit by hand can be read, and says each thing once."""

import tomllib
from collections.abc import Hashable
from pathlib import Path

import pytest
import yaml

from tests.architecture.project import ROOT, files, shown


class OnceOnly(yaml.SafeLoader):
    """Refuses a key that is written twice in one mapping: the first would vanish without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = {str(key) for key in keys if keys.count(key) > 1}
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f"written twice: {sorted(twice)}", node.start_mark)
        return super().construct_mapping(node, deep)


YAML = files(".yaml") + files(".yml")
TOML = files(".toml")


def test_the_standard_data_is_among_the_files_that_are_read() -> None:
    found = {shown(path) for path in YAML}
    assert {"standard_data/standards/ST0868-1.0.yaml", "standard_data/funding_rules.yaml"} <= found
    assert ROOT / "pyproject.toml" in TOML


@pytest.mark.parametrize("path", YAML, ids=shown)
def test_every_yaml_file_is_valid(path: Path) -> None:
    assert yaml.load(path.read_text(), OnceOnly)


@pytest.mark.parametrize("path", TOML, ids=shown)
def test_every_toml_file_is_valid(path: Path) -> None:
    assert tomllib.loads(path.read_text())


def test_a_key_written_twice_is_refused() -> None:
    with pytest.raises(yaml.constructor.ConstructorError, match="written twice"):
        yaml.load("days: 4\ndays: 6\n", OnceOnly)
