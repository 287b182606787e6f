"""Training plans: Chloe’s, signed before her start and followed since; and one that has gone out of date.

Each thing is done in its place among all others, so that a review finds the plan as it stood on its day.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from app.actions.acting import Acting
from app.actions.signatures import Signing, sign
from app.actions.terms import change_terms
from app.actions.training_plan import (
    SubjectSaid,
    give_feedback,
    hold_activity,
    miss_activity,
    move_activity,
    plan_activity,
    put_plan_to_sign,
    record_result,
    record_subject,
    state_details,
    tick,
)
from app.db import apprenticeships
from app.db import training_plan as db
from app.demo.cast import Life
from app.demo.reviewed import As, Step
from app.demo.sessions import workday
from app.demo.unsent import post_nothing
from app.domain.apprenticeships import Apprenticeship
from app.domain.london import london_date
from app.domain.people import Person, Role
from app.domain.receipts import Means
from app.domain.training_plan.stating import checklists
from app.domain.training_plan.values import AttemptResult, FactKey, FunctionalSkill, PlanKind

K = PlanKind
DETAILS = {
    FactKey.INDUCTION_SHAPE: "2 half days",
    FactKey.ORGANISATION: "Keystone Assessment (invented for this demonstration)",
    FactKey.CONTACT: "Priya Nair, tutor; complaints to the quality team of the training provider",
    FactKey.ARRANGEMENTS: "Workshops once a month at Calder Vale, 9.30 to 16.30, in paid time.\n"
    "Tutorials on Tuesdays, online. Supervised practice at work, agreed with {contact} each month.",
    FactKey.PRICE: "3500",
}
MATHS = ((120, AttemptResult.NOT_PASSED), (190, AttemptResult.PASSED))
"""Days after the start of each attempt at maths, and what came of it."""
MODULES = ("Thresholds, risk and the law", "The voice of the child", "Multi-agency working", "Leading early help")
FEEDBACK = {
    "K4": "You named the duty to refer and when consent is not needed. Say next time who in the trust you tell first.",
    "K8": "You named two theories. Bring one family and show how the theory changed what you did.",
    "S4": "The example of the team around the family was strong: you challenged the school and kept them on board.",
    "S15": "Say which options you ruled out, and why. The assessor cannot see your judgement otherwise.",
    "B5": "You spoke plainly of the visit that went wrong and of what you do differently since.",
}


MOCKS = (
    (
        "distinction",
        "You opened the portfolio at the page you meant, and every answer had a family, a choice and a result.",
        {
            "K11": "You said which assumption was wrong before anybody asked.",
            "K17": "Two teams, their positions and their interests: clear. Keep the week after, it is your best proof.",
            "S13": "Good on when you ask for direction. Say once what you decide alone.",
        },
    ),
    (
        "fail",
        "The presentation ran nine minutes over, and the questions on risk came too late to be answered well.",
        {
            "S2": "The turning point of the case is on your last slide. Bring it to the third.",
            "S15": "Say which options you ruled out, and why.",
            "B3": "How you changed the plan is here; say what made you see that it had to change.",
        },
    ),
)
"""Of each method in the standard’s order: indicative grade, feedback on the whole, and by KSB."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Whose plan it is, and who acts on it; `until` is the moment at which the demonstration ends."""

    one: Apprenticeship
    chloe: Person
    tutor: Person
    employer: Person
    until: datetime

    @property
    def today(self) -> date:
        """The last day of the demonstration."""
        return london_date(self.until)

    def at(self, acting: Acting, who: Person, on: date, hour: int = 14) -> Acting:
        """Somebody acting on a day gone by, or now where that day is still to come."""
        then = min(_moment(on, hour), self.until)
        return replace(acting, person=who, now=then, today=london_date(then))


Doing = Callable[[Acting, Parties], None]


def steps_of_plan(life: Life, administrator: Person, now: datetime, *, follows: bool) -> list[Step]:
    """Everything done about this life's plan up to now: followed, or let go out of date."""
    start, today = life.start, london_date(now)
    told: list[tuple[date, int, Doing]] = [
        (start - timedelta(days=6), 14, _signed_before_the_start),
        (start + timedelta(days=2), 18, _inducted),
    ]
    for place, on in enumerate(module_days(start, today)):
        told.append((on, 17, partial(_hold_module, place)))
    if follows:
        told += [(start + timedelta(days=days), 16, partial(_maths, result)) for days, result in MATHS]
        told.append((start + timedelta(days=206), 14, _maths_seen))
        told.append((today - timedelta(days=198), 9, partial(_other_days, administrator)))
        told.append((today - timedelta(days=68), 14, _tutorial_missed_and_held))
        told.append((today - timedelta(days=38), 16, _mock))
    else:
        told.append((today - timedelta(days=12), 14, _out_of_date))
    steps = [Step(_moment(on, hour), partial(_do, now, doing)) for on, hour, doing in told]
    return sorted((step for step in steps if step.at < now), key=lambda step: step.at)


