"""Training plans: Chloe’s, signed before her start and followed since; and one that has gone out of date."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.actions.acting import Acting, Installation
from app.actions.signatures import Signing, sign
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
from app.db import apprenticeships, installation, people
from app.db import training_plan as db
from app.demo.cast import STANDARD, TUTOR, Life, address
from app.demo.sessions import workday
from app.domain.apprenticeships import Apprenticeship
from app.domain.london import london_date
from app.domain.people import ENDED, Person, Role
from app.domain.receipts import Means
from app.domain.training_plan.stating import checklists
from app.domain.training_plan.values import AttemptResult, FactKey, FunctionalSkill, PlanKind

K = PlanKind
DETAILS = {
    FactKey.INDUCTION_SHAPE: "2 half days",
    FactKey.ORGANISATION: "Keystone Assessment (invented for this demonstration)",
    FactKey.CONTACT: "Priya Nair, tutor; complaints to the quality team of the training provider",
    FactKey.ARRANGEMENTS: "Workshops once a month at Calder Vale, 9.30 to 16.30, in paid time.\n"
    "Tutorials on Tuesdays, online. Supervised practice at the hub, agreed with Mark each month.",
    FactKey.PRICE: "3500",
}
MODULES = ("Thresholds, risk and the law", "The voice of the child", "Multi-agency working", "Leading early help")
FEEDBACK = {
    "K4": "You named the duty to refer and when consent is not needed. Say next time who in the trust you tell first.",
    "K8": "You named two theories. Bring one family and show how the theory changed what you did.",
    "S4": "The example of the team around the family was strong: you challenged the school and kept them on board.",
    "S15": "Say which options you ruled out, and why. The assessor cannot see your judgement otherwise.",
    "B5": "You spoke plainly of the visit that went wrong and of what you do differently since.",
}


@dataclass(frozen=True, slots=True)
class Parties:
    """Whose plan it is, and who acts on it."""

    one: Apprenticeship
    chloe: Person
    tutor: Person
    employer: Person

    def at(self, acting: Acting, who: Person, on: date, hour: int = 14) -> Acting:
        """Somebody acting on a day gone by, or now where that day is still to come."""
        then = min(
            datetime.combine(on, time(hour), ZoneInfo("Europe/London")).astimezone(acting.now.tzinfo), acting.now
        )
        return replace(acting, person=who, now=then, today=london_date(then))


def add_plans(house: Installation, cast: Iterable[Life]) -> None:
    """Plans for the first two of Priya's apprentices who are learning, unless they are there."""
    with house.database.reading() as session:
        found = [_parties(house, session, life) for life in cast if life.tutor == TUTOR]
        learning = [each for each in found if each is not None][:2]
        learning = [each for each in learning if not db.versions(session, each.one.id)]
    for parties, follow in zip(learning, (_followed, _out_of_date), strict=False):
        with house.acting(parties.tutor) as acting:
            _signed_before_the_start(acting, parties)
            _inducted(acting, parties)
            follow(acting, parties)
            # The mails with the receipts never leave: there is nobody to read them.
            while job := installation.claim_job(acting.session, acting.now):
                installation.job_done(acting.session, job, acting.now)


def _parties(house: Installation, session: Session, life: Life) -> Parties | None:
    names = (life.name, life.tutor, life.contact)
    found = [people.find_by_email(session, address(name), house.today()) for name in names]
    held = [person for person in found if person]
    one = apprenticeships.open_for(session, held[0].id, STANDARD, house.today()) if len(held) == len(names) else None
    if one is None:
        return None
    record = apprenticeships.load(session, one, house.today())
    return None if record.status in ENDED else Parties(record, *held)


def _signed_before_the_start(acting: Acting, who: Parties) -> None:
    """Initial assessment six days before, the plan agreed, put and signed by all three before the first day."""
    start, id_ = who.one.start, who.one.id
    before = who.at(acting, who.tutor, start - timedelta(days=6))
    number = plan_activity(before, id_, K.INITIAL_ASSESSMENT, before.today)
    hold_activity(before, id_, number, before.today)
    initial, _ = checklists(acting.catalogue.programme(who.one.programme))
    for part in initial.topics:
        tick(before, id_, part, before.today)
    state_details(before, id_, DETAILS)
    english = SubjectSaid("no", "GCSE English Language, grade 6, June 2019", seen_on=before.today)
    record_subject(before, id_, FunctionalSkill.ENGLISH, english)
    record_subject(before, id_, FunctionalSkill.MATHS, SubjectSaid("yes"))
    for half, days in enumerate((0, 1)):
        plan_activity(before, id_, K.INDUCTION, start + timedelta(days=days), minutes=210 - 30 * half)
    modules = module_days(who.one, acting.today)
    for place, name in enumerate(MODULES):
        plan_activity(before, id_, K.MODULE, modules[place], code=str(place + 1), title=name, minutes=360)
    _put_and_sign(acting, who, start - timedelta(days=5), 1)


