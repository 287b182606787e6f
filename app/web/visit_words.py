"""How a visit from outside reads: what it shows, how it stands, and what was opened on it."""

import re

from app.domain.access_given import GrantState
from app.domain.visits import Ask, Sight, Visit
from app.rendering.words import date_words, in_words, stamp_words

SIGHTS = {
    Sight.EVIDENCE: "Cleared evidence",
    Sight.HOURS: "Hours",
    Sight.REVIEWS: "Reviews",
    Sight.GATEWAY: "Gateway",
    Sight.SAMPLING: "Quality sampling",
}
SHOWS = {
    Sight.EVIDENCE: "The pieces that the tutor has cleared, with their files and the decisions on them.",
    Sight.HOURS: "Off-the-job hours, added up by month.",
    Sight.REVIEWS: "When each review was due and held, and who signed. Not what was written in it.",
    Sight.GATEWAY: "Every gateway check with its reason. Not what the reason keeps to the provider.",
    Sight.SAMPLING: "The decisions that were sampled, why, and what was said of each.",
}
_FILE = re.compile(r"files/E0*([0-9]+)/([0-9]+) of version ([0-9]+)")


def sights_words(visit: Visit) -> str:
    """What it shows, in a sentence's middle: “Cleared evidence, hours and reviews”."""
    named = [SIGHTS[one].lower() for one in Sight if one in visit.ask.sights]
    words = in_words(named)
    return words[:1].upper() + words[1:]


def days_words(ask: Ask) -> str:
    """From which day to which."""
    return f"{date_words(ask.since)} to {date_words(ask.last_day)}"


def standing_words(visit: Visit, state: GrantState) -> str:
    """How it stands."""
    match state:
        case GrantState.OPEN:
            return f"Open until {date_words(visit.ask.last_day)}"
        case GrantState.COMING:
            return f"Opens on {date_words(visit.ask.since)}"
        case GrantState.EXPIRED:
            return f"Ended with its last day, {date_words(visit.ask.last_day)}"
        case _:
            by = f" by {visit.ended_by.name}" if visit.ended_by else ""
            return f"Ended{by}, {stamp_words(visit.ended_at)}" if visit.ended_at else "Ended"


def opened_on_visit(what: str) -> str:
    """`what` is as `app.db.openings.Opened` has it of a visit: “files/E04/1 of version 2” is “E4 version 2, file 1”."""
    if found := _FILE.fullmatch(what):
        return f"E{found[1]} version {found[3]}, file {found[2]}"
    if what == Sight.EVIDENCE:
        return "The list of cleared evidence"
    return SIGHTS[Sight(what)] if what in set(Sight) else what