def steps_of_a_whole_plan(life: Life) -> list[Step]:
    """A plan signed before the start and done to the end: every module held, maths passed, a mock of each method."""
    start = life.start
    until = _moment(start + timedelta(days=480), 17)
    told: list[tuple[int, int, Doing]] = [(-6, 14, _signed_before_the_start), (2, 18, _inducted)]
    told += [
        ((on - start).days, 17, partial(_hold_any_module, place))
        for place, on in enumerate(module_days(start, london_date(until)))
    ]
    told += [(days, 16, partial(_maths, result)) for days, result in MATHS]
    told.append((206, 14, _maths_seen))
    told += [(453 + 6 * place, 11, partial(_mock_of, place)) for place in range(len(MOCKS))]
    return [Step(_moment(start + timedelta(days=days), hour), partial(_do, until, doing)) for days, hour, doing in told]


def _hold_any_module(place: int, acting: Acting, who: Parties) -> None:
    hold_activity(acting, who.one.id, _of_kind(acting, who, K.MODULE)[place], acting.today)


def _mock_of(place: int, acting: Acting, who: Parties) -> None:
    """A mock of the method at this place, with feedback on the afternoon of the same day."""
    method = acting.catalogue.standard(who.one.standard, who.one.version).methods[place]
    grade, whole, by_ksb = MOCKS[place]
    number = plan_activity(acting, who.one.id, K.MOCK_ASSESSMENT, acting.today, code=method.code, minutes=60)
    hold_activity(acting, who.one.id, number, acting.today)
    give_feedback(acting, who.one.id, number, grade=grade, feedback=whole, by_ksb=by_ksb)


def _moment(on: date, hour: int) -> datetime:
    return datetime.combine(on, time(hour), ZoneInfo("Europe/London")).astimezone(UTC)


def _do(until: datetime, doing: Doing, play: As, one: UUID) -> None:
    acting = play(Role.TUTOR)
    record = apprenticeships.load(acting.session, one, acting.today)
    doing(acting, Parties(record, play(Role.APPRENTICE).person, acting.person, play(Role.EMPLOYER).person, until))
    post_nothing(acting)


def _signed_before_the_start(acting: Acting, who: Parties) -> None:
    """Initial assessment six days before, the plan agreed, put and signed by all three before the first day."""
    start, id_ = who.one.start, who.one.id
    before = who.at(acting, who.tutor, start - timedelta(days=6))
    number = plan_activity(before, id_, K.INITIAL_ASSESSMENT, before.today)
    hold_activity(before, id_, number, before.today)
    initial, _ = checklists(acting.catalogue.programme(who.one.programme))
    for part in initial.topics:
        tick(before, id_, part, before.today)
    contact = who.employer.name.split()[0]
    state_details(before, id_, {key: words.format(contact=contact) for key, words in DETAILS.items()})
    english = SubjectSaid("no", "GCSE English Language, grade 6, June 2019", seen_on=before.today)
    record_subject(before, id_, FunctionalSkill.ENGLISH, english)
    record_subject(before, id_, FunctionalSkill.MATHS, SubjectSaid("yes"))
    for half, days in enumerate((0, 1)):
        plan_activity(before, id_, K.INDUCTION, start + timedelta(days=days), minutes=210 - 30 * half)
    modules = module_days(start, who.today)
    for place, name in enumerate(MODULES):
        plan_activity(before, id_, K.MODULE, modules[place], code=str(place + 1), title=name, minutes=360)
    _put_and_sign(acting, who, start - timedelta(days=5), 1)


