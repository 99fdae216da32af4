"""What boards and open cards hear of deals, and who hears it."""

import pytest

from tests.conftest import MakeWorkspace
from tests.support.selling import Sales, match, ok, start_selling, step
from tests.support.sockets import open_socket
from tests.support.workspaces import Workspace

pytestmark = pytest.mark.slow


@pytest.fixture
async def sales(workspace: Workspace) -> Sales:
    return await start_selling(workspace)


async def test_a_board_hears_of_new_changed_and_moved_deals(sales: Sales) -> None:
    server, admin = sales.workspace.server, sales.workspace.admin
    board = f"board:{sales.pipeline['id']}"
    async with open_socket(server, admin) as socket:
        await socket.until(op="welcome")
        assert (await socket.subscribe(board))["topics"] == [board]
        deal = await sales.deal(amount="5")
        created = await socket.until(type="deal.created")
        assert created["topic"] == board
        assert created["data"] == {
            **{key: deal[key] for key in created["data"] if key in deal},
            "from_stage_id": None,
        }
        assert created["data"]["next_task"]["title"] == "Call again"
        changed = ok(
            await sales.http.patch(f"/deals/{deal['id']}", json={"amount": "6"}, headers=match(deal))
        )
        while (news := await socket.until(type="deal.changed"))["data"]["version"] < 2:
            pass
        assert news["data"]["amount"] == "6.00"
        moved = await sales.move(changed, "Offer sent")
        frame = await socket.until(type="deal.moved")
        assert frame["data"]["stage_id"] == moved["stage_id"]
        assert frame["data"]["from_stage_id"] == deal["stage_id"]


async def test_a_board_sees_the_next_step_change(sales: Sales) -> None:
    deal = await sales.deal()
    async with open_socket(sales.workspace.server, sales.workspace.admin) as socket:
        await socket.until(op="welcome")
        await socket.subscribe(f"deal:{deal['id']}")
        wish = {"outcome": "agreed", "next_task": step("Send the offer")}
        ok(await sales.http.post(f"/tasks/{deal['next_task']['id']}/complete", json=wish))
        titles = set()
        while "Send the offer" not in titles:
            frame = await socket.until(type="deal.changed", topic=f"deal:{deal['id']}")
            titles.add(frame["data"]["next_task"]["title"])
        # What the opening itself said may still have been on its way.
        assert titles <= {"Call again", "Send the offer"}


async def test_only_who_may_see_a_deal_hears_of_it(workspace: Workspace, make: MakeWorkspace) -> None:
    owner, colleague = await workspace.person("manager"), await workspace.person("manager")
    foreign = await make()
    sales = await start_selling(workspace, owner)
    deal = await sales.deal()
    board, card = f"board:{sales.pipeline['id']}", f"deal:{deal['id']}"
    async with (
        open_socket(workspace.server, owner) as hers,
        open_socket(workspace.server, colleague) as other,
        open_socket(workspace.server, foreign.admin) as stranger,
    ):
        for socket in (hers, other, stranger):
            await socket.until(op="welcome")
        assert (await hers.subscribe(board, card))["refused"] == []
        refused = (await other.subscribe(board, card))["refused"]
        assert refused == [{"topic": card, "code": "not_found"}]
        assert len((await stranger.subscribe(board, card))["refused"]) == 2
        await sales.move(deal, "Lost")
        topics = {(await hers.until(type="deal.moved"))["topic"] for _ in range(2)}
        assert topics == {board, card}
        assert await other.silence() == []
        assert await stranger.silence() == []


async def test_a_deal_given_away_leaves_the_former_owners_board(workspace: Workspace) -> None:
    owner, taker = await workspace.person("manager"), await workspace.person("manager")
    sales = await start_selling(workspace, owner)
    deal = await sales.deal()
    board, card = f"board:{sales.pipeline['id']}", f"deal:{deal['id']}"
    async with (
        open_socket(workspace.server, owner) as hers,
        open_socket(workspace.server, taker) as his,
        open_socket(workspace.server, workspace.admin) as bosses,
    ):
        for socket in (hers, his, bosses):
            await socket.until(op="welcome")
            await socket.subscribe(board)
        await hers.subscribe(card)
        deal = ok(await workspace.http().get(f"/deals/{deal['id']}"))
        wanted = {"owner_id": str(taker.user_id)}
        deal = ok(await workspace.http().patch(f"/deals/{deal['id']}", json=wanted, headers=match(deal)))
        for topic in (board, card):
            left = await hers.until(type="deal.left", topic=topic)
            assert left["data"] == {"id": deal["id"], "pipeline_id": sales.pipeline["id"]}
        ok(
            await workspace.http().patch(
                f"/deals/{deal['id']}", json={"title": "Secret"}, headers=match(deal)
            )
        )
        assert await hers.silence() == []
        for socket in (his, bosses):
            # Whoever sees the deal now is told of it, and not that it is gone.
            while (await socket.until(topic=board))["data"].get("title") != "Secret":
                pass
            assert "deal.left" not in {message.get("type") for message in socket.heard}
