"""Nudging: one mail to whoever something waits on, kept with who sent it, never too often."""

from uuid import UUID

from app.actions.acting import Acting
from app.actions.due.asking import LINK_LASTS
from app.answers.waiting import Waiting, waiting
from app.db import chasing as db
from app.db import installation, sign_in, signatures
from app.db.sign_in import LinkKind
from app.domain.chasing import Wait, WaitKind, insist_nudge, pressed_twice
from app.domain.people import Person, Role
from app.domain.permissions import Permission
from app.domain.refusals import WrongState


def nudge(acting: Acting, apprenticeship: UUID, item: str) -> int:
    """Mail the party that something waits on, once; returns how many people were mailed, 0 for a button pressed twice.

    Raises WrongState where it does not wait any more, within 7 days of the last nudge, after the third, and where
    nobody but oneself could be nudged.
    """
    acting.insist(Permission.NUDGE, apprenticeship)
    acting.lock(apprenticeship)
    found = waiting(acting.session, acting.catalogue, [apprenticeship], acting.today)
    wait = next((one for one in found.waits if one.item == item), None)
    if wait is None:
        raise WrongState("This does not wait any more, so nobody was nudged.")
    if pressed_twice(wait.nudges, acting.person.id, acting.now):
        return 0
    insist_nudge(wait, acting.now)
    holders = signatures.holders(acting.session, apprenticeship, acting.today)
    asked = [person for person, role in holders if role is wait.role and person.id != acting.person.id]
    if not asked:
        raise WrongState("This waits on you, or on nobody who could be mailed.")
    for person in asked:
        _mail(acting, found, wait, person)
    seq = db.add_nudge(acting.session, apprenticeship, item, by=acting.person.id, at=acting.now)
    acting.record(
        apprenticeship, "nudged", item, role=wait.role.value, kind=wait.kind.value, seq=seq, mailed=len(asked)
    )
    return len(asked)


def _mail(acting: Acting, found: Waiting, wait: Wait, person: Person) -> None:
    """The employer's contact is sent a link that opens without an account; others sign in."""
    base, by_link = acting.settings.base_url, wait.role is Role.EMPLOYER
    address = f"{base}/a/{wait.apprenticeship}/{_page_of(wait)}"
    if by_link:
        secret = sign_in.issue_link(acting.session, LinkKind.DUE, person.id, acting.now, LINK_LASTS)
        address = f"{base}/due/link/{secret}"
    apprentice = found.apprenticeships[wait.apprenticeship].apprentice.name.split()[0]
    mail = {
        "to": person.email,
        "template": "nudge",
        "name": person.first_name,
        "provider": acting.settings.provider_name,
        "asked_by": acting.person.name,
        "what": wait.words().replace("Their part", "Your part"),
        "of": "" if wait.role is Role.APPRENTICE else apprentice,
        "by_link": by_link,
        "address": address,
        "days": LINK_LASTS.days,
    }
    installation.add_job(acting.session, "mail", mail, acting.now)


def _page_of(wait: Wait) -> str:
    match wait.kind:
        case WaitKind.EVIDENCE | WaitKind.PROPOSED_KSBS:
            return "evidence"
        case WaitKind.HOURS:
            return "off-the-job"
        case WaitKind.REVIEW:
            return f"reviews/{wait.which}"
        case WaitKind.SIGNATURE:
            return "signing/" + "/".join(wait.which.rsplit("-", 2))
        case WaitKind.SCAN:
            return f"skills-scan/{wait.which}/ratings"
        case WaitKind.PLAN:
            return "plan"
