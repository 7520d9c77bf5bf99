"""Lines within a statutory table that are no row of the form."""

import re
from collections.abc import Sequence

from extractors.cells.group_sums import sums_group
from extractors.cells.instances import field_names, figure
from extractors.cells.label_problems import SUMMED
from extractors.reading import Problem, Severity
from extractors.tables.row_names import kind_of, tells_apart
from extractors.tables.rows import Leftover, RowReading
from extractors.words import labels
from extractors.words.figures import NUMERALS, read_figure
from forms.loader import columns_of

# Rows that divide or sum up those of the form.
PART = re.compile(r"其中|.*小计")
# Acts that the form does not ask for, which agencies add.
OTHER_ACTS = re.compile(
    r"行政(?:检查|确认|裁决|征收|征用|给付|奖励|备案|指导|监督)|其他(?:行政权力|对外管理服务事项)"
)
WORDS = re.compile(r"[\u4e00-\u9fff]{2}")


def leftover_row(
    left: Leftover, rows: Sequence[RowReading], is_whole: bool, is_elsewhere: bool
) -> Problem:
    """A row that the form lacks. One that calls itself a part or a sum of the `rows` above it only
    informs, and so does the sum of a group beside its label, and, beside all rows of the form
    (`is_whole`), one in another section than its table (`is_elsewhere`), one with a label of its
    own where sums hold the form's or it prints nothing, one of another kind of act, or a lone 三
    that belongs to a group set upright."""
    figures = [cell.text for cell in left.cells if read_figure(cell.text)]
    label = left.text.strip()
    text = (
        f"a row of the table {left.table} matches no row of the form: {label[:60]!r} with {figures}"
    )
    is_part = PART.match(label) is not None
    is_held = left.table in SUMMED or not any(f.value for t in figures if (f := read_figure(t)))
    is_own = WORDS.search(label) is not None or tells_apart(label)
    is_added = is_whole and is_held and not labels.is_of_form(label) and is_own
    is_number = is_whole and not label and "".join(figures).strip() in NUMERALS
    is_act = is_whole and OTHER_ACTS.fullmatch(label) is not None
    is_sum = is_whole and kind_of(label) == "sum" and _sums_up(left, rows)
    is_sum |= sums_group(left, rows)
    is_harmless = (
        is_part or is_added or is_number or is_act or is_sum or (is_whole and is_elsewhere)
    )
    severity = Severity.WARNING if is_harmless and not left.row else Severity.ERROR
    columns = _columns_beside(left) if severity is Severity.ERROR else ()
    return Problem("unmatched_row", severity, text, columns, severity is Severity.ERROR)


def _sums_up(left: Leftover, rows: Sequence[RowReading]) -> bool:
    """Whether the figures of a line are the sums of two or more rows right above it."""
    table, line = left.cells[0].place.table, left.cells[0].row
    printed = {c.column: f.value for c in left.cells if (f := read_figure(c.text)) and f.value}
    above = [
        {cell.column: figure(cell).value or 0 for cell in row.candidates[0].values()}
        for row in rows
        if len(row.candidates) == 1 and _is_above(row, table, line)
    ]
    return bool(printed) and any(
        all(sum(row.get(n, 0) for row in above[start:]) == value for n, value in printed.items())
        for start in range(len(above) - 1)
    )


def _is_above(row: RowReading, table: int | None, line: int) -> bool:
    """Whether a row stands above a line of a table."""
    cells = row.candidates[0].values()
    return all(cell.place.table == table and cell.row < line for cell in cells)


def _columns_beside(left: Leftover) -> tuple[str, ...]:
    """The columns whose figures a row that nobody knows may be part of: those of the row that a
    page break cut above it, and all of table 4, where a line holds the figures of every group."""
    if left.table == "review" and not left.row:
        return columns_of("review")
    return tuple(field_names(left.table, left.row).values()) if left.row else ()
