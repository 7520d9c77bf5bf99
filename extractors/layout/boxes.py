"""Boxes on a page: the middle of one, the one around several, texts with theirs."""

from collections.abc import Sequence

from extractors.document import Box

Piece = tuple[str, Box]
# In lines of text: how far below another one may stand and go on.
NEXT_LINE = 2.1


def middle(box: Box) -> float:
    """Half way between top and bottom."""
    return (box[1] + box[3]) / 2


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all; there must be one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def is_next(upper: Piece, lower: Piece, size: float) -> bool:
    """Whether one text stands right below another."""
    (left, _, right, _), (low_left, _, low_right, _) = upper[1], lower[1]
    overlaps = min(right, low_right) - max(left, low_left) > 0
    return overlaps and middle(lower[1]) - middle(upper[1]) <= NEXT_LINE * size
