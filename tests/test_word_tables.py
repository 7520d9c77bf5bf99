"""Cells of a DOCX table that are merged, end early or hold a text box."""

import pytest

from tests.word_documents import both, cell, run, shown, table, tc

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
