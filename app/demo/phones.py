"""Telephone numbers as people of different countries write them; all valid, all invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Country:
    """How numbers of a country look: `{p}` is the prefix, `#` a digit."""

    mobile: str
    prefixes: tuple[str, ...]
    office: str
    time_zone: str | None


COUNTRIES: Mapping[str, Country] = {
    "UZ": Country(
        "+998 {p} ###-##-##",
        ("90", "91", "93", "94", "97", "98", "99", "90", "91", "93"),
        "+998 71 23#-##-##",
        None,
    ),
    "RU": Country(
        "+7 {p} ###-##-##",
        ("903", "905", "912", "916", "921", "926", "963"),
        "+7 495 6##-##-##",
        "Europe/Moscow",
    ),
    "GE": Country(
        "+995 {p} ##-##-##",
        ("555", "557", "558", "577", "591", "593", "595", "598", "599"),
        "+995 32 2##-##-##",
        "Asia/Tbilisi",
    ),
    "MN": Country(
        "+976 {p}## ####", ("88", "89", "94", "95", "96", "99"), "+976 11 3# ####", "Asia/Ulaanbaatar"
    ),
    "ES": Country(
        "+34 {p}# ## ## ##", ("60", "61", "62", "63", "64", "65", "66"), "+34 91# ## ## ##", "Europe/Madrid"
    ),
}


class Exchange:
    """Gives out numbers, each once."""

    def __init__(self, chance: Random) -> None:
        """Begin with none given."""
        self._chance = chance
        self._given: set[str] = set()

    def mobile(self, country: str) -> str:
        """Return a mobile number; at home it is often written without the country's code."""
        plan = COUNTRIES[country]
        number = self._new(plan.mobile.format(p=self._chance.choice(plan.prefixes)))
        return number.removeprefix("+998 ") if self._chance.random() < 0.3 else number  # noqa: PLR2004 - a share

    def office(self, country: str) -> str:
        """Return a landline number."""
        return self._new(COUNTRIES[country].office)

    def _new(self, pattern: str) -> str:
        while True:
            number = "".join(str(self._chance.randint(0, 9)) if sign == "#" else sign for sign in pattern)
            if number not in self._given:
                self._given.add(number)
                return number
