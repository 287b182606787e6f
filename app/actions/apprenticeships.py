"""Adding an apprenticeship, and changing who teaches it or employs the apprentice from a date on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.actions import people
from app.actions.acting import Acting
from app.actions.from_outside import insist_no_visit
from app.db import apprenticeships, assessor_grants, installation
from app.db import people as people_db
from app.domain.apprenticeships import Named, Terms
from app.domain.people import ApprenticeshipStatus, Role
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound, WrongState

ORIGINAL_START_AFTER = "The original start must not be after the start."


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody named on a form: perhaps new, perhaps known by this email address already."""

    name: str
    email: str
    date_of_birth: date | None = None


@dataclass(frozen=True, slots=True)
class NewApprenticeship:
    """What an administrator enters. `weekly_minutes` are paid working minutes, `organisation` is the employer.

    `original_start` is the day on which it first began, where that is another than `start`: somebody restarts, or comes
    from another provider.
    """

    apprentice: Newcomer
    tutor: Newcomer
    employer: Newcomer
    organisation: str
    standard: str
    version: str
    start: date
    planned_end: date
    weekly_minutes: int
    days_a_week: float = 5
    weeks_a_year: float = 52
    planned_minutes: int | None = None
    programme: str = ""
    original_start: date | None = None

    @property
    def began(self) -> date:
        """The day on which it first began: the start, unless an earlier one was entered."""
        return self.original_start or self.start


def add_apprenticeship(acting: Acting, new: NewApprenticeship) -> UUID:
    """Put somebody on a standard with a tutor and an employer; returns its id.

    Raises BadInput for dates that cannot be or a standard not held here, WrongState where the same apprentice has
    the same standard open already.
    """
    acting.insist_provider_wide(Permission.ADD_APPRENTICESHIP)
    standard, programme = _found(acting, new)
    _insist_on_three_people(new)
    installation.hold(acting.session)
    apprentice = people.known_or_added(acting, new.apprentice.name, new.apprentice.email, new.apprentice.date_of_birth)
    if apprenticeships.open_for(acting.session, apprentice, new.standard, acting.today):
        raise WrongState(f"{new.apprentice.name} already has an apprenticeship open on {new.standard}.")
    tutor = people.known_or_added(acting, new.tutor.name, new.tutor.email)
    contact = people.known_or_added(acting, new.employer.name, new.employer.email)
    for named, person in (("apprentice", apprentice), ("tutor", tutor), ("employer", contact)):
        _insist_no_visit(acting, named, person, new.start)
    organisation = people_db.organisation(acting.session, new.organisation)
    rule = acting.catalogue.funding_rules.for_start(new.start)
    added = apprenticeships.add(
        acting.session,
        apprentice=apprentice,
        standard=new.standard,
        version=new.version,
        programme=programme,
        rule_id=rule.id,
        start=new.start,
        original_start=new.began,
        terms=first_terms(new, Named(organisation, new.organisation)),
        by=acting.person.id,
        at=acting.now,
    )
    for person, role in ((apprentice, Role.APPRENTICE), (tutor, Role.TUTOR), (contact, Role.EMPLOYER)):
        apprenticeships.join(acting.session, added, person, role, min(new.start, acting.today))
        acting.record(added, "member_joined", str(person), role=role.value, since=new.start.isoformat())
    installation.see_standard(acting.session, new.standard, new.version, standard, acting.now)
    acting.record(added, "apprenticeship_added", str(added), **added_body(new, rule.id))
    return added


def added_body(new: NewApprenticeship, rule_id: str) -> Mapping[str, int | str | None]:
    """What the history keeps of an apprenticeship that was added."""
    said: dict[str, int | str | None] = {
        "standard": new.standard,
        "version": new.version,
        "rule": rule_id,
        "start": new.start.isoformat(),
        "planned_end": new.planned_end.isoformat(),
        "weekly_minutes": new.weekly_minutes,
        "planned_minutes": new.planned_minutes,
    }
    return said | {"original_start": new.began.isoformat()} if new.began != new.start else said


def change_member(acting: Acting, apprenticeship: UUID, role: Role, newcomer: Newcomer, since: date) -> UUID:
    """From a date on, somebody else leads in this role; whoever led until then ends that day."""
    acting.insist(Permission.MANAGE_PEOPLE, apprenticeship)
    acting.lock(apprenticeship)
    if role is Role.APPRENTICE:
        raise BadInput([Fault("role", "The apprentice of an apprenticeship cannot be changed.")])
    person = people.known_or_added(acting, newcomer.name, newcomer.email)
    insist_on_one_party(acting, apprenticeship, person, role, since)
    for one, held, began, ended_on, leading in apprenticeships.members(acting.session, apprenticeship):
        if held is not role or not leading or (ended_on is not None and ended_on <= since):
            continue
        if one.id == person and began <= since and ended_on is None:
            return person
        apprenticeships.leave(acting.session, apprenticeship, one.id, role, since)
        acting.record(apprenticeship, "member_left", str(one.id), role=role.value, on=since.isoformat())
    apprenticeships.join(acting.session, apprenticeship, person, role, since)
    acting.record(apprenticeship, "member_joined", str(person), role=role.value, since=since.isoformat())
    return person


