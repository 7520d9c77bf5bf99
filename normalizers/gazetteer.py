"""Administrative divisions: which place a name begins with, and what its code is (GB/T 2260)."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DIVISIONS = Path(__file__).parent.parent / "data" / "gazetteer" / "divisions.csv"
LONGEST = 15


@dataclass(frozen=True)
class Division:
    """A province (code ending in 0000), prefecture (00) or county."""

    code: str
    name: str

    def holds(self, other: "Division") -> bool:
        """Whether `other` lies inside this division."""
        return self != other and other.code.startswith(self.code.rstrip("0") or self.code)


@cache
def divisions() -> dict[str, tuple[Division, ...]]:
    """{name: the divisions of that name}."""
    found: dict[str, tuple[Division, ...]] = {}
    with DIVISIONS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            division = Division(row["code"], row["name"])
            found[division.name] = (*found.get(division.name, ()), division)
    return found


@cache
def by_code() -> dict[str, Division]:
    """{code: division}."""
    return {d.code: d for same in divisions().values() for d in same}


def province(code: str) -> str | None:
    """The province of a code, None for ministries and unknown codes."""
    division = by_code().get(f"{code[:2]}0000")
    return division.name if division else None


def place_of(name: str, near: str) -> tuple[Division | None, str]:
    """(deepest division that a name begins with, the name from that division on).

    Of several divisions of one name (朝阳区) the one inside those named before it counts, else the
    one that shares most digits with the code `near`; where that decides nothing, None.
    """
    found: Division | None = None
    rest = name
    while (step := _first(rest, found, near)) is not None:
        division, length = step
        found = division
        if length >= len(rest):
            break
        following = rest[length:]
        if _first(following, found, near) is None:
            break
        rest = following
    return found, rest


def _first(text: str, inside: Division | None, near: str) -> tuple[Division, int] | None:
    for length in range(min(LONGEST, len(text)), 1, -1):
        candidates = divisions().get(text[:length], ())
        if inside is not None:
            candidates = tuple(c for c in candidates if inside.holds(c))
        if candidates:
            chosen = _nearest(candidates, near)
            return (chosen, length) if chosen else None
    return None


def _nearest(candidates: tuple[Division, ...], near: str) -> Division | None:
    if len(candidates) == 1:
        return candidates[0]
    shared = [_shared(c.code, near) for c in candidates]
    best = max(shared)
    return candidates[shared.index(best)] if best >= 2 and shared.count(best) == 1 else None


def _shared(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count
