"""Sampling tutors' decisions: drawn by a plan with a seed, judged by somebody else, and what it says of tutors."""

from app.domain.sampling.drawing import OUR_SHARES, DecisionMade, Risk, Sampled, Shares, draw, shares_faults
from app.domain.sampling.drift import SMALL, Counts, Drift, drift_of
from app.domain.sampling.judging import (
    Judged,
    Said,
    SampleState,
    answered,
    answered_by,
    insist_judge,
    insist_settler,
    judged,
    settled,
    state_of,
)

__all__ = [
    "OUR_SHARES",
    "SMALL",
    "Counts",
    "DecisionMade",
    "Drift",
    "Judged",
    "Risk",
    "Said",
    "SampleState",
    "Sampled",
    "Shares",
    "answered",
    "answered_by",
    "draw",
    "drift_of",
    "insist_judge",
    "insist_settler",
    "judged",
    "settled",
    "shares_faults",
    "state_of",
]
