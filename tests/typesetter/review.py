"""Table 4 as boards: reconsideration and litigation, in the shapes that houses give it."""

from collections.abc import Mapping

from forms.model import Label
from tests.typesetter.board import Board, Box, board
from tests.typesetter.layouts import REVIEW, Layout
from tests.typesetter.styles import HouseStyle
from tests.typesetter.wording import column_text

LITIGATION = "行政诉讼"


def review_boards(layout: Layout, texts: Mapping[str, str], style: HouseStyle) -> tuple[Board, ...]:
    """One board, or one for each of the three groups."""
    table = layout.table(REVIEW)
    groups = [_group(row, layout, texts, style) for row in table.rows]
    shape, _, manner = style.table4.partition("_")
    if shape == "wide":
        return (_wide(groups, style),)
    if shape == "tall":
        return (board(_tall(groups), 0),)
    stacks = [_stack(*group, joined=manner == "joined") for group in groups]
    if shape == "stacked":
        return (board([line for stack in stacks for line in stack], 2),)
    if shape == "captioned":
        return tuple(board(stack[-2:], 1) for stack in stacks)
    return tuple(board(stack, len(stack) - 1) for stack in stacks)


def group_title(row: Label) -> str:
    """The whole name of a group in one line."""
    return f"{row.under[0]}（{row.label}）" if row.under else row.label


Group = tuple[Label, list[Box], list[Box]]


def _group(row: Label, layout: Layout, texts: Mapping[str, str], style: HouseStyle) -> Group:
    table = layout.table(REVIEW)
    results = [Box(column_text(column, style)) for column in table.columns]
    figures = [Box(texts[table.field_name(row, c)], is_label=False) for c in table.columns]
    return row, results, figures


def _wide(groups: list[Group], style: HouseStyle) -> Board:
    """Three header rows over one row of fifteen figures."""
    rows: list[list[Box]] = [[], [], [], []]
    litigation = Box(LITIGATION)
    for row, results, figures in groups:
        label = Box(row.label)
        above = label
        if row.under:
            above = Box(LITIGATION) if style.litigation_split else litigation
        for result, figure in zip(results, figures, strict=True):
            second = label if row.under else result
            for line, box in zip(rows, (above, second, result, figure), strict=True):
                line.append(box)
    return board(rows, 3)


def _stack(row: Label, results: list[Box], figures: list[Box], joined: bool) -> list[list[Box]]:
    """One group: its name in one title row, or in one for each of its labels."""
    titles = [group_title(row)] if joined else [*row.under, row.label]
    return [*([Box(title)] * len(results) for title in titles), results, figures]


def _tall(groups: list[Group]) -> list[list[Box]]:
    """One result to a line, the groups at the left."""
    litigation = Box(LITIGATION)
    rows = []
    for row, results, figures in groups:
        label = Box(row.label)
        above = litigation if row.under else label
        rows += [[above, label, *pair] for pair in zip(results, figures, strict=True)]
    return rows
