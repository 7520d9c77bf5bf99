"""Bytes to text. The declaration is only believed where the bytes don't speak for themselves."""

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LEAST_WIDE = 40
DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)
# 政府, 公开 and 信息 in UTF-8 bytes that somebody read as GBK.
MOJIBAKE = ("鏀垮簻", "鍏紑", "淇℃伅")


def decode(data: bytes) -> tuple[str, str, int]:
    """(text, charset, number of characters that could not be decoded).

    Order: byte order mark, UTF-16 without one, strict UTF-8, the declared charset if it is Big5,
    strict GB18030, and then whichever of UTF-8 and GB18030 leaves fewer broken characters. A wrong
    declaration (GBK bytes called UTF-8) so never decides. Text that was saved after being decoded
    wrongly is turned back where that is loss-free.
    """
    for bom, charset in BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(charset, errors="replace")
            return text, charset, text.count("\ufffd")
    if wide := wide_charset(data):
        text = data.decode(wide, errors="replace")
        return text, wide, text.count("\ufffd")
    declared = DECLARED.search(data[:4096])
    named = declared.group(1).decode("ascii").lower() if declared else ""
    for charset in ("utf-8", "big5" if "big5" in named else "", "gb18030"):
        if not charset:
            continue
        try:
            return _unmangled(data.decode(charset)), charset, 0
        except UnicodeDecodeError:
            continue
    attempts = {name: data.decode(name, errors="replace") for name in ("utf-8", "gb18030")}
    charset = min(attempts, key=lambda name: attempts[name].count("\ufffd"))
    return attempts[charset], charset, attempts[charset].count("\ufffd")


def wide_charset(data: bytes) -> str:
    """The kind of UTF-16 without a byte order mark that bytes are in, told by the noughts in its
    markup and digits; "" for any other charset."""
    head = data[:4096]
    odd, even = head[1::2].count(0), head[::2].count(0)
    is_wide = max(odd, even) * 8 > len(head) > LEAST_WIDE and min(odd, even) * 20 < len(head)
    if not is_wide:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _unmangled(text: str) -> str:
    if not any(word in text for word in MOJIBAKE):
        return text
    try:
        return text.encode("gb18030").decode("utf-8")
    except UnicodeError:
        return text
