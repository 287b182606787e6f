"""The title and scope of the case study: written by the apprentice, agreed by employer and tutor, in versions.

Whether a standard has one, and how long its summary may be, its assessment plan says. Nothing of a version changes:
a new one takes its place and asks both anew.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.apprenticeships import Named
from app.domain.assessment import AssessmentPlan, GatewayComponent
from app.domain.evidence.findings import Spotted
from app.domain.people import Role
from app.domain.refusals import BadInput, Fault, WrongState
from app.domain.standards import Source, Standard
from app.domain.words_beside import Kept

PARTIES = (Role.EMPLOYER, Role.TUTOR)
LONGEST_TITLE = 200
MOST_LETTERS = 20_000
"""Of the scope, whatever the plan says: a bound on what is stored."""


@dataclass(frozen=True, slots=True)
class ScopeRule:
    """What the plan asks: of which method, how many words at most (None where it does not say), and where that stands.

    `confirmed` is false where the limit was found in another standard’s plan only.
    """

    method: str
    words_at_most: int | None
    source: Source | None

    @property
    def confirmed(self) -> bool:
        """Whether the limit was found for this very standard."""
        return self.source is not None and self.source.confirmed


@dataclass(frozen=True, slots=True)
class Agreed:
    """One party’s word, given to what `sha256` is of."""

    role: Role
    by: Named
    at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class CaseStudy:
    """One version as it was written. `erased_at`: its words are gone for good."""

    version: int
    title: str
    scope: str
    sha256: str
    by: Named
    at: datetime
    agreed: tuple[Agreed, ...] = ()
    kept: tuple[Kept, ...] = ()
    erased_at: datetime | None = None

    @property
    def open_to(self) -> tuple[Role, ...]:
        """Which parties have still to agree to exactly this; nobody agrees to words that are gone."""
        if self.erased_at is not None:
            return ()
        said = {one.role for one in self.agreed if one.sha256 == self.sha256}
        return tuple(role for role in PARTIES if role not in said)

    @property
    def words(self) -> int:
        """How many words the scope has, counted between spaces."""
        return len(self.scope.split())


def scope_rule(standard: Standard, plan: AssessmentPlan) -> ScopeRule | None:
    """What this standard’s assessment asks of title and scope, None where no method wants them agreed at gateway."""
    method = next((one for one in standard.methods if one.scope_agreed_at_gateway), None)
    if method is None:
        return None
    component = next((one for one in plan.components if _is_scope(one, method.code)), None)
    if component is None:
        return ScopeRule(method.name, None, None)
    source = plan.source(f"gateway_components.{component.code}") or plan.source("gateway_components")
    return ScopeRule(method.name, component.words_at_most, source)


def _is_scope(component: GatewayComponent, method: str) -> bool:
    return component.method == method and component.words_at_most is not None


def case_study_sha256(apprenticeship: UUID, version: int, title: str, scope: str, salt: str) -> str:
    """SHA-256 of canonical JSON: whose it is, which version, a salt that is erased with the words, and the words."""
    said = {"apprenticeship": str(apprenticeship), "salt": salt, "scope": scope, "title": title, "version": version}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def insist_rule(rule: ScopeRule | None) -> ScopeRule:
    """Raises WrongState where this standard’s assessment has no case study."""
    if rule is None:
        raise WrongState("No assessment method of this standard is known to need a title and scope agreed at gateway.")
    return rule


def written(title: str, scope: str) -> tuple[str, str]:
    """Both as they are kept: the title in one line, the scope with its lines."""
    return " ".join(title.split()), scope.replace("\r\n", "\n").strip()


def faults_of(title: str, scope: str, rule: ScopeRule) -> list[Fault]:
    """What is wrong with the words, by the paths `title` and `scope`."""
    faults = []
    if not title:
        faults.append(Fault("title", "Enter the title of the case study."))
    elif len(title) > LONGEST_TITLE:
        faults.append(Fault("title", f"Use at most {LONGEST_TITLE} characters."))
    count, most = len(scope.split()), rule.words_at_most
    if not scope:
        faults.append(Fault("scope", "Write what the case study covers."))
    elif most is not None and count > most:
        faults.append(Fault("scope", f"Use at most {most:,} words. These are {count:,}."))
    elif len(scope) > MOST_LETTERS:
        faults.append(Fault("scope", f"Use at most {MOST_LETTERS:,} characters."))
    return faults


def insist_may_agree(newest: CaseStudy, role: Role, by: UUID, sha256: str, spotted: Sequence[Spotted] = ()) -> None:
    """Whether this party may agree now. Raises WrongState, a sentence each.

    `spotted` is what the check finds today: what was not there to be found when it was written has to be put right.
    """
    if newest.erased_at is not None:
        raise WrongState("The words were erased for good. The apprentice writes a new version.")
    if sha256 != newest.sha256:
        raise WrongState("The case study is not the one that you read. Read it again, then agree.")
    if role not in newest.open_to:
        same = any(one.role is role and one.by.id == by for one in newest.agreed)
        raise WrongState("You agreed to this already." if same else "This has been agreed to already.")
    if not _is_settled(newest, spotted):
        raise WrongState(
            "Something in these words may identify somebody. The apprentice has to write it anew before you agree."
        )


def says_the_same(newest: CaseStudy, title: str, scope: str, spotted: Sequence[Spotted]) -> bool:
    """Whether these are the newest version’s very words, and all that is found in them today stays with its reason."""
    same = newest.erased_at is None and (newest.title, newest.scope) == (title, scope)
    return same and _is_settled(newest, spotted)


def _is_settled(newest: CaseStudy, spotted: Sequence[Spotted]) -> bool:
    known = {(one.field, one.start, one.length) for one in newest.kept}
    return all((one.field, one.start, one.length) in known for one in spotted)


def insist_named(typed: str) -> None:
    """Raises BadInput by `case_study` unless its name was typed, since nothing brings back what is erased."""
    if typed.strip().casefold() != "case study":
        raise BadInput([Fault("case_study", "Type “case study” to erase its words. Nothing brings them back.")])
