"""How pipelines, their stages and what these demand look on the wire."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, computed_field, model_validator
from pydantic_core import PydanticCustomError

from app.core.filters import FilterNode, Kind
from app.core.schemas import Input, Line, Schema, Text
from app.domains.deals.rules.demands import OWN_KEY, FieldKey
from app.domains.deals.rules.naming import proposals
from app.domains.deals.rules.results import Template
from app.domains.deals.rules.stages import AnswerKind, NextStepMode, SecondDeal, Semantics
from app.domains.deals.time_limit_schemas import StageTimeLimit
from app.domains.tasks.service import TaskKind

Color = Annotated[str, StringConstraints(pattern=r"^(#[0-9a-f]{6}|[a-z][a-z0-9-]{1,30})$")]
WaitingDays = Annotated[int, Field(ge=1, le=3660, description="After how long to come back")]
MAX_STAGES, MAX_QUESTIONS = 30, 30
MAX_REQUIRED = 100
MAX_HOURS = 24 * 366


def _demandable(key: str) -> str:
    if key not in set(FieldKey) and OWN_KEY.match(key) is None:
        raise PydanticCustomError("unknown_field", "no such field")
    return key


DemandKey = Annotated[
    str,
    StringConstraints(max_length=60),
    AfterValidator(_demandable),
    Field(
        description="A field of the deal, its client or her company: "
        + ", ".join(f"`{key}`" for key in FieldKey)
        + "; `deal.custom.<id>`, `client.custom.<id>`, `company.custom.<id>`",
        examples=["deal.amount"],
    ),
]


class ChecklistItem(Schema):
    """A question that a stage asks."""

    id: UUID
    question: str
    kind: AnswerKind
    options: list[str]
    is_required: bool


class FirstTaskOut(Schema):
    """What is planned by itself when a deal comes into a stage."""

    kind: TaskKind
    title: str
    in_hours: int


class StageOut(Schema):
    """A step of a pipeline and what it demands."""

    id: UUID
    name: str
    position: int
    semantics: Semantics
    color: str
    hint: str | None
    probability: int
    required_fields: list[str]
    required_when: dict[str, FilterNode]
    checklist: list[ChecklistItem]
    next_stage_ids: list[UUID]
    first_task: FirstTaskOut | None
    time_limit: StageTimeLimit | None
    successor_id: UUID | None = Field(
        description="Where its deals go while it is being taken out; nothing enters it any more"
    )
    version: int

    # mypy knows no decorator above a property; pydantic documents it so.
    @computed_field(description="Results to name the stage by instead, if its name says what goes on")  # type: ignore[prop-decorator]
    @property
    def proposed_names(self) -> list[str]:
        """Names of results, in the language of the name; none where the name is a result or the stage is closed."""
        return list(proposals(self.name)) if self.semantics is Semantics.OPEN else []


class LossReasonOut(Schema):
    """Why a deal can be lost."""

    id: UUID
    name: str
    position: int
    parent_id: UUID | None
    return_after_days: int | None


class Restaging(Schema):
    """How far the deals are whose stages are being taken out; meanwhile the pipeline can't be changed."""

    done: int
    total: int


class PipelineOut(Schema):
    """A way that deals go, with its stages in order: the open ones, then won, then lost."""

    id: UUID
    name: str
    position: int
    next_step_mode: NextStepMode
    second_deal: SecondDeal
    stages: list[StageOut]
    loss_reasons: list[LossReasonOut]
    restaging: Restaging | None
    version: int


class TemplateOut(Schema):
    """A pipeline to start from, in the language of whoever asks."""

    key: Template
    name: str
    stages: list[str]


class ProposedNames(Schema):
    """What to call a stage instead; empty for a name that says a result."""

    items: list[str]


class ChecklistItemInput(Input):
    """A question; with the `id` of a present one it keeps the answers given to it."""

    id: UUID | None = None
    question: Line
    kind: AnswerKind
    options: list[Line] = Field(default_factory=list, max_length=30)
    is_required: bool = True

    @model_validator(mode="after")
    def _options_fit(self) -> "ChecklistItemInput":
        if self.kind is AnswerKind.CHOICE and len(set(self.options)) < 2:  # noqa: PLR2004 - one option is no choice
            raise PydanticCustomError("options_needed", "a choice needs at least two different options")
        if self.kind is not AnswerKind.CHOICE and self.options:
            raise PydanticCustomError("options_unfit", "only a choice has options")
        return self


class FirstTaskInput(Input):
    """What is planned by itself when a deal comes into a stage, for its owner, so many hours later."""

    kind: TaskKind
    title: Line
    in_hours: Annotated[int, Field(ge=1, le=MAX_HOURS)]


