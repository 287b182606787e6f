"""A portfolio in the middle of its life, made by what people do, for journeys to begin from.

Chloe's E1 is accepted and cleared, of E2 one KSB is accepted and one needs more, E3 waits for Priya with hours that
wait for Mark, E4 is a draft. Three more entries of time wait for Mark. Priya covers for Ben's tutor, and a piece of
Ben's came after E3: it is the next to be read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

from app.actions import evidence, off_the_job
from app.actions.acting import Acting, Installation
from app.actions.apprenticeships import add_cover
from app.actions.evidence import TimeSpent, Written
from app.domain.evidence import Decision, EvidenceDetails, EvidenceFile, EvidenceKind, Statements, Verdict
from app.domain.people import Person, Role
from tests.browser.papers import pdf_of
from tests.cast import TODAY, Cast, newcomer
from tests.conftest import Clock

PAPER = pdf_of("I explained three options and wrote down what we agreed.")
STATED = Statements(authenticity=True, ai_use="no", legal_matter="no", lead_role="not_a_case")
"""What the form asks of every piece that is sent."""


@dataclass(frozen=True)
class Sent:
    """A piece and the day of it; a draft where `send` is false."""

    title: str
    day: date
    duty: str
    ksbs: Sequence[str]
    file: str = ""
    time: TimeSpent | None = None
    send: bool = True


HERS = (
    Sent("Lone-working plan for home visits", date(2026, 11, 2), "D1", ("K1", "S1"), "lone-working-plan.pdf"),
    Sent("Applying attachment theory to a family plan", date(2026, 11, 6), "D2", ("K8", "S7"), "family-plan.pdf"),
    Sent(
        "Benefits drop-in: advice log",
        date(2026, 11, 12),
        "D6",
        ("K10", "S14"),
        "advice-log.pdf",
        TimeSpent(150, "supervised_learning"),
    ),
    Sent("Half a thought about supervision", date(2026, 11, 18), "D9", ("B6",), send=False),
)
HIS = Sent("Case recording audit", date(2026, 11, 16), "D10", ("K10",))
SESSIONS = (
    (date(2026, 11, 3), 360, "workshop", "Module workshop: safeguarding thresholds"),
    (date(2026, 11, 9), 120, "tutor_meeting", "Teaching session with Priya"),
    (date(2026, 11, 17), 180, "online_learning", "Online module: data protection in early help"),
)
FEEDBACK = "Say what changed in the plan because of it."


def fill(house: Installation, cast: Cast, clock: Clock) -> None:
    """Let all of it happen on its days; afterwards the clock stands where it stood."""
    until = clock.now
    with house.acting(cast.adele) as who:
        add_cover(who, cast.his, Role.TUTOR, newcomer("priya"), date(2026, 11, 2), TODAY + timedelta(days=30))
    for piece in HERS:
        _add(house, clock, cast.hers, cast.chloe, piece)
    _add(house, clock, cast.his, cast.ben, HIS)
    _hold(clock, date(2026, 11, 10))
    with house.acting(cast.priya) as who:
        accepted = [Decision(ksb, Verdict.ACCEPTED, "Clear and your own.") for ksb in HERS[0].ksbs]
        evidence.decide_tags(who, cast.hers, 1, accepted)
        evidence.clear_evidence(who, cast.hers, 1, version=1, cleared=True)
        more = [Decision("K8", Verdict.ACCEPTED, ""), Decision("S7", Verdict.RETURNED, FEEDBACK)]
        evidence.decide_tags(who, cast.hers, 2, more)
    for day, minutes, activity, words in SESSIONS:
        _hold(clock, day)
        with house.acting(cast.chloe) as who:
            off_the_job.log_time(who, cast.hers, on=day, minutes=minutes, activity=activity, description=words)
    clock.now = until


def _add(house: Installation, clock: Clock, apprenticeship: UUID, by: Person, piece: Sent) -> None:
    _hold(clock, piece.day)
    with house.acting(by) as who:
        files = _files(who, apprenticeship, piece)
    looked = evidence.looked_at_once(house, by.id, apprenticeship, files)
    with house.acting(by) as who:
        written = Written(_details(piece), files=files, time=piece.time, looked=looked, looking=True)
        evidence.add_evidence(who, apprenticeship, written, send=piece.send)


def _details(piece: Sent) -> EvidenceDetails:
    return EvidenceDetails(
        title=piece.title,
        kind=EvidenceKind.WORK_PRODUCT,
        happened_on=piece.day,
        description="What I did, and what I would do differently.",
        statement=True,
        duties=(piece.duty,),
        ksbs=tuple(piece.ksbs),
        statements=STATED,
    )


def _files(who: Acting, apprenticeship: UUID, piece: Sent) -> list[EvidenceFile]:
    if not piece.file:
        return []
    sink = who.store.sink(apprenticeship)
    sink.write(pdf_of(f"{piece.title}: what I did, and what I would do differently."))
    kept = sink.finish()
    return [EvidenceFile(uuid4(), piece.file, kept.sha256, kept.size, "application/pdf")]


def _hold(clock: Clock, day: date) -> None:
    clock.now = datetime.combine(day, time(18), UTC)
