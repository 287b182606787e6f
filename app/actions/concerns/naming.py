"""When somebody is named as safeguarding lead or deputy: those there already are told, and the new one what waits."""

from uuid import UUID

from app.actions.acting import Acting
from app.actions.concerns.raising import send
from app.db import concerns
from app.domain.refusals import WrongState


def insist_may_name(acting: Acting, person: UUID) -> None:
    """Raises WrongState where somebody names themselves while others hold the role: it is not theirs to take."""
    leads = concerns.leads(acting.session, acting.today)
    if person == acting.person.id and any(lead.id != person for lead in leads):
        raise WrongState("You cannot name yourself as safeguarding lead. Ask another administrator.")


def tell_of_new_lead(acting: Acting, person: UUID, name: str) -> None:
    """Tell the others who hold the role by mail; tell the new one where concerns wait that nobody has read."""
    for lead in concerns.leads(acting.session, acting.today):
        if lead.id != person:
            send(acting, lead, "concern_lead", named=name, by=acting.person.name)
        elif concerns.unread(acting.session):
            send(acting, lead, "concern")
