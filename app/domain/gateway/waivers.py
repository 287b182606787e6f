"""Waiving a gateway check where a rule allows it: by name, with a reason, and taken back by the same rules.

A waiver declares nothing met. The check says what it would say without it, and becomes an exception.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.confirmed_facts import is_line
from app.domain.funding_rules import WaiverRule
from app.domain.gateway.check import OPEN, Check, CheckState
from app.domain.london import london_date
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.wording import day_words, plural, somebody

LONGEST_REASON = 1_000
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class TakenBack:
    """By whom a waiver was taken back, when and why."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class EmployerAgreed:
    """Who agreed to it at the employer, by name as it was entered, and on which day."""

    by: str
    on: date

    @property
    def sentence(self) -> str:
        """The agreement as a sentence, also where the name was erased."""
        name = somebody(self.by)
        return f"{name[:1].upper()}{name[1:]} agreed to it for the employer on {day_words(self.on)}."


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver. Everybody on the record reads `reason`; `restricted` is for the apprentice and the provider alone.

    `covers`: of reviews, how many had not been held when it was given; None for other checks. `agreed` is None where
    the rule asks for no agreement of the employer, and of waivers given before that was asked for.
    """

    number: int
    check: str
    reason: str
    restricted: str
    by: str
    at: datetime
    taken_back: TakenBack | None = None
    covers: int | None = None
    agreed: EmployerAgreed | None = None


def waived(check: Check, waivers: Iterable[Waiver], allowed: Mapping[str, WaiverRule]) -> Check:
    """The check as its standing waiver leaves it; as it is where it is not open, or no rule lets it be waived."""
    rule = allowed.get(check.id)
    standing = next((one for one in waivers if one.check == check.id and one.taken_back is None), None)
    if standing is None or rule is None or check.state not in OPEN:
        return check
    if lapsed := _lapsed(standing, check):
        return replace(check, reason=f"{check.reason} {lapsed}")
    by = f"Waived by {standing.by} on {day_words(london_date(standing.at))}: {_sentence(standing.reason)}"
    by += _agreed_words(standing.agreed, rule)
    said = [standing.restricted, check.restricted_reason]
    return replace(
        check,
        state=CheckState.WAIVED,
        reason=f"{by} Without that: {check.reason}",
        source=f"{check.source} {rule.words} ({rule.source.name})",
        figures={**check.figures, "waiver": standing.number},
        restricted_reason=" ".join(_sentence(one) for one in said if one) or None,
    )


def not_held(check: Check) -> int | None:
    """How many reviews a check misses because they were not held; None for a check that is not of reviews."""
    count = check.figures.get("not_held")
    return count if isinstance(count, int) else None


def _agreed_words(agreed: EmployerAgreed | None, rule: WaiverRule) -> str:
    if agreed is not None:
        return f" {agreed.sentence}"
    return " Who agreed to it at the employer is not on record." if rule.employer_agrees else ""


def _lapsed(standing: Waiver, check: Check) -> str:
    """Why the waiver does not cover the check as it stands, "" where it does."""
    missing = not_held(check)
    if missing is None:
        return ""
    said = f"Waiver {standing.number} does not cover it:"
    if missing > (standing.covers or 0):
        covered = f"{plural(standing.covers or 0, 'review')} {'was' if standing.covers == 1 else 'were'}"
        return f"{said} {covered} not held when it was given, and {missing} by now. Take it back, then waive anew."
    if (unsigned := _open_reviews(check) - missing) > 0:
        return f"{said} {plural(unsigned, 'review')} held still {'has' if unsigned == 1 else 'have'} to be signed."
    return ""


def _open_reviews(check: Check) -> int:
    """How many of the reviews due are neither complete nor missed with a reason."""
    due, complete, missed = (check.figures.get(key) for key in ("due", "complete", "missed"))
    return int(due or 0) - int(complete or 0) - int(missed or 0)


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def insist_may_waive(check: Check | None, waivers: Iterable[Waiver], allowed: Mapping[str, WaiverRule]) -> Check:
    """The check that may be waived now. Raises BadInput by `check`, WrongState where it is met or waived already."""
    if check is None or check.id not in allowed:
        raise BadInput([Fault("check", "No rule lets this check be waived. Choose one of those on the list.")])
    if any(one.check == check.id and one.taken_back is None for one in waivers):
        raise WrongState("This check is waived already. Take that waiver back to give another.")
    if check.state not in OPEN:
        raise WrongState("This check is not open, so there is nothing to waive.")
    if check.figures.get("due") == 0:
        raise WrongState("No review has been due yet, so there is nothing to waive.")
    if not_held(check) == 0:
        raise WrongState("Every review due is held. A waiver is of how often they are held, and signs none of them.")
    return check


@dataclass(frozen=True, slots=True)
class Waiving:
    """Why a check is to be waived, as it was entered. `agreed_by` and `agreed_on`: who agreed at the employer, when."""

    reason: str
    restricted: str = ""
    agreed_by: str = ""
    agreed_on: date | None = None


def insist_waiving(
    why: Waiving, rule: WaiverRule, *, start: date, today: date
) -> tuple[str, str, EmployerAgreed | None]:
    """The reason, what is restricted, and who agreed at the employer, as they are kept: names and reasons in a line.

    Nobody agreed where the rule asks for nobody and nothing was entered. Raises BadInput by the fields of `why`.
    """
    public, private, name = (" ".join(words.split()) for words in (why.reason, why.restricted, why.agreed_by))
    faults = []
    if not public:
        faults.append(Fault("reason", "Say why it is waived, in words that everybody on this record may read."))
    for path, words in (("reason", public), ("restricted", private)):
        if len(words) > LONGEST_REASON:
            faults.append(Fault(path, f"Use at most {LONGEST_REASON:,} characters."))
    if not rule.employer_agrees and not name and why.agreed_on is None:
        agreed = None
    else:
        agreed, wrong = _employer_agreed(name, why.agreed_on, start, today)
        faults += wrong
    if faults:
        raise BadInput(faults)
    return public, private, agreed


def _employer_agreed(name: str, on: date | None, start: date, today: date) -> tuple[EmployerAgreed | None, list[Fault]]:
    faults = []
    if not name:
        faults.append(Fault("agreed_by", "Enter who agreed to it at the employer."))
    elif not is_line(name, LONGEST_NAME):
        faults.append(Fault("agreed_by", f"Enter a name of {LONGEST_NAME} characters or fewer."))
    if on is None or not start <= on <= today:
        said = f"Enter the day on which they agreed: from the start on {day_words(start)}, and not after today."
        faults.append(Fault("agreed_on", said))
    return (None if on is None or faults else EmployerAgreed(name, on)), faults


def insist_taking_back(waiver: Waiver, reason: str) -> str:
    """The reason as it is kept. Raises WrongState where it was taken back already, BadInput by `reason`."""
    if waiver.taken_back is not None:
        raise WrongState("This waiver was taken back already.")
    kept = " ".join(reason.split())
    if not kept:
        raise BadInput([Fault("reason", "Say why the waiver is taken back.")])
    if len(kept) > LONGEST_REASON:
        raise BadInput([Fault("reason", f"Use at most {LONGEST_REASON:,} characters.")])
    return kept
