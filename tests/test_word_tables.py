"""Cells of a DOCX table that are merged, end early or hold a text box."""

import pytest

from tests.word_documents import blocks, both, cell, run, shown, table, tc

DRAWN = """<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor {anchor}>
<wp:positionH relativeFrom="{start}"><wp:posOffset>{far}</wp:posOffset></wp:positionH>
<a:graphic><w:txbxContent><w:p>{runs}</w:p></w:txbxContent></a:graphic></wp:anchor></w:drawing>
</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{runs}</w:p>
</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
SHAPE = """<w:r><w:pict><v:shape style="position:absolute;{place};width:40pt"><v:textbox>
<w:txbxContent><w:p>{runs}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"""


def drawn(start: str = "column", far: int = 0, anchor: str = "") -> str:
    return DRAWN.format(start=start, far=far, anchor=anchor, runs=run("1234"))


def shape(place: str) -> str:
    return SHAPE.format(place=place, runs=run("1234"))


@pytest.mark.parametrize("box", [drawn(), drawn(far=90_000), shape("margin-left:5.4pt")])
def test_a_figure_in_a_text_box_in_its_cell_is_the_cells(box: str) -> None:
    assert both(cell(box)) == "1234"


@pytest.mark.parametrize(
    "box",
    [
        drawn("page"),
        drawn(far=2_000_000),
        drawn(anchor='layoutInCell="0"'),
        shape("margin-top:200pt"),
        shape("margin-left:0;mso-position-horizontal-relative:page"),
    ],
)
def test_a_text_box_that_may_stand_elsewhere_is_no_figure(box: str) -> None:
    assert shown(cell(box))[0][-1] == "[图]"


def test_a_text_box_beside_text_does_not_join_it() -> None:
    assert both(cell(run("56") + drawn())) == "56"


@pytest.mark.parametrize("again", [False, True])
def test_cells_merged_away_to_the_left_show_nothing(again: bool) -> None:
    start, on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    data = table(
        f"<w:tr>{tc('第二十条第（一）项', start)}{tc('其他', on)}{tc('其他', on)}</w:tr>",
        f"<w:tr>{tc('规章')}{tc('1')}{tc('2')}</w:tr>",
    )
    assert shown(data, again) == [["第二十条第（一）项"], ["规章", "1", "2"]]


@pytest.mark.parametrize("again", [False, True])
def test_a_row_that_ends_early_prints_nothing_behind_its_end(again: bool) -> None:
    after = '<w:trPr><w:gridAfter w:val="2"/></w:trPr>'
    full = f"<w:tr>{tc('予以公开')}{tc('1')}{tc('2')}{tc('3')}</w:tr>"
    data = table(full, f"<w:tr>{after}{tc('部分公开')}{tc('0')}</w:tr>", full)
    assert shown(data, again)[1] == ["部分公开", "0", "", ""]


def test_a_row_that_ends_within_the_last_column_has_no_further_cell() -> None:
    after = '<w:trPr><w:gridAfter w:val="1"/></w:trPr>'
    wide = f"""<w:tr>{tc("标题")}{tc("数量", '<w:gridSpan w:val="2"/>')}</w:tr>"""
    data = table(wide, wide, f"<w:tr>{after}{tc('规章')}{tc('3')}</w:tr>")
    assert shown(data)[2] == ["规章", "3"]


WRAPPED = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
CUSTOM = '<w:customXml w:element="a"><w:customXmlPr/>{}</w:customXml>'


@pytest.mark.parametrize("wrapper", [WRAPPED, CUSTOM, WRAPPED.format(CUSTOM)])
def test_both_readings_see_what_stands_in_content_controls(wrapper: str) -> None:
    head = f"<w:tr>{tc('信息内容')}{tc('本年处理决定数量')}</w:tr>"
    twelve = f"<w:p>{run('12')}</w:p>"
    figure = f"<w:tc><w:tcPr/>{wrapper.format(twelve)}</w:tc>"
    lines = [
        f"<w:tr>{tc('行政许可')}{figure}</w:tr>",
        f"<w:tr>{tc('行政处罚')}{wrapper.format(tc('3'))}</w:tr>",
        wrapper.format(f"<w:tr>{tc('行政强制')}{tc('4')}</w:tr>"),
    ]
    rows = [
        ["信息内容", "本年处理决定数量"],
        ["行政许可", "12"],
        ["行政处罚", "3"],
        ["行政强制", "4"],
    ]
    whole = blocks(wrapper.format(f"<w:tbl>{head}{''.join(lines)}</w:tbl>"))
    for data in (table(head, *lines), whole):
        assert [shown(data, again) for again in (False, True)] == [rows] * 2


def test_both_readings_see_controls_within_a_line() -> None:
    inner = WRAPPED.format(f"{run('1')}<w:smartTag>{run('2')}</w:smartTag>")
    assert both(cell(f"{inner}{run('3')}")) == "123"


def test_cells_whose_widths_stand_for_their_spans_are_read_by_both() -> None:
    down, wide = '<w:vMerge w:val="restart"/>', '<w:tcW w:w="1600" w:type="dxa"/>'
    data = table(
        f"<w:tr>{tc('申请情况', wide)}{tc('总计', down)}</w:tr>",
        f"<w:tr>{tc('自然人')}{tc('法人')}{tc('', '<w:vMerge/>')}</w:tr>",
        f"<w:tr>{tc('1')}{tc('2')}{tc('3')}</w:tr>",
    )
    first, second = (shown(data, again) for again in (False, True))
    assert first == second
    assert first[2] == ["1", "2", "3"]
