"""Hours from a spreadsheet: bring a file, say which column is which, see what each row becomes, and confirm it."""

from itertools import islice

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.actions.off_the_job import importing
from app.answers.confidentiality import known_of
from app.answers.hours_import import FIELDS, NONE, Columns, as_before, guessed, mistakes_csv, unknown_words
from app.answers.time_rules import TimeRules, time_rules
from app.db import apprenticeships
from app.db import hours_import as db
from app.db.hours_import import Brought
from app.domain.people import Member
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound
from app.exchange.hours_sheet import header_of, rows_of
from app.rendering.words import number as number_words
from app.web.access import acting, installation, member_who_may, reading, visitor
from app.web.addresses import NUMBER, number_in
from app.web.forms import Typed, typed_form
from app.web.pages.off_the_job.choices import paid_options
from app.web.pages.off_the_job.import_trial import Tried, import_address, trial_view, tried
from app.web.pages.off_the_job.import_view import BringView, ColumnsView, ProgressView
from app.web.record import record_address, record_frame
from app.web.responses import page, redirect
from app.web.small_file import SmallFile, small_file

router = APIRouter(include_in_schema=False)
HERE = "/a/{apprenticeship}/off-the-job/import"
ONE = HERE + "/" + NUMBER
SAMPLE = 4
MOST_WORDS = 30
"""Words for activities that are asked about at once."""


@router.get(HERE)
def begin(request: Request, member: Member = member_who_may(Permission.LOG_TIME)) -> Response:
    """Choose the file."""
    return _bring(request, member)


@router.post(HERE)
def bring(
    request: Request,
    member: Member = member_who_may(Permission.LOG_TIME),
    sent: SmallFile = Depends(small_file),
) -> Response:
    """Keep the file for a day, to be looked at."""
    try:
        if not sent.data:
            raise BadInput([Fault("file", "Choose a CSV file with a first row of names and rows below it.")])
        with acting(request) as who:
            number = importing.bring(who, member.apprenticeship, sent.name, sent.data)
    except BadInput as refusal:
        return _bring(request, member, refusal.faults, status=422)
    return redirect(request, record_address(member.apprenticeship, f"off-the-job/import/{number}"))


@router.get(ONE)
def show(
    request: Request,
    number: int,
    columns: str = "",
    show: str = "",
    sheet: str = "",
    member: Member = member_who_may(Permission.LOG_TIME),
) -> Response:
    """Where the file stands: its columns, the trial, or how far the adding came."""
    brought, rules = _found(request, member, number)
    if brought.state != db.OPEN:
        return _progress(request, member, brought, rules)
    read = Columns.read(brought.columns)
    if read is None or columns:
        return _columns(request, member, brought, rules, read or _guessed(request, member, brought))
    view = trial_view(
        _tried(request, brought, read, rules), show, number_in(sheet) or 1, own=brought.by == member.person.id
    )
    shown = record_frame(request, rules.apprenticeship, member, "Off-the-job", "Look before it is added")
    return page(request, "off_the_job/trial.html", shown, view=view)


@router.post(ONE + "/columns")
def say_columns(
    request: Request,
    number: int,
    member: Member = member_who_may(Permission.LOG_TIME),
    typed: Typed = Depends(typed_form),
) -> Response:
    """Say which column is which."""
    said = _said(typed)
    try:
        with acting(request) as who:
            importing.say_columns(who, member.apprenticeship, number, said)
    except BadInput as refusal:
        brought, rules = _found(request, member, number)
        return _columns(request, member, brought, rules, said, refusal.faults, status=422)
    return redirect(request, record_address(member.apprenticeship, f"off-the-job/import/{number}"))


@router.post(ONE + "/confirmation")
def confirm(request: Request, number: int, member: Member = member_who_may(Permission.LOG_TIME)) -> Response:
    """Have the rows added."""
    with acting(request) as who:
        importing.confirm(who, member.apprenticeship, number)
    return redirect(request, record_address(member.apprenticeship, f"off-the-job/import/{number}"))


