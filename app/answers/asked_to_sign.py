"""What waits for an apprentice’s own name or consent, as steps: records to sign, adjustments to the assessment."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.answers.asked_of import NextStep
from app.db.chasing import WaitingRow
from app.db.home import OwnAdjustment
from app.db.reviews import OnRecord
from app.domain.assessment import adjustment_words
from app.domain.chasing import WaitKind
from app.domain.london import london_date
from app.domain.people import Role
from app.domain.reviews import ReviewState
from app.domain.signatures import Answer, RecordKind, kind_name
from app.domain.standards import Standard
from app.rendering.words import date_words


def signing_steps(reviews: Sequence[OnRecord], waiting: Sequence[WaitingRow]) -> Iterator[NextStep]:
    """The plan, the declaration and the held reviews that wait for the apprentice’s signature or reason against it.

    `waiting` is what waits on the apprentice.
    """
    for row in waiting:
        if row.kind is WaitKind.SIGNATURE:
            kind, number, version = row.which.rsplit("-", 2)
            if kind != RecordKind.REVIEW:
                yield _sign(RecordKind(kind), int(number), int(version), london_date(row.since))
    for one in reviews:
        review, meeting = one.review, one.review.meeting
        answered = any(role is Role.APPRENTICE and answer is not Answer.UNOBTAINABLE for role, answer in one.answers)
        if review.state is ReviewState.AWAITING_SIGNATURES and meeting is not None and not answered:
            yield NextStep(
                f"Sign review {review.number}, or say why not",
                f"It was held on {date_words(meeting.held_on)}. Read it whole first: you sign exactly what you read.",
                f"Read review {review.number}",
                f"signing/review/{review.number}/{review.version}",
            )


def _sign(kind: RecordKind, number: int, version: int, put_on: date) -> NextStep:
    return NextStep(
        f"Sign the {kind_name(kind, number)}, or say why not",
        f"Version {version} was put before you on {date_words(put_on)}. Read it whole first: you sign exactly what you "
        "read.",
        f"Read and sign version {version}",
        f"signing/{kind.value}/{number}/{version}",
    )


def consent_steps(adjustments: Sequence[OwnAdjustment], standard: Standard) -> Iterator[NextStep]:
    """The adjustments to the assessment that the apprentice can consent to or refuse."""
    for one in adjustments:
        yield NextStep(
            f"Say whether you consent to adjustment {one.number}",
            f"{adjustment_words(one.what, standard)}. Nothing goes by it until you consent.",
            f"Read adjustment {one.number}",
            f"portfolio/adjustments#adjustment-{one.number}",
        )
