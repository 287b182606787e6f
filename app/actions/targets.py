"""Targets: set, proposed, changed, said to be done, met, dropped, opened again. See `app.domain.targets`.

Each returns the target as it is afterwards, raises WrongState where it has moved on and BadInput for what was entered.
`review` is the number of the review at which it is done, None between reviews.
"""

from uuid import UUID

from app.actions.acting import Acting
from app.actions.breaches import JOB
from app.db import apprenticeships, installation, reviews
from app.db import targets as db
from app.domain import targets as rules
from app.domain.apprenticeships import Named
from app.domain.people import Role
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound
from app.domain.targets import Aim, Target
from app.domain.wording import ERASED


def set_target(acting: Acting, apprenticeship: UUID, aim: Aim, review: int | None = None) -> Target:
    """Set a new target."""
    acting.insist(Permission.SET_TARGET, apprenticeship)
    acting.lock(apprenticeship)
    _insist_possible(acting, apprenticeship, aim)
    number = db.next_target(acting.session, apprenticeship)
    return _kept(
        acting, apprenticeship, "target_set", rules.set_target(number, aim, _me(acting), acting.now, review=review)
    )


def propose_target(acting: Acting, apprenticeship: UUID, aim: Aim, review: int | None = None) -> Target:
    """Propose a target, as the apprentice or for the employer; the tutor agrees, changes it or turns it down."""
    acting.insist(Permission.PROPOSE_TARGET, apprenticeship)
    acting.lock(apprenticeship)
    _insist_possible(acting, apprenticeship, aim)
    number = db.next_target(acting.session, apprenticeship)
    return _kept(
        acting, apprenticeship, "target_proposed", rules.propose(number, aim, _me(acting), acting.now, review=review)
    )


def agree_to_target(acting: Acting, apprenticeship: UUID, number: int, review: int | None = None) -> Target:
    """Take up a proposed target as it is."""
    before = _locked(acting, Permission.SET_TARGET, apprenticeship, number)
    return _kept(
        acting, apprenticeship, "target_agreed", rules.agree(before, _me(acting), acting.now, review=review), before
    )


def change_target(
    acting: Acting, apprenticeship: UUID, number: int, aim: Aim, reason: str, seen: int, review: int | None = None
) -> Target:
    """Change what a target asks for, with the reason. `seen` is the `seq` of the newest change that was read."""
    before = _locked(acting, Permission.SET_TARGET, apprenticeship, number)
    _insist_possible(acting, apprenticeship, aim, before.aim)
    after = rules.change(before, aim, reason, seen, _me(acting), acting.now, review=review)
    return _kept(acting, apprenticeship, "target_changed", after, before)


def say_target_done(acting: Acting, apprenticeship: UUID, number: int, words: str = "") -> Target:
    """Say, as whoever it is for, that it is done."""
    member = acting.insist(Permission.SAY_TARGET_DONE, apprenticeship)
    before = _locked(acting, Permission.SAY_TARGET_DONE, apprenticeship, number)
    role = before.aim.who if before.aim.who in member.roles else _party(member.roles)
    after = rules.say_done(before, role, words, _me(acting), acting.now)
    return _kept(acting, apprenticeship, "target_said_done", after, before)


def target_not_done(
    acting: Acting, apprenticeship: UUID, number: int, reason: str, review: int | None = None
) -> Target:
    """Answer the word that it is done: not yet, and why."""
    before = _locked(acting, Permission.SET_TARGET, apprenticeship, number)
    after = rules.not_done_yet(before, reason, _me(acting), acting.now, review=review)
    return _kept(acting, apprenticeship, "target_not_done", after, before)


def meet_target(
    acting: Acting, apprenticeship: UUID, number: int, words: str = "", review: int | None = None
) -> Target:
    """Say that it is met."""
    before = _locked(acting, Permission.SET_TARGET, apprenticeship, number)
    after = rules.meet(before, words, _me(acting), acting.now, review=review)
    return _kept(acting, apprenticeship, "target_met", after, before)


def drop_target(acting: Acting, apprenticeship: UUID, number: int, reason: str, review: int | None = None) -> Target:
    """Drop it, or turn down what was proposed, with a reason."""
    before = _locked(acting, Permission.SET_TARGET, apprenticeship, number)
    after = rules.drop(before, reason, _me(acting), acting.now, review=review)
    return _kept(acting, apprenticeship, "target_dropped", after, before)


def open_target_again(
    acting: Acting, apprenticeship: UUID, number: int, reason: str, review: int | None = None
) -> Target:
    """Take back that it was met or dropped, with a reason."""
    before = _locked(acting, Permission.SET_TARGET, apprenticeship, number)
    after = rules.open_again(before, reason, _me(acting), acting.now, review=review)
    return _kept(acting, apprenticeship, "target_opened_again", after, before)


def erase_target(acting: Acting, apprenticeship: UUID, number: int, typed: str) -> None:
    """Take the words of a target in which somebody is identified away for good, wherever a review quotes them too.

    `typed` is its name, such as target 3, to be sure. What was signed of a review is erased with that review. Raises
    NotFound, BadInput by the path `target`.
    """
    found = _locked(acting, Permission.END_BREACH, apprenticeship, number)
    name = f"target {found.number}"
    if " ".join(typed.split()).casefold() != name:
        raise BadInput([Fault("target", f"Type {name} to erase its words. Nothing brings them back.")])
    db.erase_words(acting.session, apprenticeship, number, ERASED)
    reviews.erase_quoted_target(acting.session, apprenticeship, number)
    # What the database freed still holds the words, until this job writes over it.
    installation.add_job(acting.session, JOB, {"apprenticeship": str(apprenticeship), "files": []}, acting.now)
    acting.record(apprenticeship, "target_erased", name, number=number)


def _locked(acting: Acting, permission: Permission, apprenticeship: UUID, number: int) -> Target:
    acting.insist(permission, apprenticeship)
    acting.lock(apprenticeship)
    found = db.target(acting.session, apprenticeship, number)
    if found is None:
        raise NotFound
    return found


def _insist_possible(acting: Acting, apprenticeship: UUID, aim: Aim, before: Aim | None = None) -> None:
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    standard = acting.catalogue.standard(one.standard, one.version)
    if faults := rules.aim_faults(aim, standard, acting.today, before=before):
        raise BadInput(faults)


def _kept(acting: Acting, apprenticeship: UUID, action: str, after: Target, before: Target | None = None) -> Target:
    """Keep and record the newest change, unless nothing was done."""
    if after is before:
        return after
    db.keep(acting.session, apprenticeship, after)
    aim, done = after.aim, after.last
    acting.record(
        apprenticeship,
        action,
        f"target {after.number}",
        number=after.number,
        role=aim.who.value,
        due_on=aim.due_on.isoformat(),
        ksbs=" ".join(aim.ksbs),
        review=done.review,
    )
    return after


def _me(acting: Acting) -> Named:
    return Named(acting.person.id, acting.person.name)


def _party(roles: frozenset[Role]) -> Role:
    """The party that somebody speaks for who is not whom the target is for."""
    return Role.APPRENTICE if Role.APPRENTICE in roles else Role.EMPLOYER
