"""One page with every building block on it, filled with Chloe's record, for tests and for looking at."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.domain.refusals import Fault
from app.rendering.environment import environment
from app.rendering.frame import Link, NavItem, Notice, PageFrame, RecordHeader, Tab

TODAY = date(2026, 11, 20)
START = date(2025, 7, 7)
END = date(2027, 1, 7)
HOURS = (18, 14.5, 27, 31, 26.5, 15, 28, 26, 30.5, 21, 27, 25, 22.5, 13, 32, 40, 21.5)
HOURS_LINK = Link("See confirmed hours", "/hours")
NASTY = 'A "quoted" <script>alert(1)</script> title & more'


@dataclass(frozen=True)
class Month:
    month: date
    confirmed: int
    waiting: int = 0


@dataclass(frozen=True)
class Ksb:
    code: str
    short: str


@dataclass(frozen=True)
class StoredFile:
    id: str
    name: str
    size: int
    address: str
    ticked: bool = True
    hint: str = "Also in E4, version 2."


@dataclass(frozen=True)
class Step:
    step: str
    value: str


def months() -> tuple[Month, ...]:
    """Seventeen months of Chloe's hours from July 2025, nine hours of the last waiting."""
    starts = [date(2025 + (6 + index) // 12, (6 + index) % 12 + 1, 1) for index in range(len(HOURS))]
    return tuple(
        Month(start, int(hours * 60), 540 if start == starts[-1] else 0)
        for start, hours in zip(starts, HOURS, strict=True)
    )


FAMILIES = (
    ("K", ("accepted",) * 8 + ("returned", "tagged", "not_started", "elsewhere") + ("accepted",) * 5),
    ("S", ("accepted", "tagged", "returned") * 5),
    ("B", ("accepted", "not_started", "elsewhere", "accepted", "tagged", "not_started")),
)


@dataclass(frozen=True)
class GalleryView:
    """What the gallery shows."""

    faults: tuple[Fault, ...] = (
        Fault("file", "Choose a file smaller than 2 GB. “drop-in-video.mov” is 2.4 GB."),
        Fault("title", "Enter a title for this evidence"),
        Fault("statement", "Confirm that no one can be identified"),
        Fault("ksb", "Choose at least one KSB"),
        Fault("minutes", "Minutes must be 0 to 59"),
        Fault("", "Nothing was saved."),
    )
    on: date = TODAY
    start: date = START
    end: date = END
    minutes: int = 25110
    months: tuple[Month, ...] = field(default_factory=months)
    tabs: tuple[Tab, ...] = (Tab("By KSB", "?view=ksb", True), Tab("By duty", "?view=duty"))
    todo: tuple[tuple[str, str, Link], ...] = (
        (
            "Add to E11, “Applying attachment theory”",
            "Priya asked for more. About 30 minutes.",
            Link("Open E11", "/11"),
        ),
        ("Prepare for Monday’s review", "About 10 minutes.", Link("Prepare", "/9")),
    )
    tiles: tuple[tuple[str, str], ...] = tuple(
        (f"K{number}", state) for number, state in enumerate(FAMILIES[0][1], start=1)
    )
    families: tuple[tuple[str, tuple[str, ...]], ...] = FAMILIES
    sparse: tuple[tuple[str, tuple[str | None, ...]], ...] = (("K", (None, "accepted", None, "tagged")), ("S", ()))
    reasons: tuple[str, ...] = ("9.5 hours behind", "Review 12 days overdue")
    files: tuple[StoredFile, ...] = (StoredFile("f1", "benefits-drop-in-log.pdf", 412_000, "/files/f1"),)
    steps: tuple[Step, ...] = (Step("Days", "550"), Step("Weeks", "78.5"), Step("Minimum", "418 hours"))
    link: Link = HOURS_LINK
    ksbs: tuple[Ksb, ...] = tuple(Ksb(f"K{number}", "Theory & practice") for number in range(1, 6))
    nasty: str = NASTY


FRAME = PageFrame(
    title="Gallery",
    provider_name="Northgate Training",
    person_name="Chloe Marsden",
    person_words="apprentice",
    nav=(
        NavItem("Home", "/home", "home", True),
        NavItem("Add evidence", "/new", "plus"),
        NavItem("Coverage", "/coverage", "grid"),
        NavItem("Hours", "/hours", "clock"),
        NavItem("Reviews", "/reviews", "pen"),
    ),
    record=RecordHeader(
        "Chloe Marsden",
        "Family Support Worker, Calder Vale Council. Planned gateway 7 January 2027.",
        (Tab("Overview", "/a/1", True), Tab("Evidence", "/a/1/evidence"), Tab("Coverage", "/a/1/coverage")),
        Link("Back to caseload", "/caseload"),
    ),
    demo=True,
    notice=Notice(
        "ok", "Evidence saved and sent to Priya", "Mark will be asked to confirm 2 hours.", Link("Coverage", "/c")
    ),
    has_error=True,
)


def gallery(frame: PageFrame = FRAME) -> str:
    """The gallery as HTML, made by Touchmark's own environment."""
    template = environment().from_string((Path(__file__).parent / "gallery.html").read_text())
    return template.render(page=frame, view=GalleryView())
