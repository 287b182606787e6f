"""A session as its tutor sees it: the register to take or as it was taken, and what else may be done."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.catalogue import Catalogue
from app.db.sessions import Line, Moved, RegisterLine
from app.domain.apprenticeships import Apprenticeship
from app.domain.off_the_job.entries import TimeState
from app.domain.people import ENDED
from app.domain.refusals import Fault
from app.domain.sessions import Attendance, SessionState
from app.rendering.words import date_words, hours, plural
from app.web.pages.off_the_job.rows import entry_address
from app.web.pages.sessions.listing import HERE, state_words
from app.web.sessions_shown import where_words

ATTENDANCE = (
    (Attendance.PRESENT.value, "There"),
    (Attendance.PART.value, "For a part"),
    (Attendance.ABSENT.value, "Not there"),
)
"""The answers of a register, by what is sent."""


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One apprentice to answer for: `name_of` and `minutes_of` are the fields' names."""

    name: str
    at: str
    at_value: str
    minutes: str
    minutes_value: str


@dataclass(frozen=True, slots=True)
class TakenRow:
    """One line of a register as it was taken; `entry` is where the time is, "" where there is none."""

    name: str
    words: str
    state: str
    entry: str
    said: str


@dataclass(frozen=True, slots=True)
class InviteRow:
    """One apprentice who could be invited too."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The session. `asked` is what a register is still to answer; `late` where that is for whoever came after all."""

    title: str
    address: str
    lede: str
    state: str
    pairs: tuple[tuple[str, str], ...]
    why: str
    asked: tuple[AskedRow, ...]
    answers: tuple[tuple[str, str], ...]
    late: bool
    all_there: str
    not_yet: str
    taken: tuple[TakenRow, ...]
    others: tuple[str, ...]
    may_change: bool
    invite: tuple[InviteRow, ...]
    moves: tuple[Moved, ...]
    move_on: str
    reason: str
    ticked: frozenset[str]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a session: what was read, and after a refusal what was typed."""

    line: Line
    places: Collection[RegisterLine]
    moves: Collection[Moved]
    mine: frozenset[UUID]
    own: Collection[Apprenticeship]
    today: date
    all_there: bool = False
    typed: Mapping[str, str] | None = None
    ticked: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()

    @property
    def planned(self) -> bool:
        """Whether it is still to be held."""
        return self.line.state is SessionState.PLANNED


def register_view(catalogue: Catalogue, shown: Shown) -> RegisterView:
    """Everything on the page."""
    line = shown.line
    address = f"{HERE}/{line.id}"
    activity = catalogue.programme(line.programme).activity_by_code.get(line.activity)
    asked = _to_ask(shown)
    return RegisterView(
        title=line.title,
        address=address,
        lede=_lede(shown),
        state=state_words(line.state, line.on, shown.today),
        pairs=(
            ("Day", date_words(line.on)),
            ("Length", hours(line.minutes)),
            ("Activity", activity.name if activity else line.activity),
            ("Duty", line.duty or "Not named"),
            ("KSBs", ", ".join(line.ksbs) or "None named"),
            ("Where", where_words(line.place, online=line.online)),
            ("Tutor", line.tutor_name),
        ),
        why=activity.why if activity and not activity.counts else "",
        asked=tuple(_asked(shown, place) for place in asked),
        answers=ATTENDANCE,
        late=not shown.planned,
        all_there="" if shown.all_there or len(asked) < 2 or shown.typed else f"{address}?tick=all#register",
        not_yet=_not_yet(shown),
        taken=tuple(
            _taken(place, mine=place.apprenticeship in shown.mine) for place in shown.places if not _open(place)
        ),
        others=tuple(place.name for place in shown.places if _open(place) and place.apprenticeship not in shown.mine),
        may_change=shown.planned,
        invite=_invite(shown) if shown.planned else (),
        moves=tuple(shown.moves),
        move_on=(shown.typed or {}).get("on", ""),
        reason=(shown.typed or {}).get("reason", ""),
        ticked=shown.ticked,
        faults=shown.faults,
    )


def _open(place: RegisterLine) -> bool:
    return place.attendance is Attendance.INVITED


def _to_ask(shown: Shown) -> list[RegisterLine]:
    """Whoever the register is still to answer for; afterwards, whoever was absent and may have come after all."""
    if shown.line.state is SessionState.CANCELLED or shown.line.on > shown.today:
        return []
    wanted = (Attendance.INVITED, Attendance.ABSENT)
    return [one for one in shown.places if one.apprenticeship in shown.mine and one.attendance in wanted]


def _asked(shown: Shown, place: RegisterLine) -> AskedRow:
    at, minutes = f"at-{place.apprenticeship}", f"minutes-{place.apprenticeship}"
    typed = shown.typed or {}
    kept = "" if _open(place) else place.attendance.value
    chosen = typed.get(at, Attendance.PRESENT.value if shown.all_there and _open(place) else kept)
    return AskedRow(place.name, at, chosen, minutes, typed.get(minutes, ""))


def _taken(place: RegisterLine, *, mine: bool) -> TakenRow:
    if place.attendance is Attendance.ABSENT:
        return TakenRow(place.name, "Not there", "", "", "")
    words = f"{'There' if place.attendance is Attendance.PRESENT else 'There for a part'}, {hours(place.minutes or 0)}"
    said = "Says it is true" if place.acknowledged else ""
    if not said and place.entry_state is TimeState.WAITING:
        said = "Not answered yet"
    state = place.entry_state.value if place.entry_state else ""
    entry = entry_address(place.apprenticeship, place.entry) if place.entry and mine else ""
    return TakenRow(place.name, words, state, entry, said)


def _lede(shown: Shown) -> str:
    line = shown.line
    if line.state is SessionState.CANCELLED:
        return f"Cancelled: {line.reason}"
    if line.state is SessionState.HELD:
        return f"{line.present} of {plural(line.invited, 'person was', 'people were')} there."
    return f"{plural(line.invited, 'person is', 'people are')} invited."


def _not_yet(shown: Shown) -> str:
    if shown.planned and shown.line.on > shown.today:
        return "The register can be taken on the day or later."
    return ""


def _invite(shown: Shown) -> tuple[InviteRow, ...]:
    there = {place.apprenticeship for place in shown.places}
    return tuple(
        InviteRow(str(one.id), one.apprentice.name)
        for one in shown.own
        if one.id not in there and one.programme == shown.line.programme and one.status not in ENDED
    )
