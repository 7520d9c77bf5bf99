"""The sections of a report by their headings, also where numbering is lost, restarted or run into
the text."""

from itertools import zip_longest

from extractors.document import Document
from extractors.reading import SectionReading
from extractors.sections.choice import with_chosen
from extractors.sections.contents import without_contents
from extractors.sections.ends import until_end
from extractors.sections.furniture import is_amid
from extractors.sections.pieces import pieces_of
from extractors.words.heading_numbers import number_of
from extractors.words.headings import Heading


def find_sections(document: Document) -> tuple[SectionReading, ...]:
    """The sections in the order of the document, those printed twice twice, unless the heading of
    one is but repeated in its table. Text before the first heading, a table of contents and what
    stands below the report belong to none."""
    shown = [piece for piece in pieces_of(document.blocks) if not is_amid(piece)]
    pieces = without_contents(shown)
    found: list[tuple[Heading, str]] = []
    texts: list[str] = []
    for piece in reversed(until_end(with_chosen(pieces))):
        if piece.text:
            texts.append(piece.text)
        if piece.heading is not None:
            found.append((piece.heading, "\n".join(reversed(texts))))
            texts = []
    found.reverse()
    filled = {(heading.kind, heading.title) for heading, text in found if text}
    return tuple(
        SectionReading(heading.text, heading.kind, text)
        for (heading, text), below in zip_longest(found, found[1:])
        if text
        or not ((heading.kind, heading.title) in filled or (below and _is_same(heading, below[0])))
    )


def _is_same(heading: Heading, below: Heading) -> bool:
    """Whether the next heading says the same in another wording."""
    numbers = {number_of(each.text) for each in (heading, below)}
    return heading.kind == below.kind and below.is_known and len(numbers) == 1
