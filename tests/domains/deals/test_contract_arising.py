"""A demand that an edit makes arise is asked for at once, whichever command makes the edit."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.core.auth import system_actor
from app.domains.deals.models import Deal
from app.domains.deals.service import stage_time
from tests.support.department import (
    FACT,
    MISSING,
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
    patch,
    person,
    something_in,
    why_skipped,
)
from tests.support.selling import match, ok, step
from tests.support.workspaces import Workspace

pytestmark = pytest.mark.slow
EMAIL = Rule("client.email", "anor@example.com")
Way = Callable[[Department, Rule], Awaitable[str | None]]


@pytest.fixture
async def department(workspace: Workspace) -> Department:
    return await furnish(workspace)


async def lacking_email(d: Department, **client: Any) -> dict[str, Any]:
    """Return a deal in the stage, of a client whose e-mail isn't known."""
    of = await d.client(**client)
    moved: dict[str, Any] = ok(await d.sales.try_move(await d.deal(of), "Second"))
    return moved


async def arise_by_edit_of_deal(d: Department, rule: Rule) -> str | None:
    return await patch(d, await lacking_email(d), something_in(rule), "deals")


async def arise_by_edit_of_client(d: Department, rule: Rule) -> str | None:
    deal = await lacking_email(d)
    return await patch(
        d, await client_of(d, deal, company=rule.key.startswith(OF_COMPANY)), something_in(rule)
    )


async def arise_by_lines(d: Department, rule: Rule) -> str | None:
    deal = await lacking_email(d)
    body = {"lines": [{"name": "Bed", "quantity": "1", "unit_price": rule.value}]}
    return code(await d.http.put(f"/deals/{deal['id']}/lines", json=body, headers=match(deal)))


async def arise_by_many(d: Department, rule: Rule) -> str | None:
    deal = await lacking_email(d)
    name = name_of(rule)
    if name in {"tags", "owner_id"}:
        key = {"tags": "tag", "owner_id": "owner_id"}[name]
        action = {"tags": "add_tag", "owner_id": "assign_owner"}[name]
        params = {key: rule.value[0] if name == "tags" else rule.value}
    else:
        action = "set_custom" if "custom" in name else "set_field"
        params = {"field": name.removeprefix("custom."), "value": rule.value}
    record = await client_of(d, deal, company=rule.key.startswith(OF_COMPANY))
    return await d.bulk("client", action, params, record["id"])


async def arise_by_hand_over(d: Department, rule: Rule) -> str | None:
    return await d.bulk("deal", "assign_owner", {"owner_id": rule.value}, (await lacking_email(d))["id"])


async def arise_by_clock(d: Department, rule: Rule) -> str | None:
    deal = await lacking_email(d)
    found = ok(await d.http.get(f"/pipelines/{d.sales.pipeline['id']}"))
    second = next(one for one in found["stages"] if one["name"] == "Second")
    action = {"kind": "reassign", "user_id": rule.value}
    limit = {"hours": 1, "warn_before_hours": None, "escalate": False, "action": action}
    address = f"/pipelines/{found['id']}/stages/{second['id']}"
    ok(await d.http.patch(address, json={"time_limit": limit}, headers=match(second)))
    await d.work()
    workspace = d.sales.workspace
    async with workspace.runtime.db.write(workspace.id) as session:
        row = await session.get_one(Deal, (workspace.id, UUID(deal["id"])))
        assert row.stage_due_at is not None
        await stage_time.act(session, system_actor(workspace.id, "clock"), row.id, row.stage_due_at)
    told = ok(await d.http.get(f"/deals/{deal['id']}/timeline", params={"types": "deal.stage_overdue"}))
    return str(told["items"][0]["data"]["refused"])


async def arise_by_merge(d: Department, rule: Rule) -> str | None:
    deal = await lacking_email(d)
    if rule.key.startswith(OF_COMPANY):
        return code(await merged(d, await client_of(d, deal, company=True), await company(d, rule), {}))
    knows = await person(d, rule)
    take = {"owner_id": "theirs"} if name_of(rule) == "owner_id" else {}
    return code(await merged(d, await client_of(d, deal), knows, take))


