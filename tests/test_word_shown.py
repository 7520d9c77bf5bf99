"""What Word shows of a DOCX: results of fields, chosen entries; no hidden rows, no faint text."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extractors.media import read_document
from extractors.words.figures import read_figure
from tests.word_documents import both, cell, changed, run, saved, shown, style, table, tc

BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)
DARK = '<w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/>'
PALE = '<w:shd w:val="clear" w:color="000000" w:fill="FFFFFF"/>'
WHITE, DUST = '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'


YELLOW = '<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>'
UNFILLED = "<w14:textFill><w14:noFill/></w14:textFill>"
OUTLINE = '<w14:textOutline w14:w="9525"><w14:solidFill/></w14:textOutline>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def merged(figure: str) -> str:
    """A mail merge's figure, in its field."""
    return f"{BEGIN}{code('MERGEFIELD 数')}{SEPARATE}{run(figure)}{END}"


def control(data: str, result: str = "") -> str:
    """A legacy form's field."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
    return f"{begin}{code('FORM')}{result}{END}"


def notes(data: bytes) -> list[str]:
    return [note.check for note in read_document(data).notes]


@pytest.mark.parametrize(
    "inner", [merged("58"), f'<w:fldSimple w:instr="MERGEFIELD 数">{run("58")}</w:fldSimple>']
)
def test_a_field_in_the_instruction_of_another_shows_nothing(inner: str) -> None:
    outer = f"{BEGIN}{code('IF')}{inner}{code('= 0 0 58')}{SEPARATE}{run('58')}{END}"
    assert both(cell(outer)) == "58"


def test_a_field_in_the_result_of_another_shows_its_result() -> None:
    assert both(cell(f"{BEGIN}{code('QUOTE')}{SEPARATE}{run('1')}{merged('58')}{END}")) == "158"


def test_a_field_that_has_no_end_hides_nothing() -> None:
    assert both(cell(f"{BEGIN}{code('IF')}{run('58')}")) == "58"


def test_a_field_that_ends_in_another_cell_hides_nothing() -> None:
    first = tc("行政处罚").replace("</w:p>", f"{BEGIN}</w:p>")
    second = tc("58").replace("</w:p>", f"{END}</w:p>")
    assert both(table(f"<w:tr>{first}{second}</w:tr>")) == "58"


ENTRIES = '<w:listEntry w:val="0"/><w:listEntry w:val="58"/>'


@pytest.mark.parametrize(
    ("chosen", "figure"),
    [('<w:result w:val="1"/>', "58"), ("", "0"), ('<w:default w:val="1"/>', "58")],
)
@pytest.mark.parametrize("result", ["", SEPARATE, SEPARATE + run("58")])
def test_a_drop_down_list_shows_its_chosen_entry(chosen: str, figure: str, result: str) -> None:
    assert both(cell(control(f"<w:ddList>{chosen}{ENTRIES}</w:ddList>", result))) == figure


def test_a_drop_down_list_within_an_instruction_shows_nothing() -> None:
    inner = control(f"<w:ddList>{ENTRIES}</w:ddList>")
    assert both(cell(f"{BEGIN}{code('IF')}{inner}{SEPARATE}{run('58')}{END}")) == "58"


def test_a_text_field_of_a_form_shows_its_text() -> None:
    assert both(cell(control("<w:textInput/>", SEPARATE + run("58")))) == "58"


@pytest.mark.parametrize(
    ("box", "sign"), [("<w:checked/>", "☒"), ('<w:default w:val="0"/>', "☐"), ("", "☐")]
)
def test_a_check_box_shows_a_box(box: str, sign: str) -> None:
    assert both(cell(control(f"<w:checkBox>{box}</w:checkBox>") + run("是"))) == f"{sign}是"


FAINT = (
    WHITE,
    DUST,
    WHITE + PALE,
    '<w:rStyle w:val="faint"/>',
    '<w:color w:val="auto" w:themeColor="background1"/>',
    '<w:color w:val="ffff00"/>' + YELLOW,
    UNFILLED,
)


@pytest.mark.parametrize("faint", FAINT)
def test_text_too_faint_to_be_seen_beside_other_text_is_left_out_and_said(faint: str) -> None:
    data = cell(run("88", faint) + run("58"), style("faint", WHITE))
    assert both(data) == "58"
    assert notes(data) == ["hidden_text"]


@pytest.mark.parametrize("faint", FAINT)
def test_a_figure_too_faint_to_be_seen_is_no_figure_for_certain(faint: str) -> None:
    data = cell(run("5", faint) + run("8", faint), style("faint", WHITE))
    figure = read_figure(both(data))
    assert figure is not None
    assert figure.value is None
    assert figure.doubt
    assert notes(data) == ["hidden_text"]


def test_words_that_are_faint_as_a_whole_stay() -> None:
    assert both(cell(run("本年收费金额", WHITE))) == "本年收费金额"


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("where", ["tcPr", "tblPrEx", "tblPr"])
def test_white_figures_on_a_shade_are_seen(where: str, again: bool) -> None:
    told = {name: f"<w:{name}/>" for name in ("tcPr", "tblPrEx", "tblPr")}
    told[where] = f"<w:{where}>{DARK}</w:{where}>"
    figure = f"<w:tc>{told['tcPr']}<w:p>{run('2023', WHITE)}</w:p></w:tc>"
    data = table(told["tblPr"], f"<w:tr>{told['tblPrEx']}{tc('年度')}{figure}</w:tr>")
    assert shown(data, again)[0][-1] == "2023"


@pytest.mark.parametrize("color", ["auto", "FFFFFF", "002060"])
def test_white_figures_on_a_coloured_page_are_seen(color: str) -> None:
    page = f'<w:background w:color="{color}"/><w:body>'.encode()
    data = changed(
        cell(run("5", WHITE) + run("8")),
        lambda name, part: (name, part.replace(b"<w:body>", page)),
    )
    assert both(data) == ("58" if color == "002060" else "8")


def test_a_white_cell_in_a_dark_table_hides_white_figures() -> None:
    white = f"<w:tc><w:tcPr>{PALE}</w:tcPr><w:p>{run('9', WHITE)}{run('58')}</w:p></w:tc>"
    assert (
        both(table(f"<w:tblPr>{DARK}</w:tblPr>", f"<w:tr>{tc('行政处罚')}{white}</w:tr>")) == "58"
    )


@pytest.mark.parametrize("inside", ["<!-- {{n}} -->", "<?n?>"])
def test_a_comment_of_a_program_ends_no_text(inside: str) -> None:
    assert both(cell(f"<w:r><w:t>7{inside}6</w:t></w:r>")) == "76"


def test_a_phonetic_guide_is_no_part_of_a_figure() -> None:
    guide = f"<w:rt>{run('3')}</w:rt>"
    ruby = f"<w:r><w:ruby><w:rubyPr/>{guide}<w:rubyBase>{run('9')}</w:rubyBase></w:ruby></w:r>"
    assert both(cell(ruby)) == "9"


def test_figures_with_faint_text_between_them_stay_two() -> None:
    assert both(cell(run("12") + run("99", WHITE) + run("34"))) == "12 34"


@pytest.mark.parametrize(
    "runs",
    [
        run("58", WHITE + DARK),
        run("5", UNFILLED + OUTLINE) + run("8"),
        run("5", '<w:color w:val="auto" w:themeColor="background1" w:themeShade="80"/>')
        + run("8", WHITE + DARK),
        run("5", '<w:color w:val="FFFF00"/>' + DARK) + run("8", YELLOW),
        run("5", WHITE + DARK) + run("8"),
        run("5", WHITE + '<w:highlight w:val="black"/>') + run("8"),
        run("5", '<w:rStyle w:val="faint"/><w:color w:val="auto"/>') + run("8"),
        run("5", '<w:rStyle w:val="badge"/>') + run("8"),
        run("5", '<w:sz w:val="10"/>') + run("8"),
        run("58", WHITE + DARK) + run("9", "<w:vanish/>"),
    ],
)
def test_text_that_may_be_seen_stays(runs: str) -> None:
    data = cell(runs, style("faint", WHITE) + style("badge", WHITE + DARK))
    assert both(data) == "58"
    assert not notes(data)


@pytest.mark.parametrize("again", [False, True])
def test_white_text_in_a_dark_cell_stays(again: bool) -> None:
    figure = f"<w:tc><w:tcPr>{DARK}</w:tcPr><w:p>{run('5', WHITE)}{run('8')}</w:p></w:tc>"
    assert shown(table(f"<w:tr>{tc('行政处罚')}{figure}</w:tr>"), again)[0][-1] == "58"


def test_white_text_in_a_cell_that_places_a_table_stays() -> None:
    inner = f"<w:tbl><w:tr>{tc('行政处罚')}{tc('58')}</w:tr></w:tbl>"
    texts = f"<w:p>{run('公开年报', WHITE)}</w:p><w:p>{run('如下：')}</w:p>"
    data = table(f"<w:tr><w:tc>{texts}{inner}<w:p/></w:tc></w:tr>")
    assert [p.text for p in read_document(data).paragraphs] == ["公开年报", "如下："]


@pytest.mark.parametrize("again", [False, True])
def test_hidden_rows_are_not_shown(again: bool) -> None:
    data = table(
        *(
            f"<w:tr><w:trPr>{hidden}</w:trPr>{tc(label)}{tc(figure)}</w:tr>"
            for hidden, label, figure in (
                ("", "行政许可", "1"),
                ("<w:hidden/>", "行政处罚", "2"),
                ('<w:hidden w:val="0"/>', "行政强制", "3"),
            )
        )
    )
    assert shown(data, again) == [["行政许可", "1"], ["行政强制", "3"]]


def test_a_cell_that_hides_the_mark_of_its_end_is_shown() -> None:
    assert both(table(f"<w:tr>{tc('行政许可')}{tc('58', '<w:hideMark/>')}</w:tr>")) == "58"


@pytest.mark.parametrize("first", [False, True])
def test_the_head_of_the_first_page_may_tell_the_title(first: bool) -> None:
    package = docx.Document()
    section = package.sections[0]
    section.different_first_page_header_footer = first
    head = section.first_page_header if first else section.header
    head.paragraphs[0].text = "青河县水利局2023年政府信息公开工作年度报告"
    number = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    head.add_paragraph()._p.append(parse_xml(number))
    assert ("title", head.paragraphs[0].text) in read_document(saved(package)).hints


def test_a_document_whose_head_is_missing_is_read() -> None:
    package = docx.Document()
    package.add_paragraph("一、总体情况")
    package.sections[0].header.paragraphs[0].text = "青河县水利局"
    data = changed(saved(package), lambda name, part: (name, part.replace(b"/header", b"/footer")))
    assert [p.text for p in read_document(data).paragraphs] == ["一、总体情况"]
