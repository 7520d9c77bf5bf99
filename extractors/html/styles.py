"""What a page's own style sheets and styles hide, strike out, fade, raise or set off the page, as a
screen shows it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from extractors.html.cascade import Rule, is_for_screens, rules_of, telling
from extractors.html.controls import drop
from extractors.html.declared import LINE, OFF_PAGE, UNSEEN, is_line, is_off_page, said
from extractors.html.panels import show_panels
from extractors.html.tables import CELLS, WHOLE, may_hide

# What a property must say, so that its element stands above its line or below, as a note's number
# does.
RAISED = {
    "vertical-align": re.compile(r"super|sub|-?[\d.]*[1-9][\d.]*(?:[a-z]+|%)"),
    "mso-text-raise": re.compile(r"-?[\d.]*[1-9][\d.]*(?:[a-z]+|%)?"),
    "top": re.compile(r"-[\d.]*[1-9][\d.]*(?:[a-z]+|%)"),
}
# Or, in type of another size, where the line's highest stands.
TOPS = ("top", "text-top")
HIDES = re.compile("none|hidden|collapse|line-through|font-size")
# Or so that nobody sees it beside text that is not so: white on the page's white, type like dust.
FAINT = {
    "color": re.compile(r"white|#fff(?:fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255\s*(?:,\s*1\s*)?\)"),
    "font-size": re.compile(r"[01](?:\.\d+)?(?:px|pt)"),
}
KINDS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "raised": RAISED,
    "faint": FAINT,
    "off": OFF_PAGE,
}
LIFTS = re.compile(r"vertical-align\s*:\s*(?:super|sub|-?[\d.])|mso-text-raise|\btop\s*:\s*-")
# Words of which a page that raises or fades text has one at least, quickly found.
LIFTING = ("vertical-align", "mso-text-raise", "top:-", "top: -")
FADING = ("white", "#fff", "255,255,255", "255, 255", "size:1p", "size: 1p", "size:1.", "size:0.")
# And words of which a page has one that sets text where nobody sees it.
MOVING = ("opacity", "transparent", "rgba", "clip", "overflow", "-999", "-1000")
INLINE = frozenset(("span", "font", "b", "i", "em", "strong", "small", "a", "u", "label", "o:p"))


@dataclass(frozen=True)
class Applied:
    """How many tables were hidden, how many shown as tabs would, and how many parts of cells were
    left out."""

    hidden: int
    opened: int
    faded: int


def apply_styles(root: etree._Element, page: str) -> Applied:
    """Takes out what the style sheets of a page hide and what its styles fade or set off the page,
    but for the panels of tabs that hold all of the report's tables; makes superiors of what they
    raise and blocks of what they set on its own line. `page` is its text in small letters."""
    sheets = [style for style in root.iter("style") if style.text]
    shown = [style for style in sheets if is_for_screens(style.get("media"))]
    is_joined = "block" in page and _has_joined(root)
    rules = [rule for sheet in _texts(shown, is_joined) for rule in rules_of(sheet)]
    told = {prop: telling(root, rules, prop, pattern) for prop, pattern in UNSEEN.items()}
    opened = show_panels(root, set(told["display"])) if may_hide(page) else []
    hidden = [
        element
        for elements in told.values()
        for element in elements
        if element.tag not in WHOLE and element not in opened
    ]
    tables = {table for element in hidden for table in element.iter("table")}
    for element in hidden:
        drop(element)
    if any(word in page for word in LIFTING):
        for element in _beside_others(root, rules, "raised"):
            element.tag = "sup"
    faded = []
    if any(word in page for word in FADING):
        faded = [part for part in _beside_others(root, rules, "faint") if _size(part)]
    for element in faded:
        _fade(element)
    off = _clear_off_page(root, rules) if any(word in page for word in MOVING) else 0
    if is_joined:
        _part_lines(root, rules)
    of_tabs = sum(1 for panel in opened for _ in panel.iter("table"))
    return Applied(len(tables), of_tabs, len(faded) + off)


def _texts(sheets: Iterable[etree._Element], is_joined: bool) -> Iterator[str]:
    """The style sheets that say anything of what concerns us. `is_joined` is whether there is
    anything to be set on lines of its own."""
    for sheet in sheets:
        text = (sheet.text or "").lower()
        if (
            HIDES.search(text)
            or LIFTS.search(text)
            or any(w in text for w in FADING)
            or any(word in text for word in MOVING)
            or (is_joined and "block" in text)
        ):
            yield sheet.text or ""


def _has_joined(root: etree._Element) -> bool:
    """Whether a part of any cell stands beside another: it may be set on a line of its own."""
    return any(_is_beside(part) and _cell(part) is not None for part in root.iter(*INLINE))


def _is_beside(part: etree._Element) -> bool:
    """Whether an element stands beside another, or beside text."""
    if part.getnext() is not None or part.getprevious() is not None:
        return True
    above = part.getparent()
    before = above.text if above is not None else None
    return bool((before or "").strip() or (part.tail or "").strip())


def _part_lines(root: etree._Element, rules: Sequence[Rule]) -> None:
    """Makes blocks of the parts of cells that a style sets on lines of their own."""
    told = set(telling(root, rules, "display", LINE))
    for part in root.iter(*INLINE):
        style = part.get("style")
        if (part in told or (style and is_line(style))) and _cell(part) is not None:
            part.tag = "div"


def _fade(element: etree._Element) -> None:
    """Takes out an element, or the text of a cell, so that what is beside it does not join."""
    if element.tag in CELLS:
        for part in list(element):
            element.remove(part)
        element.text = None
    else:
        element.tail = f" {element.tail or ''}"
        drop(element)


def _clear_off_page(root: etree._Element, rules: Sequence[Rule]) -> int:
    """Takes out the parts of cells that nobody sees wherever they stand, how many they were. A
    figure that is all of its cell is set in brackets, so that it is in doubt."""
    cleared = 0
    for cell, parts in _by_cell(root, rules, "off", None):
        if next(cell.iter("table"), None) is not None:
            continue
        text = "".join("".join(part.itertext()) for part in parts)
        is_whole = _size(cell) == len("".join(text.split()))
        seen = [part for part in parts if _size(part)]
        for part in seen:
            _fade(part)
        if is_whole and any(map(str.isdigit, text)):
            cell.text = f"[{' '.join(text.split())}]"
        cleared += len(seen)
    return cleared


def _beside_others(
    root: etree._Element, rules: Sequence[Rule], kind: str
) -> Iterator[etree._Element]:
    """The parts of cells whose style is of a kind, beside text whose is not: Word raises the whole
    text of a cell to set it in the middle of its row, and a coloured cell's may all be white."""
    for cell, parts in _by_cell(root, rules, kind, INLINE):
        if _size(cell) > sum(map(_size, parts)):
            yield from parts


