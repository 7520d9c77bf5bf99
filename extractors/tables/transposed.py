"""Tables set on their side: the form's rows across, its columns down."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from extractors.document import Document, Grid, GridCell
from extractors.words import labels

REVIEW = "review"
DEEPEST_HEADER, WIDEST_LABELS = 7, 6


def upright(document: Document) -> Document:
    """The document with such tables turned; the same one where there are none. A cell keeps its
    place in the source."""
    blocks = tuple(_turned(b) if isinstance(b, Grid) and _lies(b) else b for b in document.blocks)
    return document if blocks == document.blocks else replace(document, blocks=blocks)


def _lies(grid: Grid) -> bool:
    """Whether more of a table's rows are named across one line than down, and its columns down
    below that line. Table 4 has its groups across in the form."""
    across = [_rows_named(_line(grid, row)) for row in range(min(grid.height, DEEPEST_HEADER))]
    most = max(across, key=len, default=frozenset())
    if not most:
        return False
    table = next(iter(most))[0]
    below = range(across.index(most) + 1, grid.height)
    firsts = [cell for row in below for cell in grid.row(row) if cell.column < WIDEST_LABELS]
    if len(most) <= len(_rows_named(firsts)):
        return False
    return any(_names_column(cell.text, table) for cell in firsts)


def _names_column(text: str, table: str) -> bool:
    """Whether a text names a column; a numbered one (3.其他) names a row."""
    return not labels.split_enumerator(text)[0] and labels.columns().match(text, table) is not None


def _line(grid: Grid, row: int) -> list[GridCell]:
    """The cells of a line, without the first: there the labels of rows stand in a table that is
    upright."""
    return [cell for cell in grid.row(row) if cell.row == row and cell.column > 0]


def _rows_named(cells: Iterable[GridCell]) -> frozenset[tuple[str, str]]:
    """The rows of the form that the cells name, as (table, key)."""
    return frozenset(row for cell in cells if (row := _row_named(cell.text)) is not None)


@lru_cache(maxsize=8192)
def _row_named(text: str) -> tuple[str, str] | None:
    """The row that a text names, as (table, key). A label that is a column's too (总计) names
    none."""
    match = labels.rows().match(text, "") if not labels.columns().nearest(text, "") else None
    return (match.table, match.key) if match is not None and match.table != REVIEW else None


def _turned(grid: Grid) -> Grid:
    cells = [
        replace(
            cell,
            row=cell.column,
            column=cell.row,
            row_span=cell.column_span,
            column_span=cell.row_span,
        )
        for cell in grid.cells
    ]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(grid.width, grid.height, tuple(cells), grid.place)
