"""What an apprentice states of a piece beside the words: whose work it is, what case it comes from, who is in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.programmes import AiUse
from app.domain.refusals import Fault


class LegalMatter(StrEnum):
    """Whether the case is in a Section 47 enquiry, a court or a police matter."""

    YES = "yes"
    NO = "no"


class LeadRole(StrEnum):
    """What the apprentice was in the case."""

    LEAD = "lead"
    SUPPORTING = "supporting"
    NOT_A_CASE = "not_a_case"


class OthersAppear(StrEnum):
    """Whether anyone else is seen or heard in a file. There is no code for somebody who did not agree."""

    NOBODY = "nobody"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Statements:
    """What was stated of one version; None and "" where nothing was said.

    `ai_use` is a code of the programme, `ai_words` say more of it. `legal_matter`, `lead_role` and `others_appear` are
    values of the codes above. `clearance_by` and `clearance_on` say which manager let a case under a legal matter out,
    and when. `looked`: the apprentice looked at, or listened to, every file that no machine could read.
    """

    authenticity: bool | None = None
    ai_use: str = ""
    ai_words: str = ""
    legal_matter: str = ""
    lead_role: str = ""
    clearance_by: str = ""
    clearance_on: date | None = None
    looked: bool | None = None
    others_appear: str = ""


NOTHING_STATED = Statements()


def faults_of_ai_use(statements: Statements, answers: Mapping[str, AiUse]) -> list[Fault]:
    """What is wrong with what was said of the use of AI, by a programme's answers; nothing said is no fault."""
    if not statements.ai_use:
        return []
    answer = answers.get(statements.ai_use)
    if answer is None:
        return [Fault("ai_use", "Choose whether you used AI for this.")]
    if answer.words and not statements.ai_words.strip():
        return [Fault("ai_words", "Say how you used AI: which tool, for what, and what of it is in this piece.")]
    return []


def faults_of_stating(confidential: bool | None, statements: Statements) -> list[Fault]:
    """What an apprentice still has to state, on the page, before a piece is sent: of clients, own work, and of AI."""
    faults = []
    if confidential is not True:
        said = "Tick the statement on confidentiality before you send this, or save it as a draft."
        faults.append(Fault("confidentiality_statement", said))
    if statements.authenticity is not True:
        said = "Tick the statement that this is your own work before you send this, or save it as a draft."
        faults.append(Fault("authenticity", said))
    if not statements.ai_use:
        faults.append(Fault("ai_use", "Choose whether you used AI for this."))
    return faults
