"""Made-up signals for tests of the rules."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from app.domains.telephony.rules import CallResult, CallSignal, Direction, LegRole, Recording, SignalKind

START = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)


def signal(kind: str, second: int = 0, **values: Any) -> CallSignal:
    """An incoming call's signal, `second` seconds after its start."""
    given: dict[str, Any] = {
        "provider_call_id": "call-1",
        "dedupe_key": f"{kind}-{second}-{values.get('extension', '')}",
        "kind": SignalKind(kind),
        "occurred_at": START + timedelta(seconds=second),
        "direction": Direction.IN,
        "from_number": "+998901234567",
        "to_number": "+998712000000",
    }
    return CallSignal(**(given | values))


def signal_strategy() -> st.SearchStrategy[CallSignal]:
    """Any signal of one call, sensible or not."""
    seconds = st.none() | st.integers(0, 600)
    return st.builds(
        CallSignal,
        provider_call_id=st.just("call-1"),
        dedupe_key=st.text("abc", min_size=1, max_size=3),
        kind=st.sampled_from(SignalKind),
        occurred_at=st.integers(0, 30).map(lambda second: START + timedelta(seconds=second)),
        is_time_stated=st.booleans(),
        started_at=st.none() | st.just(START),
        leg_role=st.sampled_from(LegRole),
        direction=st.none() | st.sampled_from(Direction),
        direction_confidence=st.integers(0, 2),
        from_number=st.none() | st.sampled_from(["+998901234567", "+995555123456"]),
        to_number=st.none() | st.sampled_from(["+998712000000", "+998712000001"]),
        number_confidence=st.integers(0, 2),
        extension=st.none() | st.sampled_from(["101", "102", "103"]),
        ring_seconds=seconds,
        talk_seconds=seconds,
        result=st.none() | st.sampled_from(CallResult),
        cause=st.none() | st.sampled_from(["busy", "no_answer"]),
        sequence=st.none() | st.integers(0, 9),
        recording=st.none()
        | st.builds(Recording, recording_id=st.sampled_from(["r1", "r2"]), url=st.none(), seconds=seconds),
    )
