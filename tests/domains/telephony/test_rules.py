"""What calls come to and what they trigger, case by case."""

import pytest

from app.domains.telephony.rules import (
    DEFAULT_OUTCOMES,
    CallFacts,
    CallResult,
    CallSignal,
    CallState,
    Direction,
    Effects,
    LegRole,
    OutcomeKey,
    Recording,
    effects_of,
    facts_of,
    fold,
    join,
    view_of,
)
from app.domains.telephony.rules.outcomes import needs_outcome
from tests.domains.telephony.made import signal
from tests.providers.stories import run


def last_effects(*signals: CallSignal) -> Effects:
    """What the last of the signals triggers after the others."""
    before = fold(signals[:-1])
    return effects_of(before, join(before, facts_of(signals[-1])))


def test_a_ringing_extension_gets_the_card() -> None:
    effects = last_effects(signal("ringing", extension="101"))
    assert effects.pop_extensions == ("101",)
    assert not effects.pop_owner
    assert effects.is_ringing


def test_without_an_extension_the_owner_gets_the_card() -> None:
    effects = last_effects(signal("ringing"))
    assert (effects.pop_owner, effects.pop_extensions) == (True, ())


def test_a_created_call_opens_no_card() -> None:
    assert not last_effects(signal("created")).has_pop


def test_an_outgoing_call_opens_no_card() -> None:
    effects = last_effects(signal("ringing", direction=Direction.OUT, extension="101"))
    assert not effects.has_pop
    assert effects.is_ringing


def test_a_call_of_unknown_direction_opens_its_card_when_the_direction_is_known() -> None:
    ringing = signal("ringing", direction=None, extension="101")
    assert not last_effects(ringing).has_pop
    assert last_effects(ringing, signal("created")).pop_extensions == ("101",)


def test_ringing_after_the_end_opens_no_card() -> None:
    effects = last_effects(signal("ended", 9, result="missed"), signal("ringing", 1, extension="101"))
    assert not effects.has_pop
    assert not effects.is_ringing


def test_an_answer_whose_ringing_was_lost_opens_the_card() -> None:
    assert last_effects(signal("answered", 5, extension="101")).pop_extensions == ("101",)


def test_a_repeated_signal_triggers_nothing() -> None:
    ringing = signal("ringing", extension="101")
    assert last_effects(ringing, ringing) == Effects()


def test_a_ring_group_shows_each_person_the_card_once() -> None:
    ringing = [signal("ringing", at, extension=name) for at, name in enumerate(["101", "102", "101"])]
    assert run(ringing).pops == ["101", "102"]


def test_after_an_answer_late_ringing_of_the_group_shows_nothing() -> None:
    effects = last_effects(signal("answered", 5, extension="101"), signal("ringing", 1, extension="102"))
    assert not effects.has_pop


def test_a_transfer_shows_the_card_to_the_next_person() -> None:
    effects = last_effects(signal("answered", 5, extension="101"), signal("answered", 60, extension="102"))
    assert effects.pop_extensions == ("102",)


def test_the_call_belongs_to_who_answered_first() -> None:
    facts = fold([signal("ringing", 1, extension="103"), signal("answered", 60, extension="102")])
    assert view_of(facts).extension == "102"
    assert view_of(join(facts, facts_of(signal("answered", 5, extension="101")))).extension == "101"


@pytest.mark.parametrize("result", ["missed", "busy", "cancelled", "failed"])
def test_an_incoming_call_that_nobody_answered_is_missed(result: str) -> None:
    outcome = run([signal("ringing", 1), signal("ended", 20, result=result, cause=result)])
    assert outcome.view.result is CallResult.MISSED
    assert outcome.view.cause == result
    assert outcome.missed_tasks == 1


@pytest.mark.parametrize("result", ["missed", "busy", "cancelled", "failed"])
def test_an_outgoing_call_keeps_its_reason_and_owes_no_call_back(result: str) -> None:
    outcome = run([signal("ended", 20, result=result, direction=Direction.OUT)])
    assert outcome.view.result == result
    assert outcome.missed_tasks == 0


