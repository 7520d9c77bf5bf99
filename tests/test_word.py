"""What a DOCX shows that is not plain text."""

import io
import zipfile
from collections.abc import Callable

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from extractors.document import Document, Grid
from extractors.word.reader import read_docx
from extractors.word.second import read_docx_again
from normalizers.judge import judge


def cell_with(*names: str, text: str = "6") -> bytes:
    """A document with one cell of two that holds these elements before its text."""
    document = docx.Document()
    cell = document.add_table(1, 2).rows[0].cells[1]
    run = cell.paragraphs[0].add_run()
    for name in names:
        run._r.append(OxmlElement(name))
    run.add_text(text)
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def figure(data: bytes, read: Callable[[bytes], Document] = read_docx) -> str:
    grid = next(block for block in read(data).blocks if isinstance(block, Grid))
    return grid.row(0)[-1].text


def test_a_hyphen_that_does_not_break_is_a_minus() -> None:
    assert figure(cell_with("w:noBreakHyphen")) == "-6"


def test_a_plain_formula_is_its_text_and_a_fraction_is_none() -> None:
    document = docx.Document()
    cells = document.add_table(1, 2).rows[0].cells
    formula = OxmlElement("m:oMath")
    run = OxmlElement("m:r")
    text = OxmlElement("m:t")
    text.text = "12"
    run.append(text)
    formula.append(run)
    cells[1].paragraphs[0]._p.append(formula)
    assert figure(saved(document)) == "12"
    formula.remove(run)
    fraction = OxmlElement("m:f")
    fraction.append(run)
    formula.append(fraction)
    assert figure(saved(document)) == "[图]"


def test_the_strict_form_is_read_like_the_usual_one() -> None:
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    assert qn("w:p").startswith("{" + usual)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(cell_with())) as package, zipfile.ZipFile(buffer, "w") as copy:
        for item in package.infolist():
            content = package.read(item).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
                b"http://purl.oclc.org/ooxml/wordprocessingml/",
            )
            content = content.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/",
                b"http://purl.oclc.org/ooxml/officeDocument/",
            )
            copy.writestr(item, content)
    assert figure(buffer.getvalue()) == "6"


def test_the_second_reading_sees_insertions_and_no_hidden_text() -> None:
    document = docx.Document()
    cell = document.add_table(1, 2).rows[0].cells[1]
    cell.paragraphs[0].add_run("1")
    insertion = OxmlElement("w:ins")
    insertion.append(cell.paragraphs[0].add_run("2")._r)
    cell.paragraphs[0]._p.append(insertion)
    cell.paragraphs[0].add_run("3").font.hidden = True
    data = saved(document)
    assert figure(data) == figure(data, read_docx_again) == "12"


def test_a_table_typed_with_tabs_is_one_and_a_list_of_contents_is_none() -> None:
    document = docx.Document()
    for text in (
        "某县民政局2023年政府信息公开工作年度报告",
        "一、总体情况\t1",
        "二、主动公开政府信息情况\t2",
        "二、主动公开政府信息情况",
        "信息内容\t本年制发件数\t本年废止件数\t现行有效件数",
        "行政规范性文件\t12\t\t45",
        "联系人\t电话",
    ):
        document.add_paragraph(text)
    report = judge(saved(document))
    issued, repealed, in_force = (f"normative_{key}" for key in ("issued", "repealed", "in_force"))
    assert report.values == {issued: 12, repealed: None, in_force: 45}
    paragraphs = [paragraph.text for paragraph in read_docx(saved(document)).paragraphs]
    assert "一、总体情况 1" in paragraphs
