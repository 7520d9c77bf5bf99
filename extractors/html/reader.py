"""HTML: text by its block elements, tables as grids, layout tables taken apart. Read by lxml."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from extractors.charset import decode
from extractors.document import Block, Document, Grid, Note, Paragraph, Place, UnreadableError
from extractors.html.asides import set_asides
from extractors.html.controls import (
    STYLED,
    open_single_tables,
    show_controls,
    show_styled_tables,
)
from extractors.html.headings import show_heading_buttons
from extractors.html.hints import hints_of
from extractors.html.styles import Applied, apply_styles
from extractors.html.tables import (
    BLOCKS,
    fold,
    holds_table,
    holds_unplain,
    is_layout,
    is_skipped,
    leads,
    may_hide,
    table_rows,
)
from extractors.layout.text_lines import blocks_of, text_line
from extractors.spans import expand

DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
TABLE, TABLE_END = re.compile(r"<table\b", re.I), re.compile(r"</table\b", re.I)
CLOSING = re.compile(r"</(?:html|body|HTML|BODY)\s*>")
STRUCTURE = ".//table|.//p|.//div|.//br|.//li"
# What a list prints beside a link: its date, its marks, which of the neighbours it leads to.
BESIDE_LINK = re.compile(r"(?:[\W\d_年月日]|[上下]一[篇条])*")


def read_html(data: bytes) -> Document:
    """Paragraphs and grids in the order of the page. Raises UnreadableError where no element can
    be parsed."""
    text, charset, broken = decode(data)
    root = parse_html(text)
    page = text.lower()
    applied = apply_styles(root, page)
    faded = applied.faded + set_asides(root, page)
    if "<button" in page:
        show_heading_buttons(root)
    show_controls(root)
    if STYLED.search(text):
        show_styled_tables(root)
    open_single_tables(root)
    walker = _Walker(root.getroottree(), may_hide(page) or holds_unplain(root))
    walker.walk(root)
    walker.flush(root)
    applied = replace(applied, hidden=applied.hidden + walker.hidden, faded=faded)
    return Document(
        "html",
        tuple(walker.blocks),
        charset,
        tuple(hints_of(root)),
        tuple(_notes(text, broken, applied)),
    )


def _notes(text: str, broken: int, applied: Applied) -> Iterator[Note]:
    if broken:
        yield Note("charset", "error", f"{broken} characters of the page could not be decoded")
    if applied.opened:
        message = (
            f"{applied.opened} tables stand in parts of the page that are hidden until they are"
            " chosen, such as tabs, or the page is loaded; none else is shown, so these were read"
        )
        yield Note("hidden_text", "warning", message)
    if applied.hidden:
        message = (
            f"{applied.hidden} tables that the page hides were left out; a script may show them"
        )
        yield Note("hidden_text", "warning", message)
    if applied.faded:
        message = f"{applied.faded} parts of cells that nobody sees on the page were left out"
        yield Note("hidden_text", "warning", message)
    opened, closed = len(TABLE.findall(text)), len(TABLE_END.findall(text))
    if opened > closed and not CLOSING.search(text):
        message = "the page ends within a table; it was cut off, so fetch it again"
        yield Note("cut_off", "error", message)


def parse_html(text: str) -> etree._Element:
    """The root element. Raises UnreadableError where nothing can be parsed.

    Pages that embed a whole document end it in their middle; a browser goes on there, while the
    parser would drop the rest, so the closing tags of body and html are left out.
    """
    text = CLOSING.sub("", DECLARATION.sub("", text.replace("\x00", "")))
    parser = etree.HTMLParser(huge_tree=True)
    try:
        root = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("broken_file", f"the HTML can't be parsed ({error})") from error
    if root is None:
        raise UnreadableError("broken_file", "the HTML holds no element; fetch it again")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        message = "the HTML nests too deep to be parsed whole; save the page anew in a browser"
        raise UnreadableError("broken_file", message)
    return root


class _Walker:
    """Collects blocks in document order. Text gathers in `pending` until a block element or a
    line break ends the paragraph. `hidden` counts the tables that the page hides."""

    def __init__(self, tree: etree._ElementTree, hides: bool) -> None:
        self.tree, self.hides = tree, hides
        self.blocks: list[Block] = []
        self.pending: list[str] = []
        self.links, self.is_linked, self.is_plain = 0, False, False
        self.taken: set[etree._Element] = set()
        self.tables = self.hidden = 0

    def walk(self, root: etree._Element) -> None:
        """Visits every element that is shown. Tags that are never closed nest by the thousand, so
        this does not recurse."""
        events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in events:
            if event == "start" and self._is_taken(element):
                events.skip_subtree()
                self.taken.add(element)
            elif event == "start":
                self._begin(element)
            else:
                self._end(element, element is root)

    def _is_taken(self, element: etree._Element) -> bool:
        """Whether the element needs no walk: nothing of it is shown, or it is taken whole."""
        if is_skipped(element):
            self.hidden += sum(1 for _ in element.iter("table"))
            return True
        if element.tag == "pre":
            return self.preformatted(element)
        return element.tag == "table" and not holds_table(element) and self.table(element)

    def _begin(self, element: etree._Element) -> None:
        if element.tag in BLOCKS or element.tag == "br":
            self.flush(element)
        self.links += leads(element)
        if element.text and element.tag not in ("head", "title"):
            self.say(element.text)

    def _end(self, element: etree._Element, is_root: bool) -> None:
        if element.tag in BLOCKS and element not in self.taken:
            self.flush(element)
        if leads(element) and element not in self.taken:
            self.links -= 1
        if element.tail and not is_root:
            self.say(element.tail)

    def say(self, text: str) -> None:
        self.pending.append(text)
        self.is_linked |= bool(self.links) and not text.isspace()
        self.is_plain |= not self.links and BESIDE_LINK.fullmatch(text) is None

    def flush(self, element: etree._Element) -> None:
        text = fold("".join(self.pending))
        self.pending.clear()
        if text:
            place = Place(path=self.tree.getpath(element))
            is_link = self.is_linked and not self.is_plain
            self.blocks.append(Paragraph(text, place, is_link))
        self.is_linked = self.is_plain = False

    def table(self, element: etree._Element) -> bool:
        """Takes a table as a grid; False where it only places things on the page."""
        path = self.tree.getpath(element)
        rows = table_rows(element, self.hides)
        if is_layout(rows):
            return False
        self.flush(element)
        for caption in element.iterchildren("caption"):
            self.say("".join(caption.itertext()))
            self.flush(caption)
        self.blocks.append(expand(rows, Place(path=path, table=self.tables)))
        self.tables += 1
        return True

    def preformatted(self, element: etree._Element) -> bool:
        """Takes text that keeps its line breaks, with the tables that tabs or blanks set in it;
        False where it holds elements that a line can't."""
        if element.xpath(STRUCTURE):
            return False
        path = self.tree.getpath(element)
        lines = "".join(element.itertext("*", etree.Entity)).splitlines()
        blocks = blocks_of([text_line(line, Place(path=path)) for line in lines], self.tables)
        self.flush(element)
        self.blocks += blocks
        self.tables += sum(isinstance(block, Grid) for block in blocks)
        return True
