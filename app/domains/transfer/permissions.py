"""Rights of this domain."""

from enum import StrEnum


class TransferPermission(StrEnum):
    """Rights to bring clients in and to take them out."""

    IMPORT = "clients:import"
    EXPORT = "clients:export"
