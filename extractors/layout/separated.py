"""Tables in plain text whose cells are set apart by tabs or pipes."""

import re
from dataclasses import dataclass, replace

from extractors.document import Box, Place
from extractors.spans import SpannedCell

PIPE_RULE = re.compile(r"^[\s|:+\-=─┼]+$")


@dataclass(frozen=True)
class TextRow:
    """The cells of one row, the number of the line that holds its figures, and on a page where
    each cell stands."""

    line: int
    texts: tuple[str, ...]
    boxes: tuple[Box, ...] = ()

    def cells(self, place: Place) -> list[SpannedCell]:
        places = [replace(place, box=box) for box in self.boxes] or [place] * len(self.texts)
        return [SpannedCell(t, place=p) for t, p in zip(self.texts, places, strict=True)]


def separated_rows(lines: list[str], start: int) -> tuple[list[TextRow], int]:
    """Rows set by tabs or pipes from `start` on, and how many lines they take. One blank line
    between two rows is bridged."""
    rows: list[TextRow] = []
    used = 0
    for offset, line in enumerate(lines[start:]):
        if not line.strip():
            if used and offset == used:
                continue
            break
        cells = _cells(line)
        if cells is None:
            break
        if not PIPE_RULE.match(line):
            rows.append(TextRow(start + offset, tuple(cells)))
        used = offset + 1
    return rows, used


def _cells(line: str) -> list[str] | None:
    if "\t" in line.strip(" "):
        return [cell.strip() for cell in line.split("\t")]
    bare = line.strip()
    if bare.count("|") >= 2 or (bare.startswith("|") and "|" in bare[1:]):
        inner = bare[1:] if bare.startswith("|") else bare
        inner = inner[:-1] if inner.endswith("|") else inner
        return [cell.strip() for cell in inner.split("|")]
    return None
