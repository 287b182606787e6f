"""What else is wrong with a file of cues: cues of no KSB, KSBs without cues, a cue that stands twice, not ours."""

import re
from collections.abc import Collection, Iterator

from app.catalogue.codes import Standards, dangling, repeated, unlisted_sources
from app.catalogue.cues.value import phrases_of
from app.catalogue.faults import FileFault
from app.catalogue.yaml_file import Part
from app.domain.evidence import EvidenceKind
from app.domain.standards import Confidence
from app.domain.suggestions import Sign, cue

_PHRASE = re.compile(r"([a-z0-9']+\*?|#)( ([a-z0-9']+\*?|#))*")
SIGNS = ("strong", "likely", "hints")
MOST_STEPS = 6
FEWEST_LETTERS = 3
"""Before a star: with fewer, a cue would be found in nearly every sentence."""


def cues_faults(root: Part, standards: Standards) -> Iterator[FileFault]:
    """Every fault of one file that its shape does not show."""
    reference, version = root["standard"].text, root["version"].text
    if not reference or not version:
        return
    expected = f"{reference}-{version}.yaml"
    if root.file.path.name != expected:
        yield root["standard"].fault(f"The file is called {root.file.path.name}; name it {expected}.")
    yield from unlisted_sources(root)
    for _, source in root["sources"].entries():
        if source["confidence"].text not in (Confidence.OURS.value, None):
            yield source["confidence"].fault("Cues are ours, so their source’s confidence must be “ours”.")
    if (reference, version) not in standards:
        yield root["standard"].fault(f"There is no version {version} of the standard {reference} here.")
        return
    known = standards[reference, version]
    yield from _cues(root["cues"]["items"], known.ksbs)
    yield from _hearts(root["hearts"], known.ksbs, known.duties)


def _cues(items: Part, known: Collection[str]) -> Iterator[FileFault]:
    given = dict(items.entries())
    for code, signs in given.items():
        if code not in known:
            yield signs.fault(f"“{code}” is not a KSB of that standard.")
        yield from _phrases(signs)
    missing = [code for code in known if code not in given]
    if missing and given:
        yield items.fault(f"Give these cues too: {', '.join(missing)}.")


def _phrases(signs: Part) -> Iterator[FileFault]:
    seen: dict[object, str] = {}
    for sign in SIGNS:
        part = signs[sign]
        for phrase in phrases_of(part.text or ""):
            if not _PHRASE.fullmatch(phrase):
                yield part.fault(
                    f"“{phrase}” is no cue: use small letters, digits and ', * for any ending, # for a number."
                )
                continue
            steps = cue("", phrase, Sign.HINT).steps
            if len(steps) > MOST_STEPS:
                yield part.fault(f"“{phrase}” is {len(steps)} words long; use at most {MOST_STEPS}.")
            if steps[0].beginning and len(steps[0].text) < FEWEST_LETTERS:
                yield part.fault(f"Put at least {FEWEST_LETTERS} letters before the star of “{phrase}”.")
            if steps in seen:
                yield part.fault(f"“{phrase}” says what “{seen[steps]}” says already; leave one out.")
            seen.setdefault(steps, phrase)


def _hearts(hearts: Part, ksbs: Collection[str], duties: Collection[str]) -> Iterator[FileFault]:
    kinds = [kind.value for kind in EvidenceKind]
    for name, known, what in (("duties", duties, "a duty of that standard"), ("kinds", kinds, "a kind of evidence")):
        for code, named in hearts[name].entries():
            if code not in known:
                yield named.fault(f"“{code}” is not {what}.")
            yield from repeated(named, "KSB")
            yield from dangling(named.items(), ksbs, "a KSB of that standard, or")