def test_an_end_without_a_result_is_looked_at_again() -> None:
    effects = last_effects(signal("ringing", 1), signal("ended", 20))
    assert effects.is_missed
    assert not effects.is_missed_settled


def test_an_end_without_a_result_after_an_answer_is_answered() -> None:
    outcome = run([signal("answered", 5), signal("ended", 20)])
    assert (outcome.view.result, outcome.view.talk_seconds) == (CallResult.ANSWERED, 15)


def test_talk_proves_an_answer() -> None:
    outcome = run([signal("ended", 20, talk_seconds=12)])
    assert outcome.view.result is CallResult.ANSWERED
    assert outcome.view.answered_at == signal("ended", 8).occurred_at
    assert outcome.missed_tasks == 0


def test_an_answer_beats_any_other_word() -> None:
    outcome = run(
        [signal("ended", 20, result="busy"), signal("ended", 20, result="answered", talk_seconds=3)]
    )
    assert outcome.view.result is CallResult.ANSWERED


def test_a_voice_menu_is_no_person() -> None:
    leg = signal("ringing", 2, leg_role=LegRole.DIALLED, extension="101")
    outcome = run([leg, signal("ended", 30, result="answered")])
    assert outcome.view.result is CallResult.MISSED
    assert outcome.missed_tasks == 1


def test_the_end_of_a_leg_is_not_the_end_of_the_call() -> None:
    leg_end = signal("ended", 20, leg_role=LegRole.DIALLED, result="missed", extension="101")
    view = run([signal("ringing", 1), leg_end]).view
    assert view.state is CallState.RINGING
    assert view.result is None


def test_talk_is_the_persons_not_the_menus() -> None:
    leg_end = signal("ended", 50, leg_role=LegRole.DIALLED, result="answered", talk_seconds=30)
    assert run([leg_end, signal("ended", 51, result="answered", talk_seconds=51)]).view.talk_seconds == 30


def test_a_stated_time_beats_an_earlier_time_of_receipt() -> None:
    facts = fold([signal("answered", 3, is_time_stated=False), signal("answered", 5)])
    assert view_of(facts).answered_at == signal("answered", 5).occurred_at


def test_numbers_stated_for_the_conversation_beat_those_of_a_leg() -> None:
    leg = signal("ringing", 1, to_number="+998935555555", number_confidence=1)
    assert view_of(fold([leg, signal("ended", 9)])).to_number == "+998712000000"


def test_a_recording_alone_is_no_call_yet() -> None:
    recording = signal("recording", 99, direction=None, recording=Recording(recording_id="r1"))
    outcome = run([recording])
    assert outcome.view.state is CallState.UNKNOWN
    later = run([recording, signal("ended", 20, result="answered")])
    assert later.view.state is CallState.ENDED
    assert later.facts.recordings == (Recording(recording_id="r1"),)


def test_no_facts_at_all() -> None:
    assert view_of(CallFacts()).state is CallState.UNKNOWN
    assert effects_of(CallFacts(), CallFacts()) == Effects()


def test_the_default_outcomes() -> None:
    assert [rule.key for rule in DEFAULT_OUTCOMES] == list(OutcomeKey)
    dismissed = {rule.key for rule in DEFAULT_OUTCOMES if not rule.concerns_client}
    assert dismissed == {OutcomeKey.WRONG_NUMBER, OutcomeKey.SPAM}


@pytest.mark.parametrize(
    ("state", "result", "outcome", "expected"),
    [
        (CallState.RINGING, None, None, False),
        (CallState.ANSWERED, None, None, True),
        (CallState.ENDED, CallResult.ANSWERED, None, True),
        (CallState.ENDED, CallResult.ANSWERED, "resolved", False),
        (CallState.ENDED, CallResult.MISSED, None, False),
    ],
)
def test_who_owes_an_outcome(
    *, state: CallState, result: CallResult | None, outcome: str | None, expected: bool
) -> None:
    assert needs_outcome(state=state, result=result, outcome=outcome) is expected
