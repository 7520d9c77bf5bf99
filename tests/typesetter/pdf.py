"""Sets a sheet as a PDF, drawn line by line: ruled tables that run over pages, numbered pages."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.typesetter.board import Board, Box, Span
from tests.typesetter.sheet import Line, Sheet
from tests.typesetter.styles import HouseStyle

FONT = "STSong-Light"
PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN, FOOT = 56.0, 60.0
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
LEADING = 1.35
PAD = 2.0
BODY_SIZE, TITLE_SIZE = 12.0, 18.0
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def set_pdf(sheet: Sheet, style: HouseStyle) -> bytes:
    file = io.BytesIO()
    press = _Press(Canvas(file, pagesize=A4, invariant=1), style)
    for block in sheet.blocks:
        if isinstance(block, Line):
            press.paragraph(block)
        else:
            press.table(block)
    press.close()
    return file.getvalue()


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Lines no wider than `width`, broken between any two characters but not inside a figure."""
    lines: list[str] = []
    for line in text.split("\n"):
        current = ""
        for piece in _pieces(line):
            if current and pdfmetrics.stringWidth(current + piece, FONT, size) > width:
                lines.append(current)
                current = ""
            current += piece
        lines.append(current)
    return lines


def _pieces(line: str) -> list[str]:
    pieces: list[str] = []
    for char in line:
        if pieces and _is_figure(char) and _is_figure(pieces[-1][-1]):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _fitting_size(text: str, room: float, size: float) -> float:
    """The type size, smaller where a figure would not fit into its cell."""
    pieces = [piece for line in text.split("\n") for piece in _pieces(line)]
    widest = max((pdfmetrics.stringWidth(piece, FONT, size) for piece in pieces), default=0.0)
    return size * min(1.0, room / widest) if widest else size


def _is_figure(char: str) -> bool:
    return char.isdigit() or char in ".,．，"


