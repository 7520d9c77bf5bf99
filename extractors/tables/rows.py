"""From lines to rows of figures: which cells of a line stand under which column labels.

Two alignments are made wherever both are possible: by position (the figure stands under its
column's header) and by order (the n-th figure after the row's label belongs to the n-th column).
Where they differ, both are kept for the form's arithmetic to choose.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.document import Grid, GridCell
from extractors.tables.headers import Header
from extractors.tables.lines import Line
from extractors.tables.own_cells import is_empty, own_cells
from extractors.tables.placing import (
    Assignment,
    RowAbove,
    by_elimination,
    by_order,
    by_pattern,
    by_position,
    by_rows_above,
    differ_by_total,
    from_label,
    is_shifted,
    part_of,
    printed_order,
    under_blank_label,
    under_span,
)
from extractors.tables.row_names import names_whole


@dataclass(frozen=True)
class Leftover:
    """A line inside a statutory table that prints figures but names no row of the form, and the
    kind of the section that it stands in, "" where none is known. `row` is the row above it, of
    which a page break may have cut it, "" where none did."""

    table: str
    text: str
    cells: tuple[GridCell, ...]
    section: str = ""
    row: str = ""


@dataclass(frozen=True)
class RowReading:
    """One row of a statutory table: the assignments that its cells allow, likeliest first.

    `label` is the printed label, `score` how near it is to the form's, `header` the printed column
    labels by key, `line` its number in the stream of lines. `doubt` says why the row can't be
    placed with certainty, "" where it can. `year` and `unit` are those that a caption names.
    `section` is the kind of the section that it stands in, "" where none is known.
    `caption` is what stands right above its table.
    `is_foreign` is whether it stands in a table of other columns than the form's, `is_others`
    whether a caption says that the figures are another year's, `is_of_bodies` whether that they may
    be those of other bodies.
    """

    table: str
    row: str
    candidates: tuple[Assignment, ...]
    label: str
    score: float
    line: int
    header: Mapping[str, str]
    doubt: str = ""
    year: int | None = None
    unit: str = ""
    is_foreign: bool = False
    is_others: bool = False
    section: str = ""
    is_of_bodies: bool = False
    caption: str = ""


@dataclass(frozen=True)
class Alignment:
    """The ways to give the cells of a line on to columns, how many printed figures the best of
    them leaves out, and the column of each cell ("" for none) where the header tells it."""

    candidates: tuple[Assignment, ...] = ()
    left_out: int = 0
    pattern: tuple[str, ...] = ()

    def above(self, grid: Grid | None) -> RowAbove | None:
        """The row for those below it, None where its cells are not placed for certain."""
        is_certain = len(self.candidates) == 1 and not self.left_out
        return RowAbove(grid, self.candidates[0]) if is_certain else None


def align(
    line: Line,
    after: int,
    keys: Sequence[str],
    header: Header | None,
    pattern: Sequence[str] = (),
    above: RowAbove | None = None,
) -> Alignment:
    """Gives the cells of a line from index `after` on to the columns `keys`. `pattern` is that of
    the rows above: a table that goes on elsewhere has its columns in the same order, those of
    nobody included. `above` is one of them."""
    line = own_cells(line, after, keys, header)
    cells, placed = line.cells[after:], None
    if header is not None:
        if sure := _sure(line, after, keys, header):
            return Alignment((sure,))
        if header.contradicts(keys, line.grid, cells[0].column):
            left_over = by_elimination(line, after, keys, header)
            return Alignment((left_over,) if left_over else ())
        placed = by_position(line, after, keys, header)
    if placed is not None and _are_in_order(placed, cells, printed_order(keys, header)):
        # Position and order say the same.
        return Alignment((placed,), 0, tuple(keys) if len(keys) > 1 else ())
    found = _ways(line, after, keys, header, placed)
    if placed is None:
        told = by_pattern(cells, pattern) if set(keys) <= set(pattern) else None
        found += [told, *_by_rows_beside(line, after, keys, header, above, any((*found, told)))]
    return _best(line, after, keys, header, placed, found)


def _by_rows_beside(
    line: Line,
    after: int,
    keys: Sequence[str],
    header: Header | None,
    above: RowAbove | None,
    is_found: bool,
) -> Iterator[Assignment | None]:
    """The ways to place a line of which no label tells all columns, besides those that were found,
    if any `is_found`: by a row above, by the labels that are known."""
    if not is_found or len(line.cells) - after > len(keys):
        # Of more cells than columns, several blank, order alone can't tell which is too many.
        yield by_rows_above(line, after, above)
    if is_found and header is not None:
        yield under_blank_label(line, after, keys, header)


def _best(
    line: Line,
    after: int,
    keys: Sequence[str],
    header: Header | None,
    placed: Assignment | None,
    found: Sequence[Assignment | None],
) -> Alignment:
    """The ways that leave out the fewest figures; `placed` is that by position."""
    cells = line.cells[after:]
    distinct: list[Assignment] = []
    for assignment in found:
        if assignment is not None and assignment not in distinct:
            distinct.append(assignment)
    left_out = [_left_out(cells, assignment) for assignment in distinct]
    if len(keys) == 1 and placed in distinct:
        # A single figure that stands under another column than its own is nobody's for certain.
        return Alignment(tuple(distinct), _rivals(line, after, header, placed))
    if placed is not None and header is not None and _is_beside(line, after, keys, header, placed):
        return Alignment((placed,), _left_out(cells, placed))
    fewest = min(left_out, default=0)
    best = tuple(a for a, count in zip(distinct, left_out, strict=True) if count == fewest)
    told = _pattern(cells, placed) if placed is not None and placed in best else ()
    return Alignment(best, fewest, told if set(keys) <= set(told) else ())


def _are_in_order(placed: Assignment, cells: Sequence[GridCell], printed: Sequence[str]) -> bool:
    """Whether columns, printed in this order, have the cells of a row one by one."""
    return list(placed) == list(printed) and list(map(id, placed.values())) == list(map(id, cells))


def _sure(line: Line, after: int, keys: Sequence[str], header: Header) -> Assignment | None:
    """The cells where labels alone tell them: of a part of the columns, or under a wide one."""
    part = part_of(line, after, keys, header)
    return part or under_span(line, after, keys, header)


def _is_beside(
    line: Line, after: int, keys: Sequence[str], header: Header, placed: Assignment
) -> bool:
    """Whether further figures stand under labels beside those that stand right under the form's:
    then their order tells nothing."""
    if header.grid is not line.grid or len(line.cells) - after <= len(keys):
        return False
    under = [(header.cells[key], cell) for key, cell in placed.items()]
    if not all(a.column <= b.column and b.end_column <= a.end_column for a, b in under):
        return False
    above = (header.above(cell) for cell in _others(line, after, placed))
    first = line.cells[after].column
    return any(label is not None and label.text and label.column >= first for label in above)


def _others(line: Line, after: int, assignment: Assignment) -> list[GridCell]:
    """The cells behind a row's label that print something and that no column has."""
    bound = {id(cell) for cell in assignment.values()}
    return [cell for cell in line.cells[after:] if id(cell) not in bound and not is_empty(cell)]


