"""The part of the gateway page on the declaration: who has signed, and the tutor’s form to put a version."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.answers.readiness import Readiness
from app.domain.apprenticeships import Apprenticeship
from app.domain.gateway import changes_since, not_confirmed, still_open, to_record
from app.domain.gateway.declaration import PARTIES, DeclarationErased, Declared
from app.domain.people import Member, Role
from app.domain.permissions import Permission, may
from app.domain.refusals import Fault
from app.domain.signatures import Answer
from app.rendering.words import date_words, plural
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

    `changed` are sentences on what stands otherwise than the newest version says, and `erased` says what became of its
    words, "" while they stand.
    """

    parties: tuple[PartyDeclares, ...]
    record: str
    version: int
    changed: tuple[str, ...]
    waits: str
    form: PutForm | None
    faults: tuple[Fault, ...] = ()
    erased: str = ""

    @property
    def may_be_open(self) -> bool:
        """Whether somebody may still have to sign what the newest version says."""
        return not self.erased and any(one.state != "met" for one in self.parties)


def declaration_view(
    one: Apprenticeship,
    found: Readiness,
    member: Member,
    made_sure: str = "",
    faults: tuple[Fault, ...] = (),
    *,
    is_over: bool = False,
) -> DeclarationView:
    """All of it from what the page has read already. `is_over`: gateway is behind whoever has passed or ended."""
    declared = found.declaration
    asked = [ksb.code for ksb in found.behaviours]
    changed = changes_since(declared, found.checks, found.frozen, asked) if declared else ()
    refused = declared is not None and declared.is_refused
    waits = len(still_open(found.checks))
    erased = found.declaration_erased
    version = declared.version if declared else erased.version if erased else 0
    form = None
    if may(member, Permission.PUT_DECLARATION) and not waits and not is_over and (not declared or changed or refused):
        unsure = tuple(check.title for check in not_confirmed(found.checks))
        form = PutForm(record_address(one.id, "gateway/declaration"), version + 1, unsure, made_sure)
    return DeclarationView(
        parties=_parties(one, found, is_over=is_over),
        record=record_address(one.id, f"signing/declaration/1/{version}") if version else "",
        version=version,
        changed=changed,
        waits=_waits(found, waits) if waits and not is_over and (not declared or changed) else "",
        form=form,
        faults=faults,
        erased=_erased(erased, found.erased_answers) if erased else "",
    )


def _waits(found: Readiness, waits: int) -> str:
    opens = f"It opens once {plural(waits, 'other check')} {'is' if waits == 1 else 'are'} met or waived."
    return " ".join((opens, *to_record(found.checks)))


def _erased(erased: DeclarationErased, answers: Sequence[Declared]) -> str:
    gone = f"erased for good on {date_words(erased.on)}"
    signed = {one.role for one in answers if one.answer is Answer.SIGNED}
    if not signed.issuperset(PARTIES):
        return f"The words of version {erased.version} were {gone}."
    return f"All three signed version {erased.version}. Its words were {gone} since; the signatures stand."


def _parties(one: Apprenticeship, found: Readiness, *, is_over: bool) -> tuple[PartyDeclares, ...]:
    named = {
        "employer-declaration": ("Employer", one.employer_contact, Role.EMPLOYER),
        "apprentice-declaration": ("Apprentice", one.apprentice, Role.APPRENTICE),
        "provider-declaration": ("Training provider", one.tutor, Role.TUTOR),
        "behaviours-declaration": ("Behaviours, verified by the employer", one.employer_contact, Role.EMPLOYER),
    }
    by_id = {check.id: check for check in found.checks}
    signed = {given.role: given for given in found.erased_answers if given.answer is Answer.SIGNED}
    return tuple(
        PartyDeclares(
            party,
            person.name if person else "Nobody yet",
            by_id[id_].state.value,
            _reason(by_id[id_].reason, found, signed.get(role), is_over=is_over),
        )
        for id_, (party, person, role) in named.items()
        if id_ in by_id
    )


def _reason(reason: str, found: Readiness, signed: Declared | None, *, is_over: bool) -> str:
    """The check’s, and first of all that a version was signed of which the words are gone."""
    if found.declaration_erased is None or signed is None:
        return reason
    said = f"{signed.name} signed version {found.declaration_erased.version} on {date_words(signed.on)}."
    return said if is_over else f"{said} {reason}"
