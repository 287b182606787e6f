"""Names for as many invented people and organisations as a demonstration needs: each number has one of its own."""

from functools import cache
from pathlib import Path

import yaml


def apprentice_name(number: int) -> str:
    """The name of the apprentice of this number; from the fortieth on with a number, so that no two are the same."""
    first, last = _held("first"), _held("last")
    name = f"{first[number % len(first)]} {last[(number + number // len(last) * 7) % len(last)]}"
    return name if number < len(first) else f"{name} {number // len(first) + 1}"


def tutor_name(number: int) -> str:
    """The name of a tutor after the first: a double surname, which no apprentice has."""
    first, last = _held("first"), _held("last")
    one = number // len(first)
    other = one + 1 + one // len(last)
    return f"{first[number % len(first)]} {last[one % len(last)]}-{last[other % len(last)]}"


def organisation_name(number: int) -> str:
    """The name of an employer after the named ones."""
    places, services = _held("places"), _held("services")
    name = f"{places[number % len(places)]} {services[number // len(places) % len(services)]}"
    again = number // (len(places) * len(services))
    return f"{name} {again + 1}" if again else name


def contact_name(number: int) -> str:
    """Whom one meets at that employer: a double first name, which nobody else has."""
    first, last = _held("first"), _held("last")
    one = number // len(last)
    other = one + 1 + one // len(first)
    return f"{first[one % len(first)]}-{first[other % len(first)]} {last[number % len(last)]}"


@cache
def _held(what: str) -> list[str]:
    held: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text())
    return held[what]
