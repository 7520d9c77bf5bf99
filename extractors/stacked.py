"""Rows that are set as the lines of one: a cell holds the labels of a group one below another, and
each cell beside it a figure for each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors import labels
from extractors.document import GridCell
from extractors.figures import read_figure


def unstacked(cells: Sequence[GridCell]) -> list[tuple[GridCell, ...]]:
    """The rows that the cells of one row hold, itself where it is but one."""
    found = next((n for n, cell in enumerate(cells) if len(_labels(cell)) > 1), None)
    if found is None:
        return [tuple(cells)]
    count = len(_labels(cells[found]))
    stacked = [cell for cell in cells[found + 1 :] if cell.text.strip()]
    if not stacked or any(_figures(cell) != count for cell in stacked):
        return [tuple(cells)]
    rows = [tuple(_lines(cells[found:], number)) for number in range(count)]
    return [(*cells[:found], *rows[0]), *rows[1:]]


def _labels(cell: GridCell) -> list[str]:
    """The lines of a cell, if each is the label of a row to the letter."""
    lines = cell.text.split("\n")
    matches = [labels.rows().match(line) for line in lines]
    keys = {match.key for match in matches if match is not None and match.is_whole}
    return lines if len(keys) == len(lines) else []


def _figures(cell: GridCell) -> int:
    """How many lines of figures a cell holds, 0 where any is none."""
    lines = cell.text.split("\n")
    return len(lines) if all(read_figure(line) is not None for line in lines) else 0


def _lines(cells: Sequence[GridCell], number: int) -> Iterator[GridCell]:
    for cell in cells:
        lines = cell.text.split("\n")
        yield replace(cell, text=lines[number]) if len(lines) > 1 else cell
