"""Raising a concern: kept whole, and told at once, by mail without a word of it, to whoever is to read it."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.actions.acting import Acting, Installation
from app.actions.testimony import OVER, held_by
from app.db import apprenticeships, concerns, history, installation, sign_in
from app.db.concerns import Recipient
from app.domain.concerns import Concern, Place, Said, Witness, number_of
from app.domain.concerns.values import NUMBER_LENGTH
from app.domain.permissions import Permission, is_member
from app.domain.receipts import CODE_LETTERS
from app.domain.refusals import TooOften, WrongState
from app.settings import Settings

WITNESS_WINDOW = timedelta(days=1)
CONCERNS_OF_A_WITNESS = 20
"""So many may be sent by one link in a day: enough for anybody, and an end for a machine."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A writing transaction and when it is, of somebody without an account."""

    session: Session
    settings: Settings
    now: datetime
    today: date


def raise_concern(acting: Acting, said: Said, *, form: UUID | None = None) -> Concern:
    """Keep a concern and tell the safeguarding lead and deputies; the administrators, that one must be named, if none.

    `form` is the form it was sent by: sent again with the same words it is the same concern, with others another one,
    so that no word is lost. A place that whoever raises it may not know of is left out.
    """
    acting.insist_provider_wide(Permission.RAISE_CONCERN)
    return _kept(acting, said, _known(acting, said.place), form, by=acting.person.id)


def raise_as_witness(house: Installation, secret: str, said: Said, *, form: UUID | None = None) -> Concern:
    """The same for a witness, on the authority of the link that asked them for a testimony, begun or answered too.

    It says who they are.

    Of places only the piece that they were asked about can be named. Raises WrongState where the link is over, TooOften
    after twenty in a day.
    """
    now = house.now()
    with house.database.writing() as session:
        asked = held_by(session, secret, now, answered=True)
        if asked is None:
            raise WrongState(OVER)
        key = f"concern:{asked.apprenticeship}:{asked.number}:{asked.seq}"
        if sign_in.count_try(session, key, now, WITNESS_WINDOW) > CONCERNS_OF_A_WITNESS:
            raise TooOften("Too much was sent by this link today. Call one of the numbers on the page.")
        moment = Moment(session, house.settings, now, house.today())
        place = Place(asked.apprenticeship, f"E{asked.number}") if said.place else None
        return _kept(moment, said, place, form, witness=Witness(asked.witness_name, asked.witness_email))


def _kept(
    moment: Acting | Moment,
    said: Said,
    place: Place | None,
    form: UUID | None,
    *,
    by: UUID | None = None,
    witness: Witness | None = None,
) -> Concern:
    session = moment.session
    installation.hold(session)
    before = concerns.by_id(session, form) if form else None
    if before is not None and (before.raised_by, before.witness) == (by, witness) and _same(before, said):
        return before
    concern = Concern(
        id=form if form and before is None else uuid4(),
        number=number_of(secrets.choice(CODE_LETTERS) for _ in range(NUMBER_LENGTH)),
        raised_by=by,
        raised_at=moment.now,
        about=said.about,
        danger=said.danger,
        words=said.words,
        told=said.told,
        place=place,
        witness=witness,
    )
    salt = history.new_salt()
    concerns.add(session, concern, salt)
    body: dict[str, int | str | None] = {"digest": concerns.digest_of_concern(concern, salt)}
    subject = concern.number
    history.append(session, history.CONCERNS, at=moment.now, by=by, action="concern_raised", subject=subject, body=body)
    _tell(moment, by)
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


def _tell(moment: Acting | Moment, by: UUID | None) -> None:
    leads = concerns.leads(moment.session, moment.today)
    for lead in leads:
        if lead.id != by:
            send(moment, lead, "concern")
    if not leads:
        for administrator in concerns.administrators(moment.session, moment.today):
            send(moment, administrator, "concern_no_lead")


def send(moment: Acting | Moment, to: Recipient, template: str, **more: str) -> None:
    """A mail in this transaction: that there is something to do, never what."""
    address = {"concern": "/concerns", "concern_lead": "/concerns"}.get(template, "/people")
    words = {"to": to.email, "template": template, "name": to.name.split()[0], **more}
    words |= {"address": moment.settings.base_url + address, "provider": moment.settings.provider_name}
    installation.add_job(moment.session, "mail", words, moment.now)
