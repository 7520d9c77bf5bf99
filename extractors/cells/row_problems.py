"""What was wrong with the rows of a table: doubts, captions that name others, copies."""

from collections.abc import Sequence

from extractors.cells.instances import field_names, likeliest, table_of
from extractors.reading import CellReading, Problem, Severity
from extractors.tables.bodies import body_in, is_same_body, is_specimen
from extractors.tables.rows import RowReading
from forms.loader import columns_of

STRAY_SHARE = 0.4


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
    if told and all(is_specimen(row.caption) for row in told):
        text = f"the caption above the table {told[0].table} calls it a specimen"
        return [Problem("caption", Severity.ERROR, text, _columns_of(told), True)]
    if told and all(row.is_of_bodies for row in told):
        text = f"the caption above the table {told[0].table} names other bodies"
        return [Problem("caption", Severity.WARNING, text, _columns_of(told))]
    if any(not row.is_others and row.year in (None, year or row.year) for row in told) or not told:
        return []
    is_slip = not strays and all(r.section == r.table and not r.is_others for r in told)
    said = "that its figures are those of others" if told[0].is_others else told[0].year
    text = f"the caption above the table {told[0].table} says {said}"
    severity = Severity.WARNING if is_slip else Severity.ERROR
    return [Problem("caption", severity, text, _columns_of(told), not is_slip)]


def table_of_another(rows: Sequence[RowReading], agency: str | None) -> list[Problem]:
    """A table whose captions name a body that is not the report's."""
    bodies = [(row, body_in(row.caption)) for row in rows if row.candidates]
    found = [row for row, body in bodies if agency and body and not is_same_body(body, agency)]
    if not found:
        return []
    body = body_in(found[0].caption)
    text = f"the caption above the table {found[0].table} names another body: {body}"
    return [Problem("caption", Severity.ERROR, text, _columns_of(found), True)]


def blank_copies(blanks: Sequence[RowReading]) -> list[Problem]:
    """An error for each blank copy of a table with a caption of its own: it may be the report's,
    whose figures are all nought, and the one with figures that of others."""
    return [
        Problem(
            "ambiguous_row",
            Severity.ERROR,
            f"a copy of the table {row.table} under {row.caption!r} is blank, and may be the own",
            columns_of(row.table),
            True,
        )
        for row in blanks
    ]


def _columns_of(rows: Sequence[RowReading]) -> tuple[str, ...]:
    return tuple(name for row in rows for name in field_names(row.table, row.row).values())


def differing_copies(
    cells: Sequence[CellReading],
    strays: Sequence[RowReading],
    main: Sequence[RowReading],
    copies: Sequence[Sequence[RowReading]],
    year: int | None,
    is_sure: bool,
) -> list[Problem]:
    """A figure printed twice with different values is a problem, two in one table an error whatever
    they are (one nought, say). A mere fragment of a table outside the main one (a comparison with
    other years, say), or a copy of another year, is only a warning, as long as the report's year
    `is_sure`. Of a blank table only one in another section whose caption says in words that it is
    another's. `copies` are the runs that repeat rows, `year` is the report's."""
    printed = {cell.column: cell.figure.value for cell in cells}
    first, last = main[0].line, max(row.line for row in main)
    is_filled = is_sure and any(value is not None for value in printed.values())
    is_copy = len(strays) > len(main) * STRAY_SHARE
    of_copies = {id(row) for run in copies if 2 * len(run) > len(main) for row in run}
    known = {row.row: row for row in main}
    found = [
        _only_in_copy(row)
        for row in strays
        if row.row not in known and not (is_filled and _is_another_years(row, main[0], year))
    ]
    unread = [row for row in strays if not (row.candidates or row.is_foreign or row.is_others)]
    if len(unread) > len(main) * STRAY_SHARE:
        found += [doubtful_row(row, f"a copy of it can't be read: {row.doubt}") for row in unread]
    for row in strays:
        is_inside = first <= row.line <= last
        is_apart = is_sure and row.is_others and main[0].section == main[0].table != row.section
        is_known = is_apart or (is_filled and _is_another_years(row, main[0], year))
        others = likeliest(row)
        differing = tuple(
            name for name, value in others.items() if name in printed and value != printed[name]
        )
        is_beside = row.row in known and _are_beside(row, known[row.row])
        is_twice = is_beside and any(None not in (printed[n], others[n]) for n in differing)
        is_of_copy = is_copy or id(row) in of_copies
        is_doubtful = is_inside or ((is_twice or is_of_copy) and not is_known)
        severity = Severity.ERROR if is_doubtful else Severity.WARNING
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


def _are_beside(row: RowReading, other: RowReading) -> bool:
    """Whether two rows of one label stand in one table, or on lines that follow one another."""
    place = table_of(row)
    is_one = place[-1] is not None and place == table_of(other)
    return is_one or abs(row.line - other.line) == 1


def _is_another_years(row: RowReading, kept: RowReading, year: int | None) -> bool:
    """Whether a caption says so for certain: in words, or by a year that is not the report's where
    the kept table names its own or stands above, or the copy stands in another section."""
    is_named = kept.year is not None or kept.line < row.line or row.section != row.table
    return row.is_others or (row.year not in (None, kept.year, year) and is_named)


def _only_in_copy(row: RowReading) -> Problem:
    columns = tuple(field_names(row.table, row.row).values())
    text = f"row {row.label!r} is printed in a copy of the table and not in the table"
    return Problem("ambiguous_row", Severity.ERROR, text, columns, True)


def of_bodies(rows: Sequence[RowReading]) -> list[RowReading]:
    """The rows of a table that stand under captions of other bodies, or of a part, while others of
    its rows do not."""
    found = [row for row in rows if row.is_of_bodies and row.candidates]
    return found if len(found) < sum(bool(row.candidates) for row in rows) else []


def lent_rows(rows: Sequence[RowReading]) -> list[Problem]:
    """A warning for each row that only a second table prints, beside rows of the first."""
    return [
        Problem(
            "printed_twice",
            Severity.WARNING,
            f"row {row.label!r} is printed only in a table that may be another's",
            tuple(field_names(row.table, row.row).values()),
        )
        for row in rows
    ]
