"""Notes below a table that say in what its counts are (单位为万件)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.tables.lines import Line
from extractors.tables.rows import RowReading
from extractors.words.labels import folded, split_enumerator

NOTE = re.compile(
    r"(?:单位[均都]?[:：为是]+|以)(?P<unit>[百千万亿]+(?:件次|人次|件|条|项|个|次|份|宗|起|笔))"
)


def with_count_units(rows: Sequence[RowReading], lines: Sequence[Line]) -> list[RowReading]:
    """The rows with the unit that a note gives: those that it names, or, where it names none, those
    of the table above it, beside the unit that a caption names."""
    rows = list(rows)
    for line in lines:
        if line.grid is not None and len(line.cells) > 1:
            continue
        text = folded(line.cells[0].text)
        if match := NOTE.search(text):
            meant = _meant(rows, text, line.order)
            unit = match["unit"]
            rows = [
                replace(row, unit="、".join(filter(None, (row.unit, unit))))
                if id(row) in meant
                else row
                for row in rows
            ]
    return rows


def _meant(rows: Sequence[RowReading], text: str, order: int) -> set[int]:
    """The rows that a note speaks of."""
    named = {id(row) for row in rows if (split_enumerator(row.label)[1] or "?") in text}
    above = [row for row in rows if row.line < order]
    return named or {id(row) for row in above if row.table == above[-1].table}
