"""What is ordered, and for how much: titles that fit the client, amounts that fit the title."""

from collections.abc import Sequence
from decimal import Decimal

from app.demo import texts
from app.demo.cast import Member
from app.demo.customers import Customer
from app.demo.texts import Product
from app.demo.world import World

_MILLION = 1_000_000
_STEP = 100_000
_SIZES = {
    "hotel": (8, 10, 12, 15, 16, 18, 20, 25, 26, 30, 36, 40),
    "clinic": (2, 3, 4),
    "restaurant": (20, 25, 30, 36, 40, 48, 50, 60, 80),
    "school": (5, 6, 8, 10, 12, 16),
    "office": (6, 8, 10, 12, 16, 20, 25, 30, 40),
    "shop": (8, 10, 12, 15, 18, 20, 25, 30),
}
"""How many rooms, places or metres; numbers after which words don't change in Russian either."""
_MEDIAN_MILLIONS, _SPREAD, _LEAST, _MOST = 9.0, 0.7, 2.2, 78.0
_SMALL = 0.45
"""An order from the showroom beside a project."""


def usual_millions(world: World, *, is_small: bool = False) -> float:
    """Return what a deal is worth, as a rule."""
    median = _MEDIAN_MILLIONS * (_SMALL if is_small else 1)
    millions = median * world.chance.lognormvariate(0, _SPREAD)
    return min(max(millions, _LEAST), _MOST)


def shares(world: World, total: float, count: int) -> list[float]:
    """Return amounts that add up to a total, none of them the same."""
    weights = [world.chance.uniform(0.5, 1.7) for _ in range(count)]
    return [max(total * weight / sum(weights), _LEAST) for weight in weights]


def amount(millions: float) -> Decimal:
    """Return the money that is asked: round, as prices are."""
    return Decimal(round(millions * _MILLION / _STEP) * _STEP).quantize(Decimal("0.01"))


def title(world: World, member: Member, customer: Customer, millions: float) -> str:
    """Return what the client orders for about so much, in the manager's words."""
    language = shared_language(member, customer)
    speech = texts.speech(language)
    line = customer.business
    products: Sequence[Product] = speech.business[line] if line else speech.home
    if customer.client.language != language:
        # Nobody writes half a title in another script.
        products = [product for product in products if "{place}" not in product[0]]
    fitting = [product for product in products if product[1] <= millions <= product[2]]
    words = (world.pick(fitting) if fitting else min(products, key=lambda one: _distance(one, millions)))[0]
    return words.format(place=customer.place, n=world.pick(_SIZES[line]) if line else 0)


def shared_language(member: Member, customer: Customer) -> str:
    """Return in which language a manager writes down a deal: her own if the client speaks it too, else English."""
    spoken, own = customer.client.language, member.person.locale
    return own if spoken == own or (own, spoken) == ("ru", "uz") else "en"


def _distance(product: Product, millions: float) -> float:
    return max(product[1] - millions, millions - product[2])
