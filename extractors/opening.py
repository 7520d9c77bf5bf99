"""Where a report opens: site menus of any length may stand above its title."""

from dataclasses import replace

from extractors.document import Document, Paragraph
from extractors.headings import heading_of
from extractors.title_words import as_title

# In paragraphs.
BEFORE, BEHIND = 60, 40


def around_opening(document: Document) -> Document:
    """The document from some way above its first numbered heading to some way below it; where it
    has none, around its first title, or from its beginning."""
    numbers = [n for n, block in enumerate(document.blocks) if isinstance(block, Paragraph)]
    texts = ["" if p.is_link else p.text for p in document.paragraphs]
    opening = next((n for n, text in enumerate(texts) if opens(text)), None)
    if opening is None:
        opening = next((n for n, text in enumerate(texts) if as_title(text, "line")), 0)
    first, last = opening - BEFORE, opening + BEHIND
    begin = numbers[first] if first > 0 else 0
    end = numbers[last] if last < len(numbers) else len(document.blocks)
    return replace(document, blocks=document.blocks[begin:end])


def opens(text: str) -> bool:
    """Whether a line is a numbered heading of a section, so that the report has begun."""
    heading = heading_of(text)
    return heading is not None and (heading.is_chinese or heading.text[:1].isdecimal())
