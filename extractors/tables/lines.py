"""All tables of a document as one stream of lines, so that a table split in five reads like one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from extractors.document import Document, Grid, GridCell, Paragraph, Place
from extractors.tables.side_columns import SideColumns
from extractors.tables.stacked import unstacked
from extractors.words import labels
from extractors.words.figures import Figure, read_figure
from extractors.words.headings import is_cut_heading

LONGEST_CAPTION = 48
NUMBER = re.compile(r"[（(]?(?:[1-9]\d?|[一二三四五六七八九十]{1,3})[)）、.．]?")
LEADS_ON = re.compile(r"(?:[：:]|如下[）)]?[。]?)\s*$")
MARKS = ")）、.．"


@dataclass(frozen=True)
class Line:
    """One row of a grid: the cells that begin in it, left to right. A short paragraph between
    tables (a caption) is a line of one cell without a grid, and may be a link's."""

    cells: tuple[GridCell, ...]
    grid: Grid | None
    row: int
    order: int
    is_link: bool = False

    @cached_property
    def figures(self) -> tuple[Figure | None, ...]:
        """What each cell prints, None for labels."""
        return tuple(read_figure(cell.text) for cell in self.cells)

    @cached_property
    def first_figure(self) -> int:
        """Index of the first cell that prints a figure or a mark; the number of cells if none. The
        number of a label, or of the group around it, may stand in a cell of its own before it."""
        printed = [n for n, f in enumerate(self.figures) if f is not None and f.mark != "empty"]
        if printed and self._is_number(printed[0]):
            named = self._named_behind(printed[0])
            printed = [index for index in printed if index > named]
        return printed[0] if printed else len(self.cells)

    def _named_behind(self, index: int) -> int:
        """Index of the row's label that follows a cell, with nothing but blanks, numbers and labels
        of groups between; -1 where none does."""
        for number, figure in enumerate(self.figures[index:], index):
            cell = self.cells[number]
            if figure is None and labels.rows().nearest(cell.text):
                return number
            if figure is None and labels.furniture().match(cell.text) is None:
                return -1
            if figure is not None and cell.text.strip() and not NUMBER.fullmatch(cell.text.strip()):
                return -1
        return -1

    def _is_number(self, index: int) -> bool:
        """Whether a cell may hold the number of a label behind it: no row is named before it, at
        most a group."""
        if not NUMBER.fullmatch(self.cells[index].text.strip()):
            return False
        ahead = [cell.text for cell in self.cells[:index]]
        named = [text for text in ahead if any(m.is_whole for m in labels.rows().nearest(text))]
        return all(labels.furniture().match(text) is not None for text in named)

    def numbered(self, index: int) -> str:
        """The text of a cell with the number that stands in a cell of its own before it."""
        text = self.cells[index].text
        number = self.cells[index - 1].text.strip() if index else ""
        if not number or not self._is_number(index - 1) or labels.split_enumerator(text)[0]:
            return text
        return f"{number}{'' if number[-1] in MARKS else '.' if number.isdecimal() else '、'}{text}"

    def left_of(self, index: int) -> tuple[GridCell, ...]:
        """The cells left of one of the line's own, with those that reach in from above."""
        if self.grid is None or index >= len(self.cells):
            return self.cells[:index]
        above = (cell for cell in self.grid.row(self.row) if cell.row < self.row)
        limit = self.cells[index].column
        return (*(c for c in above if c.column < limit), *self.cells[:index])

    @cached_property
    def prints_figures(self) -> bool:
        return any(figure is not None and figure.mark != "empty" for figure in self.figures)


def lines_of(document: Document) -> Iterator[Line]:
    """The lines of all grids and captions, in the order of the document. A section's heading on two
    lines is one caption: the second line may look like a label (复议、提起行政诉讼情况)."""
    order = 0
    sides: SideColumns | None = None
    cut = ""
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        if isinstance(block, Paragraph):
            text, cut = cut + block.text, ""
            if isinstance(following, Paragraph) and is_cut_heading(text, following.text):
                cut = text
            elif len(text) <= LONGEST_CAPTION or LEADS_ON.search(text[-LONGEST_CAPTION:]):
                yield Line((_caption(text, block.place),), None, 0, order, block.is_link)
                order += 1
            continue
        sides = SideColumns(block, sides)
        for row in range(block.height):
            own = sides.without([cell for cell in block.row(row) if cell.row == row])
            for cells in unstacked(own) if own else ():
                yield Line(cells, block, row, order)
                order += 1


def _caption(text: str, place: Place) -> GridCell:
    return GridCell(text, 0, 0, 1, 1, place)
