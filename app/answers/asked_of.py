"""What an apprentice's evidence and hours ask of her, as steps: the most pressing first within each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.db.home import AskedTag, AskingPiece
from app.domain.evidence import TagState
from app.domain.off_the_job.doubles import Questions
from app.rendering.words import date_words, hours, in_words

_GIST = 140


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do: what, why, the words on the button, and the page of the record it leads to ("evidence/E11")."""

    heading: str
    why: str
    button: str
    page: str


def evidence_steps(pieces: Sequence[AskingPiece], tutor: str) -> Iterator[NextStep]:
    """What evidence asks for: pieces that need more, suggested KSBs, then drafts never sent. By number within each."""
    for piece in pieces:
        if returned := piece.in_state(TagState.RETURNED):
            yield _needs_more(piece, returned, tutor)
    for piece in pieces:
        if suggested := piece.in_state(TagState.SUGGESTED):
            ksbs = in_words(tag.ksb for tag in suggested)
            yield NextStep(
                f"Say whether E{piece.number} also shows {ksbs}",
                f"{tutor} suggests {ksbs} for “{piece.title}”. It counts for nothing until you agree.",
                f"Answer for E{piece.number}",
                f"evidence/E{piece.number}",
            )
    for piece in pieces:
        if piece.has_draft and not piece.in_state(TagState.RETURNED):
            yield _finish(piece)


def _needs_more(piece: AskingPiece, returned: tuple[AskedTag, ...], tutor: str) -> NextStep:
    ksbs = in_words(tag.ksb for tag in returned)
    holds = f"It is for {ksbs}."
    if piece.has_draft:
        return NextStep(
            f"Finish the new version of E{piece.number}, “{piece.title}”",
            f"{tutor} asked for more, and you have begun a new version. Nothing changes until you send it. {holds}",
            f"Open E{piece.number}",
            f"evidence/E{piece.number}",
        )
    said = next((tag.feedback for tag in returned if tag.feedback.strip()), "")
    asked = f"{tutor} asked for more: “{gist(said)}”" if said else f"{tutor} asked for more."
    return NextStep(
        f"Add to E{piece.number}, “{piece.title}”",
        f"{asked} {holds}",
        f"Open E{piece.number}",
        f"evidence/E{piece.number}",
    )


def _finish(piece: AskingPiece) -> NextStep:
    what = "the new version of " if piece.sent else ""
    title = piece.title.strip() or "no title yet"
    return NextStep(
        f"Finish and send {what}E{piece.number}, “{title}”",
        "It is a draft. Only you can see it, and it counts for nothing until you send it.",
        f"Open E{piece.number}",
        f"evidence/E{piece.number}",
    )


def settle_steps(asked: Questions, person: UUID) -> Iterator[NextStep]:
    """What is asked about entries that this person can say something of: pairs that may be one, then very long days."""
    doubles = [double for double in asked.doubles if double.is_for(person)]
    if doubles:
        one = doubles[0]
        same = one.first.minutes == one.second.minutes
        what = f"{hours(one.first.minutes)} of {date_words(one.first.on)}" if same else date_words(one.first.on)
        yield NextStep(
            f"Say whether you logged {what} twice" if same else f"Say whether you logged time twice on {what}",
            f"{_and_more(len(doubles) - 1)}Both entries are kept and nothing is lost. If both happened, both stay.",
            "See both entries",
            "off-the-job/to-settle",
        )
    days = [day for day in asked.long_days if any(entry.logged_by == person for entry in day.entries)]
    if days:
        yield NextStep(
            f"Say how {date_words(days[0].on)} came to {hours(days[0].minutes)}",
            f"{_and_more(len(days) - 1)}All of it is kept. One sentence settles it.",
            "Say how",
            "off-the-job/to-settle",
        )


def _and_more(others: int) -> str:
    return f"And {others} more like it. " if others else ""


def gist(words: str) -> str:
    """The first sentence of what was written, cut at a word where it is long."""
    flat = " ".join(words.split())
    sentence, stop, _ = flat.partition(". ")
    said = sentence + stop.strip()
    if len(said) <= _GIST:
        return said
    return said[:_GIST].rsplit(" ", 1)[0].rstrip(",;:") + "…"
