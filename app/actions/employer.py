"""Changing who employs an apprentice from a date on: the organisation in the terms, and the contact who acts for it."""

from datetime import date
from uuid import UUID

from app.actions.acting import Acting
from app.actions.apprenticeships import Newcomer, change_member
from app.actions.terms import lay
from app.db import apprenticeships, people
from app.domain.apprenticeships import Named
from app.domain.people import Role
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault
from app.domain.wording import day_words


def change_employer(
    acting: Acting, apprenticeship: UUID, organisation: str, contact: Newcomer, since: date, reason: str = ""
) -> UUID:
    """From a date on another organisation, or the same with another contact; returns the contact's id.

    All else that was agreed stays. Whoever was the contact until then ends that day; what they did keeps their name.
    """
    acting.insist(Permission.MANAGE_PEOPLE, apprenticeship)
    acting.lock(apprenticeship)
    found = apprenticeships.load(acting.session, apprenticeship, since)
    if since < found.start:
        raise BadInput([Fault("since", f"The apprenticeship started on {day_words(found.start)}. Choose a later day.")])
    employer = people.organisation(acting.session, organisation)
    if employer != found.terms.employer.id:
        lay(acting, apprenticeship, since, {"employer": Named(employer, organisation)}, reason)
        acting.record(apprenticeship, "employer_changed", str(employer), since=since.isoformat())
    return change_member(acting, apprenticeship, Role.EMPLOYER, contact, since)
