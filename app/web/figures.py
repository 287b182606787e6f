"""Figures of a running installation, counted through prometheus-client, which comes with the extra “metrics”.

Several processes count into one folder (PROMETHEUS_MULTIPROC_DIR, set by whoever starts them), and whichever of them
is asked adds all of them up; what the database can say is asked of it each time.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from app.actions.acting import Installation
from app.db.waiting import waiting_jobs

if TYPE_CHECKING:
    from prometheus_client import Metric

SHARED = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0)
"""The bounds between which times of requests are counted."""


class Figures:
    """Counts requests, their times and uploads under way, and writes all figures in the form that monitors read."""

    def __init__(self, house: Installation) -> None:
        # An installation that asks for no figures need not have the package.
        from prometheus_client import CollectorRegistry, Gauge, Histogram  # noqa: PLC0415

        self.house = house
        own = CollectorRegistry()
        self._registry = own
        self._requests = Histogram(
            "touchmark_request_seconds", "Requests and the time until their answers had been sent.",
            ["method", "route", "status"], buckets=SECONDS, registry=own,
        )  # fmt: skip
        self._uploads = Gauge(
            "touchmark_uploads_in_flight", "Forms that may bring files and are under way.",
            multiprocess_mode="livesum", registry=own,
        )  # fmt: skip

    def tell(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request. A `status` of 0 is one that was broken off before its answer began."""
        self._requests.labels(method, route, str(status)).observe(seconds)

    def upload(self, change: int) -> None:
        """One more form with files under way, or one less."""
        self._uploads.inc(change)

    def text(self) -> bytes:
        """Every figure, of every process."""
        from prometheus_client import CollectorRegistry, generate_latest  # noqa: PLC0415
        from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415

        asked = CollectorRegistry()
        asked.register(_Standing(self.house))
        if not os.environ.get(SHARED):
            return generate_latest(self._registry) + generate_latest(asked)
        MultiProcessCollector(asked)  # type: ignore[no-untyped-call]
        return generate_latest(asked)


class _Standing:
    """What the database says of the installation as it stands just now."""

    def __init__(self, house: Installation) -> None:
        self.house = house

    def collect(self) -> "Iterator[Metric]":
        from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415

        try:
            with self.house.database.reading() as session:
                found = waiting_jobs(session)
        except SQLAlchemyError:
            yield GaugeMetricFamily("touchmark_database_answers", "1 where the database answers.", 0)
            return
        age = (self.house.now() - found.oldest_due).total_seconds() if found.oldest_due else 0.0
        yield GaugeMetricFamily("touchmark_database_answers", "1 where the database answers.", 1)
        yield GaugeMetricFamily("touchmark_jobs_waiting", "Jobs not done yet, such as mail.", found.jobs)
        yield GaugeMetricFamily("touchmark_oldest_job_seconds", "How long the oldest of them is due.", max(0.0, age))


def figures_for(house: Installation) -> Figures | None:
    """The figures of an installation that gave its monitor a secret; None where nobody may read them."""
    return Figures(house) if house.settings.metrics_token else None


def forget_process(folder: str, number: int) -> None:
    """Leave out of the sums what a process that is gone had under way; what it counted stays counted."""
    if any(Path(folder).glob("gauge_live*")):
        from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415

        mark_process_dead(number, folder)  # type: ignore[no-untyped-call]
