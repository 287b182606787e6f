"""The one apprentice who has gone the whole way: what was done for gateway, at it, and in the assessment after it.

Nothing about the standard is confirmed for that: its assessment plan was not found published, so the declaration says
how people made sure, and that this is an example.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from uuid import UUID

from app.actions.acting import Acting
from app.actions.case_study import agree_to_case_study, write_case_study
from app.actions.gateway import (
    ask_statement,
    decide_component,
    keep_learner_record,
    put_declaration,
    submit_component,
)
from app.actions.portfolio import freeze_portfolio, order_pieces
from app.actions.signatures import Signing, sign
from app.actions.signatures.answering import statement_for
from app.actions.skills_scan import begin_scan, give_ratings
from app.answers.portfolio import chosen_of
from app.db import apprenticeships
from app.db import signatures as signed
from app.db.gateway import case_studies
from app.demo.assessed import steps_of_assessment
from app.demo.cast import Life
from app.demo.plans import steps_of_a_whole_plan
from app.demo.reviewed import LAST, As, Step
from app.demo.skills_scans import Said, fields, later, seen_by
from app.demo.unsent import post_nothing
from app.domain.gateway.declaration import NUMBER
from app.domain.people import Person, Role
from app.domain.receipts import Means
from app.domain.signatures import RecordKey, RecordKind
from app.domain.skills_scan import ScanPurpose

PARTIES = (Role.APPRENTICE, Role.TUTOR, Role.EMPLOYER)
LEARNER_NUMBER = "9999999998"
"""Invented: the last number whose check digit holds. Whether it was ever given is not known here."""
TITLE = "A drop-in that ends with a call"
SCOPE = """Families came to our Thursday drop-in, were advised, and mostly did nothing with it. I followed twelve \
visits, asked what had happened afterwards, and drew a Theory of Change with two parents who come to us.

