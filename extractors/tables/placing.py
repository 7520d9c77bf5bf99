"""The single ways to give the cells of a row to columns: by order, by position, by the labels that
are known, by the rows above. None where a way leads nowhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.document import Box, Grid, GridCell
from extractors.tables.cut_rows import is_below
from extractors.tables.headers import Header
from extractors.tables.lines import Line
from extractors.tables.own_cells import is_empty, is_nothing, is_spacer
from extractors.words.figures import read_figure

Assignment = Mapping[str, GridCell]
TOTAL = "total"
# By how many points the edges of a column may differ from those of its label.
MISFIT = 4.0


@dataclass(frozen=True)
class RowAbove:
    """A row whose cells are placed for certain, and its grid."""

    grid: Grid | None
    cells: Assignment


def part_of(line: Line, after: int, keys: Sequence[str], header: Header) -> Assignment | None:
    """The cells of a table that has but some of the columns, each under its label: one set in
    halves, or without the kinds of applicants that never applied."""
    named = [key for key in keys if key in header.cells]
    if not 1 < len(named) < len(keys):
        return None
    own = _own(line, after)
    is_same = len(own) == len(keys) and header.grid is line.grid
    spacers = sum(is_spacer(cell, line.grid, header) for cell in own.values()) if is_same else 0
    if len(named) != len(own) - spacers:
        return None
    found = {key: _under(header.cells[key], line, own, header) for key in named}
    cells = [cell for cell in found.values() if cell is not None]
    are_own = len({id(cell) for cell in cells}) == len(named)
    return {key: cell for key, cell in found.items() if cell is not None} if are_own else None


def by_elimination(
    line: Line, after: int, keys: Sequence[str], header: Header
) -> Assignment | None:
    """The cells under the labels that are known, and the one that is left over for the one column
    whose label is not."""
    own = _own(line, after)
    found = {
        key: cell
        for key in keys
        if (label := header.cells.get(key)) and (cell := _under(label, line, own, header))
    }
    used = {id(cell) for cell in found.values()}
    rest = [cell for cell in own.values() if id(cell) not in used]
    left = [key for key in keys if key not in found]
    if len(left) != 1 or len(rest) != 1 or len(used) != len(found):
        return None
    return {**found, left[0]: rest[0]}


def under_blank_label(
    line: Line, after: int, keys: Sequence[str], header: Header
) -> Assignment | None:
    """By elimination, where the other labels stand right over their cells and the label over the
    one that is left is blank."""
    found = by_elimination(line, after, keys, header) or {}
    named = [(header.cells[key], cell) for key, cell in found.items() if key in header.cells]
    left = [cell for key, cell in found.items() if key not in header.cells]
    if len(left) != 1 or not named or line.grid is None or line.grid is not header.grid:
        return None
    above = line.grid.at(max(label.row for label, _ in named), left[0].column)
    are_over = all((a.column, a.column_span) == (b.column, b.column_span) for a, b in named)
    return found if are_over and above is not None and not above.text.strip() else None


def under_span(line: Line, after: int, keys: Sequence[str], header: Header) -> Assignment | None:
    """The one figure under the label of a single column that spans several boxes of the grid, where
    nothing but blank cells stand beside it and no further label between."""
    label = header.cells.get(keys[0])
    grid = line.grid
    if len(keys) != 1 or label is None or grid is None or grid is not header.grid:
        return None
    own = line.cells[after:]
    solid = [cell for cell in own if not is_empty(cell)]
    if len(own) == 1 or len(solid) != 1 or not label.column <= solid[0].column < label.end_column:
        return None
    below = range(label.row + label.row_span, line.row)
    between = (grid.at(row, solid[0].column) for row in below)
    texts = [cell.text for cell in between if cell is not None and cell.column >= label.column]
    return {keys[0]: solid[0]} if all(read_figure(text) is not None for text in texts) else None


def is_shifted(line: Line, after: int, keys: Sequence[str], header: Header) -> bool:
    """Whether the first cell behind a row's label stands under the labels' own corner: a span that
    is missing or wrong has moved the row to the left."""
    first = header.cells.get(keys[0])
    if line.grid is None or line.grid is not header.grid or first is None:
        return False
    above = line.grid.at(first.row, line.cells[after].column)
    is_left = line.cells[after].column < first.column
    return is_left and above is not None and bool(above.text.strip())


def from_label(cells: Sequence[GridCell], keys: Sequence[str]) -> Assignment | None:
    """The cells in order from the label on, where only blank ones are left over."""
    if len(cells) < len(keys) or not all(is_empty(cell) for cell in cells[len(keys) :]):
        return None
    return dict(zip(keys, cells, strict=False))


def by_pattern(cells: Sequence[GridCell], pattern: Sequence[str]) -> Assignment | None:
    """The cells by the order of the rows above. Blank cells before them belong to the label, unless
    the last one is blank, too, and may be the one too many."""
    extra = len(cells) - len(pattern)
    if extra < 0 or not all(is_empty(cell) for cell in cells[:extra]):
        return None
    if extra and is_empty(cells[-1]):
        return None
    return {key: cell for key, cell in zip(pattern, cells[extra:], strict=True) if key}


def by_rows_above(line: Line, after: int, above: RowAbove | None) -> Assignment | None:
    """The cells where a row above has its own, nothing but blank ones beside them: in the same grid
    by their columns, on another page by their edges. None for a longer row, or where one figure
    would belong to two columns (a nought above may have been merged over both)."""
    if above is None or _is_longer(line):
        return None
    cells = line.cells[after:]
    is_same = line.grid is above.grid
    found: dict[str, GridCell] = {}
    for key, over in above.cells.items():
        at = [c for c in cells if (c.column == over.column if is_same else _has_edges(c, over))]
        if len(at) != 1 or (at[0] in found.values() and not is_nothing(at[0])):
            return None
        found[key] = at[0]
    used = {id(cell) for cell in found.values()}
    return found if found and all(id(c) in used or is_empty(c) for c in cells) else None


def _has_edges(cell: GridCell, other: GridCell) -> bool:
    """Whether two cells stand on pages between the same edges, left and right."""
    one, two = cell.place.box, other.place.box
    if one is None or two is None:
        return False
    return abs(one[0] - two[0]) <= MISFIT and abs(one[2] - two[2]) <= MISFIT


def printed_order(keys: Sequence[str], header: Header | None) -> Sequence[str]:
    """The columns as the header prints them, left to right; the form's order where the header
    names only some, or follows it line by line and no page tells where its labels stand. Where it
    was flattened, so that its labels stand above one another, a line of them tells, if any does."""
    if header is None or not all(key in header.cells for key in keys):
        return keys
    if header.follows_form and not _are_on_page(keys, header):
        return keys
    lefts = {key: _left(header.cells[key]) for key in keys}
    if len(set(lefts.values())) == len(keys):
        return sorted(keys, key=lefts.__getitem__)
    return header.spanned_order(keys) or keys


def _are_on_page(keys: Sequence[str], header: Header) -> bool:
    """Whether the labels of columns stand on one page, where no wrong span moves them."""
    places = [header.cells[key].place for key in keys if key in header.cells]
    if any(place.box is None for place in places):
        return False
    return len({place.page for place in places}) == 1


def differ_by_total(printed: Sequence[str], keys: Sequence[str], header: Header | None) -> bool:
    """Whether only 总计 stands elsewhere than in the form: as a label that spans the lines of the
    header it may be printed before others and yet be the last column, unless it is declared to
    span them."""
    if header is None or header.cells.get(TOTAL) is None or header.cells[TOTAL].row_span > 1:
        return False
    parts = [[key for key in order if key != TOTAL] for order in (printed, keys)]
    return tuple(printed) != tuple(keys) and parts[0] == parts[1]


def _left(label: GridCell) -> float:
    return label.place.box[0] if label.place.box is not None else float(label.column)


def by_order(cells: Sequence[GridCell], keys: Sequence[str]) -> Assignment | None:
    """The cells in order. Where there are more cells than columns, the one window of neighbours
    that leaves out only empty cells; any without as many empty ones, if all of these say the same.
    """
    extra = len(cells) - len(keys)
    if extra <= 0:
        return None if extra else dict(zip(keys, cells, strict=True))
    windows = [cells[start : start + len(keys)] for start in range(extra + 1)]
    printed = [sum(not is_empty(cell) for cell in window) for window in windows]
    whole = sum(not is_empty(cell) for cell in cells)
    best = [window for window, count in zip(windows, printed, strict=True) if count == whole]
    if len(best) == 1:
        return dict(zip(keys, best[0], strict=True))
    solid = [cell for cell in cells if not is_empty(cell)]
    if len(solid) == len(keys):
        return dict(zip(keys, solid, strict=True))
    return _without_any(cells, keys, extra)


def _without_any(cells: Sequence[GridCell], keys: Sequence[str], extra: int) -> Assignment | None:
    """The cells without so many empty ones where it makes no difference which: nothing is printed
    between the first of the empty cells and the last."""
    empty = [number for number, cell in enumerate(cells) if is_empty(cell)]
    if len(empty) < extra or empty[-1] - empty[0] >= len(empty):
        return None
    left_out = {id(cells[number]) for number in empty[:extra]}
    return dict(zip(keys, (c for c in cells if id(c) not in left_out), strict=True))


def by_position(line: Line, after: int, keys: Sequence[str], header: Header) -> Assignment | None:
    """The cells that stand under the header cells. None where a column has no cell of its own, the
    row is longer than the others of its grid, or than its labels (a cell too many has moved the
    rest),
    a printed figure would belong to two columns, wrong spans put the labels of a header that
    follows the form in another order, or the row's columns are not the header's."""
    chosen: dict[str, GridCell] = {}
    if _is_longer(line) or _is_beyond(line, header):
        return None
    own, used = _own(line, after), set[int]()
    for key in keys:
        label = header.cells.get(key)
        cell = _under(label, line, own, header) if label is not None else None
        if cell is None and label is not None and _is_unruled(line, label):
            is_full = len(own) == len(keys) and header.names_only(keys)
            cell = None if is_full else _blank(line, label)
        if cell is None or (id(cell) in used and not is_nothing(cell)):
            return None
        chosen[key] = cell
        used.add(id(cell))
    lefts = [_left(cell) for cell in chosen.values()]
    if header.follows_form and lefts != sorted(lefts) and not _are_on_page(keys, header):
        return None
    return chosen if _is_one_table(line, header, chosen) else None


def _is_longer(line: Line) -> bool:
    """Whether a row is longer than the others of its grid."""
    return line.grid is not None and line.cells[-1].end_column > line.grid.usual_width


def _is_beyond(line: Line, header: Header) -> bool:
    """Whether the rows of a grid without places on a page go on behind its labels: nobody can tell
    whether the cell too many is the first or the last."""
    if line.grid is None or line.grid is not header.grid or header.row is None:
        return False
    labels = line.grid.row(header.row)
    if not labels or labels[-1].place.box is not None:
        return False
    return line.cells[-1].end_column > labels[-1].end_column


def _is_one_table(line: Line, header: Header, chosen: Assignment) -> bool:
    """Whether ruled columns go on below their labels: in a piece set as a table of its own, with
    columns of other widths, place tells nothing."""
    if line.grid is None or line.grid.place.box is None:
        return True
    pairs = [(_whole_box(key, chosen, header), cell.place.box) for key, cell in chosen.items()]
    same = sum(
        label is not None
        and box is not None
        and abs(label[0] - box[0]) <= MISFIT
        and abs(label[2] - box[2]) <= MISFIT
        for label, box in pairs
    )
    return 2 * same >= len(pairs)


def _whole_box(key: str, chosen: Assignment, header: Header) -> Box | None:
    """The box of all labels that stand over the cell of a column: a nought may be merged over
    several."""
    cell = chosen[key]
    boxes = [header.cells[k].place.box for k, other in chosen.items() if other is cell]
    known = [box for box in boxes if box is not None]
    if not known or len(known) < len(boxes):
        return None
    lefts, tops, rights, bottoms = zip(*known, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _own(line: Line, after: int) -> Mapping[int, GridCell]:
    """The cells of a line from an index on, by their identity."""
    return {id(cell): cell for cell in line.cells[after:]}


def _under(
    label: GridCell, line: Line, own: Mapping[int, GridCell], header: Header
) -> GridCell | None:
    """Which of a line's `own` cells stands under a header cell: by their edges on the page where
    both have them, otherwise by their columns in grids of one width."""
    if label.place.box is not None:
        return next((cell for cell in own.values() if is_below(cell, label)), None)
    if line.grid is None or header.grid is None or line.grid.width != header.grid.width:
        return None
    cell = line.grid.at(line.row, label.column)
    return cell if id(cell) in own else None


def _is_unruled(line: Line, label: GridCell) -> bool:
    """Whether a line stands on a page without ruled lines, where nothing tells of a blank cell but
    the place below its label."""
    return line.grid is not None and line.grid.place.box is None and label.place.box is not None


def _blank(line: Line, label: GridCell) -> GridCell:
    """The blank cell of a line below a label."""
    boxes = [cell.place.box for cell in line.cells if cell.place.box is not None]
    if label.place.box is None or not boxes:
        return replace(label, text="")
    left, _, right, _ = label.place.box
    box = (left, min(box[1] for box in boxes), right, max(box[3] for box in boxes))
    return replace(label, text="", row=line.row, place=replace(line.cells[0].place, box=box))
