"""The check on milestone reviews: every one due so far, held and signed, or its reason on record."""

from app.domain.gateway.check import Check, CheckState
from app.domain.gateway.facts import GatewayFacts
from app.domain.wording import plural


def reviews(facts: GatewayFacts) -> Check:
    """Every review due so far, held and signed. A missed one whose reason is kept makes it an exception."""
    state, reason = _verdict(facts)
    return Check(
        id="reviews",
        title="Every review so far is held and signed",
        state=state,
        reason=reason,
        source=f"The programme’s review every {facts.review_weeks} weeks; "
        f"{facts.rule.review_deadline(facts.period.start).source.name}",
        figures={
            "due": facts.reviews_due,
            "complete": facts.reviews_complete,
            "missed": facts.reviews_missed,
            "waiting": facts.reviews_waiting,
            "unsigned": len(facts.reviews_unsigned),
            "not_held": _not_held(facts),
        },
    )


def _not_held(facts: GatewayFacts) -> int:
    """How many of those due nobody has held, nor missed with a reason."""
    beside = facts.reviews_missed + facts.reviews_waiting + facts.reviews_put_right
    return max(0, facts.reviews_due - (facts.reviews_complete or 0) - beside)


def _verdict(facts: GatewayFacts) -> tuple[CheckState, str]:
    due, complete = facts.reviews_due, facts.reviews_complete
    if due == 0:
        return CheckState.NOT_MET, "No review has been due yet."
    if complete is None:
        were = "was" if due == 1 else "were"
        return CheckState.NOT_MET, f"Nothing is recorded yet: {plural(due, 'review')} {were} due by today."
    counted = f"{complete} of {plural(due, 'review')} due by today {'is' if complete == 1 else 'are'} complete."
    reason = " ".join((counted, *_beside(facts)))
    if complete + facts.reviews_missed >= due:
        return CheckState.WAIVED if facts.reviews_missed else CheckState.MET, reason
    return CheckState.PARTLY if complete else CheckState.NOT_MET, reason


def _beside(facts: GatewayFacts) -> list[str]:
    """What else is to be known of them, a sentence each."""
    said = []
    if waiting := facts.reviews_waiting:
        said.append(f"{plural(waiting, 'review')} {'waits' if waiting == 1 else 'wait'} for signatures.")
    if put_right := facts.reviews_put_right:
        said.append(f"{plural(put_right, 'review')} {'is' if put_right == 1 else 'are'} being put right.")
    if missed := facts.reviews_missed:
        said.append(f"{plural(missed, 'review')} {'was' if missed == 1 else 'were'} missed; the reason is on record.")
    said += [f"Review {number} is not signed by the {role.value}." for number, role in facts.reviews_unsigned]
    return said
