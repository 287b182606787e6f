"""Wiring only: settings, database, store and catalogue become one installation, and that an application."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.util import find_spec

from anyio import to_thread
from fastapi import FastAPI

from app.actions.acting import Installation
from app.catalogue import STANDARD_DATA, read_catalogue
from app.db import installation, migrate
from app.db.database import Database
from app.files.places import store_for
from app.settings import Settings, SettingsFault, read_settings
from app.web.application import create_app
from app.worker import Worker

JOB_SECONDS = 5
"""How long the end waits for a job under way; one that takes longer is done again by whoever comes next."""


class StartFault(Exception):
    """Touchmark cannot start; the message is one sentence that says why."""


def build(settings: Settings) -> Installation:
    """The installation that these settings describe, its database brought up to date.

    Raises SettingsFault, StartFault or CatalogueFaults, each with sentences for whoever starts it.
    """
    if settings.metrics_token and find_spec("prometheus_client") is None:
        raise StartFault(
            "The setting TOUCHMARK_METRICS_TOKEN needs the extra “metrics”: pip install touchmark[metrics]."
        )
    settings.make_data_dir()
    _ = settings.secret
    catalogue = read_catalogue(STANDARD_DATA)
    store = store_for(settings)
    if not store.works():
        raise StartFault(
            f"Files cannot be kept in {store.place}: see the settings TOUCHMARK_FILES_URL and TOUCHMARK_DATA_DIR."
        )
    database = Database(settings.database)
    migrate.upgrade(database)
    with database.writing() as session:
        installation.mark(session, datetime.now(UTC), demo=False)
    with database.reading() as session:
        demo = installation.is_demo(session)
        seen = installation.standards_seen(session)
    for (reference, version), digest in seen.items():
        if catalogue.standard(reference, version).digest != digest:
            raise StartFault(
                f"The published standard {reference} version {version} has changed since apprentices went on it. "
                "Put the file back as it was, and publish the change as a new version."
            )
    return Installation(settings, database, catalogue, store, demo=demo)


def application(house: Installation | None = None) -> FastAPI:
    """An installation's application, with a thread that does jobs beside it; the environment's where none is given."""
    house = house or build(read_settings())

    @asynccontextmanager
    async def working(_: FastAPI) -> AsyncIterator[None]:
        stop = threading.Event()
        thread = threading.Thread(target=Worker(house).run, args=(stop,), name="worker", daemon=True)
        thread.start()
        yield
        stop.set()
        # Requests that are being broken off put their things away meanwhile.
        await to_thread.run_sync(thread.join, JOB_SECONDS)
        house.database.close()

    return create_app(house, lifespan=working)


__all__ = ["SettingsFault", "StartFault", "application", "build"]
