"""What stands in the cell of a page and is no part of its figure, for both readers: notes' signs,
what nobody sees, what a browser shows only in place of something else. And what is a line apart."""

import pytest

from extractors.media import read_document
from normalizers.documents import RELEASED
from normalizers.model import Status
from tests.test_reading_rules import read, rules_table

WORD_NOTE = (
    '<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1"><span'
    " class=MsoFootnoteReference><span style='mso-special-character:footnote'>"
    "<![if !supportFootnotes]><span class=MsoFootnoteReference>1</span><![endif]></span></span></a>"
)
NOTES = (
    WORD_NOTE,
    '<a href="#_ftn1" name="_ftnref1">1</a>',
    '<a href="#_edn1">1</a>',
    '<a href="http://www.example.gov.cn/2023.html#_ftn1">1</a>',
    '<a class="footnote" href="#note1">1</a>',
    '<a class="sdfootnoteanc" href="#sdfootnote1sym">1</a>',
    '<a role="doc-noteref" href="#n1">1</a>',
    '<span class="MsoEndnoteReference">1</span>',
    "<sup>1</sup>",
)
UNSEEN = (
    '<span style="position:absolute;left:-9999px">3</span>',
    '<span style="position:absolute;clip:rect(0,0,0,0)">3</span>',
    '<span style="clip-path:inset(50%)">3</span>',
    '<label style="opacity:0">3</label>',
    '<span style="color:transparent">3</span>',
    '<span style="color:rgba(0,0,0,0)">3</span>',
    '<p style="text-indent:-9999px">3</p>',
    '<div style="width:0;overflow:hidden;float:left">3</div>',
    "<details>3</details>",
    "<iframe>3</iframe>",
    "<object>3</object>",
    "<canvas>3</canvas>",
    "<noframes>3</noframes>",
    "<video><p>3</p></video>",
)
SHOWN = (
    '<span style="display:none;display:inline">3</span>',
    '<span style="xdisplay:none">3</span>',
    '<span style="display:inline!important;display:none">3</span>',
    '<span style="left:-9999px">3</span>',
    '<span style="width:0;overflow:hidden">3</span>',
    '<span style="opacity:0.9">3</span>',
    '<span style="display:inline-block;height:1em;overflow:hidden">3</span>',
    '<span style="opacity:0;animation:show 1s forwards">3</span>',
    '<span style="color:rgba(0,0,0,1.0)">3</span>',
    '<span style="text-indent:-18pt">3</span>',
    "<details open>3</details>",
    '<a href="#">3</a>',
    '<a href="note1.html">3</a>',
)


def figures(cell: str) -> list[str]:
    """What both readers see in a cell."""
    page = f"<html><head>{SHEET}</head><body>{rules_table(figures=(cell, '1', '9'))}</body></html>"
    grids = [read_document(page.encode(), again).grids[0] for again in (False, True)]
    return [" ".join(grid.row(1)[1].text.split()) for grid in grids]


SHEET = "<style>.reader { position: absolute; clip: rect(1px, 1px, 1px, 1px) }</style>"


@pytest.mark.parametrize("note", NOTES)
def test_a_reference_to_a_note_joins_no_figure(note: str) -> None:
    assert figures(f"12{note}") == ["12[1]"] * 2


def test_a_reference_to_a_note_alone_in_its_cell_is_no_figure() -> None:
    assert read(rules_table(figures=(NOTES[1], "1", "9"))).status not in RELEASED


@pytest.mark.parametrize("guide", ["<rt>3</rt>", "<rp>（</rp><rt>3</rt><rp>）</rp>"])
def test_a_phonetic_guide_is_no_part_of_the_text(guide: str) -> None:
    assert figures(f"<ruby>12{guide}</ruby>") == ["12"] * 2


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_nobody_sees_beside_a_figure_is_left_out_and_said(unseen: str) -> None:
    assert figures(f"{unseen}12") == ["12"] * 2
    report = read(rules_table(figures=(f"{unseen}12", "1", "9")))
    assert report.values["normative_issued"] == 12
    assert "hidden_text" in {problem.check for problem in report.problems}


