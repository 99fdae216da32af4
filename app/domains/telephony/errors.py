"""Refusals of this domain."""

from typing import ClassVar

from app.core.errors import AppError, ConflictError


class SignatureRefusedError(AppError):
    """A hook request that its provider didn't sign. Which part is wrong is for our log only."""

    code: ClassVar[str] = "signature_refused"
    status: ClassVar[int] = 401
    title: ClassVar[str] = "The request is not signed by the provider"


class MalformedPayloadError(AppError):
    """A signed event that doesn't follow the documented format; `errors` says where."""

    code: ClassVar[str] = "malformed_payload"
    status: ClassVar[int] = 422
    title: ClassVar[str] = "The event does not follow the provider's format"


class UnknownOutcomeError(AppError):
    """The workspace has no such outcome."""

    code: ClassVar[str] = "unknown_outcome"
    status: ClassVar[int] = 422
    title: ClassVar[str] = "There is no such outcome"


class OutcomeTakesNothingError(AppError):
    """The outcome dismisses the call: nothing can be created or planned with it."""

    code: ClassVar[str] = "outcome_takes_nothing"
    status: ClassVar[int] = 422
    title: ClassVar[str] = "This outcome dismisses the call, nothing can be planned with it"


class DemoOnlyError(ConflictError):
    """Calls can be simulated in a demo workspace only."""

    code: ClassVar[str] = "demo_only"
    title: ClassVar[str] = "Calls can be simulated in a demo workspace only"


class NoClientNumberError(ConflictError):
    """The client has no telephone number, or the number of the call is hidden."""

    code: ClassVar[str] = "no_client_number"
    title: ClassVar[str] = "There is no number to work with"
