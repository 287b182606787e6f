"""The checks on the three declarations: who has signed the newest version, and whether what it says still holds."""

from collections.abc import Sequence

from app.domain.gateway.check import Check, CheckState
from app.domain.gateway.declaration import BEHAVIOURS, PARTIES, Declaration, DeclarationErased, Declared, changes_since
from app.domain.gateway.facts import GatewayFacts
from app.domain.people import Role
from app.domain.signatures import Answer
from app.domain.wording import day_words, in_words

_TOGETHER = "Gateway is decided by the employer, the training provider and the apprentice together"
_WHOSE = {Role.EMPLOYER: "The employer", Role.APPRENTICE: "The apprentice", Role.TUTOR: "The training provider"}
_SAYS = {
    Role.EMPLOYER: "the apprentice works at or above the standard",
    Role.APPRENTICE: "the evidence is their own work and that they agree to go through gateway",
    Role.TUTOR: "the requirements are met, with the evidence on file",
}


def declarations(facts: GatewayFacts, found: Sequence[Check]) -> tuple[Check, ...]:
    """One check for each party, and one on the behaviours where the plan has the employer verify them.

    `found` are all the others.
    """
    frozen = facts.portfolio.number if facts.portfolio else None
    declared = facts.declaration
    changed = changes_since(declared, found, frozen, facts.behaviours) if declared else ()
    erased = facts.declaration_erased
    verified = (_behaviours(facts.behaviours, declared, changed, erased),) if facts.behaviours else ()
    return (*(_check(role, declared, changed, erased) for role in PARTIES), *verified)


def _behaviours(
    codes: Sequence[str], declared: Declaration | None, changed: Sequence[str], erased: DeclarationErased | None
) -> Check:
    """That the employer verified them: as their signature stands, which is on a declaration that names them."""
    state, reason = _verdict(Role.EMPLOYER, declared, changed, erased)
    named = f"By signing the declaration the employer verifies {in_words(codes)}."
    return Check(
        id=BEHAVIOURS,
        title="The employer has verified the behaviours",
        state=state,
        reason=f"{named} {reason}",
        source="The assessment plan has the employer verify the behaviours",
        figures={"behaviours": len(codes)},
    )


def _check(role: Role, declared: Declaration | None, changed: Sequence[str], erased: DeclarationErased | None) -> Check:
    state, reason = _verdict(role, declared, changed, erased)
    return Check(
        id=f"{PARTIES[role]}-declaration",
        title=f"{_WHOSE[role]} has signed",
        state=state,
        reason=reason,
        source=_TOGETHER,
        figures={"version": declared.version} if declared else {},
    )


def _verdict(
    role: Role, declared: Declaration | None, changed: Sequence[str], erased: DeclarationErased | None
) -> tuple[CheckState, str]:
    if declared is None and erased is not None:
        gone = f"What version {erased.version} of the declaration said was erased for good on {day_words(erased.on)}."
        again = f"The tutor has to put version {erased.version + 1}, which everybody is asked to sign."
        return CheckState.NOT_MET, f"{gone} {again}"
    if declared is None:
        return CheckState.NOT_MET, f"Nothing is recorded yet. {_WHOSE[role]} will be asked to sign that {_SAYS[role]}."
    given = declared.answer_of(role)
    if given is None:
        asked = f"Asked on {day_words(declared.put_on)} to sign version {declared.version} of the declaration."
        return CheckState.NOT_MET, " ".join((asked, _anew(changed)) if changed else (asked,))
    said = _answered(given, declared.version)
    if given.answer is not Answer.SIGNED:
        return CheckState.NOT_MET, said
    if changed:
        return CheckState.PARTLY, f"{said} {_anew(changed)}"
    return CheckState.MET, said


def _answered(given: Declared, version: int) -> str:
    on = f"version {version} of the declaration on {day_words(given.on)}"
    if given.answer is Answer.UNOBTAINABLE:
        return f"That the signature of {given.name} cannot be had for {on} is recorded; nobody else can give it."
    signed = "signed" if given.answer is Answer.SIGNED else "refused to sign"
    return f"{given.name} {signed} {on}."


def _anew(changed: Sequence[str]) -> str:
    return f"Since then: {' '.join(changed)} A new version has to be signed."
