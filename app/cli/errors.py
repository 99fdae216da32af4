"""Errors of the command line."""


class CannotStartError(RuntimeError):
    """Something outside the program prevents the start; the text says what, and what to do."""
