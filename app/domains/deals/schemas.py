"""How deals look on the wire."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import (
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError
from typing_extensions import override

from app.core.schemas import Amount, Currency, Input, Line, Schema, Text
from app.domains.clients.schemas import Language, Qualification, TaxId
from app.domains.deals.circle_schemas import CompetitorIds, Participants
from app.domains.deals.line_schemas import Lines
from app.domains.deals.pipeline_schemas import MAX_REQUIRED
from app.domains.deals.rules.contract import MAXIMUM_ANSWER
from app.domains.deals.rules.demands import OWN_KEY
from app.domains.deals.rules.stages import Semantics
from app.domains.tasks.schemas import NO_STEP, NextTaskInput
from app.domains.tasks.service import TaskKind
from app.platform.customfields.schemas import CustomValues

Answer = StrictBool | Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAXIMUM_ANSWER)]
Answers = Annotated[dict[UUID, Answer], Field(max_length=200)]
Title = Annotated[Line, Field(examples=["24 rooms, hotel Anor"])]


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
    stage_warn_at: datetime | None
    stage_due_at: datetime | None
    expected_on: date | None
    next_task: NextTask | None
    created_at: datetime
    closed_at: datetime | None
    version: int


class DealOut(DealCard):
    """A deal with everything known about it."""

    pipeline_id: UUID
    description: str | None
    source: str | None
    campaign: str | None
    line_count: int = Field(description="How many lines it has; with any, the amount is what they come to")
    weighted_amount: Decimal | None = Field(description="The amount by the probability of the stage")
    tax_amount: Decimal | None = Field(description="The tax that the amount holds, when there are lines")
    loss_reason_id: UUID | None
    return_on: date | None
    previous_deal_id: UUID | None
    is_revived: bool = Field(description="Whether the process opened it to win back who was lost")
    previous_status: Semantics | None = Field(description="How the deal before ended")
    previous_closed_at: datetime | None
    previous_loss_reason: str | None
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


class _Values(Input):
    """Values by field key, those of the workspace's own fields too; an empty one counts as none."""

    # What a model allows besides its fields is checked below: own fields are known to the database only.
    model_config = ConfigDict(extra="allow")

    @model_validator(mode="after")
    def _only_own_fields(self) -> Self:
        given = self.__pydantic_extra__ or {}
        allowed = {f"{subject}.custom" for subject in self._subjects()}
        for key in given:
            if OWN_KEY.match(key) is None or key.rpartition(".")[0] not in allowed:
                raise PydanticCustomError("unknown_field", "no such field: {key}", {"key": key[:80]})
        if len(given) > MAX_REQUIRED:
            raise PydanticCustomError("too_many", "too many values")
        return self

    @classmethod
    def _subjects(cls) -> tuple[str, ...]:
        return ("deal", "client", "company")

    def given(self) -> dict[str, Any]:
        """Return what was really given, by field key."""
        filled = self.model_dump(by_alias=True, exclude_none=True)
        return {key: value for key, value in filled.items() if value not in ("", [], {})}


class ClientValues(_Values):
    """What a stage demands of the client and her company, by field key; an empty value counts as none.

    Own fields are named `client.custom.<id>` and `company.custom.<id>`.
    """

    phone: Line | None = Field(default=None, alias="client.phone")
    email: Line | None = Field(default=None, alias="client.email")
    company: Line | None = Field(default=None, alias="client.company", description="The company's name")
    position: Line | None = Field(default=None, alias="client.position")
    source: Line | None = Field(default=None, alias="client.source")
    language: Language | None = Field(default=None, alias="client.language")
    qualification: Qualification | None = Field(default=None, alias="client.qualification")
    company_phone: Line | None = Field(default=None, alias="company.phone")
    company_email: Line | None = Field(default=None, alias="company.email")
    company_tax_id: TaxId | None = Field(default=None, alias="company.tax_id")

    @classmethod
    @override
    def _subjects(cls) -> tuple[str, ...]:
        return ("client", "company")