def add_cover(acting: Acting, apprenticeship: UUID, role: Role, newcomer: Newcomer, since: date, until: date) -> UUID:
    """For a time somebody else may act in this role beside whoever leads; `until` is the first day without it."""
    acting.insist(Permission.MANAGE_PEOPLE, apprenticeship)
    acting.lock(apprenticeship)
    if until <= since:
        raise BadInput([Fault("until", "The cover must end after it begins.")])
    person = people.known_or_added(acting, newcomer.name, newcomer.email)
    insist_on_one_party(acting, apprenticeship, person, role, since)
    apprenticeships.join(acting.session, apprenticeship, person, role, since, until=until, leading=False)
    acting.record(
        apprenticeship, "cover_added", str(person), role=role.value, since=since.isoformat(), until=until.isoformat()
    )
    return person


def end_access(acting: Acting, apprenticeship: UUID, person: UUID, role: Role, on: date) -> None:
    """End somebody's role: `on` is the first day without it. What they did keeps their name."""
    acting.insist(Permission.END_ACCESS, apprenticeship)
    acting.lock(apprenticeship)
    if not apprenticeships.leave(acting.session, apprenticeship, person, role, on):
        raise WrongState("That access has ended already.")
    acting.record(apprenticeship, "member_left", str(person), role=role.value, on=on.isoformat())


def set_status(
    acting: Acting, apprenticeship: UUID, status: ApprenticeshipStatus, since: date, reason: str = ""
) -> None:
    """Say what an apprenticeship is from a date on."""
    acting.insist(Permission.MANAGE_PEOPLE, apprenticeship)
    acting.lock(apprenticeship)
    apprenticeships.set_status(
        acting.session, apprenticeship, status, since, by=acting.person.id, at=acting.now, reason=reason
    )
    acting.record(apprenticeship, "status_set", str(apprenticeship), status=status.value, since=since.isoformat())


def _found(acting: Acting, new: NewApprenticeship) -> tuple[str, str]:
    faults = []
    digest, programme = "", new.programme
    try:
        digest = acting.catalogue.standard(new.standard, new.version).digest
        fitting = acting.catalogue.programmes_for(new.standard, new.version)
        if not programme and fitting:
            programme = fitting[0].code
        if programme not in {one.code for one in fitting}:
            faults.append(Fault("programme", f"There is no delivery plan for {new.standard} here yet."))
    except NotFound:
        sentence = f"{new.standard[:20]} version {new.version[:20]} is not a standard held here."
        faults.append(Fault("standard", sentence))
    if new.planned_end <= new.start:
        faults.append(Fault("planned_end", "The planned end must be after the start."))
    if new.began > new.start:
        faults.append(Fault("original_start", ORIGINAL_START_AFTER))
    if faults:
        raise BadInput(faults)
    return digest, programme


def _insist_no_visit(acting: Acting, named: str, person: UUID, since: date) -> None:
    """As `insist_no_visit`, by the field of this party."""
    try:
        insist_no_visit(acting, person, since)
    except BadInput as refusal:
        raise BadInput([replace(fault, path=f"{named}.email") for fault in refusal.faults]) from None


def _insist_on_three_people(new: NewApprenticeship) -> None:
    emails = [people_db.folded(one.email) for one in (new.apprentice, new.tutor, new.employer)]
    if len(set(emails)) < 3:
        sentence = "Apprentice, tutor and employer must be three people: nobody confirms or signs for two parties."
        raise BadInput([Fault("", sentence)])


def insist_on_one_party(acting: Acting, apprenticeship: UUID, person: UUID, role: Role, since: date) -> None:
    """Nobody acts for two parties; nobody who was ever its apprentice, for that work is theirs; and nobody who visits
    from outside on that day or later."""
    for one, held, _, ended_on, _ in apprenticeships.members(acting.session, apprenticeship):
        if one.id != person or held is role:
            continue
        if held is Role.APPRENTICE or ended_on is None or ended_on > acting.today:
            raise BadInput([Fault("email", f"{one.name} is the {held.value} here, and nobody acts for two parties.")])
    if assessor_grants.open_on(acting.session, apprenticeship, person, acting.today):
        said = "They are the assessor of this portfolio. End that access first: nobody acts for two parties."
        raise BadInput([Fault("email", said)])
    insist_no_visit(acting, person, since)


def first_terms(new: NewApprenticeship, employer: Named) -> Terms:
    """What is agreed at the start."""
    return Terms(
        new.start,
        new.planned_end,
        new.weekly_minutes,
        new.days_a_week,
        new.weeks_a_year,
        new.planned_minutes,
        employer,
    )
