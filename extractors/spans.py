"""The one span expander: rows of cells with declared spans become a Grid."""

from collections.abc import Sequence, Set
from typing import NamedTuple

from extractors.document import Grid, GridCell, Place

MOST_COLUMNS = 200
TO_THE_END = 0
NOWHERE = Place()


class SpannedCell(NamedTuple):
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
        for text, down, across, pinned, own_place in row:
            column = column if pinned is None else pinned
            while column in own:
                column += 1
            if column >= MOST_COLUMNS:
                break
            height = 1 if down == 1 else _height(down, row_number, len(rows))
            width = 1 if across == 1 else _width(across, column, own)
            at = Place(
                own_place.page,
                own_place.box,
                own_place.path or place.path,
                place.table,
                row_number,
                column,
            )
            cells.append(GridCell(text, row_number, column, height, width, at))
            if height == width == 1:
                own.add(column)
            else:
                for covered in taken[row_number : row_number + height]:
                    covered.update(range(column, column + width))
            column += width
    width = max((max(covered, default=-1) for covered in taken), default=-1) + 1
    return Grid(len(rows), width, tuple(cells), place)


def _height(row_span: int, row: int, rows: int) -> int:
    rest = rows - row
    return rest if row_span == TO_THE_END else max(1, min(row_span, rest))


def _width(column_span: int, column: int, taken: Set[int]) -> int:
    width = 1
    most = min(column_span, MOST_COLUMNS - column)
    while width < most and column + width not in taken:
        width += 1
    return width
