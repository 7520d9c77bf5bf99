"""What a page's style sheets hide or raise: the screen of a desk decides, as its cascade does."""

import pytest

from extractors.media import read_document
from tests.test_reading_rules import fees_table, read, rules_table

TABLE = rules_table()


@pytest.mark.parametrize(
    "sheet",
    [
        "@media print { .zoom { display: none } }",
        "@media screen and (max-width: 768px) { .zoom { display: none } }",
        "/* .zoom { display: none } */",
        ".zoom { display: none } .zoom.on { display: block }",
        ".zoom { display: none } div.zoom { display: block }",
        "#page { display: block !important } .zoom { display: none }",
        ".side .zoom { display: none }",
        "table.zoom, .zoom:hover { display: none }",
        ".zoom { *display: none; color: red }",
        ".zoom { display: none } @media screen { .zoom { display: block } }",
    ],
)
def test_what_a_screen_shows_is_read(sheet: str) -> None:
    page = f'<style>{sheet}</style><div class="zoom on" id="page">{TABLE}</div>'
    assert read(page).values["normative_in_force"] == 9


@pytest.mark.parametrize(
    "sheet",
    [
        ".old { display: none }",
        "@media screen, print { div.old { visibility: hidden } }",
        "div > table { display: none !important } table { display: table }",
        ".old { text-decoration: line-through }",
        ".old { font-size: 0 }",
    ],
)
def test_what_a_screen_does_not_show_is_left_out_and_said(sheet: str) -> None:
    last_year = fees_table("本年收费金额（单位：万元）", "77")
    page = f'<style>{sheet}</style>{TABLE}<div class="old">{last_year}</div>'
    report = read(page)
    assert report.values["normative_in_force"] == 9
    assert "fees_amount" not in report.values
    assert any(p.check == "hidden_text" for p in report.problems)


@pytest.mark.parametrize("how", ["hidden", 'style="display:none"', 'style="visibility: hidden"'])
def test_a_table_that_an_element_itself_hides_is_left_out_and_said(how: str) -> None:
    last_year = fees_table("本年收费金额（单位：万元）", "77")
    report = read(f"{TABLE}<div {how}>{last_year}</div>")
    assert "fees_amount" not in report.values
    assert any(p.check == "hidden_text" for p in report.problems)


@pytest.mark.parametrize("rule", ["display: none !important", "visibility: hidden"])
def test_a_page_that_hides_itself_until_a_script_shows_it_is_read(rule: str) -> None:
    for head in (f"<style>body {{ {rule} }}</style><body>", f'<body style="{rule}">'):
        grids = read_document(f"<html>{head}{TABLE}</body></html>".encode()).grids
        assert len(grids) == 1


def test_an_elements_own_style_outweighs_the_sheet() -> None:
    page = (
        f'<style>.a {{ display: none }}</style><div class="a" style="display:block">{TABLE}</div>'
    )
    assert read(page).values["normative_in_force"] == 9


NOTES = (
    '<span style="vertical-align:super">1</span>',
    '<font style="vertical-align: sub">1</font>',
    '<span class="note">1</span>',
    '<span style="position:relative;top:-4pt">1</span>',
    '<span style="mso-text-raise:4.0pt">1</span>',
    '<span style="font-size:7pt;vertical-align:top">1</span>',
)


@pytest.mark.parametrize("note", NOTES)
def test_a_raised_number_behind_a_figure_is_a_notes(note: str) -> None:
    sheet = "<style>.note { vertical-align: super; font-size: 70% }</style>"
    page = sheet + rules_table(figures=("3", "1", f"56{note}"))
    assert read(page).values["normative_in_force"] == 56


@pytest.mark.parametrize("note", NOTES)
def test_a_figure_that_is_raised_whole_is_a_figure(note: str) -> None:
    sheet = "<style>.note { vertical-align: super }</style>"
    page = sheet + rules_table(figures=("3", "1", note.replace("1</", "561</")))
    assert read(page).values["normative_in_force"] == 561


@pytest.mark.parametrize("sheet", ["<", "}{", ".a { display: none", "a[", "@media {", "\\"])
def test_a_broken_style_sheet_breaks_no_page(sheet: str) -> None:
    page = f"<html><body><style>{sheet}</style>{TABLE}</body></html>"
    assert read_document(page.encode()).grids
