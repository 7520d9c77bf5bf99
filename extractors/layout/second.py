"""The second reader of plain text: a search for figures in each line, whatever stands around it."""

import re
from collections.abc import Sequence

from extractors.charset import decode
from extractors.document import Block, Document, Paragraph, Place
from extractors.spans import SpannedCell, expand
from extractors.words.figures import read_figure

LONGEST_LABEL = 25


def read_text_again(data: bytes) -> Document:
    """Every line on its own: a label and the figures that follow it, found by their look."""
    text, charset, _ = decode(data)
    return Document("text", tuple(lines_again(text, 0)), charset)


def lines_again(text: str, first: int) -> list[Block]:
    """The lines of a text as blocks: those with a label and figures as tables, numbered from
    `first` + 1 on."""
    blocks: list[Block] = []
    for number, line in enumerate(re.split(r"\r\n?|\n|\f", text), first + 1):
        cells = [cell.strip() for cell in re.split(r"\t|\||\s{2,}|(?<=\d) (?=\d)", line.strip())]
        filled = [cell for cell in cells if cell]
        place = Place(path=f"line {number}", table=number)
        if _is_row(filled):
            blocks.append(expand([[SpannedCell(cell) for cell in filled]], place))
        else:
            blocks += _paragraphs(filled, place)
    return blocks


def _is_row(cells: Sequence[str]) -> bool:
    if len(cells) > 1 and any(_is_printed(cell) for cell in cells):
        return True
    return len(cells) > 2 and max(map(len, cells)) < LONGEST_LABEL


def _is_printed(text: str) -> bool:
    figure = read_figure(text)
    return figure is not None and figure.value is not None


def _paragraphs(texts: Sequence[str], place: Place) -> list[Block]:
    return [Paragraph(text, place) for text in texts]
