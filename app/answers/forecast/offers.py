"""What somebody could do next for a check that has a pace: tried one by one for what it moves."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from app.answers.forecast.asked import COVERAGE, HOURS, Asked
from app.domain.assessment import portfolio_ksbs
from app.domain.coverage import KsbState
from app.domain.forecast import PORTFOLIO, Moving, Offer
from app.domain.wording import hours_words, in_words

_MOST_NAMED = 3
_AN_HOUR = 60


def offers_of(moving: Mapping[str, Moving], asked: Asked, lacking: Collection[str] = ()) -> Iterable[Offer]:
    """Every offer there is; `lacking` are the KSBs that the portfolio lacks."""
    if COVERAGE in moving:
        yield from _offers_of_ksbs(asked, frozenset(lacking) if PORTFOLIO in moving else frozenset())
    elif PORTFOLIO in moving and lacking:
        some = list(lacking)[:2]
        pieces = "Two more pieces" if len(some) > 1 else "One more piece"
        said = f"{pieces} in the portfolio for {in_words(some)}"
        yield Offer((PORTFOLIO,), said, len(some) > 1, units=len(some), pieces=len(some))
    hours = tuple(check for check in HOURS if check in moving)
    if not hours:
        return
    if waiting := asked.hours.waiting_minutes:
        yield Offer(hours, f"Confirming the {hours_words(waiting)} that wait", False, units=waiting)
    if queried := asked.hours.queried_minutes:
        yield Offer(hours, f"Settling the query on {hours_words(queried)}", False, units=queried)
    faster = moving[hours[0]].pace.span_days * _AN_HOUR // 7
    yield Offer(hours, "One more hour of off-the-job training each week", False, faster=faster)


def _offers_of_ksbs(asked: Asked, lacking: frozenset[str]) -> Iterable[Offer]:
    states = {ksb.code: asked.coverage.state_of(ksb.code) for ksb in portfolio_ksbs(asked.standard)}
    of = {state: [code for code, each in states.items() if each is state] for state in KsbState}

    def offer(codes: Sequence[str], said: str, *, plural: bool = False, pieces: int = 1) -> Offer:
        checks = (COVERAGE, PORTFOLIO) if lacking.issuperset(codes) else (COVERAGE,)
        return Offer(checks, said, plural, units=len(codes), pieces=pieces)

    if waiting := of[KsbState.TAGGED]:
        wait = "waits" if len(waiting) == 1 else "wait"
        yield offer(waiting, f"Accepting {named(waiting)}, which {wait} for a decision,")
    if returned := of[KsbState.RETURNED]:
        yield offer(returned, f"Sending again what needs more for {named(returned)}, and its being accepted,")
    # Those that the fewest duties show have the fewest occasions.
    duties = asked.standard.duties_of_ksb
    if gaps := sorted(of[KsbState.NOT_STARTED], key=lambda code: len(duties.get(code, ())))[:2]:
        pieces = "Two more pieces" if len(gaps) > 1 else "One more piece"
        yield offer(gaps, f"{pieces} for {in_words(gaps)}", plural=len(gaps) > 1, pieces=len(gaps))


def named(codes: Sequence[str]) -> str:
    """The first few of these, and how many more there are."""
    others = len(codes) - _MOST_NAMED
    return in_words(codes if others <= 1 else [*codes[:_MOST_NAMED], f"{others} more"])
