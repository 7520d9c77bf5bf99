"""The body of a DOCX as Word shows it."""

from docx.oxml.ns import qn
from lxml import etree

from extractors.word.faint import drop_faint
from extractors.word.fields import show_fields, take_out
from extractors.word.rows import TR_PR, W_TR, W_VAL
from extractors.word.styles import OFF, Styles

DELETED, HIDDEN = qn("w:del"), qn("w:hidden")


def show(body: etree._Element, styles: Styles) -> int:
    """Makes a body hold what Word shows of it: no instructions of fields, no rows that are hidden
    or deleted, no faint parts of cells. How many of these were left out."""
    # Programs that fill in templates leave comments, which would end the text that they stand in.
    etree.strip_elements(body, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    show_fields(body)
    take_out([row for row in body.iter(W_TR) if _is_gone(row)])
    return drop_faint(body, styles)


def _is_gone(row: etree._Element) -> bool:
    return any(
        said.tag == DELETED or (said.tag == HIDDEN and said.get(W_VAL, "on") not in OFF)
        for said in next(row.iterchildren(TR_PR), ())
    )
