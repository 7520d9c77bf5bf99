"""PDF with a text layer: ruled tables as grids, the rest as lines and paragraphs."""

from collections.abc import Iterator, Sequence

from extractors.document import Block, Document, Grid, Note, Paragraph, UnreadableError
from extractors.layout.boxes import around
from extractors.layout.text_lines import TextLine, blocks_of
from extractors.pdf import two_up
from extractors.pdf.lattice import padding_of
from extractors.pdf.page_numbers import free_lines
from extractors.pdf.page_seams import stitched
from extractors.pdf.pages import Page, read_pages
from extractors.pdf.ruled_pages import RuledPage
from extractors.pdf.running import key_of, running_lines
from extractors.pdf.set_lines import SetLine
from extractors.pdf.side_text import main_first
from extractors.pdf.struck import with_struck

# In points: 6 cm. No seal is larger, and nobody reads a table that is as small.
SEAL = 170.0


def read_pdf(data: bytes) -> Document:
    """Raises UnreadableError for broken, protected and picture-only files."""
    pages = read_pages(data)
    if not any(page.glyphs for page in pages):
        raise UnreadableError("picture", "the PDF holds only pictures (a scan); it needs OCR")
    is_two_up = two_up.is_two_up(pages)
    shown = [with_struck(page) for page in (two_up.halves_in_order(pages) if is_two_up else pages)]
    ruled = stitched([RuledPage.of(page) for page in shown])
    padding = padding_of(cell for page in ruled for table in page.tables for cell in table.cells)
    free_of = free_lines([(page.page, page.free) for page in ruled])
    outside = [_lines(page.page, own) for page, own in zip(ruled, free_of, strict=True)]
    running = running_lines(outside)
    heads = dict.fromkeys(
        text
        for lines in outside
        for line in lines
        if key_of(line) in running
        for text, _ in line.pieces
    )
    blocks: list[Block] = []
    lines: list[TextLine] = []
    tables = 0
    for page, own in zip(ruled, outside, strict=True):
        free = [line for line in own if key_of(line) not in running]
        top = page.tables[0].lattice.ys[0] if page.tables else page.page.height
        above = [line for line in free if line.top < top]
        free = [*main_first(above, page.page.width), *free[len(above) :]]
        for table in page.tables:
            above = [line for line in free if line.top < table.lattice.ys[0]]
            free = free[len(above) :]
            lines += above
            blocks += blocks_of(lines, tables)
            lines = []
            tables = 1 + max(
                (b.place.table or 0 for b in blocks if isinstance(b, Grid)), default=-1
            )
            blocks.append(table.grid(padding, tables))
            tables += 1
        lines += free
    blocks += blocks_of(lines, tables)
    blocks = two_up.on_sheets(blocks, pages) if is_two_up else blocks
    return Document(
        "pdf",
        tuple(_opened(blocks)),
        hints=tuple(("title", text) for text in heads),
        notes=tuple(_notes(pages, shown)),
    )


def _notes(pages: Sequence[Page], shown: Sequence[Page]) -> Iterator[Note]:
    """What was not read: pages that are pictures, and text that nobody sees or that is struck."""
    empty = [str(page.number) for page in pages if not page.glyphs and _is_pictured(page)]
    if empty:
        text = f"pages {', '.join(empty)} are pictures and were not read"
        yield Note("picture", "error", text)
    by_machine = [str(page.number) for page in pages if page.glyphs and page.is_by_machine]
    if by_machine:
        text = f"pages {', '.join(by_machine)} are pictures: what is read there is what a machine "
        yield Note("ocr", "error", text + "made of them; compare it with the pictures")
    cut = [str(page.number) for page in pages if page.is_cut]
    if cut:
        text = (
            f"the right edge of pages {', '.join(cut)} cuts a table: its last columns are cut off"
        )
        yield Note("cut_off", "error", text + " or missing; ask for another copy")
    unread = sum(page.unread for page in pages)
    if unread:
        text = f"{unread} form fields or text boxes laid over a page could not be read"
        yield Note("annotation", "error", text)
    unseen = sum(page.unseen for page in pages)
    if unseen:
        text = f"{unseen} characters of a watermark, or light on white, were left out"
        yield Note("hidden_text", "warning", text)
    doubted = sum(page.doubted for page in pages)
    if doubted:
        text = f"{doubted} characters of figures are covered, cut off or crossed out"
        yield Note("hidden_text", "warning", text)
    struck = sum(glyph.is_struck for page in shown for glyph in page.glyphs)
    if struck:
        yield Note("struck_text", "warning", f"{struck} characters are struck out")


def _is_pictured(page: Page) -> bool:
    """Whether a page shows more of a picture than a seal, whatever pieces it is cut into."""
    if not page.pictures:
        return False
    left, top, right, bottom = around(page.pictures)
    return max(right - left, bottom - top) > SEAL


def _lines(page: Page, lines: Sequence[SetLine]) -> list[TextLine]:
    """Lines of the page with their place, and its level ruled lines."""
    rules = tuple((rule.start, rule.at, rule.end, rule.at) for rule in page.horizontal)
    return [line.on_page(page.number, rules) for line in lines]


def _opened(blocks: Sequence[Block]) -> list[Block]:
    """A framed page is no table: a grid with a cell of running text becomes paragraphs."""
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid) and any(len(cell.text) > 400 for cell in block.cells):
            result += [Paragraph(cell.text.replace("\n", ""), cell.place) for cell in block.cells]
        else:
            result.append(block)
    return result
