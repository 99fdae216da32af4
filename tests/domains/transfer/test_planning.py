"""What a person may say of a table: what values mean, whose the clients are, the workspace's own fields, likeness."""

from typing import Any

import httpx
import pytest

from app.core.runtime import Runtime
from app.domains.transfer.rules import own
from app.domains.transfer.service import running
from app.platform.customfields.rules import FieldKind, FieldView
from tests.domains.transfer.test_importing import begun, brought_in, command
from tests.support.clients import add_client, phone
from tests.support.workspaces import Workspace

pytestmark = pytest.mark.slow


async def planned(
    http: httpx.AsyncClient, runtime: Runtime, workspace: Workspace, text: str, mapping: Any, **plan: Any
) -> dict[str, Any]:
    """Import a table by a plan; what the dry run said must come true."""
    record = await begun(http, runtime, workspace, text)
    tried = await command(http, runtime, workspace, record, "check", mapping=mapping, **plan)
    assert tried["state"] == "checked", tried
    done = await command(http, runtime, workspace, record, "run")
    assert (done["state"], done["counts"]) == ("done", tried["counts"])
    return done


async def own_field(http: httpx.AsyncClient, kind: str, **more: Any) -> dict[str, Any]:
    groups = (await http.get("/field-groups")).json()["items"]
    if not groups:
        groups = [(await http.post("/field-groups", json={"subject_type": "client", "name": "Own"})).json()]
    body = {"group_id": groups[0]["id"], "name": kind, "kind": kind, **more}
    answer = await http.post("/fields", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def cards(http: httpx.AsyncClient) -> dict[str, dict[str, Any]]:
    items = (await http.get("/clients", params={"kind": "person"})).json()["items"]
    return {row["name"]: (await http.get(f"/clients/{row['id']}")).json() for row in items}


async def test_values_mean_others_as_a_whole_or_in_parts(workspace: Workspace, runtime: Runtime) -> None:
    http = workspace.http()
    nana = await workspace.person(name="Nana K.")
    record = await begun(
        http, runtime, workspace, "Имя,Теги,Кто,Вид\nAnna,a; b,НК,x\nBold,a,,y\nCarla,c,НК,x\n"
    )
    values = (await http.get(f"/imports/{record['id']}/columns/2/values")).json()["items"]
    assert values == [{"value": "НК", "count": 2}]
    mapping = [
        {"field": "name"},
        {"field": "tags", "values": {"a": "important", "c": ""}},
        {"field": "owner", "values": {"НК": str(nana.user_id)}},
        {"field": "kind", "values": {"y": "company"}},
    ]
    await command(http, runtime, workspace, record, "check", mapping=mapping)
    await command(http, runtime, workspace, record, "run")
    found = await cards(http)
    assert found["Anna"]["tags"] == ["important", "b"]
    assert (found["Carla"]["tags"], found["Carla"]["owner_id"]) == ([], str(nana.user_id))
    assert "Bold" not in found


async def test_owners_take_turns(workspace: Workspace, runtime: Runtime) -> None:
    http = workspace.http()
    people = [str((await workspace.person(name=name)).user_id) for name in ("Nana K.", "Bold")]
    table = "Name,Owner\n" + "".join(f"Client {n},\n" for n in range(4)) + "Hers,Nana K.\n"
    mapping = [{"field": "name"}, {"field": "owner"}]
    await planned(http, runtime, workspace, table, mapping, owners=people)
    found = await cards(http)
    assert [found[f"Client {n}"]["owner_id"] for n in range(4)] == [*people, *people]
    assert found["Hers"]["owner_id"] == people[0]


async def test_who_is_no_colleague_owns_nothing(workspace: Workspace, runtime: Runtime) -> None:
    http = workspace.http()
    record = await begun(http, runtime, workspace, "Name\nAnna\n")
    stranger = "01a200bd-6f10-7a01-8d02-5b1f0a3c9e77"
    answer = await http.post(
        f"/imports/{record['id']}/check",
        json={"mapping": [{"field": f"custom.{stranger}"}], "owner_id": stranger, "owners": [stranger]},
    )
    assert answer.status_code == 422
    assert {(one["pointer"], one["code"]) for one in answer.json()["errors"]} == {
        ("/owner_id", "not_found"),
        ("/owners/0", "not_found"),
        ("/mapping", "nothing_to_name"),
        ("/mapping/0/field", "not_found"),
    }


async def test_own_fields_are_brought_in_and_taken_back(workspace: Workspace, runtime: Runtime) -> None:
    http = workspace.http()
    style = await own_field(http, "choice", choices=[{"name": "Классика"}, {"name": "Лофт"}])
    budget, born = await own_field(http, "money"), await own_field(http, "date")
    known = await add_client(http, "Anna", phone("901234567"), custom={budget["id"]: "5.00"})
    table = (
        "Name,Phone,Style,Budget,Born\n"
        'Anna,901234567,лофт,"1 200,50 сум",01.02.1990\n'
        "Bold,901234568,Барокко,7,1990-02-01\n"
        "Carla,901234569,Классика,7,1990-02-01\n"
    )
    mapping = [{"field": "name"}, {"field": "phone"}]
    mapping += [{"field": f"custom.{one['id']}"} for one in (style, budget, born)]
    done = await planned(http, runtime, workspace, table, mapping, policy="overwrite")
    assert done["counts"] == {"created": 1, "updated": 1, "failed": 1}
    found = await cards(http)
    ids = {one["name"]: one["id"] for one in style["choices"]}
    assert found["Anna"]["custom"] == {
        style["id"]: ids["Лофт"],
        budget["id"]: "1200.50",
        born["id"]: "1990-02-01",
    }
    assert found["Carla"]["custom"][style["id"]] == ids["Классика"]
    table_of_errors = (await http.get(f"/imports/{done['id']}/errors")).content.decode()
    assert f"custom.{style['id']}: no_such_choice: Барокко" in table_of_errors
    await command(http, runtime, workspace, done, "undo")
    assert (await cards(http))["Anna"]["custom"] == known["custom"]


@pytest.mark.parametrize(
    ("alike", "counts"),
    [
        ("create", {"created": 3, "looks_like": 1}),
        ("skip", {"created": 2, "skipped": 1, "looks_like": 1}),
        ("same", {"created": 2, "updated": 1}),
    ],
)
async def test_who_has_only_the_name_in_common_is_treated_as_said(
    workspace: Workspace, runtime: Runtime, alike: str, counts: dict[str, int]
) -> None:
    http = workspace.http()
    known = await add_client(http, "Ғуломов Шерзод")
    await add_client(http, "Bold", phone("901234500"))
    table = "Name,Phone\nSherzod Gulomov,901234567\nBold,901234568\nSomebody Else,901234569\n"
    mapping = [{"field": "name"}, {"field": "phone"}]
    done = await planned(http, runtime, workspace, table, mapping, alike=alike)
    assert done["counts"] == counts
    samples = (await http.get(f"/imports/{done['id']}/samples")).json()["items"]
    first = next(one for one in samples if one["number"] == 1)
    assert (first["client_id"] == known["id"]) == (alike in {"same", "skip"})
    assert [one["code"] for one in first["errors"]] == ([] if alike == "same" else ["looks_like"])


async def test_a_colleague_of_her_name_is_found_in_a_crowd_of_namesakes(
    workspace: Workspace, runtime: Runtime
) -> None:
    http = workspace.http()
    crowd = "".join(f"Anna,+99890123{row:04d},Firm {row}\n" for row in range(30))
    await planned(
        http,
        runtime,
        workspace,
        f"Name,Phone,Company\n{crowd}",
        [{"field": one} for one in ("name", "phone", "company")],
    )
    table = "Name,Phone,Company\nАнна,+998907654321,«FIRM 29»\nAnna,+998907654322,Elsewhere\nAnna,,\n"
    done = await planned(
        http,
        runtime,
        workspace,
        table,
        [{"field": one} for one in ("name", "phone", "company")],
        alike="skip",
    )
    assert done["counts"] == {"created": 1, "skipped": 2, "looks_like": 2}


async def test_rows_are_compared_across_slices(
    workspace: Workspace, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SLICE", 2)
    http = workspace.http()
    table = "Name,Phone,Email\n" + "".join(
        f"{name},{number},{mail}\n"
        for name, number, mail in [
            ("Anna", "901234567", ""),
            ("Bold", "901234568", ""),
            ("Carla", "", "c@example.com"),
            ("Анна", "90 123-45-67", ""),
            ("Dora", "901234570", ""),
            ("Carla again", "901234568", "C@Example.com"),
        ]
    )
    done = await brought_in(http, runtime, workspace, table)
    assert done["counts"] == {"created": 4, "skipped": 2}
    errors = (await http.get(f"/imports/{done['id']}/errors")).content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[2] for line in errors[1:]] == ["row: same_as_row: 1", "row: same_as_row: 2"]


def field(kind: FieldKind) -> own.OwnField:
    """Return a field of a kind."""
    view = FieldView("f", 1, kind, ("c1",), frozenset(), frozenset(), is_archived=False, group_id="g")
    return own.OwnField(view, {"лофт": "c1"})


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FieldKind.NUMBER, "1 234,5", "1234.5"),
        (FieldKind.NUMBER, "1,234", "1234"),
        (FieldKind.NUMBER, "-0,5", "-0.5"),
        (FieldKind.MONEY, "$1,234,567.89", "1234567.89"),
        (FieldKind.MONEY, "1.234.567", "1234567"),
        (FieldKind.DATE, "01.02.2026", "2026-02-01"),
        (FieldKind.DATE, "2026-02-01 10:30", "2026-02-01"),
        (FieldKind.DATETIME, "01.02.2026 10:30", "2026-02-01T10:30:00+05:00"),
        (FieldKind.YES_NO, "Да", True),
        (FieldKind.YES_NO, "yo‘q", False),
        (FieldKind.CHOICE, " Лофт ", "c1"),
        (FieldKind.MULTI_CHOICE, "лофт; Лофт", ["c1", "c1"]),
        (FieldKind.LINK, "example.com", "https://example.com"),
        (FieldKind.ADDRESS, "Навои 12", {"line": "Навои 12"}),
        (FieldKind.PERSON, "Nana K.", "u1"),
        (FieldKind.TEXT, "any", "any"),
    ],
)
def test_cells_are_read_as_people_write_them(kind: FieldKind, text: str, value: Any) -> None:
    known = own.Known({"nana k.": "u1"}, "Asia/Tashkent")
    assert own.parsed(field(kind), text, known) == value


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (FieldKind.NUMBER, "many", "not_a_number"),
        (FieldKind.DATE, "31.02.2026", "not_a_date"),
        (FieldKind.YES_NO, "perhaps", "not_yes_no"),
        (FieldKind.CHOICE, "барокко", "no_such_choice"),
        (FieldKind.PERSON, "Nobody", "not_found"),
    ],
)
def test_what_a_field_can_not_keep_is_told(kind: FieldKind, text: str, code: str) -> None:
    with pytest.raises(own.UnfitError, match=code):
        own.parsed(field(kind), text, own.Known())
