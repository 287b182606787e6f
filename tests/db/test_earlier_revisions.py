"""Every version takes over what any earlier one left: a filled database of each revision, on both engines."""

import shutil
from dataclasses import asdict, replace

import pytest
from sqlalchemy import func, select, text

from app.answers.reviews import facts_again
from app.answers.verification import discrepancies
from app.db import migrate, people
from app.db.reviews import versions_of
from app.db.tables import core
from app.demo.cast import address
from app.domain.london import london_date
from app.domain.refusals import WrongState
from tests.conftest import Clock, make_house
from tests.db import kept_revisions
from tests.db.keep_revision import living
from tests.visits import Visit

HEAD = str(migrate.newest())
EARLIER = sorted(migrate.revisions() - {HEAD})
PATHS = {
    "Chloe Marsden": ("", "/evidence", "/evidence/E1", "/coverage", "/off-the-job", "/gateway", "/reviews", "/history"),
    "Priya Nair": ("", "/evidence", "/evidence/E1", "/off-the-job", "/history"),
    "Mark Ellis": ("", "/evidence", "/off-the-job"),
}
ANYWHERE = {
    "Chloe Marsden": ("/home", "/account", "/standards"),
    "Priya Nair": ("/caseload", "/to-confirm", "/to-review"),
    "Mark Ellis": ("/home", "/to-confirm", "/due"),
    "Adele Brook": ("/apprenticeships", "/people"),
}


@pytest.fixture(scope="session")
def of_today(tmp_path_factory):
    """What today's code makes, at today's revision."""
    return living(tmp_path_factory.mktemp("living"))


def kept_of(revision, request):
    """What was kept of a revision; the living demonstration for today's."""
    if revision == HEAD:
        return request.getfixturevalue("of_today")
    return kept_revisions.read(revision)


def at_revision(revision, url, folder, catalogue):
    """An installation whose tables are at a revision, with nothing in them."""
    house = make_house(url, folder, catalogue, Clock(None))
    migrate.upgrade(house.database, revision)
    return house


def test_something_was_kept_of_every_earlier_revision():
    """Where this fails, take the commit before the newest migration, run the command there, and bring the file here."""
    lacking = [revision for revision in EARLIER if not kept_revisions.path_of(revision).is_file()]
    assert lacking == [], f"Run {kept_revisions.COMMAND} before a new migration is written."


@pytest.fixture(params=[*EARLIER, HEAD])
def old(request, template, tmp_path, catalogue):
    """An installation of an earlier revision, full, and what it holds; its pages see the day on which it was made."""
    kept = kept_of(request.param, request)
    with template.empty(tmp_path) as url:
        house = at_revision(kept.revision, url, tmp_path, catalogue)
        house = replace(house, clock=Clock(kept.made_at), demo=True)
        kept.put_into(house.database, house.store)
        yield house, kept
        house.database.close()


def test_it_is_brought_up_to_date_with_everything_in_it(old):
    """A table that a migration drops or divides on purpose is named here, with where its rows went."""
    house, kept = old
    assert migrate.current(house.database) == kept.revision
    migrate.upgrade(house.database)
    assert migrate.current(house.database) == HEAD
    assert migrate.differences(house.database) == []
    with house.database.reading() as session:
        found = {
            table: session.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one() for table in kept.counts()
        }
        assert found == kept.counts()
        assert list(discrepancies(session, house.store)) == []
        hashes = session.scalars(select(core.history.c.hash).order_by(core.history.c.chain, core.history.c.seq)).all()
    at = kept.columns["history"].index
    rows = sorted(kept.rows["history"], key=lambda row: (row[at("chain")], row[at("seq")]))
    assert sorted(hashes) == sorted(row[at("hash")] for row in rows)


def test_the_main_paths_are_there_afterwards(old):
    house, _ = old
    migrate.upgrade(house.database)
    today = london_date(house.now())
    with house.database.reading() as session:
        cast = {name: people.find_by_email(session, address(name), today) for name in (*PATHS, *ANYWHERE)}
        hers = session.scalar(
            select(core.apprenticeship.c.id).where(core.apprenticeship.c.apprentice_id == cast["Chloe Marsden"].id)
        )
    opened = 0
    for name, person in cast.items():
        visit = Visit(house, person)
        for path in (*(f"/a/{hers}{one}" for one in PATHS.get(name, ())), *ANYWHERE.get(name, ())):
            visit.page(path)
            opened += 1
        visit.close()
    assert opened == sum(map(len, (*PATHS.values(), *ANYWHERE.values())))


