"""Where a report opens: site menus of any length may stand above its title."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from extractors.document import Document, Paragraph
from extractors.words.headings import heading_of
from extractors.words.titles import as_title

# In paragraphs.
BEFORE, BEHIND = 60, 40
LEAST_PROSE = 20


def around_opening(document: Document) -> Document:
    """The document from some way above its first numbered heading to some way below it; where it
    has none, around its first title, or from its beginning."""
    numbers = [n for n, block in enumerate(document.blocks) if isinstance(block, Paragraph)]
    texts = ["" if p.is_link else p.text for p in document.paragraphs]
    opening = first_heading(texts)
    if opening is None:
        opening = next((n for n, text in enumerate(texts) if as_title(text, "line")), 0)
    first, last = opening - BEFORE, opening + BEHIND
    begin = numbers[first] if first > 0 else 0
    end = numbers[last] if last < len(numbers) else len(document.blocks)
    return replace(document, blocks=document.blocks[begin:end])


def first_heading(texts: Sequence[str]) -> int | None:
    """Where the report begins: the number of its first line that is a numbered heading of a
    section, or one without a number above running text; None where it has none."""
    for number, (text, following) in enumerate(zip_longest(texts, texts[1:], fillvalue="")):
        heading = heading_of(text)
        if heading is not None and (
            heading.is_chinese or heading.text[:1].isdecimal() or _is_prose(following)
        ):
            return number
    return None


def last_heading(texts: Sequence[str]) -> int | None:
    """The number of the last line that is a section's heading with a number, None without any."""
    found = (n for n, text in enumerate(texts) if (h := heading_of(text)) and h.is_chinese)
    return max(found, default=None)


def _is_prose(text: str) -> bool:
    return len(text) >= LEAST_PROSE and "。" in text
