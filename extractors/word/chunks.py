"""Documents in a DOCX (w:altChunk): web pages mostly, or other DOCX, that a program set into it for
Word to take over when it opens it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from docx.document import Document as Package
from docx.oxml.ns import qn
from lxml import etree

from extractors.containers import unpacked
from extractors.document import Block, Document, Grid, Note, Paragraph, Place, UnreadableError
from extractors.html.reader import read_html
from extractors.layout.plain import read_text
from extractors.sniff import sniff

Readers = Mapping[str, Callable[[bytes], Document]]

CHUNK, R_ID = qn("w:altChunk"), qn("r:id")
READERS: Readers = {"html": read_html, "text": read_text}


def chunk_document(
    package: Package,
    chunk: etree._Element,
    readers: Readers,
) -> Document:
    """What a chunk holds, by the reader of its medium; where there is none, nothing but a note
    that says so."""
    part = package.part.related_parts.get(chunk.get(R_ID, ""))
    try:
        data = unpacked(part.blob) if part is not None else b""
        return readers[sniff(data)](data)
    except (UnreadableError, KeyError) as error:
        message = f"a part of the DOCX is another document that can't be read ({error})"
        return Document("docx", (), notes=(Note("cut_off", "error", message),))


def numbered_from(first: int, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with their tables numbered on from those that stand before them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            cells = tuple(replace(c, place=_shifted(c.place, first)) for c in block.cells)
            yield Grid(block.height, block.width, cells, _shifted(block.place, first))


def _shifted(place: Place, first: int) -> Place:
    return place if place.table is None else replace(place, table=place.table + first)
