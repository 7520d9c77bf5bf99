"""Rows whose label stands twice, once with nothing behind it: the top of a page repeats it."""

from extractors.tables.lines import Line
from extractors.tables.rows import RowReading
from extractors.words.labels import folded


def add_row(row: RowReading, line: Line, rows: list[RowReading], before: Line | None) -> None:
    """Adds a row, read from a line, to those above it, the last of which was read from the line
    `before`: of two that have one label only the one that prints something."""
    if rows and before is not None and _is_repeated(row, line, rows[-1], before):
        if _is_blank(row):
            return
        if _is_blank(rows[-1]):
            rows.pop()
    rows.append(row)


def _is_repeated(row: RowReading, line: Line, above: RowReading, before: Line) -> bool:
    """Whether two rows of one table are the same, one label a piece of the other and nothing said
    behind either."""
    if (row.table, row.row) != (above.table, above.row) or line.grid is not before.grid:
        return False
    names = sorted((folded(row.label), folded(above.label)), key=len)
    are_bare = _ends_with(line, row.label) and _ends_with(before, above.label)
    return are_bare and names[1].startswith(names[0])


def _ends_with(line: Line, label: str) -> bool:
    """Whether a label is the last text of a line."""
    pairs = zip(line.cells, line.figures, strict=True)
    texts = [cell.text for cell, figure in pairs if figure is None]
    return bool(texts) and folded(texts[-1]) == folded(label)


def _is_blank(row: RowReading) -> bool:
    """Whether a row that is placed prints nothing."""
    cells = [cell for candidate in row.candidates for cell in candidate.values()]
    return bool(cells) and not row.doubt and not any(cell.text.strip() for cell in cells)
