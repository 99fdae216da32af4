"""Rights of this domain."""

from enum import StrEnum


class ProductPermission(StrEnum):
    """Rights over the catalogue, which is the whole workspace's: who sells reads it, who manages it sets the prices."""

    MANAGE = "products:manage"
    READ = "products:read"
