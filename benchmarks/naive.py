"""The reader that a user would write in an afternoon: tables by pandas, python-docx or pdfplumber,
rows by the label that they contain, figures in order. Something to measure against."""

import io
import re
from collections.abc import Iterator
from decimal import Decimal

import docx
import pandas as pd
import pdfplumber

from forms.loader import form_by_id
from forms.model import Form, Label, Table

Values = dict[str, Decimal | None]
EMPTY = ("", "nan", "-", "—", "/")
NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")
TITLE = re.compile(r"(?P<agency>[\u4e00-\u9fff]+?)(?P<year>20\d\d)年")


def read_naively(data: bytes, medium: str) -> tuple[Values, str | None, int | None, str]:
    """(values, agency, year, form)."""
    text, rows = {"html": _html, "docx": _docx}.get(medium, _pdf)(data)
    joined = "".join(cell for row in rows for cell in row)
    form = form_by_id("2021" if "本年制发" in joined else "2019")
    title = TITLE.search(text)
    agency, year = (title["agency"], int(title["year"])) if title else (None, None)
    return _values(rows, form), agency, year, form.id


def _html(data: bytes) -> tuple[str, list[list[str]]]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("gbk", errors="replace")
    rows = [
        [_cleaned(cell) for cell in row]
        for frame in pd.read_html(io.StringIO(text), header=None)
        for row in frame.astype(str).to_numpy().tolist()
    ]
    return re.sub(r"<[^>]+>", "", text), rows


def _docx(data: bytes) -> tuple[str, list[list[str]]]:
    document = docx.Document(io.BytesIO(data))
    rows = [[c.text for c in row.cells] for table in document.tables for row in table.rows]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    return text, [[_cleaned(cell) for cell in row] for row in rows]


def _pdf(data: bytes) -> tuple[str, list[list[str]]]:
    rows, texts = [], []
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            texts.append(page.extract_text())
            tables = page.extract_tables()
            rows += [[_cleaned(c or "") for c in row] for table in tables for row in table]
    return "\n".join(texts), rows


def _cleaned(text: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"\.0$", "", str(text)))


def _values(rows: list[list[str]], form: Form) -> Values:
    values: Values = {}
    for table in form.tables:
        for row in table.rows:
            found = _review(rows, table, row) if table.id == "review" else _down(rows, table, row)
            values.update(found)
    return values


def _down(rows: list[list[str]], table: Table, row: Label) -> Values:
    columns = next(block.columns for block in table.blocks if row in block.rows)
    wanted = _cleaned(row.label)
    for cells in rows:
        labels = [n for n, cell in enumerate(cells) if cell and wanted in cell]
        if labels:
            figures = cells[-len(columns) :]
            names = (table.field_name(row, column) for column in columns)
            return dict(zip(names, map(_number, figures), strict=False))
    return {}


def _review(rows: list[list[str]], table: Table, row: Label) -> Values:
    width = len(table.columns)
    start = [r.key for r in table.rows].index(row.key) * width
    for cells in _wide(rows, width * len(table.rows)):
        names = (table.field_name(row, column) for column in table.columns)
        return dict(zip(names, map(_number, cells[start : start + width]), strict=True))
    return {}


def _wide(rows: list[list[str]], width: int) -> Iterator[list[str]]:
    for cells in rows:
        if len(cells) == width and all(c in EMPTY or NUMBER.fullmatch(c) for c in cells):
            yield cells


def _number(text: str) -> Decimal | None:
    match = NUMBER.search(text)
    return Decimal(match[0].replace(",", "")) if match and text not in EMPTY else None