def _by_cell(
    root: etree._Element, rules: Sequence[Rule], kind: str, tags: Set[str] | None
) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    """The cells with their parts, or the whole, whose style is of a kind; none within another.
    `tags` are those of which a part may be, None for any."""
    found = {
        e: None for e in root.iter(*(tags or ("*",))) if (own := e.get("style")) and _is(kind, own)
    }
    for prop, pattern in KINDS[kind].items():
        fitting = telling(root, rules, prop, pattern)
        found |= dict.fromkeys(e for e in fitting if tags is None or e.tag in tags)
    by_cell: dict[etree._Element, list[etree._Element]] = {}
    for element in found:
        cell = _cell(element)
        if cell is not None and not any(above in found for above in element.iterancestors()):
            by_cell.setdefault(cell, []).append(element)
    yield from by_cell.items()


def _cell(element: etree._Element) -> etree._Element | None:
    """The cell that an element is, or stands in."""
    is_one = element.tag in CELLS
    return element if is_one else next(element.iterancestors("td", "th"), None)


@lru_cache(maxsize=4096)
def _is(kind: str, style: str) -> bool:
    """Whether an element's own style is of a kind."""
    if kind == "off":
        return is_off_page(style)
    own = said(style)
    is_small_on_top = "font-size" in own and own.get("vertical-align") in TOPS
    return (is_small_on_top and kind == "raised") or any(
        name in own and pattern.fullmatch(own[name]) for name, pattern in KINDS[kind].items()
    )


def _size(element: etree._Element) -> int:
    """How many characters an element prints."""
    return len("".join("".join(element.itertext()).split()))
