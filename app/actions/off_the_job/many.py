"""Logging many entries at once, all of them or none, in as many statements as one."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from app.actions.acting import Acting
from app.actions.off_the_job.recording import logged_body
from app.actions.words_beside import look_through_many
from app.answers.time_rules import Entered, TimeRules, time_rules
from app.db import apprenticeships, history
from app.db import off_the_job as db
from app.domain.off_the_job.entries import Logged, TimeEntry, log
from app.domain.permissions import Permission
from app.domain.refusals import MOST_FAULTS, BadInput, Fault


def log_many(acting: Acting, apprenticeship: UUID, given: Sequence[Entered]) -> list[TimeEntry]:
    """Log all of it, or nothing. What does not count is taken only where it is said to be a record.

    Raises BadInput with every fault, by place and field: `2.minutes` is that of the third, `2.record_only` that it
    does not count; Unsettled once nothing else is wrong.
    """
    acting.insist(Permission.LOG_TIME, apprenticeship)
    acting.lock(apprenticeship)
    found = apprenticeships.load(acting.session, apprenticeship, acting.today)
    rules = time_rules(acting.session, acting.catalogue, found, acting.today)
    faults = [Fault(f"{place}.{f.path}", f.sentence) for place, one in enumerate(given) for f in _faults(rules, one)]
    if faults:
        raise BadInput(faults[:MOST_FAULTS])
    first = db.next_number(acting.session, apprenticeship)
    words = {f"entry {first + place}": {"description": one.description} for place, one in enumerate(given)}
    look_through_many(acting, apprenticeship, words)
    return keep_many(acting, apprenticeship, [rules.logged(one) for one in given])


def keep_many(acting: Acting, apprenticeship: UUID, logged: Sequence[Logged]) -> list[TimeEntry]:
    """Keep what was found right, each with its row of history. The caller insisted, and holds the lock."""
    if not logged:
        return []
    first = db.next_number(acting.session, apprenticeship)
    by, at = acting.person.id, acting.now
    entries = [log(one, number=first + place, entry_id=uuid4(), by=by, at=at) for place, one in enumerate(logged)]
    salted = [(entry, history.new_salt()) for entry in entries]
    db.add_many(acting.session, apprenticeship, salted)
    told = [("time_logged", str(entry.id), logged_body(entry, salt)) for entry, salt in salted]
    history.append_many(acting.session, apprenticeship, told, at=at, by=by)
    return entries


def _faults(rules: TimeRules, one: Entered) -> list[Fault]:
    faults = rules.faults(one)
    verdict = None if faults else rules.verdict(one.activity, one.on, one.paid_time)
    if verdict is not None and not verdict.counts and not one.record_only:
        faults.append(Fault("record_only", verdict.why_not))
    return faults
