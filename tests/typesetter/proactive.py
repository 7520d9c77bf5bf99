"""Table 2 as boards: what is made public without being asked."""

from collections.abc import Mapping

from forms.model import Block, Label
from tests.typesetter.board import Board, Box, board
from tests.typesetter.layouts import PROACTIVE, Layout
from tests.typesetter.styles import HouseStyle
from tests.typesetter.wording import block_text, column_text, row_text

CORNER = "信息内容"
# Grid columns that each visible cell takes, where header and body divide the width differently.
SPLIT_HEADER = (1, 1, 2, 1)
SPLIT_BODY = (1, 2, 1, 1)


def proactive_boards(
    layout: Layout, texts: Mapping[str, str], style: HouseStyle
) -> tuple[Board, ...]:
    """One board with all blocks under one another, or one board for each block."""
    table = layout.table(PROACTIVE)
    if style.table2 == "many":
        return tuple(
            board(_block_rows(block, len(block.columns) + 1, texts, layout, style), 2)
            for block in table.blocks
        )
    width = 5 if style.spans == "split" else 4
    blocks = [_block_rows(block, width, texts, layout, style) for block in table.blocks]
    return (board([row for rows in blocks for row in rows], 2),)


def _block_rows(
    block: Block, width: int, texts: Mapping[str, str], layout: Layout, style: HouseStyle
) -> list[list[Box]]:
    title = Box(block_text(block, style))
    header = [Box(CORNER), *(Box(column_text(column, style)) for column in block.columns)]
    rows = [[title] * width, _laid(header, _widths(len(header), width, SPLIT_HEADER))]
    for row in block.rows:
        cells = [Box(row_text(row, style)), *_figures(block, row, texts, layout)]
        rows.append(_laid(cells, _widths(len(cells), width, SPLIT_BODY)))
    return rows


def _figures(block: Block, row: Label, texts: Mapping[str, str], layout: Layout) -> list[Box]:
    table = layout.table(PROACTIVE)
    return [Box(texts[table.field_name(row, column)], is_label=False) for column in block.columns]


def _widths(count: int, width: int, split: tuple[int, ...]) -> tuple[int, ...]:
    """How many grid columns each of `count` cells takes: the last one takes what is left over."""
    if count == len(split) and sum(split) == width:
        return split
    return (*([1] * (count - 1)), width - count + 1)


def _laid(cells: list[Box], widths: tuple[int, ...]) -> list[Box]:
    return [cell for cell, width in zip(cells, widths, strict=True) for _ in range(width)]
