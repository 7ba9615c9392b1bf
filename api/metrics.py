"""What the service counts, for Prometheus: requests, checks, revisions, connections, sessions.

One process keeps its counts in a registry of its own. Of several, each writes its counts into files of a folder that
they share (`PROMETHEUS_MULTIPROC_DIR`, which `api.workers` makes), so that whichever is asked answers for all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import Engine, text
from sqlalchemy.pool import QueuePool

SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
# Every revision moves a layout's head by one.
_STORED: Final = """
SELECT (SELECT coalesce(sum(head), 0) FROM layout), (SELECT count(*) FROM layout), (SELECT count(*) FROM web_session)
"""


class Metrics:
    """The counts of one application."""

    def __init__(self) -> None:
        own = self.registry = CollectorRegistry()
        labels = ("method", "route")
        self.requests = Counter("yuantu_requests", "Requests that were answered.", (*labels, "status"), registry=own)
        self.seconds = Histogram(
            "yuantu_request_seconds", "Until the answer began.", labels, registry=own, buckets=_SECONDS
        )
        self.running = Gauge(
            "yuantu_requests_running", "Requests that are being answered.", registry=own, multiprocess_mode="livesum"
        )
        self.checks = Histogram("yuantu_check_seconds", "Whole checks of layouts.", registry=own, buckets=_SECONDS)
        self.connections = Gauge(
            "yuantu_database_connections", "Connections in use.", registry=own, multiprocess_mode="livesum"
        )

    def told(self, engine: Engine) -> bytes:
        """All counts in Prometheus's text format. Raises DBAPIError."""
        self.used(engine)
        counts = CollectorRegistry()
        with engine.connect() as connection:
            counts.register(_Stored(*connection.execute(text(_STORED)).one()))
        return generate_latest(self._counted()) + generate_latest(counts)

    def used(self, engine: Engine) -> None:
        """Look how many connections are in use."""
        if isinstance(engine.pool, QueuePool):
            self.connections.set(engine.pool.checkedout())

    def _counted(self) -> CollectorRegistry:
        if not os.environ.get(SHARED):
            return self.registry
        of_all = CollectorRegistry()
        MultiProcessCollector(of_all)  # type: ignore[no-untyped-call]
        return of_all


class _Stored(Collector):
    """What the database knows, for all processes alike."""

    def __init__(self, revisions: int, layouts: int, sessions: int) -> None:
        self._revisions, self._layouts, self._sessions = revisions, layouts, sessions

    def collect(self) -> Iterator[Metric]:
        """The counts."""
        yield CounterMetricFamily("yuantu_revisions", "Revisions that were written.", self._revisions)
        yield GaugeMetricFamily("yuantu_layouts", "Layouts in the store.", self._layouts)
        yield GaugeMetricFamily("yuantu_sessions", "Sessions of people who signed in.", self._sessions)
