"""Targets and what is missing, as pages show them: the targets' own page, a review, the employer's place."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.answers.targets import Followed, TargetsOnRecord
from app.domain.apprenticeships import Apprenticeship
from app.domain.employer_needs import EmployerNeeds
from app.domain.london import london_date
from app.domain.people import Member, Role
from app.domain.permissions import Permission, may
from app.domain.targets import Aim, Change, RecordSays, Target, TargetState
from app.domain.targets.proposing import Proposal
from app.rendering.frame import Link
from app.rendering.words import date_words, hours, in_words, plural
from app.web.record import record_address


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target. `state` is a code of `TARGET_STATES`; `by_when` adds how late it is.

    `says` are sentences of what the record says, `said` what whoever it is for wrote on saying that it is done. The
    `may_…` are what this person may do to it with one button.
    """

    number: int
    what: str
    ksbs: tuple[Link, ...]
    duty: str
    who: str
    due_on: date
    late: str
    state: str
    set_words: str
    says: tuple[str, ...]
    said: str
    reason: str
    address: str
    may_say: bool
    may_meet: bool
    may_agree: bool


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing that was done: `asked` says what the target asked for afterwards, "" where that did not change."""

    what: str
    by: str
    at: datetime
    review: str
    reason: str
    asked: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A target that the gaps suggest; `take` is the form with it filled in."""

    what: str
    who: str
    due_on: date
    reason: str
    take: str


@dataclass(frozen=True, slots=True)
class TargetsShown:
    """The targets of one apprenticeship. `new` is the form for another one, "" for whoever may neither set nor propose
    one, `new_words` what its link says. `review` is the number of the review that is looked at, "" elsewhere."""

    unsettled: tuple[TargetRow, ...]
    settled: tuple[TargetRow, ...]
    proposals: tuple[ProposalRow, ...]
    new: str
    new_words: str
    review: str
    overdue: int


def target_address(apprenticeship: UUID, number: int, name: str = "") -> str:
    """Where a target is shown, or one thing is done to it."""
    return record_address(apprenticeship, f"targets/{number}{'/' + name if name else ''}")


def targets_shown(
    one: Apprenticeship, member: Member, found: TargetsOnRecord, today: date, *, review: int | None = None
) -> TargetsShown:
    """Targets with what happened to each since it was set, and those suggested to whoever may set or propose one."""
    rows = [target_row(one, member, each, today) for each in found.targets]
    settled = {TargetState.MET.value, TargetState.DROPPED.value}
    new = _new_address(one, member, review)
    return TargetsShown(
        unsettled=tuple(row for row in rows if row.state not in settled),
        settled=tuple(row for row in rows if row.state in settled),
        proposals=tuple(_proposal(one, each, new) for each in found.proposals) if new else (),
        new=new,
        new_words="Set a target" if may(member, Permission.SET_TARGET) else "Propose a target",
        review=str(review or ""),
        overdue=sum(row.state == "overdue" for row in rows),
    )


def target_row(one: Apprenticeship, member: Member, found: Followed, today: date) -> TargetRow:
    """One target with what happened to it since it was set."""
    return _row(one, member, found.target, found.says, today)


def who_words(one: Apprenticeship, role: Role) -> str:
    """Whom a target is for, by name."""
    people = {Role.APPRENTICE: one.apprentice, Role.TUTOR: one.tutor, Role.EMPLOYER: one.employer_contact}
    person = people.get(role)
    return person.name if person else f"The {role.value}"


def state_of(target: Target, today: date) -> str:
    """The code of `TARGET_STATES` that says most of a target."""
    if target.said_done is not None:
        return "said_done"
    return "overdue" if target.days_overdue(today) else target.state.value


def says_words(says: RecordSays) -> tuple[str, ...]:
    """What the record says, a sentence each; one that says so where there is nothing."""
    found = []
    for words, numbers in (("sent", says.added), ("accepted", says.accepted), ("returned", says.returned)):
        if numbers:
            found.append(f"{in_words(f'E{number}' for number in numbers)} {words}.")
    if says.confirmed_minutes is not None:
        waiting = f", {hours(says.waiting_minutes)} waiting" if says.waiting_minutes else ""
        found.append(f"{hours(says.confirmed_minutes)} confirmed{waiting}.")
    return tuple(found) or ("Nothing on record since it was set.",)


