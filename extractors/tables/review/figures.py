"""The figures of a line of table 4, one for each result of its groups."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from extractors.document import GridCell
from extractors.tables.lines import Line
from extractors.tables.own_cells import is_nothing
from extractors.tables.review.header import ReviewHeader
from extractors.tables.review.labels import TABLE, Labelled, result_keys
from extractors.words.figures import read_figure
from extractors.words.labels import folded
from forms.loader import tables_of


def figures_of(line: Line, header: ReviewHeader, has_labels: bool) -> list[GridCell]:
    """The cells of a line that print figures. Where only a word keeps them from being as many as
    the results of all groups, it stands among them; a mark that is merged over several results
    stands for each. `has_labels` is whether the line names a group or a result itself."""
    figures = [cell for cell, f in zip(line.cells, line.figures, strict=True) if f is not None]
    count = len(result_keys()) * len(header.groups)
    if has_labels or len(figures) >= count:
        return figures
    behind = list(line.cells[line.first_figure :])
    if any(f is None and _is_of_label(c) for c, f in zip(line.cells, line.figures, strict=True)):
        return figures  # A header that was cut stands in the same line.
    spread = [cell for cell in figures for _ in range(_results_under(cell, line, header))]
    return next((cells for cells in (behind, spread) if len(cells) == count), figures)


def _is_of_label(cell: GridCell) -> bool:
    """Whether a text is a label of a result, or a piece of one."""
    text = folded(cell.text)
    return any(text in wording or wording in text for wording in _wordings())


@cache
def _wordings() -> frozenset[str]:
    columns = (column for table in tables_of(TABLE) for column in table.columns)
    return frozenset(folded(wording) for column in columns for wording in column.wordings)


def _results_under(cell: GridCell, line: Line, header: ReviewHeader) -> int:
    """How many results a cell stands for: those over it, where it prints nothing but a mark."""
    if not is_nothing(cell) or cell.column_span == 1 or line.grid is None:
        return 1
    labels = [label for _, label in header.lowest() if label.place.table == line.grid.place.table]
    over = [label for label in labels if cell.column <= label.column < cell.end_column]
    return max(1, len(over))


def adds_up(figures: Sequence[Labelled]) -> bool:
    """Whether the last of the results is the sum of the others; what prints nothing is nought."""
    read = {key: read_figure(cell.text) for key, cell in figures}
    values = {key: figure.value or 0 for key, figure in read.items() if figure is not None}
    *parts, total = result_keys()
    return len(values) == len(read) and sum(values[key] for key in parts) == values[total]


def is_merged(cell: GridCell, cells: Sequence[GridCell]) -> bool:
    """Whether a figure other than nought stands more than once among the cells of columns."""
    return not is_nothing(cell) and sum(other is cell for other in cells) > 1


def noughts_of_others(
    lines: Sequence[Sequence[Labelled]], figures: Sequence[GridCell]
) -> list[GridCell]:
    """The figures that are nought and stand right under labels that nobody knows, where the lowest
    line has one label for each figure of a row, right above it."""
    lowest = lines[-1] if lines else ()
    pairs = list(zip(lowest, figures, strict=False))
    are_above = all((a.column, a.column_span) == (b.column, b.column_span) for (_, a), b in pairs)
    if len(lowest) != len(figures) or not are_above:
        return []
    return [cell for (key, _), cell in pairs if not key and is_nothing(cell)]


def counts_columns(line: Line) -> bool:
    """Whether a line holds nothing but 1, 2, 3 …, for each group anew or not: numbers of columns,
    if figures follow."""
    texts = [cell.text.strip() for cell in line.cells if cell.text.strip()]
    if len(texts) < len(result_keys()) or not all(text.isdecimal() for text in texts):
        return False
    return all(int(b) in (int(a) + 1, 1) for a, b in pairwise(texts)) and len(set(texts)) > 1
