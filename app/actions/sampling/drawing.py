"""Drawing a sample of the decisions made since the last draw, and drawing an earlier one again."""

import secrets
from datetime import timedelta

from sqlalchemy.orm import Session

from app.actions.acting import Acting
from app.db import history, installation
from app.db import sampling as db
from app.db.sampling import Draw
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.sampling import Sampled, Shares, draw, shares_faults
from app.domain.sampling.drawing import LARGEST_SEED

SETTLED = timedelta(minutes=5)
"""How long before a draw its period ends: a decision made just before may not be committed yet, and comes next time."""


def draw_sample(acting: Acting, shares: Shares, seed: int | None = None) -> int:
    """Draw, and keep what was drawn; returns the draw's number. Without a seed one is made.

    Raises BadInput by field, WrongState where no decision was made since the last draw.
    """
    acting.insist_provider_wide(Permission.SAMPLE_DECISION)
    faults = shares_faults(shares.percent, shares.risk_percent)
    if seed is not None and not 0 <= seed <= LARGEST_SEED:
        faults.append(Fault("seed", f"Enter a whole number up to {LARGEST_SEED}, or leave it empty."))
    if faults:
        raise BadInput(faults)
    installation.hold(acting.session)
    last = db.last_draw(acting.session)
    # The first draw begins with the first decision: what it left out, no later one could take in.
    period = (last.until if last else db.before_every_decision(acting.session, acting.now), acting.now - SETTLED)
    number = last.number + 1 if last else 1
    decisions = db.decisions_between(acting.session, *period)
    if not decisions:
        raise WrongState(
            "No decision was made since the last draw, up to five minutes ago, so there is nothing to draw from."
        )
    chosen = secrets.randbelow(LARGEST_SEED + 1) if seed is None else seed
    drawn = draw(decisions, shares, chosen, *db.seen_before(acting.session, number))
    db.add_draw(acting.session, number, period, chosen, shares, decisions, drawn, acting.person.id)
    acting.record(
        history.PROVIDER, "sample_drawn", f"draw {number}", number=number, decided=len(decisions), sampled=len(drawn)
    )
    return number


def draw_again(session: Session, found: Draw) -> tuple[Sampled, ...]:
    """An earlier draw drawn anew from what is on record: it comes to the same, unless something was changed."""
    decisions = db.decisions_between(session, found.since, found.until)
    return draw(decisions, found.shares, found.seed, *db.seen_before(session, found.number))
