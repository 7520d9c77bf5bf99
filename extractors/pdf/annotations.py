"""Text that is laid over a PDF page, in form fields and in text boxes: viewers show and print it,
though it is no part of the page's content until it is made one."""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

FIELDS = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW


@dataclass(frozen=True)
class Laid:
    """A text that is laid over a page, and its left, bottom, right and top there."""

    text: str
    corners: tuple[float, float, float, float]


def laid_over(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> tuple[Laid, ...]:
    """The texts that a viewer shows over a page."""
    return tuple(
        _laid(document, annotation)
        for annotation in annotations(page)
        if _is_text(document, annotation)
    )


def flattened(document: pdfium.PdfDocument, page: pdfium.PdfPage, index: int) -> pdfium.PdfPage:
    """The page with the texts laid over it made a part of it, and no other annotation. The page
    that was given is closed."""
    for annotation in annotations(page):
        if not _is_text(document, annotation):
            raw.FPDFAnnot_SetFlags(annotation, raw.FPDF_ANNOT_FLAG_HIDDEN)
    # PDFium takes a box that a page inherits for none.
    page.set_mediabox(*page.get_bbox())
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    page.close()
    return document[index]


def unread(page: pdfium.PdfPage, laid: Sequence[Laid]) -> int:
    """How many of the texts that were laid over a page are no text of it: they have no look of
    their own, or are drawn as a picture."""
    textpage = page.get_textpage()
    try:
        return sum(
            bool(one.text.strip()) and not textpage.get_text_bounded(*one.corners).strip()
            for one in laid
        )
    finally:
        textpage.close()


def annotations(page: pdfium.PdfPage) -> Iterator[ctypes.c_void_p]:
    """The annotations of a page, each open while it is looked at."""
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if annotation:
            try:
                yield annotation
            finally:
                raw.FPDFPage_CloseAnnot(annotation)


def is_unseen(annotation: ctypes.c_void_p) -> bool:
    """Whether no viewer shows an annotation."""
    return bool(raw.FPDFAnnot_GetFlags(annotation) & UNSEEN)


def _is_text(document: pdfium.PdfDocument, annotation: ctypes.c_void_p) -> bool:
    """Whether an annotation is seen and is a text box or a field for text; no button, no seal."""
    if is_unseen(annotation):
        return False
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind != raw.FPDF_ANNOT_WIDGET or not document.formenv:
        return bool(kind in (raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_WIDGET))
    return raw.FPDFAnnot_GetFormFieldType(document.formenv.raw, annotation) in FIELDS


def _laid(document: pdfium.PdfDocument, annotation: ctypes.c_void_p) -> Laid:
    box = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, box)
    if document.formenv and raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET:
        form = document.formenv.raw
        text = _string(lambda *to: raw.FPDFAnnot_GetFormFieldValue(form, annotation, *to))
    else:
        text = _string(lambda *to: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", *to))
    return Laid(text, (box.left, box.bottom, box.right, box.top))


def _string(get: Callable[..., int]) -> str:
    """What PDFium writes, in UTF-16 with a zero at its end, into a buffer of the length it says."""
    length = get(None, 0)
    buffer = ctypes.create_string_buffer(max(length, 2))
    get(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
