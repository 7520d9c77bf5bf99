"""All tables of a document as one stream of lines, so that a table split in five reads like one."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from extractors.document import Document, Grid, GridCell, Paragraph, Place
from extractors.figures import Figure, read_figure
from extractors.side_columns import SideColumns

LONGEST_CAPTION = 30
LONGEST_HEADER = 6
SHARED_WIDTH = 0.6
# How the label of a row begins, however much of it a page break left.
BEGUN = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]|[①-⒛㈠-㈩]")


class RowMatch(Protocol):
    """What a label means, and whether it is a whole label of the form to the letter."""

    @property
    def key(self) -> str: ...

    @property
    def is_whole(self) -> bool: ...


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
            if len(block.text) <= LONGEST_CAPTION:
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


def mended(lines: Sequence[Line], row_of: Callable[[str], RowMatch | None]) -> list[Line]:
    """Lines that a page break cut in two, joined: where the label of one line is no whole label of
    the form, makes one together with the text of a later line, and only one of the two prints
    figures. A repeated header may stand between them. `row_of` gives the row that a text means
    (or the result, where table 4 gives each a line)."""
    result: list[Line] = []
    for line in lines:
        for index in _reachable(result):
            whole = _joined(result[index], line, row_of)
            if whole is not None:
                result[index] = whole
                break
        else:
            result.append(line)
    return result


def _reachable(lines: Sequence[Line]) -> Iterator[int]:
    """The last few lines, back to the first that prints figures."""
    for index in range(len(lines) - 1, max(-1, len(lines) - 1 - LONGEST_HEADER), -1):
        yield index
        if lines[index].prints_figures:
            return


def _joined(upper: Line, lower: Line, row_of: Callable[[str], RowMatch | None]) -> Line | None:
    if upper.grid is None or lower.grid is None or upper.prints_figures == lower.prints_figures:
        return None
    is_page_break = _ends_page(upper, lower)
    head, tail = _label(upper), _label(lower)
    if head is None or tail is None:
        return _labelled(upper, lower, row_of) if is_page_break else None
    text = f"{head.text}{tail.text}"
    whole = row_of(text)
    parts = (row_of(head.text), row_of(tail.text))
    if parts[0] is None and not BEGUN.match(head.text.strip()) and not is_page_break:
        return None
    if BEGUN.match(tail.text.strip()):
        return None
    if whole is None or any(part is not None and part.is_whole for part in parts):
        return None
    # A half may look like another row; that the halves make a label to the letter tells more.
    if not whole.is_whole and any(p is not None and p.key != whole.key for p in parts):
        return None
    base, label = (upper, head) if upper.prints_figures else (lower, tail)
    cells = tuple(replace(cell, text=text) if cell is label else cell for cell in base.cells)
    return replace(base, cells=cells)


def _ends_page(upper: Line, lower: Line) -> bool:
    """Whether one line is the last of its table and the other stands on the page after it."""
    if upper.grid is None or lower.grid is None or upper.grid.place.page is None:
        return False
    is_last = all(cell.row <= upper.row for cell in upper.grid.cells)
    return is_last and lower.grid.place.page == upper.grid.place.page + 1


def _labelled(upper: Line, lower: Line, row_of: Callable[[str], RowMatch | None]) -> Line | None:
    """The figures that stand on one page with their label that stands on the other."""
    figures, other = (upper, lower) if upper.prints_figures else (lower, upper)
    label = _label(other)
    if label is None or _label(figures) is not None:
        return None
    match = row_of(label.text)
    if match is None or not match.is_whole:
        return None
    below = [
        cell
        for cell in figures.cells[: figures.first_figure]
        if is_below(cell, label) and not cell.text.strip()
    ]
    if len(below) != 1:
        return None
    cells = tuple(replace(c, text=label.text) if c is below[0] else c for c in figures.cells)
    return replace(figures, cells=cells)


def _label(line: Line) -> GridCell | None:
    """The last text before the figures."""
    texts = [cell for cell in line.cells[: line.first_figure] if cell.text.strip()]
    return texts[-1] if texts else None


def is_below(cell: GridCell, other: GridCell) -> bool:
    """Whether two cells on pages share most of their width."""
    if cell.place.box is None or other.place.box is None:
        return False
    (left, _, right, _), (other_left, _, other_right, _) = cell.place.box, other.place.box
    shared = min(right, other_right) - max(left, other_left)
    return shared > SHARED_WIDTH * max(1.0, min(right - left, other_right - other_left))
