"""What is done at the machine itself, before or beside anybody's signing in: the first person, and tokens."""

from uuid import UUID

from app.actions.acting import Installation
from app.db import history, people, sign_in
from app.domain.people import ProviderRole
from app.domain.refusals import BadInput, Fault, NotFound, WrongState


def add_first_person(house: Installation, name: str, email: str, *, administrator: bool) -> UUID:
    """Add somebody from the command line. Raises WrongState where the address is taken, BadInput where it is none."""
    if "@" not in email.strip("@ "):
        raise BadInput([Fault("email", f"{email} is not an email address.")])
    if not name.strip():
        raise BadInput([Fault("name", "Give a name.")])
    with house.database.writing() as session:
        if people.find_by_email(session, email, house.today()):
            raise WrongState(f"Somebody already has the email address {email}.")
        person = people.add(session, name=name, email=email, at=house.now())
        history.append(session, "provider", at=house.now(), by=None, action="person_added", subject=str(person))
        if administrator:
            people.grant(session, person, ProviderRole.ADMINISTRATOR, house.today())
            body = {"role": ProviderRole.ADMINISTRATOR.value}
            history.append(
                session, "provider", at=house.now(), by=None, action="role_granted", subject=str(person), body=body
            )
    return person


def issue_token(house: Installation, email: str, days: int) -> str:
    """A bearer token for somebody with this address. Raises NotFound."""
    with house.database.writing() as session:
        person = people.find_by_email(session, email, house.today())
        if person is None:
            raise NotFound(f"Nobody has the email address {email}.")
        history.append(
            session,
            "provider",
            at=house.now(),
            by=None,
            action="token_issued",
            subject=str(person.id),
            body={"days": days},
        )
        return sign_in.issue_token(session, person.id, house.now(), days)
