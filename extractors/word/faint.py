"""Text in the cells of a DOCX that nobody sees: white on the page's white, of the colour of its
shade, in type like dust."""

import re

from docx.oxml.ns import qn
from lxml import etree

from extractors.word.boxes import BOX
from extractors.word.fields import W_TC, take_out
from extractors.word.styles import (
    COLOR,
    FILL,
    NAMED,
    R_PR,
    SHADING,
    UNTOLD,
    W_P,
    W_R,
    W_T,
    W_VAL,
    WHITE,
    Look,
    Styles,
    is_shaded,
)
from extractors.words.figures import read_figure

PROPERTIES = frozenset((R_PR, *(qn(f"w:{name}") for name in ("pPr", "tcPr", "tblPrEx", "tblPr"))))
SYMBOL, HYPHEN, HIGHLIGHT = qn("w:sym"), qn("w:noBreakHyphen"), qn("w:highlight")
W_TBL, PALE, PLAIN = qn("w:tbl"), frozenset(("none", "white")), frozenset(("clear", "nil"))
BACKGROUND = qn("w:background")
THEME_FILL, PAGE = qn("w:themeFill"), "FFFFFF"
HEX = re.compile(r"[0-9A-F]{6}")


def drop_faint(body: etree._Element, styles: Styles) -> int:
    """Blanks the runs of cells that nobody sees; how many they are. A figure that is the whole of
    its cell is set in brackets, so that it is in doubt; words that are so stay, since they may
    stand on something that is no shade."""
    if not styles.fades:
        return 0
    runs_of: dict[etree._Element, list[tuple[etree._Element, bool]]] = {}
    for run in body.iter(W_R):
        story = next(run.iterancestors(W_TC, BOX), None)
        if story is None or story.tag != W_TC or not _prints(run):
            continue
        look = _look(run, styles)
        if look.is_shown:
            runs_of.setdefault(story, []).append((run, _is_faint(run, look, styles)))
    # A cell that holds a table is a part of the page, not of a table.
    plain = [runs for cell, runs in runs_of.items() if next(cell.iter(W_TBL), None) is None]
    return sum(map(_drop, plain))


def _drop(runs: list[tuple[etree._Element, bool]]) -> int:
    """Blanks the faint ones among the runs of a cell; how many they are."""
    faint = [run for run, is_faint in runs if is_faint]
    is_whole = len(faint) == len(runs)
    text = "".join(map(_text, faint))
    if is_whole and not _is_figure(text):
        return 0
    for run in faint:
        _blank(run)
    if is_whole:
        next(t for run in faint for t in run.iterchildren(W_T)).text = f"[{text.strip()}]"
    return len(faint)


def _is_figure(text: str) -> bool:
    figure = read_figure(text)
    return figure is not None and (figure.value is not None or bool(figure.doubt))


def _text(run: etree._Element) -> str:
    return "".join(text.text or "" for text in run.iterchildren(W_T))


def _blank(run: etree._Element) -> None:
    """Leaves of a run only the room that it takes, so that what stands beside it does not join."""
    take_out(list(run.iterchildren(SYMBOL, HYPHEN)))
    for text in run.iterchildren(W_T):
        text.text = " "


def _is_faint(run: etree._Element, look: Look, styles: Styles) -> bool:
    """Whether nobody sees a run: tiny, without filling, or of the colour of what is behind it."""
    if look.is_tiny or look.is_unfilled:
        return True
    is_white = WHITE.fullmatch(look.color) is not None
    if not (is_white or HEX.fullmatch(look.color)):
        return False
    ground = _ground(run, styles)
    return ground is not None and (
        look.color == ground or (is_white and WHITE.fullmatch(ground) is not None)
    )


def _look(run: etree._Element, styles: Styles) -> Look:
    paragraph = next(run.iterancestors(W_P), run)
    return styles.look(run.find(R_PR), styles.paragraph(paragraph)) or UNTOLD


def _prints(run: etree._Element) -> bool:
    texts = run.iterchildren(W_T, SYMBOL, HYPHEN)
    return any((text.text or "").strip() or text.tag != W_T for text in texts)


def _ground(run: etree._Element, styles: Styles) -> str | None:
    """The colour on which a run stands, by the nearest shade that is told of what it stands in;
    None where that is a style's or a pattern's."""
    said = (
        one
        for above in (run, *run.iterancestors())
        for properties in above
        if properties.tag in PROPERTIES
        for one in properties
    )
    for one in said:
        if one.tag == HIGHLIGHT and one.get(W_VAL) not in PALE:
            return None
        if one.tag in NAMED and one.get(W_VAL) in styles.shaded:
            return None
        if one.tag == SHADING:
            fill = one.get(FILL, "auto").upper()
            if one.get(W_VAL, "clear") in PLAIN and HEX.fullmatch(fill):
                return fill
            if is_shaded(one) or one.get(THEME_FILL):
                return None
    return _page(run)


def _page(run: etree._Element) -> str | None:
    """The colour of the page; None where it has another than white, which only a screen shows."""
    told = run.getroottree().getroot().find(BACKGROUND)
    color = "auto" if told is None else told.get(COLOR, "auto")
    return PAGE if color == "auto" or WHITE.fullmatch(color) else None
