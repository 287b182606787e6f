"""What people do with sessions: plan and invite, take the register, move, cancel; and say that one was there."""

from app.actions.sessions.acknowledging import acknowledge, dispute
from app.actions.sessions.holding import cancel_session, hold_session, move_session
from app.actions.sessions.planning import invite_to_session, plan_session

__all__ = [
    "acknowledge",
    "cancel_session",
    "dispute",
    "hold_session",
    "invite_to_session",
    "move_session",
    "plan_session",
]
