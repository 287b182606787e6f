"""What can happen to a piece of evidence and its KSBs, what cannot, and who may read what of it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import evidence as rules
from app.domain.evidence import (
    Decision,
    Evidence,
    EvidenceDetails,
    EvidenceFile,
    EvidenceKind,
    EvidenceState,
    EvidenceVersion,
    KsbTag,
    TagState,
    Verdict,
    VersionState,
    evidence_state,
)
from app.domain.people import Member, Person, ProviderRole, Role
from app.domain.refusals import BadInput, WrongState

PRIYA, TOMAS = UUID(int=1), UUID(int=2)
SENT_AT = datetime(2026, 11, 19, 16, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY, START = date(2026, 11, 20), date(2025, 7, 7)
LOG, PHOTO, MORE = (EvidenceFile(UUID(int=n), f"{n}.pdf", str(n) * 64, 10, "application/pdf") for n in (3, 4, 5))


def version(number: int, state: VersionState, *tags: KsbTag, **changed: object) -> EvidenceVersion:
    written = EvidenceVersion(
        number, state, "Benefits drop-in", EvidenceKind.WORK_PRODUCT, date(2026, 11, 19), "I explained three options.",
        True, ("D6",), (LOG, PHOTO), tags, submitted_at=None if state is VersionState.DRAFT else SENT_AT,
    )  # fmt: skip
    return replace(written, **changed)  # type: ignore[arg-type]


def piece(*versions: EvidenceVersion, withdrawn: bool = False) -> Evidence:
    """E13 with these versions: the last one sent counts, a last one that is a draft is open."""
    sent = [one.version for one in versions if one.state is not VersionState.DRAFT]
    draft = versions[-1].version if versions[-1].state is VersionState.DRAFT else None
    return Evidence(uuid4(), uuid4(), 13, versions, sent[-1] if sent else None, draft, NOW if withdrawn else None)


def draft(*ksbs: str, number: int = 1, **changed: object) -> EvidenceVersion:
    return version(number, VersionState.DRAFT, *(KsbTag(ksb, TagState.PROPOSED) for ksb in ksbs), **changed)


def sent(number: int = 1, **tags: TagState) -> EvidenceVersion:
    return version(number, VersionState.SUBMITTED, *(KsbTag(ksb, state) for ksb, state in tags.items()))


# Sending


def test_sending_a_draft_lets_every_ksb_await() -> None:
    after = rules.sent(piece(draft("K8", "S7")), NOW)
    assert (after.state, after.submitted_at) == (VersionState.SUBMITTED, NOW)
    assert {tag.ksb: tag.state for tag in after.tags} == {"K8": TagState.AWAITING, "S7": TagState.AWAITING}


def test_sending_needs_a_title_a_date_a_ksb_and_a_file_or_words() -> None:
    bare = draft(title=" ", happened_on=None, description="\n", files=())
    with pytest.raises(BadInput) as refused:
        rules.sent(piece(bare), NOW)
    assert [fault.path for fault in refused.value.faults] == ["title", "happened_on", "ksb", "file"]


@pytest.mark.parametrize("kept", [{"files": ()}, {"description": ""}])
def test_a_file_or_words_are_enough(kept: dict[str, object]) -> None:
    assert rules.sent(piece(draft("K8", **kept)), NOW).state is VersionState.SUBMITTED


def test_a_piece_without_a_draft_is_sent_already() -> None:
    evidence = piece(sent(K8=TagState.AWAITING))
    assert rules.is_sent_already(evidence)
    with pytest.raises(WrongState, match="E13 has no draft to send"):
        rules.sent(evidence, NOW)
    assert not rules.is_sent_already(piece(sent(K8=TagState.AWAITING), draft("K8", number=2)))


# Carrying what was accepted


def carried(after: EvidenceVersion, before: EvidenceVersion | None = None) -> dict[str, tuple[TagState, int | None]]:
    tags = rules.sent(piece(before or sent(K8=TagState.ACCEPTED, S7=TagState.RETURNED), after), NOW).tags
    return {tag.ksb: (tag.state, tag.carried_from) for tag in tags}


def test_what_was_accepted_is_carried_when_every_file_is_kept() -> None:
    assert carried(draft("K8", "S7", number=2, files=(LOG, PHOTO, MORE))) == {
        "K8": (TagState.ACCEPTED, 1),
        "S7": (TagState.AWAITING, None),
    }


def test_it_awaits_again_when_a_file_is_gone() -> None:
    assert carried(draft("K8", number=2, files=(LOG, MORE))) == {"K8": (TagState.AWAITING, None)}


def test_a_file_is_the_same_by_its_bytes_whatever_it_is_called() -> None:
    renamed = replace(PHOTO, id=uuid4(), name="photo (2).pdf")
    assert carried(draft("K8", number=2, files=(renamed, LOG)))["K8"] == (TagState.ACCEPTED, 1)


def test_a_ksb_that_the_new_version_leaves_out_is_not_carried() -> None:
    assert "K8" not in carried(draft("S7", number=2))


def test_words_alone_are_carried_only_while_the_new_words_hold_them() -> None:
    before = replace(sent(K8=TagState.ACCEPTED), files=())
    kept = draft("K8", number=2, files=(), description="I explained three options. Then I called again.")
    assert carried(kept, before)["K8"] == (TagState.ACCEPTED, 1)
    rewritten = draft("K8", number=2, files=(), description="Something else altogether.")
    assert carried(rewritten, before)["K8"] == (TagState.AWAITING, None)


def test_a_carried_tag_keeps_the_version_it_was_accepted_on_and_that_versions_files() -> None:
    second = version(
        2, VersionState.SUBMITTED, KsbTag("K8", TagState.ACCEPTED, carried_from=1), files=(LOG, PHOTO, MORE)
    )
    first = replace(sent(K8=TagState.ACCEPTED), state=VersionState.SUPERSEDED)
    third = draft("K8", number=3, files=(LOG, PHOTO))
    assert rules.sent(piece(first, second, third), NOW).tags[0].carried_from == 1


def test_an_open_suggestion_goes_along_and_one_that_is_claimed_awaits() -> None:
    before = sent(K8=TagState.AWAITING, B6=TagState.SUGGESTED, K1=TagState.SUGGESTED)
    assert carried(draft("K8", "K1", number=2), before) == {
        "K8": (TagState.AWAITING, None),
        "K1": (TagState.AWAITING, None),
        "B6": (TagState.SUGGESTED, None),
    }


# Drafts and withdrawing


def test_one_draft_at_a_time() -> None:
    rules.draft_opened(piece(sent(K8=TagState.AWAITING)))
    with pytest.raises(WrongState, match="has a draft open already"):
        rules.draft_opened(piece(sent(K8=TagState.AWAITING), draft("K8", number=2)))


def test_a_draft_is_changed_only_as_it_was_read() -> None:
    evidence = piece(draft("K8", revision=3))
    assert rules.draft_changed(evidence, 3) is evidence.versions[0]
    with pytest.raises(WrongState, match="changed in another window"):
        rules.draft_changed(evidence, 2)
    with pytest.raises(WrongState, match="has been sent, so it cannot be changed"):
        rules.draft_changed(piece(sent(K8=TagState.AWAITING)), None)


def test_nothing_happens_to_what_was_withdrawn() -> None:
    gone = piece(sent(K8=TagState.ACCEPTED, S7=TagState.SUGGESTED), withdrawn=True)
    assert gone.state is EvidenceState.WITHDRAWN
    for attempt in (
        lambda: rules.sent(gone, NOW),
        lambda: rules.draft_opened(gone),
        lambda: rules.draft_changed(gone, None),
        lambda: rules.decided(gone, Decision("K8", Verdict.DECLINED), 1, PRIYA, NOW),
        lambda: rules.reopened(gone, "K8", "Why"),
        lambda: rules.suggested(gone, "B6"),
        lambda: rules.suggestion_agreed(gone, "S7"),
        lambda: rules.withdrawn(gone, "Again"),
    ):
        with pytest.raises(WrongState, match="E13 was withdrawn"):
            attempt()


def test_withdrawing_needs_a_reason() -> None:
    rules.withdrawn(piece(draft()), "It names a family.")
    with pytest.raises(BadInput, match="Give a reason"):
        rules.withdrawn(piece(draft()), "  ")


# Deciding


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_tag_that_awaits_is_decided(verdict: Verdict) -> None:
    tag = rules.decided(piece(sent(K8=TagState.AWAITING)), Decision("K8", verdict, "Clear."), 1, PRIYA, NOW)
    assert (tag.state.value, tag.feedback, tag.decided_by, tag.decided_at) == (verdict.value, "Clear.", PRIYA, NOW)


@pytest.mark.parametrize("state", [TagState.ACCEPTED, TagState.RETURNED, TagState.DECLINED, TagState.SUGGESTED])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_any_other_tag_is_not_decided(state: TagState, verdict: Verdict) -> None:
    with pytest.raises(WrongState):
        rules.decided(piece(sent(K8=state)), Decision("K8", verdict, "Words"), 1, PRIYA, NOW)


def test_needing_more_says_what() -> None:
    with pytest.raises(BadInput, match="Say what K8 still needs"):
        rules.decided(piece(sent(K8=TagState.AWAITING)), Decision("K8", Verdict.RETURNED, " "), 1, PRIYA, NOW)


def test_only_the_version_that_was_read_is_decided() -> None:
    evidence = piece(sent(1, K8=TagState.AWAITING), sent(2, K8=TagState.AWAITING))
    rules.decided(evidence, Decision("K8", Verdict.ACCEPTED), 2, PRIYA, NOW)
    rules.decided(evidence, Decision("K8", Verdict.ACCEPTED), None, PRIYA, NOW)
    with pytest.raises(WrongState, match="E13 now has version 2"):
        rules.decided(evidence, Decision("K8", Verdict.ACCEPTED), 1, PRIYA, NOW)


def test_a_draft_and_a_ksb_that_is_not_claimed_are_not_decided() -> None:
    with pytest.raises(WrongState, match="has not been sent yet"):
        rules.decided(piece(draft("K8")), Decision("K8", Verdict.ACCEPTED), None, PRIYA, NOW)
    with pytest.raises(WrongState, match="is not tagged to K1"):
        rules.decided(piece(sent(K8=TagState.AWAITING)), Decision("K1", Verdict.ACCEPTED), None, PRIYA, NOW)


def test_saying_the_same_again_is_known_for_the_same_person_and_words_alone() -> None:
    decision = Decision("K8", Verdict.RETURNED, "What next?")
    tag = rules.decided(piece(sent(K8=TagState.AWAITING)), decision, 1, PRIYA, NOW)
    evidence = piece(version(1, VersionState.SUBMITTED, tag))
    assert rules.is_decided_so(evidence, decision, 1, PRIYA)
    assert not rules.is_decided_so(evidence, decision, 1, TOMAS)
    assert not rules.is_decided_so(evidence, replace(decision, feedback="More?"), 1, PRIYA)
    assert not rules.is_decided_so(evidence, replace(decision, verdict=Verdict.DECLINED), 1, PRIYA)


@pytest.mark.parametrize("state", [TagState.ACCEPTED, TagState.RETURNED, TagState.DECLINED])
def test_any_decision_is_reopened_with_a_reason(state: TagState) -> None:
    evidence = piece(version(1, VersionState.SUBMITTED, KsbTag("K8", state, "p. 2", "GROW", "Words", PRIYA, NOW, 1)))
    assert rules.reopened(evidence, "K8", "I misread it.") == KsbTag("K8", TagState.AWAITING, "p. 2", "GROW")
    with pytest.raises(BadInput):
        rules.reopened(evidence, "K8", "")


@pytest.mark.parametrize("state", [TagState.AWAITING, TagState.SUGGESTED])
def test_what_is_not_decided_is_not_reopened(state: TagState) -> None:
    with pytest.raises(WrongState, match="has no decision to reopen"):
        rules.reopened(piece(sent(K8=state)), "K8", "Why")


def test_a_suggestion_awaits_once_the_apprentice_agrees() -> None:
    evidence = piece(sent(K8=TagState.AWAITING))
    assert rules.suggested(evidence, "B6").state is TagState.SUGGESTED
    with pytest.raises(WrongState, match="is tagged to K8 already"):
        rules.suggested(evidence, "K8")
    assert rules.suggestion_agreed(piece(sent(B6=TagState.SUGGESTED)), "B6").state is TagState.AWAITING
    with pytest.raises(WrongState, match="is not a suggestion any more"):
        rules.suggestion_agreed(evidence, "K8")


# The state of the whole


@given(st.lists(st.sampled_from(list(TagState)), max_size=8))
def test_the_state_of_a_piece_is_the_first_that_holds(tags: list[TagState]) -> None:
    state = evidence_state(tags)
    claims = [tag for tag in tags if tag is not TagState.SUGGESTED]
    assert (state is EvidenceState.DECLINED) == (bool(claims) and set(claims) <= {TagState.DECLINED, TagState.PROPOSED}
                                                 and TagState.DECLINED in claims)  # fmt: skip
    if state is EvidenceState.ACCEPTED:
        assert TagState.ACCEPTED in tags
        assert not {TagState.AWAITING, TagState.RETURNED} & set(tags)
    if state is EvidenceState.RETURNED:
        assert TagState.AWAITING not in tags
    if TagState.AWAITING in tags:
        assert state is EvidenceState.SUBMITTED
    assert state not in (EvidenceState.DRAFT, EvidenceState.WITHDRAWN)


def test_a_piece_never_sent_is_a_draft() -> None:
    assert piece(draft("K8")).state is EvidenceState.DRAFT


# What is written


def faults(**changed: object) -> list[str]:
    details = EvidenceDetails("Title", EvidenceKind.OTHER, date(2026, 11, 19), "", None, ("D6",), ("K8",))
    found = rules.faults_of_details(
        replace(details, **changed),  # type: ignore[arg-type]
        duties={"D6"},
        ksbs={"K8"},
        standard="ST0868 version 1.0",
        start=START,
        today=TODAY,
    )
    return [fault.sentence for fault in found]


def test_a_day_to_come_or_before_the_start_cannot_be() -> None:
    assert faults(happened_on=START) == faults(happened_on=TODAY) == faults(happened_on=None) == []
    assert faults(happened_on=date(2026, 11, 21)) == ["The date of the activity must be today or earlier."]
    assert faults(happened_on=date(2025, 7, 6)) == [
        "The date of the activity must be on or after 7 July 2025, when the apprenticeship started."
    ]


def test_codes_of_another_standard_are_named_and_many_are_counted() -> None:
    assert faults(ksbs=("K99",)) == ["“K99” is not a KSB of ST0868 version 1.0."]
    assert faults(duties=("D12",)) == ["“D12” is not a duty of ST0868 version 1.0."]
    said = faults(ksbs=tuple(f"X{n}" for n in range(10_000)))
    assert (len(said), said[-1]) == (6, "9,995 more are unknown as well.")


def test_words_have_a_length() -> None:
    assert faults(title="x" * 200, description="x" * 20_000) == []
    assert len(faults(title="x" * 201, description="x" * 20_001)) == 2


# Who reads what


def member(*roles: Role, provider: ProviderRole | None = None) -> Member:
    person = Person(uuid4(), "Somebody", "s@example.org", frozenset({provider} if provider else ()))
    return Member(person, uuid4(), frozenset(roles))


READERS = {
    "apprentice": member(Role.APPRENTICE),
    "tutor": member(Role.TUTOR),
    "employer": member(Role.EMPLOYER),
    "quality assurer": member(provider=ProviderRole.QUALITY_ASSURER),
    "administrator": member(provider=ProviderRole.ADMINISTRATOR),
    "assessor": member(Role.ASSESSOR),
}


def readers(evidence: Evidence) -> set[str]:
    return {name for name, one in READERS.items() if rules.may_read(one, evidence, evidence.shown)}


def test_before_it_is_cleared_only_apprentice_and_tutor_read_it_and_an_administrator_never_does() -> None:
    closed = sent(K8=TagState.AWAITING)
    assert readers(piece(closed)) == {"apprentice", "tutor"}
    assert readers(piece(replace(closed, cleared_at=NOW))) == {"apprentice", "tutor", "employer", "quality assurer"}


def test_a_draft_is_read_by_the_apprentice_alone() -> None:
    assert readers(piece(draft("K8"))) == {"apprentice"}
    assert {name for name, one in READERS.items() if rules.may_see(one, piece(draft("K8")))} == {"apprentice"}


def test_withdrawing_closes_it_to_those_it_was_cleared_for() -> None:
    open_once = replace(sent(K8=TagState.AWAITING), cleared_at=NOW, state=VersionState.WITHDRAWN)
    assert readers(piece(open_once, withdrawn=True)) == {"apprentice", "tutor"}
