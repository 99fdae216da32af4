"""The pipelines of the demo, made by the deals' own service, and the ways on which deals go through them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.demo.world import Pipeline
from app.domains.deals.pipeline_schemas import ChecklistItemInput, PipelineInput, StageInput
from app.domains.deals.rules.contract import FieldKey
from app.domains.deals.rules.stages import AnswerKind, Semantics, open_stages
from app.domains.deals.service import gate, pipelines
from app.domains.deals.time_limit_schemas import StageTimeLimit

Way = Sequence[Sequence[str]]
"""For each open stage the steps that lead out of it."""
PROJECTS_WAY: Way = (
    ("clarify", "measure"),
    ("draw", "send_offer"),
    ("ask_offer", "bargain", "sign"),
    ("delivery", "payment"),
)
SHOWROOM_WAY: Way = (("clarify", "catalogue"), ("delivery", "payment"))
WIN_BACK_WAY: Way = (("clarify", "catalogue"), ("send_offer", "ask_offer", "payment"))


def _stage(
    name: str,
    hint: str,
    color: str,
    probability: int,
    required: Sequence[FieldKey] = (),
    checklist: Sequence[ChecklistItemInput] = (),
    semantics: Semantics = Semantics.OPEN,
    days: int | None = None,
) -> StageInput:
    return StageInput(
        name=name,
        semantics=semantics,
        color=color,
        hint=hint or None,
        probability=probability,
        required_fields=list(required),
        checklist=list(checklist),
        time_limit=_within(days) if days else None,
    )


def _within(days: int) -> StageTimeLimit:
    """Working days of nine hours; who is late is told so a fifth of the time before."""
    hours = days * 9
    return StageTimeLimit(hours=hours, warn_before_hours=max(hours // 5, 4), escalate=False, action=None)


def _lost() -> StageInput:
    hint = "Say honestly why: the reason decides when to come back"
    return _stage("Lost", hint, "red", 0, semantics=Semantics.LOST)


def _projects() -> PipelineInput:
    decides = ChecklistItemInput(
        question="Who decides at the client?",
        kind=AnswerKind.CHOICE,
        options=["She herself", "Owner", "Committee"],
    )
    deposit = ChecklistItemInput(question="Has the deposit arrived?", kind=AnswerKind.YES_NO)
    offer = (FieldKey.AMOUNT, FieldKey.EXPECTED_ON, FieldKey.EMAIL)
    return PipelineInput(
        name="Furniture projects",
        stages=[
            _stage(
                "Need identified",
                "Find out the room, the date and the budget; agree on a visit",
                "gray",
                15,
                days=8,
            ),
            _stage(
                "Measured on site",
                "Name a date, agree when the offer will be there",
                "blue",
                35,
                [FieldKey.PHONE],
                days=8,
            ),
            _stage(
                "Offer sent",
                "The offer names a price and a date; the client must have a mail to get it",
                "violet",
                55,
                offer,
                [decides],
                days=12,
            ),
            _stage(
                "Contract signed",
                "Agree on the delivery and on the second payment",
                "teal",
                90,
                (),
                [deposit],
                days=25,
            ),
            _stage("Paid in full", "Ask for a review in a month", "green", 100, semantics=Semantics.WON),
            _lost(),
        ],
    )


def _showroom() -> PipelineInput:
    return PipelineInput(
        name="Showroom orders",
        stages=[
            _stage("Piece chosen", "Write down the colour and the size", "gray", 40),
            _stage("Order placed", "Say when the piece will be there", "blue", 85, [FieldKey.AMOUNT]),
            _stage("Handed over", "Offer the assembly", "green", 100, semantics=Semantics.WON),
            _lost(),
        ],
    )


def _win_back() -> PipelineInput:
    return PipelineInput(
        name="Won back",
        stages=[
            _stage(
                "Spoken with again", "Ask what has changed since; propose nothing yet", "gray", 20, days=10
            ),
            _stage("New offer sent", "Name a price and a date", "violet", 50, [FieldKey.AMOUNT], days=12),
            _stage("Back with us", "Thank her", "green", 100, semantics=Semantics.WON),
            _lost(),
        ],
    )


async def make(session: AsyncSession, actor: Actor) -> tuple[Pipeline, Pipeline, Pipeline]:
    """Make the pipelines; returns that of the projects, that of the showroom, and that of the lost won back."""
    made = [await pipelines.create(session, actor, one) for one in (_projects(), _showroom(), _win_back())]
    projects, showroom, regained = [await _read(session, actor, one) for one in made]
    return projects, showroom, regained


async def _read(session: AsyncSession, actor: Actor, pipeline_id: UUID) -> Pipeline:
    stages = await gate.load_stages(session, actor, pipeline_id)
    made = await pipelines.get(session, actor, pipeline_id)
    reasons = [(reason["id"], reason["name"]) for reason in made["loss_reasons"]]
    by_meaning = {stage.semantics: stage for stage in stages}
    return Pipeline(
        pipeline_id,
        stages,
        open_stages(stages),
        by_meaning[Semantics.WON],
        by_meaning[Semantics.LOST],
        reasons,
    )
