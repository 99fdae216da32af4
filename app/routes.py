"""What the API serves: the routers of every domain, lowest first. Machine work never loads them."""

from collections.abc import Sequence

from fastapi import APIRouter

from app.domains.clients import api as clients_api
from app.domains.clients import files_api, merging_api, review_api, standing_api
from app.domains.clients.privacy import api as privacy_api
from app.domains.clients.quality import api as quality_api
from app.domains.clients.segments import api as segments_api
from app.domains.deals import api as deals_api
from app.domains.identity import api as identity_api
from app.domains.products import api as products_api
from app.domains.reports import api as reports_api
from app.domains.tasks import api as tasks_api
from app.domains.telephony import api as telephony_api
from app.domains.transfer import api as transfer_api
from app.domains.transfer import exports_api
from app.platform.background import api as background_api
from app.platform.bulk import api as bulk_api
from app.platform.customfields import api as fields_api
from app.platform.history import api as history_api
from app.platform.notifications import api as notifications_api
from app.platform.realtime import api as realtime_api
from app.platform.search import api as search_api
from app.platform.views import api as views_api
from app.platform.views import fields_api as registry_api

ROUTERS: Sequence[APIRouter] = (
    identity_api.router,
    review_api.router,
    clients_api.router,
    merging_api.router,
    standing_api.router,
    files_api.router,
    quality_api.router,
    privacy_api.router,
    segments_api.router,
    tasks_api.router,
    products_api.router,
    deals_api.router,
    telephony_api.router,
    reports_api.router,
    transfer_api.router,
    exports_api.router,
    fields_api.router,
    history_api.router,
    background_api.router,
    notifications_api.router,
    search_api.router,
    registry_api.router,
    views_api.router,
    bulk_api.router,
    realtime_api.router,
)
