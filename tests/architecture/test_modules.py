"""The house: imports go one way, names say something, files stay small enough to read."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.project import APP, ROOT, files, shown

CATCH_ALL = {
    "base", "bases", "common", "commons", "helper", "helpers", "lib", "manager", "managers", "misc", "other",
    "service", "services", "shared", "stuff", "tool", "tools", "util", "utils",
}  # fmt: skip
LONGEST_MODULE = 300


def imported(path: Path) -> set[str]:
    """The names of every module that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{shown(path)} imports by dots"
            found.add(node.module or "")
    return found


def test_imports_go_one_way_and_table_classes_stay_where_they_are() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", ran.stdout), ran.stdout + ran.stderr
    assert ran.returncode == 0


def test_the_import_contracts_speak_of_every_part_of_the_house() -> None:
    contracts = (ROOT / "pyproject.toml").read_text()
    parts = {path.stem for path in APP.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    parts -= {"__init__"}
    assert len(parts) >= 8
    assert [part for part in sorted(parts) if not re.search(rf"app\.{part}\b", contracts)] == []


def test_the_rules_import_nothing_but_the_standard_library() -> None:
    modules = files(".py", "app/domain")
    assert len(modules) >= 10
    foreign = {
        (shown(path), name)
        for path in modules
        for name in imported(path)
        if not name.startswith("app.domain") and name.split(".")[0] not in sys.stdlib_module_names
    }
    assert foreign == set()


def test_the_rules_ask_nobody_what_day_it_is() -> None:
    asks = {"today", "now", "utcnow", "time", "monotonic", "random", "uuid4", "token_hex", "open"}
    calls = 0
    for path in files(".py", "app/domain"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                calls += 1
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                assert name not in asks, f"{shown(path)}:{node.lineno} calls {name}()"
    assert calls > 100


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    names = {part for path in files(".py") for part in (*path.relative_to(ROOT).parts[:-1], path.stem)}
    names |= {part for path in files(".html") for part in (*path.relative_to(ROOT).parts[:-1], path.stem)}
    assert {"domain", "uploads", "test_modules", "fields"} <= names
    assert names & (CATCH_ALL | {"_" + name for name in CATCH_ALL}) == set()


def test_a_module_of_the_product_is_short_enough_to_read() -> None:
    lengths = {shown(path): len(path.read_text().splitlines()) for path in files(".py", "app")}
    assert len(lengths) >= 50
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE} == {}


@pytest.mark.parametrize("folder", ["app", "migrations", ".ci"])
def test_every_module_says_what_it_is_for(folder: str) -> None:
    modules = [path for path in files(".py", folder) if path.read_text().strip()]
    assert modules
    assert [shown(path) for path in modules if not ast.get_docstring(ast.parse(path.read_text()))] == []
