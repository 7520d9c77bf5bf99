"""Tables in plain text whose columns are aligned by spaces (as `pdftotext -layout` prints them).

A figure line holds figures at its end. A label may be cut over several lines around it: a line
with an enumerator ("2.", "（三）", "四、") begins a label, lines without one carry it on. What
stands left of the own label (a cell that spans several rows, often set upright) is dropped. On a
page of a PDF the parts of a line have places, and those tell (`beside.py`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from extractors.document import Box
from extractors.layout.beside import labels_beside
from extractors.layout.boxes import around
from extractors.layout.column_labels import with_whole_headers
from extractors.layout.region import GAP, Line, Placed, segments, split
from extractors.layout.separated import TextRow
from extractors.layout.tall import with_groups
from extractors.layout.wrapped import fullest, runs_to, whole
from extractors.tables.side_columns import is_unit
from extractors.words import labels
from extractors.words.headings import is_heading_alone

HEADING = re.compile(r"^[一二三四五六]、.*(?:情况|事项|措施)$|^[1-6][、.．].*(?:情况|报告的事项)$")
PAGE_MARK = re.compile(r"^[-—–]\s*\d{1,3}\s*[-—–]$|^第\s*\d{1,3}\s*页$")
SENTENCE_END = re.compile(r"[。；;]")
LONGEST_LABEL = 40
LONGEST_WORDS = 18
PROSE = re.compile(r"[，《》。；]")
MOST_BLANK_LINES = 2


def aligned_rows(
    lines: Sequence[str], start: int, placed: Sequence[Placed | None]
) -> tuple[list[TextRow], int]:
    """Rows of the aligned table that begins at `start`, and how many lines they take; without rows,
    how many lines hold none. `placed` tells for each line where it stands, None in plain text."""
    if not _is_tabular(lines[start]) and not _is_broken(lines, start, placed):
        return [], 1
    region: list[Line] = []
    used = blank = 0
    for offset, line in enumerate(lines[start:]):
        if not line.strip() or PAGE_MARK.match(line.strip()):
            blank += 1
            if blank > MOST_BLANK_LINES:
                break
            continue
        if not _belongs(line):
            break
        blank = 0
        region.append(split(line, start + offset, placed[start + offset]))
        if region[-1].figures or _is_tabular(line) or not region[-1].begins:
            used = offset + 1
    region = [line for line in region if line.number < start + used]
    has_rows = any(line.figures and (line.labels or len(line.figures) > 2) for line in region)
    if not has_rows or _is_prose(region):
        return [], max(used, 1)
    if not region[0].page:
        return _rows(region, _labels_around(region)), used
    region, given = _rows_on_pages(region)
    rows = with_whole_headers(_rows(region, given))
    return list(_grouped(rows, region, given)), used


def _is_prose(region: Sequence[Line]) -> bool:
    """Whether lines of several pieces are running text whose numbers stand apart from their words:
    long pieces of sentences, and no label of the form."""
    rows = [line.labels for line in region if len(line.labels) + len(line.figures) > 1]
    texts = [text for row in rows for text in row]
    vocabularies = (labels.rows(), labels.columns())
    is_long = any(len(text) > LONGEST_WORDS and PROSE.search(text) for text in texts)
    return is_long and not any(v.match(text) for v in vocabularies for text in texts)


def _is_tabular(line: str) -> bool:
    bare = line.strip()
    is_heading = is_heading_alone(bare) or is_heading_alone(bare.partition(" ")[0])
    is_other = PAGE_MARK.match(bare) or is_heading
    return not is_other and len(segments(line)) > 1


def _is_broken(lines: Sequence[str], start: int, placed: Sequence[Placed | None]) -> bool:
    """Whether a line holds the begin of a figure of the row that begins a table."""
    if start + 1 == len(lines) or not _is_tabular(lines[start + 1]):
        return False
    pair = [split(lines[n], n, placed[n]) for n in (start, start + 1)]
    if not (0 < pair[0].page == pair[1].page and all(line.figures for line in pair)):
        return False
    return 2 in runs_to([line.figure_line for line in pair], 2, pair[0].rules)


def _belongs(line: str) -> bool:
    bare = line.strip()
    if HEADING.match(bare) or _is_heading(bare):
        return False
    return _is_tabular(line) or (len(bare) <= LONGEST_LABEL and not SENTENCE_END.search(bare))


def _is_heading(line: str) -> bool:
    """Whether a line is a section's heading, alone or with a sentence behind it; blanks may be all
    that parts its number from it."""
    if is_heading_alone(line):
        return True
    first, *rest = GAP.split(line, maxsplit=1)
    return is_heading_alone(first) and bool(rest and SENTENCE_END.search(rest[0]))


# For each line of figures the label segments that are its own, as (line, segment).
Given = Mapping[int, tuple[tuple[int, int], ...]]


def _rows(region: list[Line], given: Given) -> list[TextRow]:
    """Header lines as they stand; each figure line with its whole label."""
    used = _used(given)
    rows = []
    for index, line in enumerate(region):
        if index in given:
            label = "".join(region[i].labels[k] for i, k in given[index])
            boxes = [region[i].label_boxes[k] for i, k in given[index] if region[i].page]
            rows.append(_placed_row(line, label, boxes))
            continue
        rest = [k for k in range(len(line.labels)) if (index, k) not in used]
        if rest:
            texts = tuple(line.labels[k] for k in rest)
            own = tuple(line.label_boxes[k] for k in rest) if line.page else ()
            rows.append(TextRow(line.number, texts, own))
    return rows


def _used(given: Given) -> set[tuple[int, int]]:
    return {place for places in given.values() for place in places}


def _placed_row(line: Line, label: str, boxes: Sequence[Box]) -> TextRow:
    """A label with its unit and its figures. What stands left of a label is its serial number."""
    if not line.page:
        return TextRow(line.number, (label, *line.figures))
    own_box = around(boxes or line.figure_boxes[:1])
    cells = [
        *(cell for cell in zip(line.labels, line.label_boxes, strict=True) if is_unit(cell[0])),
        *zip(line.figures, line.figure_boxes, strict=True),
    ]
    own = [(text, box) for text, box in cells if not boxes or box[2] > own_box[0]]
    texts, places = [text for text, _ in own], [box for _, box in own]
    return TextRow(line.number, (label, *texts), (own_box, *places))


def _labels_around(region: list[Line]) -> Given:
    """In plain text: the last segment of the line, with the lines that begin or end it."""
    given: dict[int, tuple[tuple[int, int], ...]] = {}
    for index, line in enumerate(region):
        if not line.figures:
            continue
        first = last = index
        above = region[index - 1] if index else None
        if not line.begins and above is not None and above.begins and not above.figures:
            first = index - 1
        while region[first].begins and _carries_on(region, last):
            last += 1
        own = [i for i in range(first, last + 1) if region[i].labels]
        given[index] = tuple((i, len(region[i].labels) - 1) for i in own)
    return given


def _rows_on_pages(region: list[Line]) -> tuple[list[Line], Given]:
    """On a page: the lines, broken figures whole on the fullest line of their row, and the labels
    of its rows, by where the segments stand, page by page."""
    region, given = list(region), dict[int, tuple[tuple[int, int], ...]]()
    for _, lines in groupby(list(enumerate(region)), key=lambda item: item[1].page):
        own = list(lines)
        rows = [(index, line) for index, line in own if line.figures]
        limit = max((line.figure_boxes[0][0] for _, line in rows), default=0.0)
        texts = [
            ((index, k), (line.labels[k], box))
            for index, line in own
            for k, box in enumerate(line.label_boxes)
            if box[2] <= limit and not is_unit(line.labels[k])
        ]
        found = labels_beside(
            [line.figure_line for _, line in rows], [t for _, t in texts], own[0][1].rules
        )
        for beside in found:
            run, rows = rows[: beside.count], rows[beside.count :]
            parts = [line.figure_line for _, line in run]
            main = run[fullest(parts)][0]
            for index, line in run if len(run) > 1 else ():
                pieces = whole(parts) if index == main else []
                region[index] = replace(
                    line,
                    figures=tuple(text for text, _ in pieces),
                    figure_boxes=tuple(box for _, box in pieces),
                )
            given[main] = tuple(texts[member][0] for member in beside.texts)
    return region, given


def _grouped(rows: list[TextRow], region: list[Line], given: Given) -> Iterator[TextRow]:
    """The rows with the groups of table 4, page by page."""
    used = _used(given)
    pages = {line.number: line.page for line in region}
    for page, own in groupby(rows, key=lambda row: pages[row.line]):
        texts = [
            (line.labels[k], box)
            for index, line in enumerate(region)
            for k, box in enumerate(line.label_boxes)
            if line.page == page and (index, k) not in used
        ]
        yield from with_groups(list(own), texts)


def _carries_on(region: list[Line], last: int) -> bool:
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
