"""Use cases of deals: what the routes and the higher domains call."""

from app.domains.deals.line_queries import open_cards
from app.domains.deals.service.boards import board, shaped_board
from app.domains.deals.service.changing import change
from app.domains.deals.service.moving import move
from app.domains.deals.service.news import may_hear_board, may_hear_deal, project, project_task
from app.domains.deals.service.opening import create
from app.domains.deals.service.reading import (
    find,
    get,
    open_deals_of_client,
    resolve,
    summaries,
    written,
)

__all__ = [
    "board",
    "change",
    "create",
    "find",
    "get",
    "may_hear_board",
    "may_hear_deal",
    "move",
    "open_cards",
    "open_deals_of_client",
    "project",
    "project_task",
    "resolve",
    "shaped_board",
    "summaries",
    "written",
]
