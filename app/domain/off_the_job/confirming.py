"""Whose word makes an entry confirmed: it depends on where the entry came from and what the provider has set.

Where the provider asks for the employer's word on a source, only that confirms it. Where it does not, the apprentice's
own word does for a session that her tutor logged, and the tutor's for what the apprentice logged herself. Until the
provider says anything, employer or tutor confirms what somebody else logged.
"""

from collections.abc import Collection
from uuid import UUID

from app.domain.off_the_job.entries import TimeEntry
from app.domain.provider_settings import TimeSource
from app.domain.refusals import WrongState

SOURCE_WORDS = {
    TimeSource.EVIDENCE: "hours logged with evidence",
    TimeSource.LOG: "hours logged alone",
    TimeSource.SESSION: "hours of sessions",
}
"""How a sentence names the hours of a source."""


def source_of(entry: TimeEntry) -> TimeSource:
    """Where this entry came from. A correction keeps the source of what it corrects."""
    return source_from(session=entry.session, evidence=entry.evidence_number)


def source_from(*, session: UUID | None, evidence: int | None) -> TimeSource:
    """The same from what an entry carries: the session whose register gave it, or the piece it came with."""
    if session is not None:
        return TimeSource.SESSION
    return TimeSource.LOG if evidence is None else TimeSource.EVIDENCE


def own_word_confirms(source: TimeSource, employer_confirms: Collection[TimeSource]) -> bool:
    """Whether the apprentice's acknowledgement alone confirms what somebody else logged."""
    return source is TimeSource.SESSION and source not in employer_confirms


def tutor_word_confirms(source: TimeSource, employer_confirms: Collection[TimeSource] | None) -> bool:
    """Whether the tutor's word alone confirms what somebody else logged. None: the provider has not said yet."""
    return employer_confirms is None or source not in employer_confirms


def insist_employer(source: TimeSource) -> None:
    """Refuse the tutor's word on a source that needs the employer's. Raises WrongState."""
    raise WrongState(
        f"This provider asks for the employer’s word on {SOURCE_WORDS[source]}, so the employer has to confirm these."
    )


def own_word_reason(first_name: str, employer_confirms: Collection[TimeSource]) -> str:
    """Why an entry is confirmed though no employer said so."""
    asked = [SOURCE_WORDS[source] for source in TimeSource if source in employer_confirms]
    rest = f"asks the employer only for {' and '.join(asked)}" if asked else "asks the employer for no hours"
    return f"Confirmed by {first_name}’s own word: this provider {rest}."
