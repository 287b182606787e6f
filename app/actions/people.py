"""Adding people, recording a date of birth, giving them roles across the provider, and ending accounts."""

from datetime import date
from uuid import UUID

from app.actions.acting import Acting
from app.actions.concerns import insist_may_name, tell_of_new_lead
from app.actions.from_outside import visit_in_the_way
from app.db import accounts, apprenticeships, calendar, installation, people, sign_in
from app.domain.people import Person, ProviderRole
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound, WrongState


def known_or_added(acting: Acting, name: str, email: str, born: date | None = None) -> UUID:
    """The person of this email address, added where nobody has it. For actions that have insisted already.

    A known person keeps the name on record; a date of birth is kept where there was none.
    """
    installation.hold(acting.session)
    known = people.find_by_email(acting.session, email, acting.today)
    if known is None:
        return _added(acting, name, email, born)
    if born and people.date_of_birth(acting.session, known.id) is None:
        _keep_birth(acting, known.id, born)
    return known.id


def record_date_of_birth(acting: Acting, apprenticeship: UUID, born: date) -> None:
    """Record the apprentice’s date of birth where none is; the same once more changes nothing.

    Raises BadInput by `date_of_birth`, and WrongState where another is on record.
    """
    acting.insist(Permission.MANAGE_PEOPLE, apprenticeship)
    acting.lock(apprenticeship)
    installation.hold(acting.session)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    if born >= one.original_start:
        raise BadInput([Fault("date_of_birth", "The date of birth must be before the start.")])
    before = people.date_of_birth(acting.session, one.apprentice.id)
    if before is None:
        _keep_birth(acting, one.apprentice.id, born)
    elif before != born:
        raise WrongState("Another date of birth is on record by now. Nothing was changed.")


def add_person(acting: Acting, name: str, email: str, roles: frozenset[ProviderRole] = frozenset()) -> UUID:
    """Add somebody, perhaps with roles across the provider. Raises WrongState where the address is taken."""
    acting.insist_provider_wide(Permission.MANAGE_PEOPLE)
    installation.hold(acting.session)
    if people.find_by_email(acting.session, email, acting.today):
        raise WrongState(f"Somebody already has the email address {email[:200]}.")
    person = _added(acting, name, email, None)
    for role in sorted(roles):
        grant(acting, person, role)
    return person


def grant(acting: Acting, person: UUID, role: ProviderRole) -> None:
    """Give a role across the provider from today. Raises WrongState where they visit from outside."""
    acting.insist_provider_wide(Permission.MANAGE_PEOPLE)
    installation.hold(acting.session)
    found = _insist_known(acting, person)
    if said := visit_in_the_way(acting, person, acting.today):
        raise WrongState(said)
    is_lead = role is ProviderRole.SAFEGUARDING_LEAD
    if is_lead:
        insist_may_name(acting, person)
    people.grant(acting.session, person, role, acting.today)
    acting.record("provider", "role_granted", str(person), role=role.value)
    if is_lead and role not in found.provider_roles:
        tell_of_new_lead(acting, person, found.name)


def revoke(acting: Acting, person: UUID, role: ProviderRole) -> None:
    """End a role across the provider today. An administrator cannot end their own, so that one remains."""
    acting.insist_provider_wide(Permission.MANAGE_PEOPLE)
    _insist_known(acting, person)
    if person == acting.person.id and role is ProviderRole.ADMINISTRATOR:
        raise WrongState("You cannot end your own role as administrator. Ask another administrator.")
    people.revoke(acting.session, person, role, acting.today)
    acting.record("provider", "role_ended", str(person), role=role.value)


def end_account(acting: Acting, person: UUID) -> None:
    """End an account, every session, token and calendar of it. What the person did keeps their name."""
    acting.insist_provider_wide(Permission.END_ACCESS)
    _insist_known(acting, person)
    if person == acting.person.id:
        raise WrongState("You cannot end your own account. Ask another administrator.")
    people.end(acting.session, person, acting.now)
    sign_in.close_all_sessions(acting.session, person)
    sign_in.end_tokens(acting.session, person, acting.now)
    sign_in.end_links(acting.session, person, acting.now)
    calendar.end_address(acting.session, person)
    acting.record("provider", "account_ended", str(person))


def open_again(acting: Acting, person: UUID) -> None:
    """Let somebody whose account has ended sign in again, in the roles they still hold."""
    acting.insist_provider_wide(Permission.END_ACCESS)
    if accounts.account(acting.session, person, acting.today).ended_at is None:
        raise WrongState("This account has not ended.")
    people.open_again(acting.session, person)
    acting.record("provider", "account_opened_again", str(person))


def _keep_birth(acting: Acting, person: UUID, born: date) -> None:
    people.set_date_of_birth(acting.session, person, born)
    acting.record("provider", "date_of_birth_recorded", str(person))


def _added(acting: Acting, name: str, email: str, born: date | None) -> UUID:
    faults = []
    if not name.strip():
        faults.append(Fault("name", "Enter a name."))
    if "@" not in email.strip("@ "):
        faults.append(Fault("email", "Enter an email address, such as name@example.org."))
    elif accounts.ended(acting.session, email):
        sentence = f"The account of {email[:200]} has ended. Open it again first, or use another email address."
        faults.append(Fault("email", sentence))
    if faults:
        raise BadInput(faults)
    person = people.add(acting.session, name=name, email=email, at=acting.now, date_of_birth=born)
    acting.record("provider", "person_added", str(person))
    return person


def _insist_known(acting: Acting, person: UUID) -> Person:
    found = people.find(acting.session, person, acting.today)
    if found is None:
        raise NotFound("There is nobody of that id here, or the account has ended.")
    return found
