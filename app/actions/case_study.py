"""The case study’s title and scope: the apprentice writes them, employer and tutor agree, and a breach erases them."""

from collections.abc import Sequence
from uuid import UUID

from app.actions.acting import Acting
from app.actions.breaches import JOB
from app.answers.confidentiality import known_of
from app.answers.standards import plan_of, standard_of
from app.db import apprenticeships, history, installation
from app.db import gateway as db
from app.domain import case_study as domain
from app.domain.apprenticeships import Named
from app.domain.case_study import CaseStudy
from app.domain.evidence.findings import Spotted
from app.domain.people import Role
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, NotFound
from app.domain.words_beside import insist_settled, spotted_in


def write_case_study(acting: Acting, apprenticeship: UUID, title: str, scope: str) -> int:
    """Write a version, which takes the place of the one before and is agreed to anew; its number.

    The very words of the newest version make no other one, unless something is found in them by now that has no
    reason there. Raises BadInput by `title` and `scope`, Unsettled, WrongState where the standard has no case study.
    """
    acting.insist(Permission.WRITE_CASE_STUDY, apprenticeship)
    acting.lock(apprenticeship)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    standard = standard_of(acting.session, acting.catalogue, one)
    rule = domain.insist_rule(domain.scope_rule(standard, plan_of(acting.session, acting.catalogue, one)))
    title, scope = domain.written(title, scope)
    if faults := domain.faults_of(title, scope, rule):
        raise BadInput(faults)
    newest = next(iter(db.case_studies(acting.session, apprenticeship)), None)
    spotted = _spotted(acting, apprenticeship, title, scope)
    if newest and domain.says_the_same(newest, title, scope, spotted):
        return newest.version
    kept = insist_settled(spotted, acting.keeping)
    version, salt = (newest.version if newest else 0) + 1, history.new_salt()
    sha256 = domain.case_study_sha256(apprenticeship, version, title, scope, salt)
    by = Named(acting.person.id, acting.person.name)
    made = CaseStudy(version, title, scope, sha256, by, acting.now, kept=kept)
    db.add_case_study(acting.session, apprenticeship, made, salt=salt)
    digest = history.salted_digest(salt, title, scope)
    acting.record(apprenticeship, "case_study_written", f"version {version}", version=version, digest=digest)
    return version


def agree_to_case_study(acting: Acting, apprenticeship: UUID, sha256: str) -> None:
    """Agree, for the employer or as the tutor, to exactly the version that was read. Raises NotFound, WrongState."""
    member = acting.insist(Permission.AGREE_CASE_STUDY, apprenticeship)
    acting.lock(apprenticeship)
    newest = next(iter(db.case_studies(acting.session, apprenticeship)), None)
    if newest is None:
        raise NotFound
    role = Role.TUTOR if Role.TUTOR in member.roles else Role.EMPLOYER
    spotted = _spotted(acting, apprenticeship, newest.title, newest.scope)
    domain.insist_may_agree(newest, role, acting.person.id, sha256, spotted)
    db.agree_to_case_study(
        acting.session, apprenticeship, newest.version, role, sha256, by=acting.person.id, at=acting.now
    )
    subject = f"version {newest.version}"
    acting.record(apprenticeship, "case_study_agreed", subject, version=newest.version, role=role.value)


def erase_case_study(acting: Acting, apprenticeship: UUID, typed: str) -> None:
    """Take the words of every version away for good, since they identified somebody. `typed` is “case study”.

    Who wrote and agreed, when, and the hashes stay. Raises NotFound where nothing is left to erase, BadInput by
    `case_study`.
    """
    acting.insist(Permission.END_BREACH, apprenticeship)
    acting.lock(apprenticeship)
    if all(one.erased_at is not None for one in db.case_studies(acting.session, apprenticeship)):
        raise NotFound
    domain.insist_named(typed)
    db.erase_case_study(acting.session, apprenticeship, acting.now)
    installation.forget_answers(acting.session, apprenticeship)
    installation.add_job(acting.session, JOB, {"apprenticeship": str(apprenticeship), "files": []}, acting.now)
    acting.record(apprenticeship, "case_study_erased", "case study")


def _spotted(acting: Acting, apprenticeship: UUID, title: str, scope: str) -> Sequence[Spotted]:
    known = known_of(acting.session, acting.settings, apprenticeship)
    return spotted_in({"title": title, "scope": scope}, known)
