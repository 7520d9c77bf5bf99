"""Pictures as thin as lines on a PDF page: ruled lines, or strips of one picture."""

import io

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.media import read_document
from extractors.pdf.second_tables import all_adjoin
from extractors.pdf.strips import strips
from normalizers.judge import judge
from tests.test_reading_pdf import HEIGHT, LEFT, READ, TOP, WIDTH, page

PAPER = 842


def test_strips_of_one_picture_are_no_lines() -> None:
    stacked = [(60.0, 2.0 * n, 500.0, 2.0 * n + 2) for n in range(20)]
    assert strips(stacked) == set(range(20))
    assert strips([(low, left, high, right) for left, low, right, high in stacked]) == set(
        range(20)
    )


def test_lines_apart_and_two_borders_side_by_side_are_lines() -> None:
    rows = [(60.0, 24.0 * n, 500.0, 24.0 * n + 1) for n in range(20)]
    borders = [(60.0, 24.0 * n + 1, 500.0, 24.0 * n + 2) for n in range(20)]
    assert strips([*rows, *borders]) == set()


def test_lines_with_other_ends_are_lines() -> None:
    assert strips([(60.0, 2.0 * n, 500.0 + 10 * n, 2.0 * n + 2) for n in range(20)]) == set()


def stack(canvas: Canvas, box: tuple[float, float, float, float], height: float) -> None:
    """Draws a light picture that is cut into strips."""
    file = io.BytesIO()
    Image.new("RGB", (8, 2), (230, 240, 255)).save(file, "PNG")
    left, low, right, high = box
    for n in range(int((high - low) / height)):
        strip = ImageReader(io.BytesIO(file.getvalue()))
        canvas.drawImage(strip, left, low + n * height, right - left, height)


@pytest.mark.parametrize("height", [1.0, 2.0, 2.4])
def test_figures_on_a_ground_that_is_cut_into_strips_are_read(height: float) -> None:
    table = (LEFT, TOP - HEIGHT, LEFT + 4 * WIDTH, TOP + HEIGHT)
    assert judge(page(ground=lambda canvas: stack(canvas, table, height))).values == READ


@pytest.mark.parametrize("height", [2.0, 10.0])
def test_a_scan_that_is_cut_into_strips_is_a_picture(height: float) -> None:
    def scanned(canvas: Canvas) -> None:
        font, size = canvas._fontname, canvas._fontsize
        canvas.showPage()
        stack(canvas, (0, 0, 595, PAPER), height)
        canvas.showPage()
        canvas.setFont(font, size)

    assert "picture" in {note.check for note in read_document(page(ground=scanned)).notes}


def test_whether_shaded_boxes_adjoin_is_asked_of_their_neighbours_only() -> None:
    boxes = [
        {"x0": 60.0, "x1": 500.0, "top": 5.0 * n, "bottom": 5.0 * (n + 1)} for n in range(20_000)
    ]
    assert all_adjoin(boxes)
    assert all_adjoin([])
    assert not all_adjoin([boxes[0], boxes[1], boxes[3]])
    assert not all_adjoin(boxes[::2])
