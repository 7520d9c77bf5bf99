"""What became of every agency and year that is known, and of what every source lists."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from normalizers.documents import RANK, Origin, SourceDocument
from normalizers.gazetteer import province
from normalizers.model import Status
from normalizers.unfetched import Unfetched

Row = Mapping[str, Any]
Key = tuple[str, str]
Tally = Counter[tuple[str, int | None, str]]


@dataclass(frozen=True)
class SourceFacts:
    """What a source declares and what its newest finished crawl saw: `listed` counts the reports
    that its lists name, by their year (None where the link names none)."""

    origin: Origin
    expected: int | None
    listed: Mapping[int | None, int]


def key(doc: SourceDocument) -> Key:
    """What tells a document from all others: one content may lie at two addresses."""
    return doc.id, doc.captured.url


def coverage(
    documents: Sequence[SourceDocument], released: Container[Key], unfetched: Sequence[Unfetched]
) -> list[Row]:
    """A row for each agency and year from its first to its last known one. `documents` and
    `unfetched` are all there is of some agencies, `released` the keys of those that `reports`
    rests on."""
    known: dict[str, dict[int, list[SourceDocument | Unfetched]]] = {}
    items: tuple[SourceDocument | Unfetched, ...] = (*documents, *unfetched)
    for item in items:
        if item.agency_id and item.year:
            known.setdefault(item.agency_id, {}).setdefault(item.year, []).append(item)
    return [
        _row(years[max(years)], years.get(year, []), year, released)
        for _, years in sorted(known.items())
        for year in range(min(years), max(years) + 1)
    ]


def _row(
    newest: Sequence[SourceDocument | Unfetched],
    items: Sequence[SourceDocument | Unfetched],
    year: int,
    released: Container[Key],
) -> Row:
    """One row; of a missing year, what the agency's `newest` year says of the agency."""
    told = [item for item in items if isinstance(item, SourceDocument)]
    best = min(told, key=lambda d: _rank(d, released)) if told else None
    who = best or (items or newest)[0]
    failed = next((item for item in items if isinstance(item, Unfetched)), None)
    return {
        "agency_id": who.agency_id,
        "agency": who.agency,
        "adcode": who.adcode,
        "province": province(who.adcode),
        "level": who.level,
        "year": year,
        "outcome": _outcome(best, failed, released),
        "documents": len({d.id for d in told}),
        "document_id": best.id if best else None,
        "url": best.captured.url if best else failed.url if failed else None,
        "source_id": best.origin.source if best else failed.origin.source if failed else None,
    }


def _rank(doc: SourceDocument, released: Container[Key]) -> tuple[bool, bool, int, str, str]:
    is_old = doc.superseded_by is not None
    return key(doc) not in released, is_old, RANK[doc.report.status], doc.id, doc.captured.url


def _outcome(
    best: SourceDocument | None, failed: Unfetched | None, released: Container[Key]
) -> str:
    if best is None:
        return "not_fetched" if failed else "missing"
    if key(best) in released:
        return "released"
    if best.report.status in (Status.SUSPECT, Status.UNREADABLE):
        return best.report.status.value
    return "replaced"


def tally(documents: Iterable[Row], unfetched: Iterable[Unfetched]) -> Tally:
    """{(source, year, what became of it): documents}, from rows of `documents` that no newer
    edition has superseded, and from what could not be fetched."""
    counts: Tally = Counter()
    for row in documents:
        if row["superseded_by"] is None:
            where = (row["source_id"], row["year"])
            counts[(*where, "documents")] += 1
            counts[(*where, row["status"])] += 1
            counts[(*where, "released")] += row["is_released"]
    for item in unfetched:
        if item.agency_id or item.year:
            counts[(item.origin.source, item.year, "not_fetched")] += 1
    return counts


def source_coverage(sources: Iterable[SourceFacts], counts: Tally) -> list[Row]:
    """A row for each source and year, from the first to the last that is known of it, and one
    without a year for what names none."""
    years_of: dict[str, set[int | None]] = {}
    for source, year, _ in counts:
        years_of.setdefault(source, set()).add(year)
    return [
        _source_row(facts, year, counts)
        for facts in sources
        for year in _years({*facts.listed, *years_of.get(facts.origin.source, ())})
    ]


def _years(known: set[int | None]) -> list[int | None]:
    years = sorted(year for year in known if year)
    every: list[int | None] = list(range(years[0], years[-1] + 1)) if years else []
    return [*every, None] if None in known else every


def _source_row(facts: SourceFacts, year: int | None, counts: Tally) -> Row:
    def count(what: str) -> int:
        return counts[(facts.origin.source, year, what)]

    documents, unreadable = count("documents"), count(Status.UNREADABLE.value)
    return {
        "source_id": facts.origin.source,
        "source": facts.origin.name,
        "adcode": facts.origin.adcode,
        "level": facts.origin.level,
        "year": year,
        "expected": facts.expected if year else None,
        "listed": facts.listed.get(year, 0),
        "not_fetched": count("not_fetched"),
        "fetched": documents,
        "read": documents - unreadable,
        "released": count("released"),
        "suspect": count(Status.SUSPECT.value),
        "unreadable": unreadable,
    }
