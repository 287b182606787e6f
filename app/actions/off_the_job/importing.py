"""Adding hours from a spreadsheet: bring it, say how it is read, confirm what it would become, and have it added.

Nothing is written to the record until it is confirmed. Then a job adds the rows some at a time, each batch whole or not
at all and how far it came with it, so that whoever dies in the middle is followed by another who goes on from there.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from uuid import UUID

from app.actions.acting import Acting, Installation
from app.actions.off_the_job.many import keep_many
from app.answers.confidentiality import known_of
from app.answers.hours_import import Columns, JudgedRow, Verdict, judged, mistakes_csv
from app.answers.time_rules import TimeRules, time_rules
from app.db import apprenticeships, people
from app.db import hours_import as db
from app.db import installation as jobs
from app.db.hours_import import Brought, Counts
from app.domain.off_the_job.written import Unit
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, Refusal, WrongState
from app.exchange.hours_sheet import Row, header_of, rows_of, text_of

JOB = "hours_import"
A_BATCH = 1_000
"""Rows gone through in one transaction: others wait for it no longer than for any page."""


def bring(acting: Acting, apprenticeship: UUID, file_name: str, data: bytes) -> int:
    """Keep a file for a day; returns its number. Raises BadInput where it is no CSV with rows in it."""
    acting.insist(Permission.LOG_TIME, apprenticeship)
    text = text_of(data)
    header_of(text)
    for _ in rows_of(text):
        pass
    acting.lock(apprenticeship)
    return db.add(acting.session, apprenticeship, acting.person.id, file_name, text, acting.now)


def say_columns(acting: Acting, apprenticeship: UUID, number: int, columns: Columns) -> None:
    """Say how a file is read. Raises BadInput with what is missing, by the fields of `Columns`."""
    brought = _open(acting, apprenticeship, number)
    width = len(header_of(brought.content))
    rules = rules_of(acting, apprenticeship)
    if faults := _faults_of(columns, rules, width):
        raise BadInput(faults)
    db.save_columns(acting.session, apprenticeship, number, columns.said())


def confirm(acting: Acting, apprenticeship: UUID, number: int) -> None:
    """Have the rows added. Confirming twice changes nothing."""
    acting.insist(Permission.LOG_TIME, apprenticeship)
    acting.lock(apprenticeship)
    if db.find(acting.session, apprenticeship, number).state in (db.ADDING, db.DONE):
        return
    brought = _open(acting, apprenticeship, number)
    if not brought.columns:
        raise WrongState("Say which column is which first.")
    rows = sum(1 for _ in rows_of(brought.content)) - 1
    db.begin(acting.session, apprenticeship, number, rows)
    acting.record(apprenticeship, "hours_import_begun", str(number), rows=rows)
    jobs.add_job(acting.session, JOB, {"apprenticeship": str(apprenticeship), "number": number}, acting.now)


def add_all(house: Installation, apprenticeship: UUID, number: int) -> None:
    """Add what is left of a file, in its bringer's name, batch by batch. Stopped where they may not any more."""
    while _add_some(house, apprenticeship, number):
        pass


def rules_of(acting: Acting, apprenticeship: UUID) -> TimeRules:
    """What the rows are held against."""
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    return time_rules(acting.session, acting.catalogue, one, acting.today)


def _add_some(house: Installation, apprenticeship: UUID, number: int) -> bool:
    """One batch; False where nothing is left."""
    with house.database.writing() as session:
        brought = db.find(session, apprenticeship, number)
        person = people.find(session, brought.by, house.today())
        if brought.state != db.ADDING:
            return False
        if person is None:
            db.end(session, apprenticeship, number, db.STOPPED)
            return False
    try:
        with house.acting(person) as acting:
            return _batch(acting, apprenticeship, number)
    except Refusal:  # whoever brought it may not log time here any more
        with house.database.writing() as session:
            apprenticeships.lock(session, apprenticeship)
            db.end(session, apprenticeship, number, db.STOPPED)
        return False


