"""The worker of what may take its time: imports, checks of the whole base. Two long jobs at a time."""

from app.core.jobs import BULK
from workers.runner import serve


def main() -> None:
    """Run until told to stop."""
    serve(BULK, places=2, seconds=1800)


if __name__ == "__main__":
    main()
