"""Gateway: named checks, each with its state, its reason, the figures behind it and its source.

Nothing here declares anybody ready. People do that, and sign it.
"""

from app.domain.gateway.check import OPEN, Check, CheckState, open_count
from app.domain.gateway.checks import checks
from app.domain.gateway.confidentiality import chosen_for_assessor
from app.domain.gateway.declaration import (
    DECLARATIONS,
    Declaration,
    Declared,
    ToDeclare,
    changes_since,
    insist_made_sure,
    insist_open,
    insist_still_true,
    not_confirmed,
    others,
    still_open,
    to_record,
)
from app.domain.gateway.facts import GatewayFacts, MockHeld, PieceStanding, ScopeStanding, SubjectRecord
from app.domain.gateway.waivers import (
    EmployerAgreed,
    TakenBack,
    Waiver,
    Waiving,
    insist_may_waive,
    insist_taking_back,
    insist_waiving,
    not_held,
)

__all__ = [
    "DECLARATIONS",
    "OPEN",
    "Check",
    "CheckState",
    "Declaration",
    "Declared",
    "EmployerAgreed",
    "GatewayFacts",
    "MockHeld",
    "PieceStanding",
    "ScopeStanding",
    "SubjectRecord",
    "TakenBack",
    "ToDeclare",
    "Waiver",
    "Waiving",
    "changes_since",
    "checks",
    "chosen_for_assessor",
    "insist_made_sure",
    "insist_may_waive",
    "insist_open",
    "insist_still_true",
    "insist_taking_back",
    "insist_waiving",
    "not_confirmed",
    "not_held",
    "open_count",
    "others",
    "still_open",
    "to_record",
]
