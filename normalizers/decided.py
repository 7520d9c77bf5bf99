"""What people have decided about agencies: aliases, pairs that are two bodies, and bodies that were
renamed everywhere (data/agencies)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from normalizers.kinds import AGENCIES


@dataclass(frozen=True)
class Renaming:
    """A body's old and new name without the place, the year of the change and who decided it."""

    old: str
    new: str
    since: int
    source: str


@cache
def aliases() -> Mapping[tuple[str, str], str]:
    """{(code of the place, name as printed): the name that it means}."""
    return {(a["adcode"], a["printed"]): a["name"] for a in _file("names")["alias"]}


@cache
def distinct() -> frozenset[frozenset[str]]:
    """Pairs of agency_ids that are two bodies."""
    return frozenset(frozenset(pair["agency_ids"]) for pair in _file("names")["distinct"])


@cache
def renamings() -> Mapping[str, tuple[Renaming, ...]]:
    """{old name without the place: what became of the body}."""
    found: dict[str, tuple[Renaming, ...]] = {}
    for entry in _file("renamed")["renamed"]:
        for old in entry["from"]:
            became = (Renaming(old, new, entry["since"], entry["source"]) for new in entry["to"])
            found[old] = (*found.get(old, ()), *became)
    return found


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((AGENCIES / f"{name}.toml").read_text(encoding="utf-8"))
