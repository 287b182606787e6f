"""What is said of a sampled decision: by a quality assurer who did not make it, and by the tutor who answers for it."""

from collections.abc import Callable, Sequence

from app.actions.acting import Acting
from app.actions.sampling.telling import mail_who_answers
from app.db import history, installation
from app.db import sampling as db
from app.db.sampling import SampledRow
from app.domain.permissions import Permission
from app.domain.refusals import NotFound
from app.domain.sampling import Judged, Said, answered, insist_judge, insist_settler, judged, settled


def judge_sample(acting: Acting, draw: int, place: int, *, agree: bool, words: str) -> None:
    """Agree with a decision, or disagree and say what its tutor is to do; they are mailed. The same again is nothing.

    Raises NotPermitted for one's own decision, WrongState where it was judged already.
    """
    acting.insist_provider_wide(Permission.SAMPLE_DECISION)
    found = _found(acting, draw, place)
    insist_judge(found.tutor, acting.person.id)
    what = Said.AGREED if agree else Said.DISAGREED
    action = "sample_agreed" if agree else "sample_disagreed"
    if _say(acting, found, what, action, words, lambda said: judged(said, agree=agree, words=words)) and not agree:
        mail_who_answers(acting.session, acting.settings, found, acting.now, acting.today)


def settle_sample(acting: Acting, draw: int, place: int, words: str = "") -> None:
    """Be content with the tutor's answer, or end with a reason in `words` what nobody is left to answer.

    Raises NotPermitted for one's own decision or answer, WrongState while an answer can come, BadInput without reason.
    """
    acting.insist_provider_wide(Permission.SAMPLE_DECISION)
    found = _found(acting, draw, place)
    insist_judge(found.tutor, acting.person.id)
    can_be_answered = db.answers_for(acting.session, found, acting.today) is not None

    def rule(said: Sequence[Judged]) -> Said:
        insist_settler(said, acting.person.id)
        return settled(said, words, can_be_answered=can_be_answered)

    _say(acting, found, Said.SETTLED, "sample_settled", words, rule)


def answer_sample(acting: Acting, draw: int, place: int, words: str) -> None:
    """Say what was done: as the tutor who made the decision, or, where they have left, as whoever leads there now.

    Raises NotFound to others.
    """
    acting.insist_provider_wide(Permission.USE_ACCOUNT)
    found = _found(acting, draw, place)
    answers = db.answers_for(acting.session, found, acting.today)
    if answers is None or answers.id != acting.person.id:
        raise NotFound
    _say(acting, found, Said.ANSWERED, "sample_answered", words, lambda said: answered(said, words))


def _found(acting: Acting, draw: int, place: int) -> SampledRow:
    installation.hold(acting.session)
    rows = db.sampled_of(acting.session, draw, place)
    if not rows:
        raise NotFound
    return rows[0]


def _say(
    acting: Acting,
    found: SampledRow,
    what: Said,
    action: str,
    words: str,
    rule: Callable[[Sequence[Judged]], Said],
) -> bool:
    """Keep it by the rule; False where the same person said the same last."""
    said, trimmed = db.said_of(acting.session, found.draw, found.place), words.strip()
    if said and (said[-1].what, said[-1].words, said[-1].by) == (what, trimmed, acting.person.id):
        return False
    what, salt = rule(said), history.new_salt()
    db.add_said(acting.session, found.draw, found.place, what, trimmed, salt=salt, by=acting.person.id, at=acting.now)
    acting.record(
        history.PROVIDER,
        action,
        f"draw {found.draw}",
        number=found.draw,
        place=found.place,
        digest=history.salted_digest(salt, trimmed) if trimmed else None,
    )
    return True
