"""The right to answer a person who asks about her data."""

from enum import StrEnum


class PrivacyPermission(StrEnum):
    """To tell a person all that is known of her, and to erase her; a role's scope says whose."""

    ANSWER = "clients:privacy"
