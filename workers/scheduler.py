"""The clock: reclaims abandoned jobs, plans periodic ones, orders and relays events. Several may run at once."""

import asyncio
import signal

import structlog
import uvloop

from app.core import jobs
from app.core.config import Settings
from app.core.observability import configure_logging
from app.core.runtime import Runtime
from app.domains.identity.service.setup import every_workspace
from app.platform.realtime.relay import relay_once
from app.registry import build_runtime
from workers.runner import STOP_SIGNALS, stand_back

RECLAIM_SECONDS = 1.0
RELAY_SECONDS = 0.25
PLAN_SECONDS = 15.0

log = structlog.get_logger()


async def reclaim_for_ever(runtime: Runtime) -> None:
    """Take jobs back from dead workers each second."""
    while True:
        try:
            await jobs.reclaim(runtime.db)
        except Exception as error:  # noqa: BLE001 - the clock outlives every outage
            log.warning("reclaim_failed", error=type(error).__name__)
        await asyncio.sleep(RECLAIM_SECONDS)


async def plan_for_ever(runtime: Runtime) -> None:
    """Queue what comes back by the clock, a few times a minute."""
    while True:
        try:
            await jobs.plan_periodic(runtime.db, await every_workspace(runtime.db))
        except Exception as error:  # noqa: BLE001 - the clock outlives every outage
            log.warning("plan_failed", error=type(error).__name__)
        await asyncio.sleep(PLAN_SECONDS)


async def relay_for_ever(runtime: Runtime) -> None:
    """Place and relay events four times a second."""
    while True:
        try:
            await relay_once(runtime.db, runtime.redis)
        except Exception as error:  # noqa: BLE001 - the clock outlives every outage
            log.warning("relay_failed", error=type(error).__name__)
        await asyncio.sleep(RELAY_SECONDS)


async def serve() -> None:
    """Run until told to stop."""
    settings = Settings()
    configure_logging(as_json=settings.log_json)
    runtime = build_runtime(settings)
    stopped = asyncio.Event()
    for number in STOP_SIGNALS:
        asyncio.get_running_loop().add_signal_handler(signal.Signals(number), stopped.set)
    rounds = (reclaim_for_ever, plan_for_ever, relay_for_ever)
    tasks = [asyncio.create_task(go_round(runtime)) for go_round in rounds]
    await stopped.wait()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await runtime.close()


def main() -> None:
    """Run until told to stop."""
    stand_back()
    uvloop.run(serve())


if __name__ == "__main__":
    main()
