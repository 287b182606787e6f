"""What else is wrong with a file of plain words: words of no KSB, KSBs without words, words too many or not ours."""

from collections.abc import Collection, Iterator

from app.catalogue.codes import Standards, unlisted_sources
from app.catalogue.faults import FileFault
from app.catalogue.yaml_file import Part
from app.domain.standards import Confidence

MOST_WORDS = 15
"""Of one KSB: whoever reads slowly reads them all."""


def plain_words_faults(root: Part, standards: Standards) -> Iterator[FileFault]:
    """Every fault of one file that its shape does not show."""
    reference, version = root["standard"].text, root["version"].text
    if not reference or not version:
        return
    expected = f"{reference}-{version}.yaml"
    if root.file.path.name != expected:
        yield root["standard"].fault(f"The file is called {root.file.path.name}; name it {expected}.")
    yield from unlisted_sources(root)
    yield from _sources(root)
    if (reference, version) not in standards:
        yield root["standard"].fault(f"There is no version {version} of the standard {reference} here.")
        return
    yield from _words(root["plain"]["items"], standards[reference, version].ksbs)


def _sources(root: Part) -> Iterator[FileFault]:
    """Plain words are nobody's but ours; words that somebody published are the wording itself."""
    for _, source in root["sources"].entries():
        if source["confidence"].text not in (Confidence.OURS.value, None):
            yield source["confidence"].fault("Plain words are ours, so their source’s confidence must be “ours”.")


def _words(items: Part, known: Collection[str]) -> Iterator[FileFault]:
    given = dict(items.entries())
    for code, words in given.items():
        if code not in known:
            yield words.fault(f"“{code}” is not a KSB of that standard.")
        elif words.text and len(words.text.split()) > MOST_WORDS:
            yield words.fault(f"These are {len(words.text.split())} words; use at most {MOST_WORDS}.")
    missing = [code for code in known if code not in given]
    if missing and given:
        yield items.fault(f"Say these in plain words too: {', '.join(missing)}.")
