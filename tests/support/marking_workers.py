"""The workers and the scheduler as `baton up` runs them, with the marking jobs added."""

from tests.support import marking
from workers.__main__ import PROGRAMS, main

if __name__ == "__main__":
    assert marking.MARK
    main(PROGRAMS)
