"""Pure decisions about deals, against simple models of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domains.deals.rules import contract, layout
from app.domains.deals.rules.contract import Facts
from app.domains.deals.rules.demands import FieldKey
from app.domains.deals.rules.stages import (
    AnswerKind,
    Question,
    Semantics,
    StageView,
    Step,
    enforced,
    in_order,
    next_stage,
    open_stages,
    step,
)
from app.domains.deals.rules.titles import search_text, title_patterns

FILLED: dict[str, Any] = dict.fromkeys(FieldKey, "filled in") | {
    FieldKey.AMOUNT: Decimal("0.01"),
    FieldKey.EXPECTED_ON: date(2027, 1, 1),
    FieldKey.DESCRIPTION: "x",
    FieldKey.PHONE: "+998901234567",
    FieldKey.EMAIL: "a@b.uz",
    FieldKey.COMPANY: "Anor",
    FieldKey.PRODUCTS: 2,
    FieldKey.DECISION_MAKER: "01920000-0000-7000-8000-000000000000",
    FieldKey.COMPETITOR: "01920000-0000-7000-8000-000000000000",
}
ANSWER = {AnswerKind.YES_NO: False, AnswerKind.CHOICE: "A", AnswerKind.TEXT: "so"}

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
questions = st.builds(
    lambda new, kind, required: Question(
        new, "Why?", kind, ("A", "B") if kind is AnswerKind.CHOICE else (), required
    ),
    st.uuids(),
    st.sampled_from(AnswerKind),
    st.booleans(),
)


def stage_of(semantics: Semantics, position: int, fields: list[str], asked: list[Question]) -> StageView:
    return StageView(uuid4(), f"{semantics} {position}", position, semantics, 1, tuple(fields), tuple(asked))


@st.composite
def pipelines(draw: st.DrawFn) -> list[StageView]:
    """Pipelines of one to five open stages, with ways to win and to lose, in any order."""
    kinds = [Semantics.OPEN] * draw(st.integers(1, 5))
    kinds += [Semantics.WON] * draw(st.integers(1, 2)) + [Semantics.LOST] * draw(st.integers(1, 2))
    positions = draw(st.permutations(range(1, len(kinds) + 1)))
    keys = st.lists(st.sampled_from([str(key) for key in FieldKey]), unique=True, max_size=3)
    stages = [
        stage_of(kind, position, draw(keys), draw(st.lists(questions, max_size=2)))
        for kind, position in zip(kinds, positions, strict=True)
    ]
    return draw(st.permutations(stages))


@UNHURRIED
@given(pipelines())
def test_a_walk_of_allowed_moves_visits_every_open_stage_once(stages: list[StageView]) -> None:
    """Whatever one does, the only way to won leads through all open stages in their order."""
    way = open_stages(stages)
    here = way[0]
    seen = [here]
    while True:
        allowed = [
            s for s in stages if s.semantics is Semantics.OPEN and step(stages, here.id, s) is Step.ALLOWED
        ]
        following = next_stage(stages, here.id)
        assert allowed == ([following] if following else [])
        won = [s for s in stages if s.semantics is Semantics.WON]
        assert {step(stages, here.id, s) for s in won} == {Step.SKIPPED if following else Step.ALLOWED}
        if following is None:
            break
        here = following
        seen.append(here)
    assert seen == way


@UNHURRIED
@given(pipelines(), st.data())
def test_only_forward(stages: list[StageView], data: st.DataObject) -> None:
    way = open_stages(stages)
    here, there = data.draw(st.sampled_from(way)), data.draw(st.sampled_from(way))
    distance = way.index(there) - way.index(here)
    found = step(stages, here.id, there)
    assert found is {True: Step.BACKWARD, False: Step.SKIPPED}[distance <= 0] or (
        distance == 1 and found is Step.ALLOWED
    )
    lost = next(stage for stage in stages if stage.semantics is Semantics.LOST)
    assert step(stages, here.id, lost) is Step.ALLOWED


@UNHURRIED
@given(pipelines(), st.data())
def test_a_deal_owes_what_every_stage_up_to_its_own_demands(
    stages: list[StageView], data: st.DataObject
) -> None:
    target = data.draw(st.sampled_from(stages))
    owed = enforced(stages, target)
    assert target in owed
    ordered = in_order(stages)
    for stage in stages:
        if stage is target:
            continue
        before = ordered.index(stage) < ordered.index(target)
        counts = stage.semantics is Semantics.OPEN and before and target.semantics is not Semantics.LOST
        assert (stage in owed) == counts


def demanded(stages: list[StageView]) -> set[str]:
    """The model: what must be there."""
    fields = {key for stage in stages for key in stage.required_fields}
    answers = {str(q.id) for stage in stages for q in stage.checklist if q.is_required}
    return fields | answers


def complete_facts(stages: list[StageView]) -> tuple[dict[str, Any], dict[UUID, Any]]:
    answers = {q.id: ANSWER[q.kind] for stage in stages for q in stage.checklist}
    return dict(FILLED), answers


@pytest.mark.slow
@UNHURRIED
@given(pipelines(), st.data())
def test_nothing_demanded_can_be_left_out_in_any_way(stages: list[StageView], data: st.DataObject) -> None:
    """Absent, null, empty, blank or zero: exactly what is demanded and not given is told, each thing once."""
    target = data.draw(st.sampled_from(stages))
    owed = enforced(stages, target)
    fields, answers = complete_facts(owed)
    gone: set[str] = set()
    for key in sorted(data.draw(st.sets(st.sampled_from([*fields, *answers]))), key=str):
        gone.add(str(key))
        where: dict[Any, Any] = answers if isinstance(key, UUID) else fields
        nothing = [None, "", "  ", *([Decimal(0)] if key == FieldKey.AMOUNT else [])]
        if data.draw(st.booleans()):
            del where[key]
        else:
            where[key] = data.draw(st.sampled_from(nothing))
    found = contract.missing(owed, Facts(fields, answers))
    lacking = gone & demanded(owed)
    if FieldKey.COMPANY in gone and any(key.startswith("company.") for key in lacking):
        lacking.add(FieldKey.COMPANY)  # of nobody's company nothing can be known
    if FieldKey.PRODUCTS in lacking:
        lacking.discard(FieldKey.AMOUNT)  # it follows from the products
    assert sorted(item.key for item in found) == sorted(lacking)
    assert {item.code for item in found} <= {"required"}


@UNHURRIED
@given(pipelines(), st.data())
def test_what_is_all_there_passes(stages: list[StageView], data: st.DataObject) -> None:
    owed = enforced(stages, data.draw(st.sampled_from(stages)))
    fields, answers = complete_facts(owed)
    assert contract.missing(owed, Facts(fields, answers)) == []


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (AnswerKind.YES_NO, "yes"),
        (AnswerKind.CHOICE, "C"),
        (AnswerKind.CHOICE, True),
        (AnswerKind.TEXT, True),
        (AnswerKind.TEXT, "x" * 2001),
    ],
)
@pytest.mark.parametrize("is_required", [True, False])
def test_an_answer_of_another_kind_is_no_answer(kind: AnswerKind, wrong: Any, is_required: bool) -> None:
    asked = Question(uuid4(), "Why?", kind, ("A", "B") if kind is AnswerKind.CHOICE else (), is_required)
    stage = stage_of(Semantics.OPEN, 1, [], [asked])
    found = contract.missing([stage], Facts({}, {asked.id: wrong}))
    assert [(item.key, item.code, item.is_answer) for item in found] == [(str(asked.id), "invalid", True)]


def test_a_contract_is_built_once_per_version() -> None:
    stage = stage_of(Semantics.OPEN, 1, ["deal.amount"], [])
    same = StageView(stage.id, "Renamed", 7, stage.semantics, 1, stage.required_fields, stage.checklist)
    newer = StageView(stage.id, stage.name, 1, stage.semantics, 2, stage.required_fields, stage.checklist)
    assert contract.contract_of(stage) is contract.contract_of(same)
    assert contract.contract_of(stage) is not contract.contract_of(newer)


@UNHURRIED
@given(pipelines(), st.data())
def test_the_matrix_opens_what_it_names_ahead_and_nothing_behind(
    stages: list[StageView], data: st.DataObject
) -> None:
    way = open_stages(stages)
    here = data.draw(st.sampled_from(way))
    named = data.draw(st.sets(st.sampled_from([stage.id for stage in stages])))
    stages = [replace(s, next_stage_ids=tuple(named)) if s.id == here.id else s for s in stages]
    place = way.index(here)
    ahead = {s.id for s in way[place + 1 :]} | {s.id for s in stages if s.semantics is Semantics.WON}
    usual = {
        s.id
        for s in stages
        if step([replace(t, next_stage_ids=()) for t in stages], here.id, s) is Step.ALLOWED
    }
    lost = {s.id for s in stages if s.semantics is Semantics.LOST}
    found = {s.id for s in stages if step(stages, here.id, s) is Step.ALLOWED}
    assert found == ((named & ahead) | lost if named & ahead else usual)
    assert found - lost <= ahead


kinds_lists = st.lists(st.sampled_from(Semantics), min_size=1, max_size=8)


@UNHURRIED
@given(kinds_lists, st.sampled_from(Semantics), st.none() | st.integers(0, 12))
def test_a_stage_is_placed_among_its_kind_as_near_as_can_be(
    kinds: list[Semantics], kind: Semantics, wanted: int | None
) -> None:
    others = layout.arranged([(uuid4(), semantics) for semantics in kinds])
    by_id = dict(zip(others, sorted(kinds, key=list(Semantics).index), strict=True))
    new = uuid4()
    by_id[new] = kind
    placed = layout.placed(others, by_id, new, wanted)
    assert [stage_id for stage_id in placed if stage_id != new] == others
    semantics = [by_id[stage_id] for stage_id in placed]
    assert semantics == sorted(semantics, key=list(Semantics).index)
    if wanted is not None:
        place = placed.index(new) + 1
        nearer = [
            other
            for other in range(1, len(placed) + 1)
            if abs(other - wanted) < abs(place - wanted) and _fits(others, by_id, new, other)
        ]
        assert nearer == [] or wanted == 0


def _fits(others: list[UUID], by_id: dict[UUID, Semantics], new: UUID, place: int) -> bool:
    row = [*others[: place - 1], new, *others[place - 1 :]]
    semantics = [by_id[stage_id] for stage_id in row]
    return semantics == sorted(semantics, key=list(Semantics).index)


@UNHURRIED
@given(st.text(max_size=60))
def test_a_title_is_found_by_each_of_its_own_words(title: str) -> None:
    text = search_text(title)
    patterns, start = title_patterns(title)
    for pattern in patterns:
        plain = pattern.strip("%").replace("\\_", "_").replace("\\%", "%").replace("\\\\", "\\")
        assert plain in text
    assert bool(patterns) == bool(start)
