"""Boxes on a page: the middle of one, the one around several, texts with theirs."""

from collections.abc import Sequence

from extractors.document import Box

Piece = tuple[str, Box]


def middle(box: Box) -> float:
    """Half way between top and bottom."""
    return (box[1] + box[3]) / 2


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all; there must be one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
