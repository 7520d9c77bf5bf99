"""How two releases differ, as files: changes.json for machines, CHANGES.md for people."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, TextIO

from release.compare import RowChange, YearComparison

SHOWN_ROWS = 50
SHOWN_CELLS = 6
KINDS = ("added", "changed", "gone")


@dataclass
class Summary:
    """How many rows and cells were added, changed and have gone, and for which reasons; the first
    few of them."""

    before: int | None
    columns_added: list[str] = field(default_factory=list)
    columns_gone: list[str] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    cells: Counter[str] = field(default_factory=Counter)
    rows_why: Counter[tuple[str, str]] = field(default_factory=Counter)
    cells_why: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: list[RowChange] = field(default_factory=list)

    def add(self, change: RowChange) -> None:
        self.rows[change.change] += 1
        self.rows_why[(change.why, change.change)] += 1
        for cell in change.cells:
            self.cells[cell.change] += 1
            self.cells_why[(cell.why, cell.change)] += 1
        if len(self.first) < SHOWN_ROWS:
            self.first.append(change)

    def add_all(self, year: YearComparison) -> None:
        for change in year.changes:
            self.add(change)

    def as_json(self) -> dict[str, Any]:
        """The counts: {"rows": {"added": n, ...}, "rows_why": {reason: {"added": n}}, ...}."""
        return {
            "before": self.before,
            "columns_added": self.columns_added,
            "columns_gone": self.columns_gone,
            "rows": {kind: self.rows[kind] for kind in KINDS},
            "cells": {kind: self.cells[kind] for kind in KINDS},
            "rows_why": _nested(self.rows_why),
            "cells_why": _nested(self.cells_why),
        }


def _nested(counts: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    reasons = sorted({str(why) for why, _ in counts})
    return {
        why: {kind: counts[(why, kind)] for kind in KINDS if counts[(why, kind)]} for why in reasons
    }


def write_changes(file: TextIO, years: Iterable[YearComparison], summary: Summary) -> None:
    """changes.json: {"rows": [...], "summary": {...}}, one row to a line, written as it comes.
    Counts it into the summary."""
    file.write('{"rows": [')
    for number, change in enumerate(change for year in years for change in year.changes):
        summary.add(change)
        line = json.dumps(asdict(change), ensure_ascii=False)
        file.write(("," if number else "") + "\n" + line)
    file.write('\n],\n"summary": ')
    file.write(json.dumps(summary.as_json(), ensure_ascii=False, indent=1) + "}\n")


def markdown(summary: Summary) -> str:
    """CHANGES.md: the counts, then the first changes."""
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: Summary) -> Iterator[str]:
    if summary.before is None:
        yield from ("# Changes", "", "There is no release before that it could be held against.")
        return
    yield from (f"# Changes against release {summary.before}", "")
    yield from ("| | added | changed | gone |", "|---|---|---|---|")
    for what, counts in (("rows", summary.rows), ("cells of rows in both", summary.cells)):
        yield f"| {what} | " + " | ".join(str(counts[kind]) for kind in KINDS) + " |"
    for what, columns in (("new", summary.columns_added), ("gone", summary.columns_gone)):
        if columns:
            yield from ("", f"Columns that are {what}: {', '.join(columns)}")
    for what, reasons in (("Rows", summary.rows_why), ("Cells", summary.cells_why)):
        if reasons:
            yield from ("", f"{what} by reason:", "")
        yield from (f"- {line}" for line in _by_reason(reasons))
    yield from _shown(summary)


def in_brief(summary: Summary) -> tuple[str, ...]:
    """The counts by reason, a line each; nothing for a first release."""
    return (
        *(f"rows, {line}" for line in _by_reason(summary.rows_why)),
        *(f"cells, {line}" for line in _by_reason(summary.cells_why)),
    )


def _by_reason(counts: Counter[tuple[str, str]]) -> Iterator[str]:
    for why, counts_of in _nested(counts).items():
        yield f"{why}: " + ", ".join(f"{n} {kind}" for kind, n in counts_of.items())


def _shown(summary: Summary) -> Iterator[str]:
    total = sum(summary.rows.values())
    if not total:
        return
    rest = f" first {len(summary.first)} of {total}" if total > len(summary.first) else ""
    yield from ("", f"## The{rest} rows" if rest else "## The rows", "")
    for change in summary.first:
        yield f"- {change.year} {change.agency} ({change.agency_id}): {change.change}, {change.why}"
        for cell in change.cells[:SHOWN_CELLS]:
            yield f"  - {cell.column}: {_said(cell.before)} → {_said(cell.now)}"
        if len(change.cells) > SHOWN_CELLS:
            yield f"  - and {len(change.cells) - SHOWN_CELLS} more cells"
    if rest:
        yield from ("", "All of them are in changes.json.")


def _said(value: object) -> str:
    return "(empty)" if value is None else str(value)
