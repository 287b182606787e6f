"""What else is wrong with a programme's file, beyond its shape."""

from collections.abc import Collection, Iterator

from app.catalogue.codes import codes_of, duplicates, repeated, unlisted_sources
from app.catalogue.faults import FileFault
from app.catalogue.yaml_file import Part
from app.domain.evidence import EvidenceKind
from app.domain.people import ProviderRole
from app.domain.programmes import SIGNERS, PaidTime
from app.domain.signatures import SIGNED_BY, RecordKind

_READ_RECORDS = frozenset({ProviderRole.QUALITY_ASSURER.value, ProviderRole.ADMINISTRATOR.value})
"""Who reads every signed record beside those who sign."""


def programme_faults(root: Part, standards: Collection[tuple[str, str]]) -> Iterator[FileFault]:
    """Every fault of one programme's file that its shape does not show.

    `standards` holds the reference and version of each standard there is.
    """
    code = root["code"].text
    if code and root.file.path.name != f"{code}.yaml":
        yield root["code"].fault(f"The file is called {root.file.path.name}; name it {code}.yaml.")
    yield from unlisted_sources(root)
    yield from _standard(root, standards)
    yield from _review_sections(root["reviews"]["sections"])
    yield from duplicates(root["activities"], "activity")
    yield from duplicates(root["conditions"], "condition")
    yield from duplicates(root["functional_skills"]["components"], "component")
    yield from duplicates(root["tutorials"]["modules"], "module", "number")
    yield from _paid_times(root["paid_times"])
    yield from _evidence_kinds(root["evidence_kinds"])
    yield from duplicates(root["ai_use"]["answers"], "answer")
    yield from duplicates(root["concerns"]["help_lines"], "help line")
    yield from duplicates(root["concerns"]["local_lines"], "local line")
    yield from duplicates(root["concerns"]["outcomes"], "outcome")
    yield from _signing(root["signing"]["statements"])
    yield from _skills_scan(root["skills_scan"])


def _standard(root: Part, standards: Collection[tuple[str, str]]) -> Iterator[FileFault]:
    reference = root["standard"].text
    if reference is None:
        return
    if reference not in {known for known, _ in standards}:
        yield root["standard"].fault(f"There is no standard {reference} here.")
        return
    yield from repeated(root["versions"], "version")
    for part in root["versions"].items():
        if part.text and (reference, part.text) not in standards:
            yield part.fault(f"There is no version {part.text} of {reference} here.")


def _review_sections(sections: Part) -> Iterator[FileFault]:
    yield from duplicates(sections, "section")
    for section in sections.items():
        title = section["title"].text or "this section"
        yield from repeated(section["written_by"], "writer")
        yield from repeated(section["seen_by"], "reader")
        readers = {part.text for part in section["seen_by"].items()}
        writers = list(section["written_by"].items())
        if not writers:
            yield section["written_by"].fault(f"Nobody may write “{title}”: name whoever does.")
        if readers >= {role.value for role in SIGNERS} and not readers >= _READ_RECORDS:
            yield section["seen_by"].fault(
                f"“{title}” would stand whole in the record that quality assurers and administrators read: let both "
                "read it, or keep it from one of those who sign."
            )
        for part in writers:
            if part.text in set(SIGNERS) and part.text not in readers:
                yield section["seen_by"].fault(f"The {part.text} writes “{title}” and may not read it.")


def _paid_times(answers: Part) -> Iterator[FileFault]:
    yield from duplicates(answers, "answer")
    missing = [code.value for code in PaidTime if code.value not in codes_of(answers)]
    if missing:
        yield answers.fault(f"Say whether this time counts: {', '.join(missing)}.")


def _signing(statements: Part) -> Iterator[FileFault]:
    found = [(one["record"].text, one["role"].text) for one in statements.items()]
    for part, pair in zip(statements.items(), found, strict=True):
        if found.count(pair) > 1:
            yield part.fault("Say once what this role signs this record under.")
    for kind in RecordKind:
        for role in SIGNED_BY[kind]:
            if (kind.value, role.value) not in found:
                yield statements.fault(f"Say what the {role.value} signs a {kind.value} under.")


def _evidence_kinds(kinds: Part) -> Iterator[FileFault]:
    yield from duplicates(kinds, "kind of evidence")
    known = [kind.value for kind in EvidenceKind]
    for kind in kinds.items():
        if kind["code"].text and kind["code"].text not in known:
            yield kind["code"].fault(f"“{kind['code'].text}” is not a kind of evidence.")
    missing = [code for code in known if code not in codes_of(kinds)]
    if missing and codes_of(kinds):
        yield kinds.fault(f"Say how these kinds of evidence are shown: {', '.join(missing)}.")


def _skills_scan(scan: Part) -> Iterator[FileFault]:
    points = [one["points"].number for one in scan["scale"].items()]
    said = [one for one in points if one is not None]
    if len(said) < len(points) or len(said) < 2:
        return
    if said != list(range(said[0], said[0] + len(said))):
        yield scan["scale"].fault("Give the points in order, each one more than the one before.")
        return
    low, high = scan["low_to"].number, scan["high_from"].number
    if low is not None and high is not None and not said[0] <= low < high <= said[-1]:
        yield scan["low_to"].fault("Low must end below where high begins, and both must be points of the scale.")
