"""Who signed a record, who is still asked, and what whoever looks may answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from app.domain.people import Person, Role
from app.domain.receipts import means_words
from app.domain.refusals import Fault
from app.domain.signatures import ROLE_WORDS, Answer, RecordKey, Signature, Standing, kind_name
from app.rendering.words import in_words, sentence_case, stamp_words

TAGS = {
    Answer.SIGNED: ("ok", "tick", "Signed"),
    Answer.REFUSED: ("warn", "alert", "Refused to sign"),
    Answer.UNOBTAINABLE: ("warn", "alert", "Not signed: could not be had"),
}
AS_ONESELF = (
    "Each signs as themselves: signed in, on any device, or by the link that was e-mailed to the employer. "
    "To sign on this device, sign out first, so that they can sign in or open their link."
)


@dataclass(frozen=True, slots=True)
class PartyShown:
    """One party's box. `tone`, `shape` and `word` are its state; `lines` say when, how and why; `earlier` what was
    answered before that."""

    role: str
    name: str
    tone: str
    shape: str
    word: str
    lines: tuple[str, ...]
    statement: str
    earlier: tuple[str, ...]
    receipt: str


@dataclass(frozen=True, slots=True)
class SignBox:
    """The form to sign or refuse, for whoever is still asked. `role` is the code, `as_role` its word."""

    role: str
    as_role: str
    statement: str
    sha256: str
    name: str
    reason: str
    refusing: bool
    refused: bool
    what: str


@dataclass(frozen=True, slots=True)
class GivingUp:
    """The tutor's form to record that a signature cannot be had. `parties` are the choices: (code, words)."""

    parties: tuple[tuple[str, str], ...]
    party: str
    who: str
    why: str
    attempts: str
    sha256: str
    open: bool


@dataclass(frozen=True, slots=True)
class SignaturesView:
    """The signatures of one version. `here` is what the forms' addresses begin with; `blocked` says why nobody can
    answer, or why not this person; `faults` are named by the fields of these forms."""

    here: str
    count: str
    parties: tuple[PartyShown, ...]
    sha256: str
    box: SignBox | None
    giving_up: GivingUp | None
    blocked: str
    as_oneself: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks: their roles on the record today, those they answered in before, and what only the tutor may."""

    person: Person
    roles: frozenset[Role]
    answered_as: frozenset[Role]
    may_give_up: bool = False
    receipts: str = ""
    """What the address of a receipt of theirs begins with."""


@dataclass(frozen=True, slots=True)
class Words:
    """What lies around a record: each role's sentence to sign under, and who holds each role by name."""

    statements: Mapping[Role, str]
    names: Mapping[Role, tuple[str, ...]]
    typed: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def signatures_view(standing: Standing, words: Words, looking: Looking, here: str, *, same: bool) -> SignaturesView:
    """The whole of it. `same` is whether the record is still what was put: if not, nobody is asked to sign."""
    signed = sum(1 for role in standing.asked if _is_signed(standing, role))
    blocked = _blocked(standing, same)
    role = _own(standing, looking) if not blocked else None
    if role is not None and (others := looking.answered_as - {role}):
        blocked = (
            f"You have answered on this apprenticeship as the {in_words([ROLE_WORDS[one] for one in others])}, so "
            f"somebody else has to answer as the {ROLE_WORDS[role]}."
        )
    return SignaturesView(
        here=here,
        count=f"{signed} of {len(standing.asked)} signed",
        parties=tuple(_party(standing, one, words, looking) for one in standing.asked),
        sha256=standing.sha256,
        box=_box(standing, role, words) if role is not None and not blocked else None,
        giving_up=_giving_up(standing, words, looking) if looking.may_give_up and same else None,
        blocked=blocked,
        as_oneself=AS_ONESELF if looking.may_give_up and standing.waiting_for else "",
        faults=words.faults,
    )


def record_title(key: RecordKey) -> str:
    """The heading of a record's page: Milestone review 9."""
    return sentence_case(kind_name(key.kind, key.number))


def _blocked(standing: Standing, same: bool) -> str:
    if standing.erased_at is not None:
        return "The words of this record were erased. Its SHA-256 and its signatures stay."
    if not same:
        return "This record is not what was put to be signed. Nobody can sign it: the training provider has to look."
    return ""


def _own(standing: Standing, looking: Looking) -> Role | None:
    """The role in which whoever looks is asked: one that waits, else one whose refusal may turn into a signature."""
    if standing.is_outdated:
        return None
    own = [role for role in standing.asked if role in looking.roles and not _is_signed(standing, role)]
    waiting = [role for role in own if standing.answer_of(role) is None]
    return next(iter(waiting or own), None)


def _is_signed(standing: Standing, role: Role) -> bool:
    given = standing.answer_of(role)
    return given is not None and given.answer is Answer.SIGNED


def _party(standing: Standing, role: Role, words: Words, looking: Looking) -> PartyShown:
    given = standing.answer_of(role)
    if given is None:
        names = in_words(list(words.names.get(role, ()))) or "Nobody at present"
        waits = ("quiet", "clock", "Asked to sign") if role in standing.waiting_for else ("quiet", "todo", "Not signed")
        return PartyShown(sentence_case(ROLE_WORDS[role]), names, *waits, (), "", (), "")
    own = given.by == looking.person.id and given.answer is not Answer.UNOBTAINABLE
    return PartyShown(
        sentence_case(ROLE_WORDS[role]),
        given.name,
        *TAGS[given.answer],
        _lines(given),
        given.statement,
        tuple(_earlier(one) for one in standing.signatures if one.role is role and one is not given),
        f"{looking.receipts}{given.code}" if own and looking.receipts else "",
    )


def _lines(given: Signature) -> tuple[str, ...]:
    when = f"{stamp_words(given.at)}, known by {means_words(given.means)}"
    if given.answer is Answer.UNOBTAINABLE:
        return (f"Recorded by the tutor on {stamp_words(given.at)}", f"Why: {given.reason}", f"Tried: {given.attempts}")
    return (sentence_case(when), *([f"Why: {given.reason}"] if given.reason else []))


def _earlier(given: Signature) -> str:
    said = "Refused" if given.answer is Answer.REFUSED else "Recorded as not to be had"
    return f"{said} on {stamp_words(given.at)}: {given.reason}"


def _box(standing: Standing, role: Role, words: Words) -> SignBox:
    given = standing.answer_of(role)
    typed = words.typed
    return SignBox(
        role=role.value,
        as_role=ROLE_WORDS[role],
        statement=words.statements[role],
        sha256=standing.sha256,
        name=typed.get("name", ""),
        reason=typed.get("reason", ""),
        refusing="reason" in typed or any(fault.path == "reason" for fault in words.faults),
        refused=given is not None and given.answer is Answer.REFUSED,
        what=f"version {standing.key.version}",
    )


def _giving_up(standing: Standing, words: Words, looking: Looking) -> GivingUp | None:
    open_to: Collection[Role] = [role for role in standing.waiting_for if role not in looking.roles]
    if not open_to:
        return None
    typed = words.typed
    return GivingUp(
        parties=tuple((role.value, f"The {ROLE_WORDS[role]}’s") for role in open_to),
        party=typed.get("party", ""),
        who=typed.get("who", ""),
        why=typed.get("why", ""),
        attempts=typed.get("attempts", ""),
        sha256=standing.sha256,
        open="attempts" in typed or any(fault.path in ("party", "who", "why", "attempts") for fault in words.faults),
    )
