"""Administrative divisions and those that ended: which place a name begins with, and what its code
is (GB/T 2260)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

GAZETTEER = Path(__file__).parent.parent / "data" / "gazetteer"
LONGEST = 15
PREFECTURE_DIGITS = 4


@dataclass(frozen=True)
class Division:
    """A province (code ending in 0000), prefecture (00) or county. One that ended has the last year
    at whose end it stood, and the code that took its place where that is certain."""

    code: str
    name: str
    last_year: int | None = None
    became: str = ""

    def holds(self, other: "Division") -> bool:
        """Whether `other` lies inside this division."""
        return self != other and other.code.startswith(self.code.rstrip("0") or self.code)


Named = dict[str, tuple[Division, ...]]


@cache
def divisions() -> Named:
    """{name: the divisions of that name}."""
    return _by_name(Division(row["code"], row["name"]) for row in _rows("divisions.csv"))


@cache
def former() -> Named:
    """{name: the divisions of that name that ended since 2007}."""
    return _by_name(
        Division(row["code"], row["name"], int(row["last_year"]), row["became"])
        for row in _rows("history.csv")
    )


@cache
def by_code() -> dict[str, Division]:
    """{code: division}."""
    return {d.code: d for same in divisions().values() for d in same}


@cache
def former_by_code() -> Named:
    """{code: the divisions that had it and ended, oldest first}."""
    found: Named = {}
    for division in sorted(
        (d for same in former().values() for d in same), key=lambda d: (d.last_year or 0, d.name)
    ):
        found[division.code] = (*found.get(division.code, ()), division)
    return found


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (GAZETTEER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _by_name(found: Iterator[Division]) -> Named:
    named: Named = {}
    for division in found:
        named[division.name] = (*named.get(division.name, ()), division)
    return named


def province(code: str) -> str | None:
    """The province of a code, None for ministries and unknown codes."""
    division = by_code().get(f"{code[:2]}0000")
    return division.name if division else None


def above(code: str) -> tuple[Division, ...]:
    """The divisions that hold a code, the nearest first."""
    codes = dict.fromkeys((f"{code[:4]}00", f"{code[:2]}0000"))
    return tuple(by_code()[c] for c in codes if c != code and c in by_code())


def place_of(name: str, near: str) -> tuple[Division | None, str]:
    """(deepest division that a name begins with, the name from that division on).

    Of several divisions of one name (朝阳区) the one inside those named before it counts, else the
    one that shares most digits with the code `near`; where that decides nothing, None. One that
    ended counts where no other has the name, or none in the prefecture of `near`.
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
        name = text[:length]
        now = _inside(divisions().get(name, ()), inside)
        then = _inside(former().get(name, ()), inside)
        if now or then:
            chosen = _now_or_then(now, then, near)
            return (chosen, length) if chosen else None
    return None


def _inside(candidates: tuple[Division, ...], inside: Division | None) -> tuple[Division, ...]:
    return tuple(c for c in candidates if inside is None or inside.holds(c))


def _now_or_then(
    now: tuple[Division, ...], then: tuple[Division, ...], near: str
) -> Division | None:
    if not now:
        return _nearest(then, near)
    beside = tuple(d for d in then if _shared(d.code, near) >= PREFECTURE_DIGITS)
    if beside and all(_shared(d.code, near) < PREFECTURE_DIGITS for d in now):
        return _nearest(beside, near)
    return _nearest(now, near)


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
