"""What was wrong with the rows of a table: doubts, labels, copies that differ, rows of no form."""

import re
from collections.abc import Sequence

from extractors.figures import read_figure
from extractors.instances import SURE_LABEL, field_names, likeliest
from extractors.reading import CellReading, Problem, Severity
from extractors.rows import Leftover, RowReading

STRAY_SHARE = 0.4
# Rows that divide or sum up those of the form.
PART = re.compile(r"其中|.*小计")


def doubtful_row(row: RowReading, why: str) -> Problem:
    """A row whose figures nobody can give to columns for certain."""
    columns = tuple(field_names(row.table, row.row).values())
    text = f"row {row.label!r}: {why}"
    return Problem("ambiguous_row", Severity.ERROR, text, columns, True)


def table_of_others(
    rows: Sequence[RowReading], strays: Sequence[RowReading], year: int | None
) -> list[Problem]:
    """A table all of whose rows stand under captions that name another year, or others. In the
    table's own section, and where there is no other copy, another year is likely to be a slip of
    the caption: a warning."""
    told = [row for row in rows if row.candidates]
    if any(not row.is_others and row.year in (None, year or row.year) for row in told) or not told:
        return []
    is_slip = not strays and all(r.section == r.table and not r.is_others for r in told)
    said = "that its figures are those of others" if told[0].is_others else told[0].year
    columns = tuple(name for row in told for name in field_names(row.table, row.row).values())
    text = f"the caption above the table {told[0].table} says {said}"
    severity = Severity.WARNING if is_slip else Severity.ERROR
    return [Problem("caption", severity, text, columns, not is_slip)]


def unlike_labels(rows: Sequence[RowReading]) -> list[Problem]:
    """A warning for each label that is not quite the form's."""
    return [
        Problem(
            "label",
            Severity.WARNING,
            f"row label {row.label!r} is not the form's; taken for {row.row}",
            tuple(field_names(row.table, row.row).values()),
        )
        for row in rows
        if row.score < SURE_LABEL
    ]


def differing_copies(
    cells: Sequence[CellReading], strays: Sequence[RowReading], main: Sequence[RowReading]
) -> list[Problem]:
    """A figure printed twice with different values is a problem, and a mere fragment of a table
    outside the main one (a comparison with other years, say), or a copy in another section than the
    table's own, only a warning."""
    printed = {cell.column: cell.figure.value for cell in cells}
    first, last = main[0].line, max(row.line for row in main)
    is_filled = any(value is not None for value in printed.values())
    is_copy = len(strays) > len(main) * STRAY_SHARE
    found = [_only_in_copy(row) for row in strays if row.row not in {r.row for r in main}]
    found += [
        doubtful_row(row, f"a copy of it can't be read: {row.doubt}")
        for row in strays
        if row.doubt and not row.candidates and not (row.is_foreign or row.is_others)
    ]
    for row in strays:
        is_inside = first <= row.line <= last
        is_at_home = is_filled and main[0].section == row.table != row.section
        is_doubtful = is_inside or (is_copy and not is_at_home)
        severity = Severity.ERROR if is_doubtful else Severity.WARNING
        others = likeliest(row)
        differing = tuple(
            name for name, value in others.items() if name in printed and value != printed[name]
        )
        if differing:
            said = ", ".join(f"{n}: {printed[n]} and {others[n]}" for n in differing)
            found.append(
                Problem(
                    "printed_twice",
                    severity,
                    f"row {row.label!r} is printed twice with different figures ({said})",
                    differing,
                    severity is Severity.ERROR,
                )
            )
    return found


def _only_in_copy(row: RowReading) -> Problem:
    columns = tuple(field_names(row.table, row.row).values())
    text = f"row {row.label!r} is printed in a copy of the table and not in the table"
    return Problem("ambiguous_row", Severity.ERROR, text, columns, True)


def leftover_row(left: Leftover) -> Problem:
    """A row that the form lacks. One that calls itself a part or a sum only informs."""
    figures = [cell.text for cell in left.cells if read_figure(cell.text)]
    text = (
        f"a row of the table {left.table} matches no row of the form: {left.text[:60]!r}"
        f" with {figures}"
    )
    is_part = PART.match(left.text.strip()) is not None
    severity = Severity.WARNING if is_part else Severity.ERROR
    return Problem("unmatched_row", severity, text, (), not is_part)
