"""Asking a witness by a one-time link, and what the witness then does, who has no account here.

Looking at the link spends nothing, since mail scanners look. Beginning spends it: from then on a secret in the
witness's own browser stands for it, so that a link that was forwarded, or found in an old mailbox, opens nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.actions.acting import Acting, Installation
from app.db import apprenticeships, history, installation, people, sign_in
from app.db import evidence as evidences
from app.db import testimony as db
from app.domain import testimony as domain
from app.domain.confidentiality import Found, Known, find
from app.domain.evidence import Evidence, may_see
from app.domain.permissions import Permission
from app.domain.refusals import BadInput, NotFound, TooOften, WrongState
from app.domain.testimony import Account, Testimony, TestimonyState

WINDOW = timedelta(days=1)
ASKS_OF_A_PERSON = 20
ASKS_TO_AN_ADDRESS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What a witness is told of the work: whose, what, where they learn, and the statement to sign under."""

    testimony: Testimony
    apprentice: str
    employer: str
    asked_by: str
    title: str
    statement: str


def ask_witness(acting: Acting, apprenticeship: UUID, number: int, name: str, email: str, words: str = "") -> int:
    """Ask somebody for a testimony by e-mail; returns its number within the piece. `words` are for them to correct.

    Raises BadInput, WrongState where the piece allows no ask, TooOften after twenty asks a day, or five to one address.
    """
    evidence = _held(acting, apprenticeship, number)
    one = apprenticeships.load(acting.session, apprenticeship, acting.today)
    own = people.find(acting.session, one.apprentice.id, acting.today)
    if faults := domain.faults_of_asking(name, email, words, own.email if own else ""):
        raise BadInput(faults)
    domain.insist_may_be_asked(evidence, db.open_count(acting.session, apprenticeship, number, acting.now))
    _insist_on_few(acting, email)
    asked = Testimony(
        apprenticeship=apprenticeship,
        number=number,
        version=evidence.shown.version,
        seq=0,
        state=TestimonyState.ASKED,
        witness_name=name,
        witness_email=email,
        role="",
        relation="",
        words=words,
        asked_by=acting.person.id,
        asked_at=acting.now,
        ends_at=acting.now + domain.LASTS,
    )
    seq, secret = db.add(acting.session, asked, history.new_salt())
    mail = {
        "to": email,
        "template": "testimony",
        "name": name,
        "asked_by": acting.person.name,
        "apprentice": one.apprentice.name,
        "provider": acting.settings.provider_name,
        "address": f"{acting.settings.base_url}/witness/{secret}",
        "days": domain.LASTS.days,
    }
    installation.add_job(acting.session, "mail", mail, acting.now)
    acting.record(apprenticeship, "witness_asked", evidence.name, version=asked.version, testimony=seq)
    return seq


def end_ask(acting: Acting, apprenticeship: UUID, number: int, seq: int) -> None:
    """Take an ask back: its link opens nothing any more. What was signed stays."""
    evidence = _held(acting, apprenticeship, number)
    found = next((one for one in db.of_piece(acting.session, apprenticeship, number) if one.seq == seq), None)
    if found is None:
        raise NotFound
    if found.state is TestimonyState.ENDED:
        return
    if found.state is not TestimonyState.ASKED:
        raise WrongState(f"{found.witness_name} has answered already, so the ask cannot be taken back.")
    db.keep(acting.session, replace(found, state=TestimonyState.ENDED, words=""))
    acting.record(apprenticeship, "witness_ask_ended", evidence.name, version=found.version, testimony=seq)


def open_link(house: Installation, secret: str, *, answered: bool = False) -> Asked | None:
    """What a witness's secret opens; None where it opens nothing, for whatever reason.

    `answered`: one who has signed or said no may be concerned about somebody still, until the link ends by itself.
    """
    with house.database.reading() as session:
        found = held_by(session, secret, house.now(), answered=answered)
        return _told(house, session, found) if found else None


def held_by(session: Session, secret: str, at: datetime, *, answered: bool = False) -> Testimony | None:
    """The testimony that a witness’s secret opens; None where it opens nothing. `answered` as in `open_link`."""
    found = db.by_secret(session, secret)
    if found is None:
        return None
    has_answered = found[0].state in (TestimonyState.SIGNED, TestimonyState.DECLINED) and at < found[0].ends_at
    return found[0] if (answered and has_answered) or _may_answer(session, found[0], at) else None


def begin(house: Installation, secret: str) -> tuple[str, int] | None:
    """Spend a link; returns the secret for the witness's browser and its seconds, None where it opens nothing."""
    now = house.now()
    with house.database.writing() as session:
        found = db.by_secret(session, secret)
        if found is None or not _may_answer(session, found[0], now):
            return None
        apprenticeships.lock(session, found[0].apprenticeship)
        new = db.move_on(session, secret)
        if new is None:
            return None
        _record(session, house, found[0], "testimony_begun")
        return new, int((found[0].ends_at - now).total_seconds())


