"""Bytes of any medium to a Document."""

from collections.abc import Callable

from extractors.containers import unpacked
from extractors.document import Document, UnreadableError
from extractors.html.reader import read_html
from extractors.html.second import read_html_again
from extractors.layout.plain import read_text
from extractors.layout.second import read_text_again
from extractors.pdf.reader import read_pdf
from extractors.pdf.second import read_pdf_again
from extractors.sniff import sniff
from extractors.word.reader import read_docx
from extractors.word.second import read_docx_again
from extractors.words.radicals import with_plain_text

READERS: dict[str, Callable[[bytes], Document]] = {
    "html": read_html,
    "pdf": read_pdf,
    "docx": read_docx,
    "text": read_text,
}
SECOND_READERS: dict[str, Callable[[bytes], Document]] = {
    "html": read_html_again,
    "pdf": read_pdf_again,
    "docx": read_docx_again,
    "text": read_text_again,
}


def read_document(data: bytes, again: bool = False) -> Document:
    """The document that the bytes hold; with `again`, by the medium's second, independent reader.

    Raises UnreadableError, which says why not and what to do; an error that no reader foresaw
    becomes one too."""
    media = "container"
    readers = SECOND_READERS if again else READERS
    try:
        data = unpacked(data)
        media = sniff(data)
        return with_plain_text(readers[media](data))
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError(
            "broken_file", f"reading the {media} failed ({type(error).__name__}: {error})"
        ) from error
