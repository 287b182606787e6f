"""What stops the start, each with a sentence, and what a start leaves behind."""

import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from app import main
from app.catalogue import STANDARD_DATA, CatalogueFaults
from app.db import installation
from app.db.database import Database
from app.db.tables import core
from app.settings import Settings, SettingsFault, read_settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An installation of its own in an empty folder."""
    return Settings(_env_file=None, data_dir=tmp_path / "var")


def test_an_empty_folder_becomes_an_installation_that_works(settings):
    house = main.build(settings)
    assert house.database.answers()
    assert house.store.works()
    assert not house.demo
    house.database.close()


def test_starting_twice_changes_nothing(settings):
    main.build(settings).database.close()
    house = main.build(settings)
    assert house.database.answers()
    house.database.close()


def test_the_secret_is_made_once_and_only_its_owner_may_read_it(settings):
    first = settings.secret
    path = settings.data_dir / "secret_key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert Settings(_env_file=None, data_dir=settings.data_dir).secret == first
    assert len(first) >= 32


def test_a_broken_standard_stops_the_start_and_names_every_fault(settings, tmp_path, monkeypatch):
    copy = tmp_path / "standard_data"
    shutil.copytree(STANDARD_DATA, copy)
    file = copy / "standards" / "ST0868-1.0.yaml"
    file.write_text(file.read_text().replace("otj_days_total", "otj_days_totl"))
    monkeypatch.setattr(main, "STANDARD_DATA", copy)
    with pytest.raises(CatalogueFaults) as stopped:
        main.build(settings)
    assert any("otj_days_totl" in fault.sentence + fault.place for fault in stopped.value.faults)


def test_a_published_version_that_changed_since_apprentices_went_on_it_stops_the_start(settings):
    house = main.build(settings)
    with house.database.writing() as session:
        installation.see_standard(session, "ST0868", "1.0", "another digest", datetime.now(UTC))
    house.database.close()
    with pytest.raises(main.StartFault, match=r"ST0868 version 1\.0 has changed since apprentices went on it"):
        main.build(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOUCHMARK_BASE_URL", "touchmark.example"),
        ("TOUCHMARK_DATABASE_URL", "mysql://localhost/x"),
        ("TOUCHMARK_MAX_UPLOAD_MB", "many"),
        ("TOUCHMARK_FILES_URL", "ftp://somewhere"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence_that_names_it(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsFault, match=name):
        read_settings()


def test_a_demonstration_stays_one_for_ever(settings):
    house = main.build(settings)
    with house.database.writing() as session:
        installation.mark(session, datetime.now(UTC), demo=True)
        installation.mark(session, datetime.now(UTC), demo=False)
    house.database.close()
    again = main.build(settings)
    assert again.demo
    again.database.close()


def test_a_reading_transaction_refuses_to_write(house):
    with pytest.raises(Exception, match=r"readonly|read-only"), house.database.reading() as session:
        session.execute(update(core.installation).values(demo=True))
    with house.database.reading() as session:
        assert not installation.is_demo(session)


def test_a_database_that_cannot_be_reached_is_said_so_and_found_again(tmp_path):
    away = Database(f"sqlite:///{tmp_path}/no/such/folder/touchmark.sqlite3")
    assert not away.answers()
    (tmp_path / "no/such/folder").mkdir(parents=True)
    assert away.answers()
    away.close()
