"""Refusals of this domain."""

from typing import ClassVar

from app.core.errors import AppError, ConflictError


class NextStepRequiredError(AppError):
    """An open deal would be left without a dated open task: the command must bring the next one."""

    code: ClassVar[str] = "next_step_required"
    status: ClassVar[int] = 422
    title: ClassVar[str] = "The deal needs a next step with a date"


class MeetingResultRequiredError(AppError):
    """A meeting ends with a note on what came of it."""

    code: ClassVar[str] = "meeting_result_required"
    status: ClassVar[int] = 422
    title: ClassVar[str] = "Say how the meeting went"


class OutcomeUnfitError(AppError):
    """The outcome doesn't belong to this kind of task; `params.allowed` lists those that do."""

    code: ClassVar[str] = "outcome_unfit"
    status: ClassVar[int] = 422
    title: ClassVar[str] = "This outcome does not fit this kind of task"


class TaskClosedError(ConflictError):
    """The task is done or cancelled, and stays so."""

    code: ClassVar[str] = "task_closed"
    title: ClassVar[str] = "The task is done or cancelled already"
