"""Kinds of bodies, told by the end of their names (data/agencies/kinds.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

AGENCIES = Path(__file__).parent.parent / "data" / "agencies"


@dataclass(frozen=True)
class Kind:
    """A kind of body. Bodies of two families are never one body under two names; `takes_place`
    says that a name without a place is its lister's; `level` is what the kind makes of the level;
    `only_level` keeps it to bodies of that level."""

    id: str
    family: str
    ends: tuple[str, ...] = ()
    takes_place: bool = False
    level: str = ""
    only_level: str = ""


OTHER = Kind("other", "other")


@dataclass(frozen=True)
class Words:
    """Words that mislead; the file says how."""

    not_relative: tuple[str, ...]
    of_the_country: tuple[str, ...]
    own_place: tuple[str, ...]
    telling: frozenset[str]


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order of the file."""
    return tuple(Kind(**{**entry, "ends": tuple(entry["ends"])}) for entry in _file()["kind"])


@cache
def words() -> Words:
    """The words of the file."""
    found = _file()["words"]
    return Words(
        not_relative=tuple(found["not_relative"]),
        of_the_country=tuple(found["of_the_country"]),
        own_place=tuple(found["own_place"]),
        telling=frozenset(found["telling"]),
    )


@cache
def full_forms() -> Mapping[str, str]:
    """{short end of a name: what it stands for}."""
    return {entry["short"]: entry["full"] for entry in _file()["full_form"]}


def kind_of(name: str, level: str) -> tuple[Kind, str]:
    """(kind of a body, the end of its name that tells it). Of several ends the longest counts; a
    kind that is kept to a level goes before the others."""
    found = [
        (bool(kind.only_level), len(end), kind, end)
        for kind in kinds()
        for end in kind.ends
        if name.endswith(end) and kind.only_level in ("", level)
    ]
    if not found:
        return OTHER, ""
    _, _, kind, end = max(found, key=lambda f: f[:2])
    return kind, end


def _file() -> dict[str, Any]:
    return tomllib.loads((AGENCIES / "kinds.toml").read_text(encoding="utf-8"))
