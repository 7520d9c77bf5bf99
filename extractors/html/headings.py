"""Buttons of a page that fold its sections open: their texts are the sections' headings."""

from lxml import etree

from extractors.html.asides import in_cell
from extractors.html.tables import fold, is_skipped
from extractors.words.headings import heading_of

HEADING = "h4"


def show_heading_buttons(root: etree._Element) -> None:
    """Makes headings of the buttons that hold one, where text follows most of them: where one
    follows the other, they are a menu of the page."""
    followed = _followed(root)
    if 2 * sum(followed.values()) > len(followed):
        for button in followed:
            button.tag = HEADING


def _followed(root: etree._Element) -> dict[etree._Element, bool]:
    """The buttons shown that hold a heading, and whether text follows each before the next; of
    several, the last says nothing."""
    found: dict[etree._Element, bool] = {}
    button = None
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        text = element.text if event == "start" else element.tail
        if event == "start" and _is_heading(element):
            button, text = element, None
            found[button] = False
            events.skip_subtree()
        elif event == "start" and is_skipped(element):
            text = None
            events.skip_subtree()
        if button is not None and text and not text.isspace():
            found[button] = True
    if len(found) > 1 and button is not None:
        found[button] = any(list(found.values())[:-1])
    return found


def _is_heading(element: etree._Element) -> bool:
    if element.tag != "button" or element.get("hidden") is not None or in_cell(element):
        return False
    heading = heading_of(fold("".join(element.itertext())))
    return heading is not None and not heading.rest and (heading.is_known or heading.is_chinese)
