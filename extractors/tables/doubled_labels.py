"""Headers that name a column twice and leave another of the form's without a label: one applicant's
label was copied over another's. Which copy is the slip, the form's order alone can tell."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from extractors.document import GridCell
from extractors.tables.headers import Header

# Of fewer labels in their places than these no order can be told.
LEAST_IN_PLACE = 2


def settled(header: Header | None, keys: Sequence[str]) -> tuple[Header | None, str]:
    """(the header as it names the columns `keys`, why it leaves them in doubt). Where all its
    labels but one of two copies stand as in the form, that one stands for the column in whose place
    it is; otherwise nobody knows which copy is whose. A span that was flattened repeats its label,
    too, over more columns than the form has."""
    if header is None or not header.repeats or all(key in header.cells for key in keys):
        return header, ""
    doubled = [key for key in keys if _stands_twice(header, key)]
    if not doubled:
        return header, ""
    named = {id(cell): key for key, cell in header.named}
    leaves = _leaves(header, named, len(keys))
    wrong = [n for n, cell in enumerate(leaves) if named.get(id(cell)) not in keys[n : n + 1]]
    if len(leaves) == len(keys) > LEAST_IN_PLACE and len(wrong) == 1:
        return _in_forms_order(header, dict(zip(keys, leaves, strict=True))), ""
    if len(leaves) > len(keys) and _are_flattened(leaves):
        return header, ""
    texts = " and ".join(repr(header.cells[key].text) for key in doubled)
    left = ", ".join(key for key in keys if key not in header.cells)
    return header, f"its column labels name {texts} twice, and {left} not at all"


def _stands_twice(header: Header, key: str) -> bool:
    """Whether two labels of one table that stand beside one another name a column."""
    own = [cell for named, cell in header.named if named == key]
    return any(
        (a.place.page, a.place.table) == (b.place.page, b.place.table) and not _share_column(a, b)
        for a, b in combinations(own, 2)
    )


def _in_forms_order(header: Header, cells: Mapping[str, GridCell]) -> Header:
    """The header with these labels, which stand in the form's order."""
    places = header.ranks_of(cells)
    ranks = {id(cell): places[key] for key, cell in cells.items()}
    lines = tuple(
        tuple((cell, ranks.get(id(cell), rank)) for cell, rank in line) for line in header.lines
    )
    known = ([rank for _, rank in line if rank is not None] for line in lines)
    follows_form = all(a <= b for line in known for a, b in pairwise(line))
    return replace(header, cells={**header.cells, **cells}, follows_form=follows_form, lines=lines)


def _leaves(header: Header, named: Mapping[int, str], count: int) -> list[GridCell]:
    """The lowest label of each column, left to right. Unknown ones before the known belong to the
    corner where they are more than the `count` of columns."""
    found: list[GridCell] = []
    for line in reversed(header.lines):
        lower = tuple(found)
        found += [cell for cell, _ in line if not any(_share_column(cell, o) for o in lower)]
    found.sort(key=_left)
    while len(found) > count and id(found[0]) not in named:
        found.pop(0)
    return found


def _share_column(cell: GridCell, other: GridCell) -> bool:
    """Whether two cells stand above one another, at least in part."""
    (left, right), (start, end) = _extent(cell), _extent(other)
    return left < end and start < right


def _extent(cell: GridCell) -> tuple[float, float]:
    """From where to where a cell reaches: on its page, otherwise in its grid."""
    if cell.place.box is not None:
        return cell.place.box[0], cell.place.box[2]
    return float(cell.column), float(cell.end_column)


def _left(cell: GridCell) -> float:
    return _extent(cell)[0]


def _are_flattened(leaves: Sequence[GridCell]) -> bool:
    """Whether each label that stands twice stands beside itself."""
    texts = [cell.text for cell in leaves]
    kept = texts[:1] + [text for before, text in pairwise(texts) if text != before]
    return len(kept) < len(texts) and len(set(kept)) == len(kept)
