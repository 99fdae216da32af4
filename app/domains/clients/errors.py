"""Refusals of this domain."""

from typing import ClassVar

from app.core.errors import ConflictError, ForbiddenError


class ClientExistsError(ConflictError):
    """Another client has the phone or the e-mail already.

    `params.candidates` lists them. Of one that the actor may not see only the owner's name is told, so that she can
    ask her colleague; neither the record's name nor its id.
    """

    code: ClassVar[str] = "client_exists"
    title: ClassVar[str] = "There is a client with this phone or e-mail already"


class OwnerOutOfReachError(ForbiddenError):
    """A client would be given to somebody whose clients the actor may not change."""

    code: ClassVar[str] = "owner_out_of_reach"
    title: ClassVar[str] = "Your role does not let you give clients to this person"


class FactDemandedError(ConflictError):
    """Another record's rules demand what would be taken away: `params.facts` says what, `params.deals` by how many."""

    code: ClassVar[str] = "fact_demanded"
    title: ClassVar[str] = "A deal's stage demands this about the client"
