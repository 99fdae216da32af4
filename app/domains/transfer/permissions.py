"""Rights of this domain."""

from enum import StrEnum


class TransferPermission(StrEnum):
    """The right to bring clients in."""

    IMPORT = "clients:import"
