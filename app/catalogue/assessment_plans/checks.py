"""What else is wrong with an assessment plan's file: methods, kinds and grades that nothing else knows."""

from collections.abc import Iterator

from app.catalogue.codes import Standards, duplicates, repeated, unlisted_sources
from app.catalogue.faults import FileFault
from app.catalogue.yaml_file import Part
from app.domain.evidence import EvidenceKind


def assessment_plan_faults(root: Part, standards: Standards) -> Iterator[FileFault]:
    """Every fault of one file that its shape does not show."""
    reference, version = root["standard"].text, root["version"].text
    if not reference or not version:
        return
    expected = f"{reference}-{version}.yaml"
    if root.file.path.name != expected:
        yield root["standard"].fault(f"The file is called {root.file.path.name}; name it {expected}.")
    yield from unlisted_sources(root)
    yield from _portfolio(root["portfolio"])
    yield from duplicates(root["gateway_components"]["items"], "component")
    yield from _last_rule(root["overall"]["rules"])
    if (reference, version) not in standards:
        yield root["standard"].fault(f"There is no version {version} of the standard {reference} here.")
        return
    known = standards[reference, version].methods
    marked = [one["method"] for one in root["marked_by"]["methods"].items()]
    named = [one["method"] for one in root["gateway_components"]["items"].items() if one["method"].text]
    for part in (*marked, *named):
        if part.text is not None and part.text not in known:
            yield part.fault(f"“{part.text}” is not an assessment method of that standard.")


def _portfolio(rules: Part) -> Iterator[FileFault]:
    kinds = rules["kinds_not_accepted"]["value"]
    known = {kind.value for kind in EvidenceKind}
    for kind in kinds.items():
        if kind.text is not None and kind.text not in known:
            yield kind.fault(f"“{kind.text}” is not a kind of evidence.")
    yield from repeated(kinds, "kind")
    fewest, most = rules["fewest_pieces"]["value"].number, rules["most_pieces"]["value"].number
    if fewest is not None and most is not None and fewest > most:
        yield rules["most_pieces"].fault(f"At most {most} pieces cannot be fewer than at least {fewest}.")


def _last_rule(rules: Part) -> Iterator[FileFault]:
    """Grades that no line fits would leave somebody without a grade."""
    lines = list(rules.items())
    if lines and (lines[-1]["if_any"].text or lines[-1]["if_all"].text):
        yield lines[-1].fault("The last line must hold for whatever is left: leave out if_any and if_all.")
