"""Coded errors, answered as RFC 9457 `application/problem+json`.

An error is a class: its `code` is stable and is what clients translate by; `params` are the facts of this case.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

JsonParams = dict[str, Any]


class FieldError(BaseModel):
    """One wrong or missing place in the request."""

    pointer: str
    code: str
    detail: str
    params: JsonParams = {}


class Problem(BaseModel):
    """The body of every error answer (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "type": "urn:baton:problem:stage_requirements_missing",
                "title": "The stage demands more",
                "status": 422,
                "detail": "The stage demands more",
                "code": "stage_requirements_missing",
                "params": {},
                "errors": [
                    {
                        "pointer": "/values/deal.amount",
                        "code": "required",
                        "detail": "required by the stage",
                        "params": {"label": "deal.amount", "input": "money"},
                    }
                ],
                "trace_id": "0af7651916cd43dd8448eb211c80319c",
            }
        }
    )

    type: str
    title: str
    status: int
    detail: str
    code: str
    params: JsonParams = {}
    errors: list[FieldError] = []
    trace_id: str


class AppError(Exception):
    """An expected refusal."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400
    title: ClassVar[str] = "Refused"

    def __init__(
        self,
        detail: str | None = None,
        *,
        params: Mapping[str, Any] | None = None,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Keep the facts of this case; `detail` is for the reader of the raw answer."""
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.params = dict(params or {})
        self.errors = list(errors)
        self.headers = dict(headers or {})

    def problem(self, trace_id: str) -> Problem:
        """Return the answer's body."""
        return Problem(
            type=f"urn:baton:problem:{self.code}",
            title=self.title,
            status=self.status,
            detail=self.detail,
            code=self.code,
            params=self.params,
            errors=self.errors,
            trace_id=trace_id,
        )


class NotFoundError(AppError):
    """The record doesn't exist, or the actor may not know that it does."""

    code = "not_found"
    status = 404
    title = "Not found"


class UnauthenticatedError(AppError):
    """Nobody is logged in."""

    code = "unauthenticated"
    status = 401
    title = "Log in first"


class ForbiddenError(AppError):
    """The actor's role doesn't allow the operation."""

    code = "forbidden"
    status = 403
    title = "Your role does not allow this"


class ForeignOriginError(AppError):
    """A cookie came with a request of another site's page."""

    code = "foreign_origin"
    status = 403
    title = "The request did not come from Baton's own page"


class InvalidRequestError(AppError):
    """The request doesn't have the documented shape."""

    code = "invalid_request"
    status = 422
    title = "The request is not valid"


class VersionConflictError(AppError):
    """Somebody changed the record since it was read."""

    code = "version_conflict"
    status = 412
    title = "Changed by somebody else meanwhile"


class VersionRequiredError(AppError):
    """A change must say which version it is based on."""

    code = "version_required"
    status = 428
    title = "If-Match is required"


class IdempotencyMismatchError(AppError):
    """The key was used for another request."""

    code = "idempotency_mismatch"
    status = 422
    title = "This Idempotency-Key was used for a different request"


class TooManyRequestsError(AppError):
    """The caller is over its rate."""

    code = "too_many_requests"
    status = 429
    title = "Too many requests"


class TooLargeError(AppError):
    """The request's body is larger than this installation takes."""

    code = "too_large"
    status = 413
    title = "The request is too large"


class DatabaseBusyError(AppError):
    """The database is restarting or overloaded; nothing was changed."""

    code = "database_busy"
    status = 503
    title = "The database is busy or restarting; try again"


class ConflictError(AppError):
    """The request contradicts the present state."""

    code = "conflict"
    status = 409
    title = "Contradicts the present state"
