"""From rows to cells: which form each table follows, which of several readings holds.

Where a row can be placed in two ways, the form's arithmetic chooses; where it can't, the reading
is in doubt and says so.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractors.document import GridCell
from extractors.figures import Figure, read_figure
from extractors.reading import CellReading, Problem, Severity
from extractors.rows import Assignment, Leftover, RowReading
from extractors.statutory import Found
from forms.arithmetic import Outcome, evaluate
from forms.loader import load_forms, tables_of
from forms.model import Form, Identity

SURE_LABEL = 92.0
STRAY_SHARE = 0.4
# By how many identities one way to read a whole table must beat the others to hold for each row.
CLEARLY = 4
# Rows that divide or sum up those of the form.
PART = re.compile(r"其中|.*小计")


@dataclass(frozen=True)
class Chosen:
    """The cells of a report, the form that each table follows, and what was wrong on the way."""

    cells: tuple[CellReading, ...]
    table_forms: Mapping[str, str]
    problems: tuple[Problem, ...]


def choose(found: Found, likely: Form, year: int | None = None) -> Chosen:
    """One cell per codebook column. `likely` decides the form of a table that fits several, `year`
    (the report's) which of several copies counts."""
    cells: list[CellReading] = []
    problems: list[Problem] = []
    table_forms: dict[str, str] = {}
    for table_id in dict.fromkeys(row.table for row in found.rows):
        rows = [row for row in found.rows if row.table == table_id]
        main, strays = _instances(rows, year)
        form, is_decided = _form_of(main, table_id, likely)
        if is_decided:
            table_forms[table_id] = form.id
        picked, doubts = _settled(main, form)
        table_cells = [cell for row, a in picked for cell in _cells(row, a)]
        cells += _once(table_cells, problems)
        problems += doubts
        problems += _labels(main)
        problems += _strays(table_cells, strays, main)
    problems += _leftovers(found)
    return Chosen(tuple(cells), table_forms, tuple(problems))


@cache
def field_names(table_id: str, row: str) -> Mapping[str, str]:
    """{column key: codebook column} of a row, over all forms."""
    return {
        field.column.key: field.name
        for table in tables_of(table_id)
        for field in table.fields
        if field.row.key == row
    }


def _instances(
    rows: Sequence[RowReading], year: int | None
) -> tuple[list[RowReading], list[RowReading]]:
    """The fullest copy of a table that is printed more than once, and the rows of the others.

    Rows that follow one another in the form's order are a run. The fullest run is the table; other
    runs give it the rows that it lacks (a table set in parts, or with rows that each page
    repeats), unless most of their rows it has with other figures. A run whose caption names
    another year than the report's, or whose columns are not the form's, is no copy where the
    others hold its rows, too.
    """
    runs = _runs(rows)
    own = [
        run for run in runs if (not year or run[0].year in (None, year)) and not run[0].is_foreign
    ]
    held = {row.row for run in own for row in run}
    runs = [run for run in runs if run in own or any(row.row not in held for row in run)]
    runs.sort(key=lambda run: -sum(bool(row.candidates) for row in run))
    order = _row_order(rows[0].table)
    main, strays = list(runs[0]), list[RowReading]()
    for run in runs[1:]:
        main = [_printed_one(row, run) for row in main]
        known = {row.row: row for row in main}
        others = [row for row in run if row.row in known and not _is_same(row, known[row.row])]
        if len(others) * 2 <= len(run):
            main += [row for row in run if row.row not in known]
            strays += others
        else:
            strays += run
    return sorted(main, key=lambda row: order[row.row]), strays


def _printed_one(row: RowReading, run: Sequence[RowReading]) -> RowReading:
    """The row, or the same one of another run where this one is half a label without a figure and
    that one prints some."""
    if row.score >= SURE_LABEL or _prints(row):
        return row
    better = [o for o in run if o.row == row.row and o.score > row.score and _prints(o)]
    return better[0] if better else row


def _prints(row: RowReading) -> bool:
    return any(value is not None for value in _likeliest(row).values())


def _is_same(row: RowReading, other: RowReading) -> bool:
    """Whether two rows print the same figures."""
    return _likeliest(row) == _likeliest(other)


def _runs(rows: Sequence[RowReading]) -> list[list[RowReading]]:
    order = _row_order(rows[0].table)
    runs = [[rows[0]]]
    for row in rows[1:]:
        last = runs[-1][-1]
        is_kin = row.year in (None, last.year) and row.is_foreign == last.is_foreign
        if order[row.row] > order[last.row] and is_kin:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


@cache
def _row_order(table_id: str) -> Mapping[str, int]:
    """{row key: its place in the table}, over all forms."""
    keys = [row.key for table in tables_of(table_id) for row in table.rows]
    return {key: number for number, key in enumerate(dict.fromkeys(keys))}


def _form_of(rows: Sequence[RowReading], table_id: str, likely: Form) -> tuple[Form, bool]:
    """(the form whose fields the rows fill best, whether any other form fits less well)."""
    names = {
        field_names(table_id, row.row).get(key)
        for row in rows
        for candidate in row.candidates[:1]
        for key in candidate
    }
    scores: dict[str, int] = {}
    by_id: dict[str, Form] = {}
    for form in load_forms():
        table = form.table(table_id)
        if table is not None:
            fields = {field.name for field in table.fields}
            scores[form.id] = len(names & fields) * 2 - len(fields - names)
            by_id[form.id] = form
    best = max(scores.values())
    winners = [form_id for form_id, score in scores.items() if score == best]
    if len(winners) == 1:
        return by_id[winners[0]], True
    return by_id.get(likely.id, by_id[winners[-1]]), False


def _settled(
    rows: Sequence[RowReading], form: Form
) -> tuple[list[tuple[RowReading, Assignment]], list[Problem]]:
    """One assignment per row; a problem for each row that stays in doubt."""
    problems = [_doubtful(row, row.doubt) for row in rows if row.doubt]
    rows = [row for row in rows if row.candidates]
    width = max((len(row.candidates) for row in rows), default=1)
    whole = [
        {row.row: row.candidates[min(n, len(row.candidates) - 1)] for row in rows}
        for n in range(width)
    ]
    if width == 1:
        return [(row, row.candidates[0]) for row in rows], problems
    scores = [_score(rows, choice, form.identities) for choice in whole]
    best = scores.index(max(scores))
    favourite = whole[best]
    is_decided = all(score + CLEARLY <= scores[best] for n, score in enumerate(scores) if n != best)
    picked = []
    for row in rows:
        if len(row.candidates) == 1:
            picked.append((row, row.candidates[0]))
            continue
        ranked = sorted(
            (
                (
                    _score(rows, {**favourite, row.row: candidate}, form.identities),
                    n == best,
                    -n,
                    candidate,
                )
                for n, candidate in enumerate(row.candidates)
            ),
            key=lambda item: item[:3],
            reverse=True,
        )
        picked.append((row, ranked[0][-1]))
        is_tie = ranked[0][0] == ranked[1][0] and not (is_decided and ranked[0][1])
        if is_tie and _values(row, ranked[0][-1]) != _values(row, ranked[1][-1]):
            problems.append(_doubtful(row, "its figures fit the columns in two ways"))
    return picked, problems


def _score(
    rows: Sequence[RowReading], choice: Mapping[str, Assignment], identities: Iterable[Identity]
) -> int:
    """Identities that hold minus identities that fail."""
    figures: dict[str, Decimal | None] = {}
    for row in rows:
        figures.update(_values(row, choice[row.row]))
    outcomes = [evaluate(identity, figures).outcome for identity in identities]
    return outcomes.count(Outcome.PASS) - outcomes.count(Outcome.FAIL)


def _values(row: RowReading, assignment: Assignment) -> dict[str, Decimal | None]:
    names = field_names(row.table, row.row)
    return {names[key]: _figure(cell).value for key, cell in assignment.items() if key in names}


def _likeliest(row: RowReading) -> dict[str, Decimal | None]:
    """What a row prints by the likeliest of its assignments, nothing where it has none."""
    return _values(row, row.candidates[0]) if row.candidates else {}


def _figure(cell: GridCell) -> Figure:
    return read_figure(cell.text) or Figure(None, "words", doubt=f"no figure: {cell.text[:40]!r}")


def _cells(row: RowReading, assignment: Assignment) -> list[CellReading]:
    names = field_names(row.table, row.row)
    return [
        CellReading(
            column=names[key],
            raw=cell.text,
            figure=_figure(cell),
            place=cell.place,
            label=row.label.replace("\n", ""),
            header=row.header.get(key, "").replace("\n", ""),
            sureness=round(row.score / 100, 2),
            unit=row.unit,
        )
        for key, cell in assignment.items()
        if key in names
    ]


def _once(cells: Sequence[CellReading], problems: list[Problem]) -> list[CellReading]:
    kept = {cell.column: cell for cell in reversed(cells)}
    problems += [
        Problem("figure", Severity.ERROR, f"{c.column}: {c.figure.doubt}", (c.column,), True)
        for c in kept.values()
        if c.figure.doubt
    ]
    return [kept[name] for name in dict.fromkeys(cell.column for cell in cells)]


def _doubtful(row: RowReading, why: str) -> Problem:
    columns = tuple(field_names(row.table, row.row).values())
    text = f"row {row.label!r}: {why}"
    return Problem("ambiguous_row", Severity.ERROR, text, columns, True)


def _labels(rows: Sequence[RowReading]) -> list[Problem]:
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


def _strays(
    cells: Sequence[CellReading], strays: Sequence[RowReading], main: Sequence[RowReading]
) -> list[Problem]:
    """A figure printed twice with different values is a problem, and a mere fragment of a table
    outside the main one (a comparison with other years, say) only a warning."""
    printed = {cell.column: cell.figure.value for cell in cells}
    first, last = main[0].line, max(row.line for row in main)
    is_copy = len(strays) > len(main) * STRAY_SHARE
    found = [_only_in_copy(row) for row in strays if row.row not in {r.row for r in main}]
    for row in strays:
        is_inside = first <= row.line <= last
        severity = Severity.ERROR if is_copy or is_inside else Severity.WARNING
        others = _likeliest(row)
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


def _leftovers(found: Found) -> list[Problem]:
    return [_leftover(left) for left in found.leftovers]


def _leftover(left: Leftover) -> Problem:
    """A row that the form lacks. One that calls itself a part or a sum only informs."""
    figures = [cell.text for cell in left.cells if read_figure(cell.text)]
    text = (
        f"a row of the table {left.table} matches no row of the form: {left.text[:60]!r}"
        f" with {figures}"
    )
    is_part = PART.match(left.text.strip()) is not None
    severity = Severity.WARNING if is_part else Severity.ERROR
    return Problem("unmatched_row", severity, text, (), not is_part)
