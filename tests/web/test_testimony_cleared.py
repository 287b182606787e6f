"""What a witness signed is read by the employer, the quality assurer and the assessor once a tutor has cleared it."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select, text, update

from app.actions import breaches
from app.actions import evidence as actions
from app.actions.acting import Installation
from app.actions.portfolio import freeze_portfolio
from app.answers.verification import discrepancies
from app.db import migrate
from app.db import portfolio as db
from app.db import testimony as kept
from app.db.tables import core
from app.documents.pack import check_pack
from app.domain.confidentiality import FindingKind
from app.domain.evidence import Decision, Verdict
from app.domain.portfolio import changes
from app.domain.refusals import NotFound, NotPermitted, WrongState
from tests.actions.test_evidence import act
from tests.cast import Cast, granted
from tests.mail.test_worker import postbox
from tests.visits import Page, Visit
from tests.web.test_testimony import SAID, SIGNED, begun, link, sent, testimonies

__all__ = ["link", "postbox", "sent"]
Visitor = Callable[..., Visit]
NAMING = "She rang Mrs Tanner on 07700 900123 that day."
CLEARANCE = "testimony/1/clearance"


def clear(house: Installation, cast: Cast, *, cleared: bool = True) -> None:
    act(house, cast.priya, lambda a: actions.clear_testimony(a, cast.hers, 1, 1, cleared=cleared))


def freeze(house: Installation, cast: Cast) -> int:
    number: int = act(house, cast.priya, lambda a: freeze_portfolio(a, cast.hers, "For the discussion."))
    return number


def assessing(house: Installation, cast: Cast, visit: Visitor) -> tuple[Visit, str]:
    """Helen, who may take it along, and where she reads the version that holds what Dana signed, cleared."""
    clear(house, cast)
    freeze(house, cast)
    return visit("helen"), f"/portfolio/{granted(house, cast, may_take=True).id}"


def read_by(visit: Visitor, cast: Cast, name: str) -> str:
    return visit(name).page(f"/a/{cast.hers}/evidence/E1").text


@pytest.fixture
def signed(house: Installation, cast: Cast, visit: Visitor, link: str) -> None:
    """E1 is accepted and cleared; then Dana signs what she saw."""
    act(house, cast.priya, lambda a: actions.decide_tag(a, cast.hers, 1, Decision("K8", Verdict.ACCEPTED, "Shown.")))
    act(house, cast.priya, lambda a: actions.clear_evidence(a, cast.hers, 1, version=1, cleared=True))
    begun(visit, link).post("/witness", data=SIGNED)


def test_who_reads_only_what_is_cleared_reads_nothing_that_was_signed_after_the_clearing(
    house: Installation, cast: Cast, visit: Visitor, signed: None
) -> None:
    for name in ("mark", "quentin"):
        shown = read_by(visit, cast, name)
        assert SAID not in shown and "Dana" not in shown
        assert "The tutor has not cleared it for you to read" in shown
    assert SAID in read_by(visit, cast, "chloe") and SAID in read_by(visit, cast, "priya")
    page = Page(visit("priya").post(f"/a/{cast.hers}/evidence/E1/{CLEARANCE}", {"cleared": "true"}).text)
    assert "Take the clearing back" in page.text and "What the witness signed is cleared" in page.text
    for name in ("mark", "quentin"):
        assert SAID in read_by(visit, cast, name)
    visit("priya").post(f"/a/{cast.hers}/evidence/E1/{CLEARANCE}", {})
    assert SAID not in read_by(visit, cast, "mark")


def test_both_steps_are_in_the_history_once_each_by_the_tutor(
    house: Installation, cast: Cast, visit: Visitor, signed: None
) -> None:
    for cleared in (True, True, False, False):
        clear(house, cast, cleared=cleared)
    row = core.history
    with house.database.reading() as session:
        told = session.execute(
            select(row.c.action, row.c.by).where(row.c.action.startswith("testimony_clear")).order_by(row.c.seq)
        ).all()
    assert [tuple(one) for one in told] == [
        ("testimony_cleared", cast.priya.id),
        ("testimony_clearing_ended", cast.priya.id),
    ]


def test_the_tutor_alone_clears_and_only_what_is_signed(
    house: Installation, cast: Cast, visit: Visitor, link: str
) -> None:
    with pytest.raises(WrongState, match="Dana Reid has signed nothing, so there is nothing to clear"):
        clear(house, cast)
    begun(visit, link).post("/witness", data=SIGNED)
    for name in ("chloe", "mark", "quentin", "adele"):
        with pytest.raises(NotPermitted), house.acting(cast.everybody[name]) as acting:
            actions.clear_testimony(acting, cast.hers, 1, 1, cleared=True)
    with pytest.raises(NotFound), house.acting(cast.priya) as acting:
        actions.clear_testimony(acting, cast.hers, 1, 2, cleared=True)


def test_words_that_may_identify_somebody_are_cleared_only_with_a_reason_that_is_kept(
    house: Installation, cast: Cast, visit: Visitor, link: str
) -> None:
    dana = begun(visit, link)
    advised = Page(dana.post("/witness", data=SIGNED | {"words": NAMING}).text).field("advised")["value"]
    dana.post("/witness", data=SIGNED | {"words": NAMING, "advised": advised})
    priya, where = visit("priya"), f"/a/{cast.hers}/evidence/E1/{CLEARANCE}"
    refused = priya.post(where, {"cleared": "true"})
    page = Page(refused.text)
    assert refused.status_code == 422
    assert "“07700 900123” looks like" in page.text
    assert "The witness signed these words, so nobody can change them." in page.text
    assert testimonies(house, cast)[0].cleared_at is None
    asked = [area["name"] for area in page.all("textarea") if area["name"].startswith("keep")]
    assert asked
    assert priya.post(where, {"cleared": "true"} | dict.fromkeys(asked, "A number that nobody has.")).status_code == 200
    assert testimonies(house, cast)[0].cleared_at is not None
    row = core.words_kept
    with house.database.reading() as session:
        assert set(session.scalars(select(row.c.name))) == {"E1 testimony 1"}


def test_the_assessor_reads_in_page_and_pack_what_was_signed_and_cleared(
    house: Installation, cast: Cast, visit: Visitor, signed: None
) -> None:
    helen, here = assessing(house, cast, visit)
    page = helen.page(here).text
    assert "What Dana Reid signed" in page and SAID in page and "Team manager. I was at the visit" in page
    assert "dana.reid@example.net" not in page
    pack = helen.get(f"{here}/pack.zip").content
    assert check_pack([BytesIO(pack)]).holds
    with zipfile.ZipFile(BytesIO(pack)) as archive:
        piece = Page(archive.read("portfolio-version-1/evidence/E01.html").decode()).text
        assert SAID in piece and "Signed as Dana Reid" in piece
        assert all(b"dana.reid@example.net" not in archive.read(name) for name in archive.namelist())


def test_what_is_not_cleared_is_not_frozen_and_what_is_cleared_later_makes_a_version_that_says_so(
    house: Installation, cast: Cast, visit: Visitor, signed: None
) -> None:
    assert freeze(house, cast) == 1
    clear(house, cast)
    assert freeze(house, cast) == 2
    clear(house, cast, cleared=False)
    assert freeze(house, cast) == 3
    with house.database.reading() as session:
        manifests = [one.manifest for one in db.versions_of(session, cast.hers)]
        words = [db.words_of(session, cast.hers, number) for number in (1, 2, 3)]
    assert [SAID in {said for _, said in each.values()} for each in words] == [False, True, False]
    signed_on = "What a witness signed about E1 on 20 November 2026"
    assert changes(*manifests[:2], *words[:2]) == (f"{signed_on} is in it.",)
    assert changes(*manifests[1:], *words[1:]) == (f"{signed_on} is not in it.",)


def test_once_the_clearing_is_taken_back_the_assessor_reads_no_more_of_what_was_signed(
    house: Installation, cast: Cast, visit: Visitor, signed: None
) -> None:
    helen, here = assessing(house, cast, visit)
    clear(house, cast, cleared=False)
    page = helen.page(here).text
    assert SAID not in page and "What Dana Reid signed" not in page
    assert "E1: a witness signed on 20 November 2026." in page, "that somebody signed is no secret"
    assert helen.client.get(f"{here}/pack.zip").status_code == 409
    assert SAID in visit("priya").page(f"/a/{cast.hers}/portfolio/1").text
    clear(house, cast)
    assert SAID in helen.page(here).text


def test_erasing_the_piece_takes_the_testimony_along_frozen_or_not(
    house: Installation, cast: Cast, visit: Visitor, signed: None
) -> None:
    clear(house, cast)
    freeze(house, cast)
    with house.acting(cast.priya) as acting:
        seq = breaches.quarantine_evidence(acting, cast.hers, 1, FindingKind.NAME, "A surname in it.")
        breaches.erase_evidence(acting, cast.hers, seq, "E1")
    with house.database.reading() as session:
        assert not [said for _, said in db.words_of(session, cast.hers, 1).values() if SAID in said]
        assert session.scalar(select(func.count()).select_from(core.testimony_clearing)) == 0
        assert list(discrepancies(session, house.store)) == []


def test_it_stays_hers_in_the_copy_of_her_record(visit: Visitor, cast: Cast, signed: None) -> None:
    answer = visit("chloe").client.get(f"/a/{cast.hers}/copy.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        page = Page(archive.read("my-record/evidence/E1.html").decode()).text
    assert SAID in page and "What Dana Reid signed about version 1" in page


@pytest.mark.parametrize(
    ("cleared_at", "is_cleared"),
    [(datetime(2026, 11, 20, 18, tzinfo=UTC), True), (datetime(2026, 11, 19, 9, tzinfo=UTC), False), (None, False)],
)
def test_before_0008_what_had_been_signed_when_its_version_was_cleared_was_cleared_with_it(
    house: Installation, cast: Cast, visit: Visitor, signed: None, cleared_at: datetime | None, is_cleared: bool
) -> None:
    row = core.evidence_version
    values: dict[str, Any] = {"cleared_at": cleared_at, "cleared_by": cast.priya.id if cleared_at else None}
    with house.database.writing() as session:
        session.execute(update(row).where(row.c.apprenticeship_id == cast.hers).values(**values))
        session.execute(text("DROP TABLE testimony_clearing"))  # as 0007 left it
        session.execute(text("UPDATE alembic_version SET version_num = '0007'"))
    migrate.upgrade(house.database)
    with house.database.reading() as session:
        [one] = kept.of_piece(session, cast.hers, 1)
    assert (one.cleared_at is not None) is is_cleared