def module_days(start: date, today: date) -> tuple[date, ...]:
    """The first two modules lie well before today, the other two on the days of the sessions that are held for them."""
    gone = (today - start).days
    early = [workday(start, gone * part // 20) for part in (4, 11)]
    return (*early, workday(today, -9), workday(today, 8))


def _put_and_sign(acting: Acting, who: Parties, on: date, version: int, because: tuple[str, ...] = ()) -> None:
    why = "Four longer days a week, as many hours. The workshops move to Thursdays." if because else ""
    put_plan_to_sign(who.at(acting, who.tutor, on), who.one.id, version, because=because, why=why)
    standing = db.versions(acting.session, who.one.id)[0].standing
    programme = acting.catalogue.programme(who.one.programme)
    signers = ((who.tutor, Role.TUTOR, 15), (who.chloe, Role.APPRENTICE, 17), (who.employer, Role.EMPLOYER, 34))
    for person, role, hour in signers:
        statement = programme.signing_statement(standing.key.kind, role)
        signing = Signing(role, person.name, standing.sha256, statement)
        then = who.at(acting, person, on + timedelta(days=hour // 24), hour % 24)
        sign(then, standing.key, signing, Means.ACCOUNT)


def _inducted(acting: Acting, who: Parties) -> None:
    """Both parts of induction held, and each topic ticked by tutor and apprentice."""
    start, id_ = who.one.start, who.one.id
    for place, number in enumerate(_of_kind(acting, who, K.INDUCTION)):
        on = start + timedelta(days=place)
        hold_activity(who.at(acting, who.tutor, on, 17), id_, number, on)
    _, induction = checklists(acting.catalogue.programme(who.one.programme))
    for place, topic in enumerate(induction.topics):
        on = start + timedelta(days=place // 5)
        tick(who.at(acting, who.tutor, on, 16), id_, topic, on)
        tick(who.at(acting, who.chloe, on, 17), id_, topic, on)


def _hold_module(place: int, acting: Acting, who: Parties) -> None:
    number = _of_kind(acting, who, K.MODULE)[place]
    on = module_days(who.one.start, who.today)[place]
    if on < who.today:
        hold_activity(who.at(acting, who.tutor, on, 17), who.one.id, number, on)


def _of_kind(acting: Acting, who: Parties, kind: PlanKind) -> list[int]:
    return [one.number for one in db.activities(acting.session, who.one.id) if one.kind is kind]


def _other_days(administrator: Person, acting: Acting, who: Parties) -> None:
    """She works four longer days a week, and the plan is signed again for that."""
    on, why = acting.today - timedelta(days=2), "Four longer days a week, as many hours"
    change_terms(replace(acting, person=administrator), who.one.id, on, {"days_a_week": 4.0}, why)
    _put_and_sign(acting, who, acting.today, 2, ("working_pattern",))


def _maths(result: AttemptResult, acting: Acting, who: Parties) -> None:
    """An attempt on the day of the step, and what came of it nine days later."""
    id_, on = who.one.id, acting.today
    number = plan_activity(acting, id_, K.FUNCTIONAL_SKILLS, on, code="maths")
    hold_activity(acting, id_, number, on)
    record_result(who.at(acting, who.tutor, on + timedelta(days=9)), id_, number, result)


def _maths_seen(acting: Acting, who: Parties) -> None:
    certificate = SubjectSaid("yes", "Functional Skills Mathematics, level 2", seen_on=acting.today)
    record_subject(acting, who.one.id, FunctionalSkill.MATHS, certificate)


def _tutorial_missed_and_held(acting: Acting, who: Parties) -> None:
    id_, on = who.one.id, who.today - timedelta(days=75)
    then = who.at(acting, who.tutor, on)
    number = plan_activity(then, id_, K.TUTORIAL, on, title="Reflecting on a difficult conversation", minutes=60)
    miss_activity(then, id_, number, "An urgent strategy discussion was called for the same morning.")
    move_activity(then, id_, number, on + timedelta(days=7))
    hold_activity(who.at(acting, who.tutor, on + timedelta(days=7)), id_, number, on + timedelta(days=7))


def _mock(acting: Acting, who: Parties) -> None:
    id_, on = who.one.id, who.today - timedelta(days=38)
    then = who.at(acting, who.tutor, on)
    number = plan_activity(then, id_, K.MOCK_ASSESSMENT, on, code="professional_discussion", minutes=60)
    hold_activity(then, id_, number, on)
    whole = (
        "You led the discussion and went back to your evidence by yourself. Two answers stayed general: name a case."
    )
    give_feedback(who.at(acting, who.tutor, on, 16), id_, number, grade="pass", feedback=whole, by_ksb=FEEDBACK)
    plan_activity(then, id_, K.MOCK_ASSESSMENT, who.today + timedelta(days=18), code=_other_method(acting, who))


def _other_method(acting: Acting, who: Parties) -> str:
    methods = acting.catalogue.standard(who.one.standard, who.one.version).methods
    return next(one.code for one in methods if one.code != "professional_discussion")


def _out_of_date(acting: Acting, who: Parties) -> None:
    """Maths was left out after the plan was signed, nobody has signed that, and a tutorial’s day has gone by."""
    id_, on = who.one.id, who.today - timedelta(days=12)
    then = who.at(acting, who.tutor, on)
    record_subject(then, id_, FunctionalSkill.MATHS, SubjectSaid("no"))
    plan_activity(then, id_, K.TUTORIAL, on, title="Writing records that hold", minutes=60)
