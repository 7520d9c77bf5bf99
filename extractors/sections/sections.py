"""The sections of a report by their headings, also where numbering is lost, restarted or run into
the text."""

from extractors.document import Document
from extractors.reading import SectionReading
from extractors.sections.choice import with_chosen
from extractors.sections.contents import without_contents
from extractors.sections.ends import until_end
from extractors.sections.pieces import pieces_of


def find_sections(document: Document) -> tuple[SectionReading, ...]:
    """The sections in the order of the document, those printed twice twice. Text before the first
    heading, a table of contents and what stands below the report belong to none."""
    pieces = without_contents(list(pieces_of(document.blocks)))
    sections: list[SectionReading] = []
    texts: list[str] = []
    for piece in reversed(until_end(with_chosen(pieces))):
        if piece.text:
            texts.append(piece.text)
        if piece.heading is not None:
            text = "\n".join(reversed(texts))
            sections.append(SectionReading(piece.heading.text, piece.heading.kind, text))
            texts = []
    return tuple(reversed(sections))
