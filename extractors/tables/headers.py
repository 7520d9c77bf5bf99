"""Column labels: what a line of them names, and whether they stand in the form's order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from extractors.document import Grid, GridCell
from extractors.tables.label_order import may_follow_form
from extractors.tables.lines import Line
from extractors.words import labels
from extractors.words.labels import Match
from extractors.words.short_labels import short_columns
from forms.loader import tables_of

TABLES = ("requests", "proactive_disclosure")
FEW = 3


@dataclass(frozen=True)
class Header:
    """The column labels in force: for each column key its header cell. `follows_form` is whether
    every line of labels, those that span others included, goes from left to right as in the form:
    then the columns do, wherever wrong spans have put the labels. `lines` are those lines: for each
    label its cell and its place among the form's columns, None where nobody knows it. `named` are
    all labels that name a column, with its key: the same may be named twice."""

    table: str
    cells: Mapping[str, GridCell]
    grid: Grid | None
    follows_form: bool
    lines: tuple[tuple[tuple[GridCell, int | None], ...], ...] = ()
    named: tuple[tuple[str, GridCell], ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.cells)

    @property
    def repeats(self) -> bool:
        """Whether a column is named more than once."""
        return len(self.named) > len(self.cells)

    def ranks_of(self, keys: Iterable[str]) -> Mapping[str, int]:
        """The places of columns in their table."""
        return {key: _ranks(self.table)[key] for key in keys}

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The printed labels by key."""
        return {key: cell.text for key, cell in self.cells.items()}

    @cached_property
    def row(self) -> int | None:
        """The lowest line of labels in the header's own grid; others may stand on the page before.
        None where none stands in it."""
        own = self.grid.place.table if self.grid is not None else None
        rows = [label.row for label in self.cells.values() if label.place.table == own]
        return max(rows, default=None)

    def above(self, cell: GridCell) -> GridCell | None:
        """The label over a cell of the header's own grid, on the lowest line of labels."""
        if self.grid is None or (row := self.row) is None or row >= cell.row:
            return None
        return self.grid.at(row, cell.column)

    def may_name(self, label: GridCell | None, keys: Sequence[str]) -> bool:
        """Whether a label may be that of one of some columns: it is none, or furniture, or means
        one of them."""
        if label is None or labels.furniture().match(label.text) is not None:
            return True
        match = labels.columns().match(label.text, self.table)
        return not label.text.strip() or (match is not None and match.key in keys)

    def names_only(self, keys: Sequence[str]) -> bool:
        """Whether the labels are those of these columns and no others, known or unknown."""
        own = {id(self.cells[key]) for key in keys if key in self.cells}
        return all(id(cell) in own for line in self.lines for cell, _ in line)

    def spanned_order(self, keys: Sequence[str]) -> tuple[str, ...]:
        """The columns from left to right by a line of labels alone, one that spans others standing
        for those in their order; () where no line names them all. Without spans, or with wrong
        ones, the labels' places tell nothing."""
        leaves = {id(cell): key for key, cell in self.cells.items()}
        lines = [[cell for cell, _ in line] for line in self.lines]
        for line in lines:
            below = [cell for other in lines if other is not line for cell in other]
            order: list[str] = []
            for cell in line:
                spanned = _spanned(self.table).get(labels.folded(cell.text), frozenset())
                own = [cell] if id(cell) in leaves else below
                order += [
                    key
                    for leaf in own
                    if (key := leaves.get(id(leaf))) and (leaf is cell or key in spanned)
                ]
            if any(id(cell) in leaves for cell in line) and sorted(order) == sorted(keys):
                return tuple(order)
        return ()

    def contradicts(self, keys: Sequence[str], grid: Grid | None, column: int) -> bool:
        """Whether labels that nobody knows can't be those of the columns that no label names, were
        `keys` in the form's order. `column` is where the figures begin in their `grid`: what stands
        left of it is the corner of the table, unless known labels do."""
        ranks = [_ranks(self.table)[key] for key in keys if key not in self.cells]
        if not ranks:
            return False
        said = {rank for line in self.lines for _, rank in line}
        missing = [rank for rank in ranks if rank not in said]
        if not missing and self.follows_form:
            return False
        pages = {cell.place.page for line in self.lines for cell, _ in line}
        is_whole = grid is not None and pages <= (grid.pages or {None})
        if len(keys) <= FEW and len(missing) > 1 and None in said and is_whole:
            return True  # Of three columns two unknown ones leave the order open.
        known = [cell.column for cell in self.cells.values()]
        first = column if grid is self.grid and min(known) >= column else 0
        lines = [[rank for cell, rank in line if cell.column >= first] for line in self.lines]
        return not may_follow_form(lines, missing)


