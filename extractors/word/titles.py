"""What a DOCX says of its title outside its text: in its properties, above its first page."""

from collections.abc import Iterator

from docx.document import Document as Package
from lxml import etree

from extractors.word.styles import W_P, Styles
from extractors.word.text import text_of


def titles(package: Package, styles: Styles) -> Iterator[tuple[str, str]]:
    """Hints: each line of its first page's head, and the title of the file's properties, which it
    may have from the file that it was made from."""
    for paragraph in _head(package):
        if line := " ".join(text_of(paragraph, styles).split()):
            yield "title", line
    if title := _title(package):
        yield "file_title", title


def _title(package: Package) -> str:
    try:
        return (package.core_properties.title or "").strip()
    except (KeyError, ValueError, etree.XMLSyntaxError):
        return ""


def _head(package: Package) -> list[etree._Element]:
    """The paragraphs of the head of the first page; none where its part is missing or broken."""
    try:
        section = package.sections[0]
        is_first = section.different_first_page_header_footer
        head = section.first_page_header if is_first else section.header
        # Where there is none, python-docx would make one.
        return [] if head.is_linked_to_previous else list(head._element.iter(W_P))
    except (KeyError, IndexError, ValueError, AttributeError):
        return []
