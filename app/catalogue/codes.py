"""Checks that any file may need: codes that stand twice, codes that name nothing, sources that are not listed."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from app.catalogue.faults import FileFault
from app.catalogue.yaml_file import Part


class StandardCodes(NamedTuple):
    """The codes of a standard's KSBs, duties and assessment methods."""

    ksbs: list[str]
    duties: list[str]
    methods: list[str]


Standards = Mapping[tuple[str, str], StandardCodes]
"""The codes of each standard there is, by its reference and version."""


def codes_of(items: Part) -> list[str]:
    """The codes of a list's items, in order."""
    return [code for item in items.items() if (code := item["code"].text)]


def duplicates(items: Part, what: str, key: str = "code") -> Iterator[FileFault]:
    """A fault for each item whose code or id stood earlier in the same list."""
    seen: set[str | int] = set()
    for item in items.items():
        part = item[key]
        code = part.text or part.number
        if code is not None and code in seen:
            yield part.fault(f"The {what} {code} stands twice.")
        elif code is not None:
            seen.add(code)


def repeated(codes: Part, what: str) -> Iterator[FileFault]:
    """A fault for each plain code that a list names a second time."""
    seen: set[str] = set()
    for part in codes.items():
        if part.text is not None and part.text in seen:
            yield part.fault(f"The {what} {part.text} is named twice here.")
        elif part.text is not None:
            seen.add(part.text)


def dangling(named: Iterable[Part], known: Collection[str], what: str) -> Iterator[FileFault]:
    """A fault for each code that names nothing in this file."""
    for part in named:
        if part.text is not None and part.text not in known:
            yield part.fault(f"“{part.text}” is not {what} of this file.")


def unlisted_sources(root: Part) -> Iterator[FileFault]:
    """A fault for each fact whose source is not among the file's `sources`."""
    known = {key for key, _ in root["sources"].entries()}
    for key, part in root.entries():
        if key != "sources":
            yield from dangling(_source_keys(part), known, "one of the sources")


def _source_keys(part: Part) -> Iterator[Part]:
    for key, inside in part.entries():
        if key == "source" or key.endswith("_source"):
            yield inside
        else:
            yield from _source_keys(inside)
    for item in part.items():
        yield from _source_keys(item)
