"""What was wrong with the rows of a table: doubts, labels, copies that differ, rows of no form."""

import re
from collections.abc import Sequence

from extractors import labels
from extractors.between import BY_PLACE
from extractors.bodies import body_in, is_same_body
from extractors.figures import NUMERALS, read_figure
from extractors.instances import SURE_LABEL, field_names, figure, likeliest
from extractors.reading import CellReading, Problem, Severity
from extractors.row_names import kind_of, tells_apart
from extractors.rows import Leftover, RowReading
from forms.loader import columns_of, load_forms

STRAY_SHARE = 0.4
# Rows that divide or sum up those of the form.
PART = re.compile(r"其中|.*小计")
# The tables whose figures sums hold: what is added there can't be part of a row of the form.
SUMMED = ("requests", "review")
# Acts that the form does not ask for, which agencies add.
OTHER_ACTS = re.compile(r"行政(?:检查|确认|裁决|征收|征用|给付|奖励|备案|指导|监督)|其他行政权力")
WORDS = re.compile(r"[\u4e00-\u9fff]{2}")


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


def unlike_labels(rows: Sequence[RowReading]) -> list[Problem]:
    """A warning for each label that is not quite the form's; an error where only its place tells
    the row and no sum of the form holds it."""
    return [
        Problem(
            "label",
            Severity.ERROR if _is_guessed(row) else Severity.WARNING,
            f"row label {row.label!r} is not the form's; taken for {row.row}",
            tuple(field_names(row.table, row.row).values()),
            _is_guessed(row),
        )
        for row in rows
        if row.score < SURE_LABEL
    ]


def _is_guessed(row: RowReading) -> bool:
    columns = set(field_names(row.table, row.row).values())
    summed = (columns & set(i.columns) for form in load_forms() for i in form.identities)
    return row.score <= BY_PLACE and not any(summed)


def unlike_columns(rows: Sequence[RowReading]) -> list[Problem]:
    """A warning for each label of a column that is not quite the form's, where no sum of the form
    would show that it names another (本年减免收费金额)."""
    found: dict[tuple[str, str], list[RowReading]] = {}
    for row in rows if rows[0].table not in SUMMED else ():
        for key in row.candidates[0] if row.candidates else ():
            match = labels.columns().match(row.header.get(key, ""), row.table)
            if match is not None and match.score < SURE_LABEL:
                found.setdefault((key, row.header[key]), []).append(row)
    return [
        Problem(
            "label",
            Severity.WARNING,
            f"column label {label!r} is not the form's; taken for {key}",
            tuple(name for row in own if (name := field_names(row.table, row.row).get(key, ""))),
        )
        for (key, label), own in found.items()
    ]


def unnamed_columns(rows: Sequence[RowReading]) -> list[Problem]:
    """A warning for columns that have labels beside them and none of the form's above them."""
    unnamed: dict[frozenset[str], list[RowReading]] = {}
    for row in rows:
        keys = frozenset(row.candidates[0]) - set(row.header) if row.candidates else frozenset()
        if row.header and keys:
            unnamed.setdefault(keys, []).append(row)
    return [
        Problem(
            "label",
            Severity.WARNING,
            f"no label of the form stands above the columns {', '.join(sorted(keys))} of"
            f" {found[0].table}; they are told by those beside them",
            tuple(
                name
                for row in found
                for key, name in field_names(row.table, row.row).items()
                if key in keys
            ),
        )
        for keys, found in unnamed.items()
    ]


def differing_copies(
    cells: Sequence[CellReading],
    strays: Sequence[RowReading],
    main: Sequence[RowReading],
    copies: Sequence[Sequence[RowReading]],
    is_sure: bool,
) -> list[Problem]:
    """A figure printed twice with different values is a problem, and a mere fragment of a table
    outside the main one (a comparison with other years, say), or a copy of another year, only a
    warning, as long as the report's year `is_sure`. `copies` are the runs that repeat rows."""
    printed = {cell.column: cell.figure.value for cell in cells}
    first, last = main[0].line, max(row.line for row in main)
    is_filled = is_sure and any(value is not None for value in printed.values())
    is_copy = len(strays) > len(main) * STRAY_SHARE
    of_copies = {id(row) for run in copies if 2 * len(run) > len(main) for row in run}
    known = {row.row for row in main}
    found = [
        _only_in_copy(row)
        for row in strays
        if row.row not in known and not (is_filled and _is_another_years(row, main[0]))
    ]
    unread = [row for row in strays if not (row.candidates or row.is_foreign or row.is_others)]
    if len(unread) > len(main) * STRAY_SHARE:
        found += [doubtful_row(row, f"a copy of it can't be read: {row.doubt}") for row in unread]
    for row in strays:
        is_inside = first <= row.line <= last
        is_known = is_filled and _is_another_years(row, main[0])
        is_doubtful = is_inside or ((is_copy or id(row) in of_copies) and not is_known)
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


def _is_another_years(row: RowReading, kept: RowReading) -> bool:
    """Whether a caption says so for certain: in words, or by a year where the kept table names its
    own or stands above, or the copy stands in another section."""
    is_named = kept.year is not None or kept.line < row.line or row.section != row.table
    return row.is_others or (row.year is not None and row.year != kept.year and is_named)


def _only_in_copy(row: RowReading) -> Problem:
    columns = tuple(field_names(row.table, row.row).values())
    text = f"row {row.label!r} is printed in a copy of the table and not in the table"
    return Problem("ambiguous_row", Severity.ERROR, text, columns, True)


def lent_rows(rows: Sequence[RowReading]) -> list[Problem]:
    """A warning for each row that only a second table prints, beside rows of the first."""
    return [
        Problem(
            "printed_twice",
            Severity.WARNING,
            f"row {row.label!r} is printed only in a table that repeats other rows",
            tuple(field_names(row.table, row.row).values()),
        )
        for row in rows
    ]


def leftover_row(
    left: Leftover, rows: Sequence[RowReading], is_whole: bool, is_elsewhere: bool
) -> Problem:
    """A row that the form lacks. One that calls itself a part or a sum of the `rows` above it only
    informs, and so does, beside all rows of the form (`is_whole`), one in another section than its
    table (`is_elsewhere`), one with a label of its own where sums hold the form's or it prints
    nothing, one of another kind of act, or a lone 三 that belongs to a group set upright."""
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
