"""Tables beside the statutory ones that count by body: 单位 | 新收申请数量 | 予以公开."""

import re
from collections.abc import Sequence, Set

from extractors.reading import Problem, Severity
from extractors.tables.bodies import ORGAN
from extractors.tables.rows import Leftover, RowReading
from extractors.words import labels
from extractors.words.labels import folded

NAME = re.compile(
    rf"[\u4e00-\u9fff]{{1,20}}(?:{ORGAN}|政府|政府办|委|办|厅|部门|院|[省市州盟县区旗科室股])"
)
SUM = re.compile(r"[合总共小]计|总数")
FEWEST = 2
MOST_SHOWN = 3
Grid = tuple[str, int | None, int]


def body_rows(
    leftovers: Sequence[Leftover], rows: Sequence[RowReading], whole: Set[str]
) -> tuple[list[Leftover], list[Problem]]:
    """(the lines that are none of bodies, a warning for each table of bodies). A table of bodies
    holds none of the report's `rows`, and all of its lines that name no row of the form name a body
    or a sum; it counts as one only beside a table that is `whole`, which needs none of its lines.
    """
    own = {
        grid
        for row in rows
        for candidate in row.candidates[:1]
        for cell in candidate.values()
        if (grid := _grid(row.table, cell.place.page, cell.place.table)) is not None
    }
    lines: dict[Grid, list[Leftover]] = {}
    for left in leftovers:
        place = left.cells[0].place
        grid = _grid(left.table, place.page, place.table)
        if grid is not None and grid not in own and left.table in whole and not left.row:
            lines.setdefault(grid, []).append(left)
    found = [group for group in lines.values() if _are_bodies(group)]
    gone = [left for group in found for left in group]
    return [left for left in leftovers if left not in gone], [_problem(group) for group in found]


def _grid(table: str, page: int | None, number: int | None) -> Grid | None:
    """Which table of the document a line or a row stands in, None where it stands in none."""
    return None if number is None else (table, page, number)


def _are_bodies(lines: Sequence[Leftover]) -> bool:
    names = [folded(left.text) for left in lines if not SUM.fullmatch(folded(left.text))]
    return len(names) >= FEWEST and all(
        NAME.fullmatch(name) and not labels.is_of_form(name) for name in names
    )


def _problem(lines: Sequence[Leftover]) -> Problem:
    names = "、".join(left.text.strip() for left in lines[:MOST_SHOWN])
    more = f" and {len(lines) - MOST_SHOWN} more" if len(lines) > MOST_SHOWN else ""
    text = f"a table of bodies ({names}{more}) beside the table {lines[0].table} was left out"
    return Problem("unmatched_row", Severity.WARNING, text)