def read_header(line: Line) -> Header | None:
    """The column labels that a line without figures prints, None where it prints none."""
    if line.prints_figures or line.grid is None:
        return None
    found: dict[str, dict[str, tuple[float, GridCell]]] = {}
    named: list[tuple[str, str, GridCell]] = []
    for cell in line.cells:
        matches = (labels.columns().match(cell.text, table) for table in TABLES)
        match = next((m for m in matches if m is not None), None) or _short(cell, line)
        if match:
            own = found.setdefault(match.table, {})
            named.append((match.table, match.key, cell))
            if match.key not in own or own[match.key][0] < match.score:
                own[match.key] = match.score, cell
    pieces = _in_pieces(line)
    if len(pieces) > len(found.get(TABLES[0], ())):
        found = {TABLES[0]: pieces}
        named = [(TABLES[0], key, cell) for key, (_, cell) in pieces.items()]
    if not found:
        return None
    table, nearest = max(found.items(), key=lambda item: len(item[1]))
    cells = {key: cell for key, (_, cell) in nearest.items()}
    ranked = tuple(
        (cell, rank)
        for cell in line.cells
        if cell.text.strip() and not _is_furniture(cell.text, table)
        for rank in (_ranks_in(cell, table, line.grid) if not pieces else [_rank_of(cell, cells)])
    )
    ranks = [rank for _, rank in ranked if rank is not None]
    follows_form = all(left <= right for left, right in pairwise(ranks))
    own_named = tuple((key, cell) for of, key, cell in named if of == table)
    return Header(table, cells, line.grid, follows_form, (ranked,), own_named)


def _in_pieces(line: Line) -> dict[str, tuple[float, GridCell]]:
    """The columns of the table of requests that a line of pieces of their labels names, {} where
    they are too few to tell, or one is named twice."""
    named = [(labels.piece_of(cell.text, TABLES[0]), cell) for cell in line.cells]
    found = {key: (0.0, cell) for key, cell in named if key}
    is_told = len(found) > FEW and len(found) == sum(key is not None for key, _ in named)
    return found if is_told else {}


def carried_on(before: Header, header: Header) -> Header:
    """A header of several lines as one."""
    follows_form = before.follows_form and header.follows_form
    cells = {**before.cells, **header.cells}
    lines = (*before.lines, *header.lines)
    named = (*before.named, *header.named)
    return Header(header.table, cells, header.grid, follows_form, lines, named)


def _rank_of(cell: GridCell, named: Mapping[str, GridCell]) -> int | None:
    """The place of a label that is a piece of a column's."""
    keys = (key for key, own in named.items() if own is cell)
    return next((_ranks(TABLES[0])[key] for key in keys), None)


def _short(cell: GridCell, line: Line) -> Match | None:
    """The column that a short wording means beside the corner of its table: 信息内容 | 金额."""
    match = short_columns().get(labels.split_enumerator(cell.text)[1])
    if match is None:
        return None
    corners = (labels.furniture().match(other.text, match.table) for other in line.cells)
    return match if any(corner is not None and corner.is_whole for corner in corners) else None


def _is_furniture(text: str, table: str) -> bool:
    match = labels.furniture().match(text, table)
    return match is not None and match.is_whole and _rank(text, table) is None


def _rank(text: str, table: str) -> int | None:
    """The place of a label among the columns of its table; a spanning label has its first one's."""
    match = labels.columns().match(text, table)
    return _ranks(table).get(match.key if match else labels.folded(text))


def _ranks_in(cell: GridCell, table: str, grid: Grid) -> list[int | None]:
    """The places of the labels that a cell holds: one as a rule, several where they stand so close
    that they were read as one; None for a text that is none. Without ruled lines each of its words
    may be a label."""
    rank = _rank(cell.text, table)
    if rank is not None:
        return [rank]
    is_unruled = grid.place.box is None and cell.place.box is not None
    found: list[int | None] = []
    rest = labels.folded(cell.text)
    while rest:
        wording = next((w for w in _wordings(table) if rest.startswith(w)), "")
        if not wording:
            return [None] * (len(cell.text.split()) if is_unruled else 1)
        found.append(_rank(wording, table))
        rest = rest[len(wording) :]
    return found


@cache
def _wordings(table_id: str) -> tuple[str, ...]:
    """The wordings of all columns, over all forms, the longest first."""
    texts = {
        labels.folded(wording)
        for table in tables_of(table_id)
        for column in table.columns
        for wording in column.wordings
    }
    return tuple(sorted(texts, key=len, reverse=True))


@cache
def _spanned(table_id: str) -> Mapping[str, frozenset[str]]:
    """{spanning label: the columns that stand under it}, over all forms."""
    under: dict[str, set[str]] = {}
    for table in tables_of(table_id):
        for column in table.columns:
            for text in column.under:
                under.setdefault(labels.folded(text), set()).add(column.key)
    return {text: frozenset(keys) for text, keys in under.items()}


@cache
def _ranks(table_id: str) -> Mapping[str, int]:
    """{column key or spanning label: place}, over all forms."""
    ranks: dict[str, int] = {}
    for table in tables_of(table_id):
        for column in table.columns:
            rank = ranks.setdefault(column.key, len(ranks))
            for text in column.under:
                ranks.setdefault(labels.folded(text), rank)
    return ranks
