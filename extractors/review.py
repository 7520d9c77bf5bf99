"""Table 4 (reconsideration and litigation), however it is set: wide in one line of fifteen figures,
as groups under one another, as three tables, as a row per group, or one result to a line.

The reader gathers group labels and result labels until a line of figures comes, and then gives
the figures to them in order; where the labels stand in a grid, their position is the second
alignment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors import labels
from extractors.captions import Captions
from extractors.cut_rows import ends_page
from extractors.document import GridCell
from extractors.lines import Line
from extractors.placing import Assignment
from extractors.review_labels import (
    FIRST_GROUP,
    TABLE,
    Labelled,
    in_order,
    is_litigation_first,
    matches,
    once,
    orders_of,
    result_keys,
)
from extractors.rows import Leftover, RowReading
from extractors.side_columns import names_sum

# The groups of litigation.
OTHER_GROUPS = 2
# Fewer results than these say nothing of a group.
LEAST_RESULTS = 3
THIS_YEAR = ("本年", "本年度", "今年")


@dataclass
class ReviewReader:
    """Takes the lines that belong to table 4, one after another."""

    rows: list[RowReading] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    groups: list[Labelled] = field(default_factory=list)
    results: list[Labelled] = field(default_factory=list)
    labelled: list[list[Labelled]] = field(default_factory=list)
    last: Line | None = None
    is_filled: bool = False
    filled_from: int = 0
    filled_label: str = ""
    is_litigation_first: bool = False
    captions: Captions = field(default_factory=Captions)
    blank_from: int | None = None

    def take(self, line: Line) -> bool:
        """Whether the line belongs to table 4; if so it has been read."""
        groups = once(matches(line, labels.rows()))
        results = matches(line, labels.columns())
        is_blank, before = self._is_blank_row(line), len(self.rows)
        self._drop_blank(line, bool(results) and not groups)
        if line.prints_figures or is_blank or _is_blank_single(line, results):
            taken = self._take_figures(line, groups, results)
        else:
            taken = self._take_labels(line, groups, results)
        if taken:
            self.last = line
            self.blank_from = before if is_blank else None
        return taken

    def _drop_blank(self, line: Line, names_results: bool) -> None:
        """Forgets a blank line that was taken for figures, where the figures stand below it (or on
        the next page), or more labels of its results."""
        if self.blank_from is None:
            return
        is_same = self.last is not None and line.grid is self.last.grid
        if line.first_figure > 0 and not (is_same and names_results):
            return
        if is_same or len(line.cells) == len(result_keys()) * len(self.groups):
            del self.rows[self.blank_from :]
            self.is_filled, self.blank_from = False, None

    def _is_blank_row(self, line: Line) -> bool:
        """A line of empty cells right under the result labels, or first on the page after them,
        prints its zeros as nothing."""
        return (
            self.last is not None
            and (line.grid is self.last.grid or ends_page(self.last, line))
            and bool(self.results)
            and not self.is_filled
            and not any(cell.text.strip() for cell in line.cells)
        )

    def _take_labels(self, line: Line, groups: list[Labelled], results: list[Labelled]) -> bool:
        if not groups and (line.grid is None or len(results) < 2):
            return False
        if self.is_filled or (line.grid is None and self.groups and self.results):
            # A caption begins anew, even where nothing was found to read under the one before.
            self.groups, self.results, self.labelled = [], [], []
            self.is_filled = self.is_litigation_first = False
        self.is_litigation_first |= is_litigation_first(line)
        for key, cell in groups:
            if key in dict(self.groups):
                if self.last is not None and self.last.grid is line.grid:
                    continue
                self.groups, self.results, self.labelled = [], [], []
            self.groups.append((key, cell))
        self.results += results
        self.labelled.append(in_order(line, groups))
        return True

    def _take_figures(self, line: Line, groups: list[Labelled], results: list[Labelled]) -> bool:
        order = result_keys()
        figures = [cell for cell, f in zip(line.cells, line.figures, strict=True) if f is not None]
        printed = sum(bool(cell.text.strip()) for cell in figures)
        if groups and len(self.results) >= len(order):
            return self._take_group(line, groups[-1], figures)
        names_result = bool(results) and printed < len(order)
        if not (groups or names_result) and self._is_second_row(line) and not self._sums_up(line):
            if not _is_of_all(self.filled_label):
                self.leftovers.append(Leftover(TABLE, line.cells[0].text, line.cells))
            return True
        if len(results) == 1 and printed <= len(self.groups) > 1 and not groups:
            return self._take_result(line, results[0])
        if len(results) == 1 and printed < len(order) and (groups or self.groups):
            return self._take_single(line, (groups or self.groups)[-1], results[0], figures)
        is_bare = line.first_figure == 0 or not "".join(
            cell.text for cell in line.cells[: line.first_figure]
        )
        if not self.groups or self.is_filled or not (self.results or is_bare):
            return False
        if not self.results and len(figures) != len(order) * len(self.groups):
            return False
        self.is_filled, self.filled_from = True, len(self.rows)
        self.filled_label = _label(line)
        return self._take_wide(line, figures)

    def _take_wide(self, line: Line, figures: list[GridCell]) -> bool:
        """A line with the figures of all groups named above it, five for each. Where a page break
        cut the result labels in two, the number of figures still tells their order."""
        order = result_keys()
        groups = self._groups_over(figures)
        count = len(order) * len(groups)
        leaves = self._leaves(count)
        orders = orders_of(self.labelled, len(groups))
        cells = _without_blanks(figures, count)
        if len(cells) > count and self._take_by_position(line, groups, figures):
            return True
        if len(cells) < count and self._take_fewer(line, groups, cells):
            return True
        if len(cells) != count or orders is None:
            if line.prints_figures:
                self.leftovers.append(Leftover(TABLE, "", line.cells))
            self.is_filled = line.prints_figures
            return True
        for number, group in enumerate(groups):
            part = slice(number * len(order), (number + 1) * len(order))
            by_order = list(zip(orders[number], cells[part], strict=True))
            self._row(line, group, by_order, self._by_position(line, group, leaves))
        return True

    def _take_by_position(
        self, line: Line, groups: list[Labelled], figures: list[GridCell]
    ) -> bool:
        """A line with more figures than the groups have, where sums of several groups stand beside
        them: each group's are those under its label, the others stand under 合计 or the like."""
        leaves = self._lowest()
        placed = [(group, self._by_position(line, group, leaves)) for group in groups]
        used = {id(cell) for _, found in placed for _, cell in found}
        others = [cell for cell in figures if id(cell) not in used and cell.text.strip()]
        if not all(found for _, found in placed) or not all(map(self._is_sum, others)):
            return False
        for group, found in placed:
            self._row(line, group, found, [])
        return True

    def _take_fewer(self, line: Line, groups: list[Labelled], cells: list[GridCell]) -> bool:
        """A line of a table that leaves a result out: the same labels over each group."""
        named = self._lowest()
        each = len(named) // max(len(groups), 1)
        parts = [named[start : start + each] for start in range(0, len(named), max(each, 1))]
        keys = {tuple(key for key, _ in part) for part in parts}
        is_known = all(key for labels_ in self.labelled for key, _ in labels_)
        if len(named) != len(cells) or len(parts) != len(groups) or len(keys) != 1 or not is_known:
            return False
        order = keys.pop()
        if each < LEAST_RESULTS or len(set(order)) != each:
            return False
        for number, group in enumerate(groups):
            own = cells[number * each : (number + 1) * each]
            self._row(line, group, list(zip(order, own, strict=True)), [])
        return True

    def _is_sum(self, figure: GridCell) -> bool:
        """Whether a label above the figure, outside the groups, says that it sums them up."""
        grid = self.last.grid if self.last is not None else None
        above = [grid.at(row, figure.column) for row in range(figure.row)] if grid else []
        return any(cell is not None and names_sum(cell.text) for cell in above)

    def _groups_over(self, figures: list[GridCell]) -> list[Labelled]:
        """The groups that a line of figures belongs to. A page break repeats the first lines of the
        table, so a group that has its figures already may stand there for nothing."""
        read = {row.row for row in self.rows}
        unread = [group for group in self.groups if group[0] not in read]
        per_group = len(result_keys())
        is_repeated = 0 < len(unread) < len(self.groups) and len(figures) < per_group * len(
            self.groups
        )
        groups = unread if is_repeated else [*self._lost_group(len(figures)), *self.groups]
        if not self.is_litigation_first:
            return groups
        return [
            *(g for g in groups if g[0] != FIRST_GROUP),
            *(g for g in groups if g[0] == FIRST_GROUP),
        ]

    def _lost_group(self, figures: int) -> list[Labelled]:
        """The first group where its label is lost with the header's first line: the form's other
        groups stand behind five results of their own that nothing spans."""
        order, names = result_keys(), [key for key, _ in self.groups]
        first = [label for label in self._lowest() if label[1].column < len(order)]
        is_lost = FIRST_GROUP not in names and len(names) == OTHER_GROUPS
        if not is_lost or figures != len(order) * (OTHER_GROUPS + 1):
            return []
        if [key for key, _ in first] != [*order] or self.groups[0][1].column != len(order):
            return []
        return [(FIRST_GROUP, replace(first[0][1], text="", column_span=len(order)))]

    def _leaves(self, count: int) -> list[Labelled]:
        """The result labels over `count` figures: all that were gathered, or, where labels were
        repeated instead of spanned, the lowest in each column."""
        if len(self.results) == count:
            return self.results
        found = self._lowest()
        return found if len(found) == count else []

    def _lowest(self) -> list[Labelled]:
        """The lowest result label of each column, left to right."""
        lowest = {cell.column: (key, cell) for key, cell in self.results}
        return [lowest[column] for column in sorted(lowest)]

    def _take_group(self, line: Line, group: Labelled, figures: list[GridCell]) -> bool:
        """A line that begins with its group and has the five results under their header."""
        order = tuple(key for key, _ in self._lowest())
        cells = _without_blanks(figures, len(order))
        if len(cells) != len(order) or sorted(order) != sorted(result_keys()):
            self.leftovers.append(Leftover(TABLE, group[1].text, line.cells))
            return True
        self._row(line, group, list(zip(order, cells, strict=True)), [])
        return True

    def _take_single(
        self, line: Line, group: Labelled, result: Labelled, figures: list[GridCell]
    ) -> bool:
        """A line with one result."""
        cells = _without_blanks([c for c in figures if c.column > result[1].column], 1)
        if len(cells) != 1:
            return False
        self.groups = [group]
        self._add(line, group, result[0], cells[0])
        return True

    def _sums_up(self, line: Line) -> bool:
        """Whether a further line is of all that those above are parts of, or of this year: then
        they are forgotten."""
        is_later = _is_of_all(_label(line)) and not _is_of_all(self.filled_label)
        if is_later:
            del self.rows[self.filled_from :]
            self.leftovers.clear()
            self.is_filled = False
        return is_later

    def _is_second_row(self, line: Line) -> bool:
        """Further figures under a header whose figures have been read: another year, a part."""
        if self.last is None or not self.is_filled:
            return False
        is_bare = not any(cell.text.strip() for cell in line.cells[: line.first_figure])
        is_next_page = len(line.cells) == len(self.last.cells) and is_bare
        return line.grid is self.last.grid or is_next_page

    def _take_result(self, line: Line, result: Labelled) -> bool:
        """A line with one result for each of several groups, which stand side by side above."""
        if line.grid is None or any(c.place.table != line.grid.place.table for _, c in self.groups):
            return False
        for key, label in self.groups:
            cell = line.grid.at(line.row, label.column)
            if cell is not None:
                self._add(line, (key, label), result[0], cell)
        return True

    def _add(self, line: Line, group: Labelled, result: str, cell: GridCell) -> None:
        """One result of a group, joined to those that the group has already."""
        for number, row in enumerate(self.rows):
            if row.row == group[0] and row.candidates and result not in row.candidates[0]:
                whole = {**row.candidates[0], result: cell}
                self.rows[number] = replace(row, candidates=(whole,))
                return
        self._row(line, group, [(result, cell)], [])

    def _by_position(
        self, line: Line, group: Labelled, leaves: Sequence[Labelled]
    ) -> list[Labelled]:
        """The figures under the result labels that stand under the group's label."""
        label = group[1]
        if line.grid is None or label.place.table != line.grid.place.table:
            return []
        if label.place.box is not None and line.grid.place.box is None:
            return []  # On a page without ruled lines the number of a column tells nothing.
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
            RowReading(
                TABLE,
                key,
                tuple(candidates),
                label.text,
                100.0,
                line.order,
                header,
                year=self.captions.year,
                is_others=self.captions.is_others,
                section=self.captions.section,
                is_of_bodies=self.captions.is_of_bodies,
            )
        )


def _label(line: Line) -> str:
    return "".join(cell.text for cell in line.cells[: line.first_figure])


def _is_of_all(label: str) -> bool:
    """Whether a line's label says that it sums up others, or is this year's beside another's."""
    return names_sum(label) or label.strip() in THIS_YEAR


def _is_blank_single(line: Line, results: list[Labelled]) -> bool:
    """One result label with nothing but an empty cell behind it."""
    if len(results) != 1 or line.grid is None:
        return False
    behind = [cell for cell in line.cells if cell.column > results[0][1].column]
    return bool(behind) and not any(cell.text.strip() for cell in behind)


def _without_blanks(cells: list[GridCell], count: int) -> list[GridCell]:
    """Empty cells beyond the number of columns are spacers: those at either end, or all where one
    stands before each figure."""
    while len(cells) > count and not cells[-1].text.strip():
        cells = cells[:-1]
    while len(cells) > count and not cells[0].text.strip():
        cells = cells[1:]
    solid = [cell for cell in cells if cell.text.strip()]
    are_spaced = len(cells) >= 2 * count - 1
    return solid if are_spaced and len(solid) == count else cells
