"""Table 4 (reconsideration and litigation), however it is set: wide in one line of fifteen figures,
as groups under one another, as three tables, or one result to a line.

The reader gathers group labels and result labels until a line of figures comes, and then gives
the figures to them in order; where the labels stand in a grid, their position is the second
alignment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractors import labels
from extractors.document import GridCell
from extractors.lines import Line
from extractors.rows import Assignment, Leftover, RowReading
from forms.loader import load_forms

TABLE = "review"


@dataclass
class ReviewReader:
    """Takes the lines that belong to table 4, one after another."""

    rows: list[RowReading] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    groups: list[tuple[str, GridCell]] = field(default_factory=list)
    results: list[tuple[str, GridCell]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def take(self, line: Line) -> bool:
        """Whether the line belongs to table 4; if so it has been read."""
        groups = _matches(line, labels.rows())
        results = _matches(line, labels.columns())
        figures = [
            (cell, figure)
            for cell, figure in zip(line.cells, line.figures, strict=True)
            if figure is not None
        ]
        if line.prints_figures:
            return self._take_figures(line, groups, results, [cell for cell, _ in figures])
        if len(results) + len(groups) == 0 or (line.grid is None and not groups):
            return False
        if line.grid is not None and len(results) < 2 and not groups:
            return False
        if self.lines and self.lines[-1].prints_figures:
            self._forget()
        if {key for key, _ in groups} & {key for key, _ in self.groups}:
            self._forget()
        self.groups += groups
        self.results += results
        self.lines.append(line)
        return True

    def _take_figures(
        self,
        line: Line,
        groups: list[tuple[str, GridCell]],
        results: list[tuple[str, GridCell]],
        cells: list[GridCell],
    ) -> bool:
        order = _result_keys()
        if groups and len(self.results) >= len(order) and len(cells) >= len(order):
            self._row(line, groups[-1], list(zip(order, cells[-len(order) :], strict=True)), [])
            self.lines.append(line)
            return True
        if len(results) == 1 and len(cells) == 1 and (self.groups or groups):
            return self._take_single(line, (groups or self.groups)[-1], results[0], cells[0])
        if not self.results or (self.lines and self.lines[-1].prints_figures):
            return False
        named = self.groups
        if not named or (len(self.results) != len(order) * len(named) and len(cells) < len(order)):
            return False
        cells = _without_blanks(cells, len(self.results))
        if len(cells) != len(self.results) or len(named) * len(order) != len(cells):
            self.leftovers.append(Leftover(TABLE, "", line.cells))
            self.lines.append(line)
            return True
        for number, group in enumerate(named):
            part = slice(number * len(order), (number + 1) * len(order))
            by_order = list(zip(order, cells[part], strict=True))
            self._row(line, group, by_order, self._by_position(line, group, named))
        self.lines.append(line)
        return True

    def _take_single(
        self, line: Line, group: tuple[str, GridCell], result: tuple[str, GridCell], cell: GridCell
    ) -> bool:
        self.groups = [group]
        self._row(line, group, [(result[0], cell)], [])
        return True

    def _by_position(
        self, line: Line, group: tuple[str, GridCell], groups: Sequence[tuple[str, GridCell]]
    ) -> list[tuple[str, GridCell]]:
        """The figures under the result labels that stand under the group's label."""
        if line.grid is None or any(
            cell.place.table != line.grid.place.table for _, cell in groups
        ):
            return []
        _, label = group
        found = []
        for key, cell in self.results:
            figure = line.grid.at(line.row, cell.column)
            if figure is not None and label.column <= cell.column < label.end_column:
                found.append((key, figure))
        return found if len(found) == len(_result_keys()) else []

    def _row(
        self,
        line: Line,
        group: tuple[str, GridCell],
        by_order: Sequence[tuple[str, GridCell]],
        by_position: Sequence[tuple[str, GridCell]],
    ) -> None:
        key, label = group
        candidates: list[Assignment] = [dict(by_order)]
        if by_position and dict(by_position) != candidates[0]:
            candidates.append(dict(by_position))
        header: Mapping[str, str] = {k: cell.text for k, cell in self.results}
        self.rows.append(
            RowReading(TABLE, key, tuple(candidates), label.text, 100.0, line.order, header)
        )

    def _forget(self) -> None:
        self.groups, self.results, self.lines = [], [], []


def _matches(line: Line, vocabulary: labels.Vocabulary) -> list[tuple[str, GridCell]]:
    found = []
    for cell in line.cells:
        match = vocabulary.match(cell.text, TABLE) if cell.text.strip() else None
        if match is not None and match.score >= labels.LEAST:
            found.append((match.key, cell))
    return found


def _without_blanks(cells: list[GridCell], count: int) -> list[GridCell]:
    """Empty cells beyond the number of columns are spacers at either end."""
    while len(cells) > count and not cells[-1].text.strip():
        cells = cells[:-1]
    while len(cells) > count and not cells[0].text.strip():
        cells = cells[1:]
    return cells


def _result_keys() -> tuple[str, ...]:
    form = load_forms()[-1]
    table = form.table(TABLE)
    assert table is not None
    return tuple(column.key for column in table.columns)
