"""Routes of the catalogue and its price lists."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from app.core.auth import Actor, requires
from app.core.errors import NotFoundError, VersionConflictError, VersionRequiredError
from app.core.http import BasedOn, ReadSession, WriteSession, problems, set_etag
from app.core.http import router as domain_router
from app.core.paging import Paging, page_response, paging
from app.core.schemas import Count, Listing, Page
from app.domains.products import queries, service
from app.domains.products.errors import DefaultPriceListError, PriceListNameTakenError, SkuTakenError
from app.domains.products.permissions import ProductPermission
from app.domains.products.schemas import (
    PriceListChange,
    PriceListInput,
    PriceListOut,
    ProductChange,
    ProductInput,
    ProductOut,
)

products = domain_router("products", "/products")
price_lists = domain_router("products", "/price-lists")
router = APIRouter()
Reader = Annotated[Actor, requires(ProductPermission.READ)]
Manager = Annotated[Actor, requires(ProductPermission.MANAGE)]
Search = Annotated[
    str | None, Query(max_length=100, description="Words of the name or the code, in any script")
]


@products.get("", name="products_list", response_model=Page[ProductOut])
async def list_products(
    session: ReadSession,
    actor: Reader,
    page: Annotated[Paging, Depends(paging)],
    q: Search = None,
    is_active: bool | None = None,
) -> Any:
    """List the products by name, each with its prices."""
    rows, following = await queries.listed(session, actor, page, q, is_active)
    return page_response(rows, following)


@products.get("/count", name="products_count")
async def count_products(
    session: ReadSession, actor: Reader, q: Search = None, is_active: bool | None = None
) -> Count:
    """Count the products."""
    return Count(count=await queries.count(session, actor, q, is_active))


@products.post("", name="products_create", status_code=201, responses=problems(SkuTakenError))
async def create_product(
    session: WriteSession, actor: Manager, response: Response, body: ProductInput
) -> ProductOut:
    """Add a product to the catalogue."""
    product = await service.create(session, actor, body)
    return await _shown(session, actor, response, product.id)


@products.get("/{product_id}", name="products_get", responses=problems(NotFoundError))
async def get_product(
    session: ReadSession, actor: Reader, response: Response, product_id: UUID
) -> ProductOut:
    """Show one product."""
    return await _shown(session, actor, response, product_id)


@products.patch(
    "/{product_id}",
    name="products_change",
    responses=problems(NotFoundError, VersionConflictError, VersionRequiredError, SkuTakenError),
)
async def change_product(
    session: WriteSession,
    actor: Manager,
    response: Response,
    product_id: UUID,
    based_on: BasedOn,
    body: ProductChange,
) -> ProductOut:
    """Change a product or its prices. Deals keep what they were sold with."""
    await service.change(session, actor, product_id, based_on, body)
    return await _shown(session, actor, response, product_id)


async def _shown(session: Any, actor: Actor, response: Response, product_id: UUID) -> ProductOut:
    found = ProductOut.model_validate(await service.get(session, actor, product_id))
    set_etag(response, found.version)
    return found


@price_lists.get("", name="price_lists_list")
async def list_price_lists(session: ReadSession, actor: Reader) -> Listing[PriceListOut]:
    """List the price lists, the default one first."""
    rows = await queries.price_lists(session, actor)
    return Listing(items=[PriceListOut.model_validate(row) for row in rows])


@price_lists.post("", name="price_lists_create", status_code=201, responses=problems(PriceListNameTakenError))
async def create_price_list(
    session: WriteSession, actor: Manager, response: Response, body: PriceListInput
) -> PriceListOut:
    """Make a price list. Whether its prices hold the tax is for the whole list."""
    made = await service.create_price_list(session, actor, body)
    return await _list_shown(session, actor, response, made.id)


@price_lists.patch(
    "/{price_list_id}",
    name="price_lists_change",
    responses=problems(
        NotFoundError,
        VersionConflictError,
        VersionRequiredError,
        PriceListNameTakenError,
        DefaultPriceListError,
    ),
)
async def change_price_list(
    session: WriteSession,
    actor: Manager,
    response: Response,
    price_list_id: UUID,
    based_on: BasedOn,
    body: PriceListChange,
) -> PriceListOut:
    """Rename a price list, make it the default one, or take it out of use."""
    changed = await service.change_price_list(session, actor, price_list_id, based_on, body)
    return await _list_shown(session, actor, response, changed.id)


async def _list_shown(session: Any, actor: Actor, response: Response, price_list_id: UUID) -> PriceListOut:
    rows = await queries.price_lists(session, actor)
    found = PriceListOut.model_validate(next(row for row in rows if row["id"] == price_list_id))
    set_etag(response, found.version)
    return found


for part in (products, price_lists):
    router.routes.extend(part.routes)
