"""Table 4 (reconsideration and litigation), however it is set: wide in one line of fifteen figures,
as groups under one another, as three tables, as a row per group, or one result to a line.

The reader gathers group labels and result labels until a line of figures comes, and then gives
the figures to them in order; where the labels stand in a grid, their position is the second
alignment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from extractors import labels
from extractors.document import GridCell
from extractors.lines import Line
from extractors.rows import Assignment, Leftover, RowReading
from forms.loader import load_forms

TABLE = "review"
Labelled = tuple[str, GridCell]


@dataclass
class ReviewReader:
    """Takes the lines that belong to table 4, one after another."""

    rows: list[RowReading] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    groups: list[Labelled] = field(default_factory=list)
    results: list[Labelled] = field(default_factory=list)
    last: Line | None = None

    def take(self, line: Line) -> bool:
        """Whether the line belongs to table 4; if so it has been read."""
        groups = _once(_matches(line, labels.rows()))
        results = _matches(line, labels.columns())
        if line.prints_figures:
            taken = self._take_figures(line, groups, results)
        else:
            taken = self._take_labels(line, groups, results)
        if taken:
            self.last = line
        return taken

    def _take_labels(self, line: Line, groups: list[Labelled], results: list[Labelled]) -> bool:
        if not groups and (line.grid is None or len(results) < 2):
            return False
        if self.last is not None and self.last.prints_figures:
            self.groups, self.results = [], []
        for key, cell in groups:
            if key in dict(self.groups):
                if self.last is not None and self.last.grid is line.grid:
                    continue
                self.groups, self.results = [], []
            self.groups.append((key, cell))
        self.results += results
        return True

    def _take_figures(self, line: Line, groups: list[Labelled], results: list[Labelled]) -> bool:
        order = result_keys()
        figures = [
            cell for cell, f in zip(line.cells, line.figures, strict=True) if f is not None
        ]
        if groups and len(self.results) >= len(order):
            return self._take_group(line, groups[-1], figures)
        if len(results) == 1 and (groups or self.groups):
            return self._take_single(line, (groups or self.groups)[-1], results[0], figures)
        is_next = self.last is not None and not self.last.prints_figures
        if not self.results or not self.groups or not is_next:
            return False
        return self._take_wide(line, figures)

    def _take_wide(self, line: Line, figures: list[GridCell]) -> bool:
        """A line with the figures of all groups named above it, five for each."""
        order = result_keys()
        count = len(order) * len(self.groups)
        leaves = self._leaves(count)
        cells = _without_blanks(figures, count)
        if not leaves or len(cells) != count:
            self.leftovers.append(Leftover(TABLE, "", line.cells))
            return True
        for number, group in enumerate(self.groups):
            part = slice(number * len(order), (number + 1) * len(order))
            keys = [key for key, _ in leaves[part]]
            if sorted(keys) != sorted(order):
                keys = list(order)
            by_order = list(zip(keys, cells[part], strict=True))
            self._row(line, group, by_order, self._by_position(line, group, leaves))
        return True

    def _leaves(self, count: int) -> list[Labelled]:
        """The result labels over `count` figures: all that were gathered, or, where labels were
        repeated instead of spanned, the lowest in each column."""
        if len(self.results) == count:
            return self.results
        lowest = {cell.column: (key, cell) for key, cell in self.results}
        found = [lowest[column] for column in sorted(lowest)]
        return found if len(found) == count else []

    def _take_group(self, line: Line, group: Labelled, figures: list[GridCell]) -> bool:
        """A line that begins with its group and has the five results under their header."""
        order = result_keys()
        cells = _without_blanks(figures, len(order))
        if len(cells) != len(order):
            self.leftovers.append(Leftover(TABLE, group[1].text, line.cells))
            return True
        self._row(line, group, list(zip(order, cells, strict=True)), [])
        return True

    def _take_single(
        self, line: Line, group: Labelled, result: Labelled, figures: list[GridCell]
    ) -> bool:
        """A line with one result."""
        cells = _without_blanks(figures, 1)
        if len(cells) != 1:
            return False
        self.groups = [group]
        self._row(line, group, [(result[0], cells[0])], [])
        return True

    def _by_position(
        self, line: Line, group: Labelled, leaves: Sequence[Labelled]
    ) -> list[Labelled]:
        """The figures under the result labels that stand under the group's label."""
        label = group[1]
        if line.grid is None or label.place.table != line.grid.place.table:
            return []
        found = []
        for key, cell in leaves:
            figure = line.grid.at(line.row, cell.column)
            if figure is not None and label.column <= cell.column < label.end_column:
                found.append((key, figure))
        return found if len(dict(found)) == len(result_keys()) else []

    def _row(
        self,
        line: Line,
        group: Labelled,
        by_order: Sequence[Labelled],
        by_position: Sequence[Labelled],
    ) -> None:
        key, label = group
        candidates: list[Assignment] = [dict(by_order)]
        if by_position and dict(by_position) != candidates[0]:
            candidates.append(dict(by_position))
        header: Mapping[str, str] = {k: cell.text for k, cell in self.results}
        self.rows.append(
            RowReading(TABLE, key, tuple(candidates), label.text, 100.0, line.order, header)
        )


def _matches(line: Line, vocabulary: labels.Vocabulary) -> list[Labelled]:
    found = []
    for cell in line.cells:
        match = vocabulary.match(cell.text, TABLE) if cell.text.strip() else None
        if match is not None:
            found.append((match.key, cell))
    return found


def _once(found: list[Labelled]) -> list[Labelled]:
    """Each label once: a span that was flattened repeats its text in every column."""
    return list({key: (key, cell) for key, cell in reversed(found)}.values())[::-1]


def _without_blanks(cells: list[GridCell], count: int) -> list[GridCell]:
    """Empty cells beyond the number of columns are spacers at either end."""
    while len(cells) > count and not cells[-1].text.strip():
        cells = cells[:-1]
    while len(cells) > count and not cells[0].text.strip():
        cells = cells[1:]
    return cells


@cache
def result_keys() -> tuple[str, ...]:
    """The five results in the form's order."""
    table = load_forms()[-1].table(TABLE)
    return tuple(column.key for column in table.columns) if table else ()
