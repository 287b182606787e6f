"""What is said of a plan beside its activities: details, English and maths, and the ticks of its checklists."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from app.actions.acting import Acting
from app.actions.training_plan.around import held_plan
from app.db import apprenticeships, history
from app.db import training_plan as db
from app.domain.funding_rules import CertificateLevel
from app.domain.people import Member, Role
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, WrongState
from app.domain.training_plan.stating import Checklist, checklists, details_faults, insist_tick, ticks_as
from app.domain.training_plan.subjects import SubjectSaid, insist_subject
from app.domain.training_plan.values import FactKey, FunctionalSkill, PlanFacts


def state_details(acting: Acting, apprenticeship: UUID, details: Mapping[FactKey, str]) -> None:
    """Say what the plan states beside the terms: induction's shape, who assesses, whom to ask, and so on.

    A key that is left out stays as it was; "" takes it back. Raises BadInput by the keys.
    """
    _, around = held_plan(acting, apprenticeship)
    said = {key: _kept(key, words) for key, words in details.items()}
    if faults := details_faults(said, around.programme, db.activities(acting.session, apprenticeship)):
        raise BadInput(faults)
    changed = {key: words for key, words in said.items() if around.facts.value(key) != words}
    salt = history.new_salt()
    for key, words in changed.items():
        _say(acting, apprenticeship, key, words, salt=salt)
    if changed:
        _told(acting, apprenticeship, "plan_details_stated", changed, salt)


def _kept(key: FactKey, words: str) -> str:
    """The words with plain spaces only; the arrangements keep their lines."""
    lines = words.strip().split("\n") if key is FactKey.ARRANGEMENTS else [words]
    return "\n".join(" ".join(line.split()) for line in lines)


def record_subject(acting: Acting, apprenticeship: UUID, subject: FunctionalSkill, said: SubjectSaid) -> None:
    """Say whether the plan includes a subject, which certificate was seen, and which exception was agreed.

    Raises BadInput by the fields of what is said.
    """
    _, around = held_plan(acting, apprenticeship)
    exceptions = acting.catalogue.funding_rules.english_and_maths.exceptions_for(subject.value)
    certificate, exception = (" ".join(words.split()) for words in (said.certificate, said.exception))
    said = replace(said, certificate=certificate, exception=exception)
    insist_subject(said, exceptions, subject.word, acting.today)
    if said.basis and not exception:
        exception = exceptions[said.basis].name
    level = said.level if certificate and said.level != CertificateLevel.REQUIRED else ""
    wanted = (
        (FactKey.IN_PLAN, said.in_plan, None),
        (FactKey.CERTIFICATE, certificate, said.seen_on if certificate else None),
        (FactKey.CERTIFICATE_LEVEL, level, None),
        (FactKey.EXCEPTION, exception, said.evidence_day if exception else None),
        (FactKey.EXCEPTION_BASIS, said.basis, None),
    )
    changed, salt = {}, history.new_salt()
    for key, value, on in wanted:
        before = around.facts.one(key, subject.value)
        if (before.value if before else "", before.on if before else None) != (value, on):
            _say(acting, apprenticeship, key, value, about=subject.value, on=on, salt=salt)
            changed[key] = value
    if changed:
        _told(acting, apprenticeship, "plan_subject_recorded", changed, salt, subject.value)


def tick(acting: Acting, apprenticeship: UUID, topic: str, on: date) -> None:
    """Say that a part of the initial assessment or a topic of induction was gone through on a day.

    The tutor ticks both; the apprentice ticks induction. Raises BadInput by `topic` and `on`.
    """
    role, lists, facts = _ticking(acting, apprenticeship)
    checklist = insist_tick(topic, on, role, lists, acting.today)
    before = facts.ticked(topic, role)
    if before is not None and before.on == on:
        return
    if before is not None:
        raise WrongState("You ticked this for another day. Take that back first.")
    _tick(acting, apprenticeship, checklist, topic, role, on)


def untick(acting: Acting, apprenticeship: UUID, topic: str) -> None:
    """Take back one’s own tick. Once it is taken back nothing more happens."""
    role, lists, facts = _ticking(acting, apprenticeship)
    checklist = insist_tick(topic, acting.today, role, lists, acting.today)
    if facts.ticked(topic, role) is not None:
        _tick(acting, apprenticeship, checklist, topic, role, None)


def _ticking(acting: Acting, apprenticeship: UUID) -> tuple[Role, tuple[Checklist, ...], PlanFacts]:
    member: Member = acting.insist(Permission.TICK_PLAN, apprenticeship)
    acting.lock(apprenticeship)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    facts = db.facts(acting.session, apprenticeship)
    return ticks_as(member), checklists(acting.catalogue.programme(one.programme)), facts


def _tick(acting: Acting, apprenticeship: UUID, checklist: Checklist, topic: str, role: Role, on: date | None) -> None:
    value = "ticked" if on else ""
    _say(acting, apprenticeship, FactKey.TICK, value, about=topic, role=role, on=on, salt=history.new_salt())
    acting.record(
        apprenticeship,
        "plan_ticked" if on else "plan_unticked",
        checklist.kind.value,
        kind=checklist.kind.value,
        part=checklist.topics.index(topic) + 1,
        role=role.value,
        on=on.isoformat() if on else None,
    )


def _say(
    acting: Acting,
    apprenticeship: UUID,
    key: FactKey,
    value: str,
    *,
    salt: str,
    about: str = "",
    role: Role | None = None,
    on: date | None = None,
) -> None:
    db.say(
        acting.session,
        apprenticeship,
        key,
        value,
        about=about,
        role=role,
        on=on,
        salt=salt,
        by=acting.person.id,
        at=acting.now,
    )


def _told(
    acting: Acting, apprenticeship: UUID, action: str, changed: Mapping[FactKey, str], salt: str, about: str = ""
) -> None:
    acting.record(
        apprenticeship,
        action,
        about or "plan",
        about=about or None,
        said=" ".join(key.value for key in changed),
        digest=history.salted_digest(salt, *changed.values()),
    )
