"""Each recorded call comes to the expected one, told in order."""

import pytest

from tests.providers.stories import Story, run, stories, story_id


@pytest.mark.parametrize("story", stories(), ids=story_id)
def test_a_recorded_call_comes_to_the_expected_one(story: Story) -> None:
    outcome = run(story.signals)
    assert outcome.view.model_dump(mode="json") == story.call
    assert outcome.pops == story.pops
    assert outcome.missed_tasks == story.missed
    assert outcome.ended == 1


@pytest.mark.parametrize("story", stories(), ids=story_id)
def test_each_event_has_its_own_dedupe_key(story: Story) -> None:
    keys = [signal.dedupe_key for signal in story.signals]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("story", stories(), ids=story_id)
def test_all_events_of_a_call_name_one_call(story: Story) -> None:
    assert len({signal.provider_call_id for signal in story.signals}) == 1