JUDGED_OTHERWISE = {"0005": {"checks", "checks_moved", "plan_behind", "plan_stale"}}
"""Of reviews that were held at a revision, what is judged by checks that came, or learnt more, only later."""


def test_the_facts_of_reviews_that_were_held_can_be_told_again(old):
    house, kept = old
    migrate.upgrade(house.database)
    told = 0
    with house.database.reading() as session:
        for one in session.scalars(select(core.apprenticeship.c.id)):
            for held in (version for version in versions_of(session, one) if version.facts):
                told += 1
                again = facts_again(session, house.catalogue, one, held.review.number, held.review.version)
                then, now = asdict(held.facts), asdict(again)
                differing = {name for name in now if now[name] != then[name]}
                assert differing <= JUDGED_OTHERWISE.get(kept.revision, set())
    # Reviews came with 0005.
    assert (told > 10) is (kept.revision >= "0005")


def test_one_can_go_on_writing_afterwards(old):
    house, _ = old
    migrate.upgrade(house.database)
    with house.database.reading() as session:
        chloe = people.find_by_email(session, address("Chloe Marsden"), london_date(house.now()))
        hers = session.scalar(select(core.apprenticeship.c.id).where(core.apprenticeship.c.apprentice_id == chloe.id))
    form = {"title": "A visit", "kind": "other", "happened_on": "2026-11-02", "ksb": "S1", "submit": "false"}
    visit = Visit(house, chloe)
    answer = visit.call("POST", f"apprenticeships/{hers}/evidence", data=form, files=[("file", ("a.txt", b"words"))])
    assert answer.status_code == 201, answer.text
    visit.close()
    with house.database.reading() as session:
        assert list(discrepancies(session, house.store)) == []


# The steps themselves

REBUILDS = '''"""A step that makes a table anew which others refer to."""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "9999", "{head}", None, None
def upgrade():
    with op.batch_alter_table("person", recreate="auto") as batch:
        batch.alter_column("name", type_=sa.Text(), existing_nullable=False)
    {more}
def downgrade():
    pass  # forward only
'''


@pytest.fixture
def one_more(tmp_path, monkeypatch):
    """Lets a step follow the newest."""

    def write(more="pass"):
        folder = shutil.copytree(migrate.MIGRATIONS, tmp_path / "migrations")
        (folder / "versions" / "9999_one_more.py").write_text(REBUILDS.format(head=HEAD, more=more))
        monkeypatch.setattr(migrate, "MIGRATIONS", folder)

    return write


def test_a_step_may_make_a_table_anew_that_others_refer_to(house, cast, one_more):
    one_more()
    migrate.upgrade(house.database)
    assert migrate.current(house.database) == "9999"
    with house.database.reading() as session:
        assert people.names(session, [cast.chloe.id]) == {cast.chloe.id: "Chloe Marsden"}
        assert session.scalar(select(func.count()).select_from(core.membership)) > 0


def test_a_step_that_fails_changes_nothing(house, cast, one_more):
    one_more("op.execute('SELECT nothing FROM nowhere')")
    with pytest.raises(Exception, match="nowhere"):
        migrate.upgrade(house.database)
    assert migrate.current(house.database) == HEAD
    assert migrate.differences(house.database) == []


def test_a_step_that_leaves_rows_without_what_they_refer_to_is_not_kept(house, cast, one_more):
    one_more("op.execute(\"DELETE FROM person WHERE name = 'Chloe Marsden'\")")
    with pytest.raises(Exception, match=r"refer to nothing|foreign key"):
        migrate.upgrade(house.database)
    assert migrate.current(house.database) == HEAD
    with house.database.reading() as session:
        assert people.names(session, [cast.chloe.id])


def test_tables_that_are_newer_than_the_code_are_left_alone_and_said(house, cast):
    with house.database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(WrongState, match="at revision 9999, which this version of Touchmark does not know"):
        migrate.upgrade(house.database)
