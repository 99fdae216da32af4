"""What a deal is found by: its title, without regard to spelling and script."""

from app.core.text import fold

_WHOLE_TRIGRAM = 3
"""Shorter words match beginnings of words only."""


def search_text(title: str) -> str:
    """Return what stands in the search column; each word begins with a space."""
    return f" {fold(title)}"


def title_patterns(query: str) -> tuple[list[str], str]:
    """Return the LIKE patterns of what somebody typed, the longest word first, and how the best find begins."""
    words = [_escape(word) for word in fold(query).split()]
    longest_first = sorted(words, key=len, reverse=True)
    patterns = [f"%{word}%" if len(word) >= _WHOLE_TRIGRAM else f"% {word}%" for word in longest_first]
    return patterns, " ".join(words)


def _escape(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
