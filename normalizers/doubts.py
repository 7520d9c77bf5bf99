"""Pairs of agencies of one place whose names are near but not equal: for a person to decide, never
merged."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein, Prefix

from normalizers.decided import distinct
from normalizers.kinds import words
from normalizers.registry import RegisteredAgency
from normalizers.successions import Succession, possible

PLACE = re.compile(r"[省市县区州旗镇乡]|街道")
SHORT, LONG = 4, 8  # characters of a name without its place and end: one may differ, or two


@dataclass(frozen=True)
class Doubt:
    """Two agencies that may be one. `likeness` is from 0 to 1; `why` is place (they differ only in
    how the place is named), end (局, 委员会), spelling, or succession (one may have become the
    other, but the years of their reports don't follow)."""

    one: RegisteredAgency
    other: RegisteredAgency
    why: str
    likeness: float


def doubts(agencies: Sequence[RegisteredAgency], linked: Sequence[Succession]) -> list[Doubt]:
    """All pairs in doubt, by id. Pairs that are linked as successor and predecessor, and those that
    a person has called distinct, are left out."""
    decided = {*distinct(), *(frozenset((s.successor, s.predecessor)) for s in linked)}
    known = {agency.id: agency for agency in agencies}
    found: dict[frozenset[str], Doubt] = {}
    for one, other, why in (*_near(agencies), *_unlinked(agencies, linked)):
        pair = frozenset((one.id, other.id))
        if pair not in decided:
            likeness = round(fuzz.ratio(one.short, other.short) / 100, 3)
            first, second = (known[name] for name in sorted(pair))
            found.setdefault(pair, Doubt(first, second, why, likeness))
    return sorted(found.values(), key=lambda d: (d.one.id, d.other.id))


Pair = tuple[RegisteredAgency, RegisteredAgency, str]


def _unlinked(agencies: Sequence[RegisteredAgency], linked: Sequence[Succession]) -> Iterator[Pair]:
    known = {agency.id: agency for agency in agencies}
    followed = {succession.predecessor for succession in linked}
    for old in (agency for agency in agencies if agency.id not in followed):
        for succession in possible(old, known):
            yield old, known[succession.successor], "succession"


def _near(agencies: Sequence[RegisteredAgency]) -> Iterator[Pair]:
    ordered = sorted(agencies, key=lambda a: (a.adcode, a.kind.family, a.id))
    for _, group in groupby(ordered, key=lambda a: (a.adcode, a.kind.family)):
        for one, other in combinations(group, 2):
            why = _why(one, other)
            if why:
                yield one, other, why


def _why(one: RegisteredAgency, other: RegisteredAgency) -> str:
    if one.body == other.body:
        return "place"
    if one.stem == other.stem:
        return "end"
    a, b = _without_common_place(one.stem, other.stem)
    shorter = min(len(a), len(b))
    most = 2 if shorter >= LONG else 1 if shorter >= SHORT else 0
    if not most or abs(len(a) - len(b)) > most:
        return ""
    if Levenshtein.distance(a, b, score_cutoff=most) > most or _tells_apart(a, b):
        return ""
    return "spelling"


def _without_common_place(a: str, b: str) -> tuple[str, str]:
    """Two names without a place that both begin with and the gazetteer does not know (示例县)."""
    places = list(PLACE.finditer(a, 0, Prefix.similarity(a, b)))
    length = places[-1].end() if places else 0
    return a[length:], b[length:]


def _tells_apart(a: str, b: str) -> bool:
    """Whether two names differ in nothing but characters that tell bodies apart (东, 西, 一)."""
    telling = words().telling
    differing = {
        character
        for step in Levenshtein.editops(a, b)
        for character in (
            a[step.src_pos] if step.tag != "insert" else "",
            b[step.dest_pos] if step.tag != "delete" else "",
        )
        if character
    }
    return differing <= telling
