"""No way around a stage's contract: each command that writes, against each rule that a stage can hold.

A case does what it can to leave an open deal without something that its stage demands. Afterwards the tables are asked:
no open deal lacks anything, unless its record says so. A new command fails here until it is played, or said to be
harmless and why.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.core.auth import system_actor
from app.core.config import ROOT
from app.domains.deals.models import Deal
from app.domains.deals.service import stage_time
from tests.support.department import (
    FACT,
    MANY,
    MISSING,
    OF_CLIENT,
    OF_COMPANY,
    OF_DEAL,
    Department,
    Rule,
    client_of,
    code,
    company,
    furnish,
    imported,
    in_bulk,
    merged,
    name_of,
    nothing_in,
    patch,
    person,
    why_skipped,
)
from tests.support.selling import match, ok, step
from tests.support.workspaces import Workspace

pytestmark = pytest.mark.slow
Way = Callable[[Department, Rule], Awaitable[str | None]]


@pytest.fixture
async def department(workspace: Workspace) -> Department:
    return await furnish(workspace)


# --- taking away what is demanded --------------------------------------------------------------------------------------


async def edit_deal(d: Department, rule: Rule) -> str | None:
    return await patch(d, await d.filled(rule), nothing_in(rule), "deals")


async def edit_client(d: Department, rule: Rule) -> str | None:
    return await patch(d, await client_of(d, await d.filled(rule)), nothing_in(rule))


async def edit_company(d: Department, rule: Rule) -> str | None:
    return await patch(d, await client_of(d, await d.filled(rule), company=True), nothing_in(rule))


async def edit_many(d: Department, rule: Rule) -> str | None:
    deal = await d.filled(rule)
    client = await client_of(d, deal, company=rule.key.startswith("company."))
    name = name_of(rule)
    action = "set_custom" if "custom" in name else "set_field"
    params = {"field": name.removeprefix("custom."), "value": None}
    return await d.bulk("client", action, params, client["id"])


async def undo_many(d: Department, rule: Rule) -> str | None:
    """What many records were given is demanded, and then taken back from all."""
    client = await d.client() if rule.key.startswith("company.") else await person(d)
    deal = await d.deal(client)
    record = client["company_id"] if rule.key.startswith("company.") else client["id"]
    name = name_of(rule)
    action = "set_custom" if "custom" in name else "set_field"
    params = {"field": name.removeprefix("custom."), "value": rule.value}
    assert await d.bulk("client", action, params, record) is None
    ok(await d.sales.try_move(deal, "Second"))
    ok(await d.http.post(f"/bulk/{d.last_bulk}/undo"))
    await d.work()
    return FACT if ok(await d.http.get(f"/bulk/{d.last_bulk}"))["kept"] == 1 else None


async def merge_away(d: Department, rule: Rule) -> str | None:
    """Another record stands for the client, and its own empty value is chosen."""
    client = await client_of(d, await d.filled(rule))
    field = {"client.company": "company_id"}.get(rule.key, name_of(rule))
    if rule.key == "client.company":
        return code(await merged(d, await person(d), client, {field: "mine"}))
    return code(await merged(d, await person(d), client, {field: "mine"}))


async def merge_company_away(d: Department, rule: Rule) -> str | None:
    own = await client_of(d, await d.filled(rule), company=True)
    return code(await merged(d, await company(d), own, {name_of(rule): "mine"}))


async def undo_merge(d: Department, rule: Rule) -> str | None:
    """What only the other record knew is demanded, and then the two become two again."""
    if rule.key.startswith("company."):
        client = await d.client()
        own = await client_of(d, {"client_id": client["id"]}, company=True)
        done = ok(await merged(d, own, await company(d, rule), {}))
    else:
        client = await person(d)
        knows = await d.client() if rule.key == "client.company" else await person(d, rule)
        done = ok(await merged(d, client, knows, {}))
    ok(await d.sales.try_move(await d.deal(client), "Second"))
    return code(await d.http.post(f"/clients/merges/{done['merge_id']}/undo"))


async def import_another_company(d: Department, rule: Rule) -> str | None:
    email = f"{uuid4().hex}@example.com"
    client = await d.client(contact_points=[{"kind": "email", "value": email}])
    ok(await d.sales.try_move(await d.deal(client), "Second", values={rule.key: rule.value}))
    record = await imported(d, f"Name,Email,Company\n{client['name']},{email},Another {uuid4()}\n")
    return await why_skipped(d, record)


async def undo_import(d: Department, rule: Rule) -> str | None:
    email = f"{uuid4().hex}@example.com"
    client = await d.sales.client(f"Person {uuid4()}", contact_points=[{"kind": "email", "value": email}])
    heading = name_of(rule).title()
    record = await imported(
        d, f"Name,Email,{heading}\n{client['name']},{email},{rule.value}\n", "update_empty"
    )
    ok(await d.sales.try_move(await d.deal(client), "Second"))
    ok(await d.http.post(f"/imports/{record['id']}/undo"), 202)
    await d.work()
    return FACT if ok(await d.http.get(f"/imports/{record['id']}"))["counts"].get("kept") == 1 else None


async def no_lines(d: Department, rule: Rule) -> str | None:
    deal = await d.filled(rule)
    return code(await d.http.put(f"/deals/{deal['id']}/lines", json={"lines": []}, headers=match(deal)))


async def nobody_decides(d: Department, rule: Rule) -> str | None:
    deal = await d.filled(rule)
    return code(await d.http.delete(f"/deals/{deal['id']}/participants/{rule.value}"))


async def somebody_else_now(d: Department, rule: Rule) -> str | None:
    deal = await d.filled(rule)
    address = f"/deals/{deal['id']}/participants/{rule.value}"
    return code(await d.http.put(address, json={"role": "user"}))


async def no_rival(d: Department, rule: Rule) -> str | None:
    deal = await d.filled(rule)
    return code(await d.http.delete(f"/deals/{deal['id']}/competitors/{rule.value}"))


def plain_of_deal(rule: Rule) -> bool:
    return rule.key.startswith(OF_DEAL) and rule.key not in _AROUND


_AROUND = ("deal.products", "deal.decision_maker", "deal.competitor")
_UNITED = ("client.phone", "client.email", "company.phone", "company.email")
"""Contact points of both stay whatever is chosen."""
TAKING: Mapping[str, tuple[Way, Callable[[Rule], bool], str]] = {
    "edit_deal": (edit_deal, plain_of_deal, MISSING),
    "edit_client": (edit_client, lambda rule: rule.key.startswith(OF_CLIENT), FACT),
    "edit_company": (edit_company, lambda rule: rule.key.startswith(OF_COMPANY), FACT),
    "edit_many": (edit_many, in_bulk, FACT),
    "undo_many": (undo_many, in_bulk, FACT),
    "merge_away": (
        merge_away,
        lambda rule: rule.key.startswith(OF_CLIENT) and rule.key not in _UNITED,
        FACT,
    ),
    "merge_company_away": (
        merge_company_away,
        lambda rule: rule.key.startswith(OF_COMPANY) and rule.key not in _UNITED,
        FACT,
    ),
    "undo_merge": (undo_merge, lambda rule: not rule.key.startswith(OF_DEAL), FACT),
    "import_another_company": (
        import_another_company,
        lambda rule: rule.key.startswith(OF_COMPANY),
        FACT,
    ),
    "undo_import": (undo_import, lambda rule: rule.key in MANY[:2], FACT),
    "no_lines": (no_lines, lambda rule: rule.key == "deal.products", MISSING),
    "nobody_decides": (nobody_decides, lambda rule: rule.key == "deal.decision_maker", MISSING),
    "somebody_else_now": (somebody_else_now, lambda rule: rule.key == "deal.decision_maker", MISSING),
    "no_rival": (no_rival, lambda rule: rule.key == "deal.competitor", MISSING),
}


async def all_rules(d: Department) -> list[Rule]:
    rival = ok(await d.http.post("/competitors", json={"name": "Shatura"}), 201)
    line = {"name": "Bed", "quantity": "1", "unit_price": "10.00"}
    return [
        *d.rules,
        Rule("deal.products", [line]),
        Rule("deal.decision_maker", (await person(d))["id"]),
        Rule("deal.competitor", rival["id"]),
    ]


@pytest.mark.parametrize("way", TAKING)
async def test_nothing_demanded_is_taken_away(department: Department, way: str) -> None:
    act, concerns, refusal = TAKING[way]
    rules = [rule for rule in await all_rules(department) if concerns(rule)]
    assert rules
    for rule in rules:
        await department.demand(rule)
        assert await act(department, rule) == refusal, rule.key
        assert await department.lacking() == {}, rule.key
        await department.close()


# --- coming in without it ----------------------------------------------------------------------------------------------


async def move(d: Department, rule: Rule) -> str | None:
    return code(await d.sales.try_move(await bare(d, rule), "Second"))


async def move_past(d: Department, rule: Rule) -> str | None:
    """The demand of a stage that is passed over is owed behind it."""
    first = d.sales.stage("First")
    address = f"/pipelines/{d.sales.pipeline['id']}/stages/{first['id']}"
    found = ok(await d.http.get(f"/pipelines/{d.sales.pipeline['id']}"))["stages"][0]
    body = {"next_stage_ids": [d.sales.stage("Third")["id"]]}
    ok(await d.http.patch(address, json=body, headers=match(found)))
    return code(await d.sales.try_move(await bare(d, rule), "Third"))


async def move_many(d: Department, rule: Rule) -> str | None:
    deal = await bare(d, rule)
    return await d.bulk("deal", "move", {"stage_id": d.sales.stage("Second")["id"]}, deal["id"])


async def open_there(d: Department, rule: Rule) -> str | None:
    client = await d.client() if rule.key.startswith(OF_COMPANY) else await person(d)
    body = {
        "title": "T",
        "client_id": client["id"],
        "pipeline_id": d.sales.pipeline["id"],
        "stage_id": d.sales.stage("Third")["id"],
        "next_task": step(),
    }
    return code(await d.http.post("/deals", json=body))


async def move_with_exception(d: Department, rule: Rule) -> str | None:
    """It goes, and the record says so."""
    wish = {"exception": {"reason": "The director asked for it"}}
    return code(await d.sales.try_move(await bare(d, rule), "Second", **wish))


async def bare(d: Department, rule: Rule) -> dict[str, Any]:
    return await d.deal(await d.client() if rule.key.startswith(OF_COMPANY) else None)


ENTERING: Mapping[str, tuple[Way, str | None]] = {
    "move": (move, MISSING),
    "move_past": (move_past, MISSING),
    "move_many": (move_many, MISSING),
    "open_there": (open_there, MISSING),
    "move_with_exception": (move_with_exception, None),
}


@pytest.mark.parametrize("way", ENTERING)
async def test_nothing_comes_in_without_what_is_demanded(department: Department, way: str) -> None:
    act, refusal = ENTERING[way]
    for rule in await all_rules(department):
        await department.demand(rule)
        assert await act(department, rule) == refusal, rule.key
        assert await department.lacking() == {}, rule.key
        await department.close()


async def test_a_restage_says_what_lacks(department: Department) -> None:
    """Stages change under deals; each that lacks something says so on its record."""
    for number, rule in enumerate(await all_rules(department)):
        pipeline = ok(await department.http.get(f"/pipelines/{department.sales.pipeline['id']}"))
        address = f"/pipelines/{pipeline['id']}"
        made = await department.http.post(
            f"{address}/stages", json={"name": f"Extra {number}", "semantics": "open", "position": 0}
        )
        extra = ok(made, 201)
        client = await department.client() if rule.key.startswith(OF_COMPANY) else None
        deal = await department.deal(client, stage_id=extra["id"])
        await department.demand(rule)
        pipeline = ok(await department.http.get(address))
        body = {"mapping": {extra["id"]: department.sales.stage("Third")["id"]}}
        ok(await department.http.post(f"{address}/restage", json=body, headers=match(pipeline)))
        assert await department.lacking() == {}, rule.key
        stays = ok(await department.http.get(f"/deals/{deal['id']}/stages"))["items"]
        assert "incomplete" in stays[-1]["exceptions"], rule.key
        await department.close()


async def test_the_process_itself_passes_the_gates(department: Department) -> None:
    """What the clock does, it does as anybody: a deal is not lost, nor revived, without what is demanded there."""
    d = department
    reason = d.sales.pipeline["loss_reasons"][0]["id"]
    workspace = d.sales.workspace
    actor = system_actor(workspace.id, "clock")
    pipeline = ok(await d.http.get(f"/pipelines/{d.sales.pipeline['id']}"))
    first = next(one for one in pipeline["stages"] if one["name"] == "First")
    limit = {
        "hours": 1,
        "warn_before_hours": None,
        "escalate": False,
        "action": {"kind": "lose", "loss_reason_id": reason},
    }
    address = f"/pipelines/{pipeline['id']}/stages/{first['id']}"
    ok(await d.http.patch(address, json={"time_limit": limit}, headers=match(first)))
    for rule in await all_rules(d):
        await d.demand(rule, stage="Lost")
        deal = await bare(d, rule)
        async with workspace.runtime.db.write(workspace.id) as session:
            row = await session.get_one(Deal, (workspace.id, UUID(deal["id"])))
            assert row.stage_due_at is not None
            await stage_time.act(session, actor, row.id, row.stage_due_at)
        found = ok(await d.http.get(f"/deals/{deal['id']}"))
        assert found["status"] == "open", rule.key
        told = ok(await d.http.get(f"/deals/{deal['id']}/timeline", params={"types": "deal.stage_overdue"}))
        assert [one["data"]["refused"] for one in told["items"]] == [MISSING], rule.key
        await d.demand(stage="Lost")
        await d.close()


# --- every command there is ----------------------------------------------------------------------------------------------

PLAYED = frozenset(
    {
        *("deals_create", "deals_change", "deals_move", "deals_put_lines"),
        *("deals_put_participant", "deals_remove_participant", "deals_remove_competitor"),
        *("clients_change", "clients_merge", "clients_undo_merge", "pipelines_restage"),
        *("bulk_begin", "bulk_undo", "imports_run", "imports_undo"),
    }
)
HARMLESS: Mapping[str, tuple[str, ...]] = {
    "what a stage demands is changed: the next move asks for it": (
        *("pipelines_", "fields_", "field_groups_", "competitors_change", "working_hours_"),
        *("win_back_", "workspace_change"),
    ),
    "it adds a record, or only adds to one": (
        *("clients_create", "competitors_create", "deals_put_competitor", "products_", "price_lists_"),
        *("clients_put_employment", "clients_add_note", "tasks_", "calls_outcome"),
    ),
    "it only reads": ("_query", "clients_similar", "clients_disclose", "clients_reveal", "duplicates_check"),
    "no stage demands what it writes": (
        *("_file", "_pin_note", "_unpin_note", "clients_share", "clients_record_consent"),
        *("clients_remove_employment", "duplicates_", "segments_", "views_", "quality_", "plans_"),
        *("notifications_", "exports_", "demo_calls_start", "telephony_"),
    ),
    "it begins, holds or ends work that is played by itself": ("imports_", "bulk_", "jobs_"),
    "it says who works here": (
        *("auth_", "api_keys_", "invitations_", "roles_", "setup_", "teams_", "users_"),
    ),
    "the law comes before the process; the history says that she was erased": ("clients_erase",),
}


def test_every_command_is_played_or_said_to_be_harmless() -> None:
    described = json.loads((ROOT / "openapi" / "openapi.json").read_text())
    commands = {
        operation["operationId"]
        for methods in described["paths"].values()
        for method, operation in methods.items()
        if method in {"post", "put", "patch", "delete"}
    }
    assert commands >= PLAYED
    words = [word for known in HARMLESS.values() for word in known]
    assert sorted(one for one in commands - PLAYED if not any(word in one for word in words)) == []
