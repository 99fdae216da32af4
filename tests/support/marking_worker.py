"""The worker of what people wait for, with the marking jobs added."""

from tests.support import marking
from workers import interactive

if __name__ == "__main__":
    assert marking.MARK
    interactive.main()
