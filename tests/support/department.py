"""A sales department whose stages demand one thing after another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import select

from app.core.auth import system_actor
from app.domains.deals.models import Deal, DealStageFact
from app.domains.deals.rules import contract
from app.domains.deals.rules.stages import Semantics, enforced
from app.domains.deals.service import facts, gate
from tests.support.selling import Sales, match, ok, refused
from tests.support.working import run_jobs
from tests.support.workspaces import Workspace

MISSING, FACT = "stage_requirements_missing", "fact_demanded"
OF_DEAL, OF_CLIENT, OF_COMPANY = "deal.", "client.", "company."
MANY = ("client.position", "client.source", "client.language")
BUILT_IN: dict[str, Any] = {
    "deal.amount": "100.00",
    "deal.expected_on": "2027-01-01",
    "deal.description": "Beds",
    "deal.source": "Instagram",
    "deal.campaign": "Navruz",
    "client.phone": "+998901112233",
    "client.email": "anor@example.com",
    "client.company": "Anor",
    "client.position": "Director",
    "client.source": "site",
    "client.language": "uz",
    "client.qualification": "qualified",
    "company.phone": "+998712001122",
    "company.email": "office@example.com",
    "company.tax_id": "301234567",
}
OWN: dict[str, tuple[Any, dict[str, Any]]] = {
    "text": ("Oak", {}),
    "long_text": ("Oak\nand ash", {}),
    "number": ("4", {}),
    "money": ("5.00", {"currency": "USD"}),
    "date": ("2027-01-01", {}),
    "datetime": ("2027-01-01T10:00:00Z", {}),
    "yes_no": (False, {}),
    "choice": (None, {"choices": [{"name": "Oak"}, {"name": "Ash"}]}),
    "multi_choice": (None, {"choices": [{"name": "Oak"}, {"name": "Ash"}]}),
    "phone": ("+998901112244", {}),
    "email": ("own@example.com", {}),
    "link": ("https://example.com/", {}),
    "address": ({"city": "Tashkent"}, {}),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a stage demands, and a value that satisfies it."""

    key: str
    value: Any


