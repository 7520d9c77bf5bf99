"""Tables set on their side: the form's rows across, its columns down."""

from dataclasses import replace

from extractors import labels
from extractors.document import Document, Grid, GridCell

REVIEW = "review"


def upright(document: Document) -> Document:
    """The document with such tables turned; the same one where there are none. A cell keeps its
    place in the source."""
    blocks = tuple(_turned(b) if isinstance(b, Grid) and _lies(b) else b for b in document.blocks)
    return document if blocks == document.blocks else replace(document, blocks=blocks)


def _lies(grid: Grid) -> bool:
    """Whether row labels of one table stand in the first row and column labels of the same table
    in the first column. Table 4 has its groups across in the form."""
    across = {_row_table(cell) for cell in grid.row(0)} - {"", REVIEW}
    if not across:
        return False
    firsts = [grid.at(row, 0) for row in range(1, grid.height)]
    down = {table for table in across for cell in firsts if cell and _names_column(cell, table)}
    named_down = {_row_table(cell) for cell in firsts if cell}
    return bool(down) and not down & named_down


def _row_table(cell: GridCell) -> str:
    match = labels.rows().match(cell.text, "")
    return match.table if match else ""


def _names_column(cell: GridCell, table: str) -> bool:
    return labels.columns().match(cell.text, table) is not None


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