@router.get(ONE + "/mistakes.csv")
def mistakes(request: Request, number: int, member: Member = member_who_may(Permission.LOG_TIME)) -> Response:
    """The rows that cannot be added, to be put right in the spreadsheet: for a day after they were left out, too."""
    brought, rules = _found(request, member, number)
    read = Columns.read(brought.columns)
    if brought.state == db.ADDING or read is None:
        raise NotFound
    over = brought.state != db.OPEN
    text = brought.content if over else mistakes_csv(_tried(request, brought, read, rules).rows)
    headers = {"Content-Disposition": f'attachment; filename="mistakes-{number}.csv"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


def _found(request: Request, member: Member, number: int) -> tuple[Brought, TimeRules]:
    today = visitor(request).today
    with reading(request) as session:
        brought = db.find(session, member.apprenticeship, number)
        one = apprenticeships.load(session, member.apprenticeship, today)
        return brought, time_rules(session, installation(request).catalogue, one, today)


def _guessed(request: Request, member: Member, brought: Brought) -> Columns:
    """The columns by their names, and as this person said them the last time."""
    header = header_of(brought.content)
    with reading(request) as session:
        before = db.last_columns(session, brought.apprenticeship, member.person.id)
    return as_before(guessed(header), Columns.read(before), len(header))


def _tried(request: Request, brought: Brought, columns: Columns, rules: TimeRules) -> Tried:
    with reading(request) as session:
        known = set(db.known(session, brought.apprenticeship))
        quiet = known_of(session, installation(request).settings, brought.apprenticeship)
    return tried(brought, columns, rules, known, quiet)


def _said(typed: Typed) -> Columns:
    """The form's answers; a column that is none of the file's is none at all."""
    places = {name: _place(typed.get(name)) for name in FIELDS}
    words = {typed.get(f"said-{n}"): typed.get(f"word-{n}") for n in range(MOST_WORDS) if typed.get(f"said-{n}")}
    return Columns(
        places["on"],
        places["time"],
        places["activity"],
        places["duty"],
        places["description"],
        places["paid_time"],
        typed.get("unit"),
        typed.get("all_activity"),
        typed.get("all_paid_time"),
        {said: code for said, code in words.items() if code},
    )


def _place(text: str) -> int:
    place = number_in(text)
    return NONE if place is None else place


def _bring(request: Request, member: Member, faults: tuple[Fault, ...] = (), *, status: int = 200) -> Response:
    with reading(request) as session:
        one = apprenticeships.load(session, member.apprenticeship, visitor(request).today)
    view = BringView(faults, record_address(one.id, "off-the-job/import"), record_address(one.id, "off-the-job"))
    title = "Add hours from a spreadsheet"
    shown = record_frame(request, one, member, "Off-the-job", title, compact=False, form=True, has_error=bool(faults))
    return page(request, "off_the_job/bring.html", shown, status=status, view=view)


def _columns(
    request: Request,
    member: Member,
    brought: Brought,
    rules: TimeRules,
    columns: Columns,
    faults: tuple[Fault, ...] = (),
    *,
    status: int = 200,
) -> Response:
    header = header_of(brought.content)
    below = islice(rows_of(brought.content), 1, None)
    unknown = unknown_words(below, columns, rules, MOST_WORDS) if columns.activity != NONE else []
    view = ColumnsView(
        faults=faults,
        action=import_address(brought, "/columns"),
        back=record_address(brought.apprenticeship, "off-the-job/import"),
        file_name=brought.file_name,
        header=header,
        sample=tuple(row.cells for row in islice(rows_of(brought.content), 1, 1 + SAMPLE)),
        columns=tuple((str(place), name or f"Column {place + 1}") for place, name in enumerate(header)),
        activities=tuple((one.code, one.name) for one in rules.plan.activities),
        paid_times=paid_options(rules.plan),
        typed={name: str(getattr(columns, name)) for name in (*FIELDS, "unit", "all_activity", "all_paid_time")},
        unknown=tuple((word, columns.words.get(word, "")) for word in unknown),
    )
    shown = record_frame(
        request,
        rules.apprenticeship,
        member,
        "Off-the-job",
        "Which column is which",
        compact=False,
        form=True,
        has_error=bool(faults),
    )
    return page(request, "off_the_job/columns.html", shown, status=status, view=view)


def _progress(request: Request, member: Member, brought: Brought, rules: TimeRules) -> Response:
    counts, going = brought.counts, brought.state == db.ADDING
    headings = {db.ADDING: "Adding your hours", db.DONE: "Your hours are added", db.STOPPED: "Adding was stopped"}
    stopped = "Whoever brought the file may not log time here any more. What was added until then stays."
    over = "What counts waits to be confirmed." if brought.state == db.DONE else stopped
    view = ProgressView(
        heading=headings[brought.state],
        text="You can leave this page: it goes on by itself." if going else over,
        done=counts.done_rows,
        rows=brought.rows,
        again=import_address(brought) if going else "",
        mistakes=import_address(brought, "/mistakes.csv") if not going and brought.content and counts.mistakes else "",
        back=record_address(brought.apprenticeship, "off-the-job"),
        facts=(
            ("Rows", f"{number_words(counts.done_rows)} of {number_words(brought.rows)}", "gone through"),
            ("Added", number_words(counts.added), "wait to be confirmed"),
            ("Records", number_words(counts.records), "do not count"),
            ("Already here", number_words(counts.already), "left as they were"),
            ("Mistakes", number_words(counts.mistakes), "left out"),
        ),
    )
    shown = record_frame(request, rules.apprenticeship, member, "Off-the-job", view.heading)
    return page(request, "off_the_job/progress.html", shown, block="progress", view=view)
