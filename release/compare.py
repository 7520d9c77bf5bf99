"""Two releases held against each other, year by year: what was added, changed and gone, and why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from release.folder import Folder
from release.reasons import Documents, RowFacts, Why, why_added, why_changed, why_gone

Value = str | int | float | None
# {number of a row: (column, before, now) of its cells that differ}
Differing = dict[int, list[tuple[str, Any, Any]]]
KEY = "agency_id"
FACTS = ["agency", "document_id", "url"]
# These say where a row comes from. They are told by the reason of its change, not as changes.
PROVENANCE = frozenset((KEY, "url", "captured_at", "content_sha256", "document_id", "n_problems"))
ROWS = ""


@dataclass(frozen=True)
class CellChange:
    """A cell of `reports` that differs. `change` is added (empty before), gone (empty now) or
    changed; `why` is the row's reason, or a correction."""

    column: str
    change: str
    before: Value
    now: Value
    why: Why


@dataclass(frozen=True)
class RowChange:
    """A row of `reports` that is added, gone or changed, with its cells where it is changed."""

    agency_id: str
    agency: str
    year: int
    change: str
    why: Why
    document_before: str | None
    document: str | None
    url: str
    cells: tuple[CellChange, ...] = ()


@dataclass(frozen=True)
class YearComparison:
    """What became of one year. `changes` can be walked once; `revised` counts the rows that went
    since their agency revised the report. `filled` counts by column the cells that rows in both
    releases filled before, `lost` those of them that are empty now. `fill_before` and `fill_added`
    count by form and column the filled cells of the rows before and of the added ones; the column
    ROWS counts the rows themselves."""

    year: int
    rows_before: int
    rows: int
    revised: int
    changes: Iterator[RowChange]
    filled: Counter[str]
    lost: Counter[str]
    fill_before: Counter[tuple[str, str]]
    fill_added: Counter[tuple[str, str]]


def compare(before: Folder, now: Folder) -> Iterator[YearComparison]:
    """The years of either release, one held in memory at a time."""
    then, since = Documents.of(before), Documents.of(now)
    corrected = before.corrections() ^ now.corrections()
    cells_corrected = frozenset(correction[:3] for correction in corrected)
    for year in sorted({*before.years(), *now.years()}):
        yield _Year(
            year, _frame(before, year), _frame(now, year), then, since, cells_corrected
        ).compared()


def columns_changed(before: Folder, now: Folder) -> tuple[list[str], list[str]]:
    """Columns of `reports` that are new, and that are gone."""
    a, b = before.report_columns(), now.report_columns()
    return [c for c in b if a and c not in a], [c for c in a if b and c not in b]


def _frame(folder: Folder, year: int) -> pd.DataFrame:
    table = folder.reports(year)
    if table is None:
        return pd.DataFrame(
            {name: pd.Series(dtype=object) for name in (KEY, "form", *FACTS)}
        ).set_index(KEY)
    frame: pd.DataFrame = table.to_pandas()
    return frame.set_index(KEY)


@dataclass(frozen=True)
class _Year:
    """One year of both releases, rows by agency_id."""

    year: int
    before: pd.DataFrame
    now: pd.DataFrame
    documents_before: Documents
    documents: Documents
    corrected: frozenset[tuple[str, int, str]]

    def compared(self) -> YearComparison:
        both = self.before.index.intersection(self.now.index).sort_values()
        before, now = self.before.loc[both], self.now.loc[both]
        added = self.now.loc[self.now.index.difference(both)]
        gone = self.before.loc[self.before.index.difference(both)]
        differing, filled, lost = _differing(before, now)
        went = [self._gone(row) for row in _facts(gone)]
        changes = chain(
            map(self._added, _facts(added)), self._changed(before, now, differing), went
        )
        revised = sum(change.why is Why.SOURCE_REVISED for change in went)
        return YearComparison(
            self.year, len(self.before), len(self.now), revised, changes, filled, lost,
            _fill(self.before), _fill(added),
        )  # fmt: skip

    def _added(self, row: RowFacts) -> RowChange:
        why = why_added(row, self.documents_before)
        return RowChange(
            row.agency_id, row.agency, self.year, "added", why, None, row.document_id, row.url
        )

    def _gone(self, row: RowFacts) -> RowChange:
        why = why_gone(row, self.documents)
        return RowChange(
            row.agency_id, row.agency, self.year, "gone", why, row.document_id, None, row.url
        )

    def _changed(
        self, before: pd.DataFrame, now: pd.DataFrame, differing: Differing
    ) -> Iterator[RowChange]:
        """The rows of which cells differ, or which rest on another document."""
        for number, (a, b) in enumerate(zip(_facts(before), _facts(now), strict=True)):
            if number not in differing and a.document_id == b.document_id:
                continue
            why = why_changed(a, b, self.documents)
            cells = tuple(
                self._cell(b, name, old, new, why) for name, old, new in differing.get(number, ())
            )
            if cells and all(cell.why is Why.CORRECTION for cell in cells):
                why = Why.CORRECTION
            yield RowChange(
                b.agency_id, b.agency, self.year, "changed", why,
                a.document_id, b.document_id, b.url, cells,
            )  # fmt: skip

    def _cell(self, row: RowFacts, name: str, before: Any, now: Any, why: Why) -> CellChange:  # noqa: ANN401
        was, has = _plain(before), _plain(now)
        change = "added" if was is None else "gone" if has is None else "changed"
        is_corrected = (row.agency_id, self.year, name) in self.corrected
        return CellChange(name, change, was, has, Why.CORRECTION if is_corrected else why)


def _facts(frame: pd.DataFrame) -> list[RowFacts]:
    return [RowFacts(*map(str, row)) for row in frame[FACTS].itertuples()]


def _differing(
    before: pd.DataFrame, now: pd.DataFrame
) -> tuple[Differing, Counter[str], Counter[str]]:
    """The cells that differ, by the number of their row; by column the cells that were filled, and
    of these the ones that are empty now. Both frames hold the same agencies in the same order."""
    differing: Differing = {}
    filled: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for name in now.columns:
        if name not in before.columns or name in PROVENANCE:
            continue
        was, has = before[name].notna().to_numpy(bool), now[name].notna().to_numpy(bool)
        other = np.zeros(len(now), bool)
        there = was & has
        old, new = before[name].to_numpy(object), now[name].to_numpy(object)
        other[there] = old[there] != new[there]
        filled[name], lost[name] = int(was.sum()), int((was & ~has).sum())
        for number in np.flatnonzero(other | (was != has)):
            cell = (str(name), old[number], new[number])
            differing.setdefault(int(number), []).append(cell)
    return differing, filled, lost


def _fill(frame: pd.DataFrame) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for form, rows in frame.groupby("form", dropna=True):
        counts[(str(form), ROWS)] = len(rows)
        counts.update({(str(form), str(name)): int(n) for name, n in rows.count().items()})
    return counts


def _plain(value: Any) -> Value:  # noqa: ANN401
    """A cell as JSON has it: None where it is empty, dates as text."""
    if pd.isna(value):
        return None
    value = value.item() if hasattr(value, "item") else value
    return value if isinstance(value, (str, int, float)) else str(value)
