"""The handful of deals that are told by hand: those that one meets first."""

from collections.abc import Iterator

from app.demo import orders, texts
from app.demo.customers import Customer, Register, new_client
from app.demo.deals import Plot
from app.demo.pipelines import PROJECTS_WAY
from app.demo.texts import FamousDeal
from app.demo.work import Work
from app.demo.world import World
from app.domains.clients import rules
from app.domains.clients.rules import Wish
from app.domains.deals.rules.stages import Semantics

CULTURE = "famous"


def invite(world: World, register: Register) -> list[tuple[FamousDeal, Customer]]:
    """Make the clients of these deals, and their companies; the register's other clients come after them."""
    return [(told, _customer(world, register, told)) for told in texts.famous()]


def _customer(world: World, register: Register, told: FamousDeal) -> Customer:
    owner = world.cast.members[told.owner]
    company = None
    if told.company is not None:
        company = Customer(
            new_client(world, rules.COMPANY, told.company, owner),
            CULTURE,
            "",
            owner,
            told.place,
            told.business,
        )
        company.client.tags = list(told.tags[:1])
        register.add(company)
    client = new_client(world, "person", told.name, owner)
    client.given_name, client.family_name = told.given_name, told.family_name
    client.position, client.language, client.tags = told.position, told.language, list(told.tags)
    client.company_id = company.client.id if company else None
    client.source = "recommendation"
    wishes = [Wish(rules.PHONE, told.phone, "mobile", is_main=True), Wish(rules.EMAIL, told.email)]
    customer = Customer(client, CULTURE, "", owner, told.place, told.business, wishes, company=company)
    customer.is_dealing = True
    return register.add(customer)


def plots(world: World, invited: list[tuple[FamousDeal, Customer]]) -> Iterator[Plot]:
    """Return the deals of the invited clients."""
    calendar = world.calendar
    for told, customer in invited:
        yield Plot(
            member=world.cast.members[told.owner],
            customer=customer,
            pipeline=world.projects,
            way=PROJECTS_WAY,
            title=told.title,
            amount=orders.amount(told.millions),
            stage=told.stage,
            done=told.done,
            end=Semantics.OPEN,
            until=calendar.at(-told.days_in_stage, 15, 20),
            due_at=calendar.at(told.task_day, told.task_hour),
            next_step=told.step,
            next_title=told.task,
            description=told.description,
        )


def write_notes(world: World, work: Work, invited: list[tuple[FamousDeal, Customer]]) -> None:
    """Write what is known about these clients on their cards."""
    for told, customer in invited:
        for back, text in enumerate(reversed(told.notes), start=1):
            at = world.calendar.at(-max(told.days_in_stage - 2, 1) - 2 * (back - 1), 17, 5 * back)
            work.note(world.cast.members[told.owner], customer, at, text)
