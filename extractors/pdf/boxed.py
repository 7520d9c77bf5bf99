"""Tables whose lines are no strokes: frames filled between two boxes, and light cells that stand
a hair apart on a dark ground."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.document import Box
from extractors.pdf.shapes import Corners, Point

# In points: the widest line, and how far beyond its ground a cell may reach.
THIN, SLACK = 3.0, 0.5
# How much lighter than its ground a cell is, of 255; how many a table has, and what part of the
# ground they leave for its lines at most.
LIGHTER, LEAST_CELLS, MOST_LINES = 40, 4, 0.25
# No page has more grounds.
MOST_GROUNDS = 24


class FilledBox(NamedTuple):
    """A filled box and how light it is at least, from 0 to 255."""

    box: Box
    lightness: int


def box_of(points: Sequence[Point]) -> Box | None:
    """The box that a closed path draws, None where it is none."""
    corners = [points[0], *(point for before, point in pairwise(points) if point != before)]
    corners = corners[:-1] if corners[0] == corners[-1] else corners
    if len(corners) != 4:
        return None
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    is_upright = (ax == bx and by == cy and cx == dx and dy == ay) or (
        ay == by and bx == cx and cy == dy and dx == ax
    )
    return (min(ax, cx), min(ay, cy), max(ax, cx), max(ay, cy)) if is_upright else None


def frame_lines(paths: Sequence[Sequence[Point]]) -> list[Corners]:
    """The lines that a filled path of two boxes draws, one right within the other: four, or fewer
    where a page break has left sides open."""
    boxes = [box for points in paths if (box := box_of(points)) is not None]
    if len(paths) != 2 or len(boxes) != 2:
        return []
    outer, inner = sorted(boxes, key=_area, reverse=True)
    far, near = (*inner[:2], *outer[2:]), (*outer[:2], *inner[2:])
    widths = [one - other for one, other in zip(far, near, strict=True)]
    if not all(0 <= width <= THIN for width in widths):
        return []
    left, low, right, high = ((a + b) / 2 for a, b in zip(outer, inner, strict=True))
    edges = zip(_edges((left, low, right, high)), widths, strict=True)
    return [edge for edge, width in edges if width]


def ground_lines(boxes: Sequence[FilledBox]) -> Iterator[Corners]:
    """The edges of cells that leave hardly more of a darker ground, painted before them, than the
    lines between them."""
    largest = sorted(range(len(boxes)), key=lambda n: -_area(boxes[n].box))
    for number in largest[:MOST_GROUNDS] if len(boxes) > LEAST_CELLS else ():
        ground = boxes[number]
        within = {
            other.box
            for other in boxes[number + 1 :]
            if other.lightness >= ground.lightness + LIGHTER and _holds(ground.box, other.box)
        }
        if len(within) < LEAST_CELLS:
            continue
        cells = [b for b in within if not any(b != other and _holds(other, b) for other in within)]
        is_filled = sum(map(_area, cells)) >= (1 - MOST_LINES) * _area(ground.box)
        if len(cells) >= LEAST_CELLS and is_filled:
            for cell in sorted(cells):
                yield from _edges(cell)


def _edges(box: Box) -> list[Corners]:
    """Left, low, right, high."""
    left, low, right, high = box
    return [
        ((left, low), (left, high)),
        ((left, low), (right, low)),
        ((right, low), (right, high)),
        ((left, high), (right, high)),
    ]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] - SLACK <= inner[0]
        and outer[1] - SLACK <= inner[1]
        and inner[2] <= outer[2] + SLACK
        and inner[3] <= outer[3] + SLACK
    )
