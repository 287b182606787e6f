"""Beginning a skills scan, in which apprentice, tutor and employer then each give their own ratings."""

from datetime import date
from uuid import UUID

from app.actions.acting import Acting
from app.db import apprenticeships
from app.db import skills_scans as db
from app.domain.apprenticeships import Named
from app.domain.permissions import Permission
from app.domain.skills_scan import ScanPurpose, SkillsScan, insist_may_begin, insist_running


def begin_scan(acting: Acting, apprenticeship: UUID, purpose: ScanPurpose, on: date) -> int:
    """Begin a scan; returns its number. The same once more by the same person answers with the one begun.

    What people had filled in in the scan before and not given goes on in this one. Raises BadInput and WrongState as
    `domain.skills_scan.insist_may_begin` does, and WrongState where the apprenticeship has ended.
    """
    acting.insist(Permission.RATE_KSBS, apprenticeship)
    acting.lock(apprenticeship)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    insist_running(one.status)
    scans = db.scans_of(acting.session, apprenticeship)
    if scans and _is_the_same(scans[-1], acting.person.id, purpose, on):
        return scans[-1].number
    standard = acting.catalogue.standard(one.standard, one.version)
    scale = acting.catalogue.programme(one.programme).skills_scale
    ksbs = len(standard.ksbs)
    insist_may_begin(scans, purpose, on, start=one.start, today=acting.today, scale=scale, ksbs=ksbs)
    number = len(scans) + 1
    by = Named(acting.person.id, acting.person.name)
    db.add(acting.session, apprenticeship, SkillsScan(number, purpose, on, scale.code, by, acting.now))
    if scans:
        _carry(acting, apprenticeship, scans[-1], number)
    body = {"number": number, "purpose": purpose.value, "on": on.isoformat()}
    acting.record(apprenticeship, "scan_begun", f"scan {number}", **body)
    return number


def _is_the_same(newest: SkillsScan, person: UUID, purpose: ScanPurpose, on: date) -> bool:
    return not newest.given and (newest.begun_by.id, newest.purpose, newest.on) == (person, purpose, on)


def _carry(acting: Acting, apprenticeship: UUID, before: SkillsScan, number: int) -> None:
    """Whoever's party gave its ratings has no use for a draft of them any more."""
    given = {one.role for one in before.given}
    done = {
        person.id for person, role, _, _, _ in apprenticeships.members(acting.session, apprenticeship) if role in given
    }
    db.carry_drafts(acting.session, apprenticeship, number, done)
