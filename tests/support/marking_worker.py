"""The worker of what people wait for, as `workers.interactive` runs it, with the marking jobs added."""

from app.core.jobs import INTERACTIVE
from tests.support import marking
from workers.runner import serve

if __name__ == "__main__":
    assert marking.MARK
    serve(INTERACTIVE, places=16, seconds=30)
