"""Parts of the cells of a DOCX that nobody sees beside the others: white on the page's white, or in
type like dust. What is shaded may be seen, and so may a cell that is white as a whole."""

from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

from extractors.word.boxes import BOX
from extractors.word.fields import W_TC, take_out
from extractors.word.styles import (
    NAMED,
    R_PR,
    UNTOLD,
    W_P,
    W_R,
    W_T,
    W_VAL,
    Look,
    Styles,
    is_shaded,
)

PROPERTIES = frozenset((R_PR, *(qn(f"w:{name}") for name in ("pPr", "tcPr", "tblPr"))))
SYMBOL, HYPHEN, HIGHLIGHT = qn("w:sym"), qn("w:noBreakHyphen"), qn("w:highlight")
W_TBL, PALE = qn("w:tbl"), frozenset(("none", "white"))


def drop_faint(body: etree._Element, styles: Styles) -> int:
    """Blanks the runs that nobody sees beside others of their cell; how many they are."""
    if not styles.fades:
        return 0
    runs_of: dict[etree._Element, list[tuple[etree._Element, bool]]] = {}
    for run in body.iter(W_R):
        story = next(run.iterancestors(W_TC, BOX), None)
        if story is None or story.tag != W_TC or not _prints(run):
            continue
        look = _look(run, styles)
        if look.is_shown:
            is_faint = look.is_tiny or (look.is_white and not _stands_on_shade(run, styles))
            runs_of.setdefault(story, []).append((run, is_faint))
    # A cell that holds a table is a part of the page, not of a table.
    plain = (runs for cell, runs in runs_of.items() if next(cell.iter(W_TBL), None) is None)
    dropped = [run for runs in plain for run in _beside_others(runs)]
    for run in dropped:
        _blank(run)
    return len(dropped)


def _blank(run: etree._Element) -> None:
    """Leaves of a run only the room that it takes, so that what stands beside it does not join."""
    take_out(list(run.iterchildren(SYMBOL, HYPHEN)))
    for text in run.iterchildren(W_T):
        text.text = " "


def _beside_others(runs: list[tuple[etree._Element, bool]]) -> Iterator[etree._Element]:
    """The runs of a cell that are faint, where not all are."""
    if not all(is_faint for _, is_faint in runs):
        yield from (run for run, is_faint in runs if is_faint)


def _look(run: etree._Element, styles: Styles) -> Look:
    paragraph = next(run.iterancestors(W_P), run)
    return styles.look(run.find(R_PR), styles.paragraph(paragraph)) or UNTOLD


def _prints(run: etree._Element) -> bool:
    texts = run.iterchildren(W_T, SYMBOL, HYPHEN)
    return any((text.text or "").strip() or text.tag != W_T for text in texts)


def _stands_on_shade(run: etree._Element, styles: Styles) -> bool:
    """Whether a run, or what it stands in, is shaded, itself or by its style."""
    said = [
        one
        for above in (run, *run.iterancestors())
        for properties in above
        if properties.tag in PROPERTIES
        for one in properties
    ]
    return any(
        is_shaded(one)
        or (one.tag == HIGHLIGHT and one.get(W_VAL) not in PALE)
        or (one.tag in NAMED and one.get(W_VAL) in styles.shaded)
        for one in said
    )
