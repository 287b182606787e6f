"""Whatever is done to a file of standard data, it is either read or its faults are named: nothing else happens."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalogue import Catalogue, CatalogueFaults, FileFault, read_catalogue
from tests.catalogue.folders import FUNDING_RULES, PROGRAMME, ST0868, copy_of_standard_data

FILES = {path: yaml.safe_load(path.read_text(encoding="utf-8")) for path in (ST0868, PROGRAMME, FUNDING_RULES)}

Holder = dict[str, object] | list[object]


def holders(value: object) -> Iterator[Holder]:
    """Every list and mapping within a value."""
    if isinstance(value, dict | list):
        yield value
        for inside in list(value.values()) if isinstance(value, dict) else list(value):
            yield from holders(inside)


odd_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(2**70), max_value=2**70),
    st.floats(),
    st.text(max_size=8),
    st.dates(),
    st.sampled_from(["ST0868", "K1", "D1", "published", "knowledge", "1.0", "case_study", ""]),
    st.lists(st.sampled_from(["K1", 3, None]), max_size=2),
    st.dictionaries(st.sampled_from(["code", "value", "source", "items"]), st.just(1), max_size=2),
)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[Path, str]:
    """One of the files with one to three of its values replaced, dropped, repeated or added to."""
    path = draw(st.sampled_from(sorted(FILES)))
    data = deepcopy(FILES[path])
    for _ in range(draw(st.integers(1, 3))):
        holder = draw(st.sampled_from([holder for holder in holders(data) if holder]))
        key = draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
        change = draw(st.sampled_from(["replace", "drop", "repeat", "add"]))
        if change == "replace":
            holder[key] = draw(odd_values)  # type: ignore[index]
        elif change == "drop":
            del holder[key]  # type: ignore[arg-type]
        elif change == "repeat" and isinstance(holder, list):
            holder.append(deepcopy(holder[key]))  # type: ignore[index]
        elif isinstance(holder, dict):
            holder[draw(st.text(min_size=1, max_size=5))] = draw(odd_values)
    return path, yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_standard_data(tmp_path_factory.mktemp("standard_data"))


def read_with(folder: Path, path: Path, text: str) -> Catalogue | tuple[FileFault, ...]:
    """What reading gives with one file's text changed; the file is put back afterwards."""
    place = folder / path.parent.name / path.name if path != FUNDING_RULES else folder / path.name
    place.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        return read_catalogue(folder)
    except CatalogueFaults as stopped:
        return stopped.faults
    finally:
        place.write_bytes(path.read_bytes())


def assert_read_or_named(outcome: Catalogue | tuple[FileFault, ...]) -> None:
    if not isinstance(outcome, Catalogue):
        assert outcome
        for fault in outcome:
            assert fault.file and fault.sentence.endswith("."), fault
            assert "{" not in fault.sentence or "“" in fault.sentence, fault


@given(change=mutated())
@settings(max_examples=80, deadline=None)
def test_changed_values_are_read_or_named(folder: Path, change: tuple[Path, str]) -> None:
    assert_read_or_named(read_with(folder, *change))


@given(path=st.sampled_from(sorted(FILES)), at=st.integers(0, 10**6), cut=st.integers(0, 40), put=st.text(max_size=6))
@settings(max_examples=60, deadline=None)
def test_changed_letters_are_read_or_named(folder: Path, path: Path, at: int, cut: int, put: str) -> None:
    text = path.read_text(encoding="utf-8")
    at %= len(text)
    assert_read_or_named(read_with(folder, path, text[:at] + put + text[at + cut :]))
