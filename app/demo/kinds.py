"""What Chloe and those around her did of late besides: a testimony, an observation, words of practice."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from app.actions import evidence, practice, testimony
from app.actions.acting import Installation
from app.actions.evidence import Written
from app.db import apprenticeships, installation, people
from app.demo.cast import Life, address
from app.domain.evidence import EvidenceDetails, EvidenceKind, Statements
from app.domain.people import Person
from app.domain.practice import Mark
from app.domain.testimony import Account

VOCABULARY = "early-intervention-and-prevention"
MARKS = tuple(Mark(VOCABULARY, term) for term in ("level_2", "early_intervention", "lone_parents"))
WITNESS = "Dana Reid"


def add_kinds(house: Installation, administrator: Person, life: Life) -> None:
    """A vocabulary for the employer, a signed testimony, and an observation agreed to in part."""
    with house.database.reading() as session:
        chloe, priya = (people.find_by_email(session, address(name), house.today()) for name in (life.name, life.tutor))
        assert chloe is not None
        assert priya is not None
        [one] = [m.apprenticeship for m in people.memberships(session, chloe.id, house.today())]
        employer = apprenticeships.load(session, one, house.today()).terms.employer.id
    with house.acting(administrator) as acting:
        practice.choose_vocabulary(acting, employer, VOCABULARY)
    _witnessed(house, chloe, one)
    with house.acting(priya) as acting:
        observed = evidence.add_observation(acting, one, _observation(house), {})
    with house.acting(chloe) as acting:
        evidence.answer_suggestion(acting, one, observed, "S9", agree=True)


def _witnessed(house: Installation, chloe: Person, one: UUID) -> None:
    """Chloe sends a piece and asks a witness, whose link never leaves: it is opened, and signed under, here."""
    with house.acting(chloe) as acting:
        written = Written(_meeting(house), practice=MARKS)
        number = evidence.add_evidence(acting, one, written, send=True)
        testimony.ask_witness(acting, one, number, WITNESS, "dana.reid@example.net")
        job = installation.claim_job(acting.session, acting.now)
        assert job is not None
        installation.job_done(acting.session, job, acting.now)
        secret = urlsplit(str(job.body["address"])).path.rpartition("/")[2]
    begun = testimony.begin(house, secret)
    assert begun is not None
    testimony.sign(house, begun[0], ACCOUNT)


def _meeting(house: Installation) -> EvidenceDetails:
    return EvidenceDetails(
        title="A planning meeting that a colleague sat in on",
        kind=EvidenceKind.WITNESS_TESTIMONY,
        happened_on=house.today() - timedelta(days=3),
        description="I led the first meeting with Parent A. We agreed one goal for the month and who does what for it.",
        statement=True,
        duties=("D6",),
        ksbs=("S9", "B1"),
        statements=replace(Statements(), authenticity=True, ai_use="no", looked=True, others_appear="nobody"),
    )


def _observation(house: Installation) -> EvidenceDetails:
    return EvidenceDetails(
        title="Observation: a first visit, and how it was ended",
        kind=EvidenceKind.OBSERVATION,
        happened_on=house.today() - timedelta(days=2),
        description="Chloe said who she was and why she came, asked before she wrote anything down, and ended by "
        "reading her notes out for Parent B to correct. Next time: leave more silence after a hard question.",
        statement=True,
        duties=("D6",),
        ksbs=("S9", "B1"),
    )


ACCOUNT = Account(
    "I sat in on the meeting. Chloe asked open questions, waited for the answers, and let Parent A say what the goal "
    "should be. At the end each of us knew what to do next.",
    "Team manager",
    "I sat in on the meeting",
    WITNESS,
    agreed=True,
)
