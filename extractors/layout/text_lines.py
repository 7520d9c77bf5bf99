"""Lines of text with their place, and what becomes of them: tables or paragraphs."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import Block, Box, Paragraph, Place
from extractors.layout.aligned import aligned_rows
from extractors.layout.boxes import Piece, around
from extractors.layout.region import Placed
from extractors.layout.separated import separated_rows
from extractors.spans import expand
from extractors.words.headings import is_heading_alone

SENTENCE_END = re.compile(r"[。！？!?：:；;]$")
BEGINS = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、])"
)
COLUMN_GAP = "  "
FULL = 0.92
LONGEST_WRAPPED = 130
SHORT = 20
LEAST_FULL = 5
OTHER_SIZE = 1.25


@dataclass(frozen=True)
class TextLine:
    """One line. `left` and `right` are its edges: points on a page, columns in plain text; `pieces`
    its parts on a page, as far apart as columns are, `rules` the page's level ruled lines."""

    text: str
    place: Place
    left: float = 0
    right: float = 0
    pieces: tuple[Piece, ...] = ()
    rules: tuple[Box, ...] = ()

    @property
    def top(self) -> float:
        """Its upper edge on the page."""
        return self.place.box[1] if self.place.box else 0.0

    @property
    def placed(self) -> Placed | None:
        return Placed(self.place.page or 0, self.pieces, self.rules) if self.pieces else None


def display_width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def text_line(text: str, place: Place) -> TextLine:
    """A line of plain text, its edges in columns."""
    bare = text.rstrip(" \u3000")
    left = display_width(bare) - display_width(bare.lstrip(" \u3000"))
    return TextLine(bare, place, left, display_width(bare))


def blocks_of(lines: Sequence[TextLine], first_table: int = 0) -> list[Block]:
    """Neighbouring lines that make a table become a grid, the rest paragraphs, in order. A line
    that fills its measure and ends no sentence runs on into the next."""
    texts, placed = [line.text for line in lines], [line.placed for line in lines]
    right = _measure(lines)
    blocks: list[Block] = []
    paragraph: list[TextLine] = []
    tables = first_table
    number = barren = 0
    while number < len(lines):
        rows, used = separated_rows(texts, number)
        if not rows and number >= barren:
            rows, used = aligned_rows(texts, number, placed)
            barren = number + used
        if rows:
            _end(paragraph, blocks)
            place = lines[number].place
            table = Place(page=place.page, path=place.path, table=tables)
            blocks.append(expand([row.cells(lines[row.line].place) for row in rows], table))
            tables += 1
            number += used
            continue
        line = lines[number]
        if not line.text.strip() or (paragraph and not _runs_on(paragraph[-1], line, right)):
            _end(paragraph, blocks)
        if line.text.strip():
            paragraph.append(line)
        number += 1
    _end(paragraph, blocks)
    return blocks


def _measure(lines: Sequence[TextLine]) -> float | None:
    """The right margin, None where the lines are not wrapped at one."""
    if not lines:
        return None
    prose = [line for line in lines if len(line.text) > SHORT and "  " not in line.text.strip()]
    edges = sorted(line.right for line in prose) or sorted(line.right for line in lines)
    edge = edges[int(len(edges) * 0.9)]
    if sum(right >= edge * FULL for right in edges) < LEAST_FULL:
        return None
    is_page = lines[0].place.page is not None
    return edge if is_page or (prose and edges[-1] <= LONGEST_WRAPPED) else None


def _runs_on(line: TextLine, following: TextLine, right: float | None) -> bool:
    if right is None or line.right < right * FULL or BEGINS.match(following.text.strip()):
        return False
    texts = (line.text.strip(), following.text.strip())
    if line.pieces and any(COLUMN_GAP in text for text in texts):
        return False  # Cells of a table without ruled lines stand in one line.
    if _is_set_otherwise(line, following) or any(map(is_heading_alone, texts)):
        return False
    is_indented = following.left > line.left + 1 and line.place.page == following.place.page
    return not (SENTENCE_END.search(line.text) and is_indented)


def _is_set_otherwise(line: TextLine, following: TextLine) -> bool:
    """Whether two lines of a page are set in type of different sizes, as a title and the line
    above it are."""
    if line.place.box is None or following.place.box is None:
        return False
    sizes = [box[3] - box[1] for box in (line.place.box, following.place.box)]
    return max(sizes) > OTHER_SIZE * min(sizes)


def _end(paragraph: list[TextLine], blocks: list[Block]) -> None:
    if not paragraph:
        return
    first = paragraph[0].place
    text = "".join(line.text.strip() for line in paragraph)
    place = Place(page=first.page, box=_union(paragraph), path=first.path)
    blocks.append(Paragraph(re.sub(r"\s+", " ", text), place))
    paragraph.clear()


def _union(lines: Sequence[TextLine]) -> Box | None:
    boxes = [
        line.place.box
        for line in lines
        if line.place.box is not None and line.place.page == lines[0].place.page
    ]
    return around(boxes) if boxes else None
