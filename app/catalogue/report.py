"""The catalogue and its faults as lines of text, for the command line."""

from collections.abc import Iterable

from app.catalogue.catalogue import Catalogue
from app.catalogue.faults import FileFault
from app.domain.standards import Standard


def fault_lines(faults: Iterable[FileFault]) -> list[str]:
    """One line for each fault: the file, the place in it, the sentence."""
    return [": ".join(part for part in (fault.file, fault.place, fault.sentence) if part) for fault in faults]


def list_lines(catalogue: Catalogue) -> list[str]:
    """One line for each standard, and under it one for each programme that serves it."""
    lines: list[str] = []
    for standard in catalogue.standards:
        lines.append(_standard_line(standard))
        plans = catalogue.programmes_for(standard.reference, standard.version)
        lines += [f"  programme {plan.code}: {plan.title}, {plan.provider}" for plan in plans]
    return lines


def _standard_line(standard: Standard) -> str:
    counts = [f"{len(standard.ksbs_of(kind.code))} {kind.initial}" for kind in standard.kinds]
    duties = f"{len(standard.duties)} duties" if standard.duties else "no duties"
    split = "confirmed" if standard.method_mapping_confirmed else "not confirmed"
    return (
        f"{standard.reference} {standard.version}  {standard.title}, level {standard.level}: "
        f"{', '.join(counts)}; {duties}; split between assessment methods {split}"
    )
