"""Who works here: the people of the demo, their teams, and how well each of them sells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from app.core.auth import Actor, ActorKind
from app.core.ids import uuid7
from app.demo.notebook import Notebook
from app.domains.identity.events import TeamChanged, UserJoined
from app.domains.identity.models import LoginAddress, Team, User

PASSPHRASE = "oak table with six chairs"  # noqa: S105 - meant to be known
"""Everybody's in the demo, and no secret: it is printed and documented."""
SHARE_GONE = 0.67
"""The part of a month by which the paces are told."""
SALES, NORTH, SOUTH = "Sales", "North", "South"
ADMINISTRATOR, SUPERVISOR, MANAGER, OPERATOR = "administrator", "supervisor", "manager", "operator"


@dataclass(frozen=True, slots=True)
class Pace:
    """What a manager reaches in a month and in a day, and how her days look; for those who sell."""

    won: int
    """Deals won by two thirds of a month."""
    millions: float
    """What these are worth."""
    won_before: int
    """Deals won in a whole month."""
    meetings: int
    """Meetings held by then."""
    calls: int
    """Calls made on a whole day."""
    tasks: int
    """Tasks for today, done or not."""
    overdue: int
    tomorrow: int
    open_deals: int
    """Deals open beside those told by hand."""


@dataclass(frozen=True, slots=True)
class Person:
    """One of the people who log in."""

    key: str
    """What she is called in the data, and in her address."""
    name: str
    role: str
    locale: str
    extension: str
    team: str | None = None
    pace: Pace | None = None
    cultures: Mapping[str, int] = field(default_factory=dict)
    """How many of the clients of each culture are hers, as shares."""

    @property
    def email(self) -> str:
        """Return the address she logs in with."""
        return f"{self.key}@example.com"


PEOPLE = (
    Person("aziz", "Aziz Rakhimov", ADMINISTRATOR, "en", "100"),
    Person("dina", "Dina Akhmedova", SUPERVISOR, "en", "110", SALES),
    Person(
        "nana",
        "Nana Kapanadze",
        MANAGER,
        "ru",
        "101",
        NORTH,
        Pace(5, 86.4, 7, 16, 38, 50, 3, 21, 9),
        {"ru": 3, "uz_latin": 2, "uz_cyrillic": 3, "ka": 2, "mn": 1, "es": 1},
    ),
    Person(
        "levan",
        "Levan Gelashvili",
        MANAGER,
        "ka",
        "102",
        NORTH,
        Pace(8, 121, 9, 21, 47, 32, 1, 12, 13),
        {"ru": 3, "uz_latin": 1, "ka": 8},
    ),
    Person(
        "oyuna",
        "Oyuna Batsaikhan",
        MANAGER,
        "mn",
        "103",
        NORTH,
        Pace(4, 61.5, 6, 13, 34, 30, 4, 13, 11),
        {"ru": 3, "uz_cyrillic": 1, "mn": 10},
    ),
    Person(
        "sardor",
        "Sardor Poʻlatov",
        MANAGER,
        "uz",
        "104",
        SOUTH,
        Pace(2, 19, 4, 7, 13, 14, 14, 8, 13),
        {"uz_latin": 5, "uz_cyrillic": 5},
    ),
    Person(
        "lucia",
        "Lucía Moreno",
        MANAGER,
        "es",
        "105",
        SOUTH,
        Pace(6, 97.8, 8, 18, 41, 25, 2, 10, 11),
        {"ru": 3, "uz_latin": 2, "es": 10},
    ),
    Person("madina", "Madina Yusupova", OPERATOR, "ru", "106", SALES),
)


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the cast, with her record."""

    person: Person
    user_id: UUID
    team_id: UUID | None
    actor: Actor

    @property
    def pace(self) -> Pace:
        """Return how she sells; raises `ValueError` for somebody who does not."""
        if self.person.pace is None:
            raise ValueError(self.person.key)
        return self.person.pace


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, and the teams."""

    members: Mapping[str, Member]
    teams: Mapping[str, UUID]

    def of_role(self, role: str) -> list[Member]:
        """Return the people of a role, in the order of the cast."""
        return [member for member in self.members.values() if member.person.role == role]

    @property
    def managers(self) -> list[Member]:
        """Return those who sell."""
        return self.of_role(MANAGER)

    @property
    def administrator(self) -> Member:
        """Return who has set everything up."""
        return self.of_role(ADMINISTRATOR)[0]

    @property
    def supervisor(self) -> Member:
        """Return who leads the managers."""
        return self.of_role(SUPERVISOR)[0]


def join(notebook: Notebook, creator: Actor, roles: Mapping[str, UUID], password_hash: str) -> Cast:
    """Have the teams made and everybody join them; raises `ValueError` if the creator is no person."""
    if creator.user_id is None:
        raise ValueError(creator.name)
    teams: dict[str, UUID] = {}
    for name, parent in ((SALES, None), (NORTH, SALES), (SOUTH, SALES)):
        teams[name] = _team(notebook, creator, name, teams[parent] if parent else None)
    members = {PEOPLE[0].key: Member(PEOPLE[0], creator.user_id, None, creator)}
    for person in PEOPLE[1:]:
        team_id = teams[person.team] if person.team else None
        members[person.key] = _member(notebook, person, team_id, roles[person.role], password_hash)
    return Cast(members, teams)


def _team(notebook: Notebook, creator: Actor, name: str, parent_id: UUID | None) -> UUID:
    team = Team(workspace_id=creator.workspace_id, id=uuid7(), name=name, parent_id=parent_id)
    notebook.add(team)
    notebook.publish(creator, TeamChanged(record_id=team.id, name=name, changes={"name": (None, name)}))
    return team.id


def _member(
    notebook: Notebook, person: Person, team_id: UUID | None, role_id: UUID, password_hash: str
) -> Member:
    workspace_id: UUID = notebook.info["workspace_id"]
    user = User(
        workspace_id=workspace_id,
        id=uuid7(),
        name=person.name,
        email=person.email,
        password_hash=password_hash,
        role_id=role_id,
        team_id=team_id,
        locale=person.locale,
        extension=person.extension,
    )
    notebook.add(user)
    notebook.add(LoginAddress(email=person.email, workspace_id=workspace_id, user_id=user.id))
    actor = Actor(ActorKind.USER, workspace_id, user.id, person.name)
    notebook.publish(actor, UserJoined(user_id=user.id))
    return Member(person, user.id, team_id, actor)
