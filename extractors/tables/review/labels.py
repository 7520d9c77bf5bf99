"""The labels of table 4: which groups and results a line names, and in which order the results of
each group stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from extractors.document import GridCell
from extractors.tables.cut_rows import MISFIT
from extractors.tables.label_order import completed
from extractors.tables.lines import Line
from extractors.words import labels
from forms.loader import load_forms
from forms.model import Label

TABLE = "review"
FIRST_GROUP = "reconsideration"
Labelled = tuple[str, GridCell]


def orders_of(lines: Sequence[Sequence[Labelled]], groups: int) -> list[tuple[str, ...]] | None:
    """The results of each group from left to right, by lines of labels ("" for an unknown one):
    where one is unknown it is the one left over, where one is another's copy that which the other
    groups have in its place. None where the labels contradict the form's order
    and leave more than that open; the form's order where they are too few to tell."""
    order = result_keys()
    shown = _on_one_line(lines)
    found = _named(shown, groups * len(order))
    if not found:
        return [order] * groups if _may_follow_form(shown, groups) else None
    named = [_pieced(part, order) for part in _parts(found)]
    orders = [completed(names, order) for names in named]
    shared = {keys for keys in orders if keys is not None}
    if len(shared) == 1:
        [own] = shared
        orders = [keys or _of_copy(names, own) for keys, names in zip(orders, named, strict=True)]
    known = [keys for keys in orders if keys is not None]
    return known if len(known) == len(orders) else None


def doubled_in(lines: Sequence[Sequence[Labelled]], groups: int, number: int) -> list[str]:
    """The labels of one of the groups as they are printed, left to right, where they name a result
    twice; [] where they don't."""
    found = _named(_on_one_line(lines), groups * len(result_keys()))
    part = _parts(found)[number] if found else []
    named = [key for key, _ in part if key]
    return [cell.text for _, cell in part] if len(set(named)) < len(named) else []


def _of_copy(names: Sequence[str], own: tuple[str, ...]) -> tuple[str, ...] | None:
    """The order of the other groups for one whose labels are the same but for one that was copied
    over another's; None where more differ."""
    wrong = [name for name, key in zip(names, own, strict=True) if name != key]
    return own if all(names) and len(wrong) == 1 else None


def _parts(found: Sequence[Labelled]) -> list[Sequence[Labelled]]:
    """The labels of each group."""
    width = len(result_keys())
    return [found[start : start + width] for start in range(0, len(found), width)]


def _pieced(part: Sequence[Labelled], order: Sequence[str]) -> list[str]:
    """What the labels of a group name; one that a page break left but a piece of is the form's own
    where it is a piece of that."""
    wordings = {column.key: labels.folded(column.label) for column in _results()}
    named = []
    for (key, cell), own in zip(part, order, strict=True):
        text = labels.folded(cell.text)
        is_piece = wordings[own].startswith(text) or wordings[own].endswith(text)
        named.append(key or (own if is_piece else ""))
    return named


def _named(lines: Sequence[Sequence[Labelled]], count: int) -> list[Labelled]:
    """What is known of each of `count` columns of results: those of all lines of labels, or of each
    column together; [] where there are more or fewer."""
    every = [label for line in lines for label in line]
    if len(every) == count:
        return every
    columns: dict[int, list[Labelled]] = {}
    for key, cell in every:
        columns.setdefault(cell.column, []).append((key, cell))
    if len(columns) != count:
        return []
    return [(_meant(columns[n]), columns[n][-1][1]) for n in sorted(columns)]


def _meant(column: Sequence[Labelled]) -> str:
    """The result that the labels of one column mean: a page break may have cut one in two, and
    where spans are lost it is repeated; otherwise the lowest counts."""
    whole = labels.columns().match("".join(cell.text for _, cell in column), TABLE)
    if whole is not None and whole.is_whole:
        return whole.key
    keys = {key for key, _ in column if key}
    return keys.pop() if len(keys) == 1 else column[-1][0]


def _on_one_line(lines: Sequence[Sequence[Labelled]]) -> Sequence[Sequence[Labelled]]:
    """The lines of labels. On a page all stand on one, since a column's label may be set higher
    or lower than its neighbour's; those that stand below one another are one."""
    every = [label for line in lines for label in line]
    lefts = [cell.place.box[0] for _, cell in every if cell.place.box is not None]
    if len(lefts) < len(every):
        return lines
    columns: list[tuple[float, list[Labelled]]] = []
    for left, label in sorted(zip(lefts, every, strict=True), key=_left_edge):
        if columns and left - columns[-1][0] <= MISFIT:
            columns[-1][1].append(label)
        else:
            columns.append((left, [label]))
    own = [sorted(column, key=_height) for _, column in columns]
    return [[(_meant(column), column[-1][1]) for column in own]]


