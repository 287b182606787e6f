"""What calls about skills scans answer, and how each is made from the domain's values."""

from datetime import date, datetime

from pydantic import BaseModel

from app.answers.skills_scan import ScansSeen
from app.domain.coverage import KsbState
from app.domain.filled_in import FilledIn
from app.domain.people import Role
from app.domain.skills_scan import (
    Beside,
    Distance,
    GivenRatings,
    PriorLearning,
    ScanPurpose,
    SkillsScan,
    StartingPoints,
    points_in,
)
from app.domain.standards import Standard


class PriorAnswer(BaseModel):
    """A note on prior learning. It changes no hours."""

    what: str
    when: str
    seen: str


class RatingAnswer(BaseModel):
    """What a party says of one KSB; points are null where they cannot say."""

    ksb: str
    points: int | None
    prior: PriorAnswer | None


class GivenAnswer(BaseModel):
    """That a party gave its ratings. `ratings` is null while whoever asks has still to give their own."""

    role: Role
    by: str
    at: datetime
    ratings: list[RatingAnswer] | None


class ScanAnswer(BaseModel):
    """One scan. `waits_for` are the parties that may still give theirs."""

    number: int
    purpose: ScanPurpose
    on: date
    scale: str
    begun_by: str
    begun_at: datetime
    given: list[GivenAnswer]
    waits_for: list[Role]


class ScansAnswer(BaseModel):
    """Every scan, in the order of their numbers, and the points of today's scale with their words."""

    scale: str
    points: dict[int, str]
    items: list[ScanAnswer]


class ScanDraftAnswer(BaseModel):
    """What one has filled in oneself and not given."""

    number: int
    saved_at: datetime | None
    ratings: list[RatingAnswer]
    missing: list[str]


class PartyDistanceAnswer(BaseModel):
    """A party's points at first and in its latest scan, null where it gave only one, or cannot say."""

    role: Role
    first: int | None
    latest: int | None


class KsbDistanceAnswer(BaseModel):
    """One KSB: each party, the state of its evidence, what does not go together, whether people should talk."""

    ksb: str
    kind: str
    parties: list[PartyDistanceAnswer]
    state: KsbState
    beside: Beside | None
    apart: bool


class KindDistanceAnswer(BaseModel):
    """A party's average over one kind, in tenths of a point."""

    kind: str
    role: Role
    rated: int
    first_tenths: int | None
    latest_tenths: int | None


class DistanceAnswer(BaseModel):
    """Distance travelled. `first` and `latest` are scans by party; `compared` is where parties are held together."""

    first: dict[Role, int]
    latest: dict[Role, int]
    compared: int | None
    ksbs: list[KsbDistanceAnswer]
    kinds: list[KindDistanceAnswer]


class LowAnswer(BaseModel):
    """A KSB that the apprentice rates low."""

    ksb: str
    points: int


class NotedAnswer(PriorAnswer):
    """Prior learning, and the party that noted it."""

    ksb: str
    role: Role


class ApartAnswer(BaseModel):
    """A KSB on which parties differ, with the points of each."""

    ksb: str
    points: dict[Role, int]


class StartingPointsAnswer(BaseModel):
    """What a plan or a review starts from; `scan` is where the apprentice rated last, null where they have not."""

    scan: int | None
    lowest: list[LowAnswer]
    prior: list[NotedAnswer]
    apart: list[ApartAnswer]


def scan_answer(scan: SkillsScan, shown: tuple[GivenRatings, ...], standard: Standard) -> ScanAnswer:
    """A scan with the ratings that may be seen."""
    return ScanAnswer(
        number=scan.number,
        purpose=scan.purpose,
        on=scan.on,
        scale=scan.scale,
        begun_by=scan.begun_by.name,
        begun_at=scan.begun_at,
        given=[
            GivenAnswer(
                role=one.role, by=one.by.name, at=one.at, ratings=_ratings(one, standard) if one in shown else None
            )
            for one in scan.given
        ],
        waits_for=list(scan.waits_for),
    )


def _ratings(given: GivenRatings, standard: Standard) -> list[RatingAnswer]:
    return [
        RatingAnswer(ksb=one.ksb, points=one.points, prior=PriorAnswer(**_words(one.prior)) if one.prior else None)
        for ksb in standard.ksbs
        if (one := given.ratings.get(ksb.code))
    ]


def _words(prior: PriorLearning) -> dict[str, str]:
    return {"what": prior.what, "when": prior.when, "seen": prior.seen}


def draft_answer(seen: ScansSeen, number: int, kept: FilledIn) -> ScanDraftAnswer:
    """What is kept of a draft, and the KSBs without an answer."""
    fields = kept.fields
    ratings, missing = [], []
    for ksb in (one.code for one in seen.standard.ksbs):
        value = fields.get(f"rating.{ksb}", "")
        prior = PriorAnswer(**{part: fields.get(f"{part}.{ksb}", "") for part in ("what", "when", "seen")})
        noted = any((prior.what, prior.when, prior.seen))
        if not value:
            missing.append(ksb)
        if value or noted:
            points = points_in(value, seen.scale)
            ratings.append(RatingAnswer(ksb=ksb, points=points, prior=prior if noted else None))
    return ScanDraftAnswer(number=number, saved_at=kept.saved_at, ratings=ratings, missing=missing)


def distance_answer(found: Distance) -> DistanceAnswer:
    """Distance travelled, whole."""
    return DistanceAnswer(
        first=dict(found.first),
        latest=dict(found.latest),
        compared=found.compared or None,
        ksbs=[
            KsbDistanceAnswer(
                ksb=row.ksb,
                kind=row.kind,
                parties=[PartyDistanceAnswer(role=p.role, first=p.first, latest=p.latest) for p in row.parties],
                state=row.state,
                beside=row.beside,
                apart=row.apart,
            )
            for row in found.ksbs
        ],
        kinds=[
            KindDistanceAnswer(
                kind=row.kind,
                role=row.role,
                rated=row.rated,
                first_tenths=row.first_tenths,
                latest_tenths=row.latest_tenths,
            )
            for row in found.kinds
        ],
    )


def starting_answer(found: StartingPoints) -> StartingPointsAnswer:
    """What there is to start from."""
    return StartingPointsAnswer(
        scan=found.scan or None,
        lowest=[LowAnswer(ksb=ksb, points=points) for ksb, points in found.lowest],
        prior=[NotedAnswer(ksb=one.ksb, role=one.role, **_words(one.prior)) for one in found.prior],
        apart=[ApartAnswer(ksb=one.ksb, points=dict(one.points)) for one in found.apart],
    )
