"""Tables that were typed: paragraphs whose cells tabs set apart."""

from collections.abc import Sequence

from extractors.document import Block, Paragraph
from extractors.figures import read_figure
from extractors.headings import is_heading_alone
from extractors.text_lines import TextLine, blocks_of

LEAST_LINES = 2


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
