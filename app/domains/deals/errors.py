"""Refusals of this domain."""

from typing import ClassVar

from app.core.errors import AppError, ConflictError, ForbiddenError


class StageRequirementsMissingError(AppError):
    """The stage demands more than the deal has; `errors` lists everything missing at once, fit to draw a form from."""

    code: ClassVar[str] = "stage_requirements_missing"
    status: ClassVar[int] = 422
    title: ClassVar[str] = "The stage asks for more"


class DealClosedError(ConflictError):
    """The deal is won or lost, and stays so."""

    code: ClassVar[str] = "deal_closed"
    title: ClassVar[str] = "The deal is closed for good"


class MoveConflictError(ConflictError):
    """Somebody was faster: the deal is not as it was read; `params.deal` is how it stands now."""

    code: ClassVar[str] = "move_conflict"
    title: ClassVar[str] = "The deal was changed meanwhile"


class AmountFromLinesError(ConflictError):
    """The deal sells products: its amount is what its lines come to, in the currency of their prices."""

    code: ClassVar[str] = "amount_from_lines"
    title: ClassVar[str] = "The amount follows from the products"


class TooManyAroundError(ConflictError):
    """As many people, or competitors, stand around the deal as there can be."""

    code: ClassVar[str] = "too_many_around"
    title: ClassVar[str] = "There are as many here as there can be"


class CompetitorNameTakenError(ConflictError):
    """Another competitor is called so."""

    code: ClassVar[str] = "competitor_name_taken"
    title: ClassVar[str] = "Another competitor has this name"


class StageBackwardError(ConflictError):
    """Deals only go forward."""

    code: ClassVar[str] = "stage_backward"
    title: ClassVar[str] = "Deals only go forward"


class StageSkippedError(ConflictError):
    """An open stage would be left out, or a new deal would begin closed; `params.next_stage_id` is the way."""

    code: ClassVar[str] = "stage_skipped"
    title: ClassVar[str] = "No stage may be skipped"


class StageInUseError(ConflictError):
    """Deals stand in the stage."""

    code: ClassVar[str] = "stage_in_use"
    title: ClassVar[str] = "Deals stand in this stage"


class StageLeavingError(ConflictError):
    """The stage is being taken out; its deals go to `params.successor_id`."""

    code: ClassVar[str] = "stage_leaving"
    title: ClassVar[str] = "The stage is being taken out"


class PipelineRestagingError(ConflictError):
    """Stages of the pipeline are being taken out; `params` says how many of how many deals stand elsewhere already."""

    code: ClassVar[str] = "pipeline_restaging"
    title: ClassVar[str] = "The pipeline is being changed"


class StageNeededError(ConflictError):
    """A pipeline has at least one open, one won and one lost stage."""

    code: ClassVar[str] = "stage_needed"
    title: ClassVar[str] = "The pipeline needs this stage"


class LossReasonNeededError(ConflictError):
    """A pipeline has at least one loss reason, since losing demands one."""

    code: ClassVar[str] = "loss_reason_needed"
    title: ClassVar[str] = "The pipeline needs at least one loss reason"


class OwnerOutOfReachError(ForbiddenError):
    """A deal would be given to somebody whose deals the actor may not change."""

    code: ClassVar[str] = "owner_out_of_reach"
    title: ClassVar[str] = "Your role does not let you give deals to this person"


class ExceptionNotAllowedError(ForbiddenError):
    """Only whoever may override the process takes a deal back, past a stage, or on with data missing."""

    code: ClassVar[str] = "exception_not_allowed"
    title: ClassVar[str] = "Your role does not let you make exceptions"


class SecondDealError(ConflictError):
    """The client has an open deal here; `params.candidates` are those that may be seen, `params.may_allow` the way out."""

    code: ClassVar[str] = "second_deal"
    title: ClassVar[str] = "The client has an open deal already"
