"""Choosing a vocabulary of practice for an organisation, and candidates for the case study."""

from collections.abc import Collection, Mapping
from uuid import UUID

from app.actions.acting import Acting
from app.db import evidence as evidences
from app.db import history, people
from app.db import practice as db
from app.domain.apprenticeships import Apprenticeship
from app.domain.evidence import may_see
from app.domain.permissions import Permission
from app.domain.practice import Choice, Mark, Vocabulary, faults_of_marks
from app.domain.refusals import BadInput, Fault, NotFound


def choose_vocabulary(acting: Acting, organisation: UUID, vocabulary: str) -> None:
    """Have an organisation use a vocabulary from today. Choosing what it uses already changes nothing."""
    acting.insist_provider_wide(Permission.CHOOSE_VOCABULARY)
    code = acting.catalogue.vocabulary(vocabulary).code
    if organisation not in people.organisations(acting.session):
        raise BadInput([Fault("organisation", "Choose the organisation that this vocabulary is for.")])
    if code in db.chosen(acting.session, organisation, acting.today):
        return
    db.choose(acting.session, Choice(organisation, code, acting.today), acting.person.id, acting.now)
    since = acting.today.isoformat()
    acting.record(history.PROVIDER, "vocabulary_chosen", str(organisation), vocabulary=code, since=since)


def end_vocabulary(acting: Acting, organisation: UUID, vocabulary: str) -> None:
    """Let an organisation use a vocabulary no more from today. What is marked with it stays marked."""
    acting.insist_provider_wide(Permission.CHOOSE_VOCABULARY)
    code = acting.catalogue.vocabulary(vocabulary).code
    if code not in db.chosen(acting.session, organisation, acting.today):
        return
    db.end_choice(acting.session, organisation, code, acting.today)
    on = acting.today.isoformat()
    acting.record(history.PROVIDER, "vocabulary_ended", str(organisation), vocabulary=code, on=on)


def set_case_study_candidate(acting: Acting, apprenticeship: UUID, number: int, *, candidate: bool) -> None:
    """Note that a piece may become the case study of the assessment, or that it may not."""
    member = acting.insist(Permission.CHOOSE_PIECES, apprenticeship)
    acting.lock(apprenticeship)
    evidence = evidences.load(acting.session, apprenticeship, number)
    if not may_see(member, evidence):
        raise NotFound
    if db.is_candidate(acting.session, apprenticeship, number) is candidate:
        return
    db.set_candidate(acting.session, apprenticeship, number, candidate=candidate)
    action = "case_study_considered" if candidate else "case_study_dropped"
    acting.record(apprenticeship, action, evidence.name)


def usable(acting: Acting, one: Apprenticeship) -> Mapping[str, Vocabulary]:
    """The vocabularies that an apprentice of this employer may use today, by code."""
    codes = db.chosen(acting.session, one.terms.employer.id, acting.today)
    return {found.code: found for found in acting.catalogue.vocabularies if found.code in codes}


def faults_of_practice(
    acting: Acting, one: Apprenticeship, marks: Collection[Mark], before: Collection[Mark]
) -> list[Fault]:
    """What is wrong with the terms a version is to have. One that the version before had may stay."""
    new = [mark for mark in marks if mark not in before]
    return faults_of_marks(new, usable(acting, one)) if new else []
