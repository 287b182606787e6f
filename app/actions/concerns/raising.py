"""Raising a concern: kept whole, and told at once, by mail without a word of it, to whoever is to read it."""

import secrets
from uuid import UUID, uuid4

from app.actions.acting import Acting
from app.db import apprenticeships, concerns, history, installation
from app.db.concerns import Recipient
from app.domain.concerns import Concern, Place, Said, number_of
from app.domain.concerns.values import NUMBER_LENGTH
from app.domain.permissions import Permission, is_member
from app.domain.receipts import CODE_LETTERS


def raise_concern(acting: Acting, said: Said, *, form: UUID | None = None) -> Concern:
    """Keep a concern and tell the safeguarding lead and deputies; the administrators, that one must be named, if none.

    `form` is the form it was sent by: sent again with the same words it is the same concern, with others another one,
    so that no word is lost. A place that whoever raises it may not know of is left out.
    """
    acting.insist_provider_wide(Permission.RAISE_CONCERN)
    installation.hold(acting.session)
    concern = Concern(
        id=form or uuid4(),
        number=number_of(secrets.choice(CODE_LETTERS) for _ in range(NUMBER_LENGTH)),
        raised_by=acting.person.id,
        raised_at=acting.now,
        about=said.about,
        danger=said.danger,
        words=said.words,
        told=said.told,
        place=_known(acting, said.place),
    )
    before = concerns.by_id(acting.session, concern.id)
    if before is not None:
        if before.raised_by == acting.person.id and _same(before, said):
            return before
        return raise_concern(acting, said)
    salt = history.new_salt()
    concerns.add(acting.session, concern, salt)
    digest = concerns.digest_of_concern(concern, salt)
    acting.record(history.CONCERNS, "concern_raised", concern.number, digest=digest)
    _tell(acting)
    return concern


def _known(acting: Acting, place: Place | None) -> Place | None:
    """The place, where whoever raises it may know that the record exists."""
    if place is None:
        return None
    member = apprenticeships.member(acting.session, acting.person, place.apprenticeship, acting.today)
    known = is_member(member) and apprenticeships.exists(acting.session, place.apprenticeship)
    return place if known else None


def _same(before: Concern, said: Said) -> bool:
    kept = before.about, before.danger, before.words, before.told
    return kept == (said.about, said.danger, said.words, said.told)


def _tell(acting: Acting) -> None:
    leads = concerns.leads(acting.session, acting.today)
    for lead in leads:
        if lead.id != acting.person.id:
            send(acting, lead, "concern")
    if not leads:
        for administrator in concerns.administrators(acting.session, acting.today):
            send(acting, administrator, "concern_no_lead")


def send(acting: Acting, to: Recipient, template: str, **more: str) -> None:
    """A mail in this transaction: that there is something to do, never what."""
    address = {"concern": "/concerns", "concern_lead": "/concerns"}.get(template, "/people")
    words = {"to": to.email, "template": template, "name": to.name.split()[0], **more}
    words |= {"address": acting.settings.base_url + address, "provider": acting.settings.provider_name}
    installation.add_job(acting.session, "mail", words, acting.now)
