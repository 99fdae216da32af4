"""What can go wrong with an embedded server."""


class EmbeddedServerError(RuntimeError):
    """An embedded server could not be prepared, started or stopped; the text says why and what to do."""
