"""How long concerns are kept: the provider’s own figure, with where it comes from. Nothing goes by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from app.domain.concerns.values import Concern, ConcernState
from app.domain.refusals import BadInput, Fault, WrongState

KEEP_SETTING, SOURCE_SETTING = "keep_years", "keep_source"
LONGEST_YEARS = 100
LONGEST_VALUE = 300


@dataclass(frozen=True)
class ConcernSettings:
    """What the provider has set: years that a closed concern is kept (None: not confirmed), and its local numbers.

    `lines` are numbers by the code of their local line.
    """

    keep_years: int | None = None
    keep_source: str = ""
    lines: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)


def settings_from(kept: Mapping[str, str]) -> ConcernSettings:
    """The settings from what is kept under each key."""
    lines = {key: text for key, text in kept.items() if key not in (KEEP_SETTING, SOURCE_SETTING) and text}
    return ConcernSettings(_years(kept.get(KEEP_SETTING, "")), kept.get(SOURCE_SETTING, ""), MappingProxyType(lines))


def setting_faults(wanted: Mapping[str, str], local_lines: Iterable[str]) -> tuple[Fault, ...]:
    """What stops these settings from being kept, by their keys."""
    known = {KEEP_SETTING, SOURCE_SETTING, *local_lines}
    faults = [Fault(key, f"{key[:40]} is not a setting.") for key in wanted if key not in known]
    faults += [
        Fault(k, f"Use at most {LONGEST_VALUE} characters.") for k, v in wanted.items() if len(v) > LONGEST_VALUE
    ]
    years = wanted.get(KEEP_SETTING, "")
    if years and _years(years) is None:
        faults.append(Fault(KEEP_SETTING, f"Enter a whole number of years from 1 to {LONGEST_YEARS}, or nothing."))
    elif years and not wanted.get(SOURCE_SETTING, "").strip():
        faults.append(Fault(SOURCE_SETTING, "Say where that figure comes from, such as your retention policy."))
    return tuple(faults)


def kept_until(closed_on: date | None, settings: ConcernSettings) -> date | None:
    """The first day on which a concern may be erased; None while it is open, or while nobody has set how long."""
    if closed_on is None or settings.keep_years is None:
        return None
    year = closed_on.year + settings.keep_years
    leap_day = closed_on.month == 2 and closed_on.day == 29
    return date(year, 3, 1) if leap_day and not _is_leap(year) else closed_on.replace(year=year)


def insist_past_its_date(concern: Concern, until: date | None, today: date, typed: str, reason: str) -> None:
    """Raises WrongState before its date, or where there is none; BadInput without its number typed and a reason."""
    if concern.state is ConcernState.ERASED:
        raise WrongState(f"{concern.number} was erased already.")
    if until is None:
        raise WrongState(f"{concern.number} has no date until which it is kept, so it cannot be erased.")
    if today < until:
        raise WrongState(f"{concern.number} is kept until {until.isoformat()}, so it cannot be erased yet.")
    faults = []
    if typed.strip().casefold() != concern.number.casefold():
        faults.append(Fault("typed", f"Type {concern.number} to erase it. Nothing brings it back."))
    if not reason.strip():
        faults.append(Fault("erase_reason", "Say why it is erased. Do not write what it was about."))
    elif len(reason) > LONGEST_VALUE:
        faults.append(Fault("erase_reason", f"Use at most {LONGEST_VALUE} characters."))
    if faults:
        raise BadInput(faults)


def _years(text: str) -> int | None:
    plain = text.isascii() and text.isdigit() and len(text) <= 3
    return int(text) if plain and 1 <= int(text) <= LONGEST_YEARS else None


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
