"""The ruled tables of a page by pdfplumber, for the second reader of PDF: their lines are those
drawn, and those that sides without any and cut rows leave out; shading makes none."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from pdfplumber.page import Page
from pdfplumber.table import Table

from extractors.document import Box
from extractors.pdf.boxed import THIN
from extractors.pdf.grid_lines import LEAST_COLUMNS, SNAP
from extractors.pdf.strips import strips

Thing = Mapping[str, Any]
# In sizes of a table's type: what is larger is a watermark's.
STAMP = 2.2
# Of its width: how much of an open edge may be ruled all the same.
OPEN = 0.5


def tables_of(page: Page) -> list[Table]:
    """Tables with more than one column, top to bottom; a frame around a page or around rows is
    none. What is far larger than the text of a table is no part of it."""
    page = _without_shading(page)
    level, upright = _drawn_as_pictures(page)
    found = page.find_tables(
        {
            "explicit_vertical_lines": [*upright, *_open_sides(page.edges)],
            "explicit_horizontal_lines": [*level, *_open_ends(page.edges)],
        }
    )
    tables = [t for t in found if len({round(cell[0]) for cell in t.cells}) > 1]
    return [_without_stamp(t) for t in sorted(tables, key=lambda table: table.bbox[1])]


def _drawn_as_pictures(page: Page) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The level and the upright lines that a page draws as pictures thinner than long; strips of
    one picture are none."""
    level, upright = [], []
    boxes = [(image["x0"], image["top"], image["x1"], image["bottom"]) for image in page.images]
    thin = [box for box in boxes if min(box[2] - box[0], box[3] - box[1]) <= THIN]
    cut = strips(thin)
    for index, (left, top, right, bottom) in enumerate(thin):
        if index in cut:
            continue
        x, y = (left + right) / 2, (top + bottom) / 2
        if bottom - top <= THIN < right - left:
            level.append(_line(left, y, right, y))
        elif right - left <= THIN < bottom - top:
            upright.append(_line(x, top, x, bottom))
    return level, upright


def _without_shading(page: Page) -> Page:
    """The page without its filled boxes, if any of them has none right above or below: rows that
    are shaded to be told apart are no cells."""
    grounds = [box for box in page.rects if _is_ground(box)]
    if all_adjoin(grounds):
        return page
    return page.filter(lambda thing: thing["object_type"] != "rect" or not _is_ground(thing))


def _is_ground(box: Thing) -> bool:
    """Whether a box is filled, without a line around it, and is no line itself."""
    is_thin = min(box["width"], box["height"]) <= THIN
    return bool(box["fill"]) and not box["stroke"] and not is_thin


def all_adjoin(boxes: Sequence[Thing]) -> bool:
    """Whether each of the boxes has one right above or below it."""
    tops: dict[int, list[Thing]] = {}
    for box in boxes:
        tops.setdefault(_step(box["top"]), []).append(box)
    found: set[int] = set()
    for box in boxes:
        step = _step(box["bottom"])
        for other in (one for near in (step - 1, step, step + 1) for one in tops.get(near, ())):
            is_told = id(box) in found and id(other) in found
            if other is not box and not is_told and _is_right_under(box, other):
                found |= {id(box), id(other)}
    return len(found) == len(boxes)


def _step(height: float) -> int:
    return int(height // SNAP)


def _is_right_under(box: Thing, other: Thing) -> bool:
    """Whether a second box begins where the first ends."""
    is_over = min(box["x1"], other["x1"]) - max(box["x0"], other["x0"]) > SNAP
    return bool(is_over and abs(other["top"] - box["bottom"]) <= SNAP)


def _without_stamp(table: Table) -> Table:
    """The table on its page without the characters in it that are a watermark's."""
    sizes = [char["size"] for char in table.page.chars if _is_within(char, table.bbox)]
    if not sizes or max(sizes) <= (most := STAMP * median(sizes)):
        return table
    kept = table.page.filter(lambda thing: thing["object_type"] != "char" or thing["size"] <= most)
    return Table(kept, table.cells)


def _is_within(char: Thing, box: Box) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _open_sides(edges: Sequence[Thing]) -> list[dict[str, Any]]:
    """The lines that a table without any at its sides would have there: between level lines that
    end at one place, beside an upright one that goes from one to the other."""
    level = [edge for edge in edges if edge["orientation"] == "h"]
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    lines = []
    for side, outermost in (("x0", min), ("x1", max)) if level else ():
        x = outermost(edge[side] for edge in level)
        ends = sorted({round(edge["top"], 1) for edge in level if abs(edge[side] - x) <= SNAP})
        for top, bottom in pairwise(ends):
            if any(e["top"] <= top + SNAP and e["bottom"] >= bottom - SNAP for e in upright):
                lines.append(_line(x, top, x, bottom))
    return lines


def _open_ends(edges: Sequence[Thing]) -> list[dict[str, Any]]:
    """The lines that a page break left out above the first row of a page and below the last: where
    the lines between all columns begin or end."""
    level = [edge for edge in edges if edge["orientation"] == "h"]
    upright = [e for e in edges if e["orientation"] == "v" and e["bottom"] - e["top"] > SNAP]
    lines = []
    for end, outermost in (("top", min), ("bottom", max)) if upright else ():
        y = outermost(edge[end] for edge in upright)
        across = [edge for edge in upright if abs(edge[end] - y) <= SNAP]
        left, right = min(e["x0"] for e in across), max(e["x1"] for e in across)
        ruled = sum(e["x1"] - e["x0"] for e in level if abs(e["top"] - y) <= SNAP)
        columns = {round(edge["x0"] / SNAP) for edge in across}
        if len(columns) > LEAST_COLUMNS and ruled < OPEN * (right - left):
            lines.append(_line(left, y, right, y))
    return lines


def _line(x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    size = {"width": x1 - x0, "height": bottom - top}
    return {"object_type": "line", "x0": x0, "x1": x1, "top": top, "bottom": bottom, **size}