class StageValues(ClientValues):
    """What a stage demands, by field key; an empty value counts as none.

    Own fields are named `deal.custom.<id>`, `client.custom.<id>` and `company.custom.<id>`.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"deal.amount": "48000000.00", "client.email": "dilnoza@example.com"}]
        }
    )

    amount: Amount | None = Field(default=None, alias="deal.amount")
    expected_on: date | None = Field(default=None, alias="deal.expected_on")
    description: Text | None = Field(default=None, alias="deal.description")
    source_of_deal: Line | None = Field(default=None, alias="deal.source")
    campaign: Line | None = Field(default=None, alias="deal.campaign")
    decision_maker: UUID | None = Field(
        default=None, alias="deal.decision_maker", description="A client, who then takes part in the deal"
    )
    competitor: UUID | None = Field(default=None, alias="deal.competitor")
    products: Lines | None = Field(
        default=None,
        alias="deal.products",
        description="All lines of the deal; the amount becomes their total",
    )

    @classmethod
    @override
    def _subjects(cls) -> tuple[str, ...]:
        return ("deal", "client", "company")


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
    source: Line | None = Field(default=None, description="Where the deal came from", examples=["Instagram"])
    campaign: Line | None = Field(default=None, examples=["Navruz 2027"])
    participants: Participants = Field(default_factory=list)
    competitor_ids: CompetitorIds = Field(default_factory=list)
    lines: Lines = Field(default_factory=list, description="What it sells; the amount is then their total")
    next_task: NextTaskInput | None = Field(
        default=None, description="Required; reported with all else that is missing"
    )
    no_next_step_reason: Line | None = Field(default=None, description=NO_STEP)
    allow_second: bool = Field(
        default=False, description="The client may get a second open deal, where the pipeline asks"
    )


class DealChange(Input):
    """A change: what is left out stays. What the stage demands can't be emptied."""

    title: Title = Field(default_factory=str)
    amount: Amount | None = None
    currency: Currency = Field(default_factory=str)
    expected_on: date | None = None
    description: Text | None = None
    source: Line | None = None
    campaign: Line | None = None
    owner_id: UUID = Field(default_factory=lambda: UUID(int=0))
    custom: CustomValues = Field(default_factory=dict)
    answers: Answers = Field(default_factory=dict)
    values: ClientValues = Field(
        default_factory=ClientValues, description="What the change makes the stage demand of the client"
    )

    @field_validator("description")
    @classmethod
    def _empty_is_none(cls, value: str | None) -> str | None:
        return value or None


class MoveException(Input):
    """An exception from the process: back, past a stage, or on with data missing. Needs `deals:override`."""

    reason: Annotated[Line, Field(min_length=3, examples=["The director asked for it"])]


class MoveInput(Input):
    """Go on to a stage, bringing what it demands."""

    stage_id: UUID
    values: StageValues = Field(default_factory=StageValues)
    answers: Answers = Field(default_factory=dict)
    loss_reason_id: UUID | None = Field(default=None, description="Required to lose the deal")
    return_on: date | None = Field(
        default=None,
        description="When to come back to who is lost; left out, as the reason says; null for never",
    )
    exception: MoveException | None = None
    no_next_step_reason: Line | None = Field(default=None, description=NO_STEP)
    next_task: NextTaskInput | None = Field(
        default=None, description="Required in an open stage unless something is planned already"
    )


class StageStay(Schema):
    """A deal's stay in a stage, and by which exceptions it came in."""

    id: UUID
    stage_id: UUID
    stage_name: str
    semantics: Semantics
    entered_at: datetime
    left_at: datetime | None
    exceptions: list[str]
    exception_reason: str | None
    exception_by: str | None


class BoardColumn(Schema):
    """A stage with its deals, the newest in it first. `amount` adds up the deals in the workspace's currency."""

    stage_id: UUID
    count: int
    amount: Decimal
    weighted_amount: Decimal = Field(description="The amount by the probability of the stage")
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
