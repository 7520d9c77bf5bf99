"""Lines that go on beyond the right edge of what a page shows: a table is wider than it, so that
its last column is cut or missing."""

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as raw

from extractors.document import Box
from extractors.pdf.drawn import Drawn
from extractors.pdf.shapes import Corners

# In points: as far beyond an edge a line must go, and as far before it begin.
BEYOND, BEFORE = 3.0, 20.0


def overflows(drawn: Drawn, box: Box) -> bool:
    """Whether a level line that begins within the page's box, in its own coordinates, ends beyond
    it at the right, or beyond the part of it in which that line is painted. One that comes from
    beyond the left edge is an ornament."""
    beyond = box[2] + BEYOND
    edges = [(box[2], line) for line in drawn.lines if line[0][0] > beyond or line[1][0] > beyond]
    if drawn.widest is not None:
        line, thing = drawn.widest
        edges += [(right, line) for right in _painted_to(thing)]
    return any(_crosses(line, edge, box[0]) for edge, line in edges)


def _crosses(line: Corners, edge: float, left: float) -> bool:
    (x0, y0), (x1, y1) = line
    start, end = min(x0, x1), max(x0, x1)
    return abs(y1 - y0) <= 1 and left <= start < edge - BEFORE and end > edge + BEYOND


def _painted_to(thing: ctypes.c_void_p) -> Iterator[float]:
    """The right edge of the path that clips a thing, if one does."""
    clip = raw.FPDFPageObj_GetClipPath(thing)
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(max(raw.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        rights = []
        for index in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
            segment = raw.FPDFClipPath_GetPathSegment(clip, path, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            rights.append(x.value)
        if rights:
            yield max(rights)
