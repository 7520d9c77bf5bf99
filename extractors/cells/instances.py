"""A table that is printed more than once: which of its rows count, and what they print."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extractors.document import GridCell
from extractors.tables.bodies import is_specimen, names_copy
from extractors.tables.placing import Assignment
from extractors.tables.rows import RowReading
from extractors.words.figures import Figure, read_figure
from extractors.words.headings import heading_of
from forms.loader import tables_of

SURE_LABEL = 92.0


@dataclass(frozen=True)
class Instances:
    """The rows of a table in the form's order, those of its other copies that differ (`strays`),
    which of its rows only a run prints that repeats others, or may be other bodies' (`lent`):
    another body's table would do so, too; all runs that repeat most of their rows (`copies`); and
    the blank copies that have a caption of their own (`blanks`)."""

    main: tuple[RowReading, ...]
    strays: tuple[RowReading, ...]
    lent: tuple[RowReading, ...]
    copies: tuple[tuple[RowReading, ...], ...] = ()
    blanks: tuple[RowReading, ...] = ()


def instances(rows: Sequence[RowReading], year: int | None, is_certain: bool = True) -> Instances:
    """The fullest copy of a table that is printed more than once, and the rows of the others.

    Rows that follow one another in the form's order are a run. The fullest run is the table, of
    those that are the report's own if these have most of its rows; other runs give it the rows
    that it lacks (a table set in parts, or with rows that each page repeats), unless most of their
    rows it has with other figures. A run whose caption names another year than the report's, or
    whose columns are not the form's, or that stands in another section while there is one in the
    table's own, is not the table where there is another; its rows are compared all the same. A
    blank specimen of the form is no copy, as long as the report's year `is_certain`. Figures of
    another year or section fill no gaps, unless nothing but them prints any of their rows.
    """
    runs = _without_halves(_runs(rows))
    of_report = [run for run in runs if _is_own(run[0], year)]
    own = _in_their_section(of_report)
    held = {row.row for run in own for row in run}
    others = [run for run in runs if run not in own]
    missed = [run for run in others if _is_missed(run, held, year)]
    kept_own = _without_specimens(own)
    blanks = [run[0] for run in own if run not in kept_own and not is_specimen(run[0].caption)]
    runs = [*kept_own, *missed]
    runs.sort(
        key=lambda run: (
            run in missed and _is_held(run, own),
            *_fullness(run),
            year is None or run[0].year != year,
        )
    )
    order = _row_order(rows[0].table)
    main, strays, lent = list(runs[0]), list[RowReading](), list[RowReading]()
    for run in runs[1:]:
        main = [_printed_one(row, run) for row in main]
        known = {row.row: row for row in main}
        differing = [row for row in run if row.row in known and not _is_same(row, known[row.row])]
        if len(differing) * 2 <= len(run):
            new = [row for row in run if row.row not in known]
            is_elsewhere = main[0].section == main[0].table != run[0].section
            main += [] if is_elsewhere else new
            strays += [*differing, *(new if is_elsewhere else [])]
            is_lent = len(new) < len(run) or run[0].is_of_bodies
            lent += new if is_lent and not is_elsewhere else []
        else:
            strays += run
    dropped = [run for run in others if run not in missed and not run[0].is_foreign]
    strays += [row for run in dropped if not _is_blank(run) for row in run]
    main.sort(key=lambda row: order[row.row])
    kept = {row.row for row in main}
    copies = [
        run for run in (*runs[1:], *dropped) if 2 * sum(r.row in kept for r in run) > len(run)
    ]
    is_sure = year is not None and main[0].year == year
    are_told = [row for row in blanks if not is_certain or _are_told(row, main[0])]
    others_blank = () if is_sure else tuple(are_told)
    return Instances(
        tuple(main), tuple(strays), tuple(lent), tuple(map(tuple, copies)), others_blank
    )


def _kind(row: RowReading) -> tuple[int | None, bool, bool, bool]:
    """What the figures of a row are of: the year that is named, other columns, another year, other
    bodies."""
    return row.year, row.is_foreign, row.is_others, row.is_of_bodies


def _in_their_section(runs: list[list[RowReading]]) -> list[list[RowReading]]:
    """The runs that stand in their table's own section, all where none does."""
    return [run for run in runs if run[0].section == run[0].table] or runs


def _is_missed(run: Sequence[RowReading], held: Set[str], year: int | None) -> bool:
    """Whether a run that is not the report's for certain has rows that no other prints."""
    are_held = [row.row in held for row in run]
    return not any(are_held) if _is_another_years(run[0], year) else not all(are_held)


def _is_held(run: Sequence[RowReading], own: Sequence[Sequence[RowReading]]) -> bool:
    """Whether the report's own runs have most of the rows that another has."""
    held = {row.row for other in own for row in other}
    return 2 * sum(row.row in held for row in run) > len(run)


def _fullness(run: Sequence[RowReading]) -> tuple[int, bool]:
    """Sorts the fullest run first."""
    return -sum(bool(row.candidates) for row in run), not _is_filled(run)


def _is_own(row: RowReading, year: int | None) -> bool:
    return not row.is_foreign and not _is_another_years(row, year)


