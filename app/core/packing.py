"""Many texts as one parameter: the driver takes them one by one from an array, and ten times as long."""

from collections.abc import Sequence

_SEPARATOR, _NOTHING = "\x1f", "\x1e"
"""Control characters, which no text that people enter may hold (`core/schemas.py`)."""


def packed(values: Sequence[str | None]) -> str:
    """Return texts as `unpacked` reads them; raises `ValueError` for one that holds what stands between them."""
    text = _SEPARATOR.join(["", *[_NOTHING if value is None else value for value in values]])
    if text.count(_SEPARATOR) != len(values) or text.count(_NOTHING) != values.count(None):
        message = "a text holds a control character"
        raise ValueError(message)
    return text


def unpacked(name: str) -> str:
    """Return the SQL for the array of the texts that are given packed under a name."""
    return f"(string_to_array(:{name}, E'\\x1f', E'\\x1e'))[2:]"
