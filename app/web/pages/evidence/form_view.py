"""What the evidence form shows, first or again with everything that was typed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.db.evidence.doubles import Elsewhere
from app.domain.coverage import KsbCoverage, KsbState
from app.domain.evidence import EvidenceFile
from app.domain.programmes import EvidenceKindWords
from app.domain.refusals import Fault
from app.domain.standards import Duty, Ksb, Standard
from app.rendering.states import KSB_STATES
from app.rendering.words import in_words
from app.web.forms import Typed
from app.web.pages.evidence.check_view import CheckView
from app.web.pages.evidence.doubles_view import hint_of
from app.web.pages.evidence.hours_asked import HoursAsked
from app.web.pages.evidence.own_work import OwnWorkSection
from app.web.pages.evidence.practice_view import PracticeSection
from app.web.pages.evidence.stated_view import StatedView
from app.web.pages.evidence.suggested_view import SuggestedView
from app.web.pages.evidence.unsaved_view import UnsavedView


@dataclass(frozen=True, slots=True)
class KsbChoice:
    """One KSB to tick, in our plain words and the published ones. `standing` is where it stands: “Accepted in E3”."""

    code: str
    short: str
    plain: str
    text: str
    standing: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class KsbChoices:
    """A group of KSBs to tick: “Knowledge for D6”. `first` are those of the chosen duties, which begin unfolded.

    `codes` are all of the group, `ksbs` those that are not ticked or suggested; `above` names the others, which stand
    above it. `settled` are those of the rest that are accepted already: they begin folded where others are left.
    """

    name: str
    ksbs: tuple[KsbChoice, ...]
    settled: tuple[KsbChoice, ...]
    first: bool
    codes: tuple[str, ...]
    ticked: int
    above: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that has arrived already; it stays with the piece while it is ticked. `hint`: where else it is, or ""."""

    id: str
    name: str
    size: int
    ticked: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class DutyChoice:
    """One duty to choose."""

    code: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FormView:
    """The evidence form, each field as the text typed; `faults` say what is wrong with it.

    `address` is where it is sent and, by GET with `ksb` and `duty`, where it begins with those. `key` ties one
    rendering together; `revision` is the draft's, "" for a form that changes none.
    """

    heading: str
    lede: str
    address: str
    cancel_address: str
    key: str
    revision: str
    title: str
    description: str
    happened_on: str
    kind: str
    hours: HoursAsked
    statement: bool
    kinds: tuple[tuple[str, str], ...]
    kind_notes: tuple[tuple[str, str], ...]
    main_duty: str
    main_duty_text: str
    duties: tuple[DutyChoice, ...]
    ticked: tuple[KsbChoice, ...]
    groups: tuple[KsbChoices, ...]
    suggested: SuggestedView
    statement_words: str
    readers: str
    send_words: str
    most: str
    accept: str
    stated: StatedView
    check: CheckView
    check_address: str
    unsaved: UnsavedView
    own_work: OwnWorkSection
    files: tuple[KeptFile, ...] = ()
    faults: tuple[Fault, ...] = ()
    saved: tuple[str, str] | None = None
    practice: PracticeSection | None = None


def ksb_groups(
    standard: Standard,
    standing: Collection[KsbCoverage],
    duties: Collection[str],
    chosen: Collection[str],
    besides: Collection[str] = (),
) -> tuple[KsbChoices, ...]:
    """Every KSB by kind, `besides` those shown elsewhere; those of the chosen duties first, where there are any."""
    named = [standard.duty_by_code[code] for code in duties if code in standard.duty_by_code]
    wanted = {ksb for duty in named for ksb in duty.ksbs}
    words = {ksb.code: _standing(ksb) for ksb in standing}
    accepted = {ksb.code for ksb in standing if ksb.state is KsbState.ACCEPTED}
    groups = []
    for first in (True, False) if wanted else (True,):
        for kind in standard.kinds:
            ksbs = [ksb for ksb in standard.ksbs_of(kind.code) if not wanted or (ksb.code in wanted) is first]
            left = [ksb for ksb in ksbs if ksb.code not in besides and ksb.code not in chosen]
            if ksbs:
                name = _group_name(kind.name, named, first)
                choices = [_choice(ksb, words.get(ksb.code, ""), chosen) for ksb in left]
                owed = tuple(one for one in choices if one.code not in accepted) or tuple(choices)
                settled = tuple(one for one in choices if one not in owed)
                codes = tuple(ksb.code for ksb in ksbs)
                ticked = sum(1 for code in codes if code in chosen)
                above = in_words(ksb.code for ksb in ksbs if ksb not in left)
                groups.append(KsbChoices(name, owed, settled, bool(named) and first, codes, ticked, above))
    return tuple(groups)


def ticked_ksbs(
    standard: Standard, standing: Collection[KsbCoverage], chosen: Collection[str]
) -> tuple[KsbChoice, ...]:
    """The KSBs that are ticked, in the order they are published: they stand open, whatever is folded."""
    words = {ksb.code: _standing(ksb) for ksb in standing}
    return tuple(_choice(ksb, words.get(ksb.code, ""), chosen) for ksb in standard.ksbs if ksb.code in chosen)


def duty_choices(standard: Standard, chosen: Collection[str]) -> tuple[DutyChoice, ...]:
    """Every duty of the standard; none where it has none."""
    return tuple(DutyChoice(d.code, f"{d.code}: {d.short}", d.code in chosen) for d in standard.duties)


def kept_files(
    offered: Sequence[EvidenceFile], ticked: Collection[UUID], there: Sequence[Elsewhere] = ()
) -> tuple[KeptFile, ...]:
    """Files to offer again; one that came twice is offered once."""
    found: dict[tuple[str, str], KeptFile] = {}
    for place, file in enumerate(offered):
        key = (file.sha256, file.name)
        if key not in found or file.id in ticked:
            hint = hint_of(file, [one for one in offered[:place] if one.name != file.name], there)
            found[key] = KeptFile(str(file.id), file.name, file.size, file.id in ticked, hint)
    return tuple(found.values())


def kind_words(kind: EvidenceKindWords) -> str:
    """A kind as the form offers it, flagged where an assessment plan may not accept it."""
    return f"{kind.name} (may not be accepted for assessment: check the plan)" if kind.check_plan else kind.name


def chosen_in(typed: Typed, name: str) -> list[str]:
    """The codes ticked or chosen under a name, each once, in order."""
    return list(dict.fromkeys(code for code in typed.all(name) if code))


def _group_name(kind: str, duties: list[Duty], first: bool) -> str:
    if not duties:
        return kind
    if first:
        return f"{kind} for {in_words(duty.code for duty in duties)}"
    return f"Other {kind.lower()}"


def _choice(ksb: Ksb, standing: str, chosen: Collection[str]) -> KsbChoice:
    return KsbChoice(ksb.code, ksb.short, ksb.plain, ksb.text, standing, ksb.code in chosen)


def _standing(ksb: KsbCoverage) -> str:
    word = KSB_STATES[ksb.state.value].word
    if ksb.state is KsbState.NOT_STARTED or not ksb.evidence:
        return word
    return f"{word}, {in_words(f'E{number}' for number in ksb.evidence)}"
