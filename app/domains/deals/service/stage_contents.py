"""What a stage demands and begins with: checked against what there is, and brought into the form that is kept."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import null
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.clock import now
from app.core.errors import FieldError, InvalidRequestError
from app.core.filters import FieldSpec, Frame, compiled, dump
from app.core.ids import uuid7
from app.domains.deals import pipeline_queries, queries
from app.domains.deals.models import Stage
from app.domains.deals.pipeline_schemas import ChecklistItemInput, StageChange, StageInput
from app.domains.deals.rules import demands
from app.domains.deals.rules.demands import CONDITION_KINDS, FieldKey, OwnField, condition_kind
from app.domains.deals.rules.stages import Semantics
from app.domains.deals.service import facts as deal_facts
from app.domains.deals.time_limit_schemas import LoseWhenOverdue, ReassignWhenOverdue
from app.platform.customfields import queries as field_rows
from app.platform.customfields.rules import ON_CARDS

Wish = StageInput | StageChange


async def check(
    session: AsyncSession,
    actor: Actor,
    pipeline_id: UUID,
    wish: Wish,
    others: Sequence[Stage],
    place: str = "",
    *,
    semantics: str,
    known: Sequence[str] = (),
) -> None:
    """Refuse a stage that demands what there is not, on a condition that can't be read, or leads nowhere.

    Args:
        session: the caller's transaction.
        actor: who configures.
        pipeline_id: whose stage it is.
        wish: what the stage is to be.
        others: the pipeline's other stages.
        place: where the stage stands in the request.
        semantics: whether it is open, won or lost.
        known: what it demands now, which may stay though the field was archived.

    Raises:
        InvalidRequestError: everything at once.
    """
    wrong: list[FieldError] = []
    own = await _own(session, actor, pipeline_id)
    for number, key in enumerate(wish.required_fields):
        is_own = demands.own_id(key) is not None
        if is_own and key not in known and not (key in own and own[key].applies):
            wrong.append(_error(f"{place}/required_fields/{number}", "not_found", "no such field"))
    wrong += await _conditions_wrong(session, actor, wish, own, place, known)
    wrong += await _limit_wrong(session, actor, pipeline_id, wish, semantics, f"{place}/time_limit")
    open_to = {row.id for row in others if row.semantics != Semantics.LOST}
    for number, stage_id in enumerate(wish.next_stage_ids):
        if stage_id not in open_to:
            wrong.append(_error(f"{place}/next_stage_ids/{number}", "not_found", "no such stage"))
    if wrong:
        raise InvalidRequestError(errors=wrong)


def _error(pointer: str, code: str, detail: str) -> FieldError:
    return FieldError(pointer=pointer, code=code, detail=detail)


async def _conditions_wrong(
    session: AsyncSession,
    actor: Actor,
    wish: Wish,
    own: dict[str, OwnField],
    place: str,
    known: Sequence[str],
) -> list[FieldError]:
    if not wish.required_when:
        return []
    demanded = {*wish.required_fields} if "required_fields" in wish.model_fields_set else {*known}
    specs = specs_of(own)
    frame = Frame(actor, now(), await queries.time_zone(session, actor.workspace_id))
    wrong = []
    for key, tree in wish.required_when.items():
        pointer = f"{place}/required_when/{key}"
        if key not in demanded:
            wrong.append(_error(pointer, "not_required", "only a required field has a condition"))
        try:
            compiled(tree, specs, frame, pointer=pointer)
        except InvalidRequestError as error:
            wrong += error.errors
    return wrong


async def _limit_wrong(
    session: AsyncSession, actor: Actor, pipeline_id: UUID, wish: Wish, semantics: str, place: str
) -> list[FieldError]:
    """Find what a time limit names that there is not; only deals in open stages have a time."""
    if wish.time_limit is None:
        return []
    if semantics != Semantics.OPEN:
        return [_error(place, "not_open", "only an open stage has a time limit")]
    action = wish.time_limit.action
    if isinstance(action, ReassignWhenOverdue) and action.user_id is not None:
        if not await queries.is_colleague(session, actor, action.user_id):
            return [_error(f"{place}/action/user_id", "not_found", "nobody of the workspace")]
    elif isinstance(action, LoseWhenOverdue):
        reason = await pipeline_queries.loss_reason(session, actor, pipeline_id, action.loss_reason_id)
        if reason is None or await pipeline_queries.has_narrower(session, actor, reason.id):
            pointer = f"{place}/action/loss_reason_id"
            return [_error(pointer, "not_found", "no such loss reason, or only the heading of narrower ones")]
    return []


async def _own(session: AsyncSession, actor: Actor, pipeline_id: UUID) -> dict[str, OwnField]:
    """Return every own field that could be demanded in this pipeline, by key."""
    found: dict[str, OwnField] = {}
    for row in await field_rows.definitions(session, actor.workspace_id):
        if row.kind in ON_CARDS:  # no form of a move can take it
            continue
        if row.subject_type == "deal":
            found[f"deal.custom.{row.id}"] = deal_facts.described(row, str(pipeline_id))
        else:
            found[f"client.custom.{row.id}"] = deal_facts.described(row, None)
            found[f"company.custom.{row.id}"] = deal_facts.described(row, demands.COMPANY_OF)
    return found


async def fields_of(session: AsyncSession, actor: Actor, pipeline_id: UUID) -> list[dict[str, Any]]:
    """Return what the stages of a pipeline can demand and what conditions can ask, in the shape of `ContractField`."""
    own = {key: one for key, one in (await _own(session, actor, pipeline_id)).items() if one.applies}
    specs = specs_of(own)
    keys = [*FieldKey, *(key for key in specs if key not in set(FieldKey))]
    shown = []
    for key in keys:
        spec = specs.get(key)
        shown.append(
            {
                "name": str(key),
                "label": own[key].label if key in own else None,
                "input": demands.input_of(key, own),
                "is_demandable": key in own or key in set(FieldKey),
                "kind": spec.kind if spec else None,
                "operators": list(spec.operators) if spec else [],
                "refers": spec.refers if spec else None,
                "options": list(spec.options) if spec else [],
                "option_labels": list(spec.option_labels) if spec else [],
            }
        )
    return shown


def specs_of(own: dict[str, OwnField]) -> dict[str, FieldSpec]:
    """Return the fields that conditions can ask. They are answered in memory, so they read no column."""
    found = {}
    for key in (*CONDITION_KINDS, *own):
        kind = condition_kind(key, own)
        assert kind is not None  # noqa: S101 - every key comes from where kinds are told
        options = own[key].choices if key in own else ()
        if key == "client.kind":
            options = tuple((one, one) for one in demands.CLIENT_KINDS)
        found[key] = FieldSpec(
            key,
            kind,
            lambda _: null(),
            group="",
            sortable=False,
            shown=False,
            refers="user" if kind == "person" else None,
            options=tuple(id_ for id_, _ in options),
            option_labels=tuple(name for _, name in options) if key in own else (),
            label=own[key].label if key in own else None,
        )
    return found


def keys(wish: Wish) -> list[str]:
    """Return the demanded fields, each once."""
    return [str(key) for key in dict.fromkeys(wish.required_fields)]


def conditions(wish: Wish) -> dict[str, Any]:
    """Return the conditions as they are kept."""
    return {key: dump(tree) for key, tree in wish.required_when.items()}


def first_task(wish: Wish) -> dict[str, Any] | None:
    """Return what is planned by itself, as it is kept."""
    return wish.first_task.model_dump(mode="json") if wish.first_task else None


def time_limit(wish: Wish) -> dict[str, Any] | None:
    """Return how long deals may stand there, as it is kept."""
    return wish.time_limit.model_dump(mode="json") if wish.time_limit else None


def checklist(
    wishes: Sequence[ChecklistItemInput], present: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the questions to keep. One asked before keeps its id, and with it the answers, unless its kind changes."""
    kept = {item["id"]: item for item in present}
    rows = []
    for wish in wishes:
        known = kept.pop(str(wish.id), None)
        same = known is not None and known["kind"] == wish.kind
        row = wish.model_dump(mode="json")
        row["id"] = str(wish.id) if same else str(uuid7())
        row["options"] = list(dict.fromkeys(wish.options))
        rows.append(row)
    return rows


def wanted(stage: Stage, wish: StageChange) -> dict[str, Any]:
    """Return the columns that a change sets."""
    special = {
        "position",
        "required_fields",
        "required_when",
        "checklist",
        "next_stage_ids",
        "first_task",
        "time_limit",
    }
    found = wish.model_dump(exclude_unset=True, exclude=special)
    found = {field: value for field, value in found.items() if value is not None or field == "hint"}
    if "hint" in found:
        found["hint"] = found["hint"] or None
    given = wish.model_fields_set
    if "required_fields" in given:
        found["required_fields"] = keys(wish)
        kept = {key: tree for key, tree in stage.required_when.items() if key in found["required_fields"]}
        found["required_when"] = kept
    if "required_when" in given:
        found["required_when"] = conditions(wish)
    if "checklist" in given:
        found["checklist"] = checklist(wish.checklist, stage.checklist)
    if "next_stage_ids" in given:
        found["next_stage_ids"] = [str(one) for one in dict.fromkeys(wish.next_stage_ids)]
    if "first_task" in given:
        found["first_task"] = first_task(wish)
    if "time_limit" in given:
        found["time_limit"] = time_limit(wish)
    return found
