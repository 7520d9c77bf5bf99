"""Parts of an HTML page that hold text in an unusual way: form controls, tables of one cell."""

import re

from lxml import etree

STYLED = re.compile(r"display\s*:\s*table(?:-(row|cell))?\b(?!-)")
# Characters that no text of an XML tree may hold.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
TAGS = {None: "table", "row": "tr", "cell": "td"}
SHOWN_TYPES = frozenset(("", "text", "number", "tel", "search"))


def show_controls(root: etree._Element) -> None:
    """Puts the text of filled inputs, text areas and chosen options in the place of the control.
    Empty ones stay, unless they are declared to be empty and others of their table are filled: a
    script may fill them, so that nobody can tell what they print."""
    shown = [(control, _shown(control)) for control in root.iter("input", "textarea", "select")]
    filled = {_table(control) for control, text in shown if text}
    for control, text in shown:
        if text or (_table(control) in filled and _is_blank(control)):
            control.tail = CONTROL.sub("", text) + (control.tail or "")
            drop(control)


def _table(control: etree._Element) -> etree._Element | None:
    return next(control.iterancestors("table"), None)


def _is_text(control: etree._Element) -> bool:
    return control.tag == "input" and (control.get("type") or "").lower() in SHOWN_TYPES


def _is_blank(control: etree._Element) -> bool:
    """Whether a text field is declared to be empty, and has no name for a script to fill it by."""
    is_named = control.get("placeholder") or control.get("id")
    return _is_text(control) and control.get("value") is not None and not is_named


def _shown(control: etree._Element) -> str:
    if control.tag == "input":
        return (control.get("value") or "").strip() if _is_text(control) else ""
    if control.tag == "textarea":
        return (control.text or "").strip()
    chosen = [option for option in control.iter("option") if option.get("selected") is not None]
    return "".join(chosen[0].itertext()).strip() if len(chosen) == 1 else ""


def drop(element: etree._Element) -> None:
    """Takes an element out of its tree; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def open_single_tables(root: etree._Element) -> None:
    """Makes a table of one cell that stands in a cell plain text of that cell."""
    for table in list(root.iter("table")):
        parts = list(table.iterdescendants("tbody", "tr", "td", "th"))
        is_inner = next(table.iterancestors("td", "th"), None) is not None
        if is_inner and sum(part.tag in ("td", "th") for part in parts) == 1:
            for part in (table, *parts):
                part.tag = "span"


def show_styled_tables(root: etree._Element) -> None:
    """Makes tables of elements that are shown as tables by their style alone."""
    for element in root.xpath("//*[contains(@style, 'table')]"):
        match = STYLED.search(element.get("style"))
        if match and element.tag in ("div", "span", "ul", "li", "p"):
            element.tag = TAGS[match[1]]
