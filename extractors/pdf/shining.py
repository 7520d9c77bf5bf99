"""Whether what is under a thing shines through it, as the page looks: PDFium does not tell how a
group is mixed with the page, a highlighter's with the text that it lies over."""

import pypdfium2 as pdfium

from extractors.document import Box

# How many dots a point is drawn with; in points: what of a box may be its edge.
SCALE, EDGE = 4, 0.3
# Of 255: how far apart the ink and what is around it are at least.
CONTRAST = 100


def shines_through(page: pdfium.PdfPage, box: Box) -> bool:
    """Whether a part of a page that one colour should fill shows more than that; a turned page is
    not asked."""
    left, low, right, high = box
    if page.get_rotation() or right - left <= 3 * EDGE or high - low <= 3 * EDGE:
        return False
    edges = page.get_bbox()
    crop = (
        left + EDGE - edges[0],
        low + EDGE - edges[1],
        edges[2] - right + EDGE,
        edges[3] - high + EDGE,
    )
    if min(crop) < 0:
        return False
    bitmap = page.render(SCALE, crop=crop, grayscale=True, draw_annots=False, may_draw_forms=False)
    try:
        rows, width, stride = bytes(bitmap.buffer), bitmap.width, bitmap.stride
        dots = [rows[n * stride : n * stride + width] for n in range(bitmap.height)]
        return max(map(max, dots)) - min(map(min, dots)) >= CONTRAST
    finally:
        bitmap.close()
