"""What is drawn on a PDF page beside its text: ruled lines, filled boxes and pictures, in points
from the top left of the page as it is shown."""

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Box

# In points, and for a filled box in its own widths.
LONGEST_DOT = 1.0
# In points: a frame may stand on the very edge of the page.
EDGE = 1.0
# The least of all three colours from which on a box looks as white as the page.
WHITE = 250
# From which on large text may be a watermark's, and any text.
LIGHT, PALE = 150, 100

Point = tuple[float, float]
Corners = tuple[Point, Point]
Show = Callable[[Point], Point]
# Where a straight line runs, and from where to where.
Span = tuple[float, float, float]


@dataclass(frozen=True)
class Rule:
    """A straight ruled line: `at` is its y (horizontal) or x (vertical)."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Shapes:
    """Ruled lines, what covers a part of the page with a colour, the pictures that it shows, and
    all that is drawn and may show a figure."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    fills: tuple[Box, ...]
    pictures: tuple[Box, ...]
    marks: tuple[Box, ...]

    @classmethod
    def shown(
        cls,
        lines: Sequence[Corners],
        fills: Sequence[Corners],
        pictures: Sequence[Corners],
        marks: Sequence[Corners],
        show: Show,
        size: Point,
    ) -> "Shapes":
        """As the page is shown. `show` turns the page's own coordinates into those; what lies
        beyond the page's width and height is not shown."""
        edges = [(show(a), show(b)) for a, b in lines]
        boxes = [_box(show(a), show(b)) for a, b in pictures]
        return cls(
            tuple(_cut(_level(edges), size[1], size[0])),
            tuple(_cut(_level([(a[::-1], b[::-1]) for a, b in edges]), size[0], size[1])),
            tuple(_box(show(a), show(b)) for a, b in fills),
            tuple(box for box in boxes if _is_on(box, size)),
            tuple(_box(show(a), show(b)) for a, b in marks),
        )

    def count_rules(self) -> int:
        """How many ruled lines there are."""
        return len(self.horizontal) + len(self.vertical)


class Colour:
    """Room for PDFium to tell a colour in: red, green, blue and how opaque it is, from 0 to 255."""

    def __init__(self) -> None:
        self.parts = tuple(ctypes.c_uint() for _ in range(4))

    @property
    def lightness(self) -> int:
        """How light the colour looks at least on white, when it is as opaque as it is."""
        red, green, blue, _ = self.parts
        least: int = min(red.value, green.value, blue.value)
        return self._on_white(least)

    @property
    def luminance(self) -> int:
        """How light the colour looks to an eye on white: blue is darker to it than green."""
        red, green, blue, _ = self.parts
        return self._on_white((299 * red.value + 587 * green.value + 114 * blue.value) // 1000)

    def _on_white(self, light: int) -> int:
        alpha: int = self.parts[3].value
        return light if alpha == 255 else 255 - (255 - light) * alpha // 255


def shown_box(show: Show, box: Box) -> Box:
    """A box of the page's own coordinates as it is shown."""
    return _box(show((box[0], box[1])), show((box[2], box[3])))


def _is_on(box: Box, size: Point) -> bool:
    return box[0] < size[0] and box[1] < size[1] and box[2] > 0 and box[3] > 0


def _cut(rules: Iterable[Span], across: float, along: float) -> Iterator[Rule]:
    """What of the rules lies on a page that is so wide across and along them."""
    for at, start, end in rules:
        if -EDGE <= at <= across + EDGE and start < along and end > 0:
            yield Rule(at, max(start, -EDGE), min(end, along + EDGE))


def _box(a: Point, b: Point) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _level(lines: Sequence[Corners]) -> list[Span]:
    """Where the level ones of lines run, and from where to where."""
    return [
        ((y0 + y1) / 2, min(x0, x1), max(x0, x1))
        for (x0, y0), (x1, y1) in lines
        if -1 <= y1 - y0 <= 1 and abs(x1 - x0) > LONGEST_DOT
    ]
