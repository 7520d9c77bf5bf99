"""The text of a DOCX as Word prints it: without what is struck, hidden or deleted, note signs in
brackets."""

from typing import NamedTuple

from docx.oxml.ns import qn
from lxml import etree

from extractors.word.boxes import FALLBACK
from extractors.word.lifted import lifted
from extractors.word.styles import NOTHING, OFF, R_PR, W_P, W_R, W_T, Said, Styles
from extractors.word.symbols import symbol
from extractors.words.figures import raised

# What stands for a character of its own.
SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
W_SYM = qn("w:sym")
# A formula of plain runs is their text.
FORMULA, FORMULA_RUN, FORMULA_TEXT = qn("m:oMath"), qn("m:r"), qn("m:t")
PROPERTIES = ("pPr", "rPr", "tblPr", "trPr", "tcPr")
# A phonetic guide is set above its text, and no part of it.
UNPRINTED = ("del", "moveFrom", "pict", "drawing", "instrText", "rt", *PROPERTIES)
SKIPPED = frozenset((FALLBACK, *(qn(f"w:{name}") for name in UNPRINTED)))
NOTES = frozenset((qn("w:footnoteReference"), qn("w:endnoteReference")))
OWN_MARK = qn("w:customMarkFollows")


class _Around(NamedTuple):
    """What is said of the text of a paragraph: by the styles, by its own, and which of its runs
    stand off the line."""

    styles: Styles
    said: Said = NOTHING
    lifted: frozenset[etree._Element] = frozenset()


def text_of(element: etree._Element, styles: Styles) -> str:
    """The text of a paragraph, or of the paragraphs in a cell, each with a line break behind."""
    parts: list[str] = []
    around = _around(element, styles) if element.tag == W_P else _Around(styles)
    _gather(element, around, parts)
    return "".join(parts)


def _around(paragraph: etree._Element, styles: Styles) -> _Around:
    off = lifted(paragraph, styles) if styles.places else frozenset()
    return _Around(styles, styles.paragraph(paragraph), off)


def _gather(element: etree._Element, around: _Around, parts: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag == W_T:
            parts.append(child.text or "")
        elif tag == W_R:
            _gather_run(child, around, parts)
        elif tag in SKIPPED:
            continue
        elif tag == W_P:
            _gather(child, _around(child, around.styles), parts)
            parts.append("\n")
        elif tag in SIGNS:
            parts.append(SIGNS[tag])
        elif tag == W_SYM:
            parts.append(symbol(child))
        elif tag == FORMULA and all(part.tag == FORMULA_RUN for part in child):
            parts += [text.text or "" for text in child.iter(FORMULA_TEXT)]
        else:
            _gather(child, around, parts)


def _gather_run(run: etree._Element, around: _Around, parts: list[str]) -> None:
    """A run's text; struck and hidden ones are not printed, raised ones are note signs."""
    properties = next(run.iterchildren(R_PR), None)
    look = around.styles.look(properties, around.said)
    if look is not None and not look.is_shown:
        return
    inner: list[str] = []
    _gather(run, around, inner)
    is_raised = (look is not None and look.is_raised) or run in around.lifted
    parts += [raised("".join(inner))] if is_raised or _holds_mark(run) else inner


def _holds_mark(run: etree._Element) -> bool:
    """Whether a run is a note's sign that its author set."""
    return any(note.get(OWN_MARK, "off") not in OFF for note in run.iterchildren(*NOTES))