async def arise_by_import(d: Department, rule: Rule) -> str | None:
    phone = f"+99890{uuid4().int % 10**7:07}"
    deal = await lacking_email(d, contact_points=[{"kind": "phone", "value": phone}])
    client = await client_of(d, deal)
    value = rule.value[0] if isinstance(rule.value, list) else rule.value
    text = f"Name,Phone,{name_of(rule).title()}\n{client['name']},{phone},{value}\n"
    return await why_skipped(d, await imported(d, text))


async def arise_by_another_deal(d: Department, rule: Rule) -> str | None:
    """Another deal of hers goes on and brings it along."""
    deal = await lacking_email(d)
    other = await d.sales.http.post("/pipelines", json={"name": f"Other {uuid4()}", "stages": _SHORT})
    pipeline = ok(other, 201)
    body = {
        "title": "Another",
        "client_id": deal["client_id"],
        "pipeline_id": pipeline["id"],
        "next_task": step(),
    }
    second = ok(await d.http.post("/deals", json=body), 201)
    wish = {"stage_id": pipeline["stages"][1]["id"], "values": {rule.key: rule.value}}
    return code(await d.http.post(f"/deals/{second['id']}/move", json=wish, headers=match(second)))


_SHORT = [
    {"name": "One", "semantics": "open"},
    {"name": "Two", "semantics": "open"},
    {"name": "Won", "semantics": "won"},
    {"name": "Lost", "semantics": "lost"},
]
_FILLABLE = ("client.position", "client.source", "client.language", "client.qualification", "company.tax_id")
ARISING: Mapping[str, tuple[Way, Callable[[Rule], bool], str]] = {
    "edit_of_deal": (arise_by_edit_of_deal, lambda rule: rule.key.startswith(OF_DEAL), MISSING),
    "edit_of_client": (arise_by_edit_of_client, lambda rule: not rule.key.startswith(OF_DEAL), FACT),
    "lines": (arise_by_lines, lambda rule: rule.key == "deal.amount", MISSING),
    "many": (
        arise_by_many,
        lambda rule: in_bulk(rule) or rule.key in {"client.tags", "client.owner_id"},
        FACT,
    ),
    "hand_over": (arise_by_hand_over, lambda rule: rule.key == "deal.owner_id", MISSING),
    "clock": (arise_by_clock, lambda rule: rule.key == "deal.owner_id", MISSING),
    "merge": (arise_by_merge, lambda rule: not rule.key.startswith(OF_DEAL), FACT),
    "import": (
        arise_by_import,
        lambda rule: rule.key in {"client.position", "client.source", "client.tags"},
        FACT,
    ),
    "another_deal": (
        arise_by_another_deal,
        lambda rule: rule.key in _FILLABLE or rule.key.startswith(("client.custom", "company.custom")),
        FACT,
    ),
}
_CONDITIONS = ("deal.amount", "deal.expected_on", "deal.source", "deal.campaign", *_FILLABLE)


@pytest.mark.parametrize("way", ARISING)
async def test_what_makes_a_demand_arise_asks_at_once(department: Department, way: str) -> None:
    act, concerns, refusal = ARISING[way]
    manager = str((await department.sales.workspace.person("manager")).user_id)
    mine = str(department.sales.workspace.admin.user_id)
    filled = [rule for rule in department.rules if rule.key in _CONDITIONS or ".custom." in rule.key]
    cases: list[tuple[Rule, dict[str, Any]]] = [
        (rule, {"field": rule.key, "is_filled": True}) for rule in filled if rule.value is not False
    ]
    cases += [
        (Rule(rule.key, True), {"field": rule.key, "is": True}) for rule in filled if rule.value is False
    ]
    cases += [
        (Rule("client.tags", ["vip"]), {"field": "client.tags", "any_of": ["vip"]}),
        (Rule("deal.owner_id", manager), {"not": {"field": "deal.owner_id", "is": mine}}),
        (Rule("client.owner_id", manager), {"field": "client.owner_id", "is": manager}),
    ]
    concerned = [(rule, when) for rule, when in cases if concerns(rule)]
    assert concerned
    for rule, when in concerned:
        await department.demand(EMAIL, when=when)
        assert await act(department, rule) == refusal, rule.key
        assert await department.lacking() == {}, rule.key
        await department.close()