def _ways(
    line: Line,
    after: int,
    keys: Sequence[str],
    header: Header | None,
    placed: Assignment | None,
) -> list[Assignment | None]:
    """The ways to place a line that its cells and labels tell, likeliest first: `placed` is that by
    position."""
    cells, printed = line.cells[after:], printed_order(keys, header)
    ordered = by_order(cells, printed)
    found = [ordered, placed] if len(cells) == len(keys) else [placed, ordered]
    if differ_by_total(printed, keys, header):
        found.insert(0 if placed is None else len(found), by_order(cells, keys))
    elif placed is None:
        # Labels that stand over no figures may have lost their order with their spans.
        found.append(by_order(cells, keys))
    if header is not None and is_shifted(line, after, printed, header):
        found.append(from_label(cells, printed))
    return found


def _pattern(cells: Sequence[GridCell], assignment: Assignment) -> tuple[str, ...]:
    names = {id(cell): key for key, cell in assignment.items()}
    return tuple(names.get(id(cell), "") for cell in cells)


def _rivals(line: Line, after: int, header: Header | None, assignment: Assignment | None) -> int:
    """How many cells beside the one of a single column may be that column's: those that stand under
    its label, too, or under none that would name another column."""
    if assignment is None or header is None:
        return 0
    others = [cell for cell in _others(line, after, assignment) if not names_whole(cell.text)]
    if header.grid is not line.grid:
        return len(others)
    return sum(header.may_name(header.above(cell), tuple(assignment)) for cell in others)


def _left_out(cells: Sequence[GridCell], assignment: Assignment) -> int:
    """How many printed figures the assignment gives to no column."""
    bound = {id(cell) for cell in assignment.values()}
    return sum(id(cell) not in bound and not is_empty(cell) for cell in cells)
