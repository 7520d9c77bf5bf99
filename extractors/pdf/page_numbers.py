"""Page numbers: told by their place in the margin, or by counting the pages at one place below all
else, however near to a table that goes on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from extractors.pdf.glyphs import Glyph
from extractors.pdf.pages import Page
from extractors.pdf.running import MARGIN
from extractors.pdf.set_lines import SetLine, text_lines

PAGE_NUMBER = re.compile(
    r"^(?:[-—–·\s]*\d{1,3}[-—–·\s]*|第\s*\d+\s*页(?:\s*[/,，共]*\s*\d+\s*页?)?|\d+\s*/\s*\d+)$"
)
FIRST_NUMBER = re.compile(r"\d+")
# Of a page's height: how far from its foot a number that counts the pages may stand.
FOOT = 0.15
# In points: how far off its place on other pages a number may stand, upwards and to a side.
LEVEL, BESIDE = 1.5, 4.0


@dataclass(frozen=True)
class _Number:
    """A number that may count pages: by how much it is more than its page's, how far it stands from
    the page's foot and from its middle, and its glyphs."""

    ahead: int
    foot: float
    aside: float
    glyphs: tuple[Glyph, ...]

    def goes_on(self, other: "_Number") -> bool:
        """Whether both count the pages of one document. They may stand at the outer edges."""
        is_level = abs(self.foot - other.foot) <= LEVEL
        return self.ahead == other.ahead and is_level and abs(self.aside - other.aside) <= BESIDE


def free_lines(pages: Sequence[tuple[Page, Sequence[Glyph]]]) -> list[list[SetLine]]:
    """For each page the lines of its glyphs, page numbers left out."""
    lines = [text_lines(glyphs) for _, glyphs in pages]
    found = [
        number for (page, _), own in zip(pages, lines, strict=True) for number in _last(page, own)
    ]
    counting = {
        id(g) for one, other in permutations(found, 2) if one.goes_on(other) for g in one.glyphs
    }
    return [
        [line for line in _without(own, counting) if not _is_in_margin(page, line)]
        for (page, _), own in zip(pages, lines, strict=True)
    ]


def _without(lines: Sequence[SetLine], counting: set[int]) -> Iterator[SetLine]:
    """The lines without the numbers that count pages."""
    for line in lines:
        rest = [glyph for glyph in line.glyphs if id(glyph) not in counting]
        if len(rest) == len(line.glyphs):
            yield line
        elif rest:
            yield from text_lines(rest)


def _is_in_margin(page: Page, line: SetLine) -> bool:
    """Whether a line is a number in the margin of a page."""
    is_foot = line.box[1] > page.height * (1 - MARGIN)
    is_near = is_foot or line.box[3] < page.height * MARGIN
    return is_near and PAGE_NUMBER.match(line.text.strip()) is not None


def _last(page: Page, lines: Sequence[SetLine]) -> Iterator[_Number]:
    """The number below all else on a page. Beside it and below there may be single characters: a
    label set upright that goes on over the page's end."""
    for line in reversed(lines):
        numbers = [(text, box) for text, box in line.pieces if PAGE_NUMBER.match(text.strip())]
        others = len(line.pieces) - len(numbers)
        if sum(len(text) == 1 and not text.isdigit() for text, _ in line.pieces) != others:
            return
        if numbers and len(numbers) == 1 and line.box[1] > page.height * (1 - FOOT):
            (text, box) = numbers[0]
            count = FIRST_NUMBER.search(text)
            yield _Number(
                int(count[0]) - page.number if count else 0,
                page.height - box[3],
                abs((box[0] + box[2]) / 2 - page.width / 2),
                tuple(glyph for glyph in line.glyphs if box[0] <= glyph.x <= box[2]),
            )
        if numbers:
            return
