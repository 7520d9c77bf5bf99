"""A document cut where headings of sections may stand: before it is decided which of them are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from extractors.document import Block, Grid, Paragraph
from extractors.words.heading_numbers import PLAIN, number_of
from extractors.words.headings import (
    WORDING,
    Heading,
    heading_of,
    is_cut_heading,
    is_heading_alone,
)

BARE_NUMBER = re.compile(r"^第?[一二三四五六七八九十]{1,3}(?:部分)?\s*[、.．]?$")
INLINE = re.compile(r"(?<=[。；;）)\s])(?=[一二三四五六]、\s*[^\s、]{2,})")
# A sentence that lists what the report holds, and how it ends: …等六个部分组成本报告.
LISTED = re.compile(r"(?<=[、，,。；;：:）)\s])(?=[一二三四五六七八]、\s*[^\s、]{2,})")
LIST_END = re.compile(r"[、，,\s]*(?:等|共|[一二三四五六七八九]个?(?:部分|方面)|组成)")
LEAST_LISTED = 4


@dataclass(frozen=True)
class Piece:
    """What may be a heading with the text behind it, or running text, or (part of) a table. Both as
    `printed` in one paragraph, "" where they are in several."""

    heading: Heading | None
    text: str
    is_link: bool = False
    is_table: bool = False
    printed: str = ""

    @property
    def whole(self) -> str:
        """All that it prints."""
        if self.printed:
            return self.printed
        heading = self.heading.text if self.heading else ""
        return "\n".join(part for part in (heading, self.text) if part)


def pieces_of(blocks: Sequence[Block]) -> Iterator[Piece]:
    """What may be headings, and the texts between. A number alone on a line is joined to the next
    one, and so is the beginning of a heading."""
    pending = ""
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Grid):
            yield from _in_grid(block)
            continue
        text = pending + block.text.strip()
        behind = following.text.strip() if isinstance(following, Paragraph) else ""
        is_cut = bool(behind) and is_cut_heading(text, behind)
        pending = text if is_cut or BARE_NUMBER.match(text) else ""
        if block.is_link:
            yield Piece(None, text, is_link=True)
        elif not pending:
            yield from _in_paragraph(text)


def _in_paragraph(text: str) -> Iterator[Piece]:
    """The headings that run into a paragraph, with what stands behind them. Several without any
    text list what the report holds; one of unknown words amid a paragraph is a point of its."""
    if _is_list(text):
        yield Piece(None, text)
        return
    for number, part in enumerate(INLINE.split(text)):
        heading = heading_of(part.strip())
        is_point = heading is not None and not heading.is_known and not heading.rest
        if heading is None or (number > 0 and is_point):
            yield Piece(None, part.strip())
        else:
            yield Piece(heading, heading.rest, printed=part.strip())


def _is_list(text: str) -> bool:
    parts = [part.strip() for part in LISTED.split(text)]
    headings = [found for part in parts if (found := heading_of(part))]
    if len(parts) < LEAST_LISTED or len(headings) < LEAST_LISTED:
        return False
    last = headings[-1]
    return not any(h.rest for h in headings[:-1]) and (
        not last.rest or LIST_END.match(last.rest) is not None
    )


def _in_grid(grid: Grid) -> Iterator[Piece]:
    """The rows of a table as lines of text; a row that holds nothing but a section's heading, or
    begins with a numbered one, is one: all of the report may stand in one frame."""
    rows: list[str] = []
    for row in range(grid.height):
        texts = [" ".join(cell.text.split()) for cell in grid.row(row) if cell.row == row]
        said = {text for text in texts if text}
        alone = said.pop() if len(said) == 1 else ""
        found = _in_row(alone)
        if found is None:
            rows.append("\t".join(texts))
            continue
        yield Piece(None, _lines(rows), is_table=True)
        yield Piece(found, found.rest)
        rows = []
    yield Piece(None, _lines(rows), is_table=True)


def _in_row(alone: str) -> Heading | None:
    """The heading that the only text of a row is or begins with."""
    found = heading_of(alone)
    if found is None or is_heading_alone(alone):
        return found
    return found if found.told_by == WORDING and number_of(alone)[0] == PLAIN else None


def _lines(rows: Sequence[str]) -> str:
    return "\n".join(row for row in rows if row.strip())
