"""The one Document model that every medium is read into: blocks in order, each with its place."""

from dataclasses import dataclass, field
from functools import cached_property

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Place:
    """Where something stands in its source.

    `page` counts from 1; `box` is (left, top, right, bottom) in PDF points from the page's top
    left; `path` is an element path (HTML, DOCX) or a line ("line 12"); `table`, `row` and `column`
    count from 0 within the document and the expanded grid.
    """

    page: int | None = None
    box: Box | None = None
    path: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True)
class Paragraph:
    """A run of text without a break, white space folded; whether all of it is a link's, but for
    the link's date."""

    text: str
    place: Place
    is_link: bool = False


@dataclass(frozen=True)
class GridCell:
    """One cell of a table: its text and the rectangle of grid positions that it covers."""

    text: str
    row: int
    column: int
    row_span: int
    column_span: int
    place: Place

    @property
    def end_column(self) -> int:
        return self.column + self.column_span


@dataclass(frozen=True)
class Grid:
    """A table with its spans expanded: `cells` in reading order, none overlapping another."""

    height: int
    width: int
    cells: tuple[GridCell, ...]
    place: Place

    @cached_property
    def _matrix(self) -> list[list[GridCell | None]]:
        matrix: list[list[GridCell | None]] = [[None] * self.width for _ in range(self.height)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.end_column):
                    matrix[row][column] = cell
        return matrix

    @cached_property
    def _rows(self) -> list[tuple[GridCell, ...]]:
        return [
            tuple({id(cell): cell for cell in row if cell is not None}.values())
            for row in self._matrix
        ]

    @cached_property
    def pages(self) -> frozenset[int]:
        """The pages on which its cells stand, none where its medium has no pages."""
        return frozenset(cell.place.page for cell in self.cells if cell.place.page is not None)

    @cached_property
    def usual_width(self) -> int:
        """The column at which most rows end."""
        ends = [row[-1].end_column if row else 0 for row in self._rows]
        return max(set(ends), key=lambda end: (ends.count(end), end), default=0)

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a position, None where the table has a hole or ends."""
        return self._matrix[row][column] if row < self.height and column < self.width else None

    def row(self, row: int) -> tuple[GridCell, ...]:
        """The cells that cover a row, left to right, those reaching in from above included."""
        return self._rows[row]


Block = Paragraph | Grid


@dataclass(frozen=True)
class Note:
    """Something the reader of a medium must tell: a check name, a severity and a message."""

    check: str
    severity: str
    message: str


@dataclass(frozen=True)
class Document:
    """What a file holds, whatever its medium. `hints` are titles and metadata outside the text
    (such as HTML's <title> and <meta>), as (name, text) pairs."""

    media: str
    blocks: tuple[Block, ...]
    charset: str | None = None
    hints: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = field(default=())

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Grid))


class UnreadableError(Exception):
    """The bytes can't be read as a document. The message says why and what to do; `check` names
    the problem."""

    def __init__(self, check: str, message: str) -> None:
        super().__init__(message)
        self.check = check
