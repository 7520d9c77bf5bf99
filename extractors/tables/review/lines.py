"""Table 4 (reconsideration and litigation), however it is set: wide in one line of fifteen figures,
as groups under one another, as three tables, as a row per group, or one result to a line.

The reader gathers group labels and result labels until a line of figures comes, and then gives
the figures to them in order; where the labels stand in a grid, their position is the second
alignment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.document import GridCell
from extractors.tables.captions import Captions
from extractors.tables.lines import Line
from extractors.tables.placing import Assignment
from extractors.tables.review.blanks import (
    is_blank_group,
    is_blank_row,
    is_blank_single,
    is_named_blank,
)
from extractors.tables.review.figures import (
    adds_up,
    counts_columns,
    figures_of,
    is_merged,
    noughts_of_others,
)
from extractors.tables.review.header import ReviewHeader, under
from extractors.tables.review.labels import (
    TABLE,
    Labelled,
    labels_of,
    result_keys,
)
from extractors.tables.row_names import supersedes, year_beside
from extractors.tables.rows import Leftover, RowReading
from extractors.tables.side_columns import names_sum


@dataclass
class ReviewReader:
    """Takes the lines that belong to table 4, one after another."""

    rows: list[RowReading] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    header: ReviewHeader = field(default_factory=ReviewHeader)
    last: Line | None = None
    is_filled: bool = False
    filled_from: int = 0
    filled_label: str = ""
    filled_cells: tuple[GridCell, ...] = ()
    captions: Captions = field(default_factory=Captions)
    blank_from: int | None = None
    is_counted: bool = False

    def take(self, line: Line) -> bool:
        """Whether the line belongs to table 4; if so it has been read."""
        groups, results = labels_of(line)
        if not groups and not results and self.last is None:
            return False
        self._drop_blank(line, bool(results) and not groups)
        is_blank, before = (
            is_blank_row(line, self.last, self.header, self.is_filled),
            len(self.rows),
        )
        if line.prints_figures or is_blank or self._prints_zeros(line, groups, results):
            taken = self._take_figures(line, groups, results)
        else:
            taken = self._take_labels(line, groups, results)
        if taken:
            self.last = line
            self.is_counted = counts_columns(line)
            self.blank_from = before if is_blank or self.is_counted else None
        return taken

    def _prints_zeros(self, line: Line, groups: list[Labelled], results: list[Labelled]) -> bool:
        """Whether a line with a name prints its zeros as nothing."""
        return (
            is_blank_single(line, results)
            or is_named_blank(line, self.last, self.header)
            or is_blank_group(line, groups, self.last, self.header, self.is_filled)
        )

    def _drop_blank(self, line: Line, names_results: bool) -> None:
        """Forgets a blank line that was taken for figures, or one that numbers the columns, where
        the figures stand below it (or on the next page), or more labels of its results."""
        if self.blank_from is None:
            return
        is_same = self.last is not None and line.grid is self.last.grid
        is_blank = self.is_counted and not any(cell.text.strip() for cell in line.cells)
        if line.first_figure > 0 and not (is_same and (names_results or is_blank)):
            return
        if is_same or len(line.cells) == len(result_keys()) * len(self.header.groups):
            del self.rows[self.blank_from :]
            self.is_filled, self.blank_from = False, None

    def _take_labels(self, line: Line, groups: list[Labelled], results: list[Labelled]) -> bool:
        is_told = line.grid is not None and (
            self._names_several(results)
            or self._may_name_results(line)
            or self._goes_on(line, results)
        )
        if not groups and not is_told:
            return False
        if self.is_filled or (line.grid is None and self.header.groups and self.header.results):
            # A caption begins anew, even where nothing was found to read under the one before.
            self.header, self.is_filled = ReviewHeader(), False
        self.header.take(line, groups, results, self.last)
        return True

    def _names_several(self, results: list[Labelled]) -> bool:
        """Whether labels name several results; below groups one may stand for each, elsewhere it is
        one whose flattened span repeats it ((七)总计 of another table)."""
        is_below = bool(self.header.groups) and not self.is_filled
        return len(results) > 1 and (is_below or len({key for key, _ in results}) > 1)

    def _goes_on(self, line: Line, results: list[Labelled]) -> bool:
        """Whether a line has one label alone, which stands higher or lower than its neighbours."""
        texts = [cell for cell in line.cells if cell.text.strip()]
        is_same = self.last is not None and line.grid is self.last.grid
        return (
            is_same
            and bool(self.header.groups)
            and not self.is_filled
            and (len(texts) == len(results) == 1)
        )

    def _may_name_results(self, line: Line) -> bool:
        """Whether a line right below the groups, in their grid, has a text for each result: labels
        that nobody knows, or pieces of them."""
        if not self.header.groups or self.is_filled or self.last is None:
            return False
        texts = [cell for cell in line.cells if cell.text.strip()]
        return line.grid is self.last.grid and len(texts) >= len(result_keys())

    def _take_figures(self, line: Line, groups: list[Labelled], results: list[Labelled]) -> bool:
        order = result_keys()
        figures = figures_of(line, self.header, bool(groups or results))
        printed = sum(bool(cell.text.strip()) for cell in figures)
        if groups and len(self.header.results) >= len(order):
            return self._take_group(line, groups[-1], figures)
        names_result = bool(results) and printed < len(order)
        is_second = not (groups or names_result) and self._is_second_row(line)
        if is_second and not self._supersedes(line):
            self.leftovers.append(Leftover(TABLE, _label(line), line.cells))
            return True
        if len(results) == 1 and printed <= len(self.header.groups) > 1 and not groups:
            return self._take_result(line, results[0])
        if len(results) == 1 and printed < len(order) and (groups or self.header.groups):
            return self._take_single(line, (groups or self.header.groups)[-1], results[0], figures)
        is_told = bool(self.header.results) or not _label(line)
        if not self.header.groups or self.is_filled or not is_told:
            return False
        if not self.header.results and len(figures) != len(order) * len(self.header.groups):
            return False
        self.is_filled, self.filled_from = True, len(self.rows)
        self.filled_label, self.filled_cells = _label(line), line.cells
        return self._take_wide(line, figures)

    def _take_wide(self, line: Line, figures: list[GridCell]) -> bool:
        """A line with the figures of all groups named above it, five for each. Where a page break
        cut the result labels in two, the number of figures still tells their order."""
        order = result_keys()
        groups = self.header.groups_over(line, len(figures), {row.row for row in self.rows})
        count = len(order) * len(groups)
        leaves = self.header.leaves(count)
        orders = self.header.orders(len(groups))
        cells = _without_blanks(figures, count)
        if len(figures) > count and self._take_by_position(
            line, groups, figures, len(cells) > count
        ):
            return True
        if len(cells) < count and (fewer := self.header.fewer(len(groups), len(cells))):
            order, orders, leaves, count = fewer, [fewer] * len(groups), [], len(cells)
        if len(cells) != count or orders is None:
            if line.prints_figures:
                self.leftovers.append(Leftover(TABLE, "", line.cells))
            self.is_filled = line.prints_figures
            return True
        for number, group in enumerate(groups):
            part = slice(number * len(order), (number + 1) * len(order))
            by_order = list(zip(orders[number], cells[part], strict=True))
            printed = self.header.doubled(len(groups), number)
            texts = dict(zip(orders[number], printed, strict=False)) if printed else None
            self._row(line, group, by_order, under(line, group[1], leaves), texts)
        return True

    def _take_by_position(
        self, line: Line, groups: list[Labelled], figures: list[GridCell], are_too_many: bool
    ) -> bool:
        """A line with more figures than the groups have, where sums of several groups stand beside
        them: each group's are those under its label, the others stand under 合计 or the like, or
        are noughts under labels that nobody knows. Unless figures `are_too_many`, blank ones aside,
        there must be such a sum."""
        leaves = self.header.lowest()
        placed = [(group, under(line, group[1], leaves)) for group in groups]
        used = {id(cell) for _, found in placed for _, cell in found}
        others = [cell for cell in figures if id(cell) not in used]
        sums = [cell for cell in others if self._is_sum(cell)]
        strange = noughts_of_others(self.header.lines, figures)
        are_others = all(cell in sums or cell in strange for cell in others if cell.text.strip())
        is_told = bool(sums) or are_too_many
        if not (all(found for _, found in placed) and is_told and are_others):
            return False
        for group, found in placed:
            self._row(line, group, found, [])
        return True

    def _is_sum(self, figure: GridCell) -> bool:
        """Whether a label above the figure, outside the groups, says that it sums them up."""
        grid = self.last.grid if self.last is not None else None
        above = [grid.at(row, figure.column) for row in range(figure.row)] if grid else []
        return any(cell is not None and names_sum(cell.text) for cell in above)

    def _take_group(self, line: Line, group: Labelled, figures: list[GridCell]) -> bool:
        """A line that begins with its group and has the five results under their header."""
        order = tuple(key for key, _ in self.header.lowest())
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
        self.header.groups = [group]
        self._add(line, group, result[0], cells[0])
        return True

    def _supersedes(self, line: Line) -> bool:
        """Whether a further line is the report's own rather than the one that was read, which is
        then none of the form's. Where nothing tells which of two lines with names of their own is,
        those that were read are in doubt."""
        is_own = supersedes(_label(line), self.filled_label)
        if is_own:
            del self.rows[self.filled_from :]
            self.leftovers.append(Leftover(TABLE, self.filled_label, self.filled_cells))
            self.is_filled = False
        elif is_own is None:
            doubt = f"a further line, {_label(line)!r}, stands below that of {self.filled_label!r}"
            own = self.rows[self.filled_from :]
            self.rows[self.filled_from :] = [replace(row, doubt=doubt) for row in own]
        return bool(is_own)

    def _is_second_row(self, line: Line) -> bool:
        """Further figures under a header whose figures have been read: another year, a part."""
        if self.last is None or not self.is_filled:
            return False
        is_next_page = len(line.cells) == len(self.last.cells) and not _label(line).strip()
        return line.grid is self.last.grid or is_next_page

    def _take_result(self, line: Line, result: Labelled) -> bool:
        """A line with one result for each of several groups, which stand side by side above. A
        figure that is merged over two is nobody's."""
        if line.grid is None or any(
            c.place.table != line.grid.place.table for _, c in self.header.groups
        ):
            return False
        placed = [(g, line.grid.at(line.row, g[1].column)) for g in self.header.groups]
        cells = [cell for _, cell in placed if cell is not None]
        if any(is_merged(cell, cells) for cell in cells):
            self.leftovers.append(Leftover(TABLE, result[1].text, line.cells))
            return True
        for group, cell in placed:
            if cell is not None:
                self._add(line, group, result[0], cell)
        return True

    def _add(self, line: Line, group: Labelled, result: str, cell: GridCell) -> None:
        """One result of a group, joined to those that the group has already."""
        for number, row in enumerate(self.rows):
            if row.row == group[0] and row.candidates and result not in row.candidates[0]:
                whole = {**row.candidates[0], result: cell}
                self.rows[number] = replace(row, candidates=(whole,))
                return
        self._row(line, group, [(result, cell)], [])

    def _row(
        self,
        line: Line,
        group: Labelled,
        by_order: Sequence[Labelled],
        by_position: Sequence[Labelled],
        texts: Mapping[str, str] | None = None,
    ) -> None:
        """Adds a group's row. `texts` are its labels by key where one stands twice among them: then
        its figures must add up."""
        key, label = group
        candidates: list[Assignment] = [dict(by_order)]
        if by_position and dict(by_position) != candidates[0]:
            candidates.append(dict(by_position))
        header = texts or {k: cell.text for k, cell in self.header.results}
        is_doubtful = texts is not None and not adds_up(by_order)
        self.rows.append(
            RowReading(
                TABLE,
                key,
                tuple(candidates),
                label.text,
                100.0,
                line.order,
                header,
                "its labels name a result twice, and its sum fails" if is_doubtful else "",
                year=year_beside(line.left_of(line.first_figure)) or self.captions.year,
                is_others=self.captions.is_others,
                section=self.captions.section,
                is_of_bodies=self.captions.is_of_bodies,
                caption=self.captions.title,
            )
        )


def _label(line: Line) -> str:
    return "".join(cell.text for cell in line.cells[: line.first_figure])


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
