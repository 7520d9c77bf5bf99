"""What annotations of a PDF page do to its text: strike it out, cross it, cover it."""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.document import Box
from extractors.pdf.annotations import annotations, is_unseen
from extractors.pdf.covers import Cover, is_filled, veil_of
from extractors.pdf.glyphs import Glyph, Toned
from extractors.pdf.matrices import around
from extractors.pdf.shapes import Colour, Point

# How high above the line on which a glyph stands, in its size, what strikes it out may run.
LOWEST, HIGHEST = 0.2, 0.55
# In points: no pen that strikes out is wider than a digit's stem; how opaque one is at least.
STEM, OPAQUE = 2.0, 0.9
# What part of its box a circle covers, on each side.
ROUND = 0.15
SHAPES = (raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_POLYGON)
PENS = (raw.FPDF_ANNOT_INK, raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_POLYLINE)


@dataclass(frozen=True)
class Markings:
    """What strikes text out, as boxes, the lines of pens that may cross it, and what covers it, all
    in the page's own coordinates."""

    struck: tuple[Box, ...] = ()
    strokes: tuple[tuple[Point, ...], ...] = ()
    covers: tuple[Cover, ...] = ()


NONE = Markings()


def markings_on(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Markings:
    """What the annotations that a viewer shows do to a page's text."""
    struck: list[Box] = []
    strokes: list[tuple[Point, ...]] = []
    covers: list[Cover] = []
    for annotation in annotations(page):
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if is_unseen(annotation):
            continue
        if kind == raw.FPDF_ANNOT_STRIKEOUT:
            struck += _quads(annotation)
        elif kind in PENS:
            if _is_fine(annotation):
                strokes += map(tuple, _lines(annotation, kind))
        elif kind in SHAPES or kind == raw.FPDF_ANNOT_STAMP:
            covers += _covers(document, page, annotation, kind)
    if not (struck or strokes or covers):
        return NONE
    return Markings(tuple(struck), tuple(strokes), tuple(covers))


def with_struck_by(toned: Sequence[Toned], boxes: Sequence[Box]) -> list[Toned]:
    """The glyphs of a page with those marked that an annotation strikes out, as `boxes` of the page
    as it is shown: it lies over their middle, whatever else it lies over."""
    return [
        one._replace(glyph=replace(one.glyph, is_struck=True))
        if any(_is_over(box, one.glyph) for box in boxes)
        else one
        for one in toned
    ]


def _is_over(box: Box, glyph: Glyph) -> bool:
    left, top, right, bottom = box
    high, low = glyph.base - HIGHEST * glyph.size, glyph.base - LOWEST * glyph.size
    return left <= glyph.x <= right and top <= low and bottom >= high


def _is_fine(annotation: ctypes.c_void_p) -> bool:
    """Whether a pen is opaque and no wider than a digit's stem; a highlighter marks what it runs
    over."""
    colour = Colour()
    opacity, width = ctypes.c_float(1.0), ctypes.c_float(1.0)
    raw.FPDFAnnot_GetNumberValue(annotation, b"CA", opacity)
    raw.FPDFAnnot_GetBorder(annotation, ctypes.c_float(), ctypes.c_float(), width)
    widths, opacities = [width.value], [opacity.value]
    if raw.FPDFAnnot_GetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *colour.parts):
        opacities.append(colour.parts[3].value / 255)
    for index in range(raw.FPDFAnnot_GetObjectCount(annotation)):
        thing = raw.FPDFAnnot_GetObject(annotation, index)
        if raw.FPDFPageObj_GetStrokeWidth(thing, width):
            widths.append(width.value)
        is_told = raw.FPDFPageObj_GetStrokeColor(thing, *colour.parts)
        alpha = colour.parts[3].value if is_told else 255
        is_path = raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_PATH
        # What is transparent without being so by its colour is mixed with what is under it.
        is_mixed = is_path and alpha == 255 and raw.FPDFPageObj_HasTransparency(thing)
        opacities.append(0.0 if is_mixed else alpha / 255)
    return max(widths) <= STEM and min(opacities) >= OPAQUE


def _quads(annotation: ctypes.c_void_p) -> Iterator[Box]:
    """The lines of text that an annotation marks."""
    quad = raw.FS_QUADPOINTSF()
    for index in range(raw.FPDFAnnot_CountAttachmentPoints(annotation)):
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, index, quad):
            yield around(
                [(quad.x1, quad.y1), (quad.x2, quad.y2), (quad.x3, quad.y3), (quad.x4, quad.y4)]
            )


def _lines(annotation: ctypes.c_void_p, kind: int) -> Iterator[list[Point]]:
    """The lines that an annotation draws."""
    if kind == raw.FPDF_ANNOT_LINE:
        start, end = raw.FS_POINTF(), raw.FS_POINTF()
        if raw.FPDFAnnot_GetLine(annotation, start, end):
            yield [(start.x, start.y), (end.x, end.y)]
        return
    if kind == raw.FPDF_ANNOT_POLYLINE:
        yield from _points(raw.FPDFAnnot_GetVertices, annotation)
        return
    for index in range(raw.FPDFAnnot_GetInkListCount(annotation)):
        yield from _points(raw.FPDFAnnot_GetInkListPath, annotation, index)


def _points(get: Callable[..., int], *of: object) -> Iterator[list[Point]]:
    """The points that PDFium writes into a buffer as long as it says."""
    count = get(*of, None, 0)
    if count > 1:
        buffer = (raw.FS_POINTF * count)()
        get(*of, buffer, count)
        yield [(point.x, point.y) for point in buffer]


def _covers(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, annotation: ctypes.c_void_p, kind: int
) -> Iterator[Cover]:
    """The part of the page that an annotation hides: a filled shape, or a picture."""
    if not _is_opaque(annotation):
        return
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, rect)
    left, low = min(rect.left, rect.right), min(rect.bottom, rect.top)
    right, high = max(rect.left, rect.right), max(rect.bottom, rect.top)
    box = (left, low, right, high)
    things = [
        raw.FPDFAnnot_GetObject(annotation, index)
        for index in range(raw.FPDFAnnot_GetObjectCount(annotation))
    ]
    opaque = [thing for thing in things if not raw.FPDFPageObj_HasTransparency(thing)]
    if kind == raw.FPDF_ANNOT_STAMP:
        for thing in opaque:
            if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_IMAGE:
                veil = veil_of(document, page, thing, box)
                yield from () if veil is None else (Cover(box, inf, veil=veil),)
        return
    is_shape_filled = any(
        raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_PATH and is_filled(thing)
        for thing in opaque
    )
    if is_shape_filled or (not things and _has_inner_colour(annotation)):
        inset = 0.0 if kind == raw.FPDF_ANNOT_SQUARE else ROUND
        across, down = inset * (right - left), inset * (high - low)
        yield Cover((left + across, low + down, right - across, high - down), inf)


def _is_opaque(annotation: ctypes.c_void_p) -> bool:
    opacity = ctypes.c_float()
    is_told = raw.FPDFAnnot_GetNumberValue(annotation, b"CA", opacity)
    return not is_told or opacity.value >= 1


def _has_inner_colour(annotation: ctypes.c_void_p) -> bool:
    parts = tuple(ctypes.c_uint() for _ in range(4))
    kind = raw.FPDFANNOT_COLORTYPE_InteriorColor
    return bool(
        raw.FPDFAnnot_HasKey(annotation, b"IC") and raw.FPDFAnnot_GetColor(annotation, kind, *parts)
    )
