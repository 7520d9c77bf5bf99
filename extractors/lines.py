"""All tables of a document as one stream of lines, so that a table split in five reads like one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extractors.document import Document, Grid, GridCell, Paragraph, Place
from extractors.figures import Figure, read_figure
from extractors.side_columns import SideColumns

LONGEST_CAPTION = 48
LEADS_ON = re.compile(r"(?:[：:]|如下[）)]?[。]?)\s*$")


@dataclass(frozen=True)
class Line:
    """One row of a grid: the cells that begin in it, left to right. A short paragraph between
    tables (a caption) is a line of one cell without a grid."""

    cells: tuple[GridCell, ...]
    grid: Grid | None
    row: int
    order: int

    @cached_property
    def figures(self) -> tuple[Figure | None, ...]:
        """What each cell prints, None for labels."""
        return tuple(read_figure(cell.text) for cell in self.cells)

    @cached_property
    def first_figure(self) -> int:
        """Index of the first cell that prints a figure or a mark; the number of cells if none."""
        for index, figure in enumerate(self.figures):
            if figure is not None and figure.mark != "empty":
                return index
        return len(self.cells)

    @cached_property
    def prints_figures(self) -> bool:
        return any(figure is not None and figure.mark != "empty" for figure in self.figures)


def lines_of(document: Document) -> Iterator[Line]:
    """The lines of all grids and captions, in the order of the document."""
    order = 0
    sides: SideColumns | None = None
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if len(block.text) <= LONGEST_CAPTION or LEADS_ON.search(block.text[-LONGEST_CAPTION:]):
                yield Line((_caption(block.text, block.place),), None, 0, order)
                order += 1
            continue
        sides = SideColumns(block, sides)
        for row in range(block.height):
            own = sides.without([cell for cell in block.row(row) if cell.row == row])
            if own:
                yield Line(own, block, row, order)
                order += 1


def _caption(text: str, place: Place) -> GridCell:
    return GridCell(text, 0, 0, 1, 1, place)
