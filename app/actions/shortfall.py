"""Explaining hours short of the training plan: the tutor writes a statement, apprentice and employer agree to it."""

from uuid import UUID

from app.actions.acting import Acting
from app.answers.hours import hours_of
from app.answers.shortfall import shortfall_explained
from app.db import apprenticeships
from app.db import shortfall as db
from app.domain.people import Role
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.domain.shortfall import insist_may_agree, insist_needed, insist_words, statement_sha256


def write_statement(acting: Acting, apprenticeship: UUID, words: str) -> int:
    """Explain what is missing now, for the training provider; it takes the place of an older one. Its number.

    Raises BadInput without words, WrongState where nothing is to be explained.
    """
    acting.insist(Permission.EXPLAIN_SHORTFALL, apprenticeship)
    acting.lock(apprenticeship)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    hours = hours_of(acting.session, acting.catalogue, one, acting.today)
    now = insist_needed(shortfall_explained(acting.session, acting.catalogue, one, hours).now)
    said = insist_words(words)
    sha256 = statement_sha256(apprenticeship, said, now)
    number = db.add(acting.session, apprenticeship, said, now, sha256, by=acting.person.id, at=acting.now)
    acting.record(
        apprenticeship, "shortfall_explained", f"statement {number}", number=number, minutes=now.missing_minutes
    )
    return number


def agree_to_statement(acting: Acting, apprenticeship: UUID, sha256: str) -> None:
    """Agree, as the apprentice or for the employer, to exactly the statement that was read. Raises WrongState."""
    member = acting.insist(Permission.AGREE_SHORTFALL, apprenticeship)
    acting.lock(apprenticeship)
    statement = db.newest(acting.session, apprenticeship)
    if statement is None:
        raise NotFound
    role = Role.APPRENTICE if Role.APPRENTICE in member.roles else Role.EMPLOYER
    insist_may_agree(statement, role, acting.person.id, sha256)
    db.agree(acting.session, apprenticeship, statement.number, role, sha256, by=acting.person.id, at=acting.now)
    subject = f"statement {statement.number}"
    acting.record(apprenticeship, "shortfall_agreed", subject, number=statement.number, role=role.value)
