"""Refusals of this domain."""

from typing import ClassVar

from app.core.errors import ConflictError, ForbiddenError, TooManyRequestsError


class ClientExistsError(ConflictError):
    """Another client has the phone, the e-mail or the tax id already.

    `params.candidates` lists them with scores and reasons, the likeliest first. Of one that the actor may not see only the owner's name is told, so that she can
    ask her colleague; neither the record's name nor its id.
    """

    code: ClassVar[str] = "client_exists"
    title: ClassVar[str] = "There is a client with this phone, e-mail or tax id already"


class FieldForbiddenError(ForbiddenError):
    """The role may not write into these fields; `only_empty`: it may fill them, but something stands there."""

    code: ClassVar[str] = "field_forbidden"
    title: ClassVar[str] = "Your role may not change this field"


class TooManyPinsError(ConflictError):
    """A card has as many pinned notes as it can bear."""

    code: ClassVar[str] = "too_many_pins"
    title: ClassVar[str] = "There are as many pinned notes as there can be"


class TooManyRevealsError(TooManyRequestsError):
    """A person has asked to see hidden data as often as she may within an hour."""

    code: ClassVar[str] = "too_many_reveals"
    title: ClassVar[str] = "You have revealed as many clients as you may within an hour"


class OwnerOutOfReachError(ForbiddenError):
    """A client would be given to somebody whose clients the actor may not change."""

    code: ClassVar[str] = "owner_out_of_reach"
    title: ClassVar[str] = "Your role does not let you give clients to this person"


class OnlySharedError(ForbiddenError):
    """The client is shared with the actor, who may work with her, but not say who else does."""

    code: ClassVar[str] = "only_shared"
    title: ClassVar[str] = "Whoever she belongs to says with whom she is shared"


class FactDemandedError(ConflictError):
    """Another record's rules demand what would be taken away: `params.facts` says what, `params.deals` by how many."""

    code: ClassVar[str] = "fact_demanded"
    title: ClassVar[str] = "A deal's stage demands this about the client"


class ClientMergedError(ConflictError):
    """The client was found to be another: `params.client_id` is the record to write to."""

    code: ClassVar[str] = "client_merged"
    title: ClassVar[str] = "This client was merged into another"


class MergeNotLastError(ConflictError):
    """A later merge stands on this one: `params.merge_id` is to be undone first."""

    code: ClassVar[str] = "merge_not_last"
    title: ClassVar[str] = "Undo the later merge of this client first"


class MergeUndoneError(ConflictError):
    """The merge was undone already."""

    code: ClassVar[str] = "merge_undone"
    title: ClassVar[str] = "This merge was undone already"
