"""Tables that were typed: lines whose cells tabs or blanks set apart."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from extractors.document import Block, Document, Grid, Paragraph
from extractors.layout.text_lines import TextLine, blocks_of, text_line
from extractors.words import labels
from extractors.words.figures import read_figure

# Of a table whose cells stand a blank apart.
LEAST_ROWS, LONGEST_ROW = 4, 120
# So many figures without a label are a row of table 4.
LEAST_FIGURES = 5
NUMBERED = re.compile(r" (?=[（(][一二三四五六七][)）]|\d[.．、])")


def is_typed(line: str) -> bool:
    """Whether a line holds labels of the form, or one with its figures, parted by tabs."""
    texts = [part.strip() for part in line.strip().split("\t")]
    return len(texts) > 1 and _is_of_table(texts)


def typed_blocks(lines: Sequence[TextLine], first_table: int) -> Sequence[Block]:
    """Neighbouring lines with tabs as a grid; as paragraphs where none prints a figure."""
    if any(read_figure(text) is not None for line in lines for text in line.text.split("\t")):
        return blocks_of(lines, first_table)
    return [Paragraph(" ".join(line.text.split()), line.place) for line in lines]


def with_typed(document: Document) -> Document:
    """The document with runs of paragraphs that each hold a label of the form and its figures,
    blanks between them, as grids; the same one where there are few, or its tables are grids."""
    rows = [p for p in document.paragraphs if len(p.text) <= LONGEST_ROW and _is_row(p.text)]
    if len(rows) < LEAST_ROWS or any(map(_speaks_of_form, document.grids)):
        return document
    blocks: list[Block] = []
    tables = len(document.grids)
    for is_run, group in groupby(document.blocks, key=_may_be_line):
        own = list(group)
        run = [block for block in own if isinstance(block, Paragraph)] if is_run else []
        if not any(_figures(paragraph.text.split(" ")) for paragraph in run):
            blocks += own
            continue
        found = blocks_of([text_line(_spaced(p.text), p.place) for p in run], tables)
        tables += len(found)
        blocks += found
    return replace(document, blocks=(*blocks,))


def _speaks_of_form(grid: Grid) -> bool:
    return sum(bool(labels.rows().nearest(cell.text)) for cell in grid.cells) >= LEAST_ROWS


def _may_be_line(block: Block) -> bool:
    return isinstance(block, Paragraph) and len(block.text) <= LONGEST_ROW and _is_line(block.text)


@lru_cache(maxsize=8192)
def _is_line(text: str) -> bool:
    """Whether a text is a line of a table: labels of the form, or one with its figures."""
    return _is_of_table(_spaced(text).split("  "))


def _is_row(text: str) -> bool:
    """Whether a text is a label of the form with figures behind it."""
    words = text.split(" ")
    return 0 < _figures(words) < len(words) and _is_line(text)


def _is_of_table(texts: Sequence[str]) -> bool:
    """Whether the parts of a line are labels of the form, or one of its rows with figures, or the
    figures of table 4."""
    count = len(texts) - _figures(texts)
    named = [text for text in texts[:count] if text]
    if not named:
        return len(texts) >= LEAST_FIGURES
    if count < len(texts):
        return bool(labels.rows().nearest(named[-1]) or labels.columns().match(named[-1], "review"))
    return all(map(labels.is_of_form, named))


def _figures(words: Sequence[str]) -> int:
    """How many figures and blanks stand at the end of a line."""
    count = len(words)
    while count and read_figure(words[count - 1]) is not None:
        count -= 1
    return len(words) - count


def _spaced(text: str) -> str:
    """A row with its figures, and the group before a numbered label, set apart as columns are; or a
    line of labels of the form."""
    words = text.split(" ")
    count = len(words) - _figures(words)
    if all(map(labels.is_of_form, words)):
        return "  ".join(words)
    label = NUMBERED.sub("  ", " ".join(words[:count]))
    return "  ".join((*([label] if label else []), *words[count:]))
