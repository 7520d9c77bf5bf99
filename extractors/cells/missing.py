"""What the form asks for and the document does not show: columns and whole tables.

A table that the agency left out is the agency's matter. One that is missing while figures stand in
the document that nobody could place is ours: both readings look for labels in the same way, so the
second can't tell.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from extractors.cells.choose import Chosen
from extractors.document import Document, Paragraph
from extractors.reading import Problem, Severity
from extractors.tables.lines import Line
from extractors.tables.statutory import Found
from extractors.words import labels
from extractors.words.figures import read_figure
from forms.loader import form_by_id
from forms.model import Form, Table

MOST_NAMED = 5
# An agency leaves out a table, or what it has not had; of one that lacks more, most was not read.
MOST_ABSENT = 0.75
NAMED = re.compile(r"(?P<label>[^\d:：]{2,20})[:：\s]\s*\d[\d,.]*")
# Figures in one place that are too many for a catalogue card or a page number.
LEAST_UNPLACED = 3


def find_missing(
    document: Document,
    lines: Sequence[Line],
    found: Found,
    chosen: Chosen,
    table_forms: Mapping[str, str],
    form: Form | None,
) -> list[Problem]:
    """One error for each table of the form that lacks columns."""
    unplaced = _unplaced(document, lines, found)
    if form is None or not form.tables:
        text = "no statutory table was found"
        return [Problem("missing_table", Severity.ERROR, text, (), bool(unplaced))]
    names = {cell.column for cell in chosen.cells}
    problems = []
    for table_id, form_id in table_forms.items():
        table = form_by_id(form_id).table(table_id)
        absent = tuple(f.name for f in table.fields if f.name not in names) if table else ()
        if table and absent:
            problems.append(_problem(table, absent, unplaced))
    return problems


def _problem(table: Table, absent: tuple[str, ...], unplaced: str) -> Problem:
    if len(absent) == len(table.fields):
        check, text = "missing_table", f"the table {table.id} was not found"
    else:
        more = " …" if len(absent) > MOST_NAMED else ""
        named = ", ".join(absent[:MOST_NAMED]) + more
        check = "missing_column"
        text = f"{len(absent)} columns of the table {table.id} were not found: {named}"
    if unplaced:
        text += f"; figures that nothing places: {unplaced}"
    share = len(absent) / len(table.fields)
    is_ours = bool(unplaced) or MOST_ABSENT < share < 1
    return Problem(check, Severity.ERROR, text, absent, is_ours)


def _unplaced(document: Document, lines: Sequence[Line], found: Found) -> str:
    """Some figures that no row took, "" where there are none to speak of: those of a grid where
    they are many or stand beside words of the form, and those that stand alone in paragraphs."""
    taken = {id(cell) for row in found.rows for way in row.candidates for cell in way.values()}
    by_grid: dict[int, list[Line]] = {}
    for line in lines:
        if line.grid is not None:
            by_grid.setdefault(id(line.grid), []).append(line)
    for own in by_grid.values():
        texts = [
            cell.text
            for line in own
            for cell, figure in zip(line.cells, line.figures, strict=True)
            if figure is not None and figure.mark != "empty" and id(cell) not in taken
        ]
        if len(texts) >= LEAST_UNPLACED or (texts and _speaks_of_form(own)):
            return _shown(texts)
        named = [cell.text for line in own for cell in line.cells if _is_named_figure(cell.text)]
        if len(named) >= LEAST_UNPLACED:
            return _shown(named)
    alone = [p.text for p in document.paragraphs if _is_figure(p)]
    return _shown(alone) if len(alone) >= LEAST_UNPLACED else ""


def _speaks_of_form(lines: Iterable[Line]) -> bool:
    known = (labels.rows(), labels.columns())
    texts = {cell.text for line in lines for cell in line.cells if cell.text.strip()}
    return any(words.match(text, "") for text in texts for words in known)


@lru_cache(maxsize=8192)
def _is_named_figure(text: str) -> bool:
    """Whether a text is a label of a column with its figure behind it, as narrow screens show the
    cells of a table: 自然人：3."""
    match = NAMED.fullmatch(text.strip())
    label = labels.columns().match(match["label"]) if match is not None else None
    return label is not None and label.is_whole


def _is_figure(paragraph: Paragraph) -> bool:
    figure = read_figure(paragraph.text)
    return figure is not None and figure.mark == "printed"


def _shown(texts: Sequence[str]) -> str:
    return ", ".join(texts[:MOST_NAMED]) + (" …" if len(texts) > MOST_NAMED else "")
