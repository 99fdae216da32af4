"""The worker of what people wait for: short jobs, many at a time."""

from app.core.jobs import INTERACTIVE
from workers.runner import serve


def main() -> None:
    """Run until told to stop."""
    serve(INTERACTIVE, places=16, seconds=30)


if __name__ == "__main__":
    main()
