"""Confirming a fact of an assessment plan with its source, and taking that back; nothing is written over."""

import json
from dataclasses import dataclass
from datetime import date

from app.actions.acting import Acting
from app.db import confirmed_facts as db
from app.db import history
from app.domain.assessment import (
    PlanFact,
    Sort,
    checked,
    confirmed_plan,
    insist_fitting,
    laid_over,
    plan_fact,
)
from app.domain.confirmed_facts import LONGEST_SOURCE, TAKEN_BACK, ConfirmedFact, is_line
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.standards import Standard


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What somebody confirms: the value as plain data, where it was found, and on what day.

    `seen` is the number of the confirmation that they had before them, 0 for none, None where they did not say.
    """

    value: object
    source: str
    found_on: date | None
    seen: int | None = None


def confirm_plan_fact(acting: Acting, standard: str, version: str, name: str, told: Confirmation) -> int:
    """Confirm one fact; returns the confirmation's number. What stood there before stays to be read.

    The same once more by the same person changes nothing. Raises NotFound, BadInput by the places of the value
    (“value.K1”), and WrongState where somebody else was quicker.
    """
    acting.insist_provider_wide(Permission.CONFIRM_FACT)
    published, fact = acting.catalogue.standard(standard, version), plan_fact(name)
    db.lock(acting.session)
    subject = db.subject_of(published.reference, published.version)
    facts = db.of_subject(acting.session, subject)
    value = _checked(acting, fact, published, told, facts)
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    newest = _newest(facts, fact)
    source, found_on = told.source.strip(), told.found_on or acting.today
    if newest and (newest.value, newest.source, newest.found_on, newest.by) == (
        text,
        source,
        found_on,
        acting.person.name,
    ):
        return newest.seq
    _insist_seen(newest, told.seen)
    seq = _add(acting, subject, fact, text, source, found_on)
    scalar = value if fact.sort in (Sort.COUNT, Sort.PERCENT, Sort.YES_NO) else None
    _record(acting, "plan_fact_confirmed", subject, fact, seq, text + source, found_on, _said(scalar))
    return seq


def take_back_plan_fact(
    acting: Acting, standard: str, version: str, name: str, reason: str, seen: int | None = None
) -> int:
    """Take a confirmation back, so that what was published holds again; returns the number of that word.

    Raises NotFound, BadInput without a reason, WrongState where nothing is confirmed.
    """
    acting.insist_provider_wide(Permission.CONFIRM_FACT)
    published, fact = acting.catalogue.standard(standard, version), plan_fact(name)
    if not is_line(reason, LONGEST_SOURCE):
        raise BadInput([Fault("reason", f"Say why, in one line of {LONGEST_SOURCE} characters or fewer.")])
    db.lock(acting.session)
    subject, said = db.subject_of(published.reference, published.version), reason.strip()
    newest = _newest(db.of_subject(acting.session, subject), fact)
    if newest and newest.taken_back and (newest.source, newest.by) == (said, acting.person.name):
        return newest.seq
    if newest is None or newest.taken_back:
        raise WrongState("This fact is not confirmed here, so there is nothing to take back.")
    _insist_seen(newest, seen)
    seq = _add(acting, subject, fact, TAKEN_BACK, said, acting.today)
    _record(acting, "plan_fact_taken_back", subject, fact, seq, said, acting.today, None)
    return seq


def _checked(
    acting: Acting, fact: PlanFact, published: Standard, told: Confirmation, facts: tuple[ConfirmedFact, ...]
) -> object:
    """The value as it is kept. Raises BadInput that tells everything at once."""
    faults: list[Fault] = []
    value: object = None
    try:
        value = checked(fact, told.value, published)
        if not fact.of_standard:
            plan = acting.catalogue.assessment_plan(published.reference, published.version)
            insist_fitting(laid_over(confirmed_plan(plan, facts), fact, value))
    except BadInput as wrong:
        faults += [Fault(f"value.{one.path}" if one.path else "value", one.sentence) for one in wrong.faults]
    if not is_line(told.source, LONGEST_SOURCE):
        faults.append(Fault("source", f"Say where it stands, in one line of {LONGEST_SOURCE} characters or fewer."))
    if told.found_on is None:
        faults.append(Fault("found_on", "Enter the day on which it was found there."))
    elif not date(2000, 1, 1) <= told.found_on <= acting.today:
        faults.append(Fault("found_on", "Enter a day that is past, or today."))
    if faults:
        raise BadInput(faults)
    return value


def _newest(facts: tuple[ConfirmedFact, ...], fact: PlanFact) -> ConfirmedFact | None:
    return next((one for one in facts if one.key == fact.name), None)


def _insist_seen(newest: ConfirmedFact | None, seen: int | None) -> None:
    if seen is not None and seen != (newest.seq if newest else 0):
        raise WrongState("Somebody else confirmed this fact or took it back meanwhile. Look at it again first.")


def _add(acting: Acting, subject: str, fact: PlanFact, value: str, source: str, found_on: date) -> int:
    return db.add(
        acting.session,
        subject,
        fact.name,
        value,
        source=source,
        effective_on=found_on,
        by=acting.person.id,
        at=acting.now,
    )


def _record(
    acting: Acting, action: str, subject: str, fact: PlanFact, seq: int, said: str, on: date, value: str | None
) -> None:
    """One row of the provider’s history. The words themselves stay beside it, under a digest."""
    digest = history.salted_digest(f"{subject} {fact.name} {seq}", said)
    acting.record(
        history.PROVIDER, action, subject, fact=fact.name, number=seq, on=on.isoformat(), value=value, sha256=digest
    )


def _said(scalar: object) -> str | None:
    if isinstance(scalar, bool):
        return "yes" if scalar else "no"
    return None if scalar is None else str(scalar)
