"""Parts of cells that are no part of their line of text: references to notes, what stands in for
something else, what is folded away."""

import re
from collections.abc import Mapping
from itertools import islice

from lxml import etree

from extractors.words.figures import UNTOLD

# How Word, WPS and others name a note and the reference to it.
NOTE_LINK = re.compile(
    r"#_?(?:ftn|edn|sdfootnote|sdendnote|footnote|endnote|fnref|noteref|note|fn)|.*#_(?:ftn|edn)"
)
NOTE_CLASS = re.compile(r"(?:mso)?(?:foot|end)note(?:reference|ref|anc)?|note-?ref")
NOTE_ROLES = frozenset(("doc-noteref",))
# What the style sheets that half the web shares call a part that nobody sees. A page that links to
# one does not say so itself; then nobody here can tell.
HIDING_CLASSES = frozenset(
    """sr-only visually-hidden screen-reader-text screen-reader-only layui-hide el-hidden d-none
    hide hidden invisible is-hidden ng-hide mui-hidden am-hide uk-hidden""".split()  # noqa: SIM905
)
# A page with any of them, in small letters.
HIDING = re.compile(
    rf"class\s*=\s*[\"']?[^\"'>]*(?<![\w-])(?:{'|'.join(sorted(HIDING_CLASSES))})(?![\w-])"
)
# A cell of more parts is no figure.
MOST_PARTS = 50
# What a browser shows only where it can't show something else.
STAND_INS = ("iframe", "object", "canvas", "noframes", "noembed", "video", "audio")
# The elements that may be called so.
NAMED = ("a", "span", "b", "i", "em", "strong", "font", "label", "small", "p", "div")
# Words of which a page that refers to notes has one.
HINTS = ("note", "#fn", "_ftn", "_edn")


def set_asides(root: etree._Element, page: str) -> int:
    """Makes superiors of the references to notes, leaves figures in doubt a part of which may be
    hidden, takes out what stands in for something else and what is folded away; how many of these
    there were. Only cells concern us: elsewhere no figure could be joined. `page` is its text in
    small letters."""
    if any(hint in page for hint in HINTS):
        for part in list(root.iter("a", "span")):
            if in_cell(part) and is_note_reference(_named(part)):
                part.tag = "sup"
    if HIDING.search(page):
        sheets = " ".join(style.text or "" for style in root.iter("style"))
        for part in root.iter(*NAMED):
            if may_be_hidden(part.get("class") or "", sheets) and _is_part_of_figure(part):
                part.text = UNTOLD + (part.text or "")
    return sum(map(_empty, _stand_ins(root))) + sum(map(_fold, _folded(root)))


def may_be_hidden(classes: str, sheets: str) -> bool:
    """Whether a style sheet elsewhere may hide what is called so; those of the page itself tell of
    a class that they name."""
    names = HIDING_CLASSES.intersection(classes.lower().split()) if classes else ()
    return any(f".{name}" not in sheets for name in names)


def _is_part_of_figure(part: etree._Element) -> bool:
    """Whether an element has digits in a cell that prints more than it."""
    text = "".join(part.itertext())
    cell = next(part.iterancestors("td", "th"), None)
    if cell is None or not any(map(str.isdigit, text)):
        return False
    around = islice(cell.itertext(), MOST_PARTS)
    return next(cell.iter("table"), None) is None and "".join("".join(around).split()) != "".join(
        text.split()
    )


def in_cell(element: etree._Element) -> bool:
    """Whether an element stands in a cell of a table that holds no other."""
    cell = next(element.iterancestors("td", "th"), None)
    return cell is not None and next(cell.iter("table"), None) is None


def is_note_reference(named: Mapping[str, str]) -> bool:
    """Whether an element with these attributes refers to a note of the page: by where it leads, by
    its name, by its class."""
    return (
        named.get("role") in NOTE_ROLES
        or any(NOTE_CLASS.fullmatch(name) for name in named.get("class", "").split())
        or NOTE_LINK.match(named.get("href", "")) is not None
        or "mso-footnote-id" in named.get("style", "")
        or any(
            re.match(r"_(?:ftn|edn)ref", named.get(name, "")) is not None for name in ("name", "id")
        )
    )


def _named(element: etree._Element) -> dict[str, str]:
    return {name: str(value).lower() for name, value in element.attrib.items()}


def _stand_ins(root: etree._Element) -> list[etree._Element]:
    """The frames, pictures and films of cells with what stands in for them."""
    return [shown for shown in root.iter(*STAND_INS) if _prints(shown) and in_cell(shown)]


def _empty(shown: etree._Element) -> int:
    """Leaves the element, which stays known as something other than text."""
    for part in list(shown):
        shown.remove(part)
    shown.text = None
    return 1


def _folded(root: etree._Element) -> list[etree._Element]:
    closed = (details for details in root.iter("details") if details.get("open") is None)
    return [details for details in closed if in_cell(details)]


def _fold(details: etree._Element) -> int:
    """Leaves of a cell's folded part its heading."""
    head = next(details.iterchildren("summary"), None)
    details.text = None
    for part in list(details):
        part.tail = None
        if part is not head:
            details.remove(part)
    return 1


def _prints(element: etree._Element) -> bool:
    return any(text.strip() for text in element.itertext("*"))