def asked_pairs(one: Apprenticeship, aim: Aim) -> tuple[tuple[str, str], ...]:
    """What a target asks for beside its words, as terms and descriptions."""
    pairs = [("For", who_words(one, aim.who)), ("By", date_words(aim.due_on))]
    pairs += [("KSBs", in_words(aim.ksbs))] if aim.ksbs else []
    pairs += [("Duty", aim.duty)] if aim.duty else []
    pairs += [("Hours", hours(aim.minutes))] if aim.minutes else []
    return tuple(pairs)


_CHANGES = {
    Change.SET: "Set",
    Change.PROPOSED: "Proposed",
    Change.AGREED: "Agreed to",
    Change.CHANGED: "Changed",
    Change.SAID_DONE: "Said to be done",
    Change.NOT_DONE: "Not done yet",
    Change.MET: "Met",
    Change.DROPPED: "Dropped",
    Change.OPENED_AGAIN: "Opened again",
}


def change_rows(one: Apprenticeship, target: Target) -> tuple[ChangeRow, ...]:
    """Everything that was done to a target, the newest first."""
    rows, before = [], None
    for change in target.changes:
        asked = (("What", change.aim.what), *asked_pairs(one, change.aim)) if change.aim != before else ()
        review = f"at review {change.review}" if change.review else ""
        rows.append(ChangeRow(_CHANGES[change.change], change.by.name, change.at, review, change.reason, asked))
        before = change.aim
    return tuple(reversed(rows))


def _row(one: Apprenticeship, member: Member, target: Target, says: RecordSays, today: date) -> TargetRow:
    aim = target.aim
    sets, open_ = may(member, Permission.SET_TARGET), target.state is TargetState.OPEN
    about_record = bool(aim.ksbs or aim.minutes)
    return TargetRow(
        number=target.number,
        what=aim.what,
        ksbs=tuple(Link(code, record_address(one.id, f"coverage#{code}")) for code in aim.ksbs),
        duty=aim.duty or "",
        who=who_words(one, aim.who),
        due_on=aim.due_on,
        late=_late(target, today),
        state=state_of(target, today),
        set_words=_set_words(target),
        says=says_words(says) if about_record else (),
        said=target.said_done.reason if target.said_done else "",
        reason=target.last.reason if target.state in (TargetState.MET, TargetState.DROPPED) else "",
        address=target_address(one.id, target.number),
        may_say=open_ and target.said_done is None and may_say(member, target),
        may_meet=sets and open_,
        may_agree=sets and target.state is TargetState.PROPOSED,
    )


def may_say(member: Member, target: Target) -> bool:
    """Whether this person is the one whom the target is for, and says so by themselves."""
    return may(member, Permission.SAY_TARGET_DONE) and target.aim.who in member.roles


def _late(target: Target, today: date) -> str:
    days = target.days_overdue(today)
    return f"{plural(days, 'day')} late" if days else ""


def _set_words(target: Target) -> str:
    proposed = target.state is TargetState.PROPOSED
    at = f"at review {target.first.review}" if target.first.review else f"on {date_words(london_date(target.first.at))}"
    return f"{'Proposed' if proposed else 'Set'} {at} by {target.first.by.name}"


def _proposal(one: Apprenticeship, each: Proposal, new: str) -> ProposalRow:
    joint = "&" if "?" in new else "?"
    return ProposalRow(
        each.aim.what, who_words(one, each.aim.who), each.aim.due_on, each.reason, f"{new}{joint}from={each.key}"
    )


def _new_address(one: Apprenticeship, member: Member, review: int | None) -> str:
    asked = f"?review={review}" if review else ""
    if may(member, Permission.SET_TARGET):
        return record_address(one.id, f"targets/new{asked}")
    if may(member, Permission.PROPOSE_TARGET):
        return record_address(one.id, f"targets/propose{asked}")
    return ""


@dataclass(frozen=True, slots=True)
class NeedsShown:
    """What one apprentice needs from the employer. `name` is the apprentice’s first name; `confirm` is where hours that
    wait are confirmed, "" where none wait or the reader is not the employer."""

    name: str
    needs: EmployerNeeds
    confirm: str
    targets: tuple[tuple[str, date, str], ...]


def needs_shown(one: Apprenticeship, needs: EmployerNeeds, today: date, *, confirm: str = "") -> NeedsShown:
    """The needs of one apprentice as the employer reads them."""
    targets = tuple((each.aim.what, each.aim.due_on, _late(each, today)) for each in needs.targets)
    return NeedsShown(one.apprentice.name.split()[0], needs, confirm if needs.waiting_minutes else "", targets)
