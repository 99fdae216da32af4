"""The two pipelines of the demo, made by the deals' own service, and the ways on which deals go through them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.demo.world import Pipeline
from app.domains.deals.pipeline_schemas import ChecklistItemInput, PipelineInput, StageInput
from app.domains.deals.rules.contract import FieldKey
from app.domains.deals.rules.stages import AnswerKind, Semantics, open_stages
from app.domains.deals.service import gate, pipelines

Way = Sequence[Sequence[str]]
"""For each open stage the steps that lead out of it."""
PROJECTS_WAY: Way = (
    ("clarify", "measure"),
    ("draw", "send_offer"),
    ("ask_offer", "bargain", "sign"),
    ("delivery", "payment"),
)
SHOWROOM_WAY: Way = (("clarify", "catalogue"), ("delivery", "payment"))


def _stage(
    name: str,
    hint: str,
    color: str,
    probability: int,
    required: Sequence[FieldKey] = (),
    checklist: Sequence[ChecklistItemInput] = (),
    semantics: Semantics = Semantics.OPEN,
) -> StageInput:
    return StageInput(
        name=name,
        semantics=semantics,
        color=color,
        hint=hint or None,
        probability=probability,
        required_fields=list(required),
        checklist=list(checklist),
    )


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
                "Need identified", "Find out the room, the date and the budget; agree on a visit", "gray", 15
            ),
            _stage(
                "Measured on site",
                "Name a date, agree when the offer will be there",
                "blue",
                35,
                [FieldKey.PHONE],
            ),
            _stage(
                "Offer sent",
                "The offer names a price and a date; the client must have a mail to get it",
                "violet",
                55,
                offer,
                [decides],
            ),
            _stage(
                "Contract signed",
                "Agree on the delivery and on the second payment",
                "teal",
                90,
                (),
                [deposit],
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


async def make(session: AsyncSession, actor: Actor) -> tuple[Pipeline, Pipeline]:
    """Make both pipelines; returns that of the projects and that of the showroom."""
    projects = await pipelines.create(session, actor, _projects())
    showroom = await pipelines.create(session, actor, _showroom())
    return await _read(session, actor, projects), await _read(session, actor, showroom)


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
