"""A record's page, made for whoever looks: signed in, or an employer's contact by the link that they were mailed."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.actions.acting import Installation
from app.db import apprenticeships
from app.db import signatures as db
from app.documents.papers import can_make_pdf
from app.domain.apprenticeships import Apprenticeship
from app.domain.people import Person, Role
from app.domain.refusals import Fault, NotFound
from app.domain.signatures import RecordKey, RecordKind, Standing, record_sha256
from app.rendering.frame import Link
from app.rendering.words import stamp_words
from app.web.signed.document import Document
from app.web.signed.gateway import declaration_document, statement_document
from app.web.signed.review import review_document
from app.web.signed.signatures import Looking, SignaturesView, Words, record_title, signatures_view
from app.web.signed.training_plan import training_plan_document

_MADE: Mapping[RecordKind, Callable[[str], Document]] = {
    RecordKind.REVIEW: review_document,
    RecordKind.TRAINING_PLAN: training_plan_document,
    RecordKind.DECLARATION: declaration_document,
    RecordKind.EMPLOYER_STATEMENT: statement_document,
}


def document_of(kind: RecordKind, text: str) -> Document:
    """The words of a record of this kind, as they were signed, in order."""
    return _MADE[kind](text)


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record's page. `newest` leads to the version that took its place, None where this is the newest; `text` to the
    exact text as a file and `pdf` to all of it as a PDF, "" where there is none; `by_link` names whoever came by a
    link."""

    title: str
    lede: str
    by_link: str
    back: Link | None
    newest: Link | None
    document: Document
    signatures: SignaturesView
    text: str
    pdf: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record with what lies around it."""

    apprenticeship: Apprenticeship
    standing: Standing
    content: str
    words: Words
    looking: Looking


def load_record(
    session: Session,
    house: Installation,
    key: RecordKey,
    person: Person,
    roles: frozenset[Role],
    apprenticeship: Apprenticeship | None = None,
) -> Loaded:
    """Everything that a record's page is made from, in four statements and those that load its apprenticeship, where
    that is not loaded yet. Raises NotFound."""
    standing, content = db.find_whole(session, key)
    if standing is None:
        raise NotFound
    today = house.today()
    one = apprenticeship or apprenticeships.load(session, key.apprenticeship, today)
    programme = house.catalogue.programme(one.programme)
    names: dict[Role, list[str]] = defaultdict(list)
    for holder, role in db.holders(session, key.apprenticeship, today):
        names[role].append(holder.name)
    return Loaded(
        apprenticeship=one,
        standing=standing,
        content=content,
        words=Words(
            statements={role: programme.signing_statement(key.kind, role) for role in standing.asked},
            names={role: tuple(held) for role, held in names.items()},
        ),
        looking=Looking(
            person=person,
            roles=roles,
            answered_as=frozenset(db.answered_as(session, key.apprenticeship, person.id)),
            may_give_up=Role.TUTOR in roles,
        ),
    )


def record_view(
    found: Loaded,
    *,
    base: str,
    receipts: str,
    text: bool = True,
    back: Link | None = None,
    by_link: str = "",
    typed: Mapping[str, str] | None = None,
    faults: tuple[Fault, ...] = (),
) -> RecordView:
    """The page's view. `base` is what the addresses of a kind's records begin with, `receipts` those of receipts."""
    standing, key = found.standing, found.standing.key
    here = f"{base}/{key.kind.value}/{key.number}"
    same = record_sha256(found.content) == standing.sha256
    newest = Link(f"Read version {standing.newest}", f"{here}/{standing.newest}") if standing.is_outdated else None
    return RecordView(
        title=record_title(key),
        lede=_lede(found),
        by_link=by_link,
        back=back,
        newest=newest,
        document=_MADE[key.kind](found.content) if found.content else Document("", ()),
        signatures=signatures_view(
            standing,
            replace(found.words, typed=typed or {}, faults=faults),
            replace(found.looking, receipts=receipts),
            f"{here}/{key.version}",
            same=same,
        ),
        text=f"{here}/{key.version}/text" if text and found.content else "",
        pdf=f"{here}/{key.version}/pdf" if found.content and can_make_pdf() else "",
    )


def _lede(found: Loaded) -> str:
    standing = found.standing
    of = f"{found.apprenticeship.apprentice.name}, version {standing.key.version}, put to be signed on"
    return f"{of} {stamp_words(standing.put_at)}."