def _batch(acting: Acting, apprenticeship: UUID, number: int) -> bool:
    acting.insist(Permission.LOG_TIME, apprenticeship)
    acting.lock(apprenticeship)
    # Read again under the lock: another worker may have gone on meanwhile.
    brought = db.find(acting.session, apprenticeship, number)
    if brought.state != db.ADDING:
        return False
    known = db.known(acting.session, apprenticeship)
    before = {digest for digest, file in known.items() if file != number}
    columns, rules = _columns(brought), rules_of(acting, apprenticeship)
    done = brought.counts.done_rows
    quiet = known_of(acting.session, acting.settings, apprenticeship)
    some = list(islice(judged(_below(brought), columns, rules, before, quiet), done, done + A_BATCH))
    _keep(acting, brought, some, known)
    counts = _counted(brought.counts, some)
    db.go_on(acting.session, apprenticeship, number, counts)
    if counts.done_rows >= brought.rows:
        left_out = mistakes_csv(judged(_below(brought), columns, rules, before, quiet))
        db.end(acting.session, apprenticeship, number, db.DONE, left_out)
        return False
    return True


def _keep(acting: Acting, brought: Brought, some: Iterable[JudgedRow], known: dict[str, int]) -> None:
    rows = [(one, one.logged) for one in some if one.verdict in (Verdict.ADD, Verdict.RECORD) and one.logged]
    entries = keep_many(acting, brought.apprenticeship, [logged for _, logged in rows])
    digests: dict[str, int] = {}
    for (one, _), entry in zip(rows, entries, strict=True):
        for digest in one.digests:
            if digest not in known:
                digests.setdefault(digest, entry.number)
    db.keep_rows(acting.session, brought.apprenticeship, brought.number, list(digests.items()))


def _counted(before: Counts, some: list[JudgedRow]) -> Counts:
    count = {verdict: sum(one.verdict is verdict for one in some) for verdict in Verdict}
    return replace(
        before,
        done_rows=before.done_rows + len(some),
        added=before.added + count[Verdict.ADD],
        records=before.records + count[Verdict.RECORD],
        already=before.already + count[Verdict.ALREADY],
        mistakes=before.mistakes + count[Verdict.MISTAKE],
    )


def _open(acting: Acting, apprenticeship: UUID, number: int) -> Brought:
    acting.insist(Permission.LOG_TIME, apprenticeship)
    acting.lock(apprenticeship)
    brought = db.find(acting.session, apprenticeship, number)
    if brought.by != acting.person.id:
        raise WrongState("Somebody else brought this file, and only they can have it added.")
    if brought.state != db.OPEN:
        raise WrongState("This file was confirmed already.")
    return brought


def _below(brought: Brought) -> Iterable[Row]:
    return islice(rows_of(brought.content), 1, None)


def _columns(brought: Brought) -> Columns:
    columns = Columns.read(brought.columns)
    assert columns is not None  # it is confirmed only with them
    return columns


def _faults_of(columns: Columns, rules: TimeRules, width: int) -> list[Fault]:
    faults = []
    if not 0 <= columns.on < width:
        faults.append(Fault("on", "Choose the column with the day."))
    if not 0 <= columns.time < width:
        faults.append(Fault("time", "Choose the column with the time."))
    if not 0 <= columns.activity < width and columns.all_activity not in rules.plan.activity_by_code:
        faults.append(Fault("activity", "Choose the column with the activity, or one activity for all rows."))
    if columns.all_activity and columns.all_activity not in rules.plan.activity_by_code:
        faults.append(Fault("all_activity", "Choose an activity from the list."))
    if columns.all_paid_time not in rules.plan.paid_time_by_code:
        faults.append(Fault("all_paid_time", "Choose whether it was in paid working hours."))
    if columns.unit not in set(Unit):
        faults.append(Fault("unit", "Choose what a plain number means."))
    if any(code and code not in rules.plan.activity_by_code for code in columns.words.values()):
        faults.append(Fault("activity", "Choose an activity from the list for each word."))
    return faults
