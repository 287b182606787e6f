"""Which runs of capitals name somebody, from all that stands around them."""

import re
from collections.abc import Iterator

from app.domain.confidentiality.names.known import People
from app.domain.confidentiality.names.pseudonyms import made_up
from app.domain.confidentiality.names.public import is_public
from app.domain.confidentiality.names.quiet import NAMED, ORGANISED, PLACES
from app.domain.confidentiality.names.runs import Run, runs
from app.domain.confidentiality.names.signs import why_name
from app.domain.confidentiality.names.small import small_names
from app.domain.confidentiality.names.titled import titled
from app.domain.confidentiality.names.tokens import Token, tokens
from app.domain.confidentiality.names.watching import watched_names
from app.domain.confidentiality.names.words import ANONYMOUS
from app.domain.confidentiality.values import FindingKind, Found, Known

# Of these, a possessive before one is still the person's own: “Jayden’s School”.
_PERSONS_TOO = frozenset(
    """school schools nursery home homes house room class form day group services service family plan assessment
    surgery report review case journal team partners unit ward care children childrens line project programme""".split()
)
_PLACES_TOO = frozenset("park hall hill bridge ward law house court field lane green lodge wood woods street".split())
_PLACE_BEFORE = frozenset("in at to near through around from the into via by across outside".split())
_FUNDS = frozenset("fund trust foundation place hospice centre law rule wish legacy charity campaign helpline".split())
_LISTED = re.compile(r"(?:[’'‘]s)?(?: ?\([^)\n]{1,20}\)| ?, ?\d{1,2}| \d{1,2})?(?: ?[,;&/+] ?| and | or )(?:and |& )?")


def names(words: str, known: Known) -> Iterator[Found]:
    """Names in running words; those that overlap say the same."""
    found = tokens(words)
    people = People(known)
    yield from watched_names(found, known.watched)
    spans = list(titled(found, people))
    spans += _runs_that_name(words, found, people)
    spans += small_names(found, people)
    quiet = made_up(words)
    for start, end, why in spans:
        if words[start:end].casefold() not in quiet:
            yield Found(FindingKind.NAME, start, end - start, why)


def _runs_that_name(words: str, found: list[Token], people: People) -> Iterator[tuple[int, int, str]]:
    may = [run for run in runs(found) if not _is_quiet(words, run, people)]
    why = [why_name(words, run) for run in may]
    _spread(words, may, why, forwards=True)
    _spread(words, may, why, forwards=False)
    for run, reason in zip(may, why, strict=True):
        if reason:
            yield run.head.start, run.last.end, reason


def _spread(words: str, may: list[Run], why: list[str], *, forwards: bool) -> None:
    """“Kelly, Bukola and Ife”: what stands in one list with a name is one."""
    order = range(1, len(may)) if forwards else range(len(may) - 2, -1, -1)
    for at in order:
        other = at - 1 if forwards else at + 1
        first, second = (may[other], may[at]) if forwards else (may[at], may[other])
        between = words[first.last.end : second.head.start]
        if not why[at] and why[other] and len(between) < 30 and _LISTED.fullmatch(between) and _may_be_listed(may[at]):
            why[at] = "a name in a list with others"


def _may_be_listed(run: Run) -> bool:
    return not run.head.initial and (not run.head.begins or run.head.is_ordinary)


def _is_quiet(words: str, run: Run, people: People) -> bool:
    folded = run.folded
    if all(token.initial for token in run.tokens) or people.are(folded):
        return True
    if len(folded) == 1 and (folded[0] in NAMED or (folded[0] in PLACES and not run.head.is_ordinary)):
        return True
    return _is_organised(run) or _is_anonymous(run) or is_public(words, run)


def _is_organised(run: Run) -> bool:
    """An organisation, a place or a law, by the word after it or within it; a church or school, by the saint."""
    before, after = run.before(), run.next()
    if before is not None and before.folded in ("st", "saint", "ss") and run.head.gap in (" ", ". "):
        return True
    if any(token.folded in ORGANISED and not token.is_surname for token in run.tokens[1:]) or _is_park(run):
        return True
    if run.last.own and _leads_to_fund(run):
        return True
    if after is None or after.folded not in ORGANISED or after.gap != " " or not after.capital:
        return False
    return not run.last.own or after.folded not in _PERSONS_TOO


def _leads_to_fund(run: Run) -> bool:
    """“Rosie’s Rainbow Fund”: within the next three words with a capital."""
    for token in run.all[run.after : run.after + 3]:
        if token.gap != " " or not token.capital:
            return False
        if token.folded in _FUNDS:
            return True
    return False


def _is_park(run: Run) -> bool:
    """“Victoria Park” and “to Kelly Hall”, since these are surnames, too."""
    if len(run.tokens) < 2 or run.last.folded not in _PLACES_TOO:
        return False
    before = run.before()
    return run.head.is_ordinary or (before is not None and before.folded in _PLACE_BEFORE)


def _is_anonymous(run: Run) -> bool:
    """“Parent J”, “Child B and”: a letter instead of a name."""
    before = run.before()
    if not run.head.initial or before is None or before.folded not in ANONYMOUS:
        return False
    return len(run.tokens) == 1 or not run.last.is_surname
