"""What the demo's furniture makers sell: a catalogue with its prices, and the lines of deals under way.

What a deal's amount is was told before; its lines are laid out so that they come to exactly that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.ids import uuid7
from app.core.money import as_kept
from app.demo.world import World
from app.domains.deals.models import Deal, DealLine
from app.domains.deals.rules.stages import Semantics
from app.domains.deals.rules.totals import Priced, of_line, summed
from app.domains.products import queries
from app.domains.products import service as products
from app.domains.products.schemas import ProductInput

_RATE = Decimal(12)
_GOODS: Sequence[tuple[str, str, str, int]] = (
    ("Armchair «Sayohat»", "ARM-010", "pcs", 1_450_000),
    ("Bed 160 × 200, solid oak", "BED-160", "pcs", 4_900_000),
    ("Bookshelf, five tiers", "SHF-005", "pcs", 1_150_000),
    ("Chair, upholstered", "CHR-001", "pcs", 480_000),
    ("Dining table, 6 seats", "TBL-006", "pcs", 3_200_000),
    ("Kitchen front, matt", "KIT-001", "m²", 1_750_000),
    ("Kitchen worktop, quartz", "KIT-020", "m", 2_300_000),
    ("Night stand", "NST-002", "pcs", 690_000),
    ("Office desk with cabinet", "DSK-014", "pcs", 2_150_000),
    ("Reception counter", "RCP-003", "pcs", 9_800_000),
    ("Sofa, three seats", "SOF-003", "pcs", 6_400_000),
    ("Wardrobe, sliding doors", "WRD-240", "m", 2_900_000),
)
_ASSEMBLY = "Delivery and assembly"
_MOST, _SHARE = 24, 0.45


@dataclass(frozen=True, slots=True)
class Good:
    """A product of the demo."""

    id: object
    name: str
    unit: str
    price: Decimal


async def fill(session: AsyncSession, founder: Actor) -> list[Good]:
    """Put the goods into the catalogue and its price list."""
    await products.start(session, founder, "en")
    main = next(row for row in await queries.price_lists(session, founder) if row["is_default"])
    goods = []
    for name, sku, unit, price in _GOODS:
        wish = ProductInput(
            name=name, sku=sku, unit=unit, tax_rate=_RATE, prices={main["id"]: Decimal(price)}
        )
        made = await products.create(session, founder, wish)
        goods.append(Good(made.id, name, unit, Decimal(price)))
    return goods


def lay_out(world: World, goods: Sequence[Good]) -> None:
    """Give some of the open deals whose amounts are known the lines that come to them."""
    for deal in world.notebook.of(Deal):
        if deal.status == Semantics.OPEN and deal.amount and world.happens(_SHARE):
            _sell(world, deal, goods)


def _sell(world: World, deal: Deal, goods: Sequence[Good]) -> None:
    assert deal.amount is not None  # noqa: S101 - whoever calls has asked
    affordable = [good for good in goods if good.price <= deal.amount]
    if not affordable:
        return
    good = world.pick(affordable)
    quantity = min(int(deal.amount // good.price), _MOST)
    rest = deal.amount - good.price * quantity
    sold = [(good, good.name, good.unit, Decimal(quantity), good.price)]
    lines = [*sold, (None, _ASSEMBLY, None, Decimal(1), rest)] if rest else sold
    worths = []
    world.when(deal.created_at)
    for position, (product, name, unit, amount, price) in enumerate(lines):
        worth = of_line(Priced(amount, price, _RATE), deal.currency, tax_included=True)
        worths.append(worth)
        world.notebook.add(
            DealLine(
                workspace_id=deal.workspace_id,
                id=uuid7(),
                deal_id=deal.id,
                position=position,
                product_id=product.id if product else None,
                name=name,
                unit=unit,
                quantity=amount,
                unit_price=as_kept(price, deal.currency),
                tax_rate=_RATE,
                net=worth.net,
                tax=worth.tax,
                gross=worth.gross,
            )
        )
    deal.line_count, deal.tax_amount, deal.tax_included = len(lines), summed(worths).tax, True
