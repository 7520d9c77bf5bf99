"""What a reader sees on a PDF page: one small ruled table, its figures set in some way."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.colors import CMYKColorSep, white
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractors.layout.beside import Beside, labels_beside
from extractors.media import read_document
from extractors.report import read_report
from normalizers.judge import judge

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
ROWS = (
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("行政规范性文件", "12", "3", "45"),
)
LEFT, TOP, WIDTH, HEIGHT = 60, 700, 110, 24
READ = {"normative_issued": 12, "normative_repealed": 3, "normative_in_force": 45}
Setting = Callable[[Canvas, float, float, str], None]


def plainly(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.drawString(x, y, text)


def page(setting: Setting = plainly, ground: Callable[[Canvas], None] | None = None) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.setFont("STSong-Light", 10)
    canvas.drawString(LEFT, TOP + 60, "某县民政局2023年政府信息公开工作年度报告")
    if ground:
        ground(canvas)
    for r, texts in enumerate(ROWS):
        for c, text in enumerate(texts):
            x, y = LEFT + c * WIDTH, TOP - r * HEIGHT
            canvas.rect(x, y, WIDTH, HEIGHT)
            (setting if text.isdigit() else plainly)(canvas, x + 8, y + 8, text)
    canvas.save()
    return file.getvalue()


def italic(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.saveState()
    canvas.transform(1, 0, 0.21, 1, x, y)
    canvas.drawString(0, 0, text)
    canvas.restoreState()


def in_spot_colour(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.saveState()
    canvas.setFillColor(CMYKColorSep(0, 0, 0, 1, spotName="Black"))
    canvas.drawString(x, y, text)
    canvas.restoreState()


def in_white(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.saveState()
    canvas.setFillColor(white)
    canvas.drawString(x, y, text)
    canvas.restoreState()


def underlined(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.drawString(x, y, text)
    canvas.line(x, y - 1, x + 5 * len(text), y - 1)


def rounded(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFillColorRGB(0.1, 0.2, 0.6)
    canvas.roundRect(LEFT, TOP - HEIGHT, 4 * WIDTH, HEIGHT, 6, stroke=0, fill=1)
    canvas.restoreState()


def shaded(canvas: Canvas) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(LEFT, TOP - HEIGHT, 4 * WIDTH, HEIGHT)
    canvas.clipPath(path, stroke=0)
    canvas.linearGradient(LEFT, TOP, LEFT + 4 * WIDTH, TOP, ((0, 0, 0.4), (0, 0.4, 0)))
    canvas.restoreState()


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("setting", [plainly, italic, in_spot_colour, underlined])
def test_figures_in_any_type_are_read_by_both_readers(setting: Setting, again: bool) -> None:
    cells = read_report(read_document(page(setting), again)).cells
    assert {cell.column: cell.figure.value for cell in cells} == READ


@pytest.mark.parametrize("ground", [rounded, shaded])
def test_white_figures_on_a_coloured_ground_are_read(ground: Callable[[Canvas], None]) -> None:
    assert judge(page(in_white, ground)).values == READ


def test_white_on_white_is_left_out_and_said() -> None:
    report = judge(page(in_white))
    assert set(report.values.values()) == {None}
    assert "hidden_text" in {problem.check for problem in report.problems}


def test_a_watermark_with_more_characters_than_the_page_does_not_turn_it() -> None:
    def tiled(canvas: Canvas) -> None:
        for x in range(50, 550, 90):
            for y in range(50, 800, 40):
                canvas.saveState()
                canvas.translate(x, y)
                canvas.rotate(-45)
                canvas.drawString(0, 0, "张三内部")
                canvas.restoreState()

    assert judge(page(plainly, tiled)).values == READ


def test_a_broken_page_with_more_lines_than_any_report_has_ends_soon_and_without_labels() -> None:
    lines = [(10.0, 20.0 * n, 60.0, 20.0 * n + 10) for n in range(400)]
    figures = [[("0", (100.0, top, 120.0, bottom))] for _, top, _, bottom in lines]
    assert set(labels_beside(figures, [("行政许可", box) for box in lines], ())) == {Beside(1)}
    (row,) = labels_beside(figures[:1], [("行政许可", lines[0])], ())
    assert row == Beside(1, (0,))


def with_pictures(*corners: tuple[float, float], side: float) -> bytes:
    """The report, and a page that holds nothing but square pictures."""

    def ground(canvas: Canvas) -> None:
        canvas.drawString(LEFT, TOP + 30, "二、主动公开政府信息情况")
        canvas.showPage()
        for x, y in corners:
            canvas.drawInlineImage(Image.new("L", (8, 8)), x, y, side, side)
        canvas.showPage()
        canvas.setFont("STSong-Light", 10)

    return page(ground=ground)


def test_a_page_with_nothing_but_a_seal_was_read() -> None:
    document = read_document(with_pictures((300, 200), side=120))
    assert not document.notes


@pytest.mark.parametrize("side", [480, 120])
def test_a_page_that_is_a_scan_is_said_also_when_it_is_cut_into_pieces(side: float) -> None:
    document = read_document(with_pictures((40, 40), (40, 160), (40, 280), (160, 40), side=side))
    assert [note.check for note in document.notes] == ["picture"]


@pytest.mark.parametrize("shift", [0.3, 0.75])
@pytest.mark.parametrize("again", [False, True])
def test_a_figure_with_a_shadow_is_read_once(shift: float, again: bool) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    for y in range(5):
        canvas.setFont("Helvetica", 9)
        for x in (shift, 0):
            canvas.setFillGray(0.5 if x else 0)
            canvas.drawString(LEFT + x, TOP - 100.3 * y - x, f"{y}7730.28")
    canvas.save()
    document = read_document(file.getvalue(), again)
    assert "".join(block.text for block in document.paragraphs) == "".join(
        f"{y}7730.28" for y in range(5)
    )


def invisible(canvas: Canvas, x: float, y: float, text: str) -> None:
    line = canvas.beginText(x, y)
    line.setTextRenderMode(3)
    line.textOut(text)
    line.setTextRenderMode(0)
    canvas.drawText(line)


def over_its_copy(canvas: Canvas, x: float, y: float, text: str) -> None:
    invisible(canvas, x, y, text)
    plainly(canvas, x, y, text)


def under_its_copy(canvas: Canvas, x: float, y: float, text: str) -> None:
    plainly(canvas, x, y, text)
    invisible(canvas, x, y, text)


@pytest.mark.parametrize("setting", [over_its_copy, under_its_copy])
def test_text_with_an_invisible_copy_is_read_once(setting: Setting) -> None:
    assert judge(page(setting)).values == READ


def test_invisible_text_beside_what_is_seen_is_not_read() -> None:
    assert set(judge(page(invisible)).values.values()) == {None}


def test_the_machines_reading_of_a_scan_is_read_and_said_to_be_one() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.setFont("STSong-Light", 10)
    canvas.drawInlineImage(Image.new("L", (8, 8)), 0, 0, 595, 842)
    invisible(canvas, LEFT, TOP + 60, "某县民政局2023年政府信息公开工作年度报告")
    for r, texts in enumerate(ROWS):
        for c, text in enumerate(texts):
            invisible(canvas, LEFT + c * WIDTH, TOP - r * HEIGHT, text)
    canvas.save()
    report = judge(file.getvalue())
    assert report.values == READ
    assert report.status.value != "clean"
    assert "ocr" in {problem.check for problem in report.problems}


def dotted_page() -> bytes:
    """The table in lines of square dots, as browsers print them; its last figure is blank."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.setFont("STSong-Light", 10)
    canvas.drawString(LEFT, TOP + 60, "某县民政局2023年政府信息公开工作年度报告")
    for r, texts in enumerate((*ROWS[:1], (*ROWS[1][:3], ""))):
        for c, text in enumerate(texts):
            canvas.drawString(LEFT + c * WIDTH + 8, TOP - r * HEIGHT + 8, text)
    for row in range(3):
        for step in range(0, 4 * WIDTH, 2):
            canvas.rect(LEFT + step, TOP + (1 - row) * HEIGHT, 0.8, 0.8, stroke=0, fill=1)
    for column in range(5):
        for step in range(0, 2 * HEIGHT, 2):
            canvas.rect(LEFT + column * WIDTH, TOP - HEIGHT + step, 0.8, 0.8, stroke=0, fill=1)
    canvas.save()
    return file.getvalue()


def test_lines_of_dots_are_lines() -> None:
    assert judge(dotted_page()).values == {**READ, "normative_in_force": None}


def clipped(right: float) -> Callable[[Canvas], None]:
    """Nothing right of a place is painted, as a browser prints a page that is too wide."""

    def ground(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(0, 0, right, 842)
        canvas.clipPath(path, stroke=0)

    return ground


@pytest.mark.parametrize(
    ("right", "is_cut"), [(LEFT + 3.5 * WIDTH, True), (LEFT + 5 * WIDTH, False)]
)
def test_a_table_that_is_painted_in_part_only_is_said(right: float, is_cut: bool) -> None:
    notes = read_document(page(plainly, clipped(right))).notes
    assert [note.check for note in notes] == ["cut_off"] * is_cut


def test_a_table_that_goes_on_beyond_the_page_is_said_and_an_ornament_is_none() -> None:
    def ruled(start: float) -> bytes:
        return page(plainly, lambda canvas: canvas.line(start, 300, 620, 300))

    assert [note.check for note in read_document(ruled(60)).notes] == ["cut_off"]
    assert not read_document(ruled(-5)).notes
