"""What runs across glyphs of a PDF page and is no level line: strokes at a slant, curves, narrow
pictures."""

import ctypes
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import hypot

import pypdfium2.raw as raw

from extractors.document import Box
from extractors.pdf.boxed import THIN
from extractors.pdf.covers import outlines
from extractors.pdf.drawn import Drawn, Painted
from extractors.pdf.shapes import LIGHT, Corners, Point

# In points: what is higher crosses out more than a figure.
HIGHEST = 80.0
# What part of a glyph's ink, on each side, a stroke may touch without striking it out.
EDGE = 0.2


def strikes(drawn: Drawn) -> Iterator[Corners]:
    """The straight pieces of all that may strike out a glyph."""
    for painted in drawn.bent:
        _, low, _, high = painted.box
        if high - low <= HIGHEST and _is_stroke(painted, drawn):
            for points in outlines(painted.thing, painted.matrix):
                yield from pairwise(points)
    for painted in drawn.later:
        left, low, right, high = painted.box
        is_picture = raw.FPDFPageObj_GetType(painted.thing) == raw.FPDF_PAGEOBJ_IMAGE
        if high - low <= THIN and is_picture:
            yield (left, (low + high) / 2), (right, (low + high) / 2)


def is_struck(ink: Box, pieces: Iterable[Corners]) -> bool:
    """Whether any straight piece runs through the middle of a glyph."""
    left, low, right, high = ink
    across, down = EDGE * (right - left), EDGE * (high - low)
    middle = (left + across, low + down, right - across, high - down)
    return any(_crosses(piece, middle) for piece in pieces)


def _is_stroke(painted: Painted, drawn: Drawn) -> bool:
    """Whether a path is drawn with a pen, or a fill as narrow as its line; not a pale one, which a
    watermark's is."""
    thing = painted.thing
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(thing, fill, stroke)
    if stroke.value:
        is_told: bool = raw.FPDFPageObj_GetStrokeColor(thing, *drawn.colour.parts)
        is_pale: bool = drawn.colour.lightness >= LIGHT
        return not (is_told and is_pale)
    return drawn.lightness_of(thing) < LIGHT and all(
        _is_narrow(points) for points in outlines(thing, painted.matrix)
    )


def _is_narrow(points: list[Point]) -> bool:
    """Whether an outline encloses no more than a line would."""
    pairs = list(zip(points, (*points[1:], points[0]), strict=True))
    area = abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2
    length = sum(hypot(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairs)
    return area <= THIN / 2 * length


def _crosses(piece: Corners, box: Box) -> bool:
    """Whether a straight piece runs through a box: what its beginning and end leave of it."""
    (x0, y0), (x1, y1) = piece
    start, end = 0.0, 1.0
    for at, step, least, most in ((x0, x1 - x0, box[0], box[2]), (y0, y1 - y0, box[1], box[3])):
        if step == 0:
            if not least <= at <= most:
                return False
            continue
        one, other = (least - at) / step, (most - at) / step
        start, end = max(start, min(one, other)), min(end, max(one, other))
    return start <= end
