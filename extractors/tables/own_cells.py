"""Which cells of a row are its own: no spacers, nothing that a flattened span repeats."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.document import Grid, GridCell
from extractors.tables.headers import Header
from extractors.tables.lines import Line
from extractors.words.figures import read_figure


def own_cells(line: Line, after: int, keys: Sequence[str], header: Header | None) -> Line:
    """The line without cells that are no columns of its own: blank ones beyond its table's usual
    width or below blank labels, and copies. Its columns `keys` begin at index `after` or behind."""
    count = len(keys)
    if len(line.cells) - after <= count:
        return line
    line = _within(line, after, count)
    if header is None or header.grid is not line.grid:
        return line
    line = _without_copies(line, after, count, header)
    return _without_spacers(_behind_corner(line, after, keys, header), after, count, header)


def _within(line: Line, after: int, count: int) -> Line:
    """The line without blank cells that stand right of where most rows of its table end, as long
    as `count` remain from index `after` on. Where the first of those is blank, too, nobody can tell
    which cell is too many."""
    cells = line.cells
    end = line.grid.usual_width if line.grid is not None else 0
    if len(cells) <= after or is_empty(cells[after]):
        return line
    while len(cells) > after + count and cells[-1].column >= end and is_empty(cells[-1]):
        cells = cells[:-1]
    return line if len(cells) == len(line.cells) else replace(line, cells=cells)


def _without_copies(line: Line, after: int, count: int, header: Header) -> Line:
    """The line without cells that repeat the one before them, as their labels do: a span that was
    flattened fills every box that it covered. Just `count` must remain from index `after`."""
    own = line.cells[after:]
    if len(own) <= count:
        return line
    kept = own[:1] + tuple(
        cell
        for before, cell in pairwise(own)
        if cell.text != before.text or not _is_copy(header.above(cell), header.above(before))
    )
    return replace(line, cells=(*line.cells[:after], *kept)) if len(kept) == count else line


def _is_copy(label: GridCell | None, before: GridCell | None) -> bool:
    """Whether a label repeats the one before it: two cells, one text."""
    if label is None or before is None or label is before:
        return False
    return bool(label.text.strip()) and label.text == before.text


def _without_spacers(line: Line, after: int, count: int, header: Header) -> Line:
    """The line without the cells of columns that are blank from their labels down, where just
    `count` remain from index `after`."""
    own = line.cells[after:]
    if len(own) <= count:
        return line
    solid = tuple(cell for cell in own if not is_spacer(cell, line.grid, header))
    return replace(line, cells=(*line.cells[:after], *solid)) if len(solid) == count else line


def _behind_corner(line: Line, after: int, keys: Sequence[str], header: Header) -> Line:
    """The line without the blank cells that stand left of the first column's label, among the
    labels of rows. They stay where the line ends before its table does: then its figures may have
    moved to the left."""
    label = header.cells.get(keys[0])
    is_short = line.grid is None or line.cells[-1].end_column < line.grid.usual_width
    if label is None or is_short:
        return line
    own = line.cells[after:]
    behind = tuple(cell for cell in own if cell.column >= label.column or not is_empty(cell))
    return replace(line, cells=(*line.cells[:after], *behind)) if len(behind) >= len(keys) else line


def is_spacer(cell: GridCell, grid: Grid | None, header: Header) -> bool:
    """Whether a cell stands in a column in which nothing is printed, its label neither."""
    if grid is None or cell.text.strip() or cell.column_span > 1:
        return False
    if header.row is None or grid.at(header.row, cell.column) is None:
        return False  # A row that is longer than its labels has a cell too many.
    column = (grid.at(row, cell.column) for row in range(grid.height))
    alone = [c for c in column if c is not None and c.column_span == 1 and c.column == cell.column]
    return not any(other.text.strip() for other in alone)


def is_empty(cell: GridCell) -> bool:
    """Whether the cell prints nothing at all."""
    figure = read_figure(cell.text)
    return figure is not None and figure.mark == "empty"


def is_nothing(cell: GridCell) -> bool:
    """Whether the cell prints a nought or a mark, which holds for every column that it spans."""
    figure = read_figure(cell.text)
    return figure is not None and not figure.value and not figure.doubt
