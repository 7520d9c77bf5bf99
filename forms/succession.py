"""What a change of form breaks: two forms held against each other, table by table."""

from dataclasses import dataclass, replace
from itertools import pairwise

from forms.model import Field, Form, Label, Table


@dataclass(frozen=True)
class Split:
    """A row of one form that the other prints as several. Their sum is its figure only where the
    agency printed all of them."""

    whole: Label
    parts: tuple[Label, ...]
    whole_form: str
    parts_form: str


@dataclass(frozen=True)
class TableChange:
    """One table in two forms. `both` holds the fields that both print, as the later one labels
    them; `relabelled` those of them whose printed label differs, as (before, after); `broken` the
    rows that both print without a figure that means the same in both."""

    table: str
    both: tuple[Field, ...]
    only_before: tuple[Field, ...]
    only_after: tuple[Field, ...]
    relabelled: tuple[tuple[Field, Field], ...]
    broken: tuple[Label, ...]
    splits: tuple[Split, ...]


@dataclass(frozen=True)
class FormChange:
    """What became of every table when one form followed another."""

    before: Form
    after: Form
    tables: tuple[TableChange, ...]


def form_changes(forms: tuple[Form, ...]) -> tuple[FormChange, ...]:
    """One for each two forms with tables that follow each other, the oldest first."""
    with_tables = [form for form in forms if form.tables]
    return tuple(
        FormChange(before, after, _table_changes(before, after))
        for before, after in pairwise(with_tables)
    )


def _table_changes(before: Form, after: Form) -> tuple[TableChange, ...]:
    """Every table of either form; one that the other lacks counts as empty there."""
    tables = {table.id: table for table in (*after.tables, *before.tables)}
    changes = []
    for id_, table in tables.items():
        none = replace(table, blocks=())
        old, new = before.table(id_) or none, after.table(id_) or none
        changes.append(_table_change(old, new, (before.id, after.id)))
    return tuple(changes)


def _table_change(old: Table, new: Table, forms: tuple[str, str]) -> TableChange:
    was = {field.name: field for field in old.fields}
    now = {field.name: field for field in new.fields}
    both = tuple(field for field in new.fields if field.name in was)
    pairs = [(was[field.name], field) for field in both]
    rows_with_figures = {field.row.key for field in both}
    old_rows = {row.key for row in old.rows}
    return TableChange(
        table=new.id,
        both=both,
        only_before=tuple(field for field in old.fields if field.name not in now),
        only_after=tuple(field for field in new.fields if field.name not in was),
        relabelled=tuple((a, b) for a, b in pairs if _labels(a) != _labels(b)),
        broken=tuple(
            row for row in new.rows if row.key in old_rows and row.key not in rows_with_figures
        ),
        splits=(
            *_splits(old, new, forms),
            *_splits(new, old, forms[::-1]),
        ),
    )


def _splits(one: Table, other: Table, forms: tuple[str, str]) -> list[Split]:
    """Rows of one table that stand in the other only as the label above several rows."""
    found = []
    for row in one.rows:
        above = (*row.under, row.label)
        parts = tuple(part for part in other.rows if part.under == above)
        if parts:
            found.append(Split(row, parts, *forms))
    return found


def _labels(field: Field) -> tuple[str, str]:
    return field.row_path, field.column.path
