"""What a page shows of itself, for its second reader: nothing hidden, signs of notes in brackets,
lines that a style sets apart."""

from bs4 import BeautifulSoup, Tag

from extractors.html.asides import NAMED, STAND_INS, is_note_reference, may_be_hidden
from extractors.html.declared import hides, is_line, is_off_page, said
from extractors.html.panels import TAGS, is_marked
from extractors.html.styles import RAISED
from extractors.words.figures import UNTOLD, raised

UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "head", "del", "s", "strike", "rt", "rp", "rtc")
)
WHOLE = frozenset(("html", "body"))
CELLS = ("td", "th")
LIFTED = frozenset(("sup", "sub"))
INLINE = frozenset(("span", "font", "b", "i", "em", "strong", "small", "a", "u", "label"))


def show_again(soup: BeautifulSoup, opens_panels: bool = False) -> None:
    """Takes out of a page what it does not show, and sets the signs of notes in brackets. With
    `opens_panels`, the hidden panels that hold the report's tables stay."""
    sheets = " ".join(style.get_text() for style in soup("style"))
    for tag in [node for node in soup.descendants if isinstance(node, Tag)]:
        if tag.name in WHOLE:
            continue
        if opens_panels and tag.name in TAGS and any(is_marked(t.get_text()) for t in tag("table")):
            continue
        style = str(tag.get("style") or "").lower()
        if tag.name in UNSEEN or tag.has_attr("hidden") or (style and hides(style)):
            tag.extract()
        elif tag.name == "input":
            tag.replace_with(str(tag.get("value") or ""))
        elif tag.name == "details" or tag.name in STAND_INS:
            _empty(tag)
        elif style and is_off_page(style):
            _clear(tag)
        elif _is_raised(tag, style):
            _bracket(tag)
        else:
            _settle(tag, style, sheets)


def _settle(tag: Tag, style: str, sheets: str) -> None:
    """Leaves a figure in doubt of which a part may be hidden, and sets lines apart."""
    if tag.name in NAMED and may_be_hidden(_classes(tag), sheets) and _is_part(tag):
        tag.insert(0, UNTOLD)
    if style and tag.name in INLINE and is_line(style):
        tag.name = "div"


def _classes(tag: Tag) -> str:
    classes = tag.get("class") or ""
    return " ".join(classes) if isinstance(classes, list) else str(classes)


def _is_part(tag: Tag) -> bool:
    """Whether an element has digits in a cell that prints more than it."""
    cell, text = _cell(tag), tag.get_text().split()
    has_digits = any(map(str.isdigit, "".join(text)))
    return cell is not None and has_digits and cell.get_text().split() != text


def _cell(tag: Tag) -> Tag | None:
    """The cell of a table without others that an element is, or stands in."""
    cell = tag if tag.name in CELLS else tag.find_parent(CELLS)
    return None if cell is None or cell.find("table") else cell


def _empty(tag: Tag) -> None:
    """Leaves of what stands in for something else, or is folded away in a cell, its heading."""
    if _cell(tag) is None or (tag.name == "details" and tag.has_attr("open")):
        return
    head = tag.find("summary", recursive=False)
    for part in list(tag.contents):
        if part is not head:
            part.extract()


def _clear(tag: Tag) -> None:
    """Takes out a part of a cell that nobody sees; a figure that is all of it goes in brackets."""
    cell, text = _cell(tag), tag.get_text().split()
    if cell is None or not text:
        return
    is_whole = cell.get_text().split() == text and any(map(str.isdigit, "".join(text)))
    tag.string = f"[{' '.join(text)}]" if is_whole else " "


def _is_raised(tag: Tag, style: str) -> bool:
    if tag.name in LIFTED:
        return True
    if tag.name not in INLINE:
        return False
    if tag.name in ("a", "span") and is_note_reference(_named(tag)):
        return True
    own = said(style) if style else {}
    return any(name in own and told.fullmatch(own[name]) for name, told in RAISED.items())


def _named(tag: Tag) -> dict[str, str]:
    return {
        name: (" ".join(value) if isinstance(value, list) else str(value)).lower()
        for name, value in tag.attrs.items()
    }


def _bracket(tag: Tag) -> None:
    """Sets a note's sign in brackets; what a style raises is one only beside other text."""
    cell, text = _cell(tag), tag.get_text()
    is_sure = tag.name in LIFTED or is_note_reference(_named(tag))
    if cell is not None and text.strip() and (is_sure or len(cell.get_text().strip()) > len(text)):
        tag.string = raised(text)
