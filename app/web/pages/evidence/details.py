"""The facts beside a piece of evidence: what it is, who cleared it, and the time that came with it."""

from app.answers.evidence import Piece
from app.domain.evidence import for_assessment_by_default
from app.domain.off_the_job.doubles import CameBy, Standing
from app.domain.permissions import Permission as P
from app.rendering.frame import Link
from app.rendering.words import date_words, in_words, london_date
from app.rendering.words import hours as duration
from app.web.pages.evidence.own_work import own_work_rows
from app.web.pages.evidence.show_view import HoursRow
from app.web.pages.evidence.stated_view import stated_rows
from app.web.record import record_address

_CAME = {
    CameBy.ALONE: "without evidence",
    CameBy.SESSION: "at a session",
    CameBy.FILE: "from a spreadsheet",
}


def cleared_words(piece: Piece) -> str:
    """Who cleared the version that is shown, and when."""
    shown = piece.shown
    if shown.cleared_at is None or shown.cleared_by is None:
        return "Not cleared yet" if piece.evidence.counting else ""
    who = piece.names.get(shown.cleared_by, "the tutor")
    return f"By {who}, {date_words(london_date(shown.cleared_at))}"


def details(piece: Piece) -> tuple[tuple[str, str], ...]:
    """What the piece is: each fact with its name."""
    shown = piece.shown
    kind = piece.programme.evidence_kind_by_code.get(shown.kind.value)
    duties = [piece.standard.duty_by_code[code] for code in shown.duties if code in piece.standard.duty_by_code]
    found = [("Type", kind.name if kind else shown.kind.value)]
    if shown.made_by:
        found.append(("Observed by", piece.names.get(shown.made_by, "the tutor")))
    if duties:
        found.append(("Duty" if len(duties) == 1 else "Duties", in_words(f"{d.code} {d.short}" for d in duties)))
    if shown.happened_on:
        found.append(("Activity date", date_words(shown.happened_on)))
    found.append(("Confidentiality", "Stated by the apprentice" if shown.statement else "Not stated"))
    found += stated_rows(piece)
    found += own_work_rows(piece)
    if kind:
        found.append(("For the assessor", for_assessment_by_default(kind).reason))
    if words := cleared_words(piece):
        found.append(("Cleared", words))
    return tuple(found)


def hours(piece: Piece) -> tuple[HoursRow, ...]:
    """Time logged with the piece; a draft of it is seen by its maker alone."""
    activities = piece.programme.activity_by_code
    return tuple(
        HoursRow(
            one.happened_on,
            one.minutes,
            activities[one.activity].name if one.activity in activities else one.activity,
            one.state,
            "" if one.counts else one.why_not,
            _twice(piece, one.number),
        )
        for one in piece.hours
        if one.state != "draft" or piece.may(P.CHANGE_DRAFT)
    )


def _twice(piece: Piece, number: int) -> Link | None:
    """The entries that may be the same time as this one, with where the first of these pairs is settled."""
    pairs = [double for double in piece.same_time if number in double.pair]
    if not pairs:
        return None
    others = in_words(_other(double.second if double.first.number == number else double.first) for double in pairs)
    settle = record_address(piece.apprenticeship.id, "off-the-job/to-settle")
    first, second = pairs[0].pair
    return Link(f"Also logged on the same day: {others}.", f"{settle}#pair-{first}-{second}")


def _other(entry: Standing) -> str:
    named = f"with E{entry.evidence}" if entry.came_by is CameBy.EVIDENCE else _CAME[entry.came_by]
    return f"{duration(entry.minutes)} {named}"


def hours_note(piece: Piece) -> str:
    """What to know of the hours of a piece that was withdrawn."""
    if piece.evidence.withdrawn_at is None or not piece.hours:
        return ""
    return "Withdrawing this evidence did not withdraw these hours. They stay as they are."
