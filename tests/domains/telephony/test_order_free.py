"""Any order and any repetition of a call's events gives one call and each effect once."""

from datetime import datetime, timedelta
from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domains.telephony.rules import (
    CallFacts,
    CallSignal,
    Direction,
    LegRole,
    Recording,
    SignalKind,
    facts_of,
    fold,
    join,
    presumed_end,
    view_of,
)
from tests.domains.telephony.made import START, signal_strategy
from tests.domains.telephony.made import signal as made
from tests.providers.stories import Story, run, stories, story_id

pytestmark = pytest.mark.slow

LIVE = {SignalKind.RINGING, SignalKind.ANSWERED}


def proves_life(signal: CallSignal) -> bool:
    """True when this signal alone would open a card."""
    # The end of an answered leg shows that the conversation was taken; it goes on.
    is_leg_end = signal.kind is SignalKind.ENDED and signal.leg_role is LegRole.DIALLED
    is_live = signal.kind in LIVE or (is_leg_end and signal.result == "answered")
    return is_live and signal.direction is Direction.IN


def is_end(signal: CallSignal) -> bool:
    return signal.kind is SignalKind.ENDED and signal.leg_role is LegRole.MAIN


def expects_pop(order: list[CallSignal]) -> bool:
    """A card opens when the call was seen alive before it was seen to end."""
    for signal in order:
        if is_end(signal):
            return False
        if proves_life(signal):
            return True
    return False


def check(story: Story, order: list[CallSignal], expected: CallFacts) -> None:
    outcome = run(order)
    assert outcome.facts == expected
    assert outcome.facts.model_dump_json() == expected.model_dump_json()
    assert outcome.view.model_dump(mode="json") == story.call
    assert len(set(outcome.pops)) == len(outcome.pops)
    assert set(outcome.pops) <= set(story.pops)
    assert bool(outcome.pops) == (expects_pop(order) and bool(story.pops))
    assert outcome.missed_tasks == story.missed
    assert outcome.ended == 1
    assert outcome.answered in allowed_answers(story, order)


def allowed_answers(story: Story, order: list[CallSignal]) -> set[int]:
    """Once for a call that was answered; a voice menu's answer may be taken for one."""
    if story.call["result"] == "answered":
        return {1}
    has_menu = any(is_end(signal) and signal.result == "answered" for signal in order)
    return {0, 1} if has_menu else {0}


@pytest.mark.parametrize("story", stories(), ids=story_id)
def test_every_permutation_gives_one_call(story: Story) -> None:
    signals = story.signals
    assert len(signals) <= 6
    expected = fold(signals)
    for order in permutations(signals):
        check(story, list(order), expected)


PRESUMED_AT = START + timedelta(minutes=15)


@pytest.mark.parametrize("story", stories(), ids=story_id)
def test_a_presumed_end_at_any_place_leaves_the_same_call(story: Story) -> None:
    expected = fold(story.signals)
    for order in permutations(story.signals):
        for place in range(len(order) + 1):
            outcome = run([*order[:place], PRESUMED_AT, *order[place:]])
            assert outcome.facts.model_dump_json() == expected.model_dump_json()
            assert outcome.view.model_dump(mode="json") == story.call
            was_live = view_of(fold(order[:place])).state in {"ringing", "answered"}
            assert (outcome.ended, outcome.presumed) == (1, int(was_live))
            assert story.missed <= outcome.missed_tasks <= max(story.missed, int(was_live))
            assert len(set(outcome.pops)) == len(outcome.pops)
            assert set(outcome.pops) <= set(story.pops)


@given(
    st.lists(signal_strategy() | st.integers(0, 9).map(lambda hour: START + timedelta(hours=hour))),
    st.randoms(use_true_random=False),
)
@settings(max_examples=150, deadline=None)
def test_presumptions_among_any_signals_give_way_to_the_end(
    steps: list[CallSignal | datetime], random: Random
) -> None:
    signals = [step for step in steps if isinstance(step, CallSignal)]
    end = made("ended", 40, result="answered", talk_seconds=30)
    random.shuffle(signals)
    outcome = run([*steps, end])
    assert outcome.facts == fold([*signals, end])
    assert outcome.missed_tasks <= 1
    assert outcome.ended == 1
    assert len(set(outcome.pops)) == len(outcome.pops)


