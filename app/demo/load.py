"""`python -m app.demo.load`: fill an empty database with the demo workspace and print its log-ins.

Everything is one transaction: a load that was broken off leaves nothing behind.
"""

import asyncio
import gc
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text

from app.core.clock import now
from app.core.config import Settings
from app.core.ids import uuid7
from app.core.runtime import Runtime
from app.demo import cast, famous, goods, pipelines, plans, surroundings, time_limits, winning_back, writing
from app.demo.calendar import Calendar
from app.demo.customers import Register
from app.demo.deals import Story
from app.demo.history import History
from app.demo.notebook import Notebook
from app.demo.plots import Plots
from app.demo.today import Today
from app.demo.work import Work
from app.demo.world import World
from app.domains.identity.errors import SetupFinishedError
from app.domains.identity.schemas import SetupInput
from app.domains.identity.service import passwords, setup, working_hours
from app.domains.telephony.schemas import ConnectionInput
from app.domains.telephony.service import connections

SEED = 20_261_122
NAME, TIME_ZONE, CURRENCY, PHONE_REGION = "Anor Mebel", "Asia/Tashkent", "UZS", "UZ"
HISTORY_DAYS = 184
_NO_HURRY = text("SET LOCAL idle_in_transaction_session_timeout = 0")
"""While the story is told, the database waits; on a slow machine longer than it lets a request keep it waiting."""
_LANGUAGES = {
    "en": "English",
    "ru": "Russian",
    "uz": "Uzbek",
    "ka": "Georgian",
    "mn": "Mongolian",
    "es": "Spanish",
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded."""

    workspace_id: UUID
    counts: dict[str, int]


async def load(runtime: Runtime, moment: datetime | None = None) -> Loaded:
    """Make the demo workspace as if it had been worked in up to a moment, the present one by default.

    Raises:
        SetupFinishedError: there is a workspace already.
    """
    wizard = _wizard()
    passwords.check_password(wizard.password, NAME, *(person.name for person in cast.PEOPLE))
    password_hash = await passwords.hash_password(wizard.password)
    workspace_id = uuid7()
    async with runtime.db.write(workspace_id) as session:
        founder, roles = await setup.found(session, wizard, password_hash, is_demo=True, only_the_first=True)
        await session.execute(_NO_HURRY)
        projects, walk_in, regained = await pipelines.make(session, founder)
        rule = await winning_back.make_rule(session, founder, projects, regained)
        on_sale = await goods.fill(session, founder)
        rivals = await surroundings.name_rivals(session, founder)
        hours = await working_hours.calendar(session, workspace_id)
        line = ConnectionInput(name="Office line", provider="generic")
        connection, _ = await connections.create(runtime, session, founder, line)
        calendar, chance = _calendar(moment or now())
        notebook = Notebook(workspace_id, calendar.founded)
        world = World(
            workspace_id=workspace_id,
            currency=CURRENCY,
            phone_region=PHONE_REGION,
            calendar=calendar,
            chance=chance,
            notebook=notebook,
            cast=cast.join(notebook, founder, roles, password_hash),
            projects=projects,
            showroom=walk_in,
            regained=regained,
            connection_id=connection.id,
        )
        _tell(world, rivals, rule)
        goods.lay_out(world, on_sale)
        time_limits.measure(world, hours)
        first = await writing.backdate(session, calendar.founded, cast.PEOPLE[0].extension)
        return Loaded(workspace_id, await writing.write(session, notebook, first))


def _wizard() -> SetupInput:
    founder = cast.PEOPLE[0]
    return SetupInput(
        workspace_name=NAME,
        name=founder.name,
        email=founder.email,
        password=cast.PASSPHRASE,
        locale="en",
        time_zone=TIME_ZONE,
        currency=CURRENCY,
        phone_region=PHONE_REGION,
    )


def _calendar(moment: datetime) -> tuple[Calendar, Random]:
    chance, zone = Random(SEED), ZoneInfo(TIME_ZONE)  # a fixed seed: the same demo every time
    founded = Calendar(zone, moment, moment, chance).at(-HISTORY_DAYS, 9)
    return Calendar(zone, moment, founded, chance), chance


def _tell(world: World, rivals: Sequence[UUID], rule: winning_back.Rule) -> None:
    """Tell the whole story: the clients first, what happened with them, and what is planned."""
    register, work = Register(world), Work(world)
    invited = famous.invite(world, register)
    register.fill()
    register.derive()
    told = list(famous.plots(world, invited))
    for plot in [*told, *Plots(world, register).all(len(told))]:
        Story(world, work, plot).tell()
    famous.write_notes(world, work, invited)
    history = History(world, work, register)
    history.tell()
    Today(world, work, history).tell()
    plans.write(world)
    chance = Random(SEED + 1)  # what stands around the story leaves the story as it is
    for plot in list(winning_back.plots(world, register.customers, world.regained, rule, chance)):
        Story(world, work, plot).tell()
    surroundings.surround(world, register.customers, rivals, chance)
    register.write()


def log_ins() -> str:
    """Return what the people of the demo log in with, as text."""
    lines = [f"Log in with the passphrase “{cast.PASSPHRASE}” as"]
    for person in cast.PEOPLE:
        about = f"{person.name}, {_LANGUAGES[person.locale]}"
        lines.append(f"  {person.email:<20} {person.role:<14} {about}")
    return "\n".join(lines)


async def _main() -> int:
    began = time.monotonic()
    gc.disable()  # half a million small objects, none of them garbage, in a process that ends with them
    runtime = Runtime(Settings())
    try:
        loaded = await load(runtime)
    except SetupFinishedError:
        print(
            "baton: this database has a workspace already; the demo is loaded only into an empty one.",
            file=sys.stderr,
        )
        return 1
    finally:
        await runtime.close()
    rows = sum(loaded.counts.values())
    print(f"Loaded {rows:,} rows in {time.monotonic() - began:.1f} s.", file=sys.stderr)
    print(log_ins())
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(_main()))
