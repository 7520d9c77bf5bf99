"""HTML: text by its block elements, tables as grids, layout tables taken apart. Read by lxml."""

import re
from collections.abc import Iterator

from lxml import etree, html

from extractors.charset import decode
from extractors.document import Block, Document, Note, Paragraph, Place, UnreadableError
from extractors.spans import SpannedCell, expand

SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "select", "option", "button", "textarea")
)
BLOCKS = frozenset(
    """address article aside blockquote body center dd div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th
    thead tr ul caption ucapcontent ucaptitle""".split()  # noqa: SIM905
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
CLOSING = re.compile(r"^\s*<\?xml[^>]*\?>|</(?:html|body)\s*>", re.IGNORECASE)
SPACE = re.compile(r"[\s\u00a0\u3000]+")
TITLE_METAS = frozenset(("articletitle", "og:title", "title"))
SOURCE_METAS = frozenset(("contentsource", "author", "source"))
DATE_METAS = frozenset(("pubdate", "publishdate", "publishtime"))
LONG_CELL = 300
PROSE_CELL = 60


def read_html(data: bytes) -> Document:
    """Paragraphs and grids in the order of the page. Raises UnreadableError where no element can
    be parsed."""
    text, charset, broken = decode(data)
    root = parse_html(text)
    walker = _Walker(root.getroottree())
    walker.walk(root)
    walker.flush(root)
    notes = (Note("charset", "error", f"{broken} characters could not be decoded as {charset}"),)
    return Document(
        "html", tuple(walker.blocks), charset, tuple(_hints(root)), notes if broken else ()
    )


def parse_html(text: str) -> html.HtmlElement:
    """The root element. Raises UnreadableError where nothing can be parsed.

    Pages that embed a whole document end it in their middle; a browser goes on there, while the
    parser would drop the rest, so the closing tags of body and html are left out.
    """
    text = CLOSING.sub("", text.replace("\x00", ""))
    try:
        return html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("broken_file", f"the HTML can't be parsed ({error})") from error


def _hints(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for element in root.iter("title"):
        yield "title", _fold(element.text_content())
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").lower()
        content = _fold(element.get("content") or "")
        for kind, names in (("title", TITLE_METAS), ("source", SOURCE_METAS), ("date", DATE_METAS)):
            if name in names and content:
                yield kind, content


class _Walker:
    """Collects blocks in document order. Text gathers in `pending` until a block element or a
    line break ends the paragraph."""

    def __init__(self, tree: etree._ElementTree) -> None:
        self.tree = tree
        self.blocks: list[Block] = []
        self.pending: list[str] = []
        self.tables = 0

    def walk(self, element: html.HtmlElement) -> None:
        if _is_skipped(element):
            return
        if element.tag == "table" and not _is_layout(element):
            self.flush(element)
            self.table(element)
            return
        is_block = element.tag in BLOCKS
        if is_block or element.tag == "br":
            self.flush(element)
        if element.text and element.tag not in ("head", "title"):
            self.pending.append(element.text)
        for child in element:
            self.walk(child)
            if child.tail:
                self.pending.append(child.tail)
        if is_block:
            self.flush(element)

    def flush(self, element: html.HtmlElement) -> None:
        text = _fold("".join(self.pending))
        self.pending.clear()
        if text:
            self.blocks.append(Paragraph(text, Place(path=self.tree.getpath(element))))

    def table(self, element: html.HtmlElement) -> None:
        path = self.tree.getpath(element)
        grid = expand(_rows(element, path), Place(path=path, table=self.tables))
        if grid.cells:
            self.blocks.append(grid)
            self.tables += 1


def _is_skipped(element: html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in SKIPPED:
        return True
    style = element.get("style")
    return style is not None and HIDDEN.search(style) is not None


def _is_layout(table: html.HtmlElement) -> bool:
    """A table that only places things on the page: it holds another table, or one of its cells
    holds running text."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    cells = list(table.iterdescendants("td", "th"))
    if len(cells) <= 1:
        return True
    longest = max(len(SPACE.sub("", cell.text_content())) for cell in cells)
    return longest > LONG_CELL or (longest > PROSE_CELL and len(cells) <= 2)


def _rows(table: html.HtmlElement, path: str) -> list[list[SpannedCell]]:
    rows = []
    for number, row in enumerate(table.iterdescendants("tr")):
        if _is_skipped(row):
            continue
        cells = [cell for cell in row if cell.tag in ("td", "th") and not _is_skipped(cell)]
        rows.append(
            [
                SpannedCell(
                    cell_text(cell),
                    _span(cell.get("rowspan")),
                    max(1, _span(cell.get("colspan"))),
                    place=Place(path=f"{path}//tr[{number + 1}]/*[{index + 1}]"),
                )
                for index, cell in enumerate(cells)
            ]
        )
    return rows


def _span(declared: str | None) -> int:
    match = re.match(r"\s*(\d+)", declared or "")
    return min(int(match[1]), 1000) if match else 1


def cell_text(cell: html.HtmlElement) -> str:
    """The text of a cell, its lines apart by line feeds."""
    parts: list[str] = []
    _gather(cell, parts)
    lines = (_fold(line) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _gather(element: html.HtmlElement, parts: list[str]) -> None:
    if element.text:
        parts.append(element.text.replace("\n", " "))
    for child in element:
        if not _is_skipped(child):
            breaks = child.tag in BLOCKS or child.tag == "br"
            parts.append("\n" if breaks else "")
            _gather(child, parts)
            parts.append("\n" if breaks and child.tag != "br" else "")
        if child.tail:
            parts.append(child.tail.replace("\n", " "))


def _fold(text: str) -> str:
    return SPACE.sub(" ", text).strip()
