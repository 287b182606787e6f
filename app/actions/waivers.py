"""Waiving a gateway check where a rule allows it, and taking that back."""

from uuid import UUID

from app.actions.acting import Acting
from app.answers.readiness import readiness_of
from app.db import apprenticeships, history
from app.db import gateway as db
from app.domain.gateway import Waiving, insist_may_waive, insist_taking_back, insist_waiving, not_held
from app.domain.permissions import Permission
from app.domain.refusals import NotFound


def waive_check(acting: Acting, apprenticeship: UUID, check: str, why: Waiving) -> int:
    """Waive an open check for the training provider; the waiver’s number.

    Raises BadInput by `check` and the fields of `why`, WrongState where the check is not open or waived already.
    """
    acting.insist(Permission.WAIVE_CHECK, apprenticeship)
    acting.lock(apprenticeship)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    before = db.waivers_of(acting.session, apprenticeship)
    found = readiness_of(acting.session, acting.catalogue, one, acting.today).checks
    allowed = acting.catalogue.funding_rules.waivers_for(one.start)
    asked = next((each for each in found if each.id == check), None)
    covers = not_held(insist_may_waive(asked, before, allowed))
    public, private, agreed = insist_waiving(why, allowed[check], start=one.start, today=acting.today)
    salt = history.new_salt()
    number = db.waive(
        acting.session,
        apprenticeship,
        check,
        public,
        private,
        covers=covers,
        agreed=agreed,
        salt=salt,
        by=acting.person.id,
        at=acting.now,
    )
    said = history.salted_digest(salt, public, private, *([agreed.by] if agreed else []))
    action = "check_waived_as_agreed" if agreed else "check_waived"
    day = {"on": agreed.on.isoformat()} if agreed else {}
    acting.record(apprenticeship, action, f"waiver {number}", number=number, check=check, digest=said, **day)
    return number


def take_back_waiver(acting: Acting, apprenticeship: UUID, number: int, reason: str) -> None:
    """Take a waiver back, so that the check stands as it is. Raises NotFound, BadInput by `reason`, WrongState."""
    acting.insist(Permission.WAIVE_CHECK, apprenticeship)
    acting.lock(apprenticeship)
    every = db.waivers_of(acting.session, apprenticeship)
    waiver = next((one for one in every if one.number == number), None)
    if waiver is None:
        raise NotFound
    why = insist_taking_back(waiver, reason)
    db.take_back(acting.session, apprenticeship, number, why, by=acting.person.id, at=acting.now)
    acting.record(apprenticeship, "waiver_taken_back", f"waiver {number}", number=number, check=waiver.check)
