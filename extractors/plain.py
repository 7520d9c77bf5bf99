"""Plain text, with tables set by tabs, pipes or aligned columns."""

from extractors.charset import decode
from extractors.document import Document, Note, Place
from extractors.text_lines import TextLine, blocks_of, display_width


def read_text(data: bytes) -> Document:
    """Lines become paragraphs; neighbouring lines with tabs, pipes or aligned columns a grid."""
    text, charset, broken = decode(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    blocks = blocks_of([_line(number, line) for number, line in enumerate(lines, 1)])
    notes = (Note("charset", "error", f"{broken} characters could not be decoded as {charset}"),)
    return Document("text", tuple(blocks), charset, notes=notes if broken else ())


def _line(number: int, text: str) -> TextLine:
    bare = text.rstrip(" \u3000")
    left = display_width(bare) - display_width(bare.lstrip(" \u3000"))
    return TextLine(bare, Place(path=f"line {number}"), left, display_width(bare))
