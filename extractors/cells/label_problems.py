"""Labels of rows and columns that are not the form's to the letter, or that nobody knows."""

from collections.abc import Sequence

from extractors.cells.instances import SURE_LABEL, field_names
from extractors.reading import Problem, Severity
from extractors.tables.between import BY_PLACE
from extractors.tables.rows import RowReading
from extractors.words import labels
from forms.loader import load_forms

# The tables whose figures sums hold, so that a wrong label would show.
SUMMED = ("requests", "review")


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
        if keys:
            unnamed.setdefault(keys, []).append(row)
    return [
        Problem(
            "label",
            Severity.WARNING,
            f"no label of the form stands above the columns {', '.join(sorted(keys))} of"
            f" {found[0].table}; they are told by"
            f" {'those beside them' if found[0].header else 'their order'}",
            tuple(
                name
                for row in found
                for key, name in field_names(row.table, row.row).items()
                if key in keys
            ),
        )
        for keys, found in unnamed.items()
    ]


def doubled_columns(rows: Sequence[RowReading]) -> list[Problem]:
    """A warning for columns with one and the same label: only their places tell them apart."""
    found: dict[tuple[str, ...], list[RowReading]] = {}
    for row in rows:
        by_text: dict[str, list[str]] = {}
        for key in row.candidates[0] if row.candidates else ():
            if key in row.header:
                by_text.setdefault(labels.folded(row.header[key]), []).append(key)
        for keys in by_text.values():
            if len(keys) > 1:
                found.setdefault(tuple(keys), []).append(row)
    return [
        Problem(
            "label",
            Severity.WARNING,
            f"the column label {own[0].header[keys[0]]!r} of {own[0].table} stands over"
            f" {' and '.join(keys)}; they are told by those beside them",
            tuple(
                n for row in own for k, n in field_names(row.table, row.row).items() if k in keys
            ),
        )
        for keys, own in found.items()
    ]