@pytest.mark.parametrize("unseen", UNSEEN[:8])
def test_a_figure_that_nobody_sees_is_in_doubt(unseen: str) -> None:
    report = read(rules_table(figures=(unseen, "1", "9")))
    assert report.values["normative_issued"] is None
    assert report.status is Status.SUSPECT
    assert any("normative_issued" in problem.columns for problem in report.problems)


@pytest.mark.parametrize("name", ["layui-hide", "sr-only", "tip Visually-Hidden"])
@pytest.mark.parametrize("cell", ["<span class='{}'>3</span>12", "12<div class='{}'>3</div>"])
def test_what_a_sheet_elsewhere_may_hide_leaves_its_figure_in_doubt(cell: str, name: str) -> None:
    cell = cell.format(name)
    assert all("\ufffd" in figure for figure in figures(cell))
    report = read(rules_table(figures=(cell, "1", "9")))
    assert report.status is Status.SUSPECT
    assert any("normative_issued" in problem.columns for problem in report.problems)


def test_what_the_pages_own_sheet_shows_or_stands_alone_is_read() -> None:
    sheet = "<style>.hide{display:inline}</style>"
    page = sheet + rules_table(figures=('8<span class="hide">6</span>', "1", "9"))
    assert read(page).values["normative_issued"] == 86
    assert figures('<span class="d-none d-md-inline">12</span>') == ["12"] * 2


def test_what_a_sheet_cuts_to_nothing_is_left_out() -> None:
    assert figures('<span class="reader">3</span>12')[0] == "12"


@pytest.mark.parametrize("shown", SHOWN)
def test_what_a_page_shows_is_read(shown: str) -> None:
    assert figures(f"{shown}12") == ["312"] * 2


def test_a_page_whose_layout_a_script_shows_is_read() -> None:
    page = f'<table><tr><td><div style="opacity:0">{rules_table()}</div></td></tr></table>'
    assert read(page).values["normative_issued"] == 3


LINES = (
    '<span style="display:block">1</span><span style="display:block">2</span>',
    '<i style="display: block">1</i>2',
    '1<span class="line">2</span>',
    "<div>1</div>2",
    "1<p>2</p>",
    "<span>1</span><div>2</div>",
    "<p>1</p><div>2</div>",
    "<center>1</center>2",
    "1<br>2",
    '1<span style="float:right">2</span>',
    '<b style="position:absolute;left:60px">1</b>2',
)


@pytest.mark.parametrize("cell", LINES)
def test_figures_on_lines_of_their_own_are_two(cell: str) -> None:
    page = f"<style>td .line {{ display: block }}</style>{rules_table(figures=(cell, '1', '9'))}"
    report = read(page)
    assert report.values["normative_issued"] is None
    assert report.status is Status.SUSPECT


def test_a_comment_is_no_text() -> None:
    assert figures("<!-- 3 -->12") == ["12"] * 2


@pytest.mark.parametrize("hidden", ["", '<td style="display:none">7'])
def test_cells_and_rows_without_end_tags_are_read_by_both(hidden: str) -> None:
    rows = (("信息内容", "本年处理决定数量"), ("行政许可", "12"), ("行政处罚", "3"))
    lines = "".join(f"<tr>{hidden}" + "".join(f"<td><p>{c}" for c in line) for line in rows)
    page = f"<table border=1><tbody>{lines}</table><p>五".encode()
    for again in (False, True):
        grid = read_document(page, again).grids[0]
        read_rows = [tuple(cell.text for cell in grid.row(n)) for n in range(grid.height)]
        assert read_rows == list(rows)


def test_a_printed_error_is_the_agencys_where_end_tags_are_left_out() -> None:
    table = rules_table().replace("</td>", "").replace("</tr>", "")
    assert read(table).status is Status.AS_PRINTED
