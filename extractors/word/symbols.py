"""Characters that Word's Insert > Symbol names by font and number (w:sym)."""

import re

from docx.oxml.ns import qn
from lxml import etree

# Printers set this for a character that they lack: a figure with it is doubtful.
UNKNOWN = "〓"
# Before words it is but a bullet.
BULLET = re.compile(rf"^[{UNKNOWN}\s]*{UNKNOWN}\s*(?=[（(]?[^\W\d])", re.MULTILINE)
FONT, CHAR = qn("w:font"), qn("w:char")
# Fonts of signs number them in a private area; Symbol's first half is ASCII but for these.
PRIVATE = range(0xF000, 0xF100)
SYMBOL = {"-": "−", "*": "∗", '"': UNKNOWN, "$": UNKNOWN, "'": UNKNOWN}
LETTERLESS = frozenset(range(0x20, 0x40)) | frozenset(map(ord, "[]_{|}"))
OWN = {0xB1: "±", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xA4: "⁄", 0xA0: "€"}
# Circled numbers, 0 to 10, white and black.
WINGDINGS = dict(enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", 0x80))


def symbol(element: etree._Element) -> str:
    """The character, or `UNKNOWN` where nobody can tell which it is."""
    font = element.get(FONT, "").strip().lower()
    try:
        code = int(element.get(CHAR, ""), 16)
    except ValueError:
        return UNKNOWN
    is_private = code in PRIVATE
    code -= PRIVATE.start if is_private else 0
    if font == "symbol":
        known = OWN.get(code, UNKNOWN)
        return SYMBOL.get(chr(code), chr(code)) if code in LETTERLESS else known
    if font == "wingdings":
        return WINGDINGS.get(code, UNKNOWN)
    is_text = not is_private and "dings" not in font and 0x20 <= code < 0xD800
    return chr(code) if is_text else UNKNOWN


def without_bullets(text: str) -> str:
    """A text without the signs that stand before the words of its lines."""
    return BULLET.sub("", text) if UNKNOWN in text else text
