"""How it reads that somebody is through: to themselves, warmly and plainly, and to others by name."""

from app.answers.finished import Finished
from app.domain.people import ApprenticeshipStatus
from app.rendering.states import STATUSES
from app.web.assessment_words import passed_words


def finished_words(done: Finished, name: str = "") -> str:
    """What became of it, to the apprentice as “you” where no `name` is given."""
    said = []
    if done.is_passed:
        said.append(passed_words(f"{name} has" if name else "You have", done.assessment, done.whole))
    if done.status is not ApprenticeshipStatus.ACTIVE:
        whose = "This" if name else "Your"
        said.append(f"{whose} apprenticeship is {STATUSES[done.status.value].word.lower()}.")
    return " ".join(said)
