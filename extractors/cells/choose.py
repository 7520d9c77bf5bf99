"""From rows to cells: which form each table follows, which of several readings holds.

Where a row can be placed in two ways, the form's arithmetic chooses; where it can't, the reading
is in doubt and says so.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from extractors.cells.body_rows import body_rows
from extractors.cells.doubtful_figures import (
    doubled_figures,
    doubtful_figures,
    unlikely_columns,
    without_parted,
)
from extractors.cells.instances import field_names, figure, instances, values
from extractors.cells.label_problems import (
    doubled_columns,
    unlike_columns,
    unlike_labels,
    unnamed_columns,
)
from extractors.cells.leftovers import leftover_row
from extractors.cells.other_sets import tables_of_other_sets
from extractors.cells.row_problems import (
    blank_copies,
    differing_copies,
    doubtful_row,
    lent_rows,
    of_bodies,
    table_of_another,
    table_of_others,
)
from extractors.reading import CellReading, Problem
from extractors.tables.placing import Assignment
from extractors.tables.rows import RowReading
from extractors.tables.statutory import Found
from forms.arithmetic import Outcome, evaluate
from forms.loader import load_forms
from forms.model import Form, Identity

# The tables, by the sections that hold them.
TABLES = frozenset(table.id for form in load_forms() for table in form.tables)
# By how many identities one way to read a whole table must beat the others to hold for each row.
CLEARLY = 4


@dataclass(frozen=True)
class Chosen:
    """The cells of a report, the form that each table follows, and what was wrong on the way."""

    cells: tuple[CellReading, ...]
    table_forms: Mapping[str, str]
    problems: tuple[Problem, ...]


def choose(
    found: Found,
    likely: Form,
    year: int | None = None,
    is_sure: bool = True,
    agency: str | None = None,
) -> Chosen:
    """One cell per codebook column. `likely` decides the form of a table that fits several, `year`
    (the report's) which of several copies counts; unless it `is_sure`, they contradict one
    another. A table whose caption names a body other than the `agency` may be that body's."""
    cells: list[CellReading] = []
    problems: list[Problem] = []
    table_forms: dict[str, str] = {}
    identities: list[Identity] = []
    tables = {
        table_id: instances([row for row in found.rows if row.table == table_id], year, is_sure)
        for table_id in dict.fromkeys(row.table for row in found.rows)
    }
    for table_id, copies in tables.items():
        main, strays = copies.main, copies.strays
        form, is_decided = _form_of(main, table_id, likely)
        if is_decided:
            table_forms[table_id] = form.id
        picked, doubts = _settled(main, form)
        table_cells = [cell for row, a in picked for cell in _cells(row, a)]
        cells += _once(table_cells)
        identities += [identity for identity in form.identities if identity.table == table_id]
        problems += doubts
        problems += unlike_labels(main)
        problems += unlike_columns(main)
        problems += unnamed_columns(main)
        problems += doubled_columns(main)
        problems += table_of_others(main, strays, year)
        problems += table_of_another(main, agency)
        problems += blank_copies(copies.blanks)
        problems += differing_copies(table_cells, strays, main, copies.copies, year, is_sure)
        lent = [*copies.lent, *(row for row in of_bodies(main) if row not in copies.lent)]
        problems += lent_rows(lent)
    problems += tables_of_other_sets(tables)
    cells = without_parted(cells, identities)
    problems += doubtful_figures(cells, identities)
    problems += doubled_figures(cells)
    problems += unlikely_columns(cells, identities)
    held = {cell.column for cell in cells}
    at_home = {t for t, own in tables.items() if all(row.section == t for row in own.main)}
    main_rows = [row for own in tables.values() for row in own.main]
    whole = {table_id for table_id in tables if _is_whole(table_id, held)}
    leftovers, body_problems = body_rows(found.leftovers, main_rows, whole)
    problems += body_problems
    for left in leftovers:
        is_elsewhere = left.table in at_home and left.section not in ("", *TABLES)
        rows = tables[left.table].main if left.table in tables else ()
        problems.append(leftover_row(left, rows, _is_whole(left.table, held), is_elsewhere))
    return Chosen(tuple(cells), table_forms, tuple(problems))


def _is_whole(table_id: str, held: Set[str]) -> bool:
    """Whether all rows of a table are there as some form has them."""
    tables = [table for form in load_forms() if (table := form.table(table_id))]
    return any({field.name for field in table.fields} <= held for table in tables)


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
    problems = [doubtful_row(row, row.doubt) for row in rows if row.doubt]
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
    # Columns in another order may satisfy every sum as well.
    rivals = [w for w, n in zip(whole, scores, strict=True) if n == scores[best]]
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
        others = [rival[row.row] for rival in rivals] + [ranked[1][-1]] * is_tie
        if any(values(row, ranked[0][-1]) != values(row, other) for other in others):
            problems.append(doubtful_row(row, "its figures fit the columns in two ways"))
    return picked, problems


def _score(
    rows: Sequence[RowReading], choice: Mapping[str, Assignment], identities: Iterable[Identity]
) -> int:
    """Identities that hold minus identities that fail."""
    figures: dict[str, Decimal | None] = {}
    for row in rows:
        figures.update(values(row, choice[row.row]))
    outcomes = [evaluate(identity, figures).outcome for identity in identities]
    return outcomes.count(Outcome.PASS) - outcomes.count(Outcome.FAIL)


def _cells(row: RowReading, assignment: Assignment) -> list[CellReading]:
    names = field_names(row.table, row.row)
    label, sureness = row.label.replace("\n", ""), round(row.score / 100, 2)
    return [
        CellReading(
            column=names[key],
            raw=cell.text,
            figure=figure(cell),
            place=cell.place,
            label=label,
            header=row.header.get(key, "").replace("\n", ""),
            sureness=sureness,
            unit=row.unit,
        )
        for key, cell in assignment.items()
        if key in names
    ]


def _once(cells: Sequence[CellReading]) -> list[CellReading]:
    kept = {cell.column: cell for cell in reversed(cells)}
    return [kept[name] for name in dict.fromkeys(cell.column for cell in cells)]
