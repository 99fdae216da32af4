"""Logs and metrics: static event names, keyword fields, one trace id from request to event to job. No personal data."""

import logging
import sys
from typing import Any

import structlog
from prometheus_client import Counter, Gauge, Histogram

REQUEST_SECONDS = Histogram(
    "baton_request_seconds", "Time to answer a request", ["method", "route", "status"], buckets=(
        0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    )
)  # fmt: skip
JOB_START_SECONDS = Histogram("baton_job_start_seconds", "Time from due to claimed")
JOBS_FINISHED = Counter("baton_jobs_finished", "Jobs run to an end", ["name", "result"])
EVENTS_RELAYED = Counter("baton_events_relayed", "Events whose frames the relay had to publish")
SOCKETS_OPEN = Gauge("baton_sockets_open", "Open WebSocket connections")
FRAMES_SENT = Counter("baton_frames_sent", "Frames delivered to sockets")


def configure_logging(*, as_json: bool) -> None:
    """Send every log line, ours and the libraries', through one formatter to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(
            # The default, drawn by rich with all local variables, takes seconds and may show personal data.
            colors=sys.stderr.isatty(),
            exception_formatter=structlog.dev.plain_traceback,
        )
    )
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, renderer]
        if as_json
        else [*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processor=renderer)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "arq"):
        logger = logging.getLogger(name)
        logger.handlers = []
        logger.propagate = True
