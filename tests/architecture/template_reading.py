"""Reads a template as the engine does, and follows each name through the view that the template says it gets.

A page's template begins with a comment that ends in `view: app.web.pages.….SomeView. #}`. From that class every
`view.a.b`, every loop over it and every included part is followed; a name or a field that is not there is a fault.
"""

import dataclasses
import re
import types
import typing
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from jinja2 import Environment, nodes

from app.web.keeping import Keeps

_SAYS = re.compile(r"\{#.*?\bview: (?P<path>[\w.]+?)\.?\s*#\}", re.DOTALL)

Kind = Any
"""A type as annotations write it; None where nothing is known."""
Names = dict[str, Kind]


class Reading:
    """One walk through templates: collects faults, and which templates and how many fields were looked at."""

    def __init__(self, environment: Environment, frame: type) -> None:
        self.environment = environment
        self.frame = frame
        self.faults: list[str] = []
        self.read: set[str] = set()
        self.fields = 0
        self._here = ""

    def page(self, template: str) -> None:
        """Read a page, its view's class taken from its opening comment."""
        names: Names = {"page": self.frame, "keeps": Keeps, "loop": None, "self": None, "super": None}
        said = _SAYS.match(self._source(template))
        if said:
            module, _, name = said["path"].rpartition(".")
            names["view"] = getattr(import_module(module), name)
        self.part(template, names)

    def part(self, template: str, names: Names) -> None:
        """Read a template that sees these names."""
        before, self._here = self._here, template
        self.read.add(template)
        body, seen = self.environment.parse(self._source(template)).body, dict(names)
        # What stands outside the blocks of a page runs before any block does, wherever it stands.
        seen |= {node.name: None for node in body if isinstance(node, nodes.Macro)}
        self._body(body, seen)
        self._here = before

    def _source(self, template: str) -> str:
        assert self.environment.loader
        return self.environment.loader.get_source(self.environment, template)[0]

    def _body(self, body: Iterable[nodes.Node], names: Names) -> None:
        for node in body:
            self._statement(node, names)

    def _statement(self, node: nodes.Node, names: Names) -> None:
        reads = getattr(self, f"_{type(node).__name__.lower()}", None)
        if reads is not None:
            reads(node, names)
        elif isinstance(node, nodes.Expr):
            self.kind(node, names)
        else:
            # A block or a call keeps what it sets to itself; an `if` does not.
            inner = names if isinstance(node, nodes.If | nodes.Output) else dict(names)
            for child in node.iter_child_nodes():
                self._statement(child, inner)

    def _for(self, node: nodes.For, names: Names) -> None:
        inner = names | self._bound(node.target, element(self.kind(node.iter, names)))
        if node.test is not None:
            self.kind(node.test, inner)
        self._body(node.body, inner)
        self._body(node.else_, dict(names))

    def _assign(self, node: nodes.Assign, names: Names) -> None:
        names |= self._bound(node.target, self.kind(node.node, names))

    def _assignblock(self, node: nodes.AssignBlock, names: Names) -> None:
        self._body(node.body, dict(names))
        names |= self._bound(node.target, None)

    def _macro(self, node: nodes.Macro, names: Names) -> None:
        names[node.name] = None
        self._body(node.body, names | {arg.name: None for arg in node.args} | {"caller": None})

    def _with(self, node: nodes.With, names: Names) -> None:
        inner = dict(names)
        for target, value in zip(node.targets, node.values, strict=True):
            inner |= self._bound(target, self.kind(value, names))
        self._body(node.body, inner)

    def _import(self, node: nodes.Import, names: Names) -> None:
        names[node.target] = None
        self._imported(node)

    def _fromimport(self, node: nodes.FromImport, names: Names) -> None:
        names |= dict.fromkeys((one if isinstance(one, str) else one[1] for one in node.names), None)
        self._imported(node)

    def _imported(self, node: nodes.Import | nodes.FromImport) -> None:
        # An imported template sees nothing of the page, only what its macros are given.
        if isinstance(node.template, nodes.Const) and node.template.value not in self.read:
            self.part(node.template.value, {})

    def _include(self, node: nodes.Include, names: Names) -> None:
        assert isinstance(node.template, nodes.Const), (
            f"{self._here}:{node.lineno} includes a template by a reckoned name"
        )
        self.part(node.template.value, names)

    def kind(self, node: nodes.Expr, names: Names) -> Kind:
        """What an expression is, as far as it is known; notes what it names that is not there."""
        if isinstance(node, nodes.Name):
            if node.name not in names and node.name not in self.environment.globals:
                self._fault(node, f"nothing called {node.name} is given")
            return names.get(node.name)
        if isinstance(node, nodes.Getattr):
            return self._field(node, self.kind(node.node, names), node.attr)
        if isinstance(node, nodes.CondExpr):
            kinds = [self.kind(one, names) for one in (node.expr1, node.expr2) if one is not None]
            self.kind(node.test, names)
            return kinds[0] if len(set(map(repr, kinds))) == 1 else None
        inside = [self.kind(child, names) for child in node.iter_child_nodes() if isinstance(child, nodes.Expr)]
        for child in node.iter_child_nodes():
            if not isinstance(child, nodes.Expr):
                self._statement(child, names)
        if isinstance(node, nodes.Getitem):
            return element(inside[0])
        if isinstance(node, nodes.Call):
            return returned(inside[0])
        return inside[0] if isinstance(node, nodes.Filter) and node.name in ("sort", "list", "reverse") else None

    def _field(self, node: nodes.Node, kind: Kind, name: str) -> Kind:
        classes = [one for one in members(kind) if dataclasses.is_dataclass(one)]
        if not classes:
            return None
        self.fields += 1
        found = [fields_of(one)[name] for one in classes if name in fields_of(one)]
        if not found:
            self._fault(node, f"{' and '.join(one.__name__ for one in classes)} has no {name}")
        return found[0] if found else None

    def _bound(self, target: nodes.Node, kind: Kind) -> Names:
        if isinstance(target, nodes.Tuple):
            parts = typing.get_args(kind) if typing.get_origin(kind) is tuple else ()
            parts = parts if len(parts) == len(target.items) and ... not in parts else (None,) * len(target.items)
            return {
                k: v for item, part in zip(target.items, parts, strict=True) for k, v in self._bound(item, part).items()
            }
        return {target.name: kind} if isinstance(target, nodes.Name) else {}

    def _fault(self, node: nodes.Node, what: str) -> None:
        self.faults.append(f"{self._here}:{node.lineno}: {what}")


