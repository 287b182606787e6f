"""Reminding of a skills scan: by mail to each party that it waits for, by the rules of a nudge."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.actions.acting import Installation
from app.actions.due.asking import LINK_LASTS
from app.answers.waiting import waiting
from app.db import apprenticeships, chasing, history, installation, sign_in, signatures
from app.db.sign_in import LinkKind
from app.domain.apprenticeships import Apprenticeship
from app.domain.chasing import Wait, WaitKind, next_nudge_on
from app.domain.people import Person, Role


def remind_of_scans(house: Installation) -> int:
    """Mail everybody whose ratings a skills scan waits for; returns how many mails that made.

    Each party is mailed at the first round after the scan was begun, then at most once a week, three times in all,
    nudges by people among them. Run often, run late, run twice at once: nobody is mailed twice.
    """
    with house.database.reading() as session:
        found = waiting(session, house.catalogue, None, house.today())
    ids = dict.fromkeys(one.apprenticeship for one in found.waits if _is_due(house, one))
    return sum(_remind(house, one) for one in ids)


def _is_due(house: Installation, wait: Wait) -> bool:
    allowed = next_nudge_on(wait.nudges, house.now())
    return wait.kind is WaitKind.SCAN and allowed is not None and allowed <= house.today()


def _remind(house: Installation, apprenticeship: UUID) -> int:
    """One apprenticeship in a transaction of its own, asked anew once it is held."""
    with house.database.writing() as session:
        apprenticeships.lock(session, apprenticeship)
        found = waiting(session, house.catalogue, [apprenticeship], house.today())
        holders = signatures.holders(session, apprenticeship, house.today())
        mailed = 0
        for wait in (one for one in found.waits if _is_due(house, one)):
            asked = [person for person, role in holders if role is wait.role]
            for person in asked:
                _mail(house, session, found.apprenticeships[apprenticeship], wait, person)
            if asked:
                _keep(house, session, wait, len(asked))
            mailed += len(asked)
        return mailed


def _keep(house: Installation, session: Session, wait: Wait, mailed: int) -> None:
    seq = chasing.add_nudge(session, wait.apprenticeship, wait.item, by=None, at=house.now())
    body: dict[str, int | str | None] = {"role": wait.role.value, "kind": wait.kind.value, "seq": seq, "mailed": mailed}
    history.append(
        session, wait.apprenticeship, at=house.now(), by=None, action="scan_reminded", subject=wait.item, body=body
    )


def _mail(house: Installation, session: Session, one: Apprenticeship, wait: Wait, person: Person) -> None:
    """The employer's contact is sent a link that opens without an account; others sign in."""
    base, by_link = house.settings.base_url, wait.role is Role.EMPLOYER
    address = f"{base}/a/{one.id}/skills-scan/{wait.which}/ratings"
    if by_link:
        secret = sign_in.issue_link(session, LinkKind.DUE, person.id, house.now(), LINK_LASTS)
        address = f"{base}/due/link/{secret}"
    mail = {
        "to": person.email,
        "template": "scan_reminder",
        "name": person.first_name,
        "provider": house.settings.provider_name,
        "number": int(wait.which),
        "of": "" if wait.role is Role.APPRENTICE else one.apprentice.name.split()[0],
        "by_link": by_link,
        "address": address,
        "days": LINK_LASTS.days,
    }
    installation.add_job(session, "mail", mail, house.now())
