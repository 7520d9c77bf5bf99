"""A page of a site that was printed with its menu beside the report."""

import io

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Place
from extractors.layout.text_lines import TextLine
from extractors.pdf.side_text import main_first
from normalizers.judge import judge

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
MENU = ("公开指南", "公开制度", "某县2022年政府信息公开", "工作年度报告", "依申请公开", "公开年报")
PROSE = "本年度各项工作在上级部门的指导下有序开展，成效较为明显。"
MAIN = ("某县水利局", "2023年政府信息公开工作年度报告", PROSE, PROSE, "一、总体情况", PROSE, PROSE)


def printed(menu: tuple[str, ...], main: tuple[str, ...]) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    for left, size, lines in ((60, 8, menu), (200, 12, main)):
        canvas.setFont("STSong-Light", size)
        for number, text in enumerate(lines):
            canvas.drawString(left, 750 - 20 * number, text)
    canvas.save()
    return file.getvalue()


def test_a_menu_beside_the_report_is_none_of_its_lines() -> None:
    report = judge(printed(MENU, MAIN))
    assert report.title == "某县水利局2023年政府信息公开工作年度报告"
    assert (report.agency, report.year) == ("某县水利局", 2023)
    assert PROSE in report.sections[0].text


def test_labels_beside_figures_are_no_menu() -> None:
    rows = [((50.0, 90.0, "行政许可"), (300.0, 310.0, "7"))] * 8
    lines = [
        TextLine("", Place(), pieces=tuple((text, (a, 20.0, b, 30.0)) for a, b, text in row))
        for row in rows
    ]
    assert main_first(lines, 600) == lines
