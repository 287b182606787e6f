"""Saying where in a piece, and how, it shows a KSB."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.actions.acting import Acting
from app.actions.evidence.recording import placed_body
from app.db import evidence as db
from app.domain import evidence as domain
from app.domain.evidence import EvidenceVersion, KsbTag, VersionState
from app.domain.evidence.places import (
    DESCRIPTION,
    MOST_PLACES,
    Place,
    as_placed,
    clean_how,
    fault_of_place,
    insist_may_place,
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
    where it is settled, BadInput with every place that is not there.
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
        changed.append(after)
    if faults:
        raise BadInput(faults)
    for after in changed:
        db.place_tag(acting.session, apprenticeship, number, version, after)
        action = "draft_placed" if found.state is VersionState.DRAFT else "tag_placed"
        acting.record(apprenticeship, action, evidence.name, **placed_body(found, after))
    return [tag.ksb for tag in changed]


def _tag(version: EvidenceVersion, ksb: str) -> KsbTag:
    tag = version.tag(ksb)
    if tag is None or ksb not in version.ksbs:
        raise WrongState(f"Version {version.version} is not tagged to {ksb[:20]}.")
    return tag


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
