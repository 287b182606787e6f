"""The declaration by which employer, apprentice and provider go through gateway: one record that all three sign.

It says how every other check stood, so that a signature says exactly what was true then. Where a check stands otherwise
since, what was signed holds no more: a new version asks all three again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.gateway.check import OPEN, Check, CheckState
from app.domain.gateway.stood import Stood, otherwise
from app.domain.people import Role
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.signatures import Answer, canonical_text
from app.domain.wording import in_words, plural

PARTIES = {Role.EMPLOYER: "employer", Role.APPRENTICE: "apprentice", Role.TUTOR: "provider"}
"""Who declares, and what the check on it is called; the tutor signs for the provider."""
BEHAVIOURS = "behaviours-declaration"
"""The check that the employer verified the behaviours, by signing a declaration that names them."""
DECLARATIONS = frozenset({*(f"{party}-declaration" for party in PARTIES.values()), BEHAVIOURS})
"""The checks that are themselves the declarations."""
NUMBER = 1
"""An apprenticeship has one declaration, in versions."""
LONGEST_MADE_SURE = 1_000


@dataclass(frozen=True, slots=True)
class Declared:
    """What one party answered to a version, and when, as London’s date. `name` is what stands by the signature."""

    role: Role
    answer: Answer
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class DeclarationErased:
    """That the newest version says nothing any more: which it was, and on which day its words were erased for good."""

    version: int
    on: date


@dataclass(frozen=True, slots=True)
class Declaration:
    """The newest version: how every other check stood, which frozen version of the portfolio, and who answered.

    `behaviours` are the codes of those that the employer verifies by signing it, none where the plan does not ask it.
    """

    version: int
    put_on: date
    stood: Mapping[str, Stood]
    portfolio: int | None
    answers: tuple[Declared, ...] = ()
    behaviours: tuple[str, ...] = ()

    def answer_of(self, role: Role) -> Declared | None:
        """What counts as this party’s answer: their signature, else the newest."""
        given = [one for one in self.answers if one.role is role]
        signed = [one for one in given if one.answer is Answer.SIGNED]
        return next(reversed(signed or given), None)

    @property
    def is_refused(self) -> bool:
        """Whether some party did not sign what was put: refused, or could not be reached."""
        given = (self.answer_of(role) for role in PARTIES)
        return any(one is not None and one.answer is not Answer.SIGNED for one in given)


@dataclass(frozen=True, slots=True)
class ToDeclare:
    """What a version is made of. `portfolio` is the newest frozen version with its hash; `made_sure`: how.

    `behaviours` are code and text of those that the employer verifies.
    """

    apprenticeship: UUID
    version: int
    on: date
    apprentice: str
    employer: str
    provider: str
    standard: str
    portfolio: tuple[int, str] | None
    made_sure: str
    behaviours: tuple[tuple[str, str], ...] = ()


def others(found: Iterable[Check]) -> tuple[Check, ...]:
    """The checks that are no declarations."""
    return tuple(check for check in found if check.id not in DECLARATIONS)


def still_open(found: Iterable[Check]) -> tuple[Check, ...]:
    """What keeps the declaration closed: what is partly met or not met, or not confirmed while nobody recorded it here.

    What is not confirmed because nobody has published it takes words instead.
    """
    return tuple(
        one
        for one in others(found)
        if one.state in OPEN and (one.state is not CheckState.NOT_CONFIRMED or one.to_record)
    )


def to_record(found: Iterable[Check]) -> tuple[str, ...]:
    """What somebody here has to record before it opens, each sentence once."""
    return tuple(dict.fromkeys(one.to_record for one in still_open(found) if one.to_record))


def not_confirmed(found: Iterable[Check]) -> tuple[Check, ...]:
    """The checks of which nobody has published enough to judge them, so that people have to make sure."""
    return tuple(one for one in others(found) if one.state is CheckState.NOT_CONFIRMED and not one.to_record)


def insist_open(found: Sequence[Check]) -> None:
    """Raises WrongState while a check is partly met or not met, or waits for what somebody here can record."""
    waits = still_open(found)
    if waits:
        listed = "; ".join(one.title for one in waits)
        said = (f"The declaration opens once every check is met or waived. Still open: {listed}.", *to_record(found))
        raise WrongState(" ".join(said))


def insist_made_sure(found: Sequence[Check], made_sure: str) -> None:
    """Raises BadInput by `made_sure`: a check that is not confirmed is taken on somebody’s word, which is kept."""
    if not_confirmed(found) and not made_sure.strip():
        raise BadInput([Fault("made_sure", "Say how you made sure of what is not confirmed.")])
    if len(made_sure) > LONGEST_MADE_SURE:
        raise BadInput([Fault("made_sure", f"Keep this to {LONGEST_MADE_SURE:,} characters.")])


def canonical(asked: ToDeclare, found: Iterable[Check], salt: str) -> str:
    """The canonical text of a version. Nothing restricted is in it: everybody who signs reads it whole."""
    return canonical_text(
        {
            "record": "declaration",
            "apprenticeship": str(asked.apprenticeship),
            "version": asked.version,
            "on": asked.on.isoformat(),
            "apprentice": asked.apprentice,
            "employer": asked.employer,
            "provider": asked.provider,
            "standard": asked.standard,
            "portfolio": {"version": asked.portfolio[0], "sha256": asked.portfolio[1]} if asked.portfolio else None,
            "checks": [
                {
                    "id": one.id,
                    "title": one.title,
                    "state": one.state.value,
                    "reason": one.reason,
                    "figures": dict(one.figures),
                    "source": one.source,
                }
                for one in others(found)
            ],
            "made_sure": asked.made_sure,
            **_verified(asked.behaviours),
            "salt": salt,
        }
    )


def declaration_from(content: str, answers: Iterable[Declared]) -> Declaration | None:
    """A version from its canonical text; None where there is none, or where its words were erased."""
    if not content:
        return None
    said = json.loads(content)
    frozen = said["portfolio"]
    return Declaration(
        said["version"],
        date.fromisoformat(said["on"]),
        {one["id"]: Stood(CheckState(one["state"]), one["figures"]) for one in said["checks"]},
        frozen["version"] if frozen else None,
        tuple(answers),
        tuple(one["code"] for one in said.get("behaviours", ())),
    )


def changes_since(
    declared: Declaration, found: Iterable[Check], portfolio: int | None, behaviours: Iterable[str] = ()
) -> tuple[str, ...]:
    """A sentence for each check that stands otherwise than it was declared, and for another frozen portfolio.

    `behaviours` are the codes that the plan has the employer verify: it has to name them all.

    A check that is met by now takes nothing back, and neither do figures that grew. A figure that fell does, and so
    do another version of the case study and another reason for an exception.
    """
    moved = [said for check in others(found) if (said := otherwise(declared.stood.get(check.id), check))]
    if portfolio != declared.portfolio:
        moved.append(
            f"Version {portfolio} of the portfolio is frozen; the declaration is on {_on(declared.portfolio)}."
        )
    if missing := [code for code in behaviours if code not in declared.behaviours]:
        moved.append(f"The plan has the employer verify {in_words(missing)}, which the declaration does not name.")
    return tuple(moved)


def insist_still_true(changed: Sequence[str]) -> None:
    """Raises WrongState where something stands otherwise than the version says that is to be signed."""
    if changed:
        raise WrongState(
            f"{plural(len(changed), 'thing')} changed since this was put before you: {' '.join(changed)} "
            "The tutor has to put a new version before everybody."
        )


def _verified(behaviours: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Nothing where the plan asks for none, so that what was put before this was asked reads the same."""
    return {"behaviours": [{"code": code, "text": text} for code, text in behaviours]} if behaviours else {}


def _on(portfolio: int | None) -> str:
    return f"version {portfolio}" if portfolio else "none"
