"""The log: a line on stderr for each event, JSON where a program reads it and plain at a terminal.

Each line tells the request that it belongs to and the key of who asked. Bodies, cookies, tokens and queries are never
in it. A crash has its traceback.
"""

from __future__ import annotations

import logging
import sys
from typing import Any, Final

import structlog
from structlog.typing import EventDict, Processor

from api.auth.acting import acting
from api.settings import Settings

_SHARED: Final[tuple[Any, ...]] = (
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def set_up(settings: Settings) -> None:
    """Let everything that logs in this process write to stderr; once, when it starts to serve."""
    as_json = settings.log == "json" or (settings.log == "auto" and not sys.stderr.isatty())
    shared: list[Processor] = [*_SHARED, _who]
    last: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if as_json:
        last += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        last += [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=last))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.upper())
    # It tells whole addresses of what it asks, secrets in them too.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _who(_logger: Any, _name: str, event: EventDict) -> EventDict:
    """Under which request, and whose."""
    now = acting()
    if now.request:
        event.update(request=now.request, person=now.person.key)
    return event
