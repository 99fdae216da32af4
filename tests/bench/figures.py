"""What was measured, and how it compares with what is wanted."""

from dataclasses import dataclass, field

from tests.bench.load import Load


@dataclass(frozen=True, slots=True)
class Goal:
    """How much of the bare endpoint's rate is wanted at least, and what is aimed at."""

    must: float
    stretch: float

    def verdict(self, ratio: float) -> str:
        """Say in a word how a ratio stands to the goal."""
        if ratio >= self.stretch:
            return "met"
        return "must met" if ratio >= self.must else "missed"


@dataclass(frozen=True, slots=True)
class Comparison:
    """An operation beside its bare floor, at one number of connections."""

    operation: str
    connections: int
    ours: Load
    bare: Load
    goal: Goal
    ours_cpu: float
    bare_cpu: float
    """Seconds of processor time of the web process per request: what other load on the machine changes least."""

    @property
    def verdict(self) -> str:
        """Say how the operation stands to its goal; only many connections at a time show a rate."""
        return self.goal.verdict(self.ratio)

    @property
    def cpu_ratio(self) -> float:
        """Return how many times the bare processor time one of our requests takes."""
        return self.ours_cpu / self.bare_cpu if self.bare_cpu else 0.0

    @property
    def ratio(self) -> float:
        """Return our rate as a share of the bare one."""
        return self.ours.per_second / self.bare.per_second


@dataclass(frozen=True, slots=True)
class Figure:
    """One other measured value."""

    section: str
    name: str
    value: str
    goal: str = ""
    is_met: bool | None = None

    @property
    def verdict(self) -> str:
        """Say whether the goal is met."""
        return {None: "", True: "met", False: "missed"}[self.is_met]


@dataclass(slots=True)
class Results:
    """Everything that one run found."""

    comparisons: list[Comparison] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
