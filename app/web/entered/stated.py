"""What an apprentice states beside the words, as people and programs send it with the evidence form."""

from datetime import date

from pydantic import Field, field_validator

from app.domain.evidence import LeadRole, LegalMatter, OthersAppear, Statements
from app.web.forms import Form

LONGEST_NAME = 200


class StatedForm(Form):
    """The statements of one sending; nothing said is None or "". `clearance`: a manager let the case out."""

    authenticity: bool | None = None
    ai_use: str = Field(default="", max_length=64)
    ai_words: str = Field(default="", max_length=5_000)
    legal_matter: LegalMatter | None = None
    lead_role: LeadRole | None = None
    clearance: bool = False
    clearance_by: str = Field(default="", max_length=LONGEST_NAME)
    clearance_on: date | None = None
    looked: bool | None = None
    others_appear: OthersAppear | None = None
    provider_only: bool = False

    @field_validator(
        "authenticity", "legal_matter", "lead_role", "clearance_on", "looked", "others_appear", mode="before"
    )
    @classmethod
    def _blank_says_nothing(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @property
    def statements(self) -> Statements:
        """What was stated. A manager's clearance counts only where it was ticked."""
        return Statements(
            authenticity=self.authenticity,
            ai_use=self.ai_use,
            ai_words=self.ai_words.replace("\r\n", "\n"),
            legal_matter=self.legal_matter.value if self.legal_matter else "",
            lead_role=self.lead_role.value if self.lead_role else "",
            clearance_by=" ".join(self.clearance_by.split()) if self.clearance else "",
            clearance_on=self.clearance_on if self.clearance else None,
            looked=self.looked,
            others_appear=self.others_appear.value if self.others_appear else "",
        )
