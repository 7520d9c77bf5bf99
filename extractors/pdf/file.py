"""A PDF file, opened."""

from contextlib import suppress

import pypdfium2 as pdfium

from extractors.document import UnreadableError


def opened(data: bytes) -> pdfium.PdfDocument:
    """The document in a file. Raises UnreadableError for broken or protected files."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError(
                "password", "the PDF is protected by a password; ask the agency for an open copy"
            ) from error
        raise UnreadableError(
            "broken_file", f"the PDF can't be opened ({error}); fetch it again"
        ) from error
    # Fields without a look of their own get one. It must be done before any page is opened.
    with suppress(pdfium.PdfiumError):
        document.init_forms()
    return document
