"""The part of the gateway page on the declaration: who has signed, and the tutor’s form to put a version."""

from dataclasses import dataclass

from app.answers.readiness import Readiness
from app.domain.apprenticeships import Apprenticeship
from app.domain.gateway import changes_since, not_confirmed, still_open
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.refusals import Fault
from app.rendering.words import plural
from app.web.record import record_address


@dataclass(frozen=True, slots=True)
class PartyDeclares:
    """One party. `state` is its check’s, `reason` who signed when, or what is still to come."""

    party: str
    name: str
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class PutForm:
    """The form that puts version `version` before all three. `unsure` are titles of checks that are not confirmed."""

    address: str
    version: int
    unsure: tuple[str, ...]
    made_sure: str


@dataclass(frozen=True, slots=True)
class DeclarationView:
    """`record` leads to the newest version, "" before any; `waits` says what keeps a new one closed, "" where nothing.

    `changed` are sentences on what stands otherwise than the newest version says.
    """

    parties: tuple[PartyDeclares, ...]
    record: str
    version: int
    changed: tuple[str, ...]
    waits: str
    form: PutForm | None
    faults: tuple[Fault, ...] = ()


def declaration_view(
    one: Apprenticeship, found: Readiness, member: Member, made_sure: str = "", faults: tuple[Fault, ...] = ()
) -> DeclarationView:
    """All of it from what the page has read already."""
    declared = found.declaration
    asked = [ksb.code for ksb in found.behaviours]
    changed = changes_since(declared, found.checks, found.frozen, asked) if declared else ()
    refused = declared is not None and declared.is_refused
    waits = len(still_open(found.checks))
    erased = found.declaration_erased
    version = declared.version if declared else erased.version if erased else 0
    form = None
    if may(member, Permission.PUT_DECLARATION) and not waits and (not declared or changed or refused):
        unsure = tuple(check.title for check in not_confirmed(found.checks))
        form = PutForm(record_address(one.id, "gateway/declaration"), version + 1, unsure, made_sure)
    return DeclarationView(
        parties=_parties(one, found),
        record=record_address(one.id, f"signing/declaration/1/{version}") if declared else "",
        version=version,
        changed=changed,
        waits=f"It opens once {plural(waits, 'other check')} {'is' if waits == 1 else 'are'} met or waived."
        if waits and (not declared or changed)
        else "",
        form=form,
        faults=faults,
    )


def _parties(one: Apprenticeship, found: Readiness) -> tuple[PartyDeclares, ...]:
    named = {
        "employer-declaration": ("Employer", one.employer_contact),
        "apprentice-declaration": ("Apprentice", one.apprentice),
        "provider-declaration": ("Training provider", one.tutor),
        "behaviours-declaration": ("Behaviours, verified by the employer", one.employer_contact),
    }
    by_id = {check.id: check for check in found.checks}
    return tuple(
        PartyDeclares(party, person.name if person else "Nobody yet", by_id[id_].state.value, by_id[id_].reason)
        for id_, (party, person) in named.items()
        if id_ in by_id
    )
