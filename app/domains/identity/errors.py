"""Refusals of this domain."""

from typing import ClassVar

from app.core.errors import AppError, ConflictError, NotFoundError, TooManyRequestsError, UnauthenticatedError


class SetupFinishedError(NotFoundError):
    """The first-run wizard has been run."""

    code: ClassVar[str] = "setup_finished"
    title: ClassVar[str] = "This installation is set up already"


class InvalidCredentialsError(UnauthenticatedError):
    """The address and password don't belong together."""

    code: ClassVar[str] = "invalid_credentials"
    title: ClassVar[str] = "The address or the password is wrong"


class TooManyAttemptsError(TooManyRequestsError):
    """Somebody is guessing passwords."""

    code: ClassVar[str] = "too_many_attempts"
    title: ClassVar[str] = "Too many attempts; wait before the next"


class WeakPasswordError(AppError):
    """The password is one of those that guessers try first."""

    code: ClassVar[str] = "weak_password"
    status: ClassVar[int] = 422
    title: ClassVar[str] = "This password is too easy to guess"


class EmailTakenError(ConflictError):
    """Somebody logs in with this address already."""

    code: ClassVar[str] = "email_taken"
    title: ClassVar[str] = "Somebody uses this address already"


class ExtensionTakenError(ConflictError):
    """Another person has the extension."""

    code: ClassVar[str] = "extension_taken"
    title: ClassVar[str] = "Another person has this extension"


class InvitationGoneError(NotFoundError):
    """The link was used, withdrawn, or is too old."""

    code: ClassVar[str] = "invitation_gone"
    title: ClassVar[str] = "This invitation is no longer valid"


class LastAdministratorError(ConflictError):
    """The workspace would be left without an administrator."""

    code: ClassVar[str] = "last_administrator"
    title: ClassVar[str] = "The last administrator cannot be taken away"


class TeamInUseError(ConflictError):
    """People or teams still belong to the team."""

    code: ClassVar[str] = "team_in_use"
    title: ClassVar[str] = "The team still has members or teams below it"


class TeamCycleError(ConflictError):
    """A team can't stand below itself."""

    code: ClassVar[str] = "team_cycle"
    title: ClassVar[str] = "A team cannot stand below itself"


class ScopeExceededError(ConflictError):
    """A key or role can't be given more than its maker has."""

    code: ClassVar[str] = "scope_exceeded"
    title: ClassVar[str] = "You cannot grant more than you have"


class WrongPasswordError(AppError):
    """The current password, asked for before a change, is wrong."""

    code: ClassVar[str] = "wrong_password"
    status: ClassVar[int] = 422
    title: ClassVar[str] = "The current password is wrong"
