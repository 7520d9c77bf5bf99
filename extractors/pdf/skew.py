"""Pages that lie a little aslant, as scanned sheets do: their text and their ruled lines are turned
by one small angle, and read as if they stood upright."""

import math
from collections import Counter
from collections.abc import Sequence
from statistics import median

from extractors.pdf.chars import Char
from extractors.pdf.shapes import Point, Show

# In radians: a smaller slant harms no line of a page, a larger one is no accident; by how much the
# slant of a line of text may differ from the page's, and how much of the text may do so.
LEAST, MOST, LIKE = 0.001, 0.035, 0.002
OTHER = 0.1


def skew_of(chars: Sequence[Char]) -> float:
    """By what angle, in radians and counterclockwise, a page's text is off the upright; 0 where
    that is next to nothing, or not one angle."""
    quarter = math.pi / 2
    usual, count = Counter(char.angle for char in chars).most_common(1)[0] if chars else (0.0, 0)
    if 2 * count > len(chars) and abs((usual + quarter / 2) % quarter - quarter / 2) <= LEAST:
        return 0.0
    slants = [(char.angle + quarter / 2) % quarter - quarter / 2 for char in chars]
    skew = median(slants) if slants else 0.0
    others = sum(abs(slant - skew) > LIKE for slant in slants)
    return skew if LEAST < abs(skew) < MOST and others <= OTHER * len(slants) else 0.0


def straightened(show: Show, size: Point, skew: float) -> Show:
    """The page as it is shown, turned about its middle so that its text stands upright."""
    x, y = size[0] / 2, size[1] / 2
    cos, sin = math.cos(skew), math.sin(skew)

    def turned(point: Point) -> Point:
        across, down = show(point)
        across, down = across - x, down - y
        return x + across * cos - down * sin, y + across * sin + down * cos

    return turned
