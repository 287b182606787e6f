"""Saying where in a piece, and how, it shows a KSB."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from app.actions.acting import Acting
from app.actions.evidence import checking
from app.actions.evidence.recording import placed_body
from app.db import evidence as db
from app.domain import evidence as domain
from app.domain.confidentiality import Known
from app.domain.evidence import Evidence, EvidenceVersion, KsbTag, VersionState
from app.domain.evidence.findings import Spotted, spotted_in_placing
from app.domain.evidence.holding import is_kept_out
from app.domain.evidence.places import (
    DESCRIPTION,
    MOST_PLACES,
    Place,
    as_placed,
    clean_how,
    fault_of_place,
    insist_may_place,
    places_in,
    reference_of,
)
from app.domain.evidence.reading import insist_not_closed
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, Fault, NotFound, WrongState


@dataclass(frozen=True, slots=True)
class Placing:
    """What is said of one KSB: every place, over all files, and how the piece shows it. `path` is of its field."""

    ksb: str
    places: tuple[Place, ...]
    how: str
    path: str = "where"
    path_of_how: str = "how"


def place_tags(
    acting: Acting,
    apprenticeship: UUID,
    number: int,
    version: int,
    placings: Sequence[Placing],
    texts: Mapping[str, str],
) -> list[str]:
    """Say where and how a version shows some KSBs, all or none; returns the KSBs for which that is news.

    `texts` are the words of files by their reference, as far as a machine has read them. Raises NotFound, WrongState
    where it is settled, BadInput with every place that is not there, and with what may identify somebody where others
    have the version already. A draft is held by it instead.
    """
    member = acting.insist(Permission.PLACE_TAG, apprenticeship)
    acting.lock(apprenticeship)
    evidence = db.load(acting.session, apprenticeship, number)
    found = evidence.at(version)
    if found is None or not domain.may_see(member, evidence):
        raise NotFound
    insist_not_closed(evidence)
    if not domain.may_read(member, evidence, found):
        raise NotFound
    tutor = not domain.sees_drafts(member)
    faults: list[Fault] = []
    changed: list[KsbTag] = []
    draft = found.state is VersionState.DRAFT
    if draft and is_kept_out(found.statements):
        raise WrongState(f"The case of {evidence.name} may not leave yet. Enter your manager’s clearance first.")
    known = checking.known_to(acting, apprenticeship)
    for placing in placings:
        tag = _tag(found, placing.ksb)
        try:
            how = clean_how(placing.how, placing.path_of_how)
            after = as_placed(found, tag, placing.places, how, tutor=tutor)
        except BadInput as wrong:
            faults += wrong.faults
            continue
        if (after.where, after.how) == (tag.where, tag.how):
            continue
        insist_may_place(evidence, found, tag, tutor=tutor)
        faults += _faults(found, placing, texts)
        faults += [] if draft else _faults_of_words(tag, after, placing, known)
        changed.append(after)
    if faults:
        raise BadInput(faults)
    for after in changed:
        db.place_tag(acting.session, apprenticeship, number, version, after)
        action = "draft_placed" if draft else "tag_placed"
        acting.record(apprenticeship, action, evidence.name, **placed_body(found, after))
    if draft and changed:
        _check_again(acting, evidence, found, changed, known)
    return [tag.ksb for tag in changed]


def _check_again(
    acting: Acting, evidence: Evidence, before: EvidenceVersion, changed: Sequence[KsbTag], known: Known
) -> None:
    """Look through what is said of the KSBs of a draft by now; its files are read no second time."""
    by_ksb = {tag.ksb: tag for tag in changed}
    draft = replace(before, tags=tuple(by_ksb.get(tag.ksb, tag) for tag in before.tags))
    found = db.findings_in(acting.session, evidence.apprenticeship, evidence.number, before.version)
    draft, findings = checking.check_draft(draft, before, found, {}, known, acting.now)
    db.lay_findings(acting.session, evidence.apprenticeship, evidence.number, draft.version, findings)
    db.set_checked(acting.session, evidence.apprenticeship, evidence.number, draft.version, draft.checked_at)


def _tag(version: EvidenceVersion, ksb: str) -> KsbTag:
    tag = version.tag(ksb)
    if tag is None or ksb not in version.ksbs:
        raise WrongState(f"Version {version.version} is not tagged to {ksb[:20]}.")
    return tag


def _faults_of_words(before: KsbTag, after: KsbTag, placing: Placing, known: Known) -> list[Fault]:
    """What may identify somebody in words that a sent version would be given; its own description is sent as it is."""
    new = [place for place in placing.places if place not in places_in(before.where) and place.file != DESCRIPTION]
    how, quoted = spotted_in_placing(before, after, new, known)
    return [
        *(_looks_like(placing.path_of_how, one, "Others have this piece already, so change the words.") for one in how),
        *(_looks_like(placing.path, one, "Say the page, the time or the cells instead.") for one in quoted),
    ]


def _looks_like(path: str, one: Spotted, do: str) -> Fault:
    return Fault(path, f"“{one.words}” looks like {one.why}. {do}")


def _faults(version: EvidenceVersion, placing: Placing, texts: Mapping[str, str]) -> list[Fault]:
    if len(placing.places) > MOST_PLACES:
        return [Fault(placing.path, f"Say at most {MOST_PLACES} places for {placing.ksb}: the clearest ones.")]
    files = {reference_of(file.sha256): file for file in version.files}
    faults = []
    for place in placing.places:
        if place.file != DESCRIPTION and place.file not in files:
            faults.append(Fault(placing.path, "That file is not in this version."))
            continue
        text = version.description if place.file == DESCRIPTION else texts.get(place.file)
        if sentence := fault_of_place(place, files.get(place.file), text):
            faults.append(Fault(placing.path, sentence))
    return faults
