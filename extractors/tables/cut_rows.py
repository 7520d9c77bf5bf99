"""Rows of tables that a page break cut in two, joined again."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extractors.document import GridCell
from extractors.tables.lines import Line
from extractors.words import labels
from extractors.words.labels import Match

LONGEST_HEADER = 6
SHARED_WIDTH = 0.6
# By how many points the edges of one column may differ from page to page.
MISFIT = 2.0
# How the label of a row begins, however much of it a page break left.
BEGUN = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]|[①-⒛㈠-㈩]")


RowOf = Callable[[str], Match | None]


def mended(lines: Sequence[Line], row_of: RowOf) -> list[Line]:
    """Lines that a page break cut in two, joined: where the label of one line is no whole label of
    the form, makes one together with the text of a later line, and one of the two prints figures,
    or both print parts of the same. A repeated header may stand between them. `row_of` gives the
    row that a text means (or the result, where table 4 gives each a line)."""
    result: list[Line] = []
    for line in lines:
        for index in _reachable(result) if line.grid is not None else ():
            # Behind a caption or another table begins a table of its own.
            is_next = all(between.grid is line.grid for between in result[index + 1 :])
            whole = _joined(result[index], line, row_of, is_next)
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


def _joined(upper: Line, lower: Line, row_of: RowOf, is_next: bool) -> Line | None:
    if upper.grid is None or lower.grid is None:
        return None
    is_page_break = ends_page(upper, lower)
    if upper.prints_figures == lower.prints_figures:
        join = _continued if upper.prints_figures else _joined_blank
        return join(upper, lower, row_of) if is_page_break and is_next else None
    head, tail = _label(upper), _label(lower)
    if head is None or tail is None:
        return _labelled(upper, lower, row_of) if is_page_break else None
    if BEGUN.match(tail.text.strip()):
        return None
    parts = (row_of(head.text), row_of(tail.text))
    if parts[0] is None and not BEGUN.match(head.text.strip()) and not is_page_break:
        return None
    if any(part is not None and part.is_whole for part in parts):
        return None
    text = f"{head.text}{tail.text}"
    whole = row_of(text)
    if whole is None or (not whole.is_whole and (_is_label(tail.text) or _is_furniture(head.text))):
        return None
    if not whole.is_whole and not is_page_break and upper.grid is not lower.grid:
        return None  # A table that is no other's next page begins with labels of its own.
    # A half may look like another row; that the halves make a label to the letter tells more.
    if not whole.is_whole and any(p is not None and p.key != whole.key for p in parts):
        return None
    base, label = (upper, head) if upper.prints_figures else (lower, tail)
    cells = tuple(replace(cell, text=text) if cell is label else cell for cell in base.cells)
    return replace(base, cells=cells)


def _is_label(text: str) -> bool:
    """Whether a text is the label of a column or one that spans others, to the letter."""
    match = labels.columns().match(text)
    return (match is not None and match.is_whole) or _is_furniture(text)


def _is_furniture(text: str) -> bool:
    """Whether a text is a label that spans others, to the letter."""
    match = labels.furniture().match(text)
    return match is not None and match.is_whole


def ends_page(upper: Line, lower: Line) -> bool:
    """Whether one line is the last of its table and the other stands on the page after it."""
    if upper.grid is None or lower.grid is None or not upper.grid.pages:
        return False
    is_last = all(cell.row <= upper.row for cell in upper.grid.cells)
    return is_last and lower.grid.place.page == max(upper.grid.pages) + 1


def _continued(upper: Line, lower: Line, row_of: RowOf) -> Line | None:
    """A row whose figures are wrapped and go on over a page break, each in its own column and most
    with nothing beside them. Where the label goes on with them the parts are one figure; otherwise
    nobody can tell for certain, and the line break between them stays."""
    own = [cell for cell in lower.cells[lower.first_figure :] if cell.text.strip()]
    printed = [cell for cell in upper.cells[upper.first_figure :] if cell.text.strip()]
    above = [next((c for c in printed if _is_same_column(c, cell)), None) for cell in own]
    if None in above or not len(own) < len(printed):
        return None
    head, tail = _label(upper), _label(lower)
    text = f"{head.text if head else ''}{tail.text if tail else ''}"
    match, rest = row_of(text), row_of(tail.text) if tail else None
    is_whole = match is not None and match.is_whole and not (rest is not None and rest.is_whole)
    if tail is not None and not is_whole:
        return None
    gap = "" if tail is not None else "\n"
    texts = {id(c): f"{c.text}{gap}{cell.text}" for c, cell in zip(above, own, strict=True) if c}
    if head is not None:
        texts[id(head)] = text
    cells = tuple(replace(c, text=texts[id(c)]) if id(c) in texts else c for c in upper.cells)
    return replace(upper, cells=cells)


def _is_same_column(cell: GridCell, other: GridCell) -> bool:
    """Whether two cells on pages have the same edges at their sides."""
    if cell.place.box is None or other.place.box is None:
        return False
    (left, _, right, _), (other_left, _, other_right, _) = cell.place.box, other.place.box
    return abs(left - other_left) <= MISFIT and abs(right - other_right) <= MISFIT


def _joined_blank(upper: Line, lower: Line, row_of: RowOf) -> Line | None:
    """A row without figures whose labels a page break cut: nothing else stands in the lower half,
    and each of its texts ends a label that begins in the same column, or the only one; beside them
    there are but other labels."""
    heads, tails = ([c for c in line.cells if c.text.strip()] for line in (upper, lower))
    if not heads or not tails or len(upper.cells) < 2:
        return None
    over = [_begun(tail, heads) for tail in tails] if len(heads) > 1 else heads
    others = [head for head in heads if not any(head is begun for begun in over)]
    are_labels = all(_is_whole(head.text, row_of) or _is_furniture(head.text) for head in others)
    if len(over) != len(tails) or not are_labels:
        return None
    texts: dict[int, str] = {}
    for head, tail in zip(over, tails, strict=True):
        if head is None or not _is_whole(head.text + tail.text, row_of):
            return None
        if _is_whole(tail.text if len(heads) == 1 else head.text, row_of):
            return None
        texts[id(head)] = head.text + tail.text
    cells = tuple(replace(c, text=texts[id(c)]) if id(c) in texts else c for c in upper.cells)
    return replace(upper, cells=cells)


def _is_whole(text: str, row_of: RowOf) -> bool:
    """Whether a text is the label of a row or of a column, to the letter."""
    found = (row_of(text), labels.columns().match(text))
    return any(match is not None and match.is_whole for match in found)


def _begun(tail: GridCell, heads: Sequence[GridCell]) -> GridCell | None:
    """The text that stands in the same column as the end of one."""
    return next((head for head in heads if _is_same_column(head, tail)), None)


def _labelled(upper: Line, lower: Line, row_of: RowOf) -> Line | None:
    """The figures that stand on one page with their label that stands on the other, in the same
    columns."""
    figures, other = (upper, lower) if upper.prints_figures else (lower, upper)
    label = _label(other)
    if label is None or label.place.box is None or _label(figures) is not None:
        return None
    match = row_of(label.text)
    own = other.cells[other.cells.index(label) :]
    theirs = [cell for cell in figures.cells if _is_from(cell, label.place.box[0])]
    if match is None or not match.is_whole or not are_alike(own, theirs):
        return None
    if not any(cell is theirs[0] for cell in figures.cells[: figures.first_figure]):
        return None
    cells = tuple(replace(c, text=label.text) if c is theirs[0] else c for c in figures.cells)
    return replace(figures, cells=cells)


def _is_from(cell: GridCell, left: float) -> bool:
    """Whether a cell begins at a place on the page or right of it."""
    return cell.place.box is not None and cell.place.box[0] >= left - MISFIT


def are_alike(cells: Sequence[GridCell], others: Sequence[GridCell]) -> bool:
    """Whether the cells of two lines stand below one another, each as wide as the other."""
    return len(cells) == len(others) and all(map(_is_same_column, cells, others))


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
