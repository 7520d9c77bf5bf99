"""What can be said of the quality of a release, counted from its own files a row group at a time,
so that memory does not grow with the release."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from forms.codebook import codebook
from release.distributions import Distribution, distributions
from release.folder import CORRECTIONS, Folder
from release.reasons import SUPERSEDED

MOST_SHOWN = 20
OUTCOMES = ("released", "suspect", "unreadable", "replaced", "not_fetched", "missing")
STATUSES = ("clean", "as_printed", "suspect", "unreadable")
SOURCE_COUNTS = ("listed", "not_fetched", "fetched", "released", "suspect", "unreadable")
PROBLEM = ("check", "severity", "url", "agency_id", "year", "message")
# {values of the columns counted by: rows}
Counts = Mapping[tuple[Any, ...], int]


@dataclass(frozen=True)
class Check:
    """How often a check found something, and the first that it found."""

    check: str
    severity: str
    count: int
    first: Mapping[str, Any]


@dataclass(frozen=True)
class Source:
    """A source: what became of what it lists, over all years."""

    id: str
    name: str
    counts: Mapping[str, int]

    @property
    def lost(self) -> int:
        return sum(self.counts[what] for what in ("not_fetched", "suspect", "unreadable"))


@dataclass(frozen=True)
class Fill:
    """By statutory form how many rows there are, and by form and column how many fill it."""

    rows: Mapping[str, int]
    filled: Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Quality:
    """Everything that the quality page shows. `coverage` counts agencies and years by (province,
    year, outcome), `documents` those that no newer edition superseded by (year, status)."""

    coverage: Counts
    documents: Counts
    checks: Sequence[Check]
    sources: Sequence[Source]
    fill: Fill
    distributions: Sequence[Distribution]
    corrections: Counts
    first_corrections: Sequence[Mapping[str, Any]]
    gates: Mapping[str, Any]


def quality(release: Folder) -> Quality:
    """The quality of a release that has all its tables and gates.json."""
    return Quality(
        coverage=_counted(release, "coverage.parquet", ("province", "year", "outcome")),
        documents=_documents(release),
        checks=_checks(release),
        sources=_sources(release),
        fill=_fill(release),
        distributions=distributions(release),
        corrections=_counted(release, CORRECTIONS, ("is_applied",)),
        first_corrections=_first(release, CORRECTIONS),
        gates=json.loads(release.read("gates.json")),
    )


def _counted(release: Folder, path: str, by: Sequence[str]) -> Counter[tuple[Any, ...]]:
    counts: Counter[tuple[Any, ...]] = Counter()
    for group in release.row_groups(path, by):
        counts.update(_groups(group, by))
    return counts


def _groups(rows: pa.Table, by: Sequence[str]) -> Counter[tuple[Any, ...]]:
    grouped = rows.group_by(list(by), use_threads=False).aggregate([([], "count_all")])
    return Counter(
        {tuple(row[name] for name in by): row["count_all"] for row in grouped.to_pylist()}
    )


def _documents(release: Folder) -> Counter[tuple[Any, ...]]:
    counts: Counter[tuple[Any, ...]] = Counter()
    for group in release.row_groups("documents.parquet", ("year", "status", SUPERSEDED)):
        counts.update(_groups(group.filter(pc.is_null(group[SUPERSEDED])), ("year", "status")))
    return counts


def _checks(release: Folder) -> list[Check]:
    """The checks that found something, errors first, then the most frequent."""
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Mapping[str, Any]] = {}
    for group in release.row_groups("problems.parquet", PROBLEM):
        for kind, number in _groups(group, ("check", "severity")).items():
            counts[kind] += number
            if kind not in first:
                check, severity = kind
                where = pc.and_(
                    pc.equal(group["check"], check), pc.equal(group["severity"], severity)
                )
                first[kind] = group.filter(where).slice(0, 1).to_pylist()[0]
    order = sorted(counts, key=lambda kind: (kind[1], -counts[kind], kind[0]))
    return [Check(*kind, counts[kind], first[kind]) for kind in order]


def _sources(release: Folder) -> list[Source]:
    """The sources of which most is lost, if anything is."""
    names: dict[str, str] = {}
    counts: dict[str, Counter[str]] = {}
    columns = ("source_id", "source", *SOURCE_COUNTS)
    for group in release.row_groups("source_coverage.parquet", columns):
        for row in group.to_pylist():
            names[row["source_id"]] = row["source"]
            of = counts.setdefault(row["source_id"], Counter())
            of.update({what: row[what] or 0 for what in SOURCE_COUNTS})
    sources = (Source(id_, names[id_], of) for id_, of in counts.items())
    lost = [source for source in sources if source.lost]
    return sorted(lost, key=lambda source: (-source.lost, source.id))[:MOST_SHOWN]


def _fill(release: Folder) -> Fill:
    rows: Counter[str] = Counter()
    filled: Counter[tuple[str, str]] = Counter()
    columns = [entry.column for entry in codebook()]
    for year in release.years():
        for group in release.row_groups(release.reports_path(year), ("form", *columns)):
            counts = [(name, "count") for name in columns]
            for row in (
                group.group_by("form", use_threads=False)
                .aggregate([*counts, ([], "count_all")])
                .to_pylist()
            ):
                rows[row["form"]] += row["count_all"]
                filled.update({(row["form"], name): row[f"{name}_count"] for name in columns})
    return Fill(rows, filled)


def _first(release: Folder, path: str) -> list[Mapping[str, Any]]:
    with release.parquet_file(path) as file:
        batches = file.iter_batches(MOST_SHOWN, use_threads=False)
        return next((batch.to_pylist() for batch in batches), [])
