"""Table 3 as a board: requests received and what became of them."""

from collections.abc import Mapping

from forms.model import Label
from tests.typesetter.board import Board, Box, blank, board
from tests.typesetter.layouts import REQUESTS, Layout
from tests.typesetter.styles import HouseStyle
from tests.typesetter.wording import column_text, corner_text, row_text, under_text

LABEL_COLUMNS = 3


def requests_board(layout: Layout, texts: Mapping[str, str], style: HouseStyle) -> Board:
    table = layout.table(REQUESTS)
    unders: dict[tuple[str, ...], Box] = {}
    rows = _header(table.columns, style)
    for row in table.rows:
        figures = [Box(texts[table.field_name(row, c)], is_label=False) for c in table.columns]
        rows.append([*_labels(row, unders, style), *figures])
    return board(rows, 3)


def _header(columns: tuple[Label, ...], style: HouseStyle) -> list[list[Box]]:
    corner, who = Box(corner_text(style)), Box("申请人情况")
    groups: dict[str, Box] = {}
    rows = [[corner] * LABEL_COLUMNS for _ in range(3)]
    for column in columns:
        label = Box(column_text(column, style))
        group = column.under[0] if column.under else ""
        above = groups.setdefault(group, Box(group)) if group else label
        for row, box in zip(rows, (who, above, label), strict=True):
            row.append(box)
    return rows


def _labels(row: Label, unders: dict[tuple[str, ...], Box], style: HouseStyle) -> list[Box]:
    """The three label positions: the labels that reach over several rows, then the row's own."""
    boxes = [
        unders.setdefault(row.under[: n + 1], Box(under_text(text, style)))
        for n, text in enumerate(row.under)
    ]
    own = Box(row_text(row, style))
    rest = LABEL_COLUMNS - len(boxes)
    if style.loose_label and row.key in ("other", "processed_total"):
        return [*boxes, own, *(blank() for _ in range(rest - 1))]
    return [*boxes, *([own] * rest)]
