"""The rows of a DOCX table: its merges as spans, its cells as text."""

from collections import Counter
from collections.abc import Iterator, Mapping

from docx.oxml.ns import qn
from lxml import etree

from extractors.document import Place
from extractors.spans import MOST_COLUMNS, SpannedCell
from extractors.word.boxes import boxes_inside
from extractors.word.numbered import NUMBER, shows_number, without_serials
from extractors.word.styles import Styles
from extractors.word.symbols import without_bullets
from extractors.word.text import text_of

W_TR, W_TC, W_VAL, CHUNK = qn("w:tr"), qn("w:tc"), qn("w:val"), qn("w:altChunk")
TR_PR, TC_PR = qn("w:trPr"), qn("w:tcPr")
GRID_BEFORE, GRID_AFTER, GRID_SPAN = qn("w:gridBefore"), qn("w:gridAfter"), qn("w:gridSpan")
V_MERGE, H_MERGE = qn("w:vMerge"), qn("w:hMerge")
WRAPPERS = frozenset(
    qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "smartTag", "customXml", "hyperlink")
)
PICTURES = frozenset((qn("w:drawing"), qn("w:pict"), qn("w:object"), qn("m:oMath"), CHUNK))
NO_TEXT = "[图]"


def rows_of(table: etree._Element, path: str, styles: Styles) -> list[list[SpannedCell]]:
    """Merges become spans: a cell that only continues the one above, or the one to its left, is
    left out and lengthens it."""
    rows: list[list[SpannedCell]] = []
    open_above: dict[int, tuple[int, int]] = {}
    gaps: dict[int, range] = {}
    for row_number, row in enumerate(children(table, W_TR)):
        before, after = _outside(row)
        column, is_own = before, False
        cells: list[SpannedCell] = []
        continued: dict[int, tuple[int, int]] = {}
        for cell_number, cell in enumerate(children(row, W_TC)):
            span, merge, is_merged_left = _spans(cell)
            above = open_above.get(column)
            if is_merged_left and cell_number:
                if is_own:
                    cells[-1] = cells[-1]._replace(column_span=cells[-1].column_span + span)
            elif merge == "continue" and above is not None:
                origin_row, index = above
                origin = rows[origin_row][index]
                rows[origin_row][index] = origin._replace(row_span=origin.row_span + 1)
                continued[column] = above
                is_own = False
            else:
                text = _cell_text(cell, styles)
                place = Place(path=f"{path}/tr[{row_number + 1}]/tc[{cell_number + 1}]")
                cells.append(SpannedCell(text, 1, span, column, place))
                is_own = True
                if merge == "restart":
                    continued[column] = (row_number, len(cells) - 1)
            column += span
        rows.append(cells)
        open_above = continued
        if after:
            gaps[row_number] = range(column, min(column + after, MOST_COLUMNS))
    return without_serials(with_ends(rows, gaps) if gaps else rows)


def with_ends(rows: list[list[SpannedCell]], gaps: Mapping[int, range]) -> list[list[SpannedCell]]:
    """The rows with an empty cell wherever one of them ends early, at each column at which most
    rows have a cell: nothing is printed there."""
    begun = Counter(cell.column for row in rows for cell in row)
    return [
        row + [SpannedCell("", 1, 1, c) for c in gaps.get(number, ()) if begun[c] * 2 > len(rows)]
        for number, row in enumerate(rows)
    ]


def children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table, or the cells of a row, those in content controls and the like, too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from children(child, tag)


def _cell_text(cell: etree._Element, styles: Styles) -> str:
    """The lines of a cell, or of the text boxes that stand for them; `NO_TEXT` where it shows
    something other than text."""
    if text := _folded(text_of(cell, styles)):
        return text
    if not any(node.tag in PICTURES for node in cell.iter()):
        return NUMBER if shows_number(cell, styles) else ""
    return _folded("".join(text_of(box, styles) for box in boxes_inside(cell))) or NO_TEXT


def _folded(text: str) -> str:
    lines = (" ".join(line.split()) for line in without_bullets(text).split("\n"))
    return "\n".join(lines).strip()


def _outside(row: etree._Element) -> tuple[int, int]:
    """(columns before the first cell of a row, columns behind its last)."""
    properties = next(row.iterchildren(TR_PR), ())
    counts = {
        p.tag: int(p.get(W_VAL, "0")) for p in properties if p.tag in (GRID_BEFORE, GRID_AFTER)
    }
    return counts.get(GRID_BEFORE, 0), counts.get(GRID_AFTER, 0)


def _spans(cell: etree._Element) -> tuple[int, str, bool]:
    """(columns spanned; "restart", "continue" or "" downwards; whether the cell continues the one
    to its left)."""
    columns, kind, is_merged_left = 1, "", False
    for said in next(cell.iterchildren(TC_PR), ()):
        if said.tag == GRID_SPAN:
            columns = max(1, int(said.get(W_VAL, "1")))
        elif said.tag == V_MERGE:
            kind = said.get(W_VAL, "continue")
        elif said.tag == H_MERGE:
            is_merged_left = said.get(W_VAL, "continue") == "continue"
    return columns, kind, is_merged_left
