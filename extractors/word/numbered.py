"""Automatic numbers of a DOCX: a paragraph of a list shows its number, be it ever so empty."""

import re
from collections.abc import Sequence

from docx.document import Document as Package
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from lxml import etree

from extractors.spans import SpannedCell
from extractors.word.styles import NO_LIST, NUM_ID, P_PR, W_P, W_VAL, Styles

NUM_PR = qn("w:numPr")
# What such a paragraph shows where nothing else stands in its cell.
NUMBER = "[编号]"
SERIAL = re.compile(r"[序编]\s*号")
LEAST_SERIAL = 2


def shown_lists(package: Package) -> frozenset[str]:
    """The lists whose paragraphs show a number: those that are defined, and set one."""
    parts = (rel.target_part for rel in package.part.rels.values() if rel.reltype == RT.NUMBERING)
    roots = [etree.fromstring(part.blob) for part in parts]
    kinds = {
        kind.get(qn("w:abstractNumId")): kind
        for root in roots
        for kind in root.iter(qn("w:abstractNum"))
    }
    return frozenset(
        number.get(NUM_ID, "")
        for root in roots
        for number in root.iter(qn("w:num"))
        if (of := number.find(qn("w:abstractNumId"))) is not None
        and _sets_number(kinds.get(of.get(W_VAL)))
    )


def _sets_number(kind: etree._Element | None) -> bool:
    """Whether the first level of a kind of list sets anything before its paragraphs."""
    level = None if kind is None else kind.find(qn("w:lvl"))
    if level is None:
        return kind is not None
    form, text = level.find(qn("w:numFmt")), level.find(qn("w:lvlText"))
    is_none = form is not None and form.get(W_VAL) == "none"
    return not is_none and (text is None or bool(text.get(W_VAL, "").strip()))


def shows_number(cell: etree._Element, styles: Styles) -> bool:
    """Whether a paragraph of a cell is one of a list, by what it says itself or by its style."""
    return any(_is_numbered(paragraph, styles) for paragraph in cell.iter(W_P))


def _is_numbered(paragraph: etree._Element, styles: Styles) -> bool:
    properties = paragraph.find(P_PR)
    own = None if properties is None else properties.find(NUM_PR)
    if own is None:
        return styles.style_of(paragraph) in styles.numbered
    number = own.find(NUM_ID)
    return number is not None and number.get(W_VAL, NO_LIST) in styles.lists


def without_serials(rows: list[list[SpannedCell]]) -> list[list[SpannedCell]]:
    """The rows with blank cells where the numbers but count the rows: several in the first column,
    or in one that has nothing else. Elsewhere a number stands where a figure belongs."""
    if not any(cell.text == NUMBER for row in rows for cell in row):
        return rows
    texts: dict[int | None, list[str]] = {}
    for row in rows:
        for cell in row:
            texts.setdefault(cell.column, []).append(cell.text)
    serial = {column for column, own in texts.items() if _is_serial(column, own)}
    return [
        [
            cell._replace(text="") if cell.text == NUMBER and cell.column in serial else cell
            for cell in row
        ]
        for row in rows
    ]


def _is_serial(column: int | None, texts: Sequence[str]) -> bool:
    others = [text for text in texts if text not in ("", NUMBER)]
    are_heads = all(map(SERIAL.fullmatch, others))
    numbers = texts.count(NUMBER)
    return (are_heads and numbers + len(others) >= LEAST_SERIAL) or (
        column == 0 and numbers >= LEAST_SERIAL
    )
