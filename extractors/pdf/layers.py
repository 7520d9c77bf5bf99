"""Layers of a PDF page that a viewer may leave out."""

import ctypes
from collections.abc import Callable

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.document import Box
from extractors.pdf.drawn import Text

# How finely a page is painted to see whether a glyph shows, and how little its tones differ, of
# 255, where none does.
SCALE, PLAIN = 2, 16
LAYER = "OC"


def may_have_layers(data: bytes) -> bool:
    """Whether a file names layers, or may do so where it can't be seen."""
    return b"/OCProperties" in data or b"/ObjStm" in data


def is_in_layer(text: Text) -> bool:
    """Whether a text may belong to a layer: it, or the form that holds it."""
    return text.is_nested or any(
        _name(raw.FPDFPageObj_GetMark(text.thing, index)) == LAYER
        for index in range(raw.FPDFPageObj_CountMarks(text.thing))
    )


def shown_on(page: pdfium.PdfPage) -> Callable[[Box], bool]:
    """Tells whether anything shows in a box of a page, in its own coordinates, when the page is
    painted as a viewer does."""
    bitmap = page.render(scale=SCALE, grayscale=True, may_draw_forms=False)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    data = bytes(bitmap.buffer)
    step = stride // width
    column, row = ctypes.c_int(), ctypes.c_int()

    def device(x: float, y: float) -> tuple[int, int]:
        raw.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, x, y, column, row)
        return min(max(column.value, 0), width - 1), min(max(row.value, 0), height - 1)

    def shows(box: Box) -> bool:
        (x0, y0), (x1, y1) = device(box[0], box[1]), device(box[2], box[3])
        tones = [
            tone
            for line in range(min(y0, y1), max(y0, y1) + 1)
            for tone in data[
                line * stride + min(x0, x1) * step : line * stride + (max(x0, x1) + 1) * step
            ]
        ]
        return max(tones) - min(tones) > PLAIN

    return shows


def _name(mark: ctypes.c_void_p) -> str:
    length = ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, None, 0, length)
    buffer = ctypes.create_string_buffer(max(length.value, 2))
    pointer = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFPageObjMark_GetName(mark, pointer, length, length)
    return buffer.raw[: max(length.value - 2, 0)].decode("utf-16-le", "replace")