def _may_follow_form(lines: Sequence[Sequence[Labelled]], groups: int) -> bool:
    """Whether the known labels of each line go through the form's order once for each group."""
    ranks = {key: rank for rank, key in enumerate(result_keys())}
    for line in lines:
        known = [ranks[key] for key, _ in line if key]
        if sum(left >= right for left, right in pairwise(known)) >= max(groups, 1):
            return False
    return True


def _left_edge(label: tuple[float, Labelled]) -> float:
    return label[0]


def _height(label: Labelled) -> tuple[int, float]:
    """Where a label stands: its page and its upper edge."""
    place = label[1].place
    return place.page or 0, place.box[1] if place.box is not None else 0.0


@dataclass(frozen=True)
class _Named:
    """What a text names of table 4, each "" for none: a group or a result by its label, a group by
    its short name."""

    group: str
    result: str
    short: str


@lru_cache(maxsize=8192)
def _named_by(text: str) -> _Named | None:
    """What a text names, None for nothing. One that is nearer to the name of several (复议诉讼) is
    no label."""
    if not text.strip():
        return None
    other = labels.furniture().match(text, TABLE)
    group, result = (
        match.key if match and (other is None or other.score <= match.score) else ""
        for match in (labels.rows().match(text, TABLE), labels.columns().match(text, TABLE))
    )
    named = _Named(group, result, short_groups().get(labels.folded(text), ""))
    return named if named != _Named("", "", "") else None


def labels_of(line: Line) -> tuple[list[Labelled], list[Labelled]]:
    """The groups and the results that a line names, each with its cell. A short name is a group
    only where it is all of a cell: without ruled lines a narrow column leaves 复议 of 复议后起诉 on
    a line of its own."""
    named = [(text, cell) for cell in line.cells if (text := _named_by(cell.text)) is not None]
    if not named:
        return [], []
    found = dict.fromkeys((text.group, cell) for text, cell in named if text.group)
    own = {id(cell) for _, cell in found}
    short = [(text.short, cell) for text, cell in named if text.short and id(cell) not in own]
    if short and _are_whole(line):
        found.update(dict.fromkeys(short))
    groups = once(sorted(found, key=lambda label: label[1].column))
    return groups, [(text.result, cell) for text, cell in named if text.result]


def _are_whole(line: Line) -> bool:
    """Whether the cells of a line are whole: those of a page without ruled lines may be pieces."""
    if line.grid is None or line.grid.place.box is not None:
        return True
    return all(cell.place.box is None for cell in line.cells)


@cache
def short_groups() -> Mapping[str, str]:
    """{short name of a group: its key}, over all forms."""
    tables = [table for form in load_forms() if (table := form.table(TABLE))]
    return {
        labels.folded(name): row.key for table in tables for row in table.rows for name in row.short
    }


def once(found: list[Labelled]) -> list[Labelled]:
    """Each label once: a span that was flattened repeats its text in every column."""
    return list({key: (key, cell) for key, cell in reversed(found)}.values())[::-1]


def in_order(line: Line, groups: Sequence[Labelled]) -> list[Labelled]:
    """The labels of a line that may be those of results, "" for one that nobody knows."""
    own = {id(cell) for _, cell in groups}
    found = []
    for cell in line.cells:
        if not cell.text.strip() or id(cell) in own or labels.rows().match(cell.text, TABLE):
            continue
        key = key_of(cell)
        if key or labels.furniture().match(cell.text) is None:
            found.append((key, cell))
    return found


def key_of(cell: GridCell) -> str:
    """The result that a cell names, whole or by a piece of its label; "" where none."""
    match = labels.columns().match(cell.text, TABLE)
    return match.key if match else labels.piece_of(cell.text, TABLE) or ""


def is_litigation_first(line: Line) -> bool:
    """Whether a line of labels begins with litigation and has reconsideration behind it."""
    parents = labels.review_parents()
    firsts = [i for i, cell in enumerate(line.cells) if labels.folded(cell.text) in parents]
    keys = [labels.rows().match(cell.text, TABLE) for cell in line.cells]
    own = [i for i, match in enumerate(keys) if match is not None and match.key == FIRST_GROUP]
    return bool(firsts and own and firsts[0] < own[0])


@cache
def result_keys() -> tuple[str, ...]:
    """The five results in the form's order."""
    return tuple(column.key for column in _results())


def _results() -> tuple[Label, ...]:
    table = load_forms()[-1].table(TABLE)
    return table.columns if table else ()