def keep_words(house: Installation, secret: str, account: Account) -> None:
    """Keep what a witness has written so far. Nobody else sees it until it is signed."""
    if faults := domain.faults_of_keeping(account):
        raise BadInput(faults)
    with _writing(house, secret) as (session, testimony, _):
        kept = replace(testimony, words=account.words, role=account.role, relation=account.relation)
        db.keep(session, kept)
        _record(session, house, kept, "testimony_kept")


def advice(house: Installation, secret: str, words: str) -> tuple[Found, ...]:
    """What in these words may identify somebody, for the witness to look at before signing."""
    with house.database.reading() as session:
        found = db.by_secret(session, secret)
        if found is None:
            return ()
        one = apprenticeships.load(session, found[0].apprenticeship, house.today())
    colleagues = [one.tutor, one.employer_contact]
    known = Known(
        apprentice=one.apprentice.name,
        colleagues=(*(named.name for named in colleagues if named), found[0].witness_name),
        organisations=(one.terms.employer.name, house.settings.provider_name),
    )
    return find(words, known)


def sign(house: Installation, secret: str, account: Account) -> None:
    """Sign a testimony. From now on nobody changes it."""
    domain.insist_signable(account)
    now = house.now()
    with _writing(house, secret) as (session, testimony, salt):
        told = _told(house, session, testimony)
        unsigned = replace(
            testimony,
            state=TestimonyState.SIGNED,
            words=account.words,
            role=account.role,
            relation=account.relation,
            signed_name=account.signed_name,
            statement=told.statement,
            signed_at=now,
        )
        signed = replace(unsigned, signed_sha256=domain.record_sha256(unsigned))
        db.keep(session, signed)
        _record(session, house, signed, "testimony_signed", digest=history.salted_digest(salt, signed.signed_sha256))


def decline(house: Installation, secret: str) -> None:
    """Say no: the link opens nothing any more, and nothing that was written stays."""
    with _writing(house, secret) as (session, testimony, _):
        declined = replace(testimony, state=TestimonyState.DECLINED, words="", role="", relation="")
        db.keep(session, declined)
        _record(session, house, declined, "testimony_declined")


@contextmanager
def _writing(house: Installation, secret: str) -> Iterator[tuple[Session, Testimony, str]]:
    """The testimony that a witness writes on, held. Raises WrongState where it is over."""
    with house.database.writing() as session:
        found = db.by_secret(session, secret)
        if found is None:
            raise WrongState(OVER)
        apprenticeships.lock(session, found[0].apprenticeship)
        held = db.by_secret(session, secret)
        if held is None or not _may_answer(session, held[0], house.now()):
            raise WrongState(OVER)
        yield session, *held


def _may_answer(session: Session, testimony: Testimony, at: datetime) -> bool:
    """Whether the witness may still write: not about a piece that was withdrawn, or closed for a breach."""
    evidence = evidences.load(session, testimony.apprenticeship, testimony.number)
    closed = evidence.withdrawn_at is not None or evidence.quarantined_at is not None
    return testimony.is_open(at) and not closed


OVER = "This link does not work any more. Ask whoever sent it to you for a new one."


def _record(session: Session, house: Installation, testimony: Testimony, action: str, **more: str) -> None:
    body: dict[str, int | str | None] = {"version": testimony.version, "testimony": testimony.seq, **more}
    subject = f"E{testimony.number}"
    history.append(
        session, testimony.apprenticeship, at=house.now(), by=None, action=action, subject=subject, body=body
    )


def _told(house: Installation, session: Session, testimony: Testimony) -> Asked:
    one = apprenticeships.load(session, testimony.apprenticeship, house.today())
    evidence = evidences.load(session, testimony.apprenticeship, testimony.number)
    version = evidence.at(testimony.version)
    asker = people.names(session, {testimony.asked_by}).get(testimony.asked_by, "")
    statement = house.catalogue.programme(one.programme).testimony_statement
    title = version.title if version else ""
    return Asked(testimony, one.apprentice.name, one.terms.employer.name, asker, title, statement)


def _held(acting: Acting, apprenticeship: UUID, number: int) -> Evidence:
    member = acting.insist(Permission.ASK_WITNESS, apprenticeship)
    acting.lock(apprenticeship)
    evidence = evidences.load(acting.session, apprenticeship, number)
    if not may_see(member, evidence):
        raise NotFound
    return evidence


def _insist_on_few(acting: Acting, email: str) -> None:
    """Raises TooOften: this is a way to have mail sent to a stranger, so it is kept narrow."""
    for key, most in (
        (f"asks:{acting.person.id}", ASKS_OF_A_PERSON),
        (f"asked:{email.casefold()}", ASKS_TO_AN_ADDRESS),
    ):
        if sign_in.tries(acting.session, key, acting.now, WINDOW) >= most:
            raise TooOften("Too many witnesses were asked today. Go on tomorrow.")
        sign_in.count_try(acting.session, key, acting.now, WINDOW)