@pytest.mark.parametrize("story", stories(), ids=story_id)
@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_repeated_and_shuffled_events_change_nothing(story: Story, data: st.DataObject) -> None:
    signals = story.signals
    repeats = [data.draw(st.integers(1, 5)) for _ in signals]
    many = [signal for signal, times in zip(signals, repeats, strict=True) for _ in range(times)]
    order = data.draw(st.permutations(many))
    check(story, order, fold(signals))


@pytest.mark.parametrize("story", stories(), ids=story_id)
def test_in_the_natural_order_with_each_event_five_times(story: Story) -> None:
    outcome = run([signal for signal in story.signals for _ in range(5)])
    assert outcome.pops == story.pops
    assert outcome.missed_tasks == story.missed


@given(st.lists(signal_strategy(), max_size=20), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_any_signals_at_all_fold_to_one_state(signals: list[CallSignal], random: Random) -> None:
    shuffled = [*signals, *signals]
    random.shuffle(shuffled)
    assert fold(shuffled) == fold(signals)
    assert view_of(fold(shuffled)) == view_of(fold(signals))


@pytest.mark.slow
def test_ten_thousand_shuffles_of_a_long_call() -> None:
    """Twenty events: a call that rings round three people twice, with transfers and recordings."""
    story = [
        made("created"),
        *(made("ringing", at, extension=name) for at, name in enumerate(["101", "102", "103"] * 3, 1)),
        *(made("answered", at, extension=name) for at, name in [(12, "102"), (40, "103"), (70, "101")]),
        *(made("recording", at, recording=Recording(recording_id=f"r{at}")) for at in range(80, 84)),
        made("ended", 90, result="answered", talk_seconds=78, extension="101"),
        made("ended", 91, talk_seconds=78, is_time_stated=False),
        made("ended", 92, result="failed", cause="late"),
    ]
    assert len(story) == 20
    expected = fold(story)
    random = Random(7)
    for _ in range(10_000):
        order = random.choices(story, k=random.randint(0, 80)) + story
        random.shuffle(order)
        assert fold(order) == expected


def _maybe_presumed(signal: CallSignal, hour: int) -> CallFacts:
    facts = facts_of(signal)
    return join(facts, presumed_end(facts, START + timedelta(hours=hour))) if hour else facts


@given(
    signal_strategy(),
    signal_strategy(),
    signal_strategy(),
    st.tuples(st.integers(0, 2), st.integers(0, 2)),
)
@settings(max_examples=300, deadline=None)
def test_join_is_commutative_associative_and_idempotent(
    first: CallSignal, second: CallSignal, third: CallSignal, ends: tuple[int, int]
) -> None:
    one, two, three = _maybe_presumed(first, ends[0]), _maybe_presumed(second, ends[1]), facts_of(third)
    assert join(one, two) == join(two, one)
    assert join(join(one, two), three) == join(one, join(two, three))
    assert join(one, one) == one
    assert join(CallFacts(), one) == one
    assert join(join(one, two), two) == join(one, two)


@given(st.lists(signal_strategy(), max_size=12))
@settings(max_examples=200, deadline=None)
def test_of_any_signals_no_one_sees_the_card_twice(signals: list[CallSignal]) -> None:
    outcome = run(signals)
    assert len(set(outcome.pops)) == len(outcome.pops)
    assert outcome.ended <= 1
    assert outcome.answered <= 1


@given(st.lists(signal_strategy(), max_size=8))
@settings(max_examples=150, deadline=None)
def test_facts_survive_storage(signals: list[CallSignal]) -> None:
    facts = fold(signals)
    stored = CallFacts.model_validate_json(facts.model_dump_json())
    assert stored == facts
    assert stored.model_dump_json() == facts.model_dump_json()


@given(st.lists(signal_strategy(), max_size=12))
@settings(max_examples=150, deadline=None)
def test_a_call_never_goes_backwards(signals: list[CallSignal]) -> None:
    order = ["unknown", "ringing", "answered", "ended"]
    seen = [order.index(view_of(fold(signals[:count])).state) for count in range(len(signals) + 1)]
    assert seen == sorted(seen)
