"""Plain text, with tables set by tabs, pipes or aligned columns."""

from extractors.charset import decode
from extractors.document import Document, Note, Place
from extractors.layout.text_lines import blocks_of, text_line


def read_text(data: bytes) -> Document:
    """Lines become paragraphs; neighbouring lines with tabs, pipes or aligned columns a grid."""
    text, charset, broken = decode(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    blocks = blocks_of(
        [text_line(line, Place(path=f"line {number}")) for number, line in enumerate(lines, 1)]
    )
    notes = (Note("charset", "error", f"{broken} characters could not be decoded as {charset}"),)
    return Document("text", tuple(blocks), charset, notes=notes if broken else ())
