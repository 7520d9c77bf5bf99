"""What stands over the figures of a row in its own table, beside the labels that place them, below
them or left of the row's own label: it may say that they are not the form's, or not one row's."""

import re
from collections.abc import Sequence

from extractors.document import Grid, GridCell
from extractors.tables.headers import Header
from extractors.tables.lines import Line
from extractors.tables.placing import Assignment
from extractors.tables.row_names import kind_of
from extractors.words import labels
from extractors.words.figures import read_figure

YEAR = re.compile(r"(?:19|20)\d{2}年?")
# By how much the numbers of rows go on at most.
LARGEST_STEP = 4


def doubt_above(
    line: Line, after: int, keys: Sequence[str], header: Header | None, assignment: Assignment
) -> str:
    """Why the labels over a row's figures leave it in doubt, "" where they don't. The figures begin
    at index `after` and belong to the columns `keys`, likeliest as `assignment` says."""
    if line.grid is None:
        return ""
    unknown = _unknown_above(line.grid, line.row, line.cells[after:], keys)
    if unknown and (header is None or _is_parted(line.grid, line.row, header)):
        return f"they stand under {unknown!r}, which names another column"
    other = _other_above(line.grid, header, assignment) if header is not None else ""
    return f"they stand under {other!r}" if other else ""


def doubt_below(line: Line, after: int, own: labels.Match) -> str:
    """Why the figures of a row, from index `after` on, may be another's as well, "" where they are
    its own: they span the label of a row that prints none. `own` is the row that it is."""
    tall = [cell for cell in line.cells[after:] if cell.row + cell.row_span > line.row + 1]
    printed = [cell for cell in tall if _is_printed(cell)]
    foot = max((cell.row + cell.row_span for cell in printed), default=0)
    for row in range(line.row + 1, foot if line.grid is not None else 0):
        begun = [cell for cell in line.grid.row(row) if cell.row == row] if line.grid else []
        for cell in begun if not any(map(_is_printed, begun)) else ():
            match = labels.rows().match(cell.text, own.table)
            if match is not None and match.is_whole and match.key != own.key:
                return f"its figures stand beside {cell.text.strip()!r}, too"
    return ""


def doubt_left(line: Line, index: int, before: int) -> tuple[str, int]:
    """(why a figure left of a row's label, at `index`, leaves the row in doubt, "" where none does;
    the last number that counts rows). Numbers go on from that of the row `before`, or begin with 1;
    one may be left out, or span rows. Years are read as such."""
    count, doubt = before, ""
    for cell in line.cells[:index]:
        figure = read_figure(cell.text)
        if figure is None or figure.value is None or YEAR.fullmatch(cell.text.strip()):
            continue
        count = int(figure.value)
        if count != 1 and not before <= count <= before + LARGEST_STEP:
            doubt = f"{cell.text.strip()!r} stands left of its label"
    return doubt, count


def _is_parted(grid: Grid, row: int, header: Header) -> bool:
    """Whether figures stand between the labels in force and a row: those of another block."""
    if header.grid is not grid or (top := header.row) is None:
        return False
    return any(_prints(grid, between) for between in range(top + 1, row))


def _unknown_above(grid: Grid, row: int, figures: Sequence[GridCell], keys: Sequence[str]) -> str:
    """The first label over the figures of a row that names none of the columns, "" where there is
    none."""
    top = next((above for above in range(row - 1, -1, -1) if _prints(grid, above)), -1) + 1
    for cell in figures if top < row else ():
        label = _over(grid, cell, top)
        if label is not None and _is_of_header(grid, label) and not _may_name(label.text, keys):
            return label.text
    return ""


def _is_of_header(grid: Grid, label: GridCell) -> bool:
    """Whether a label stands beside the corner of a table, in a line that names its columns."""
    left = [cell.text for cell in grid.row(label.row) if cell.column < label.column]
    return any(labels.furniture().match(text) is not None for text in left)


def _may_name(text: str, keys: Sequence[str]) -> bool:
    """Whether a label names one of some columns, or says no more than that figures follow; or it is
    the begin of one that spans rows."""
    match = labels.columns().match(text)
    if match is not None:
        return match.key in keys
    is_plain = kind_of(text) in ("plain", "sum", "this year", "own", "year")
    return is_plain or labels.is_of_form(text) or labels.begins_group(text)


def _other_above(grid: Grid, header: Header, assignment: Assignment) -> str:
    """The label right over a figure, below the column's own, that names another year, or other
    bodies: the column's label spans several such."""
    if header.grid is not grid:
        return ""
    for key, cell in assignment.items():
        label = header.cells.get(key)
        if label is None or label.column_span <= cell.column_span:
            continue
        if label.place.table != grid.place.table:
            continue
        below = grid.at(label.row + label.row_span, cell.column)
        kind = kind_of(below.text) if below is not None and below.row < cell.row else ""
        if below is not None and (
            kind in ("last year", "parts") or (kind == "year" and not _is_latest(grid, below))
        ):
            return below.text
    return ""


def _over(grid: Grid, cell: GridCell, top: int) -> GridCell | None:
    """The nearest text over a cell, down from row `top`; one that begins above that spans on."""
    row = cell.row - 1
    while row >= top and (above := grid.at(row, cell.column)) is not None:
        if above.text.strip() and above.row >= top:
            return above
        row = above.row - 1
    return None


def _prints(grid: Grid, row: int) -> bool:
    """Whether a row prints figures."""
    return any(_is_printed(cell) for cell in grid.row(row) if cell.row == row)


def _is_printed(cell: GridCell) -> bool:
    figure = read_figure(cell.text)
    return figure is not None and figure.mark != "empty"


def _is_latest(grid: Grid, label: GridCell) -> bool:
    """Whether no label beside one that names a year names a later one."""
    years = [cell.text.strip()[:4] for cell in grid.row(label.row) if kind_of(cell.text) == "year"]
    return label.text.strip()[:4] == max(years)
