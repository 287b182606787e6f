"""What the evidence form asks of the case and of files that no machine can check, with what was answered."""

from dataclasses import dataclass

from app.answers.evidence import Piece
from app.domain.evidence import LeadRole, LegalMatter, OthersAppear, Statements
from app.domain.evidence.holding import to_be_looked_at
from app.domain.permissions import reads_uncleared
from app.domain.programmes import AskedOfEvidence
from app.rendering.words import date_words
from app.web.forms import Typed

LEAD_ROLES = (
    (LeadRole.LEAD.value, "Lead professional"),
    (LeadRole.SUPPORTING.value, "Supporting"),
    (LeadRole.NOT_A_CASE.value, "It is not about a case"),
)
LEGAL_MATTERS = ((LegalMatter.NO.value, "No, or it is not about a case"), (LegalMatter.YES.value, "Yes"))
OTHERS = (
    (OthersAppear.NOBODY.value, "Nobody else"),
    (OthersAppear.AGREED.value, "Yes, and everyone agreed to it"),
)


@dataclass(frozen=True, slots=True)
class StatedView:
    """The questions in the programme's words, and each answer as the text typed.

    `kept_already`: the piece is kept from the employer as it is. `employer` is who that is, `names_address` where names
    are watched for.
    """

    asked: AskedOfEvidence
    legal_matter: str
    clearance: bool
    clearance_by: str
    clearance_on: str
    lead_role: str
    looked: bool
    others_appear: str
    provider_only: bool
    kept_already: bool
    employer: str
    names_address: str
    legal_matters: tuple[tuple[str, str], ...] = LEGAL_MATTERS
    lead_roles: tuple[tuple[str, str], ...] = LEAD_ROLES
    others: tuple[tuple[str, str], ...] = OTHERS


def stated_view(
    typed: Typed, asked: AskedOfEvidence, *, kept_already: bool, employer: str, names_address: str
) -> StatedView:
    """The questions with what was typed."""
    return StatedView(
        asked,
        typed.get("legal_matter"),
        bool(typed.get("clearance")),
        typed.get("clearance_by"),
        typed.get("clearance_on"),
        typed.get("lead_role"),
        bool(typed.get("looked")),
        typed.get("others_appear"),
        bool(typed.get("provider_only")),
        kept_already,
        employer,
        names_address,
    )


def stated_fields(stated: Statements, *, again: bool) -> list[tuple[str, str]]:
    """Statements as the form would have typed them; what is to be stated of a new version `again` is left out."""
    fields = [("legal_matter", stated.legal_matter), ("lead_role", stated.lead_role)]
    if stated.clearance_by and stated.clearance_on:
        fields += [
            ("clearance", "true"),
            ("clearance_by", stated.clearance_by),
            ("clearance_on", stated.clearance_on.isoformat()),
        ]
    if not again:
        fields += [("looked", "true")] if stated.looked else []
        fields.append(("others_appear", stated.others_appear))
    return [(name, value) for name, value in fields if value]


def stated_rows(piece: Piece) -> list[tuple[str, str]]:
    """What was stated of the case, and of files that no machine read, for whoever reads them before the clearing."""
    found = [("Employer", "Kept from the employer" if piece.evidence.provider_only else "")]
    if reads_uncleared(piece.member):
        stated = piece.shown.statements
        cleared = f"{stated.clearance_by}, {date_words(stated.clearance_on)}" if stated.clearance_on else ""
        found += [
            ("Role in the case", dict(LEAD_ROLES).get(stated.lead_role, "")),
            ("Section 47, court or police", dict(LEGAL_MATTERS).get(stated.legal_matter, "")),
            ("Manager’s clearance", cleared),
        ]
        if to_be_looked_at(piece.shown.files):
            found += [
                ("Files no machine read", "Apprentice looked or listened" if stated.looked else "Not stated"),
                ("Others in them", dict(OTHERS).get(stated.others_appear, "Not stated")),
            ]
    return [(name, words) for name, words in found if words]
