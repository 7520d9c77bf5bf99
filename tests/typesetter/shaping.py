"""The habits that bend a finished table: lost merges, spacers, splits, rows cut by a page break."""

from random import Random

from tests.typesetter.board import (
    Board,
    flattened,
    flattened_rows,
    repeated_rows,
    split,
    with_column,
    with_filled_column,
    with_row_cut,
)
from tests.typesetter.requests import LABEL_COLUMNS
from tests.typesetter.styles import HouseStyle

MERGES = {"flat": flattened, "flat_rows": flattened_rows, "repeated": repeated_rows}
SHORTEST_CUT = 9


def shaped_requests(table: Board, style: HouseStyle, rng: Random) -> tuple[Board, ...]:
    """Table 3 with all of the house's habits: one board, or two where it is split."""
    if style.row_cut != "none":
        table = _cut(table, style, rng)
    table = _with_extra_column(table, style)
    if style.spacer != "none":
        table = with_column(table, _spacer_column(table, style))
    parts: tuple[Board, ...] = (table,)
    if style.split != "none":
        at = rng.randint(table.header + 4, len(table.rows) - 3)
        parts = split(
            table,
            at,
            repeat_header=style.split == "header",
            repeat_labels=style.split == "no_header_labels",
        )
    return tuple(shaped(part, style) for part in parts)


def shaped(table: Board, style: HouseStyle) -> Board:
    """Any table with its merges kept or lost."""
    merge = MERGES.get(style.spans)
    return merge(table) if merge else table


def _with_extra_column(table: Board, style: HouseStyle) -> Board:
    if style.extra_column == "unit":
        return with_filled_column(table, LABEL_COLUMNS, "单位", ["件"])
    if style.extra_column == "serial":
        numbers = [str(number + 1) for number in range(len(table.rows))]
        return with_filled_column(table, 0, "序号", numbers)
    return table


def _spacer_column(table: Board, style: HouseStyle) -> int:
    places = {
        "after_labels": LABEL_COLUMNS,
        "before_total": table.width - 1,
        "last": table.width,
    }
    return places[style.spacer]


def _cut(table: Board, style: HouseStyle, rng: Random) -> Board:
    """Cuts a row whose label is broken over lines, as the long ones in the narrow column are."""
    spans = [
        span
        for span in table.spans()
        if span.box.is_label
        and span.height == 1
        and span.row >= table.header + 2
        and span.column == LABEL_COLUMNS - 1
        and len(span.box.text) >= SHORTEST_CUT
    ]
    chosen = rng.choice(spans)
    return with_row_cut(table, chosen.row, chosen.box, style.row_cut == "figures_above")
