"""What a page's own style sheets and styles hide, strike out, fade or raise, as a screen shows it.

The cascade decides as in a browser: the weightiest of all rules that say something of an element
holds, and what its own style attribute says weighs more than any rule that is not important.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2
from cssselect import HTMLTranslator, SelectorError
from cssselect import parse as selectors_of
from lxml import etree

from extractors.html.controls import drop
from extractors.html.tables import WHOLE

# What a property must say, so that nobody sees its element's text.
UNSEEN = {
    "display": re.compile(r"none"),
    "visibility": re.compile(r"hidden|collapse"),
    "text-decoration": re.compile(r".*line-through.*"),
    "text-decoration-line": re.compile(r".*line-through.*"),
    "font-size": re.compile(r"0(?:[a-z]+|%)?"),
}
# Or so that it stands above its line or below, as a note's number does.
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
KINDS: Mapping[str, Mapping[str, re.Pattern[str]]] = {"raised": RAISED, "faint": FAINT}
WATCHED = frozenset((*UNSEEN, *RAISED, *FAINT))
LIFTS = re.compile(r"vertical-align\s*:\s*(?:super|sub|-?[\d.])|mso-text-raise|\btop\s*:\s*-")
# Words of which a page that raises or fades text has one at least, quickly found.
LIFTING = ("vertical-align", "mso-text-raise", "top:-", "top: -")
FADING = ("white", "#fff", "255,255,255", "255, 255", "size:1p", "size: 1p", "size:1.", "size:0.")
# Media other than the screen of a desk.
OTHER_MEDIA = re.compile(r"print|max-(?:device-)?width|handheld|speech|projection|\bnot\b")
INLINE = frozenset(("span", "font", "b", "i", "em", "strong", "small", "a", "u", "o:p"))
MOST_RULES = 2000

Rank = tuple[bool, tuple[int, int, int]]


@dataclass(frozen=True)
class _Said:
    """What a rule says: for the elements of `path`, that `prop` is `value`, with such a weight."""

    path: etree.XPath
    prop: str
    value: str
    rank: Rank


def apply_styles(root: etree._Element, page: str) -> tuple[int, int]:
    """Takes out what the style sheets of a page hide and what its styles fade, and makes superiors
    of what they raise. `page` is its text; how many tables were hidden and parts of cells faded."""
    sheets = [style for style in root.iter("style") if style.text and _is_shown(style.get("media"))]
    said = [rule for sheet in _texts(sheets) for rule in _rules(sheet)]
    hidden = [
        element
        for prop, pattern in UNSEEN.items()
        for element in _telling(root, [s for s in said if s.prop == prop], pattern)
        if element.tag not in WHOLE
    ]
    tables = {table for element in hidden for table in element.iter("table")}
    for element in hidden:
        drop(element)
    if any(word in page for word in LIFTING):
        for element in _beside_others(root, said, "raised"):
            element.tag = "sup"
    page = page.lower()
    faded = []
    if any(word in page for word in FADING):
        faded = [part for part in _beside_others(root, said, "faint") if _size(part)]
        for element in faded:
            element.tail = f" {element.tail or ''}"
            drop(element)
    return len(tables), len(faded)


def _texts(sheets: Iterable[etree._Element]) -> Iterator[str]:
    """The style sheets that say anything of what concerns us."""
    for sheet in sheets:
        text = (sheet.text or "").lower()
        if HIDES.search(text) or LIFTS.search(text) or any(w in text for w in FADING):
            yield sheet.text or ""


def _is_shown(media: str | None) -> bool:
    """Whether a medium is, or may be, the screen of a desk."""
    parts = (media or "").lower().split(",")
    return any(OTHER_MEDIA.search(part) is None for part in parts)


@lru_cache(maxsize=64)
def _rules(sheet: str) -> tuple[_Said, ...]:
    """What a style sheet says of the properties that concern us."""
    return tuple(_of(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)))


def _of(nodes: Sequence[Any]) -> Iterator[_Said]:
    for node in nodes[:MOST_RULES]:
        if node.type == "at-rule" and node.lower_at_keyword == "media" and node.content:
            if _is_shown(tinycss2.serialize(node.prelude)):
                yield from _of(tinycss2.parse_rule_list(node.content, True, True))
        elif node.type == "qualified-rule":
            declared = list(_declared(node.content))
            paths = _paths(tinycss2.serialize(node.prelude).strip()) if declared else []
            for prop, value, is_important in declared:
                for path, weight in paths:
                    yield _Said(path, prop, value, (is_important, weight))


def _declared(content: Any) -> Iterator[tuple[str, str, bool]]:  # noqa: ANN401 (tinycss2's nodes)
    """(property, value, whether it is important) of the declarations that concern us."""
    for node in tinycss2.parse_blocks_contents(content, True, True):
        if node.type == "declaration" and (node.lower_name in WATCHED):
            yield node.lower_name, tinycss2.serialize(node.value).strip().lower(), node.important


def _paths(prelude: str) -> list[tuple[etree.XPath, tuple[int, int, int]]]:
    """The elements of each selector, and its weight; none for what a page shows only in passing
    (:hover), beside its text (::before) or in a way that nobody here knows."""
    try:
        return [
            (etree.XPath(HTMLTranslator().selector_to_xpath(one)), one.specificity())
            for one in selectors_of(prelude)
            if one.pseudo_element is None
        ]
    except (SelectorError, etree.XPathError):
        return []


def _telling(
    root: etree._Element, said: Sequence[_Said], pattern: re.Pattern[str]
) -> list[etree._Element]:
    """The elements of which the weightiest that is said of a property fits a pattern."""
    fitting = [one for one in said if pattern.fullmatch(one.value)]
    if not any(one.path(root) for one in fitting):
        return []
    holding: dict[etree._Element, _Said] = {}
    for one in said:
        for element in one.path(root):
            before = holding.get(element)
            if before is None or before.rank <= one.rank:
                holding[element] = one
    return [
        element
        for element, one in holding.items()
        if pattern.fullmatch(one.value) and (one.rank[0] or not _has_own(element, one.prop))
    ]


def _has_own(element: etree._Element, prop: str) -> bool:
    return any(name == prop for name, _, _ in _own(element.get("style") or ""))


@lru_cache(maxsize=4096)
def _own(style: str) -> tuple[tuple[str, str, bool], ...]:
    """What a style attribute says."""
    return tuple(_declared(tinycss2.parse_component_value_list(style)))


def _beside_others(
    root: etree._Element, said: Sequence[_Said], kind: str
) -> Iterator[etree._Element]:
    """The parts of cells whose style is of a kind, beside text whose is not: Word raises the whole
    text of a cell to set it in the middle of its row, and a coloured cell's may all be white."""
    found = {e: None for e in root.iter(*INLINE) if (own := e.get("style")) and _is(kind, own)}
    for prop, pattern in KINDS[kind].items():
        fitting = _telling(root, [one for one in said if one.prop == prop], pattern)
        found |= dict.fromkeys(element for element in fitting if element.tag in INLINE)
    by_cell: dict[etree._Element, list[etree._Element]] = {}
    for element in found:
        cell = next(element.iterancestors("td", "th"), None)
        if cell is not None:
            by_cell.setdefault(cell, []).append(element)
    for cell, parts in by_cell.items():
        if _size(cell) > sum(map(_size, parts)):
            yield from parts


@lru_cache(maxsize=4096)
def _is(kind: str, style: str) -> bool:
    """Whether an element's own style is of a kind."""
    own = {name: value for name, value, _ in _own(style)}
    is_small_on_top = "font-size" in own and own.get("vertical-align") in TOPS
    return (is_small_on_top and kind == "raised") or any(
        name in KINDS[kind] and KINDS[kind][name].fullmatch(value) for name, value in own.items()
    )


def _size(element: etree._Element) -> int:
    """How many characters an element prints."""
    return len("".join("".join(element.itertext()).split()))
