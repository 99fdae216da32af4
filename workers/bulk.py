"""The worker of what may take its time: imports, checks of the whole base. Two long jobs at a time."""

import sys

from app.core.jobs import BULK
from workers.runner import serve

SWITCH_SECONDS = 0.0005


def main() -> None:
    """Run until told to stop."""
    # An import reads rows ahead in a thread: what PostgreSQL answers is not to wait 5 ms for the interpreter each time.
    sys.setswitchinterval(SWITCH_SECONDS)
    serve(BULK, places=2, seconds=1800)


if __name__ == "__main__":
    main()
