"""Saying how an employer's own case numbers look, so that the check finds them in evidence."""

from uuid import UUID

from app.actions.acting import Acting
from app.actions.evidence.checking import check_drafts_again
from app.db import evidence, history, people
from app.domain.confidentiality.own_numbers import faults_of_pattern
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, NotFound


def set_case_numbers(acting: Acting, organisation: UUID, pattern: str) -> bool:
    """Say how an organisation's case numbers look, "" for not at all; False where that was said already.

    Open drafts of its apprentices are looked through with it at once. Raises NotFound, and BadInput where it makes no
    sense.
    """
    acting.insist_provider_wide(Permission.SET_CASE_NUMBERS)
    there = {one.organisation: one.pattern for one in people.case_number_patterns(acting.session)}
    if organisation not in there:
        raise NotFound
    if faults := faults_of_pattern(pattern):
        raise BadInput(faults)
    if there[organisation] == pattern:
        return False
    people.set_case_number_pattern(acting.session, organisation, pattern)
    action = "case_numbers_set" if pattern else "case_numbers_dropped"
    acting.record(history.PROVIDER, action, str(organisation), signs=len(pattern))
    for apprenticeship in evidence.with_drafts_at(acting.session, organisation):
        acting.lock(apprenticeship)
        check_drafts_again(acting, apprenticeship)
        acting.record(apprenticeship, "drafts_checked_again", str(apprenticeship))
    return True
