"""What speaks for a name in what the sentence says: what it does, owns, and who went to see it."""

from app.domain.confidentiality.names.quiet import PLACES
from app.domain.confidentiality.names.runs import Run
from app.domain.confidentiality.names.tokens import Token
from app.domain.confidentiality.names.words import BEING, PERSONS_OWN, PERSONS_VERBS, SPOKEN, TOWARDS, WITH

_STRONG_SPEECH = frozenset(
    """
    admitted apologised asked attends confided cried denied disclosed explained hates insisted laughed lived lives
    loves nodded phoned rang replied said says screamed shouted shrugged smiled texted told whispered
    """.split()
)
_PLACE_BEFORE = frozenset("in at near around into outside across".split())
_ARTICLES = frozenset("the a an this our your that these each every".split())
_MONTHS = frozenset("april may june august summer autumn winter".split())
_TAKEN = frozenset("took take taking dropped brought bring carried held picked fed bathed settled for".split())
# Given names that are words of every day; of these a capital says little amid a sentence …
_WEAK = _MONTHS | frozenset(
    """
    angel art baron bear blessing charity chase christian constance destiny duke earl eden faith fletcher forest
    gift glory grant hope india indie ion jet joy judge junior justice king legend major may mercy merit miles music
    noble norm ocean patience phoenix porter precious price pride prince princess queen read reading river rock
    rocky sage said santa scout sky sol star sterling storm sultan temple trinity val van venus ward wolf
    """.split()
)
# … and of these nothing where one begins.
_WEAK_FIRST = _WEAK | frozenset(
    """
    archer baker bill bishop butler carter carver chance cook dean dot drew frank grace guy hunter jack jan mark
    mason miller min nick parker pat pearl ram ray rich rob skip sue tai taylor wade will
    """.split()
)


def is_flower(run: Run) -> bool:
    """“A coat for Daisy”: a capital amid a sentence, where no other word with one goes on."""
    head, after, before = run.head, run.next(), run.before()
    if (
        not head.is_ordinary
        or head.folded in (_WEAK_FIRST if head.begins else _WEAK)
        or head.folded in PLACES
        or len(run.tokens) > 1
    ):
        return False
    if after is not None and after.capital and after.gap == " ":
        return False
    if not head.begins:
        return before is not None and before.folded not in _PLACE_BEFORE and before.folded not in _ARTICLES
    return after is not None and after.gap == " " and after.folded in BEING


def does_or_owns(run: Run) -> bool:
    after, before, head = run.next(), run.before(), run.head
    if before is not None and before.folded in _PLACE_BEFORE and head.gap == " ":
        return False
    if before is not None and head.gap == " " and before.capital and before.is_no_name and not before.begins:
        return False  # “the Graded Care Profile asks”: the end of a title
    if before is not None and before.folded in _ARTICLES and head.gap == " ":
        return False
    if after is not None and run.last.own and after.gap == " ":
        return after.folded in PERSONS_OWN and not after.capital and (head.folded not in _MONTHS)
    if after is not None and after.gap == " " and _acts(run, after):
        return True
    return not head.begins and before is not None and head.gap == " " and _is_met(run, before)


def _acts(run: Run, after: Token) -> bool:
    """What it does: only people say and cry; at the beginning of a sentence a capital counts for nothing."""
    head = run.head
    if after.capital:
        return False
    if head.begins and not (head.is_ordinary or head.is_surname):
        return after.folded in _STRONG_SPEECH and not head.folded.endswith("s") and not head.is_like_verb
    if after.folded in PERSONS_VERBS:
        return True
    return head.is_ordinary and not head.begins and head.folded not in _MONTHS and after.folded in BEING


def _is_met(run: Run, before: Token) -> bool:
    """“told Xyz”, “spoke to Xyz”, “a visit with Xyz”."""
    if run.head.folded in _MONTHS and before.folded not in TOWARDS:
        return False
    if before.capital and not before.begins:
        return False
    if before.folded in TOWARDS or (before.folded in _TAKEN and run.head.is_ordinary):
        return True
    earlier = run.before(2)
    return before.folded in WITH and earlier is not None and earlier.folded in SPOKEN
