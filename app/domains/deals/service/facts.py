"""What a deal, its client and her company have: what the contracts of stages are asked about."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.auth import Actor
from app.core.clock import now
from app.core.filters import Frame
from app.domains.clients import service as clients
from app.domains.clients.service import Known
from app.domains.deals import circle_queries, queries
from app.domains.deals.rules import contract, demands
from app.domains.deals.rules.contract import Facts
from app.domains.deals.rules.demands import OwnField
from app.domains.deals.rules.stages import StageView
from app.platform.customfields import queries as field_rows
from app.platform.customfields.models import FieldDefinition
from app.platform.customfields.rules import FieldKind

_CLIENT = ("kind", "phone", "email", "position", "source", "language", "qualification", "owner_id")
_COMPANY = ("phone", "email", "tax_id")


async def gathered(
    session: AsyncSession,
    actor: Actor,
    deal: Any,
    stages: Sequence[StageView],
    *,
    people: tuple[Known, Known | None] | None = None,
) -> Facts:
    """Return what the contracts of some stages want to know.

    Args:
        session: the caller's transaction; the client is locked when they ask about her.
        actor: who acts, for conditions that speak of `me`.
        deal: the deal, or a row of its columns.
        stages: whose contracts are going to be asked.
        people: the client and her company, where the caller knows them.
    """
    keys = contract.read_keys(stages)
    fields: dict[str, Any] = dict(of_deal(deal))
    if keys & demands.AROUND:
        deciders, rivals = await circle_queries.around(session, actor.workspace_id, deal.id)
        fields[demands.FieldKey.DECISION_MAKER] = str(min(deciders)) if deciders else None
        fields[demands.FieldKey.COMPETITOR] = str(min(rivals)) if rivals else None
    client: Known | None = None
    if any(demands.subject_of(key) != demands.DEAL for key in keys):
        client, company = people or await clients.known(session, deal.client_id, hold=True)
        fields |= of_people(client, company)
    own = await own_fields(session, actor, keys, deal.pipeline_id, client)
    frame = None
    if any(stage.conditions for stage in stages):
        frame = Frame(actor, now(), await queries.time_zone(session, actor.workspace_id))
    return Facts(fields, {UUID(key): answer for key, answer in deal.answers.items()}, own, frame)


def of_deal(deal: Any) -> dict[str, Any]:
    """Return a deal's own facts by key."""
    plain = {
        f"deal.{name}": getattr(deal, name)
        for name in ("amount", "currency", "expected_on", "description", "owner_id", "source", "campaign")
    }
    plain["deal.products"] = deal.line_count or None
    return plain | {f"deal.custom.{key}": value for key, value in deal.custom.items()}


def of_people(client: Known, company: Known | None) -> dict[str, Any]:
    """Return the facts of a client and of the company she belongs to."""
    fields = {f"client.{name}": getattr(client, name) for name in _CLIENT}
    fields["client.tags"] = list(client.tags)
    fields["client.company"] = "known" if company is not None else None
    fields |= {f"client.custom.{key}": value for key, value in client.custom.items()}
    if company is not None:
        fields |= {f"company.{name}": getattr(company, name) for name in _COMPANY}
        fields |= {f"company.custom.{key}": value for key, value in company.custom.items()}
    return fields


async def own_fields(
    session: AsyncSession, actor: Actor, keys: Collection[str], pipeline_id: UUID, client: Known | None
) -> dict[str, OwnField]:
    """Return the workspace's own fields among the keys, as this deal meets them."""
    wanted = {key: own for key in keys if (own := demands.own_id(key)) is not None}
    if not wanted:
        return {}
    rows = await field_rows.definitions(session, actor.workspace_id)
    known = {(row.subject_type, str(row.id)): row for row in rows}
    subjects = {
        demands.DEAL: ("deal", str(pipeline_id)),
        demands.CLIENT: ("client", client.kind if client else "person"),
        demands.COMPANY_OF: ("client", demands.COMPANY_OF),
    }
    found: dict[str, OwnField] = {}
    for key, own in wanted.items():
        subject_type, subject = subjects[demands.subject_of(key)]
        row = known.get((subject_type, own))
        if row is not None:
            found[key] = described(row, subject)
    return found


def described(row: FieldDefinition, subject: str | None) -> OwnField:
    """Return a definition as a record of this kind meets it; of any kind when None."""
    return OwnField(
        label=row.name,
        kind=FieldKind(row.kind),
        choices=tuple((one["id"], one["name"]) for one in row.choices if not one["is_archived"]),
        currency=row.currency,
        applies=not row.is_archived and (subject is None or not row.applies_to or subject in row.applies_to),
    )


def brought(facts: Facts, values: Mapping[str, Any], answers: Mapping[UUID, Any]) -> Facts:
    """Return the facts with what a command brings laid over them."""
    return Facts({**facts.fields, **values}, {**facts.answers, **answers}, facts.own, facts.frame)
