"""Whether a crawl found what it should have: fewer reports than before, or than the source is
declared to list, is a problem of the night and no quiet success."""

from collections.abc import Mapping, Sequence
from typing import Any

from archive.captures import Failure
from scrapers.sources import Source

LOUD = frozenset(("needs_script", "nothing_listed"))


def is_loud(source: Source, failure: Failure) -> bool:
    """Whether a failure may cost more than one report: that of a list, or fewer reports."""
    return failure.url in source.urls or failure.check in LOUD


def fewer_reports(
    source: Source, listed: Mapping[str, int], earlier: Sequence[Mapping[str, Any]]
) -> list[Failure]:
    """The loss against the earlier finished crawls (the best of those given, so that one bad night
    does not become the measure) and against `expect`, the number of reports a year."""
    found = sum(listed.values())
    best = max((int(report["found"]) for report in earlier), default=0)
    complaints = []
    if found < best:
        complaints.append(f"{found} reports were listed, {best} in an earlier crawl")
    elif not found:
        complaints.append("no report was listed")
    years = {year: count for year, count in listed.items() if year}
    fullest = max(years.values(), default=0) + listed.get("", 0)
    if source.expect is not None and fullest < source.expect:
        complaints.append(f"{fullest} reports a year at most were listed, expect = {source.expect}")
    return [
        Failure(source.id, source.urls[0], "fewer_reports", f"{source.name}: {text}; look there")
        for text in complaints
    ]
