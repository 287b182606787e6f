"""Every step of the database can be taken back, or says that it cannot; and the steps are one line."""

import ast
from pathlib import Path

import pytest

from tests.architecture.project import MIGRATIONS, shown

STEPS = sorted(MIGRATIONS.glob("*.py"))


def body_of(path: Path, function: str) -> list[ast.stmt]:
    """What a function does, its docstring left out."""
    found = [n for n in ast.parse(path.read_text()).body if isinstance(n, ast.FunctionDef) and n.name == function]
    assert len(found) == 1, f"{shown(path)} needs one {function}()"
    statements = found[0].body
    return statements[1:] if ast.get_docstring(found[0]) else statements


def value_of(path: Path, name: str) -> object:
    """The value of a name that a migration sets."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Assign) and [getattr(target, "id", "") for target in node.targets] == [name]:
            return ast.literal_eval(node.value)
    raise AssertionError(f"{shown(path)} does not set {name}")


def test_there_are_migrations() -> None:
    assert STEPS


@pytest.mark.parametrize("path", STEPS, ids=shown)
def test_a_step_can_be_taken_back_or_says_that_it_goes_forward_only(path: Path) -> None:
    assert body_of(path, "upgrade")
    back = [statement for statement in body_of(path, "downgrade") if not isinstance(statement, ast.Pass)]
    assert back or "forward only" in path.read_text().lower()


def test_each_step_follows_the_one_before() -> None:
    numbers = [value_of(path, "revision") for path in STEPS]
    assert numbers == [f"{at:04}" for at in range(1, len(STEPS) + 1)]
    assert [value_of(path, "down_revision") for path in STEPS] == [None, *numbers[:-1]]
    assert [path.name.split("_")[0] for path in STEPS] == numbers
