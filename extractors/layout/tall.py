"""Table 4 with one result to a line, on a page without ruled lines: the label of a group stands
beside the middle of its five lines, so that its place tells them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.layout.boxes import Piece, around, is_next, middle
from extractors.layout.separated import TextRow
from extractors.tables.side_columns import is_unit
from extractors.words import labels

REVIEW = "review"
RESULTS = 5
# By how many lines a group's label may stand off the middle of its results.
FARTHEST = 1.5


def with_groups(rows: Sequence[TextRow], texts: Sequence[Piece]) -> list[TextRow]:
    """The rows of one page, each group of table 4 set before the first of its results; the same
    rows where that is not certain. `texts` are those that are no label of a line of figures."""
    results = [n for n, row in enumerate(rows) if _result(row)]
    blocks = [results[n : n + RESULTS] for n in range(0, len(results), RESULTS)]
    names = [[_result(rows[n]) for n in block] for block in blocks]
    if not blocks or any(len(set(found)) != RESULTS for found in names):
        return list(rows)
    groups = [_beside(block, rows, list(_groups(texts))) for block in blocks]
    if None in groups or len({group[0] for group in groups if group}) != len(blocks):
        return list(rows)
    changed = list(rows)
    for block, group in zip(blocks, groups, strict=True):
        if group is not None:
            first = rows[block[0]]
            changed[block[0]] = replace(
                first, texts=(group[0], *first.texts), boxes=(group[1], *first.boxes)
            )
    return changed


def _result(row: TextRow) -> str:
    """The result that a row of one figure prints, "" for other rows."""
    texts = [text for text in row.texts if not is_unit(text)]
    match = labels.columns().match(texts[0], REVIEW) if len(texts) == 2 else None
    return match.key if match is not None else ""


def _groups(texts: Sequence[Piece]) -> Iterator[Piece]:
    """The labels of groups among the texts, those of several lines whole."""
    for text, box in texts:
        size = box[3] - box[1]
        whole, whole_box, last = text, box, box
        for more, below in ((t, b) for t, b in texts if b[1] > box[1]):
            if _is_group(whole):
                break
            if is_next(("", last), (more, below), size):
                whole, whole_box, last = whole + more, around([whole_box, below]), below
        if _is_group(whole):
            yield whole, whole_box


def _is_group(text: str) -> bool:
    match = labels.rows().match(text, REVIEW)
    return match is not None and match.is_whole


def _beside(block: Sequence[int], rows: Sequence[TextRow], groups: Sequence[Piece]) -> Piece | None:
    """The one group whose label stands beside the middle of a block of results."""
    boxes = [rows[n].boxes[-1] for n in block]
    centre = (middle(boxes[0]) + middle(boxes[-1])) / 2
    pitch = (middle(boxes[-1]) - middle(boxes[0])) / (RESULTS - 1)
    near = [group for group in groups if abs(middle(group[1]) - centre) <= FARTHEST * pitch]
    return near[0] if len(near) == 1 else None
