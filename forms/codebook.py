"""The codebook of the wide table, made from the forms: one line per column."""

from dataclasses import dataclass

from forms.loader import load_forms
from forms.model import Field, Form

HEADER = ("column", "table", "forms", "row_label", "column_label", "unit", "description")


@dataclass(frozen=True)
class CodebookEntry:
    """One column of the wide table, over all forms that print it."""

    column: str
    table: str
    forms: tuple[str, ...]
    row_label: str
    column_label: str
    unit: str
    description: str

    @property
    def is_money(self) -> bool:
        return self.unit == "10,000 CNY"

    def line(self) -> tuple[str, ...]:
        """The entry as the seven texts of `HEADER`."""
        return (
            self.column,
            self.table,
            " ".join(self.forms),
            self.row_label,
            self.column_label,
            self.unit,
            self.description,
        )


def codebook(forms: tuple[Form, ...] | None = None) -> tuple[CodebookEntry, ...]:
    """All columns of all forms, in the order of the forms' tables, the oldest form first."""
    forms = load_forms() if forms is None else forms
    printed: dict[str, dict[str, Field]] = {}
    for form in forms:
        for field in form.fields:
            printed.setdefault(field.name, {})[form.id] = field
    tables = list(dict.fromkeys(table.id for form in forms for table in form.tables))
    entries = [_entry(name, fields) for name, fields in printed.items()]
    return tuple(sorted(entries, key=lambda entry: tables.index(entry.table)))


def _entry(name: str, fields: dict[str, Field]) -> CodebookEntry:
    any_field = next(iter(fields.values()))
    labels = {form_id: field.column.path for form_id, field in fields.items()}
    if len(set(labels.values())) == 1:
        column_label = any_field.column.path
    else:
        column_label = " · ".join(f"{label} ({form_id})" for form_id, label in labels.items())
    return CodebookEntry(
        column=name,
        table=any_field.table,
        forms=tuple(fields),
        row_label=any_field.row_path,
        column_label=column_label,
        unit=any_field.unit,
        description=any_field.description,
    )