def members(kind: Kind) -> tuple[Kind, ...]:
    """The members of a union; of anything else, itself."""
    united = typing.get_origin(kind) in (typing.Union, types.UnionType)
    return typing.get_args(kind) if united else (kind,)


def element(kind: Kind) -> Kind:
    """What a loop over this sees one by one, as far as it is known."""
    for one in members(kind):
        args = typing.get_args(one)
        origin = typing.get_origin(one)
        if origin is tuple and len(args) == 2 and args[1] is ...:
            return args[0]
        if isinstance(origin, type) and issubclass(origin, Iterable) and origin is not tuple and len(args) == 1:
            return args[0]
    return None


def returned(kind: Kind) -> Kind:
    """What calling this gives back, as far as it is known."""
    return typing.get_type_hints(kind).get("return") if isinstance(kind, types.FunctionType) else None


def fields_of(one: type) -> dict[str, Kind]:
    """A dataclass's fields, properties and methods, with what each is."""
    found: dict[str, Kind] = dict(typing.get_type_hints(one))
    for name in dir(one):
        held = getattr(one, name, None)
        getter = held.fget if isinstance(held, property) else getattr(held, "func", None)
        if isinstance(held, types.FunctionType):
            found.setdefault(name, held)
        elif getter is not None:
            found[name] = typing.get_type_hints(getter).get("return")
        elif not name.startswith("_"):
            found.setdefault(name, None)
    return found


def pages_among(templates: Sequence[str]) -> list[str]:
    """The templates that are rendered by their own name; parts are read where they are included."""
    return [name for name in templates if not name.split("/")[-1].startswith("_")]
