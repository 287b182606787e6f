"""How kinds of evidence are shown, and what is asked and stated of a piece."""

from dataclasses import dataclass

from app.domain.standards import Source


@dataclass(frozen=True, slots=True)
class EvidenceKindWords:
    """How a kind of evidence (a code of `app.domain.evidence.EvidenceKind`) is shown, and what to know about it.

    `check_plan`: the assessment plan may not accept it, as the source says of such plans.
    """

    code: str
    name: str
    note: str = ""
    source: Source | None = None
    check_plan: bool = False


@dataclass(frozen=True, slots=True)
class AiUse:
    """One answer to whether artificial intelligence was used for a piece. `words`: it takes words on how."""

    code: str
    name: str
    words: bool = False


@dataclass(frozen=True, slots=True)
class AskedOfEvidence:
    """What is asked and stated of a case and its files, in the words that people answer and tick."""

    legal_matter: str
    clearance: str
    lead_role: str
    looked: str
    others_appear: str
    tutor_looked: str