class StageContent(Input):
    """What a stage shows and demands."""

    color: Color | None = None
    hint: Text | None = None
    probability: Annotated[int, Field(ge=0, le=100)] | None = None
    required_fields: list[DemandKey] = Field(default_factory=list, max_length=MAX_REQUIRED)
    required_when: dict[DemandKey, FilterNode] = Field(
        default_factory=dict,
        max_length=MAX_REQUIRED,
        description="Of the required fields, those demanded only while a filter tree over the deal holds",
        json_schema_extra={"examples": [{"client.email": {"field": "deal.amount", "gt": 1000000}}]},
    )
    checklist: list[ChecklistItemInput] = Field(default_factory=list, max_length=MAX_QUESTIONS)
    next_stage_ids: list[UUID] = Field(
        default_factory=list,
        max_length=MAX_STAGES,
        description="Where deals may go on to from here; when empty the next open stage, won after the last. "
        "Lost is always open",
    )
    first_task: FirstTaskInput | None = None
    time_limit: StageTimeLimit | None = Field(
        default=None, description="How long deals may stand in an open stage"
    )
    position: Annotated[int, Field(ge=0, le=1000)] | None = Field(
        default=None, description="The place in the pipeline, from 1; at the end of its kind when left out"
    )


class StageInput(StageContent):
    """A new stage. Name it by a result (`Offer sent`), not by a process (`client thinks`)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Offer sent",
                    "semantics": "open",
                    "hint": "The offer names a price and a date",
                    "required_fields": ["deal.amount", "client.email"],
                    "checklist": [
                        {"question": "Who decides?", "kind": "choice", "options": ["Director", "Owner"]}
                    ],
                }
            ]
        }
    )

    name: Line
    semantics: Semantics


class StageChange(StageContent):
    """A change: what is left out stays; whether a stage is open, won or lost never changes."""

    # Factories, not defaults: the document then says that they may be left out, without promising a value.
    name: Line = Field(default_factory=str)


class PipelineInput(Input):
    """A new pipeline; without stages it gets those of a template, in the language of whoever makes it."""

    name: Line
    template: Template = Template.USUAL
    stages: list[StageInput] | None = Field(default=None, min_length=1, max_length=MAX_STAGES)


class PipelineChange(Input):
    """What may be changed about a pipeline itself."""

    name: Line = Field(default_factory=str)
    position: int = Field(default_factory=int, ge=0, le=1000)
    next_step_mode: NextStepMode = Field(
        default_factory=lambda: NextStepMode.STRICT,
        description="An open deal always has a dated next step; `guided`: or a reason; `off`: or nothing",
    )
    second_deal: SecondDeal = Field(
        default_factory=lambda: SecondDeal.ALLOW,
        description="Whether a client with an open deal here may get a second one",
    )


class ContractField(Schema):
    """A field that stages can demand (`is_demandable`), that conditions can ask (`operators`), or both."""

    name: str
    label: str | None = Field(description="What a person called it; built-in fields are named by the screens")
    input: str
    is_demandable: bool
    kind: Kind | None
    operators: list[str]
    refers: str | None
    options: list[str]
    option_labels: list[str]


class LossReasonInput(Input):
    """A new loss reason; under a wider one it is what is named instead of that."""

    name: Line
    parent_id: UUID | None = None
    return_after_days: WaitingDays | None = None


class LossReasonChange(Input):
    """What may be changed about a loss reason."""

    name: Line = Field(default_factory=str)
    position: int = Field(default_factory=int, ge=0, le=1000)
    return_after_days: WaitingDays | None = None


class RestageInput(Input):
    """Stages that go, each with the stage where its deals will stand."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "mapping": {
                        "01a200bd-762d-77b5-9246-6547d8874dfe": "01a200bd-762d-77b5-9246-6547d8874dff"
                    },
                    "dry_run": True,
                }
            ]
        }
    )

    mapping: Annotated[dict[UUID, UUID], Field(min_length=1, max_length=50)]
    dry_run: bool = Field(default=False, description="Only tell what would be")


class LackingDeal(Schema):
    """A deal that lacks what its new stage demands; its next move asks for it."""

    id: UUID
    title: str
    stage_id: UUID
    missing: list[str]


class RestageOut(Schema):
    """How many deals stand elsewhere now, and those of them that one may see and that lack something."""

    moved: int
    examined: int = Field(description="How many of them were looked at for what they lack")
    is_going: bool = Field(
        description="Whether they move in the background; `restaging` of the pipeline tells how far"
    )
    lacking_count: int
    lacking: list[LackingDeal]
