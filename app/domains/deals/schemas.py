"""How pipelines and deals look on the wire."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import (
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    computed_field,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from app.core.schemas import Amount, Currency, Input, Line, Schema, Text
from app.domains.deals.rules.contract import MAXIMUM_ANSWER, FieldKey
from app.domains.deals.rules.naming import proposals
from app.domains.deals.rules.results import Template
from app.domains.deals.rules.stages import AnswerKind, Semantics
from app.domains.tasks.schemas import NextTaskInput
from app.domains.tasks.service import TaskKind
from app.platform.customfields.schemas import CustomValues

Color = Annotated[str, StringConstraints(pattern=r"^(#[0-9a-f]{6}|[a-z][a-z0-9-]{1,30})$")]
Answer = StrictBool | Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAXIMUM_ANSWER)]
Answers = Annotated[dict[UUID, Answer], Field(max_length=200)]
Title = Annotated[Line, Field(examples=["24 rooms, hotel Anor"])]
MAX_STAGES, MAX_QUESTIONS = 30, 30


# --- pipelines -------------------------------------------------------------------------------------------------------


class ChecklistItem(Schema):
    """A question that a stage asks."""

    id: UUID
    question: str
    kind: AnswerKind
    options: list[str]
    is_required: bool


class StageOut(Schema):
    """A step of a pipeline and what it demands."""

    id: UUID
    name: str
    position: int
    semantics: Semantics
    color: str
    hint: str | None
    probability: int
    required_fields: list[FieldKey]
    checklist: list[ChecklistItem]
    version: int

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


class PipelineOut(Schema):
    """A way that deals go, with its stages in order: the open ones, then won, then lost."""

    id: UUID
    name: str
    position: int
    next_step_mode: str
    stages: list[StageOut]
    loss_reasons: list[LossReasonOut]
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


class StageContent(Input):
    """What a stage shows and demands."""

    color: Color | None = None
    hint: Text | None = None
    probability: Annotated[int, Field(ge=0, le=100)] | None = None
    required_fields: list[FieldKey] = Field(default_factory=list, max_length=len(FieldKey))
    checklist: list[ChecklistItemInput] = Field(default_factory=list, max_length=MAX_QUESTIONS)
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


class LossReasonInput(Input):
    """A new loss reason."""

    name: Line


class LossReasonChange(Input):
    """What may be changed about a loss reason."""

    name: Line = Field(default_factory=str)
    position: int = Field(default_factory=int, ge=0, le=1000)


# --- deals -----------------------------------------------------------------------------------------------------------


class NextTask(Schema):
    """A deal's next dated step."""

    id: UUID
    kind: TaskKind
    title: str
    due_at: datetime


class DealCard(Schema):
    """A deal in a list or on the board."""

    id: UUID
    title: str
    client_id: UUID
    client_name: str
    company_name: str | None
    stage_id: UUID
    amount: Decimal | None
    currency: str
    owner_id: UUID
    status: Semantics
    stage_entered_at: datetime
    expected_on: date | None
    next_task: NextTask | None
    created_at: datetime
    closed_at: datetime | None
    version: int


class DealOut(DealCard):
    """A deal with everything known about it."""

    pipeline_id: UUID
    description: str | None
    loss_reason_id: UUID | None
    answers: dict[UUID, bool | str]
    custom: dict[str, Any]
    stage_name: str
    stage_hint: str | None
    updated_at: datetime


class DealNews(DealCard):
    """The frame by which boards and open cards learn of a deal."""

    pipeline_id: UUID
    from_stage_id: UUID | None


class DealLeft(Schema):
    """The frame by which a deal leaves the screens of those who may not see it any more."""

    id: UUID
    pipeline_id: UUID


class StageValues(Input):
    """What a stage demands, by field key; an empty value counts as none."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"deal.amount": "48000000.00", "client.email": "dilnoza@example.com"}]
        }
    )

    amount: Amount | None = Field(default=None, alias="deal.amount")
    expected_on: date | None = Field(default=None, alias="deal.expected_on")
    description: Text | None = Field(default=None, alias="deal.description")
    phone: Line | None = Field(default=None, alias="client.phone")
    email: Line | None = Field(default=None, alias="client.email")
    company: Line | None = Field(default=None, alias="client.company", description="The company's name")

    def given(self) -> dict[str, Any]:
        """Return what was really given, by field key."""
        filled = self.model_dump(by_alias=True, exclude_none=True)
        return {key: value for key, value in filled.items() if value != ""}


class ClientValues(Input):
    """What a stage demands of the client, when a deal is created in it."""

    phone: Line | None = Field(default=None, alias="client.phone")
    email: Line | None = Field(default=None, alias="client.email")
    company: Line | None = Field(default=None, alias="client.company", description="The company's name")

    def given(self) -> dict[str, Any]:
        """Return what was really given, by field key."""
        return self.model_dump(by_alias=True, exclude_none=True)


class DealInput(Input):
    """A new deal. It begins in the first stage unless `stage_id` says otherwise, and needs a next step."""

    title: Title
    client_id: UUID
    pipeline_id: UUID
    stage_id: UUID | None = None
    amount: Amount | None = None
    currency: Currency | None = None
    owner_id: UUID | None = None
    expected_on: date | None = None
    description: Text | None = None
    answers: Answers = Field(default_factory=dict)
    custom: CustomValues = Field(default_factory=dict)
    values: ClientValues = Field(default_factory=ClientValues)
    next_task: NextTaskInput | None = Field(
        default=None, description="Required; reported with all else that is missing"
    )


class DealChange(Input):
    """A change: what is left out stays. What the stage demands can't be emptied."""

    title: Title = Field(default_factory=str)
    amount: Amount | None = None
    currency: Currency = Field(default_factory=str)
    expected_on: date | None = None
    description: Text | None = None
    owner_id: UUID = Field(default_factory=lambda: UUID(int=0))
    custom: CustomValues = Field(default_factory=dict)

    @field_validator("description")
    @classmethod
    def _empty_is_none(cls, value: str | None) -> str | None:
        return value or None


class MoveInput(Input):
    """Go on to a stage, bringing what it demands."""

    stage_id: UUID
    values: StageValues = Field(default_factory=StageValues)
    answers: Answers = Field(default_factory=dict)
    loss_reason_id: UUID | None = Field(default=None, description="Required to lose the deal")
    next_task: NextTaskInput | None = Field(
        default=None, description="Required in an open stage unless something is planned already"
    )


class BoardColumn(Schema):
    """A stage with its deals, the newest in it first. `amount` adds up the deals in the workspace's currency."""

    stage_id: UUID
    count: int
    amount: Decimal
    items: list[DealCard]
    next_cursor: str | None = Field(
        description="For `GET /deals?stage_id=…&sort=-stage_entered_at&cursor=…`; null when all are here"
    )


class Board(Schema):
    """A pipeline's deals: all open ones, and those won or lost in the last thirty days."""

    pipeline_id: UUID
    currency: str
    columns: list[BoardColumn]


class DealSummary(Schema):
    """A client's open deals. `open_amount` adds up those in the workspace's currency."""

    client_id: UUID
    open_count: int
    open_amount: Decimal
    currency: str
