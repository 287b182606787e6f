"""Who may say where a piece shows a KSB, and when: place and how belong to the claim, so they are set as it is made."""

from dataclasses import replace

from app.domain.evidence.places.checking import fault_of_place, kept_places
from app.domain.evidence.places.values import DESCRIPTION, Place, places_in, reference_of, stored
from app.domain.evidence.values import Evidence, EvidenceVersion, KsbTag, TagState, VersionState
from app.domain.refusals import Fault, WrongState


def is_placeable(evidence: Evidence, version: EvidenceVersion, tag: KsbTag, *, tutor: bool) -> bool:
    """Whether this person may say where this tag is shown; see `insist_may_place`."""
    return not _refusal(evidence, version, tag, tutor=tutor)


def insist_may_place(evidence: Evidence, version: EvidenceVersion, tag: KsbTag, *, tutor: bool) -> None:
    """Raises WrongState where the place of this tag is settled, or not this person's to say.

    The apprentice says it freely on a draft. What was sent stays as it was sent, save that she may still give a claim
    that awaits a decision the place or the reason it lacks, until the tutor has cleared the piece for others. The
    tutor (`tutor`) may add places while the claim awaits her decision.
    """
    if sentence := _refusal(evidence, version, tag, tutor=tutor):
        raise WrongState(sentence)


def is_where_settled(version: EvidenceVersion, tag: KsbTag, *, tutor: bool) -> bool:
    """Whether the places of this tag stay as they were sent, so that at most how it shows the KSB is still to say."""
    return version.state is not VersionState.DRAFT and not tutor and bool(places_in(tag.where))


def without_place(evidence: Evidence, version: EvidenceVersion) -> tuple[str, ...]:
    """The KSBs that a version claims without a place, as far as the apprentice may still say one."""
    return tuple(
        tag.ksb
        for tag in version.tags
        if tag.ksb in version.ksbs and not tag.where and is_placeable(evidence, version, tag, tutor=False)
    )


def as_placed(version: EvidenceVersion, tag: KsbTag, places: tuple[Place, ...], how: str, *, tutor: bool) -> KsbTag:
    """The tag with its places and how it shows the KSB. Raises WrongState where something sent would be lost."""
    after = replace(tag, where=stored(places), how=how)
    if version.state is VersionState.DRAFT or (after.where, after.how) == (tag.where, tag.how):
        return after
    before = set(places_in(tag.where))
    if not before <= set(places):
        raise WrongState(f"A place of {tag.ksb} was sent with this version and stays. Add yours beside it.")
    if tag.how and tag.how != how:
        raise WrongState(f"How it shows {tag.ksb} was sent with this version and stays as it is.")
    if is_where_settled(version, tag, tutor=tutor) and after.where != tag.where:
        raise WrongState(f"The place of {tag.ksb} was sent already. Change it in a new version.")
    return after


def with_places_of(after: EvidenceVersion, before: EvidenceVersion) -> EvidenceVersion:
    """A draft written anew, whose claims keep what was said of where and how before, as far as the files are there."""
    return replace(after, tags=tuple(_as_before(tag, before.tag(tag.ksb), after) for tag in after.tags))


def faults_of_places(version: EvidenceVersion) -> list[Fault]:
    """What is wrong with the places of a draft, by what is known of its files by now; at `ksb`."""
    files = {reference_of(file.sha256): file for file in version.files}
    faults = []
    for tag in version.tags:
        for place in places_in(tag.where):
            text = version.description if place.file == DESCRIPTION else None
            if sentence := fault_of_place(place, files.get(place.file), text):
                faults.append(Fault("ksb", f"{tag.ksb}: {sentence} Say another place beside the file."))
    return faults


def _as_before(tag: KsbTag, was: KsbTag | None, after: EvidenceVersion) -> KsbTag:
    if was is None or tag.where or tag.how:
        return tag
    return replace(tag, where=stored(kept_places(places_in(was.where), after.hashes)), how=was.how)


def _refusal(evidence: Evidence, version: EvidenceVersion, tag: KsbTag, *, tutor: bool) -> str:
    name = evidence.name
    if evidence.withdrawn_at is not None:
        return f"{name} was withdrawn, so its places stay as they are."
    if version.state is VersionState.DRAFT:
        return "There is nothing here to place." if tutor else ""
    if version.version != evidence.counting_version:
        return f"{name} now has version {evidence.counting_version}. Say it there."
    if tag.state is not TagState.AWAITING:
        return f"{tag.ksb} on {name} does not await a decision, so its place stays as it is."
    return "" if tutor else _refusal_of_what_was_sent(name, version, tag)


def _refusal_of_what_was_sent(name: str, version: EvidenceVersion, tag: KsbTag) -> str:
    if version.cleared_at is not None:
        return f"{name} is cleared for others to read. Ask your tutor to add the place, or send a new version."
    if tag.where and tag.how:
        return f"The place of {tag.ksb} was sent with this version. Change it in a new version."
    return ""
