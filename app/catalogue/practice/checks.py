"""What else is wrong with the file of a vocabulary of practice, beyond its shape."""

from collections.abc import Iterator

from app.catalogue.codes import duplicates, unlisted_sources
from app.catalogue.faults import FileFault
from app.catalogue.yaml_file import Part
from app.domain.practice import Facet


def vocabulary_faults(root: Part) -> Iterator[FileFault]:
    """Every fault of one vocabulary's file that its shape does not show."""
    code = root["code"].text
    if code and root.file.path.name != f"{code}.yaml":
        yield root["code"].fault(f"The file is called {root.file.path.name}; name it {code}.yaml.")
    yield from unlisted_sources(root)
    yield from duplicates(root["definitions"], "definition")
    yield from duplicates(root["facets"], "facet")
    yield from _terms(root["facets"])


def _terms(facets: Part) -> Iterator[FileFault]:
    """A term's code names it across all facets; a priority says its rank, and nothing else has one."""
    seen: set[str] = set()
    for facet in facets.items():
        for term in facet["terms"].items():
            code = term["code"].text
            if code is not None and code in seen:
                yield term["code"].fault(f"The term {code} stands twice.")
            elif code is not None:
                seen.add(code)
            ranked = term["rank"].text is not None
            if ranked is not (facet["code"].text == Facet.PRIORITY.value):
                said = "A priority says its rank, primary or secondary" if not ranked else "Only a priority has a rank"
                yield term["rank" if ranked else "code"].fault(f"{said}.")
