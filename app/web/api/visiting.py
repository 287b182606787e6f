"""What a visitor from outside may see, as their program reads it. Each opening is in the access log before the answer
leaves."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.actions import visits as actions
from app.answers.visits import SampledSeen, VisitOwn, visits_of
from app.domain.signatures import Answer
from app.domain.visits import Sight
from app.web.access import Visitor, acting, on_a_visit, reading, signed_in
from app.web.addresses import id_in, number_in
from app.web.api.visit_answered import (
    CheckSeenAnswer,
    ChecksSeenAnswer,
    DecisionSeenAnswer,
    FileSeenAnswer,
    HoursSeenAnswer,
    MonthSeenAnswer,
    OwnVisitAnswer,
    OwnVisitsAnswer,
    PieceAnswer,
    PieceInListAnswer,
    PiecesAnswer,
    ReviewSeenAnswer,
    ReviewsSeenAnswer,
    SaidSeenAnswer,
    SampledOnAnswer,
    SampledSeenAnswer,
    TagSeenAnswer,
    ToLookAtAnswer,
)
from app.web.places_shown import places_shown
from app.web.seen_files import seen_file_response

router = APIRouter(prefix="/visit-access", tags=["visitor"])
OF_ONE = "/{visit}/{apprenticeship}"


@router.get("")
def index(request: Request, who: Visitor = signed_in()) -> OwnVisitsAnswer:
    """Every visit that was granted to oneself, with those that have ended; none for whoever was granted none."""
    with reading(request) as session:
        found = visits_of(session, who.person.id, who.today)
    return OwnVisitsAnswer(items=[_own(one) for one in found])


@router.get(OF_ONE + "/evidence")
def evidence(
    request: Request, visit: str, apprenticeship: str, after: str = "", _: Visitor = on_a_visit()
) -> PiecesAnswer:
    """The cleared pieces of an apprentice."""
    with acting(request) as who:
        _seen, found = actions.open_evidence(who, id_in(visit), id_in(apprenticeship), number_in(after))
    items = [
        PieceInListAnswer(
            number=one.number,
            title=one.title,
            kind=one.kind,
            happened_on=one.happened_on,
            version=one.version,
            ksbs=[tag.ksb for tag in found.tags.get(one.number, ())],
        )
        for one in found.pieces
    ]
    return PiecesAnswer(items=items, next=str(found.next) if found.next else None)


@router.get(OF_ONE + "/evidence/{evidence}")
def piece(request: Request, visit: str, apprenticeship: str, evidence: str, _: Visitor = on_a_visit()) -> PieceAnswer:
    """One cleared piece with the decisions on it."""
    with acting(request) as who:
        _seen, found = actions.open_piece(who, id_in(visit), id_in(apprenticeship), evidence)
    version = found.version
    return PieceAnswer(
        number=found.evidence.number,
        version=version.version,
        title=version.title,
        kind=version.kind.value,
        happened_on=version.happened_on,
        description=version.description,
        files=[
            FileSeenAnswer(place=place, name=one.name, size=one.size, sha256=one.sha256, media_type=one.media_type)
            for place, one in enumerate(version.files, start=1)
        ],
        tags=[
            TagSeenAnswer(
                ksb=one.ksb,
                state=one.state,
                where=[place.words for place in places_shown(found.evidence, version, one)],
                how=one.how,
            )
            for one in version.tags
        ],
        decisions=[
            DecisionSeenAnswer(ksb=one.ksb, verdict=one.verdict, feedback=one.feedback, by=one.by_name, at=one.at)
            for one in found.decisions
        ],
    )


@router.get(OF_ONE + "/evidence/{evidence}/files/{place:numbered}")
def open_file(
    request: Request, visit: str, apprenticeship: str, evidence: str, place: int, _: Visitor = on_a_visit()
) -> Response:
    """The bytes of a file of a cleared piece, by its place among the files."""
    with acting(request) as who:
        found = actions.open_piece_file(who, id_in(visit), id_in(apprenticeship), evidence, place)
    return seen_file_response(request, found)


@router.get(OF_ONE + "/hours")
def hours(request: Request, visit: str, apprenticeship: str, _: Visitor = on_a_visit()) -> HoursSeenAnswer:
    """The off-the-job hours, added up."""
    with acting(request) as who:
        _seen, found = actions.open_hours(who, id_in(visit), id_in(apprenticeship))
    return HoursSeenAnswer(
        on=found.on,
        confirmed_minutes=found.confirmed_minutes,
        waiting_minutes=found.waiting_minutes,
        queried_minutes=found.queried_minutes,
        planned_minutes=found.planned_minutes,
        expected_minutes=found.expected_minutes,
        minimum_minutes=found.minimum_minutes,
        by_month=[
            MonthSeenAnswer(
                month=one.month,
                confirmed_minutes=one.confirmed,
                waiting_minutes=one.waiting,
                queried_minutes=one.queried,
            )
            for one in found.by_month
        ],
    )


@router.get(OF_ONE + "/reviews")
def reviews(request: Request, visit: str, apprenticeship: str, _: Visitor = on_a_visit()) -> ReviewsSeenAnswer:
    """When each review was due and held, and who signed; nothing that was written in it."""
    with acting(request) as who:
        _seen, found = actions.open_reviews(who, id_in(visit), id_in(apprenticeship))
    items = []
    for one in found:
        answers = one.record.answers if one.record else ()
        signed = [role for role, answer in answers if answer is Answer.SIGNED]
        items.append(
            ReviewSeenAnswer(number=one.number, due_on=one.due_on, held_on=one.held_on, state=one.state, signed=signed)
        )
    return ReviewsSeenAnswer(items=items)


@router.get(OF_ONE + "/gateway")
def gateway(request: Request, visit: str, apprenticeship: str, _: Visitor = on_a_visit()) -> ChecksSeenAnswer:
    """Every gateway check with its reason."""
    with acting(request) as who:
        _seen, found = actions.open_gateway(who, id_in(visit), id_in(apprenticeship))
    checks = [
        CheckSeenAnswer(id=one.id, title=one.title, state=one.state, reason=one.reason, source=one.source)
        for one in found.checks
    ]
    return ChecksSeenAnswer(open=found.open, checks=checks)


@router.get(OF_ONE + "/sampling")
def sampling(request: Request, visit: str, apprenticeship: str, _: Visitor = on_a_visit()) -> SampledOnAnswer:
    """The decisions that were sampled, why, and what was said of each."""
    with acting(request) as who:
        _seen, found = actions.open_sampling(who, id_in(visit), id_in(apprenticeship))
    return SampledOnAnswer(items=[_sampled(one) for one in found])


def _own(one: VisitOwn) -> OwnVisitAnswer:
    visit, ask = one.visit, one.visit.ask
    return OwnVisitAnswer(
        id=visit.id,
        purpose=ask.purpose,
        sights=[each for each in Sight if each in ask.sights],
        since=ask.since,
        last_day=ask.last_day,
        state=one.state,
        apprentices=[
            ToLookAtAnswer(id=each.id, name=each.apprentice.name, standard=each.standard, version=each.version)
            for each in one.apprentices
        ],
    )


def _sampled(one: SampledSeen) -> SampledSeenAnswer:
    row = one.row
    return SampledSeenAnswer(
        draw=row.draw,
        evidence=row.number,
        version=row.version,
        ksb=row.ksb,
        verdict=row.verdict,
        tutor=row.tutor_name,
        decided_at=row.decided_at,
        feedback=row.feedback,
        reasons=list(row.reasons),
        state=row.state,
        readable=one.readable,
        said=[SaidSeenAnswer(what=each.what.value, words=each.words, by=each.by_name, at=each.at) for each in one.said],
    )
