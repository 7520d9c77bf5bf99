"""Characters that only look like those of the text: radicals and forms kept for compatibility, as
the fonts of PDFs say them and as they come along when text is copied from one; and such as have no
width, which editors set in blank cells."""

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from extractors.document import Block, Document, Paragraph

ALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
NOTHING = re.compile(
    "[\\s\u200b-\u200f\u2060-\u2064\ufeff\u00ad]*[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]\\s*"
)
# What is in any text that is not plain, and in few others.
LIKELY = re.compile(f"{ALIKE.pattern}|[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]")
# Radicals of the supplement that Unicode's own forms leave as they are.
SUPPLEMENT = str.maketrans(
    "⺁⺝⺠⺩⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
    "厂月民王虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙",
)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The text with the character itself for each that looks like it: 一 for ⼀, 六 for U+F9D1;
    blank where nothing in it has any width."""
    if NOTHING.fullmatch(text):
        return ""
    return ALIKE.sub(_usual, text) if ALIKE.search(text) else text


def _usual(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0]).translate(SUPPLEMENT)


def with_plain_text(document: Document) -> Document:
    """The document with plain characters in its blocks and hints; the same where all are."""
    texts = (
        *(hint for _, hint in document.hints),
        *(text for block in document.blocks for text in _texts(block)),
    )
    if LIKELY.search("\n".join(texts)) is None:
        return document
    hints = tuple((name, plain(hint)) for name, hint in document.hints)
    return replace(document, blocks=tuple(map(_plain, document.blocks)), hints=hints)


def _texts(block: Block) -> tuple[str, ...]:
    if isinstance(block, Paragraph):
        return (block.text,)
    return tuple(cell.text for cell in block.cells)


def _plain(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=plain(block.text))
    return replace(block, cells=tuple(replace(c, text=plain(c.text)) for c in block.cells))