def module_days(one: Apprenticeship, today: date) -> tuple[date, ...]:
    """The first two modules lie well before today, the other two on the days of the sessions that are held for them."""
    gone = (today - one.start).days
    early = [workday(one.start, gone * part // 20) for part in (4, 11)]
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


def _followed(acting: Acting, who: Parties) -> None:
    """Modules held as their days came, maths passed at the second attempt, a new version, a mock held."""
    _hold_modules(acting, who)
    _maths(acting, who)
    # Since she works other days; see add_kinds.
    _put_and_sign(acting, who, acting.today - timedelta(days=198), 2, ("working_pattern",))
    _tutorial_missed_and_held(acting, who)
    _mock(acting, who)


def _hold_modules(acting: Acting, who: Parties) -> None:
    numbers = _of_kind(acting, who, K.MODULE)
    for number, on in zip(numbers, module_days(who.one, acting.today), strict=True):
        if on < acting.today:
            hold_activity(who.at(acting, who.tutor, on, 17), who.one.id, number, on)


def _of_kind(acting: Acting, who: Parties, kind: PlanKind) -> list[int]:
    return [one.number for one in db.activities(acting.session, who.one.id) if one.kind is kind]


def _maths(acting: Acting, who: Parties) -> None:
    id_ = who.one.id
    for days, result in ((120, AttemptResult.NOT_PASSED), (190, AttemptResult.PASSED)):
        on = who.one.start + timedelta(days=days)
        then = who.at(acting, who.tutor, on, 16)
        number = plan_activity(then, id_, K.FUNCTIONAL_SKILLS, on, code="maths")
        hold_activity(then, id_, number, on)
        record_result(who.at(acting, who.tutor, on + timedelta(days=9)), id_, number, result)
    seen = who.one.start + timedelta(days=206)
    certificate = SubjectSaid("yes", "Functional Skills Mathematics, level 2", seen_on=seen)
    record_subject(who.at(acting, who.tutor, seen), id_, FunctionalSkill.MATHS, certificate)


def _tutorial_missed_and_held(acting: Acting, who: Parties) -> None:
    id_, on = who.one.id, acting.today - timedelta(days=75)
    then = who.at(acting, who.tutor, on)
    number = plan_activity(then, id_, K.TUTORIAL, on, title="Reflecting on a difficult conversation", minutes=60)
    miss_activity(then, id_, number, "An urgent strategy discussion was called for the same morning.")
    move_activity(then, id_, number, on + timedelta(days=7))
    hold_activity(who.at(acting, who.tutor, on + timedelta(days=7)), id_, number, on + timedelta(days=7))


def _mock(acting: Acting, who: Parties) -> None:
    id_, on = who.one.id, acting.today - timedelta(days=38)
    then = who.at(acting, who.tutor, on)
    number = plan_activity(then, id_, K.MOCK_ASSESSMENT, on, code="professional_discussion", minutes=60)
    hold_activity(then, id_, number, on)
    whole = (
        "You led the discussion and went back to your evidence by yourself. Two answers stayed general: name a case."
    )
    give_feedback(who.at(acting, who.tutor, on, 16), id_, number, grade="pass", feedback=whole, by_ksb=FEEDBACK)
    plan_activity(then, id_, K.MOCK_ASSESSMENT, acting.today + timedelta(days=18), code=_other_method(acting, who))


def _other_method(acting: Acting, who: Parties) -> str:
    methods = acting.catalogue.standard(who.one.standard, who.one.version).methods
    return next(one.code for one in methods if one.code != "professional_discussion")


def _out_of_date(acting: Acting, who: Parties) -> None:
    """Maths was left out after the plan was signed, nobody has signed that, and a tutorial’s day has gone by."""
    id_, on = who.one.id, acting.today - timedelta(days=12)
    then = who.at(acting, who.tutor, on)
    record_subject(then, id_, FunctionalSkill.MATHS, SubjectSaid("no"))
    plan_activity(then, id_, K.TUTORIAL, on, title="Writing records that hold", minutes=60)
    _hold_modules(acting, who)
