"""Rights of this domain."""

from enum import StrEnum


class TransferPermission(StrEnum):
    """The rights to bring clients in, and to take them out; a role's scope says whose."""

    EXPORT = "clients:export"
    IMPORT = "clients:import"
