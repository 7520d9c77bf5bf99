"""Rows that are set as one: a cell holds the labels of a group one below another, and each cell
beside it a figure for each; or labels with one figure each stand side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from extractors.document import GridCell
from extractors.words import labels
from extractors.words.figures import read_figure

REVIEW = "review"


def unstacked(cells: Sequence[GridCell]) -> list[tuple[GridCell, ...]]:
    """The rows that the cells of one row hold, itself where it is but one."""
    named = [number for number, cell in enumerate(cells) if _labels(cell.text)]
    if not named:
        return [tuple(cells)]
    return _side_by_side(cells, named) or _one_below_another(cells, named) or [tuple(cells)]


def _side_by_side(cells: Sequence[GridCell], starts: Sequence[int]) -> list[tuple[GridCell, ...]]:
    """Labels of rows to the letter, each with one figure behind it; [] where they are not."""
    parts = [tuple(cells[a:b]) for a, b in pairwise((*starts, len(cells)))]
    if len(parts) < 2 or starts[0] > 0 or any(len(_printed(part)) != 1 for part in parts):
        return []
    return parts


def _printed(row: Sequence[GridCell]) -> list[GridCell]:
    """The figures behind a label."""
    return [c for c in row[1:] if c.text.strip() and read_figure(c.text) is not None]


def _one_below_another(
    cells: Sequence[GridCell], named: Sequence[int]
) -> list[tuple[GridCell, ...]]:
    """The lines of cells that hold several; [] where they do not fit together."""
    found = next((n for n in named if len(_labels(cells[n].text)) > 1), None)
    if found is None:
        return []
    count = len(_labels(cells[found].text))
    stacked = [cell for cell in cells[found + 1 :] if cell.text.strip()]
    if not stacked or any(_figures(cell) != count for cell in stacked):
        return []
    rows = [tuple(_lines(cells[found:], number)) for number in range(count)]
    return [(*cells[:found], *rows[0]), *rows[1:]]


@lru_cache(maxsize=8192)
def _labels(text: str) -> tuple[str, ...]:
    """The lines of a text, if each is the label of a row to the letter."""
    lines = tuple(text.split("\n"))
    matches = [labels.rows().match(line) for line in lines]
    keys = {m.key for m in matches if m is not None and m.is_whole and m.table != REVIEW}
    return lines if len(keys) == len(lines) else ()


def _figures(cell: GridCell) -> int:
    """How many lines of figures a cell holds, 0 where any is none."""
    lines = cell.text.split("\n")
    return len(lines) if all(read_figure(line) is not None for line in lines) else 0


def _lines(cells: Sequence[GridCell], number: int) -> Iterator[GridCell]:
    for cell in cells:
        lines = cell.text.split("\n")
        yield replace(cell, text=lines[number]) if len(lines) > 1 else cell
