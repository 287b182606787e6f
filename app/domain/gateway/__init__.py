"""Gateway: named checks, each with its state, its reason, the figures behind it and its source.

Nothing here declares anybody ready. People do that, and sign it.
"""

from app.domain.gateway.check import OPEN, Check, CheckState, open_count
from app.domain.gateway.checks import checks
from app.domain.gateway.confidentiality import chosen_for_assessor
from app.domain.gateway.facts import GatewayFacts, MockHeld, PieceStanding, SubjectRecord
from app.domain.gateway.waivers import (
    TakenBack,
    Waiver,
    insist_may_waive,
    insist_reasons,
    insist_taking_back,
)

__all__ = [
    "OPEN",
    "Check",
    "CheckState",
    "GatewayFacts",
    "MockHeld",
    "PieceStanding",
    "SubjectRecord",
    "TakenBack",
    "Waiver",
    "checks",
    "chosen_for_assessor",
    "insist_may_waive",
    "insist_reasons",
    "insist_taking_back",
    "open_count",
]
