"""Lines of a table without ruled columns: the segments of their labels, and their figures."""

import re
from dataclasses import dataclass

from extractors.document import Box
from extractors.layout.boxes import Piece
from extractors.layout.wrapped import FigureLine
from extractors.words.figures import NUMERALS, is_part, read_figure

GAP = re.compile(r"\s{2,}|\t")
ENUMERATED = re.compile(
    r"^(?:[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、|\d{1,2}[.．、])"
)
UPRIGHT = NUMERALS - {"一"}


@dataclass(frozen=True)
class Line:
    """A line of the region: its label segments and the figures at its end; on a page, also the
    page's number and the boxes of both."""

    number: int
    labels: tuple[str, ...]
    figures: tuple[str, ...]
    page: int = 0
    label_boxes: tuple[Box, ...] = ()
    figure_boxes: tuple[Box, ...] = ()
    rules: tuple[Box, ...] = ()

    @property
    def figure_line(self) -> FigureLine:
        return tuple(zip(self.figures, self.figure_boxes, strict=True))

    @property
    def own(self) -> str:
        return self.labels[-1] if self.labels else ""

    @property
    def begins(self) -> bool:
        return bool(ENUMERATED.match(self.own))


@dataclass(frozen=True)
class Placed:
    """Where the parts of a line stand on a page, as far apart as columns are, and the page's level
    ruled lines."""

    page: int
    pieces: tuple[Piece, ...]
    rules: tuple[Box, ...] = ()


def segments(line: str) -> list[str]:
    """The parts of a line that stand apart as columns do."""
    return [part for segment in GAP.split(line.strip()) for part in _loose(segment)]


def split(line: str, number: int, placed: Placed | None) -> Line:
    """A line of text with its number; `placed` says where it stands, None in plain text."""
    if placed is None:
        parts: list[tuple[str, Box | None]] = [(part, None) for part in segments(line)]
    else:
        parts = [part for text, box in placed.pieces for part in _loose_in(text, box)]
    count = len(parts)
    while count and _may_be_figure(parts[count - 1][0], placed):
        count -= 1
    texts = [text for text, _ in parts]
    boxes = [box for _, box in parts if box is not None]
    page = placed.page if placed else 0
    return Line(
        number,
        tuple(texts[:count]),
        tuple(texts[count:]),
        page,
        tuple(boxes[:count]),
        tuple(boxes[count:]),
        placed.rules if placed else (),
    )


def _may_be_figure(text: str, placed: Placed | None) -> bool:
    """Whether a text is a figure, or on a page the begin of one that goes on below. A numeral
    there is a piece of a label that is set upright; only that for one may be a stroke."""
    if placed is None:
        return read_figure(text) is not None
    return (read_figure(text) is not None and text not in UPRIGHT) or is_part(text)


def _loose(segment: str) -> list[str]:
    """A segment of several short words is several columns that stand close together, and so are
    figures with one space between them."""
    words = segment.split(" ")
    if len(words) > 1 and all(read_figure(word) for word in words[1:]):
        return words
    if len(words) > 2 and all(len(word) <= 8 for word in words):
        return words
    return [segment]


def _loose_in(text: str, box: Box) -> list[tuple[str, Box]]:
    """The loose words of a piece, its width shared out among their characters."""
    left, top, right, bottom = box
    found, begin = [], 0
    for part in _loose(text):
        end = begin + len(part)
        step = (right - left) / len(text)
        found.append((part, (left + begin * step, top, left + end * step, bottom)))
        begin = end + 1
    return found
