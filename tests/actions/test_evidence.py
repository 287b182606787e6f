"""Evidence as people act on it, whatever face they come by: repeats, two at once, hours, history, and who may not."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from app.actions import evidence as actions
from app.actions.acting import Acting, Installation
from app.actions.apprenticeships import add_cover
from app.actions.evidence import TimeSpent, Written
from app.db import coverage, history
from app.db import evidence as db
from app.domain.evidence import Decision, Evidence, EvidenceDetails, EvidenceKind, Verdict
from app.domain.people import Person, Role
from app.domain.refusals import NotFound, NotPermitted, Refusal, WrongState
from tests.cast import Cast, newcomer

ACCEPT = Decision("K8", Verdict.ACCEPTED)


def words(*ksbs: str, **changed: Any) -> Written:
    details = EvidenceDetails(
        "A family plan", EvidenceKind.REFLECTIVE_ACCOUNT, date(2026, 11, 19), "What I did.", True, ("D6",), ksbs
    )
    return Written(details, **changed)


def act(house: Installation, person: Person, do: Callable[[Acting], Any]) -> Any:
    with house.acting(person) as acting:
        return do(acting)


def add(house: Installation, cast: Cast, *ksbs: str, send: bool = True, **changed: Any) -> int:
    written = words(*(ksbs or ("K8", "S7")), **changed)
    number: int = act(house, cast.chloe, lambda a: actions.add_evidence(a, cast.hers, written, send=send))
    return number


def read(house: Installation, cast: Cast, number: int = 1) -> Evidence:
    with house.database.reading() as session:
        return db.load(session, cast.hers, number)


def what_happened(house: Installation, cast: Cast) -> list[str]:
    with house.database.reading() as session:
        assert list(history.broken_links(session, str(cast.hers))) == []
        return [one.action for one in db.happenings_of(session, cast.hers, 1)]


def test_pieces_are_numbered_within_their_apprenticeship(house: Installation, cast: Cast) -> None:
    assert [add(house, cast) for _ in range(3)] == [1, 2, 3]
    his = act(house, cast.ben, lambda a: actions.add_evidence(a, cast.his, words("K1"), send=True))
    assert his == 1


def test_every_step_leaves_one_row_of_history_and_a_repeat_none(house: Installation, cast: Cast) -> None:
    add(house, cast, send=False)
    for _ in range(2):
        act(house, cast.chloe, lambda a: actions.submit_evidence(a, cast.hers, 1))
        act(house, cast.priya, lambda a: actions.clear_evidence(a, cast.hers, 1, version=1, cleared=True))
    for _ in range(2):
        act(house, cast.priya, lambda a: actions.decide_tag(a, cast.hers, 1, ACCEPT, 1))
    for _ in range(2):
        act(house, cast.priya, lambda a: actions.reopen_tag(a, cast.hers, 1, "K8", "I misread it."))
    for _ in range(2):
        act(house, cast.priya, lambda a: actions.suggest_tag(a, cast.hers, 1, "B6"))
    for _ in range(2):
        act(house, cast.chloe, lambda a: actions.answer_suggestion(a, cast.hers, 1, "B6", agree=False))
    for _ in range(2):
        act(house, cast.chloe, lambda a: actions.withdraw_evidence(a, cast.hers, 1, "It names a family."))
    assert what_happened(house, cast) == [
        "draft_added",
        "evidence_submitted",
        "evidence_cleared",
        "tag_decided",
        "tag_reopened",
        "tag_suggested",
        "suggestion_declined",
        "evidence_withdrawn",
    ]


def test_a_suggestion_nobody_made_is_not_answered(house: Installation, cast: Cast) -> None:
    add(house, cast)
    for agree in (True, False):
        with pytest.raises(WrongState):
            act(house, cast.chloe, lambda a, yes=agree: actions.answer_suggestion(a, cast.hers, 1, "B6", agree=yes))


def test_of_two_tutors_at_one_moment_one_decides_and_the_other_is_told(house: Installation, cast: Cast) -> None:
    add(house, cast)
    act(
        house,
        cast.adele,
        lambda a: add_cover(a, cast.hers, Role.TUTOR, newcomer("tomas"), a.today, a.today.replace(day=30)),
    )
    ready, said = threading.Barrier(2), []

    def decide(person: Person, verdict: Verdict) -> None:
        ready.wait()
        decision = Decision("K8", verdict, "Words")
        try:
            act(house, person, lambda a: actions.decide_tag(a, cast.hers, 1, decision, 1))
            said.append("decided")
        except Refusal as refused:
            said.append(refused.sentence)

    both = ((cast.priya, Verdict.ACCEPTED), (cast.tomas, Verdict.RETURNED))
    threads = [threading.Thread(target=decide, args=one) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["K8 on E1 was decided already. Reopen it to decide again.", "decided"]
    with house.database.reading() as session:
        assert len(db.decisions(session, cast.hers, 1)) == 1


def test_several_decisions_are_taken_all_or_none(house: Installation, cast: Cast) -> None:
    add(house, cast)
    both = [Decision("S7", Verdict.DECLINED), Decision("K1", Verdict.ACCEPTED)]
    with pytest.raises(WrongState, match="is not tagged to K1"):
        act(house, cast.priya, lambda a: actions.decide_tags(a, cast.hers, 1, both, 1))
    assert read(house, cast).state.value == "submitted"


def test_drafts_superseded_versions_and_withdrawn_pieces_count_for_nothing(house: Installation, cast: Cast) -> None:
    def counted() -> dict[str, tuple[int, int]]:
        with house.database.reading() as session:
            return {one.ksb: (one.accepted, one.awaiting) for one in coverage.tag_counts(session, cast.hers)}

    add(house, cast, send=False)
    assert counted() == {}
    act(house, cast.chloe, lambda a: actions.submit_evidence(a, cast.hers, 1))
    assert counted() == {"K8": (0, 1), "S7": (0, 1)}
    act(house, cast.priya, lambda a: actions.decide_tag(a, cast.hers, 1, ACCEPT, 1))
    act(house, cast.chloe, lambda a: actions.add_version(a, cast.hers, 1, words("K8"), send=True))
    assert counted() == {"K8": (1, 0)}
    act(house, cast.chloe, lambda a: actions.withdraw_evidence(a, cast.hers, 1, "Wrong family."))
    assert counted() == {}


def hours(house: Installation, cast: Cast) -> list[tuple[int, str]]:
    with house.database.reading() as session:
        return [(one.minutes, one.state) for one in db.hours_with(session, cast.hers, 1)]


def test_a_drafts_hours_follow_what_was_written_last_and_are_sent_with_it(house: Installation, cast: Cast) -> None:
    add(house, cast, send=False, time=TimeSpent(60, "workshop"))
    assert hours(house, cast) == [(60, "draft")]
    changed = words("K8", time=TimeSpent(90, "workshop"))
    act(house, cast.chloe, lambda a: actions.change_draft(a, cast.hers, 1, changed, send=False))
    assert hours(house, cast) == [(90, "draft")]
    act(house, cast.chloe, lambda a: actions.submit_evidence(a, cast.hers, 1))
    assert hours(house, cast) == [(90, "waiting")]


def test_withdrawing_keeps_hours_that_were_sent_and_drops_a_drafts(house: Installation, cast: Cast) -> None:
    add(house, cast, time=TimeSpent(60, "workshop"))
    later = words("K8", time=TimeSpent(30, "workshop"))
    act(house, cast.chloe, lambda a: actions.add_version(a, cast.hers, 1, later, send=False))
    act(house, cast.chloe, lambda a: actions.withdraw_evidence(a, cast.hers, 1, "Wrong family."))
    assert hours(house, cast) == [(60, "waiting")]


def test_what_cannot_be_saved_leaves_nothing(house: Installation, cast: Cast) -> None:
    with pytest.raises(Refusal):
        add(house, cast, "K99", time=TimeSpent(60, "workshop"))
    with house.database.reading() as session:
        assert db.ordered_numbers(session, cast.hers, drafts=True) == []
    assert hours(house, cast) == []


DOINGS: dict[str, Callable[[Acting, Cast], Any]] = {
    "add": lambda a, c: actions.add_evidence(a, c.hers, words("K8"), send=True),
    "change": lambda a, c: actions.change_draft(a, c.hers, 1, words("K8"), send=False),
    "new version": lambda a, c: actions.add_version(a, c.hers, 1, words("K8"), send=False),
    "submit": lambda a, c: actions.submit_evidence(a, c.hers, 1),
    "withdraw": lambda a, c: actions.withdraw_evidence(a, c.hers, 1, "Why"),
    "answer": lambda a, c: actions.answer_suggestion(a, c.hers, 1, "B6", agree=True),
    "decide": lambda a, c: actions.decide_tags(a, c.hers, 1, [ACCEPT], 1),
    "reopen": lambda a, c: actions.reopen_tag(a, c.hers, 1, "K8", "Why"),
    "suggest": lambda a, c: actions.suggest_tag(a, c.hers, 1, "B6"),
    "clear": lambda a, c: actions.clear_evidence(a, c.hers, 1, version=1, cleared=True),
    "open a file": lambda a, c: actions.open_file(a, c.hers, 1, uuid4()),
}
APPRENTICES = {"add", "change", "new version", "submit", "withdraw", "answer"}
TUTORS = {"decide", "reopen", "suggest", "clear"}
READERS = {"chloe", "priya", "mark", "quentin"}


@pytest.mark.parametrize("doing", sorted(DOINGS))
def test_each_thing_is_done_by_its_own_role_and_no_other(house: Installation, cast: Cast, doing: str) -> None:
    add(house, cast)
    allowed = {"chloe"} if doing in APPRENTICES else {"priya"} if doing in TUTORS else READERS
    for name in ("chloe", "priya", "mark", "adele", "quentin"):
        if name not in allowed:
            with pytest.raises(NotPermitted):
                act(house, cast.everybody[name], lambda a: DOINGS[doing](a, cast))
    for name in ("ben", "tomas", "ruth", "sadia", "helen"):
        with pytest.raises(NotFound):
            act(house, cast.everybody[name], lambda a: DOINGS[doing](a, cast))
