"""What the safeguarding lead and deputies put on record about a concern. Only ever added, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.concerns.values import Concern, ConcernState, EntryKind
from app.domain.london import london_date
from app.domain.programmes import ConcernOutcome
from app.domain.refusals import BadInput, Fault, WrongState

LONGEST_NOTE = 20_000
LONGEST_REFERRED = 500


@dataclass(frozen=True, slots=True)
class Done:
    """What was decided or done, and where somebody outside was told, who and on which day."""

    outcome: str
    words: str
    referred_to: str = ""
    referred_on: date | None = None


def insist_held(concern: Concern) -> None:
    """Raises WrongState where its words were erased."""
    if concern.state is ConcernState.ERASED:
        raise WrongState(f"{concern.number} was erased: nothing can be added to it.")


def insist_done(done: Done, known: Mapping[str, ConcernOutcome], concern: Concern, today: date) -> Done:
    """The outcome that was typed. Raises BadInput where it is none, or where a referral lacks who or when."""
    faults = []
    outcome = known.get(done.outcome)
    if outcome is None:
        faults.append(Fault("outcome", "Choose what was done."))
    if len(done.words) > LONGEST_NOTE:
        faults.append(Fault("outcome_words", f"Use at most {LONGEST_NOTE:,} characters."))
    if outcome is not None and outcome.referral:
        faults += _referral_faults(done, concern, today)
    if faults:
        raise BadInput(faults)
    if outcome is None or not outcome.referral:
        return Done(done.outcome, done.words.strip())
    return Done(done.outcome, done.words.strip(), done.referred_to.strip(), done.referred_on)


def insist_can_be_closed(concern: Concern) -> None:
    """Raises WrongState where it is closed already, or where nobody has said what was done."""
    insist_held(concern)
    if concern.closed_at is not None:
        raise WrongState(f"{concern.number} is closed already.")
    if not any(entry.kind is EntryKind.OUTCOME for entry in concern.entries):
        raise WrongState(f"Record what was done about {concern.number} first, even if that is no further action.")


def insist_can_be_opened_again(concern: Concern, reason: str) -> None:
    """Raises WrongState where it is open, BadInput without a reason."""
    insist_held(concern)
    if concern.closed_at is None:
        raise WrongState(f"{concern.number} is open already.")
    if not reason.strip():
        raise BadInput([Fault("reason", "Say why it is opened again.")])


def _referral_faults(done: Done, concern: Concern, today: date) -> list[Fault]:
    faults = []
    if not done.referred_to.strip():
        faults.append(Fault("referred_to", "Enter who was told: the team, and a name where you have one."))
    elif len(done.referred_to) > LONGEST_REFERRED:
        faults.append(Fault("referred_to", f"Use at most {LONGEST_REFERRED} characters."))
    if done.referred_on is None:
        faults.append(Fault("referred_on", "Enter the day they were told."))
    elif done.referred_on > today:
        faults.append(Fault("referred_on", "Enter a day that has come."))
    elif done.referred_on < london_date(concern.raised_at):
        faults.append(Fault("referred_on", "Enter a day after the concern was raised."))
    return faults
