"""Reads the TOML files of this folder into frozen types."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from forms.model import Block, Form, Identity, Label, Section, Table

FOLDER = Path(__file__).parent


@cache
def load_forms(folder: Path = FOLDER) -> tuple[Form, ...]:
    """Every form in the folder, oldest first. Raises ValueError naming the file that is wrong."""
    forms = [load_form(path) for path in folder.glob("*.toml")]
    return tuple(sorted(forms, key=lambda form: form.first_year))


def load_form(path: Path) -> Form:
    """One form from its TOML file. Raises ValueError naming the file and what is missing."""
    try:
        return _form(tomllib.loads(path.read_text(encoding="utf-8")))
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path}: not a form: {error!r}") from error


def form_by_id(form_id: str) -> Form:
    """The form of that id. Raises KeyError when there is none."""
    return {form.id: form for form in load_forms()}[form_id]


def tables_of(table_id: str) -> tuple[Table, ...]:
    """The table of that id in every form that has it, oldest form first."""
    return tuple(table for form in load_forms() if (table := form.table(table_id)))


def columns_of(table_id: str) -> tuple[str, ...]:
    """The codebook columns of the table of that id, over all forms."""
    return tuple(dict.fromkeys(f.name for table in tables_of(table_id) for f in table.fields))


def _form(data: Mapping[str, Any]) -> Form:
    tables = tuple(_table(entry) for entry in data.get("table", ()))
    identities = tuple(
        identity for entry in data.get("identity", ()) for identity in _identities(entry, tables)
    )
    first, last = data["years"]
    sections = tuple(
        Section(s["kind"], s["number"], s["label"], tuple(s.get("variants", ())))
        for s in data["section"]
    )
    return Form(
        data["id"], data["name"], data["citation"], first, last, sections, tables, identities
    )


def _table(data: Mapping[str, Any]) -> Table:
    blocks = tuple(
        Block(
            block.get("label", ""),
            tuple(_label(row) for row in block["rows"]),
            tuple(_label(column) for column in block["columns"]),
        )
        for block in data["block"]
    )
    return Table(data["id"], data["name"], data["layout"], blocks, tuple(data.get("furniture", ())))


def _label(data: Mapping[str, Any]) -> Label:
    return Label(
        key=data["key"],
        label=data["label"],
        under=tuple(data.get("under", ())),
        variants=tuple(data.get("variants", ())),
        short=tuple(data.get("short", ())),
        description=data.get("description", ""),
        unit=data.get("unit", ""),
        english=data.get("english", ""),
    )


def _identities(data: Mapping[str, Any], tables: tuple[Table, ...]) -> list[Identity]:
    """One identity for each row or column that `over` names."""
    table_id, _, axis = data["over"].partition(".")
    table = next(table for table in tables if table.id == table_id)
    labels = {"rows": table.rows, "columns": table.columns}[axis]
    placeholder = {"rows": "row", "columns": "column"}[axis]
    return [
        Identity(
            check=data["check"],
            citation=data["citation"],
            table=table_id,
            left=tuple(name.format(**{placeholder: label.key}) for name in data["left"]),
            right=tuple(name.format(**{placeholder: label.key}) for name in data["right"]),
        )
        for label in labels
    ]