I want to show how I found the assumption that was wrong, how I changed the end of each visit, what happened in the \
next three months, and which risk I stepped up when a talk about rent turned into something else.
"""
FROZEN_FOR = "For gateway and the professional discussion, with the pieces that Ben wants to speak of first in front."
MADE_SURE = (
    "Example of the demonstration, not published: nobody has found the assessment plan of this standard. Priya went "
    "through the list of the invented organisation Keystone Assessment with Ben and Owen, one requirement after the "
    "other, and keeps it."
)
RETURNED = (
    "The annex names the pieces by number. Please send the list with the titles in full, as our portal asks. (Invented "
    "for this demonstration.)"
)
AFTER_LAST = 56 * LAST
"""Days from the start to the last review."""


def steps_to_the_end(life: Life, administrator: Person, now: datetime) -> list[Step]:
    """Everything but the evidence, the hours and the reviews of this life, in order."""

    def at(days: int, hour: int) -> datetime:
        return datetime.combine(life.start + timedelta(days=days), time(hour), UTC)

    decides = partial(_decide, administrator)
    steps = [
        *steps_of_a_whole_plan(life),
        *(Step(at(0, 8), _begin_scan), *(Step(at(2 * n, 15), partial(_rate, n)) for n in range(len(PARTIES)))),
        *(Step(at(484 + n, 15), partial(_rate_again, n)) for n in range(len(PARTIES))),
        Step(at(430, 10), _keep_record),
        Step(at(440, 19), _write_case_study),
        Step(at(441, 10), partial(_agree, Role.TUTOR)),
        Step(at(445, 16), partial(_agree, Role.EMPLOYER)),
        Step(at(AFTER_LAST + 4, 18), _order),
        Step(at(AFTER_LAST + 5, 10), _freeze),
        Step(at(AFTER_LAST + 5, 16), partial(_sign, RecordKind.EMPLOYER_STATEMENT, Role.EMPLOYER)),
        Step(at(AFTER_LAST + 6, 9), _declare),
        Step(at(AFTER_LAST + 6, 10), partial(_sign, RecordKind.DECLARATION, Role.TUTOR)),
        Step(at(AFTER_LAST + 6, 16), partial(_sign, RecordKind.DECLARATION, Role.EMPLOYER)),
        Step(at(AFTER_LAST + 6, 18), partial(_sign, RecordKind.DECLARATION, Role.APPRENTICE)),
        Step(at(AFTER_LAST + 7, 9), _hand_over),
        Step(at(AFTER_LAST + 10, 11), partial(decides, "portfolio", 1, "returned", RETURNED)),
        Step(at(AFTER_LAST + 11, 9), partial(_submit, "portfolio", 2, "By its portal, with the titles in full.")),
        Step(at(AFTER_LAST + 13, 11), partial(decides, "portfolio", 2, "accepted", "")),
        Step(at(AFTER_LAST + 13, 12), partial(decides, "case_study_scope", 1, "accepted", "")),
        Step(at(AFTER_LAST + 13, 13), partial(decides, "employer_statement", 1, "accepted", "")),
        *steps_of_assessment(administrator, now),
    ]
    return sorted(steps, key=lambda step: step.at)


def _begin_scan(play: As, one: UUID) -> None:
    acting = play(Role.APPRENTICE)
    begin_scan(acting, one, ScanPurpose.START, acting.today)
    post_nothing(acting)


def _rate(place: int, play: As, one: UUID) -> None:
    acting = play(PARTIES[place])
    give_ratings(acting, one, 1, fields(_at_the_start(_codes(acting, one))[place], {}))
    post_nothing(acting)


def _rate_again(place: int, play: As, one: UUID) -> None:
    """Before gateway each says it once more; the apprentice, who is the first, begins that."""
    acting = play(PARTIES[place])
    if place == 0:
        begin_scan(acting, one, ScanPurpose.GATEWAY, acting.today)
    chance = random.Random(f"gateway {place}")  # noqa: S311  # the same every time
    codes = _codes(acting, one)
    steps = {code: chance.choices((1, 2, 3), (2, 6, 4))[0] for code in codes}
    give_ratings(acting, one, 2, fields(later(_at_the_start(codes)[place], steps, chance), {}))
    post_nothing(acting)


def _codes(acting: Acting, one: UUID) -> list[str]:
    record = apprenticeships.load(acting.session, one, acting.today)
    return [ksb.code for ksb in acting.catalogue.standard(record.standard, record.version).ksbs]


def _at_the_start(codes: Sequence[str]) -> list[Said]:
    chance = random.Random("start")  # noqa: S311  # the same every time
    own: Said = {code: chance.choices((0, 1, 2), (4, 9, 4))[0] for code in codes}
    return [seen_by(place, own, chance) for place in range(len(PARTIES))]


def _keep_record(play: As, one: UUID) -> None:
    acting = play(Role.TUTOR)
    name = play(Role.APPRENTICE).person.name
    keep_learner_record(acting, one, name=name, number=LEARNER_NUMBER, difference="", revision=0)


def _write_case_study(play: As, one: UUID) -> None:
    write_case_study(play(Role.APPRENTICE), one, TITLE, SCOPE)


def _agree(role: Role, play: As, one: UUID) -> None:
    acting = play(role)
    agree_to_case_study(acting, one, case_studies(acting.session, one)[0].sha256)


def _order(play: As, one: UUID) -> None:
    """What he wants to speak of first goes first: the newest pieces."""
    acting = play(Role.APPRENTICE)
    chosen, _ = chosen_of(acting.session, acting.catalogue, apprenticeships.load(acting.session, one, acting.today))
    numbers = [each.evidence.number for each in chosen if each.included]
    order_pieces(acting, one, [*reversed(numbers[-3:]), *numbers[:-3]])


def _freeze(play: As, one: UUID) -> None:
    acting = play(Role.TUTOR)
    ask_statement(acting, one, freeze_portfolio(acting, one, FROZEN_FOR))
    post_nothing(acting)


def _declare(play: As, one: UUID) -> None:
    acting = play(Role.TUTOR)
    put_declaration(acting, one, 1, MADE_SURE)
    post_nothing(acting)


def _sign(kind: RecordKind, role: Role, play: As, one: UUID) -> None:
    """The employer by the link from an e-mail, the others signed in."""
    acting = play(role)
    key = RecordKey(one, kind, NUMBER, 1)
    standing = signed.find(acting.session, key)
    assert standing is not None
    given = Signing(role, acting.person.name, standing.sha256, statement_for(acting, key, role))
    sign(acting, key, given, Means.LINK if role is Role.EMPLOYER else Means.ACCOUNT)
    post_nothing(acting)


def _hand_over(play: As, one: UUID) -> None:
    for code in ("portfolio", "case_study_scope", "employer_statement"):
        _submit(code, 1, "By the portal of the invented organisation Keystone Assessment.", play, one)


def _submit(code: str, attempt: int, note: str, play: As, one: UUID) -> None:
    submit_component(play(Role.TUTOR), one, code, attempt, note)


def _decide(administrator: Person, code: str, attempt: int, verdict: str, reason: str, play: As, one: UUID) -> None:
    acting = replace(play(Role.TUTOR), person=administrator)
    decide_component(acting, one, code, attempt, verdict, reason)
