"""Tables of an HTML page: the text of their cells, their declared spans, and whether they are
tables at all."""

import re
from functools import lru_cache

from lxml import etree

from extractors.html.declared import hides
from extractors.spans import SpannedCell
from extractors.words.figures import raised

UNREAD = ("script", "style", "noscript", "template", "select", "option", "button", "textarea")
# What a picture says of itself, and what a page is called.
UNSEEN = ("title", "desc", "metadata")
STRUCK = ("del", "s", "strike")
# A phonetic guide, which is set above its text.
GUIDES = ("rt", "rp", "rtc")
SKIPPED = frozenset((*UNREAD, *UNSEEN, *STRUCK, *GUIDES))
RAISED = frozenset(("sup", "sub"))
# What shows something other than text, or writes it: no reader can tell what.
PICTURES = (
    ".//img|.//input[not(@type='hidden')]|.//textarea|.//select|.//svg|.//canvas|.//object|.//embed"
    "|.//script"
)
NO_TEXT = "[图]"
BLOCKS = frozenset(
    """address article aside blockquote body center dd div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th
    thead tr ul caption ucapcontent ucaptitle""".split()  # noqa: SIM905
)
# How text is hidden: a word that must be there, which is quickly found, and the whole pattern.
HIDDEN = (
    ("none", re.compile(r"display\s*:\s*none")),
    ("visibility", re.compile(r"visibility\s*:\s*(?:hidden|collapse)")),
    ("font-size", re.compile(r"font-size\s*:\s*0(?![.\d])")),
    ("line-through", re.compile(r"text-decoration[^;\"'}]*line-through")),
)
# A page that hides itself is shown by a script: against frames, or once it has loaded.
WHOLE = frozenset(("html", "body"))
HIDDEN_ATTRIBUTE = re.compile(r"hidden(?<=\shidden)[\s>=]")
# A page has thousands of elements in a dozen styles.
MOST_STYLES = 4096
SPACE = re.compile(r"[\s\u00a0\u3000]+")
CELLS = frozenset(("td", "th"))
# The cells whose text may be more than one line: with two blocks, or with text beside one.
PARTED = (
    ".//br or .//li or .//dd or (.//p|.//div|.//center)[2] or (.//p or .//div or .//center)"
    " and (text()|*[not(self::p or self::div or self::center)])[normalize-space()]"
)
OF_LINES = etree.XPath(f".//td[{PARTED}]|.//th[{PARTED}]")
# Parts of tables whose text a browser does not show as it stands.
UNPLAIN = (
    *UNREAD,
    *STRUCK,
    *GUIDES,
    "sup",
    "sub",
    "img",
    "input",
    "svg",
    "canvas",
    "object",
    "embed",
)
LONG_CELL = 300
PROSE_CELL = 60

Rows = list[list[SpannedCell]]


def is_skipped(element: etree._Element) -> bool:
    """Whether a browser shows nothing of the element: scripts, comments, hidden parts."""
    tag = element.tag
    if not isinstance(tag, str) or tag in SKIPPED:
        return True
    if tag in WHOLE:
        return False
    style = element.get("style")
    return (style is not None and _style_hides(style)) or element.get("hidden") is not None


@lru_cache(maxsize=MOST_STYLES)
def _style_hides(style: str) -> bool:
    """Whether a style hides its element."""
    style = style.lower()
    return any(word in style for word, _ in HIDDEN) and hides(style)


def may_hide(page: str) -> bool:
    """Whether a page, in small letters, hides anything, by a style or by an attribute."""
    return (
        any(word in page and pattern.search(page) for word, pattern in HIDDEN)
        or HIDDEN_ATTRIBUTE.search(page) is not None
    )


def holds_unplain(root: etree._Element) -> bool:
    """Whether any table of the page has text that is not shown as it stands."""
    return any(
        next(element.iterancestors("table"), None) is not None for element in root.iter(*UNPLAIN)
    )


def leads(element: etree._Element) -> bool:
    """Whether an element is a link to another page."""
    return element.tag == "a" and not (element.get("href") or "#").startswith(("#", "javascript:"))


def holds_table(table: etree._Element) -> bool:
    """Whether another table stands inside: then this one only places things on the page."""
    return next(table.iterdescendants("table"), None) is not None


def is_layout(rows: Rows) -> bool:
    """A table of one cell, or with a cell of running text, only places things on the page."""
    lengths = [len(cell.text) for row in rows for cell in row]
    if len(lengths) <= 1:
        return True
    longest = max(lengths)
    return longest > LONG_CELL or (longest > PROSE_CELL and len(lengths) <= 2)


def table_rows(table: etree._Element, hides: bool) -> Rows:
    """The rows of a table as declared. `hides` is whether the page hides anything at all."""
    of_lines = set(OF_LINES(table))
    rows = []
    for row in table.iterdescendants("tr"):
        if is_skipped(row) or any(map(is_skipped, _bodies(row))):
            continue
        rows.append(
            [
                SpannedCell(
                    cell_text(cell) if hides or cell in of_lines else one_line(cell),
                    1 if (down := cell.get("rowspan")) is None else _span(down),
                    1 if (across := cell.get("colspan")) is None else max(1, _span(across)),
                )
                for cell in row
                if cell.tag in CELLS and not is_skipped(cell)
            ]
        )
    return rows


def _bodies(row: etree._Element) -> list[etree._Element]:
    """The part of a table (thead, tbody, tfoot) that holds a row, if any."""
    above = row.getparent()
    return [above] if above is not None and above.tag != "table" else []


def _span(declared: str) -> int:
    if len(declared) <= 2 and declared.isdecimal():
        return int(declared)
    match = re.match(r"\s*(\d+)", declared)
    return min(int(match[1]), 1000) if match else 1


def one_line(cell: etree._Element) -> str:
    """The text of a cell that holds no more than one block and no line break."""
    if not len(cell):
        return fold(cell.text or "")
    return fold(etree.tostring(cell, method="text", encoding="unicode", with_tail=False))


def cell_text(cell: etree._Element) -> str:
    """The text of any cell, its lines apart by line feeds, hidden parts left out."""
    parts: list[str] = []
    _gather(cell, parts)
    lines = (fold(line) for line in "".join(parts).split("\n"))
    text = "\n".join(line for line in lines if line)
    return text if text or not cell.xpath(PICTURES) else NO_TEXT


def _gather(element: etree._Element, parts: list[str]) -> None:
    if element.text:
        parts.append(element.text.replace("\n", " "))
    for child in element:
        if not is_skipped(child):
            if child.tag in RAISED:
                inner: list[str] = []
                _gather(child, inner)
                parts.append(raised("".join(inner)))
            else:
                breaks = child.tag in BLOCKS or child.tag == "br"
                parts.append("\n" if breaks else "")
                _gather(child, parts)
                parts.append("\n" if breaks and child.tag != "br" else "")
        if child.tail:
            parts.append(child.tail.replace("\n", " "))


def fold(text: str) -> str:
    """White space folded to single blanks, also where the page prints its name."""
    if not text or text.isalnum():
        return text
    return SPACE.sub(" ", text.replace("&nbsp;", " ") if "&" in text else text).strip()
