"""What stands over the figures of a row in its own table, beside the labels that place them: it may
say that they are not the form's."""

from collections.abc import Iterator, Sequence

from extractors import labels
from extractors.document import Grid, GridCell
from extractors.figures import read_figure
from extractors.headers import Header
from extractors.lines import Line
from extractors.placing import Assignment
from extractors.row_names import kind_of


def doubt_above(
    line: Line, after: int, keys: Sequence[str], header: Header | None, assignment: Assignment
) -> str:
    """Why the labels over a row's figures leave it in doubt, "" where they don't. The figures begin
    at index `after` and belong to the columns `keys`, likeliest as `assignment` says."""
    if line.grid is None or not line.row or _prints(line.grid, line.row - 1):
        return ""
    unknown = _unknown_above(line.grid, line.cells[after:], keys)
    if unknown and (header is None or _is_parted(line.grid, line.row, header)):
        return f"they stand under {unknown!r}, which names another column"
    other = _other_above(line.grid, header, assignment) if header is not None else ""
    return f"they stand under {other!r}" if other else ""


def _is_parted(grid: Grid, row: int, header: Header) -> bool:
    """Whether figures stand between the labels in force and a row: those of another block."""
    top = max(label.row for label in header.cells.values())
    return header.grid is grid and any(_prints(grid, between) for between in range(top + 1, row))


def _unknown_above(grid: Grid, figures: Sequence[GridCell], keys: Sequence[str]) -> str:
    """The first label over the figures that names none of the columns, "" where there is none."""
    for cell in figures:
        label = next(_over(grid, cell, 0), None)
        if label is not None and _is_of_header(grid, label) and not _may_name(label.text, keys):
            return label.text
    return ""


def _is_of_header(grid: Grid, label: GridCell) -> bool:
    """Whether a label stands beside the corner of a table, in a line that names its columns."""
    left = [cell.text for cell in grid.row(label.row) if cell.column < label.column]
    return any(labels.furniture().match(text) is not None for text in left)


def _may_name(text: str, keys: Sequence[str]) -> bool:
    """Whether a label names one of some columns, or says no more than that figures follow."""
    match = labels.columns().match(text)
    if match is not None:
        return match.key in keys
    is_plain = kind_of(text) in ("plain", "sum", "this year", "own", "year")
    return is_plain or labels.is_of_form(text)


def _other_above(grid: Grid, header: Header, assignment: Assignment) -> str:
    """The label right over a figure, below the column's own, that names another year, or other
    bodies: the column's label spans several such."""
    if header.grid is not grid:
        return ""
    for key, cell in assignment.items():
        label = header.cells.get(key)
        if label is None or label.column_span <= cell.column_span:
            continue
        for above in _over(grid, cell, label.row + label.row_span):
            kind = kind_of(above.text)
            if kind in ("last year", "parts") or (kind == "year" and not _is_latest(grid, above)):
                return above.text
    return ""


def _over(grid: Grid, cell: GridCell, top: int) -> Iterator[GridCell]:
    """The texts over a cell, from below, down from row `top` and up to the next figure."""
    row = cell.row - 1
    while row >= top:
        above = grid.at(row, cell.column)
        if above is None or _prints(grid, row):
            return
        if above.text.strip():
            yield above
        row = above.row - 1


def _prints(grid: Grid, row: int) -> bool:
    """Whether a row prints figures."""
    figures = [read_figure(cell.text) for cell in grid.row(row) if cell.row == row]
    return any(figure is not None and figure.mark != "empty" for figure in figures)


def _is_latest(grid: Grid, label: GridCell) -> bool:
    """Whether no label beside one that names a year names a later one."""
    years = [cell.text.strip()[:4] for cell in grid.row(label.row) if kind_of(cell.text) == "year"]
    return label.text.strip()[:4] == max(years)
