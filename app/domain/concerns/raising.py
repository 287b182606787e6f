"""What somebody says when they raise a concern. As little is asked as can be: nobody is turned away for a form."""

from dataclasses import dataclass

from app.domain.concerns.values import About, Danger, Place
from app.domain.refusals import BadInput, Fault

LONGEST_WORDS = 20_000
LONGEST_TOLD = 2_000


@dataclass(frozen=True, slots=True)
class Said:
    """A concern as it is raised. Names may stand in it: only the safeguarding lead and deputies read it."""

    about: About
    danger: Danger
    words: str
    told: str = ""
    place: Place | None = None


def insist_said(about: str, danger: str, words: str, told: str, place: Place | None) -> Said:
    """The concern that was typed. Raises BadInput with a sentence for each thing that is missing or too long."""
    faults = []
    if about not in list(About):
        faults.append(Fault("about", "Choose whom it is about."))
    if not words.strip():
        faults.append(Fault("words", "Write what you saw or heard. One sentence is enough."))
    elif len(words) > LONGEST_WORDS:
        faults.append(Fault("words", f"Use at most {LONGEST_WORDS:,} characters. You can send the rest as another."))
    if danger not in list(Danger):
        faults.append(Fault("danger", "Say whether anybody is in danger now."))
    if len(told) > LONGEST_TOLD:
        faults.append(Fault("told", f"Use at most {LONGEST_TOLD:,} characters."))
    if faults:
        raise BadInput(faults)
    return Said(About(about), Danger(danger), words.strip(), told.strip(), place)
