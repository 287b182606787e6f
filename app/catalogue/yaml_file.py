"""Reading one YAML file into plain values, with the line of everything in it and every key that stands twice.

Only what YAML's safe loader makes is made here: text, numbers, dates, true and false, lists and mappings.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from app.catalogue.faults import FileFault

SCALAR_TAGS = ("str", "int", "float", "bool", "null", "timestamp")

LARGEST_FILE_BYTES = 4_000_000
MOST_VALUES = 200_000
DEEPEST_NESTING = 50
LONGEST_INTEGER_BITS = 63

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlFile:
    """One file as read. `data` is None where it could not be read at all; `faults` says why."""

    path: Path
    data: dict[str, object] | None
    lines: dict[Place, int] = field(default_factory=dict)
    faults: tuple[FileFault, ...] = ()

    @property
    def root(self) -> "Part":
        """The whole content, to walk from."""
        return Part(self, (), self.data)

    def fault(self, place: Place, sentence: str) -> FileFault:
        """A fault at a place, with the line of that place or of the nearest thing around it."""
        around = next((place[:n] for n in range(len(place), -1, -1) if place[:n] in self.lines), None)
        line = "" if around is None else f", line {self.lines[around]}"
        return FileFault(str(self.path), (self._dotted(place) + line).removeprefix(", "), sentence)

    def _dotted(self, place: Place) -> str:
        """The place in words: an item of a list goes by its code where it has one."""
        words: list[str] = []
        here: object = self.data
        for step in place:
            here = _inside(here, step)
            code = here.get("code", here.get("id")) if isinstance(here, dict) else None
            words.append(code if isinstance(step, int) and isinstance(code, str) and code else str(step))
        return ".".join(words)


def _inside(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None


@dataclass(frozen=True)
class Part:
    """A value within a file and where it stands. Whatever is not as expected reads as absent, never as an error:
    the shape names wrong types, and the checks say what else is wrong with the rest.
    """

    file: YamlFile
    place: Place
    value: object

    def __getitem__(self, key: str) -> "Part":
        inside = self.value.get(key) if isinstance(self.value, dict) else None
        return Part(self.file, (*self.place, key), inside)

    def items(self) -> Iterator["Part"]:
        """The items of a list."""
        if isinstance(self.value, list):
            for number, item in enumerate(self.value):
                yield Part(self.file, (*self.place, number), item)

    def entries(self) -> Iterator[tuple[str, "Part"]]:
        """The keys of a mapping, each with what it holds."""
        if isinstance(self.value, dict):
            for key in self.value:
                yield key, self[key]

    @property
    def text(self) -> str | None:
        """The text here, if it is text and not empty."""
        return self.value if isinstance(self.value, str) and self.value else None

    @property
    def number(self) -> int | None:
        """The whole number here, if it is one."""
        return self.value if isinstance(self.value, int) and not isinstance(self.value, bool) else None

    def fault(self, sentence: str) -> FileFault:
        """A fault at this place."""
        return self.file.fault(self.place, sentence)


def read_yaml(path: Path) -> YamlFile:
    """The file as plain values with their lines. Never raises: what stops the reading is among its faults."""
    try:
        text = _text_of(path)
        _refuse_depth(text)
        node = yaml.compose(text, Loader=_Loader)
        if not isinstance(node, yaml.MappingNode):
            raise _CannotRead("The file must be a set of keys and values; nothing else can be at its top.")
        return _Reading(path).read(node)
    except _CannotRead as why:
        return YamlFile(path, None, faults=(FileFault(str(path), "", str(why)),))
    except yaml.YAMLError as error:
        return YamlFile(path, None, faults=(_yaml_fault(path, error),))


_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _CannotRead(Exception):
    """The file cannot be had as plain values at all; the message is the sentence."""


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise _CannotRead("The file is larger than 4 MB, which no standard needs.")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _CannotRead("The file is not UTF-8 text; save it as UTF-8.") from error
    except (OSError, ValueError) as error:
        raise _CannotRead("There is no such file, or it cannot be read.") from error


def _refuse_depth(text: str) -> None:
    """Composing goes down by recursion, in C, where nothing stops it; so the depth is counted first."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST_NESTING:
            raise _CannotRead("The file nests lists or mappings too deeply.")


def _yaml_fault(path: Path, error: Exception) -> FileFault:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it cannot be read"
    place = "" if mark is None else f"line {mark.line + 1}"
    return FileFault(str(path), place, f"This is not well-formed YAML: {problem}.")


class _Reading:
    """One walk over the nodes of a file, which collects values, lines and faults."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[Place, int] = {}
        self.found: list[tuple[Place, str]] = []
        self.values = 0
        self.scalars = yaml.constructor.SafeConstructor()

    def read(self, top: yaml.MappingNode) -> YamlFile:
        data = self._value(top, (), frozenset())
        file = YamlFile(self.path, data if isinstance(data, dict) else None, self.lines)
        return YamlFile(self.path, file.data, self.lines, tuple(file.fault(*found) for found in self.found))

    def _value(self, node: yaml.Node, place: Place, within: frozenset[int]) -> object:
        self.lines.setdefault(place, node.start_mark.line + 1)
        self.values += 1
        if id(node) in within or len(within) > DEEPEST_NESTING or self.values > MOST_VALUES:
            raise _CannotRead("An anchor (&) refers to itself, or repeats too much; write its content out.")
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, place)
        inside = within | {id(node)}
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place, inside)
        return [self._value(item, (*place, n), inside) for n, item in enumerate(node.value)]

    def _mapping(self, node: yaml.MappingNode, place: Place, within: frozenset[int]) -> dict[str, object]:
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node, place)
            if key is None:
                continue
            here = (*place, key)
            if key in values:
                first = self.lines[here]
                self.lines[here] = key_node.start_mark.line + 1
                self._say(here, f"The key “{key}” stands twice here, first on line {first}.")
            self.lines.setdefault(here, key_node.start_mark.line + 1)
            values[key] = self._value(value_node, here, within)
        return values

    def _key(self, node: yaml.Node, place: Place) -> str | None:
        if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str":
            return str(node.value)
        shown = f"“{node.value}” " if isinstance(node, yaml.ScalarNode) else ""
        self._say(place, f"The key {shown}on line {node.start_mark.line + 1} is not text; put it in quotes.")
        return None

    def _scalar(self, node: yaml.ScalarNode, place: Place) -> object:
        kind = node.tag.removeprefix("tag:yaml.org,2002:")
        if kind not in SCALAR_TAGS:
            self._say(place, f"“{node.value}” is marked as {node.tag}, which is not read here; use plain values.")
            return None
        try:
            value = self.scalars.construct_object(node, deep=False)
            if isinstance(value, int) and value.bit_length() > LONGEST_INTEGER_BITS:
                raise OverflowError
            return value
        except (ValueError, AttributeError, TypeError, OverflowError, KeyError, yaml.YAMLError):
            self._say(place, f"“{node.value}” cannot be read as a {_KIND_WORDS.get(kind, kind)}.")
            return None

    def _say(self, place: Place, sentence: str) -> None:
        self.found.append((place, sentence))


_KIND_WORDS = {"timestamp": "date", "int": "number", "float": "number", "bool": "true or false"}
