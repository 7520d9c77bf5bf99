"""Text boxes of a DOCX: which hang on a paragraph, and which stand where it stands."""

import re

from docx.oxml.ns import qn
from lxml import etree

BOX = qn("w:txbxContent")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
VML = "{urn:schemas-microsoft-com:vml}"
INLINE, ANCHOR, OFFSET = qn("wp:inline"), qn("wp:anchor"), qn("wp:posOffset")
SHAPES = frozenset(VML + name for name in ("shape", "rect", "roundrect", "group"))
# A box is placed from these, or from the page.
OWN_LINE = frozenset(("column", "paragraph", "line", "character"))
# A centimetre, in the units of drawings and in points.
NEAR, NEAR_POINTS = 360_000, 28.4
MARGIN = re.compile(r"(?:^|;)\s*(?:margin-)?(?:left|top)\s*:\s*(?P<far>-?[\d.]+)(?P<unit>pt)?")
FROM_PAGE = re.compile(r"-relative\s*:\s*(?:page|margin|inner|outer|top|bottom|left|right)")


def text_boxes(element: etree._Element) -> list[etree._Element]:
    """The contents of the text boxes that hang on a paragraph, each once."""
    return [
        box
        for box in element.iter(BOX)
        if not any(above.tag in (FALLBACK, BOX) for above in box.iterancestors())
    ]


def boxes_inside(cell: etree._Element) -> list[etree._Element]:
    """The contents of the text boxes that a cell holds; none where one of them may stand anywhere
    on the page."""
    boxes = text_boxes(cell)
    return boxes if all(map(_stands_here, boxes)) else []


def _stands_here(box: etree._Element) -> bool:
    """Whether a box stands in the line that it hangs on, or within a centimetre of it."""
    for above in box.iterancestors():
        if above.tag == INLINE:
            return True
        if above.tag == ANCHOR:
            return _is_anchored_here(above)
        if above.tag in SHAPES:
            return _is_styled_here(above.get("style", "").lower())
    return False


def _is_anchored_here(anchor: etree._Element) -> bool:
    places = [p for p in anchor if p.tag in (qn("wp:positionH"), qn("wp:positionV"))]
    offsets = [offset.text or "" for place in places for offset in place.iter(OFFSET)]
    return (
        anchor.get("layoutInCell", "1") not in ("0", "false")
        and all(place.get("relativeFrom") in OWN_LINE for place in places)
        and all(re.fullmatch(r"-?\d+", o) and abs(int(o)) <= NEAR for o in offsets)
    )


def _is_styled_here(style: str) -> bool:
    margins = list(MARGIN.finditer(style))
    return FROM_PAGE.search(style) is None and all(
        float(margin["far"]) == 0 or (margin["unit"] and abs(float(margin["far"])) <= NEAR_POINTS)
        for margin in margins
    )
