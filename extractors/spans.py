"""The one span expander: rows of cells with declared spans become a Grid."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from extractors.document import Grid, GridCell, Place

MOST_COLUMNS = 200
TO_THE_END = 0
NOWHERE = Place()


@dataclass(frozen=True)
class SpannedCell:
    """A cell as the medium declares it. `column` pins it to a grid column where the medium knows
    that (PDF, DOCX); otherwise it takes the next free one. A `row_span` of 0 reaches to the end
    of the table."""

    text: str
    row_span: int = 1
    column_span: int = 1
    column: int | None = None
    place: Place = NOWHERE


def expand(rows: Sequence[Sequence[SpannedCell]], place: Place) -> Grid:
    """Lays the rows out as HTML does: each cell takes the next free column; a span stops at the
    last row, before a position already taken, and at `MOST_COLUMNS`."""
    taken: list[set[int]] = [set() for _ in rows]
    cells: list[GridCell] = []
    for row_number, row in enumerate(rows):
        column, own = 0, taken[row_number]
        for cell in row:
            column = column if cell.column is None else cell.column
            while column in own:
                column += 1
            if column >= MOST_COLUMNS:
                break
            height = 1 if cell.row_span == 1 else _height(cell, row_number, len(rows))
            width = 1 if cell.column_span == 1 else _width(cell, column, own)
            cells.append(
                GridCell(
                    text=cell.text,
                    row=row_number,
                    column=column,
                    row_span=height,
                    column_span=width,
                    place=Place(
                        cell.place.page,
                        cell.place.box,
                        cell.place.path or place.path,
                        place.table,
                        row_number,
                        column,
                    ),
                )
            )
            if height == width == 1:
                own.add(column)
            else:
                for covered in taken[row_number : row_number + height]:
                    covered.update(range(column, column + width))
            column += width
    width = max((max(covered, default=-1) for covered in taken), default=-1) + 1
    return Grid(len(rows), width, tuple(cells), place)


def _height(cell: SpannedCell, row: int, rows: int) -> int:
    rest = rows - row
    return rest if cell.row_span == TO_THE_END else max(1, min(cell.row_span, rest))


def _width(cell: SpannedCell, column: int, taken: Set[int]) -> int:
    width = 1
    most = min(cell.column_span, MOST_COLUMNS - column)
    while width < most and column + width not in taken:
        width += 1
    return width
