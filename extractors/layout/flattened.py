"""Tables that lost their cells: every cell a paragraph of its own, one below the other.

A run of short paragraphs with many figures among them is set together again: the last label before
some figures begins a row, the labels before that are a header.
"""

from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Block, Document, Paragraph, Place
from extractors.spans import SpannedCell, expand
from extractors.words import labels
from extractors.words.figures import read_figure

LONGEST = 45
LEAST_RUN = 8
LEAST_FIGURES = 4


def regrouped(document: Document) -> Document:
    """The document with flattened tables as grids; the same one where there are none."""
    blocks: list[Block] = []
    run: list[Paragraph] = []
    tables = len(document.grids)
    for block in (*document.blocks, None):
        if isinstance(block, Paragraph) and len(block.text) <= LONGEST:
            run.append(block)
            continue
        grid_rows = _rows(run)
        if grid_rows:
            blocks.append(expand(grid_rows, Place(path=run[0].place.path, table=tables)))
            tables += 1
        else:
            blocks += run
        run = []
        if block is not None:
            blocks.append(block)
    if len(blocks) == len(document.blocks):
        return document
    return replace(document, blocks=tuple(blocks))


def _rows(run: Sequence[Paragraph]) -> list[list[SpannedCell]]:
    """The rows of a run, [] where it is no table."""
    figures = sum(_is_figure(paragraph.text) for paragraph in run)
    if len(run) < LEAST_RUN or figures < LEAST_FIGURES:
        return []
    rows: list[list[SpannedCell]] = []
    names: list[SpannedCell] = []
    for paragraph in run:
        cell = SpannedCell(paragraph.text, place=paragraph.place)
        if not _is_figure(paragraph.text):
            names.append(cell)
        elif names:
            rows += _opened(names, cell)
            names = []
        elif rows:
            rows[-1].append(cell)
    return [*rows, *([names] if names else [])]


def _opened(names: list[SpannedCell], figure: SpannedCell) -> list[list[SpannedCell]]:
    """The labels before a figure as header lines, and the row that the figure begins. Where the
    last label names no row (table 4), the figures stand alone under their header."""
    match = labels.rows().match(names[-1].text, "")
    results = [labels.columns().match(name.text, "review") for name in names[-2:]]
    if match is None or match.table == "review" or (len(results) > 1 and all(results)):
        return [names, [figure]]
    header = [_unfolded(names[:-1])] if len(names) > 1 else []
    return [*header, [names[-1], figure]]


def _unfolded(names: list[SpannedCell]) -> list[SpannedCell]:
    """Column labels in the order of their columns: where a header of two lines was flattened, 总计
    (which spans both) comes before the labels of the second line."""
    keys = [match.key if (match := _column(name)) else "" for name in names]
    if "natural_person" not in keys or "total" not in keys or "business" not in keys:
        return names
    total = keys.index("total")
    if keys.index("natural_person") < total < keys.index("business"):
        return [*names[:total], *names[total + 1 :], names[total]]
    return names


def _column(name: SpannedCell) -> labels.Match | None:
    return labels.columns().match(name.text, "requests")


def _is_figure(text: str) -> bool:
    figure = read_figure(text)
    return figure is not None and figure.mark != "empty"
