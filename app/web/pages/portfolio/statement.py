"""The employer’s statement beside a frozen version: who signed it, or the tutor’s button that asks for it."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions.gateway import ask_statement
from app.answers.portfolio import FrozenShown
from app.domain.apprenticeships import Apprenticeship
from app.domain.gateway.statement import Stated
from app.domain.people import Member
from app.domain.permissions import Permission, may
from app.domain.signatures import Answer
from app.rendering.words import stamp_words
from app.web.access import acting, member_who_may
from app.web.addresses import NUMBER
from app.web.record import record_address
from app.web.responses import redirect

routes = APIRouter()
STATEMENT = "/a/{apprenticeship}/portfolio/" + NUMBER + "/statement"


@dataclass(frozen=True, slots=True)
class StatementView:
    """`words` say where it stands, `record` leads to it, "" before it was asked for; `ask` is the form’s address."""

    words: str
    record: str
    ask: str


@routes.post(STATEMENT)
def ask(request: Request, number: int, member: Member = member_who_may(Permission.ASK_STATEMENT)) -> Response:
    """Ask the employer for the statement on this version."""
    with acting(request) as who:
        ask_statement(who, member.apprenticeship, number)
    address = record_address(member.apprenticeship, f"portfolio/{number}")
    text = "They were sent a link by e-mail, and can refuse and say why."
    return redirect(request, address, heading="The employer is asked for the statement", text=text)


def statement_view(member: Member, one: Apprenticeship, found: FrozenShown) -> StatementView:
    """Where the statement on this version stands."""
    stated, number = found.stated, found.version.number
    asks = may(member, Permission.ASK_STATEMENT) and found.newest
    open_again = stated is None or stated.answer in (Answer.REFUSED, Answer.UNOBTAINABLE)
    return StatementView(
        words=_words(stated),
        record=record_address(one.id, f"signing/employer_statement/{number}/{stated.version}") if stated else "",
        ask=record_address(one.id, f"portfolio/{number}/statement") if asks and open_again else "",
    )


def statement_alone(found: FrozenShown) -> StatementView:
    """Where it stands, for whoever reads the version and nothing beside it."""
    return StatementView(words=_words(found.stated), record="", ask="")


def _words(stated: Stated | None) -> str:
    if stated is None:
        return "The employer has not been asked yet to state that this evidence is valid and the apprentice’s own."
    if stated.answered_at is None:
        return f"The employer was asked on {stamp_words(stated.asked_at)} and has not answered yet."
    at = stamp_words(stated.answered_at)
    match stated.answer:
        case Answer.SIGNED:
            return f"{stated.name} signed on {at} that this evidence is valid and attributable to the apprentice."
        case Answer.REFUSED:
            return f"{stated.name} refused on {at} to sign it. The reason stands beside the signature."
        case _:
            return f"It was recorded on {at} that the statement of {stated.name} cannot be had."