@dataclass
class _Press:
    canvas: Canvas
    style: HouseStyle
    y: float = PAGE_HEIGHT - MARGIN
    page: int = 1
    _widths: dict[int, list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._open()

    def close(self) -> None:
        self._number()
        self.canvas.save()

    def turn(self) -> None:
        self._number()
        self.canvas.showPage()
        self.page += 1
        self.y = PAGE_HEIGHT - MARGIN
        self._open()

    def _open(self) -> None:
        """What a page has on it before its text."""
        draw, paper = self.canvas, self.style.paper
        if paper == "sideways":
            draw.setPageSize((PAGE_HEIGHT, PAGE_WIDTH))
            draw.transform(0, -1, 1, 0, 0, PAGE_WIDTH)
        elif paper == "white_text":
            self._mark("77 内部 77", 1.0, 9, 0)
        elif paper == "watermark":
            self._mark("样稿 2018", 0.88, 60, 30)
        elif paper == "seal":
            draw.setStrokeColorRGB(1, 0, 0)
            draw.circle(PAGE_WIDTH * 0.7, PAGE_HEIGHT * 0.3, 60)
            draw.setStrokeGray(0)

    def _mark(self, text: str, grey: float, size: float, angle: float) -> None:
        """Text that no reader is to take for the report's."""
        draw = self.canvas
        for height in range(150, int(PAGE_HEIGHT), 130):
            draw.saveState()
            draw.setFillGray(grey)
            draw.setFont(FONT, size)
            draw.translate(PAGE_WIDTH * 0.6, height)
            draw.rotate(angle)
            draw.drawCentredString(0, 0, text)
            draw.restoreState()

    def _number(self) -> None:
        self.canvas.setFont(FONT, 10)
        self.canvas.drawCentredString(PAGE_WIDTH / 2, 30, f"- {self.page} -")

    def paragraph(self, line: Line) -> None:
        size = TITLE_SIZE if line.role == "title" else BODY_SIZE
        indent = "" if line.role in ("title", "caption", "byline") else "　　"
        for text in wrapped(indent + line.text, TEXT_WIDTH, size):
            if self.y - size * LEADING < FOOT:
                self.turn()
            self.canvas.setFont(FONT, size)
            self.y -= size * LEADING
            if line.role in ("title", "caption"):
                self.canvas.drawCentredString(PAGE_WIDTH / 2, self.y, text)
            else:
                self.canvas.drawString(MARGIN, self.y, text)
        self.y -= 6

    def table(self, table: Board) -> None:
        """Row by row; a page that is full ends the table and the next one goes on with it."""
        widths = _column_widths(table)
        heights = _row_heights(table, widths, self.style.type_size)
        start = 0
        repeated: list[int] = []
        while start < len(table.rows):
            rows = [*repeated, *self._fitting(table, heights, start, repeated)]
            self._piece(table, rows, widths, heights)
            start = rows[-1] + 1
            if start < len(table.rows):
                self.turn()
                repeated = list(range(table.header)) if self.style.repeat_header else []
        self.y -= 12

    def _fitting(
        self, table: Board, heights: Sequence[float], start: int, repeated: Sequence[int]
    ) -> list[int]:
        """The rows from `start` on that the page still takes: always one, header rows together."""
        least = start + (table.header + 1 if start == 0 else 1)
        if self.y - sum(heights[start:least]) < FOOT and self.y < PAGE_HEIGHT - MARGIN:
            self.turn()
        room = self.y - FOOT - sum(heights[r] for r in repeated)
        rows: list[int] = []
        for row in range(start, len(table.rows)):
            room -= heights[row]
            if rows and (room < 0 or row in table.page_breaks):
                break
            rows.append(row)
        return rows

    def _piece(
        self, table: Board, rows: list[int], widths: list[float], heights: list[float]
    ) -> None:
        piece = Board(tuple(table.rows[r] for r in rows))
        lefts = [MARGIN + sum(widths[:c]) for c in range(len(widths) + 1)]
        tops = [self.y - sum(heights[r] for r in rows[:n]) for n in range(len(rows) + 1)]
        for span in piece.spans():
            left, right = lefts[span.column], lefts[span.column + span.width]
            top, bottom = tops[span.row], tops[span.row + span.height]
            self._frame(left, bottom, right, top)
            is_new = rows[span.row] in repeated_or_first(table, span.box)
            self._text(span.box if is_new else replace(span.box, text=""), left, bottom, right, top)
        if self.style.rules == "frame":
            self.canvas.rect(lefts[0], tops[-1], lefts[-1] - lefts[0], tops[0] - tops[-1])
        self.y = tops[-1]

    def _frame(self, left: float, bottom: float, right: float, top: float) -> None:
        draw, rules = self.canvas, self.style.rules
        across = [(left, bottom, right, bottom), (left, top, right, top)]
        down = [(left, bottom, left, top), (right, bottom, right, top)]
        if rules == "boxes":
            draw.rect(left, bottom, right - left, top - bottom, stroke=1, fill=0)
        elif rules == "filled":
            for y in (bottom, top):
                draw.rect(left - 0.25, y - 0.25, right - left + 0.5, 0.5, stroke=0, fill=1)
            for x in (left, right):
                draw.rect(x - 0.25, bottom - 0.25, 0.5, top - bottom + 0.5, stroke=0, fill=1)
        elif rules != "frame":
            draw.lines({"rows": across, "columns": down, "none": []}.get(rules, across + down))

    def _text(self, box: Box, left: float, bottom: float, right: float, top: float) -> None:
        room = right - left - 2 * PAD
        size = _fitting_size(box.text, room, self.style.type_size)
        lines = wrapped(box.text, room, size)
        y = (top + bottom) / 2 + (len(lines) * size * LEADING) / 2
        self.canvas.setFont(FONT, size)
        for line in lines:
            y -= size * LEADING
            self.canvas.drawCentredString((left + right) / 2, y + size * 0.3, line)


def repeated_or_first(table: Board, box: Box) -> set[int]:
    """The rows at which a box's text is set: its first one."""
    for r, row in enumerate(table.rows):
        if any(other is box for other in row):
            return {r}
    return set()


def _column_widths(table: Board) -> list[float]:
    """Label columns take more room than columns of figures."""
    weights = [1.0] * table.width
    if table.width >= 9 and table.width < 15:
        weights[:3] = [1.0, 1.6, 2.6]
    total = sum(weights)
    return [TEXT_WIDTH * weight / total for weight in weights]


def _row_heights(table: Board, widths: list[float], size: float) -> list[float]:
    heights = [size * LEADING + 2 * PAD] * len(table.rows)
    for span in sorted(table.spans(), key=lambda span: span.height):
        needed = _height(span, widths, size)
        missing = needed - sum(heights[span.row : span.row + span.height])
        if missing > 0:
            for row in range(span.row, span.row + span.height):
                heights[row] += missing / span.height
    return heights


def _height(span: Span, widths: list[float], size: float) -> float:
    width = sum(widths[span.column : span.column + span.width]) - 2 * PAD
    return len(wrapped(span.box.text, width, size)) * size * LEADING + 2 * PAD
