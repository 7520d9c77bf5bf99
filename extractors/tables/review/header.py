"""The labels of table 4 that stand over a line of figures, and which figures are under which."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from extractors.document import GridCell
from extractors.tables.lines import Line
from extractors.tables.own_cells import is_nothing
from extractors.tables.review.labels import (
    FIRST_GROUP,
    Labelled,
    doubled_in,
    in_order,
    is_litigation_first,
    orders_of,
    result_keys,
)

# The groups of litigation.
OTHER_GROUPS = 2
# Fewer results than these say nothing of a group.
LEAST_RESULTS = 3


@dataclass
class ReviewHeader:
    """Gathers labels line by line: `groups` and `results` as they come, `lines` as they stand."""

    groups: list[Labelled] = field(default_factory=list)
    results: list[Labelled] = field(default_factory=list)
    lines: list[list[Labelled]] = field(default_factory=list)
    is_litigation_first: bool = False

    def take(
        self, line: Line, groups: list[Labelled], results: list[Labelled], last: Line | None
    ) -> None:
        """Adds a line of labels; a group that is named again begins anew, unless spans were
        flattened within one grid."""
        self.is_litigation_first |= is_litigation_first(line)
        for key, cell in groups:
            if key in dict(self.groups):
                if last is not None and last.grid is line.grid:
                    continue
                self.groups, self.results, self.lines = [], [], []
            self.groups.append((key, cell))
        self.results += results
        self.lines.append(in_order(line, groups))

    def groups_over(self, line: Line, figures: int, read: Set[str]) -> list[Labelled]:
        """The groups that a line of so many figures belongs to. A page break repeats the first
        lines of the table, so a group that is `read` already may stand there for nothing."""
        unread = [group for group in self.groups if group[0] not in read]
        is_cut = figures < len(result_keys()) * len(self.groups)
        is_repeated = is_cut and 0 < len(unread) < len(self.groups)
        groups = unread if is_repeated else [*self._lost_group(line, figures, read), *self.groups]
        if not self.is_litigation_first:
            return groups
        return [
            *(g for g in groups if g[0] != FIRST_GROUP),
            *(g for g in groups if g[0] == FIRST_GROUP),
        ]

    def _lost_group(self, line: Line, figures: int, read: Set[str]) -> list[Labelled]:
        """The first group where its label is lost with the header's first line: the form's other
        groups stand behind five results that nothing spans."""
        order, names = result_keys(), [key for key, _ in self.groups]
        first = [label for label in self.lowest() if label[1].column < len(order)]
        is_lost = FIRST_GROUP not in (*names, *read) and len(names) == OTHER_GROUPS
        if not is_lost or any(_is_under_text(line, cell) for _, cell in first):
            return []
        if figures != len(order) * (OTHER_GROUPS + 1):
            return []
        if [key for key, _ in first] != [*order] or self.groups[0][1].column != len(order):
            return []
        return [(FIRST_GROUP, replace(first[0][1], text="", column_span=len(order)))]

    def orders(self, groups: int) -> list[tuple[str, ...]] | None:
        """The results of each group from left to right, see `orders_of`."""
        return orders_of(self.lines, groups)

    def doubled(self, groups: int, number: int) -> list[str]:
        """The labels of a group that names a result twice, see `doubled_in`."""
        return doubled_in(self.lines, groups, number)

    def fewer(self, groups: int, count: int) -> tuple[str, ...]:
        """The results of each group where the table leaves some out, and has `count` in all: the
        same labels over each group, all of them known; () where that is not so."""
        named = [key for key, _ in self.lowest()]
        each = count // groups if groups else 0
        parts = {tuple(named[start : start + each]) for start in range(0, count, max(each, 1))}
        is_known = all(key for line in self.lines for key, _ in line)
        if len(named) != count or count != each * groups or len(parts) != 1 or not is_known:
            return ()
        order = parts.pop()
        return order if LEAST_RESULTS <= each == len(set(order)) else ()

    def leaves(self, count: int) -> list[Labelled]:
        """The result labels over `count` figures: all that were gathered, or, where labels were
        repeated instead of spanned, the lowest in each column."""
        if len(self.results) == count:
            return self.results
        found = self.lowest()
        return found if len(found) == count else []

    def lowest(self) -> list[Labelled]:
        """The lowest result label of each column, left to right."""
        lowest = {cell.column: (key, cell) for key, cell in self.results}
        return [lowest[column] for column in sorted(lowest)]


def _is_under_text(line: Line, label: GridCell) -> bool:
    """Whether a text stands above a label in its own table."""
    if line.grid is None or label.place.table != line.grid.place.table:
        return True
    above = [line.grid.at(row, label.column) for row in range(label.row)]
    return any(cell is not None and cell.text.strip() for cell in above)


def under(line: Line, group: GridCell, leaves: Sequence[Labelled]) -> list[Labelled]:
    """The figures of a line under the result labels that stand under a group's label, [] where
    they are not five, or nobody can tell whose one is."""
    if line.grid is None or group.place.table != line.grid.place.table:
        return []
    if group.place.box is not None and line.grid.place.box is None:
        return []  # On a page without ruled lines the number of a column tells nothing.
    found = []
    for key, cell in leaves:
        figure = line.grid.at(line.row, cell.column)
        if figure is not None and group.column <= cell.column < group.end_column:
            found.append((key, figure))
    return found if len(dict(found)) == len(result_keys()) and not _are_mixed(found) else []


def _are_mixed(found: Sequence[Labelled]) -> bool:
    """Whether a figure other than nought belongs to two results, or two figures to one."""
    keys, cells = dict(found), {id(cell): key for key, cell in found}
    return any(
        keys[key].text != cell.text or (cells[id(cell)] != key and not is_nothing(cell))
        for key, cell in found
    )
