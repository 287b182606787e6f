"""Planning a session for one apprentice or a cohort, and inviting more people until its register is taken."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID, uuid4

from app.actions.acting import Acting
from app.actions.sessions.recording import planned_body
from app.actions.sessions.together import held_fast, lock_all
from app.db import apprenticeships, history
from app.db import sessions as db
from app.domain.apprenticeships import Apprenticeship
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault
from app.domain.sessions import SessionPlan, TrainingSession, insist_open_to_more, named_once, plan_faults
from app.domain.wording import day_words

MOST_INVITED = 200


def plan_session(acting: Acting, plan: SessionPlan, invited: Collection[UUID]) -> UUID:
    """Plan a session for apprentices whom this person tutors; returns its id. It may be on a day gone by.

    Raises BadInput with every fault, by the paths `on`, `minutes`, `activity`, `duty`, `ksbs`, `title`, `place` and
    `apprenticeships`.
    """
    who = _invited(acting, invited)
    plan = replace(plan, title=plan.title.strip(), place=plan.place.strip(), ksbs=tuple(sorted(set(plan.ksbs))))
    faults = [*plan_faults(plan, acting.today), *_faults_with(acting, plan, who)]
    if faults:
        raise BadInput(faults)
    one = TrainingSession(uuid4(), acting.person.id, who[0].programme, plan)
    salt = history.new_salt()
    db.add(acting.session, one, salt=salt, at=acting.now)
    _invite(acting, one, [each.id for each in who], salt)
    return one.id


def invite_to_session(acting: Acting, session: UUID, invited: Collection[UUID]) -> int:
    """Invite more apprentices to a planned session; returns how many were not invited before."""
    lock_all(acting, {*db.places_of(acting.session, session), *invited})
    held = held_fast(acting, session)
    who = _invited(acting, invited)
    insist_open_to_more(held.session)
    new = [each for each in who if each.id not in held.places]
    if faults := _faults_with(acting, held.session.plan, new, held.session.programme):
        raise BadInput(faults)
    if new:
        _invite(acting, held.session, [each.id for each in new], db.salt_of(acting.session, session))
    return len(new)


def _invited(acting: Acting, invited: Collection[UUID]) -> list[Apprenticeship]:
    """Whoever is named, each permitted and locked. Raises BadInput for nobody or too many."""
    named = named_once(invited)
    if not named:
        raise BadInput([Fault("apprenticeships", "Choose at least one apprentice.")])
    if len(named) > MOST_INVITED:
        raise BadInput([Fault("apprenticeships", f"Choose at most {MOST_INVITED} apprentices.")])
    for apprenticeship in named:
        acting.insist(Permission.HOLD_SESSION, apprenticeship)
    lock_all(acting, named)
    return apprenticeships.load_many(acting.session, acting.today, named)


def _faults_with(acting: Acting, plan: SessionPlan, who: list[Apprenticeship], programme: str = "") -> list[Fault]:
    """What does not fit the programme and the standards of whoever is invited."""
    if not who:
        return []
    faults = []
    shared = programme or who[0].programme
    if any(each.programme != shared for each in who):
        faults.append(Fault("apprenticeships", "Choose apprentices on one programme: its activities are theirs."))
    if plan.activity not in acting.catalogue.programme(shared).activity_by_code:
        faults.append(Fault("activity", "Choose what the session is from the list."))
    for standard in {acting.catalogue.standard(each.standard, each.version) for each in who}:
        if plan.duty is not None and plan.duty not in standard.duty_by_code:
            faults.append(Fault("duty", f"“{plan.duty[:20]}” is not a duty of {standard.reference}."))
        unknown = [code for code in plan.ksbs if code not in standard.ksb_by_code]
        if unknown:
            faults.append(Fault("ksbs", f"“{unknown[0][:20]}” is not a KSB of {standard.reference}."))
    early = [each for each in who if plan.on < each.start]
    faults += [
        Fault("on", f"{each.apprentice.name} started on {day_words(each.start)}. Choose that day or later.")
        for each in early
    ]
    return faults


def _invite(acting: Acting, one: TrainingSession, who: Collection[UUID], salt: str) -> None:
    db.invite(acting.session, one.id, who, acting.now)
    for apprenticeship in who:
        acting.record(apprenticeship, "session_planned", str(one.id), **planned_body(one, salt))