class Department:
    """A pipeline whose second stage holds one rule after another."""

    def __init__(self, sales: Sales) -> None:
        self.sales = sales
        self.http = sales.http
        self.rules = [Rule(key, value) for key, value in BUILT_IN.items()]
        self.last_bulk = ""

    async def add_own_fields(self) -> None:
        """Add an own field of each kind to deals, and of some kinds to people and companies."""
        for subject, kinds in (("deal", OWN), ("client", ("text", "choice")), ("company", ("number",))):
            subject_type = "deal" if subject == "deal" else "client"
            group = ok(
                await self.http.post("/field-groups", json={"subject_type": subject_type, "name": subject}),
                201,
            )
            for kind in kinds:
                value, more = OWN[kind]
                body = {"group_id": group["id"], "name": f"{subject} {kind}", "kind": kind, **more}
                field = ok(await self.http.post("/fields", json=body), 201)
                if kind == "choice":
                    value = field["choices"][0]["id"]
                if kind == "multi_choice":
                    value = [field["choices"][1]["id"]]
                self.rules.append(Rule(f"{subject}.custom.{field['id']}", value))

    async def demand(self, *rules: Rule, when: Any = None, stage: str = "Second") -> None:
        """Let a stage demand just this."""
        pipeline = ok(await self.http.get(f"/pipelines/{self.sales.pipeline['id']}"))
        found = next(one for one in pipeline["stages"] if one["name"] == stage)
        conditions = {rule.key: when for rule in rules} if when is not None else {}
        body = {"required_fields": [rule.key for rule in rules], "required_when": conditions}
        address = f"/pipelines/{pipeline['id']}/stages/{found['id']}"
        ok(await self.http.patch(address, json=body, headers=match(found)))

    async def client(self, **more: Any) -> dict[str, Any]:
        """Add a person of a company of her own."""
        name = f"Company {uuid4()}"
        company = ok(
            await self.http.post(
                "/clients", json={"kind": "company", "name": name, **more.pop("company", {})}
            ),
            201,
        )
        return await self.sales.client(f"Person {uuid4()}", company_id=company["id"], **more)

    async def deal(self, client: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """Open a deal of a client of whom nothing is known."""
        client = client or await self.sales.client(f"Person {uuid4()}")
        return await self.sales.deal(client_id=client["id"], **more)

    async def filled(self, rule: Rule) -> dict[str, Any]:
        """Return a deal that came into the stage by bringing what the rule demands."""
        needs_company = rule.key.startswith("company.")
        deal = await self.deal(await self.client() if needs_company else None)
        moved: dict[str, Any] = ok(await self.sales.try_move(deal, "Second", values={rule.key: rule.value}))
        return moved

    async def bulk(self, subject: str, action: str, params: dict[str, Any], record: str) -> str | None:
        """Do something to many records, of which there is one; returns the code of its refusal."""
        body = {"subject": subject, "action": action, "params": params, "ids": [record]}
        begun = ok(await self.http.post("/bulk", json=body), 202)
        await self.work()
        rows = ok(await self.http.get(f"/bulk/{begun['id']}/rows"))["items"]
        self.last_bulk = begun["id"]
        return rows[0]["error"] if rows else None

    async def work(self) -> None:
        """Let the background work be done."""
        await run_jobs(self.sales.workspace.runtime, self.sales.workspace.id)

    async def lacking(self) -> dict[str, set[str]]:
        """Return what open deals lack of what their stages demand, without a word on their record that they do.

        It is reckoned from the tables, whichever way each deal came to stand where it stands.
        """
        workspace = self.sales.workspace
        actor = system_actor(workspace.id, "test")
        found: dict[str, set[str]] = {}
        async with workspace.runtime.db.write(workspace.id) as session:
            open_deals = select(Deal).where(Deal.workspace_id == workspace.id, Deal.status == Semantics.OPEN)
            for deal in (await session.execute(open_deals)).scalars():
                stages = await gate.load_stages(session, actor, deal.pipeline_id)
                demanding = enforced(stages, gate.stage_of(stages, deal.stage_id))
                has = await facts.gathered(session, actor, deal, demanding)
                missing = {item.key for item in contract.missing(demanding, has)}
                of = (DealStageFact.workspace_id == workspace.id, DealStageFact.deal_id == deal.id)
                stays = await session.execute(select(DealStageFact.exceptions).where(*of))
                if missing and not any("incomplete" in kinds for kinds in stays.scalars()):
                    found[deal.title] = missing
        return found

    async def close(self) -> None:
        """Lose whatever is open, so that the next case begins anew."""
        await self.demand()
        reason = self.sales.pipeline["loss_reasons"][0]["id"]
        query = {"pipeline_id": self.sales.pipeline["id"], "status": "open"}
        for deal in ok(await self.http.get("/deals", params=query))["items"]:
            ok(await self.sales.try_move(deal, "Lost", loss_reason_id=reason))


async def furnish(workspace: Workspace) -> Department:
    """Make the pipeline, and an own field of each kind."""
    stages = [
        {"name": "First", "semantics": "open"},
        {"name": "Second", "semantics": "open"},
        {"name": "Third", "semantics": "open"},
        {"name": "Won", "semantics": "won"},
        {"name": "Lost", "semantics": "lost"},
    ]
    made = await workspace.http().post("/pipelines", json={"name": "Furniture", "stages": stages})
    found = Department(Sales(workspace, workspace.http(), ok(made, 201)))
    await found.add_own_fields()
    return found


def told(answer: httpx.Response) -> dict[str, str]:
    """Return what a refusal points to, with its codes."""
    return {error["pointer"]: error["code"] for error in refused(answer, 422, MISSING)["errors"]}


def pointers(rule: Rule, *, whole: bool = False) -> set[str]:
    """Return where a refusal points: into a whole deal, or into what a command brings."""
    found = {f"/values/{rule.key}"}
    if whole and rule.key.startswith("deal."):
        name = rule.key.removeprefix("deal.")
        found = {"/custom/" + name.removeprefix("custom.") if "custom." in name else f"/{name}"}
    return found | ({"/values/client.company"} if rule.key.startswith("company.") else set())


def code(answer: httpx.Response) -> str | None:
    """Return the code of a refusal; None of a success."""
    return None if answer.is_success else str(answer.json()["code"])


def name_of(rule: Rule) -> str:
    """Return the name of the rule's field in its record."""
    return rule.key.partition(".")[2]


def nothing_in(rule: Rule) -> dict[str, Any]:
    """Return the body that empties a fact of a record."""
    name = name_of(rule)
    if name in {"phone", "email"}:
        return {"contact_points": []}
    if name == "company":
        return {"company_id": None}
    return {"custom": {name.removeprefix("custom."): None}} if "custom" in name else {name: None}


def something_in(rule: Rule) -> dict[str, Any]:
    """Return the body that gives a record the fact."""
    name, value = name_of(rule), rule.value
    if name in {"phone", "email"}:
        return {"contact_points": [{"kind": name, "value": value}]}
    return {"custom": {name.removeprefix("custom."): value}} if "custom" in name else {name: value}


async def client_of(d: Department, deal: dict[str, Any], *, company: bool = False) -> dict[str, Any]:
    """Return a deal's client as she is now, or her company."""
    client: dict[str, Any] = ok(await d.http.get(f"/clients/{deal['client_id']}"))
    if company:
        client = ok(await d.http.get(f"/clients/{client['company_id']}"))
    return client


async def patch(
    d: Department, record: dict[str, Any], body: dict[str, Any], kind: str = "clients"
) -> str | None:
    """Change a record; returns the code of the refusal."""
    return code(await d.http.patch(f"/{kind}/{record['id']}", json=body, headers=match(record)))


async def person(d: Department, rule: Rule | None = None) -> dict[str, Any]:
    """Add a person of whom, at most, one thing is known."""
    return await d.sales.client(f"Person {uuid4()}", **(something_in(rule) if rule else {}))


async def company(d: Department, rule: Rule | None = None) -> dict[str, Any]:
    """Add a company of which, at most, one thing is known."""
    body = {"kind": "company", "name": f"Company {uuid4()}", **(something_in(rule) if rule else {})}
    found: dict[str, Any] = ok(await d.http.post("/clients", json=body), 201)
    return found


async def merged(
    d: Department, winner: dict[str, Any], loser: dict[str, Any], take: Mapping[str, str]
) -> httpx.Response:
    """Make two records one."""
    body = {"other_id": loser["id"], "other_version": loser["version"], "take": dict(take)}
    return await d.http.post(f"/clients/{winner['id']}/merge", json=body, headers=match(winner))


async def imported(d: Department, text: str, policy: str = "overwrite") -> dict[str, Any]:
    """Bring a table in; returns the import."""
    record = ok(await d.http.post("/imports", json={"name": "clients.csv"}), 201)
    address = f"/imports/{record['id']}"
    headers = {"Content-Type": "application/octet-stream"}
    ok(await d.http.put(f"{address}/chunks/0", content=text.encode(), headers=headers), 204)
    ok(await d.http.post(f"{address}/read"), 202)
    await d.work()
    mapping = [{"field": one["field"]} for one in ok(await d.http.get(address))["mapping"]]
    ok(await d.http.post(f"{address}/check", json={"mapping": mapping, "policy": policy}), 202)
    await d.work()
    ok(await d.http.post(f"{address}/run"), 202)
    await d.work()
    found: dict[str, Any] = ok(await d.http.get(address))
    assert found["state"] == "done", found
    return found


async def why_skipped(d: Department, record: dict[str, Any]) -> str | None:
    """Return why the import left its one row alone."""
    groups = ok(await d.http.get(f"/imports/{record['id']}/samples"))["items"]
    errors = [error for one in groups if one["outcome"] == "skipped" for error in one["errors"]]
    return errors[0]["code"] if errors else None


def in_bulk(rule: Rule) -> bool:
    """Tell whether many records can be given the fact at once."""
    return rule.key in MANY or rule.key.startswith(("client.custom", "company.custom"))
