"""A document cut where headings of sections may stand: before it is decided which of them are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from extractors.document import Block, Grid, Paragraph
from extractors.words.heading_numbers import PLAIN, decoration, number_of
from extractors.words.headings import (
    WORDING,
    Heading,
    heading_of,
    is_cut_heading,
    is_heading_alone,
)

BARE_NUMBER = re.compile(r"^第?[一二三四五六七八九十]{1,3}(?:部分)?\s*[、.．]?$")
# A number in a cell of its own, before the cell of its heading.
NUMBER_CELL = re.compile(
    rf"{BARE_NUMBER.pattern}|^(?:0?[1-9]\s*[、.．]?|[（(](?:[一二三四五六七八九十]|[1-9])[)）])$"
)
# What readers print for a cell that shows a picture.
PICTURE = "[图]"
INLINE = re.compile(r"(?<=[。；;）)\s])(?=[一二三四五六]、\s*[^\s、]{2,})")
QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’|『[^『』]*』|「[^「」]*」|《[^《》]*》")
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
    for number, part in enumerate(_parts(text)):
        heading = heading_of(part.strip())
        is_point = heading is not None and not heading.is_known and not heading.rest
        if heading is None or (number > 0 and is_point):
            yield Piece(None, part.strip())
        else:
            yield Piece(heading, heading.rest, printed=part.strip())


def _parts(text: str) -> list[str]:
    """A paragraph cut before each heading that runs into it, but not where a sentence quotes it."""
    quoted = [match.span() for match in QUOTED.finditer(text)]
    cuts = [match.start() for match in INLINE.finditer(text)]
    begins = decoration(text)
    shown = [c for c in cuts if c > begins and not any(start < c < end for start, end in quoted)]
    return [text[begin:end] for begin, end in pairwise([0, *shown, len(text)])]


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
    begins with a numbered one, is one: all of the report may stand in one frame, and a table of one
    row may set a heading beside its number or a picture."""
    rows: list[str] = []
    for row in range(grid.height):
        texts = [" ".join(cell.text.split()) for cell in grid.row(row) if cell.row == row]
        found = _in_row(_alone(texts), grid.height == 1)
        if found is None:
            rows.append("\t".join(texts))
            continue
        yield from _as_table(rows)
        yield Piece(found, found.rest)
        rows = []
    yield from _as_table(rows)


def _as_table(rows: Sequence[str]) -> Iterator[Piece]:
    text = "\n".join(row for row in rows if row.strip())
    if text:
        yield Piece(None, text, is_table=True)


def _alone(texts: Sequence[str]) -> str:
    """The only text of a row, pictures left out of account, or the number and the text of its two;
    "" where it has more."""
    said = list(dict.fromkeys(text for text in texts if text not in ("", PICTURE)))
    is_numbered = len(said) == 2 and NUMBER_CELL.match(said[0])
    between = " " if said and said[0].isdecimal() else ""
    return between.join(said) if is_numbered or len(said) == 1 else ""


def _in_row(alone: str, is_whole: bool) -> Heading | None:
    """The heading that a row's text is or begins with. Of a row that is a whole table (`is_whole`),
    it may be short, or an agency's own with a number."""
    found = heading_of(alone)
    if found is None or is_heading_alone(alone):
        return found
    is_chinese = number_of(alone)[0] == PLAIN
    if is_whole and not found.rest and (found.told_by == WORDING or is_chinese):
        return found
    return found if found.told_by == WORDING and is_chinese else None
