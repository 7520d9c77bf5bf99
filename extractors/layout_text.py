"""Tables in plain text whose columns are aligned by spaces (as `pdftotext -layout` prints them).

A figure line holds figures at its end. A label may be cut over several lines around it: a line
with an enumerator ("2.", "（三）", "四、") begins a label, lines without one carry it on. What
stands left of the own label (a cell that spans several rows, often set upright) is dropped.
"""

import re
from dataclasses import dataclass

from extractors.figures import read_figure
from extractors.separated_text import TextRow

GAP = re.compile(r"\s{2,}|\t")
ENUMERATED = re.compile(
    r"^(?:[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、|\d{1,2}[.．、])"
)
HEADING = re.compile(r"^[一二三四五六]、.*(?:情况|事项|措施)$")
SENTENCE_END = re.compile(r"[。；;]")
LONGEST_LABEL = 40
MOST_BLANK_LINES = 2


@dataclass(frozen=True)
class _Line:
    """A line of the region: its label segments and the figures at its end."""

    number: int
    labels: tuple[str, ...]
    figures: tuple[str, ...]

    @property
    def own(self) -> str:
        return self.labels[-1] if self.labels else ""

    @property
    def begins(self) -> bool:
        return bool(ENUMERATED.match(self.own))


def aligned_rows(lines: list[str], start: int) -> tuple[list[TextRow], int]:
    """Rows of the aligned table that begins at `start`, and how many lines they take; ([], 0)
    where none begins there."""
    if not _is_tabular(lines[start]):
        return [], 0
    region: list[_Line] = []
    used = blank = 0
    for offset, line in enumerate(lines[start:]):
        if not line.strip():
            blank += 1
            if blank > MOST_BLANK_LINES:
                break
            continue
        if not _belongs(line):
            break
        blank = 0
        region.append(_split(line, start + offset))
        if region[-1].figures or _is_tabular(line) or not region[-1].begins:
            used = offset + 1
    region = [line for line in region if line.number < start + used]
    if not any(line.figures and (line.labels or len(line.figures) > 2) for line in region):
        return [], 0
    return _rows(region), used


def _is_tabular(line: str) -> bool:
    return len(_segments(line)) > 1


def _segments(line: str) -> list[str]:
    return [part for segment in GAP.split(line.strip()) for part in _loose(segment)]


def _belongs(line: str) -> bool:
    bare = line.strip()
    if HEADING.match(bare):
        return False
    return _is_tabular(line) or (len(bare) <= LONGEST_LABEL and not SENTENCE_END.search(bare))


def _split(line: str, number: int) -> _Line:
    segments = _segments(line)
    count = len(segments)
    while count and read_figure(segments[count - 1]) is not None:
        count -= 1
    return _Line(number, tuple(segments[:count]), tuple(segments[count:]))


def _loose(segment: str) -> list[str]:
    """A segment of several short words is several columns that stand close together, and so are
    figures with one space between them."""
    words = segment.split(" ")
    if len(words) > 1 and all(read_figure(word) for word in words[1:]):
        return words
    if len(words) > 2 and all(len(word) <= 8 for word in words):
        return words
    return [segment]


def _rows(region: list[_Line]) -> list[TextRow]:
    """Header lines as they stand; each figure line with its whole label."""
    rows: dict[int, TextRow] = {}
    used: set[int] = set()
    for index, line in enumerate(region):
        if not line.figures:
            continue
        first = last = index
        above = region[index - 1] if index else None
        if not line.begins and above is not None and above.begins and not above.figures:
            first = index - 1
        while region[first].begins and _carries_on(region, last):
            last += 1
        used.update(range(first, last + 1))
        label = "".join(region[i].own for i in range(first, last + 1))
        rows[index] = TextRow(line.number, (label, *line.figures))
    for index, line in enumerate(region):
        if index not in used:
            rows[index] = TextRow(line.number, line.labels)
    return [rows[index] for index in sorted(rows)]


def _carries_on(region: list[_Line], last: int) -> bool:
    """Whether the line after `last` is the rest of a cut label."""
    if last + 1 >= len(region):
        return False
    line = region[last + 1]
    is_next = line.number == region[last].number + 1
    return (
        is_next
        and not line.figures
        and len(line.labels) == 1
        and len(line.own) > 4
        and not line.begins
    )
