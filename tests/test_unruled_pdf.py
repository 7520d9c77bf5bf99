"""Tables on a PDF page without any line."""

import io
from collections.abc import Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from normalizers.judge import judge
from normalizers.model import Report

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
TOP, LINE = 700.0, 24.0
Text = tuple[float, str]


def read(*rows: Sequence[Text]) -> Report:
    """The report whose rows hold texts at these places."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.setFont("STSong-Light", 10)
    canvas.drawString(60, TOP + 60, "某县民政局2023年政府信息公开工作年度报告")
    for number, row in enumerate(rows):
        for x, text in row:
            canvas.drawString(x, TOP - number * LINE, text)
    canvas.save()
    return judge(file.getvalue())


def test_a_figure_that_stands_beside_the_one_label_of_its_table_is_its() -> None:
    labels, row = ((100, "信息内容"), (300, "本年处理决定数量")), ((60, "行政许可"), (500, "714"))
    report = read(labels, row)
    assert report.values == {"licensing_decisions": 714}
    assert not any(problem.check == "ambiguous_row" for problem in report.problems)


def test_beside_another_label_it_is_nobodys_for_certain() -> None:
    labels = ((100, "信息内容"), (240, "本年处理决定数量"), (420, "备查数量"))
    report = read(labels, ((60, "行政许可"), (440, "714")))
    named = [problem for problem in report.problems if problem.check == "ambiguous_row"]
    assert "licensing_decisions" in {name for problem in named for name in problem.columns}
