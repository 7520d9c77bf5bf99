"""Tables that were typed: paragraphs whose cells tabs or blanks set apart."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from extractors import labels
from extractors.document import Block, Document, Paragraph
from extractors.figures import read_figure
from extractors.headings import is_heading_alone
from extractors.text_lines import TextLine, blocks_of, text_line

LEAST_LINES = 2
# Of a table whose cells stand a blank apart.
LEAST_ROWS, LONGEST_ROW = 4, 120
SENTENCE = "。；;！？"
NUMBERED = re.compile(r" (?=[（(][一二三四五六七][)）]|\d[.．、])")


def is_typed(line: str) -> bool:
    """Whether a line may be a row: a tab parts its texts, and it is no heading with its page."""
    first, tab, _ = line.strip().partition("\t")
    return bool(tab) and not is_heading_alone(first.strip())


def typed_blocks(lines: Sequence[TextLine], first_table: int) -> Sequence[Block]:
    """Neighbouring lines with tabs as a grid; as paragraphs where they are too few for a table, or
    none prints a figure."""
    has_figures = any(
        read_figure(text) is not None
        for line in lines
        for text in line.text.strip().split("\t")[1:]
    )
    if len(lines) >= LEAST_LINES and has_figures:
        return blocks_of(lines, first_table)
    return [Paragraph(" ".join(line.text.split()), line.place) for line in lines]


def with_typed(document: Document) -> Document:
    """The document with runs of paragraphs that each hold a label and its figures, blanks between
    them, as grids; the same one where there are none."""
    blocks: list[Block] = []
    tables = len(document.grids)
    for is_run, group in groupby(document.blocks, key=_may_be_row):
        own = list(group)
        run = [block for block in own if isinstance(block, Paragraph)] if is_run else []
        if sum(_is_row(paragraph.text) for paragraph in run) < LEAST_ROWS:
            blocks += own
            continue
        found = blocks_of([text_line(_spaced(p.text), p.place) for p in run], tables)
        tables += len(found)
        blocks += found
    return document if len(blocks) == len(document.blocks) else replace(document, blocks=(*blocks,))


def _may_be_row(block: Block) -> bool:
    return (
        isinstance(block, Paragraph)
        and len(block.text) <= LONGEST_ROW
        and not set(block.text) & set(SENTENCE)
    )


def _is_row(text: str) -> bool:
    """Whether a text is a label with figures behind it."""
    words = text.split(" ")
    return 0 < _label_words(words) < len(words)


def _label_words(words: Sequence[str]) -> int:
    """How many words stand before the figures at the end."""
    count = len(words)
    while count and read_figure(words[count - 1]) is not None:
        count -= 1
    return count


def _spaced(text: str) -> str:
    """A row with its figures, and the group before a numbered label, set apart as columns are; or a
    line of labels of the form."""
    words = text.split(" ")
    count = _label_words(words)
    vocabularies = (labels.rows(), labels.columns(), labels.furniture())
    if all(any(vocabulary.nearest(word) for vocabulary in vocabularies) for word in words):
        return "  ".join(words)
    label = NUMBERED.sub("  ", " ".join(words[:count]))
    return "  ".join((*([label] if label else []), *words[count:]))
