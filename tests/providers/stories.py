"""Recorded provider requests, read from the JSON files beside the tests."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.domains.telephony.adapters import ADAPTERS, HookRequest, HookSettings
from app.domains.telephony.rules import (
    ANSWERED,
    MISSED,
    CallFacts,
    CallSignal,
    CallView,
    effects_of,
    facts_of,
    join,
    presumed_end,
    view_of,
)

FOLDER = Path(__file__).parent
OWNER = "owner"


@dataclass(frozen=True)
class Story:
    """One call as a provider told it, and what it must come to."""

    provider: str
    name: str
    settings: HookSettings
    requests: tuple[HookRequest, ...]
    call: dict[str, Any]
    pops: list[str]
    missed: int

    @property
    def signals(self) -> tuple[CallSignal, ...]:
        """All requests verified and parsed."""
        adapter = ADAPTERS[self.provider]
        found: list[CallSignal] = []
        for request in self.requests:
            adapter.verify(request, self.settings)
            found.extend(adapter.parse(request, self.settings))
        return tuple(found)


@dataclass(frozen=True)
class Outcome:
    """What a sequence of signals came to."""

    facts: CallFacts
    view: CallView
    pops: list[str]
    missed_tasks: int
    ended: int
    answered: int
    presumed: int
    """How often it was taken for over without an event that said so."""


def load(path: Path) -> Story:
    """The story in a file."""
    document = json.loads(path.read_text())
    return Story(
        provider=path.parent.name,
        name=path.stem,
        settings=HookSettings(secret=document["secret"], time_zone=ZoneInfo(document["time_zone"])),
        requests=tuple(_request(event) for event in document["events"]),
        call=document["expected"]["call"],
        pops=document["expected"]["pops"],
        missed=document["expected"]["missed"],
    )


def stories(provider: str = "*") -> list[Story]:
    """Every recorded story of a provider, or of all."""
    return [load(path) for path in sorted(FOLDER.glob(f"{provider}/*.json"))]


def story_id(story: Story) -> str:
    """How a parametrised test calls the story."""
    return f"{story.provider}-{story.name}"


def run(steps: Sequence[CallSignal | datetime]) -> Outcome:
    """Merge the signals one by one, as the service does, and count every effect; at a moment the end is presumed."""
    facts = CallFacts()
    pops: list[str] = []
    announced: list[str] = []
    unsettled = ended = presumed = 0
    for step in steps:
        news = presumed_end(facts, step) if isinstance(step, datetime) else facts_of(step)
        after = join(facts, news)
        effects = effects_of(facts, after, announced)
        pops += [*effects.pop_extensions, *([OWNER] if effects.pop_owner else [])]
        announced += [ANSWERED] if effects.is_answered else []
        announced += [MISSED] if effects.is_missed and effects.is_missed_settled else []
        unsettled += effects.is_missed and not effects.is_missed_settled
        ended += effects.is_ended and after.presumed_ended is None
        presumed += effects.is_ended and after.presumed_ended is not None
        facts = after
    view = view_of(facts)
    # An unsettled missed call is looked at again later: the final state decides.
    if unsettled and view.result == "missed" and MISSED not in announced:
        announced.append(MISSED)
    return Outcome(facts, view, pops, announced.count(MISSED), ended, announced.count(ANSWERED), presumed)


def _request(event: dict[str, Any]) -> HookRequest:
    return HookRequest(
        url=event["url"],
        headers=tuple((name.lower(), value) for name, value in event["headers"].items()),
        body=event["body"].encode(),
        received_at=datetime.fromisoformat(event["received_at"]),
    )
