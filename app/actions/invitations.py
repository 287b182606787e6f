"""The first link: with it somebody new sets a password. It goes by mail, in the transaction that made them."""

from uuid import UUID

from app.actions.acting import Acting
from app.actions.sign_in import FIRST_LINK_LASTS
from app.db import accounts, apprenticeships, installation, people, sign_in
from app.db.sign_in import LinkKind
from app.domain.permissions import Permission
from app.domain.refusals import NotFound


def invite(acting: Acting, person: UUID) -> None:
    """Send somebody a link to set a password, good once, for seven days. Links sent before stop working."""
    acting.insist_provider_wide(Permission.MANAGE_PEOPLE)
    found = people.find(acting.session, person, acting.today)
    if found is None:
        raise NotFound("There is nobody of that id here, or the account has ended.")
    sign_in.end_links(acting.session, person, acting.now)
    _send(acting, person, found.first_name, found.email)


def invite_newcomers(acting: Acting, apprenticeship: UUID) -> list[str]:
    """Send a first link to everybody on an apprenticeship who has no password and no open link; returns their names."""
    acting.insist_provider_wide(Permission.MANAGE_PEOPLE)
    on_it = {one.id for one, *_ in apprenticeships.members(acting.session, apprenticeship)}
    sent = []
    for person, name, email in accounts.uninvited(acting.session, on_it, acting.now):
        _send(acting, person, name.split()[0], email)
        sent.append(name)
    return sent


def _send(acting: Acting, person: UUID, first_name: str, email: str) -> None:
    secret = sign_in.issue_link(acting.session, LinkKind.SET_PASSWORD, person, acting.now, FIRST_LINK_LASTS)
    address = f"{acting.settings.base_url}/link/{LinkKind.SET_PASSWORD.value}/{secret}"
    provider = acting.settings.provider_name
    words = {"to": email, "template": "first_password", "name": first_name, "address": address, "provider": provider}
    installation.add_job(acting.session, "mail", words, acting.now)
    acting.record("provider", "link_sent", str(person))
