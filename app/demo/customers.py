"""The clients of the demo: people and companies of six cultures, most of them somebody's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import product

from anyascii import anyascii

from app.core.auth import Actor
from app.core.ids import uuid7
from app.demo import texts
from app.demo.cast import OPERATOR, Member
from app.demo.phones import COUNTRIES, Exchange
from app.demo.world import World
from app.domains.clients import rules
from app.domains.clients.events import ClientCreated
from app.domains.clients.models import Client
from app.domains.clients.rules import Point, Wish
from app.domains.clients.service import contacts

PEOPLE = {"ru": 430, "uz_latin": 370, "uz_cyrillic": 330, "ka": 230, "mn": 180, "es": 160}
COMPANIES = {"ru": 75, "uz_latin": 65, "uz_cyrillic": 45, "ka": 45, "mn": 35, "es": 35}
_COUNTRIES = {"ru": "UZ", "uz_latin": "UZ", "uz_cyrillic": "UZ", "ka": "GE", "mn": "MN", "es": "ES"}
LANGUAGES = {"ru": "ru", "uz_latin": "uz", "uz_cyrillic": "uz", "ka": "ka", "mn": "mn", "es": "es"}
SOURCES = ("website", "website", "recommendation", "showroom", "exhibition", "instagram", "call")
HOME_TAGS = ("home", "designer", "vip", "new flat")
_IMPORTED, _ABROAD, _IN_COMPANY, _UNOWNED, _TAGGED, _MAILED = 0.45, 0.15, 0.45, 0.02, 0.5, 0.72
_SECOND_PHONE, _OF_TWO_SURNAMES, _NOTED = 0.15, 0.5, 0.05
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Customer:
    """A client with what only the story knows about her."""

    client: Client
    culture: str
    country: str
    owner: Member | None
    place: str
    business: str | None
    """The line of business; None for somebody who furnishes her home."""
    wishes: list[Wish] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    company: "Customer | None" = None
    is_dealing: bool = False
    """Whether a deal with her is open."""

    def meet(self, at: datetime) -> None:
        """Remember when she was last spoken with."""
        last = self.client.last_contact_at
        self.client.last_contact_at = at if last is None else max(last, at)

    def hear(self, text: str, author: str, at: datetime) -> None:
        """Remember the newest word about her."""
        last = self.client.last_note
        if last is None or datetime.fromisoformat(last["at"]) < at:
            self.client.last_note = {"text": text, "at": at.isoformat(), "author": author}

    def exist_by(self, moment: datetime) -> None:
        """Have her known before a moment: whatever happens with her, she was written down first."""
        self.client.created_at = min(self.client.created_at, moment - timedelta(minutes=10))
        if self.company is not None:
            self.company.exist_by(self.client.created_at)

    @property
    def number(self) -> str:
        """Return her main number in E.164."""
        return self.client.phone or ""


class Register:
    """Makes the clients, and writes them down once the stories have told when they came."""

    def __init__(self, world: World) -> None:
        """Begin with an empty base."""
        self._world = world
        self._exchange = Exchange(world.chance)
        self._addresses: set[str] = set()
        self._names: set[str] = set()
        self.customers: list[Customer] = []

    def fill(self) -> None:
        """Make the companies first, then the people; those who are in already count."""
        known = [one.client.kind for one in self.customers]
        self._fill_companies(known.count(rules.COMPANY))
        companies = {culture: [c for c in self.customers if c.culture == culture] for culture in COMPANIES}
        for culture, count in PEOPLE.items():
            for _ in range(count - (known.count("person") if culture == "ru" else 0)):
                self._person(culture, companies[culture])

    def _fill_companies(self, known: int) -> None:
        for culture, count in COMPANIES.items():
            choice = texts.companies()[culture]
            names = list(product(choice.kinds, choice.names))
            self._world.chance.shuffle(names)
            for (kind, business), name in names[: count - (known if culture == "ru" else 0)]:
                self._company(culture, choice.pattern.format(kind=kind, name=name), business)

    def of(self, member: Member) -> list[Customer]:
        """Return the clients of a manager."""
        return [customer for customer in self.customers if customer.owner is member]

    def _company(self, culture: str, name: str, business: str) -> None:
        name = name if culture == "ka" else name[0].upper() + name[1:]  # the Georgian script has no capitals
        customer = self._add(culture, rules.COMPANY, name, self._owner(culture))
        customer.business = business
        customer.client.tags = [business]
        customer.wishes = [Wish(rules.PHONE, self._exchange.office(customer.country), "office", is_main=True)]
        address = self._address("info", f"{anyascii(name).lower()}")
        customer.wishes.append(Wish(rules.EMAIL, address))

    def _person(self, culture: str, companies: Sequence[Customer]) -> None:
        world = self._world
        company = world.pick(companies) if world.happens(_IN_COMPANY) else None
        given, family, name = self._new_name(culture)
        owner = company.owner if company else self._owner(culture)
        customer = self._add(culture, "person", name, owner)
        client = customer.client
        client.given_name, client.family_name = given, family
        if company is not None:
            client.company_id, customer.company = company.client.id, company
            customer.business, customer.place = company.business, company.place
            client.position = world.pick(texts.companies()[culture].positions)
        if world.happens(_TAGGED):
            client.tags = [customer.business or world.pick(HOME_TAGS)]
        customer.wishes = [Wish(rules.PHONE, self._exchange.mobile(customer.country), "mobile", is_main=True)]
        if world.happens(_SECOND_PHONE):
            customer.wishes.append(Wish(rules.PHONE, self._exchange.mobile(customer.country)))
        if world.happens(_MAILED):
            self.give_address(customer)
        if owner is not None and world.happens(_NOTED):
            client.note = world.pick(texts.speech(owner.person.locale).wishes)

    def give_address(self, customer: Customer) -> None:
        """Give a client an e-mail address unless she has one."""
        if all(wish.kind != rules.EMAIL for wish in customer.wishes):
            name = customer.client.name
            customer.wishes.append(Wish(rules.EMAIL, self._address(anyascii(name).lower(), None)))

    def add(self, customer: Customer) -> Customer:
        """Take in a client."""
        self._names.add(customer.client.name)
        self.customers.append(customer)
        return customer

    def _add(self, culture: str, kind: str, name: str, owner: Member | None) -> Customer:
        world = self._world
        country = "RU" if culture == "ru" and world.happens(_ABROAD) else _COUNTRIES[culture]
        client = new_client(world, kind, name, owner)
        client.language = LANGUAGES[culture]
        client.time_zone = COUNTRIES[country].time_zone
        client.source = world.pick(SOURCES)
        place = world.pick(texts.companies()[culture].places).format(n=world.chance.randint(2, 96))
        return self.add(Customer(client, culture, country, owner, place, None))

    def _owner(self, culture: str) -> Member | None:
        world = self._world
        if world.happens(_UNOWNED):
            return None
        managers = world.cast.managers
        weights = [manager.person.cultures.get(culture, 0) for manager in managers]
        return world.chance.choices(managers, weights)[0]

    def _new_name(self, culture: str) -> tuple[str, str, str]:
        """Return a given name, a family name, and both as they are written; nobody has a namesake."""
        while True:
            given, family = self._name(culture)
            words = (family, given) if texts.names()[culture].surname_first else (given, family)
            name = " ".join(words)
            if name not in self._names:
                self._names.add(name)
                return given, family, name

    def _name(self, culture: str) -> tuple[str, str]:
        names, world = texts.names()[culture], self._world
        is_woman = world.happens(0.5)
        family = world.pick(names.surnames)[is_woman]
        if culture == "es" and world.happens(_OF_TWO_SURNAMES):
            family = f"{family} {world.pick(names.surnames)[is_woman]}"
        return world.pick(names.female if is_woman else names.male), family

    def _address(self, local: str, host: str | None) -> str:
        name = _NOT_LETTERS.sub(".", local.replace("'", "").replace("`", "")).strip(".")
        domain = f"{_NOT_LETTERS.sub('-', host.replace(chr(39), '')).strip('-')}." if host else ""
        address, number = f"{name}@{domain}example.com", 1
        while address in self._addresses:
            number += 1
            address = f"{name}{number}@{domain}example.com"
        self._addresses.add(address)
        return address

    def derive(self) -> None:
        """Fill in what follows from names and contact points, by the rules of the clients themselves."""
        for customer in self.customers:
            customer.points = rules.arrange(customer.wishes, self._world.phone_region)
            company_name = customer.company.client.name if customer.company else None
            contacts.derive(customer.client, customer.points, company_name)

    def write(self) -> None:
        """Write all clients down, each at the moment when she came; companies before their people."""
        world = self._world
        for customer in sorted(self.customers, key=lambda one: one.client.kind):
            client = customer.client
            notebook = world.when(client.created_at)
            notebook.add(client)
            notebook.add_all(contacts.rows_of(client, customer.points))
            created = ClientCreated(
                client_id=client.id,
                kind=client.kind,
                name=client.name,
                owner_id=client.owner_id,
                source=client.source,
            )
            notebook.publish(self._creator(customer), created)

    def _creator(self, customer: Customer) -> Actor:
        if customer.owner is None or self._world.happens(0.5):
            return self._world.cast.of_role(OPERATOR)[0].actor
        return customer.owner.actor


def new_client(world: World, kind: str, name: str, owner: Member | None) -> Client:
    """Return a client; a good part of the base came with the first import."""
    calendar = world.calendar
    imported = world.happens(_IMPORTED)
    until = calendar.founded + timedelta(days=3) if imported else calendar.day.start
    return Client(
        workspace_id=world.workspace_id,
        id=uuid7(),
        kind=kind,
        name=name,
        owner_id=owner.user_id if owner else None,
        tags=[],
        created_at=calendar.moment(calendar.founded + timedelta(hours=4), until),
    )