def _is_another_years(row: RowReading, year: int | None) -> bool:
    return row.is_others or bool(year and row.year not in (None, year))


def _printed_one(row: RowReading, run: Sequence[RowReading]) -> RowReading:
    """The row, or the same one of another run where this one is half a label without a figure and
    that one prints some."""
    if row.score >= SURE_LABEL or _prints(row):
        return row
    better = [o for o in run if o.row == row.row and o.score > row.score and _prints(o)]
    return better[0] if better else row


def _is_filled(rows: Sequence[RowReading]) -> bool:
    return any(_prints(row) for row in rows)


def _without_halves(runs: Sequence[list[RowReading]]) -> list[list[RowReading]]:
    """The runs, those joined that give the same rows other columns: a table set in halves."""
    joined: list[list[RowReading]] = []
    for run in runs:
        before = joined[-1] if joined else []
        shared = {row.row for row in run} & {row.row for row in before}
        is_kin = before and _kind(before[0]) == _kind(run[0])
        is_near = before and before[0].section == run[0].section
        if is_kin and is_near and shared and _are_apart(_columns(before), _columns(run)):
            other = {row.row: row for row in run}
            joined[-1] = [_with_columns(row, other.pop(row.row, None)) for row in before]
            joined[-1] += other.values()
        else:
            joined.append(list(run))
    return joined


def _are_apart(columns: Set[str], others: Set[str]) -> bool:
    """Whether two sets of columns, neither of them empty, share none."""
    return bool(columns) and bool(others) and not columns & others


def _columns(rows: Sequence[RowReading]) -> set[str]:
    return {key for row in rows for candidate in row.candidates for key in candidate}


def _with_columns(row: RowReading, other: RowReading | None) -> RowReading:
    """A row with the columns that another half of its table gives it."""
    if other is None or not other.candidates or not row.candidates:
        return row
    both = tuple({**own, **more} for own in row.candidates for more in other.candidates)
    return replace(row, candidates=both, header={**row.header, **other.header})


def _without_specimens(runs: list[list[RowReading]]) -> list[list[RowReading]]:
    """The runs without blank copies of most of the rows that others fill in."""
    filled = {row.row for run in runs if not _is_blank(run) for row in run}
    return [
        run
        for run in runs
        if not (_is_blank(run) and len(run) * 2 > len(filled) > 0)
        or any(row.row not in filled for row in run)
    ]


def _are_told(row: RowReading, other: RowReading) -> bool:
    """Whether the caption of one of two rows' tables tells it from the other, and is no section's
    heading."""
    captions = {row.caption, other.caption}
    named = [caption for caption in captions if names_copy(caption) and not heading_of(caption)]
    return len(captions) > 1 and bool(named)


def _is_blank(rows: Sequence[RowReading]) -> bool:
    """Whether nothing at all stands in rows that are placed, not so much as a mark."""
    cells = [cell for row in rows for c in row.candidates[:1] for cell in c.values()]
    return bool(cells) and not any(cell.text.strip() for cell in cells)


def _prints(row: RowReading) -> bool:
    return any(value is not None for value in likeliest(row).values())


def _is_same(row: RowReading, other: RowReading) -> bool:
    """Whether two rows print the same figures."""
    return likeliest(row) == likeliest(other)


def _runs(rows: Sequence[RowReading]) -> list[list[RowReading]]:
    order = _row_order(rows[0].table)
    runs = [[rows[0]]]
    for row in rows[1:]:
        last = runs[-1][-1]
        is_kin = row.year in (None, last.year) and _kind(row)[1:] == _kind(last)[1:]
        is_new = row.row not in {other.row for other in runs[-1]}
        is_later = order[row.row] > order[last.row] or table_of(row) == table_of(last)
        if is_new and is_later and is_kin:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def table_of(row: RowReading) -> tuple[int | None, int | None]:
    """The page and table that a row stands in, a number of its own for a row without figures."""
    places = [cell.place for candidate in row.candidates[:1] for cell in candidate.values()]
    return (places[0].page, places[0].table) if places else (None, -row.line)


@cache
def _row_order(table_id: str) -> Mapping[str, int]:
    """{row key: its place in the table}, over all forms."""
    keys = [row.key for table in tables_of(table_id) for row in table.rows]
    return {key: number for number, key in enumerate(dict.fromkeys(keys))}


@cache
def field_names(table_id: str, row: str) -> Mapping[str, str]:
    """{column key: codebook column} of a row, over all forms."""
    return {
        field.column.key: field.name
        for table in tables_of(table_id)
        for field in table.fields
        if field.row.key == row
    }


def values(row: RowReading, assignment: Assignment) -> dict[str, Decimal | None]:
    """What a row prints by one of its assignments, by codebook column."""
    names = field_names(row.table, row.row)
    return {names[key]: figure(cell).value for key, cell in assignment.items() if key in names}


def likeliest(row: RowReading) -> dict[str, Decimal | None]:
    """What a row prints by the likeliest of its assignments, nothing where it has none."""
    return values(row, row.candidates[0]) if row.candidates else {}


def figure(cell: GridCell) -> Figure:
    """The figure of a cell that stands where one belongs: words are in doubt."""
    return read_figure(cell.text) or Figure(None, "words", doubt=f"no figure: {cell.text[:40]!r}")
