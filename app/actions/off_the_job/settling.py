"""Saying what happened where entries beside each other are questioned. Nothing is dropped without its logger's word."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from app.actions.acting import Acting
from app.actions.off_the_job.deciding import withdraw
from app.db import apprenticeships, history
from app.db import off_the_job as db
from app.db.off_the_job import settling
from app.domain.off_the_job import doubles
from app.domain.off_the_job.doubles import Pair, Questions, Settled
from app.domain.permissions import Permission
from app.domain.refusals import WrongState


def both_happened(acting: Acting, apprenticeship: UUID, one: int, other: int, reason: str) -> None:
    """Say that two entries are two times. Only who logged one of them can."""
    pair = _begun(acting, apprenticeship, Permission.CHANGE_OWN_TIME, one, other)
    doubles.insist_reason(reason, "Say how both happened.")
    if settling.said_last(acting.session, apprenticeship, pair) == (Settled.BOTH, None, acting.person.id, reason):
        return
    doubles.insist_asked(_open(acting, apprenticeship), pair)
    _insist_logger(acting, apprenticeship, pair)
    _keep(acting, apprenticeship, pair, Settled.BOTH, reason)


def same_time(acting: Acting, apprenticeship: UUID, keep: int, drop: int, reason: str = "") -> None:
    """Keep one of two entries that are the same time, and withdraw the other, which only its logger can."""
    pair = _begun(acting, apprenticeship, Permission.CHANGE_OWN_TIME, keep, drop)
    reason = reason.strip() or f"It is the same time as entry {keep}."
    doubles.insist_reason(reason, "")
    if settling.said_last(acting.session, apprenticeship, pair) == (Settled.SAME, keep, acting.person.id, reason):
        return
    doubles.insist_asked(_open(acting, apprenticeship), pair)
    withdraw(acting, apprenticeship, drop, reason)
    _keep(acting, apprenticeship, pair, Settled.SAME, reason, kept=keep)


def ask_about(acting: Acting, apprenticeship: UUID, one: int, other: int, reason: str) -> None:
    """Ask whoever logged two entries whether they are the same time. It stays open until they say."""
    pair = _begun(acting, apprenticeship, Permission.QUERY_TIME, one, other)
    doubles.insist_reason(reason, "Say what you want to know.")
    if settling.said_last(acting.session, apprenticeship, pair) == (Settled.ASKED, None, acting.person.id, reason):
        return
    doubles.insist_asked(_open(acting, apprenticeship), pair)
    _keep(acting, apprenticeship, pair, Settled.ASKED, reason)


def explain_day(acting: Acting, apprenticeship: UUID, on: date, reason: str) -> None:
    """Say why a day has more minutes than is plausible. Only who logged some of them can."""
    acting.insist(Permission.CHANGE_OWN_TIME, apprenticeship)
    acting.lock(apprenticeship)
    doubles.insist_reason(reason, "Say how there were so many hours on this day.")
    if settling.explained_last(acting.session, apprenticeship, on) == (acting.person.id, reason):
        return
    day = doubles.insist_long(_open(acting, apprenticeship), on)
    _insist_logger(acting, apprenticeship, [entry.number for entry in day.entries])
    salt, by = history.new_salt(), acting.person.id
    settling.add_long_day(acting.session, apprenticeship, on, day.minutes, reason, salt=salt, by=by, at=acting.now)
    digest = history.salted_digest(salt, reason)
    said = on.isoformat()
    acting.record(apprenticeship, "long_day_explained", said, on=said, minutes=day.minutes, digest=digest)


def _begun(acting: Acting, apprenticeship: UUID, permission: Permission, one: int, other: int) -> Pair:
    acting.insist(permission, apprenticeship)
    acting.lock(apprenticeship)
    return doubles.pair_of(one, other)


def _open(acting: Acting, apprenticeship: UUID) -> Questions:
    plausible = apprenticeships.load(acting.session, apprenticeship, acting.today).settings.plausible_day_minutes
    return settling.open_questions(acting.session, apprenticeship, plausible)


def _insist_logger(acting: Acting, apprenticeship: UUID, numbers: Collection[int]) -> None:
    found = db.find_many(acting.session, [(apprenticeship, number) for number in numbers])
    if all(entry.logged_by != acting.person.id for entry in found.values()):
        raise WrongState("Somebody else logged these hours, and only they can say how they came about.")


def _keep(
    acting: Acting, apprenticeship: UUID, pair: Pair, verdict: Settled, reason: str, kept: int | None = None
) -> None:
    salt, by = history.new_salt(), acting.person.id
    settling.add_double(
        acting.session, apprenticeship, pair, verdict, reason, kept=kept, salt=salt, by=by, at=acting.now
    )
    action = "time_asked_about" if verdict is Settled.ASKED else "time_settled"
    digest = history.salted_digest(salt, reason)
    first, second = pair
    body: dict[str, int | str | None] = {"first": first, "second": second, "kept": kept, "digest": digest}
    acting.record(apprenticeship, action, f"{first} {second}", verdict=verdict.value, **body)
