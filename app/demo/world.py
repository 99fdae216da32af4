"""What every part of the story needs: where it is written, the calendar, the people, chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import TypeVar
from uuid import UUID

from app.demo.calendar import Calendar
from app.demo.cast import Cast
from app.demo.notebook import Notebook
from app.domains.deals.rules.stages import StageView

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A pipeline of the demo: its open stages in order, how it ends, and why deals are lost."""

    id: UUID
    stages: Sequence[StageView]
    open_stages: Sequence[StageView]
    won: StageView
    lost: StageView
    loss_reasons: Sequence[tuple[UUID, str]]


@dataclass(slots=True)
class World:
    """The demo while it is being told."""

    workspace_id: UUID
    currency: str
    phone_region: str
    calendar: Calendar
    chance: Random
    notebook: Notebook
    cast: Cast
    projects: Pipeline
    showroom: Pipeline
    regained: Pipeline
    connection_id: UUID

    def pick(self, choices: Sequence[Choice]) -> Choice:
        """Return one of these."""
        return self.chance.choice(choices)

    def happens(self, share: float) -> bool:
        """Tell whether something happens that does in so many of all cases."""
        return self.chance.random() < share

    def when(self, moment: datetime) -> Notebook:
        """Turn the story to a moment, and return where to write what happens then."""
        self.notebook.moment = moment
        return self.notebook
