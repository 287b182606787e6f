"""A concern in words, for its page and for its file."""

from collections.abc import Mapping

from app.answers.concerns import kept, place_shown
from app.db.concerns import Shown
from app.domain.concerns import ConcernState, Entry, EntryKind
from app.domain.programmes import ConcernOutcome
from app.domain.refusals import Fault
from app.rendering.words import date_words, stamp_words
from app.web.access import Visitor
from app.web.forms import Typed
from app.web.pages.concerns.view import ABOUT_READ, DANGER, ENTRIES, MEANS, ConcernView, EntryLine, ReadingLine

Outcomes = Mapping[str, ConcernOutcome]


def concern_view(
    shown: Shown, outcomes: Outcomes, who: Visitor, keep: str, typed: Typed, faults: tuple[Fault, ...]
) -> ConcernView:
    """Everything about one concern, with what was typed where something is wrong with it."""
    concern = shown.concern
    until, past = kept(shown, who.today)
    return ConcernView(
        number=concern.number,
        address=f"/concerns/{concern.number}",
        state=concern.state.value,
        danger=concern.danger.value,
        facts=facts(shown),
        words=concern.words,
        entries=entry_lines(shown, outcomes),
        readings=reading_lines(shown),
        outcomes=tuple((one.code, one.name) for one in outcomes.values()),
        closable=any(one.kind is EntryKind.OUTCOME for one in concern.entries),
        keep=keep,
        until=until,
        past=past,
        typed=typed,
        faults=faults,
    )


def file_view(shown: Shown, outcomes: Outcomes) -> dict[str, object]:
    """One concern as it stands in a file."""
    concern = shown.concern
    return {
        "number": concern.number,
        "facts": facts(shown),
        "words": concern.words,
        "entries": entry_lines(shown, outcomes),
        "readings": reading_lines(shown),
    }


def facts(shown: Shown) -> tuple[tuple[str, str], ...]:
    """What is known of a concern besides its words."""
    concern = shown.concern
    found = [
        ("Raised", stamp_words(concern.raised_at)),
        ("By", _raiser(shown)),
    ]
    if concern.state is not ConcernState.ERASED:
        found += [("About", ABOUT_READ[concern.about]), ("In danger at the time", DANGER[concern.danger])]
        found.append(("Who knew already", concern.told or "Nobody was named"))
        found.append(("Raised from", place_shown(shown) or "No record was named"))
    if concern.closed_at is not None:
        found.append(("Closed", stamp_words(concern.closed_at)))
    if concern.erased_at is not None and concern.erased_by is not None:
        found.append(("Erased", f"{stamp_words(concern.erased_at)} by {shown.names[concern.erased_by]}"))
        found.append(("Why", concern.erased_reason))
    return tuple(found)


def _raiser(shown: Shown) -> str:
    """Who raised it and how to reach them: of a witness, the address at which they were asked."""
    concern = shown.concern
    if concern.raised_by is not None:
        return f"{shown.raiser}, {shown.email}"
    return f"{shown.raiser}, {shown.email}, a witness who came by a link" if shown.raiser else "A witness, by a link"


def entry_lines(shown: Shown, outcomes: Outcomes) -> tuple[EntryLine, ...]:
    """What was put on record, oldest first."""
    return tuple(
        EntryLine(_heading(one, outcomes), one.words, _referred(one), shown.names[one.by], one.at)
        for one in shown.concern.entries
    )


def reading_lines(shown: Shown) -> tuple[ReadingLine, ...]:
    """Who read it, newest first."""
    read = reversed(shown.concern.readings)
    return tuple(ReadingLine(shown.names[one.by], one.at, MEANS[one.means]) for one in read)


def _heading(entry: Entry, outcomes: Outcomes) -> str:
    if entry.kind is not EntryKind.OUTCOME or not entry.outcome:
        return ENTRIES[entry.kind]
    # A code that the programme names no more is shown as it is.
    known = outcomes.get(entry.outcome)
    return known.name if known else entry.outcome


def _referred(entry: Entry) -> str:
    if not entry.referred_to or entry.referred_on is None:
        return ""
    return f"{entry.referred_to}, on {date_words(entry.referred_on)}"
