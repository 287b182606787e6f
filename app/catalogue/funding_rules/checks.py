"""What else is wrong with the file of funding rules, beyond its shape."""

from collections.abc import Collection, Iterator

from app.catalogue.codes import duplicates
from app.catalogue.faults import FileFault
from app.catalogue.yaml_file import Part
from app.domain.funding_rules import Basis


def funding_rule_faults(root: Part, standards: Collection[tuple[str, str]]) -> Iterator[FileFault]:
    """Every fault of the rules that their shape does not show; gaps between periods are the domain's to find."""
    yield from duplicates(root["rules"], "rule", "id")
    for rule in root["rules"].items():
        yield from duplicates(rule["roundings"], "rounding", "id")
        yield from _basis(rule)
        for duration in rule["minimum_durations"].items():
            yield from _one_of(duration, "months", "days")
        for deadline in rule["review_deadlines"].items():
            yield from _one_of(deadline, "weeks", "calendar_months")
    for hours in root["published_hours"].items():
        reference, version = hours["standard"].text, hours["version"].text
        if reference and version and (reference, version) not in standards:
            yield hours.fault(f"There is no version {version} of {reference} here.")


def _basis(rule: Part) -> Iterator[FileFault]:
    shared = rule["basis"].text in (Basis.SHARE_OF_ACTUAL_WEEK, Basis.SHARE_OF_CAPPED_WEEK)
    if shared and rule["percent"].value is None:
        yield rule["percent"].fault("A rule that asks for a share of the week needs its percentage.")
    if rule["basis"].text == Basis.SHARE_OF_CAPPED_WEEK and rule["cap_weekly_minutes"].value is None:
        yield rule["cap_weekly_minutes"].fault("A rule with a cap on the week needs the cap in minutes.")


def _one_of(part: Part, one: str, other: str) -> Iterator[FileFault]:
    if (part[one].value is None) == (part[other].value is None):
        yield part.fault(f"Give either {one} or {other}, and null for the other.")
