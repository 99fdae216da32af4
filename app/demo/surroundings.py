"""What stands around the deals of the demo: where they came from, who has a say in them, and who else wants them."""

from collections.abc import Sequence
from random import Random
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.demo.customers import Customer
from app.demo.world import World
from app.domains.deals.circle_schemas import CompetitorInput
from app.domains.deals.models import Deal, DealCompetitor, DealParticipant
from app.domains.deals.rules.circle import CompetitorStatus, ParticipantRole
from app.domains.deals.rules.stages import Semantics
from app.domains.deals.service import circle

_RIVALS = ("Shahar Mebel", "Comfort House", "Ideal Interior", "Oq Terak")
_SOURCES = ("Instagram", "Recommendation", "Website", "Exhibition", "Walked in", "Cold call")
_SOURCE_WEIGHTS = (30, 24, 18, 10, 10, 8)
_CAMPAIGNS = {
    "Instagram": ("Autumn kitchens", "Hotels without dust"),
    "Website": ("Autumn kitchens", "Office in a week"),
    "Exhibition": ("UzBuild",),
}
_SOURCED, _IN_CAMPAIGN, _CONTESTED, _ACCOMPANIED = 0.85, 0.6, 0.3, 0.6
_ROLES = (ParticipantRole.INFLUENCER, ParticipantRole.BUYER, ParticipantRole.USER)
_WORDS = ("10% cheaper, but no assembly", "Promises two weeks", "Showed them a sample", None)


async def name_rivals(session: AsyncSession, founder: Actor) -> list[UUID]:
    """Put the competitors on the workspace's list."""
    return [
        (await circle.add_competitor(session, founder, CompetitorInput(name=name))).id for name in _RIVALS
    ]


def surround(world: World, customers: Sequence[Customer], rivals: Sequence[UUID], chance: Random) -> None:
    """Say of the deals where they came from, and put people and competitors around those that are under way."""
    by_client = {one.client.id: one for one in customers}
    colleagues: dict[UUID, list[Customer]] = {}
    for one in customers:
        if one.company is not None:
            colleagues.setdefault(one.company.client.id, []).append(one)
    for deal in world.notebook.of(Deal):
        if chance.random() < _SOURCED:
            (deal.source,) = chance.choices(_SOURCES, _SOURCE_WEIGHTS)
            campaigns = _CAMPAIGNS.get(deal.source, ())
            deal.campaign = chance.choice(campaigns) if campaigns and chance.random() < _IN_CAMPAIGN else None
        is_open = deal.status == Semantics.OPEN
        if is_open and chance.random() < _ACCOMPANIED:
            _accompany(world, deal, by_client[deal.client_id], colleagues, chance)
        if deal.status != Semantics.WON and chance.random() < _CONTESTED:
            _contest(world, deal, chance.sample(rivals, chance.choice((1, 1, 2))), chance)


def _accompany(
    world: World,
    deal: Deal,
    customer: Customer,
    colleagues: dict[UUID, list[Customer]],
    chance: Random,
) -> None:
    company = customer.company or customer
    present = [one for one in colleagues.get(company.client.id, []) if one is not customer]
    people = [*([] if company is customer else [customer]), *present[:2]]
    for place, one in enumerate(people):
        one.exist_by(deal.created_at)
        role = ParticipantRole.DECISION_MAKER if place == 0 else chance.choice(_ROLES)
        world.when(deal.created_at).add(
            DealParticipant(
                workspace_id=deal.workspace_id,
                deal_id=deal.id,
                client_id=one.client.id,
                role=role,
                created_at=deal.created_at,
            )
        )


def _contest(world: World, deal: Deal, rivals: Sequence[UUID], chance: Random) -> None:
    is_lost = deal.status == Semantics.LOST
    for place, rival in enumerate(rivals):
        status = CompetitorStatus.WON if is_lost and place == 0 else CompetitorStatus.RUNNING
        world.when(deal.created_at).add(
            DealCompetitor(
                workspace_id=deal.workspace_id,
                deal_id=deal.id,
                competitor_id=rival,
                status=status,
                note=chance.choice(_WORDS),
                created_at=deal.created_at,
            )
        )
