"""What waits on whom, in one statement over any number of apprenticeships; and nudges."""

from app.db.chasing.found import (
    Chased,
    HoursRow,
    PlanPut,
    WaitingRow,
    add_nudge,
    everything,
    read_on_apprentice,
)
from app.db.chasing.statement import on_apprentice

__all__ = [
    "Chased",
    "HoursRow",
    "PlanPut",
    "WaitingRow",
    "add_nudge",
    "everything",
    "on_apprentice",
    "read_on_apprentice",
]
