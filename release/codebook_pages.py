"""The codebook as pages for people, Chinese and English, made from the forms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forms.codebook import CodebookEntry, codebook
from forms.loader import load_forms
from forms.model import Field, Form, Identity, Table
from forms.succession import form_changes
from release.templating import rendered

PAGES = ("codebook.zh.md", "codebook.en.md")
MOST_NAMED = 5


@dataclass(frozen=True)
class PageEntry:
    """A column as the pages show it: its line of the codebook, the printed label of row and column,
    what it means, and the checks it takes part in, each with the side of the equation it is on."""

    entry: CodebookEntry
    label: str
    meaning: str
    checks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PageTable:
    """A statutory table: its number in the report, its Chinese heading, its columns."""

    id: str
    number: str
    heading: str
    entries: tuple[PageEntry, ...]


@dataclass(frozen=True)
class Equation:
    """A check of one form: the first of its equations, and how many there are of its kind."""

    form: str
    check: str
    citation: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    count: int


def codebook_pages() -> dict[str, bytes]:
    """{file name: bytes} of the codebook's pages; the same forms give the same bytes."""
    forms = load_forms()
    values = {
        "forms": forms,
        "tables": _tables(forms),
        "equations": [equation for form in forms for equation in _equations(form)],
        "changes": form_changes(forms),
        "columns": _column_names,
    }
    return {name: rendered(f"{name}.j2", **values) for name in PAGES}


def _tables(forms: tuple[Form, ...]) -> list[PageTable]:
    fields = {field.name: field for form in forms for field in form.fields}
    checks = _checks(forms)
    entries: dict[str, list[PageEntry]] = {}
    for entry in codebook(forms):
        field = fields[entry.column]
        shown = PageEntry(entry, _label(entry, field), field.meaning, checks.get(entry.column, ()))
        entries.setdefault(entry.table, []).append(shown)
    headings = {table.id: _heading(form, table) for form in forms for table in form.tables}
    return [PageTable(id_, *headings[id_], tuple(of)) for id_, of in entries.items()]


def _column_names(fields: Iterable[Field]) -> list[str]:
    """The names of columns; where a row has many of them, one with a star."""
    rows: dict[str, list[str]] = {}
    for field in fields:
        rows.setdefault(field.name.removesuffix(field.column.key), []).append(field.name)
    return [
        name
        for start, names in rows.items()
        for name in (names if len(names) <= MOST_NAMED else [f"{start}*"])
    ]


def _label(entry: CodebookEntry, field: Field) -> str:
    """The printed label; where the forms differ in that of the column, both."""
    return f"{field.row_path} ｜ {entry.column_label}"


def _heading(form: Form, table: Table) -> tuple[str, str]:
    """Number and label of the section that the table stands in."""
    return next((s.number, s.label) for s in form.sections if s.kind == table.id)


def _checks(forms: tuple[Form, ...]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """{column: (check, "left" or "right") of the equations it stands in}."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for identity in (identity for form in forms for identity in form.identities):
        for side, names in (("left", identity.left), ("right", identity.right)):
            for name in names:
                found.setdefault(name, {})[(identity.check, side)] = None
    return {name: tuple(sides) for name, sides in found.items()}


def _equations(form: Form) -> list[Equation]:
    kinds: dict[str, list[Identity]] = {}
    for identity in form.identities:
        kinds.setdefault(identity.check, []).append(identity)
    return [
        Equation(form.id, check, one.citation, one.left, one.right, len(of))
        for check, of in kinds.items()
        for one in of[:1]
    ]
