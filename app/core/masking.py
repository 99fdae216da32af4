"""Hiding what a role may not read: one place for every way out, from lists and cards to frames and the event log."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.core.auth import Access, Actor

DOTS = "•••"
_SHOWN_DIGITS = 2
CUSTOM = "custom."


def mask_phone(value: str) -> str:
    """Return a number of which only the last two digits are told, enough to recognise the one just dialled."""
    digits = [character for character in value if character.isdigit()]
    tail = "".join(digits[-_SHOWN_DIGITS:]) if len(digits) > 2 * _SHOWN_DIGITS else ""
    return f"{DOTS} {tail}".strip()


def mask_text(_: Any) -> str:
    """Return dots in the place of a text."""
    return DOTS


def mask_contact(value: str) -> str:
    """Return a number or an address as `mask_phone` does; of an address not even a letter is told."""
    return DOTS if "@" in value else mask_phone(value)


def _each(mask: Callable[[str], str]) -> Callable[[Any], Any]:
    def masked(value: Any) -> Any:
        return [mask(one) for one in value] if isinstance(value, list) else mask(value)

    return masked


@dataclass(frozen=True, slots=True)
class Hidden:
    """How a field is hidden: its group, what it shows when masked, and what when not even that is told.

    Without `mask` the value stays as it is for whoever is shown that something stands there.
    """

    group: str
    mask: Callable[[Any], Any] | None = None
    nothing: Any = None
    is_part: bool = False
    """Whether the mask hides only what is to be hidden: the rest stays even for whoever may not know of it."""


def phone(group: str) -> Hidden:
    """Return the rule of a number."""
    return Hidden(group, mask_phone)


def contact(group: str) -> Hidden:
    """Return the rule of a number or an address, or of a list of such."""
    return Hidden(group, _each(mask_contact))


def bare_number(group: str) -> Hidden:
    """Return the rule of a text that is a number where nothing better was known, as the title of a call back."""
    return Hidden(group, lambda value: mask_phone(value) if _BARE.match(value) else value, is_part=True)


_BARE = re.compile(r"^\+?\d{6,20}$")


def text(group: str) -> Hidden:
    """Return the rule of any other text."""
    return Hidden(group, _each(mask_text))


Rules = Mapping[str, Hidden]


@dataclass(frozen=True, slots=True)
class Mask:
    """What one actor may see; made once per answer."""

    actor: Actor
    groups: Mapping[str, str] = field(default_factory=dict)
    """The group of each of the workspace's own fields, by id."""

    @property
    def is_needed(self) -> bool:
        """Tell whether there is anything that this actor may not read."""
        return hides_something(self.actor)

    def value(self, rule: Hidden, value: Any) -> Any:
        """Return a value as the actor may see it."""
        if value is None:
            return None
        match self.actor.field_access(rule.group):
            case Access.NONE | Access.MASKED if rule.is_part and rule.mask is not None:
                return rule.mask(value)
            case Access.NONE:
                return rule.nothing
            case Access.MASKED if rule.mask is not None:
                return rule.mask(value)
            case _:
                return value

    def record(self, rules: Rules, record: dict[str, Any]) -> dict[str, Any]:
        """Hide what the actor may not see of a record, in place; unknown keys stay."""
        for name in rules.keys() & record.keys():
            record[name] = self.value(rules[name], record[name])
        if isinstance(record.get("custom"), Mapping):
            record["custom"] = self.custom(record["custom"])
        return record

    def custom(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of the workspace's own fields: a masked one as `{"masked": "•••"}`."""
        shown = {}
        for key, value in values.items():
            access = self.actor.field_access(self.groups.get(key, ""))
            if access is Access.MASKED:
                shown[key] = {"masked": DOTS}
            elif access is not Access.NONE:
                shown[key] = value
        return shown

    def changes(self, rules: Rules, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Return what an event says was changed: old and new value by the field's name."""
        return {name: self.change(rules, name, pair) for name, pair in changes.items()}

    def change(self, rules: Rules, name: str, pair: Any) -> Any:
        """Return the old and the new value of a field as the actor may see them."""
        if name.startswith(CUSTOM):
            rule = text(self.groups.get(name.removeprefix(CUSTOM), ""))
        elif name in rules:
            rule = rules[name]
        else:
            return pair
        return [self.value(rule, value) for value in pair]

    def event(self, rules: Rules, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return an event's payload as the actor may see it."""
        shown = self.record(rules, {name: value for name, value in data.items() if name != "custom"})
        if isinstance(data.get("changes"), Mapping):
            shown["changes"] = self.changes(rules, data["changes"])
        return shown


def hides_something(actor: Actor) -> bool:
    """Tell whether there is a group of fields that the actor may not read."""
    if actor.fields:
        return any(access in {Access.NONE, Access.MASKED} for access in actor.fields.values())
    return not actor.reads("")
